"""The sheet of ``hntrack show``: one indicator or target whole, from the printed words to the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.report.charts import chart
from hntrack.report.items import indicator_item, measurement_item, verdict_item
from hntrack.report.log import provenance_text
from hntrack.report.progress import TONES
from hntrack.report.reasons import sentence, telling
from hntrack.report.view import Cell, Column, Group, Row, Section, Sheet, View
from hntrack.report.words import (
    day_text,
    label,
    measurement_text,
    milestone_text,
    published_text,
    target_text,
    unit_title,
)

Judged = Sequence[tuple[Target, Verdict]]


def show_sheet(
    catalog: Catalog,
    everything: Catalog,
    indicator: Indicator,
    judged: Judged,
    *,
    lang: str,
    as_of: str,
    explained: Sequence[str] = (),
) -> Sheet:
    """Build the sheet.

    Args:
        catalog: As known on ``as_of``: the current targets and measurements.
        everything: As known on ``as_of``, with revised and withdrawn measurements too.
        indicator: What the sheet is about.
        judged: Its targets (or the one that was asked for), each with its verdict.
        lang: ``vi`` or ``en``.
        as_of: ISO day.
        explained: The arithmetic, line by line.
    """
    measurements = [m for m in everything.measurements if m.indicator == indicator.id]
    sections = [
        Section("", pairs=tuple(about(catalog, indicator, lang))),
        Section(_t(lang, "Mục tiêu", "Targets"), table=_targets_table(catalog, judged, lang, as_of)),
        Section(
            _t(lang, "Câu chữ trong văn bản", "As printed"),
            lines=tuple(_printed(catalog, judged, measurements, lang)),
        ),
        Section(
            _t(lang, "Số đo", "Measurements"),
            table=measurements_table(catalog, everything, measurements, lang, as_of),
        ),
        Section(_t(lang, "Kết luận", "Verdict"), lines=tuple(_verdict_lines(catalog, judged, lang))),
    ]
    if explained:
        sections.append(Section(_t(lang, "Cách tính", "Arithmetic"), lines=tuple(explained)))
    drawn = chart(catalog, indicator, judged, lang=lang, as_of=date.fromisoformat(as_of))
    if drawn is not None:
        sections.append(Section(_t(lang, "Diễn biến", "Trajectory"), chart=drawn))
    return Sheet(
        name="show",
        lang=lang,
        as_of=as_of,
        title=indicator.title.within(lang),
        sections=tuple(sections),
        items=tuple(verdict_item(catalog, target, verdict, lang) for target, verdict in judged),
        extra={
            "indicator": indicator_item(catalog, indicator, lang),
            "measurements": [measurement_item(everything, m, lang) for m in measurements],
        },
    )


def _t(lang: str, vi: str, en: str) -> str:
    return vi if lang == "vi" else en


def about(catalog: Catalog, indicator: Indicator, lang: str) -> Iterator[tuple[str, str]]:
    """Say what the indicator is: pairs of name and text."""
    goal, area = catalog.goal.get(indicator.goal), catalog.area.get(indicator.area)
    yield _t(lang, "mã", "id"), indicator.id
    yield _t(lang, "nhóm mục tiêu", "goal"), goal.title.within(lang) if goal else indicator.goal
    yield _t(lang, "phạm vi", "area"), area.title.within(lang) if area else indicator.area
    unit = unit_title(catalog, indicator, lang)
    if indicator.share_of:
        unit = f"{unit} {indicator.share_of.within(lang)}"
    measure = label("measure", indicator.measure, lang)
    yield (
        _t(lang, "thước đo", "measure"),
        f"{measure} ({unit})" if unit and indicator.measure != "rank" else measure,
    )
    if indicator.direction:
        better = {
            "increase": _t(lang, "càng cao càng tốt", "higher is better"),
            "decrease": _t(lang, "càng thấp càng tốt", "lower is better"),
        }
        yield _t(lang, "chiều", "direction"), better[indicator.direction]
    if indicator.note:
        yield _t(lang, "ghi chú", "note"), indicator.note.within(lang)


def _targets_table(catalog: Catalog, judged: Judged, lang: str, as_of: str) -> View:
    columns = (
        Column("target", _t(lang, "Mục tiêu", "Target"), flexible=True),
        Column("milestone", _t(lang, "Hạn", "By")),
        Column("standing", _t(lang, "Kết quả", "Standing"), flexible=True),
        Column("pace", _t(lang, "Tiến độ", "Pace"), flexible=True),
        Column("id", _t(lang, "Mã", "Id"), flexible=True),
    )
    rows = tuple(
        Row(
            (
                Cell(target_text(catalog, target, lang), "strong"),
                Cell(milestone_text(target.milestone, lang)),
                Cell(label("standing", verdict.standing, lang), TONES[verdict.standing]),
                Cell(label("pace", verdict.pace, lang), TONES[verdict.pace]),
                Cell(target.id, "muted"),
            ),
            remark=target.note.within(lang) if target.note else "",
        )
        for target, verdict in judged
    )
    empty = _t(lang, "Không có mục tiêu nào về chỉ tiêu này.", "Nothing was promised of this indicator.")
    return View("targets", lang, as_of, "", columns, (Group("", rows),), empty=empty)


def _printed(
    catalog: Catalog, judged: Judged, measurements: Sequence[Measurement], lang: str
) -> Iterator[str]:
    keys = [key for target, _ in judged for key in (target.claim, *target.restated)]
    keys += [m.claim for m in measurements if m.claim]
    for key in dict.fromkeys(keys):
        found = catalog.claim.get(key)
        if found is None:
            continue
        source, claim = found
        where = f"{_t(lang, 'dòng', 'line')} {claim.line}"
        title = source.title or _t(lang, "không rõ nhan đề", "title unknown")
        yield f"“{claim.as_printed}” — {claim.reading.within(lang)}"
        yield f"    {title} ({published_text(catalog, source.id, lang)}), {where} · {source.id}/{claim.id}"


def measurements_table(
    catalog: Catalog, everything: Catalog, measurements: Sequence[Measurement], lang: str, as_of: str
) -> View:
    """Build the table of an indicator's measurements, revised and withdrawn ones included."""
    columns = (
        Column("value", _t(lang, "Giá trị", "Value"), flexible=True),
        Column("period", _t(lang, "Kỳ", "Period")),
        Column("published", _t(lang, "Công bố", "Published")),
        Column("state", _t(lang, "Tình trạng", "State"), flexible=True),
        Column("source", _t(lang, "Nguồn", "Source"), flexible=True),
        Column("id", _t(lang, "Mã", "Id"), flexible=True, least_width=100),
    )
    rows = tuple(
        Row(
            (
                Cell(
                    measurement_text(everything, m, lang),
                    "strong" if m.id in catalog.measurement else "muted",
                ),
                Cell(m.period.text),
                Cell(day_text(everything.published_on(m), lang)),
                Cell(_state(catalog, everything, m, lang)),
                Cell(provenance_text(m, lang), "muted"),
                Cell(m.id, "muted"),
            ),
            remark=" · ".join(part for part in (m.why, m.note.within(lang) if m.note else None) if part),
        )
        for m in measurements
    )
    empty = _t(lang, "Chưa có số đo nào.", "No measurement yet.")
    return View("measurements", lang, as_of, "", columns, (Group("", rows),), empty=empty)


def _state(catalog: Catalog, everything: Catalog, measurement: Measurement, lang: str) -> str:
    if measurement.withdraws:
        return _t(lang, f"rút lại {measurement.withdraws}", f"withdraws {measurement.withdraws}")
    own = everything.measurements_of[measurement.indicator]
    later = [m for m in own if measurement.id in (m.revises, m.withdraws)]
    if measurement.id not in catalog.measurement and later:
        verb = _t(lang, "đã rút", "withdrawn") if later[-1].withdraws else _t(lang, "đã sửa", "revised")
        return f"{verb} ({later[-1].id})"
    states = {
        "final": "",
        "provisional": _t(lang, "sơ bộ", "provisional"),
        "estimated": _t(lang, "ước tính", "estimated"),
        "break": _t(lang, "gián đoạn chuỗi số", "break in series"),
    }
    derived = _t(lang, "suy ra", "derived") if measurement.derived else ""
    return ", ".join(part for part in (states[measurement.obs_status], derived) if part)


def _verdict_lines(catalog: Catalog, judged: Judged, lang: str) -> Iterator[str]:
    for target, verdict in judged:
        due = f" ({target.milestone.text})" if target.milestone else ""
        standing, pace = label("standing", verdict.standing, lang), label("pace", verdict.pace, lang)
        yield f"{target_text(catalog, target, lang)}{due}: {standing}; {_t(lang, 'tiến độ', 'pace')}: {pace}."
        for reason in telling(verdict.reasons):
            yield f"    {sentence(reason, lang)}"
        yield f"    {_t(lang, 'phương pháp', 'method')}: {verdict.method} {verdict.version}"
