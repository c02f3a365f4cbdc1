"""The sheet of ``hntrack show``: one indicator or target whole, from the printed words to the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.records import Cited, Indicator, Measurement
from hntrack.report.charts import chart
from hntrack.report.glance import TONES, Judged
from hntrack.report.items import indicator_item, measurement_item, verdict_item
from hntrack.report.reasons import sentence, telling
from hntrack.report.versions import basis_text, first_promise_text, version_lines
from hntrack.report.view import Cell, Column, Group, Row, Section, Sheet, View
from hntrack.report.words import (
    OBS_STATUS,
    area_title,
    goal_title,
    indicator_title,
    label,
    measurement_text,
    milestone_text,
    published_text,
    target_text,
    unit_title,
)
from hntrack.text.messages import LANGUAGES, _, _c, day_text

# The view of ``hntrack log``: what was recorded, revised and withdrawn, when, and from which source.

_DEEDS = {
    "recorded": _("recorded"),
    "revised": _("revised"),
    "withdrawn": _("withdrawn"),
}


def deed(measurement: Measurement) -> str:
    """Give what a record does: ``recorded``, ``revised`` or ``withdrawn``."""
    if measurement.withdraws is not None:
        return "withdrawn"
    return "revised" if measurement.revises is not None else "recorded"


def log_view(catalog: Catalog, measurements: Sequence[Measurement], *, lang: str, as_of: str) -> View:
    """Build the view, the latest record first; what was there before recording began has no instant and comes last."""
    ordered = sorted(measurements, key=lambda m: m.recorded or "")
    ordered.reverse()
    return View(
        name="log",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("recorded", _c("heading", "Recorded").within(lang)),
            Column("deed", _("Action").within(lang)),
            Column("indicator", _("Indicator").within(lang), flexible=True),
            Column("value", _("Value").within(lang), flexible=True),
            Column("period", _("Period").within(lang)),
            Column("source", _("Source").within(lang), flexible=True),
            Column("id", _("Id").within(lang), flexible=True),
        ),
        groups=(Group("", tuple(_row(catalog, one, lang) for one in ordered)),) if ordered else (),
        items=tuple({"deed": deed(one), **measurement_item(catalog, one, lang)} for one in ordered),
        empty=_("Nothing was recorded.").within(lang),
    )


def _row(catalog: Catalog, measurement: Measurement, lang: str) -> Row:
    earlier = measurement.revises or measurement.withdraws
    why = f"{earlier}: {measurement.why}" if earlier and measurement.why else earlier or ""
    return Row(
        (
            Cell(measurement.recorded or "—"),
            Cell(_DEEDS[deed(measurement)].within(lang), "warn" if earlier else ""),
            Cell(indicator_title(catalog, catalog.indicator[measurement.indicator], lang), "strong"),
            Cell(measurement_text(catalog, measurement, lang)),
            Cell(measurement.period.within(lang)),
            Cell(provenance_text(catalog, measurement, lang), "muted"),
            Cell(measurement.id, "muted"),
        ),
        remark=why,
    )


def provenance_text(catalog: Catalog, measurement: Measurement, lang: str) -> str:
    """Give in short what a measurement rests on: its claim, a line of a document, a page, or other measurements."""
    if measurement.claim:
        return measurement.claim
    cited = measurement.cited
    if cited is None:
        return ", ".join(measurement.derived.from_) if measurement.derived else "—"
    if cited.source:
        return f"{cited.source}{_line_text(catalog, cited, lang)}"
    return cited.url or cited.title or "—"


_TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet")


def _line_text(catalog: Catalog, cited: Cited, lang: str) -> str:
    """Give the line of a document, which in a table is its row."""
    if cited.line is None:
        return ""
    source = catalog.source.get(cited.source or "")
    if source is not None and source.original.endswith(_TABLES):
        return _(", row {row}", row=cited.line).within(lang)
    return _(", line {line}", line=cited.line).within(lang)


def show_sheet(
    catalog: Snapshot,
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
        Section(_("Targets").within(lang), table=_targets_table(catalog, judged, lang, as_of)),
        Section(
            _("As printed").within(lang),
            lines=tuple(_printed(catalog, judged, measurements, lang)),
        ),
        Section(
            _("Measurements").within(lang),
            table=measurements_table(catalog, everything, measurements, lang, as_of),
        ),
        Section(_("Verdict").within(lang), lines=tuple(_verdict_lines(catalog, judged, lang))),
    ]
    if judged:
        rests = Section(_("What it rests on").within(lang), lines=tuple(_bases(catalog, judged, lang)))
        sections.insert(2, rests)
    versions = [line for target, _verdict in judged for line in version_lines(catalog, target, lang)]
    if versions:
        first = (first_promise_text(catalog, t, v, date.fromisoformat(as_of), lang) for t, v in judged)
        lines = tuple(dict.fromkeys((*versions, *(line for line in first if line))))
        sections.insert(2, Section(_("Versions of the promise").within(lang), lines=lines))
    if explained:
        sections.append(Section(_("Arithmetic").within(lang), lines=tuple(explained)))
    drawn = chart(catalog, indicator, judged, lang=lang, as_of=date.fromisoformat(as_of))
    if drawn is not None:
        sections.append(Section(_("Trajectory").within(lang), chart=drawn))
    return Sheet(
        name="show",
        lang=lang,
        as_of=as_of,
        title=indicator_title(catalog, indicator, lang),
        sections=tuple(sections),
        items=tuple(verdict_item(catalog, target, verdict, lang) for target, verdict in judged),
        extra={
            "indicator": indicator_item(catalog, indicator, lang),
            "measurements": [measurement_item(everything, m, lang) for m in measurements],
        },
    )


def about(catalog: Catalog, indicator: Indicator, lang: str) -> Iterator[tuple[str, str]]:
    """Say what the indicator is: pairs of name and text."""
    yield _("id").within(lang), indicator.id
    further = {code: text for code, text in indicator.title.texts.items() if code not in LANGUAGES}
    yield from ((_("title ({code})", code=code).within(lang), text) for code, text in further.items())
    yield _("goal").within(lang), goal_title(catalog, indicator.goal, lang)
    yield _("area").within(lang), area_title(catalog, indicator.area, lang)
    unit = unit_title(catalog, indicator, lang)
    if indicator.share_of:
        unit = f"{unit} {indicator.share_of.within(lang)}"
    measure = label("measure", indicator.measure, lang)
    yield (
        _("measure").within(lang),
        f"{measure} ({unit})" if unit and indicator.measure != "rank" else measure,
    )
    if indicator.direction:
        better = {
            "increase": _("higher is better").within(lang),
            "decrease": _("lower is better").within(lang),
        }
        yield _("direction").within(lang), better[indicator.direction]
    if indicator.note:
        yield _("note").within(lang), indicator.note.within(lang)


def _targets_table(catalog: Catalog, judged: Judged, lang: str, as_of: str) -> View:
    columns = (
        Column("target", _("Target").within(lang), flexible=True),
        Column("milestone", _("By").within(lang)),
        Column("standing", _("Standing").within(lang), flexible=True),
        Column("pace", _("Pace").within(lang), flexible=True),
        Column("id", _("Id").within(lang), flexible=True),
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
    empty = _("Nothing was promised of this indicator.").within(lang)
    return View("targets", lang, as_of, "", columns, (Group("", rows),), empty=empty)


def _bases(catalog: Catalog, judged: Judged, lang: str) -> Iterator[str]:
    """Say on what the promises rest, each basis once, with the promises where they differ in it."""
    resting: dict[str, list[str]] = {}
    for target, _verdict in judged:
        asked = f"{target_text(catalog, target, lang)} ({milestone_text(target.milestone, lang)})"
        resting.setdefault(basis_text(catalog, target, lang), []).append(asked)
    for text, promises in resting.items():
        yield text if len(resting) == 1 else f"{'; '.join(promises)} — {text}"


def _printed(
    catalog: Catalog, judged: Judged, measurements: Sequence[Measurement], lang: str
) -> Iterator[str]:
    keys = [key for target, _verdict in judged for key in (target.claim, *target.restated)]
    keys += [m.claim for m in measurements if m.claim]
    for key in dict.fromkeys(keys):
        found = catalog.claim.get(key)
        if found is None:
            continue
        source, claim = found
        where = _("line {line}", line=claim.line).within(lang)
        title = source.title or _("title unknown").within(lang)
        yield f"“{claim.as_printed}” — {claim.reading.within(lang)}"
        yield f"    {title} ({published_text(catalog, source.id, lang)}), {where} · {source.id}/{claim.id}"


_STATE = 3  # the column that says what is not plainly final


def measurements_table(
    catalog: Catalog, everything: Catalog, measurements: Sequence[Measurement], lang: str, as_of: str
) -> View:
    """Build the table of an indicator's measurements, revised and withdrawn ones included."""
    columns: tuple[Column, ...] = (
        Column("value", _("Value").within(lang), flexible=True),
        Column("period", _("Period").within(lang)),
        Column("published", _("Published").within(lang)),
        Column("state", _("State").within(lang), flexible=True),
        Column("source", _("Source").within(lang), flexible=True),
        Column("id", _("Id").within(lang), flexible=True, least_width=100),
    )
    rows = tuple(
        Row(
            (
                Cell(
                    measurement_text(everything, m, lang),
                    "strong" if m.id in catalog.measurement else "muted",
                ),
                Cell(m.period.within(lang)),
                Cell(day_text(everything.published_on(m), lang)),
                Cell(state_text(catalog, everything, m, lang)),
                Cell(provenance_text(catalog, m, lang), "muted"),
                Cell(m.id, "muted"),
            ),
            remark=" · ".join(part for part in (m.why, m.note.within(lang) if m.note else None) if part),
        )
        for m in measurements
    )
    if not any(row.cells[_STATE].text for row in rows):  # most often all are final
        columns = (*columns[:_STATE], *columns[_STATE + 1 :])
        rows = tuple(row._replace(cells=(*row.cells[:_STATE], *row.cells[_STATE + 1 :])) for row in rows)
    empty = _("No measurement yet.").within(lang)
    return View("measurements", lang, as_of, "", columns, (Group("", rows),), empty=empty)


def state_text(catalog: Catalog, everything: Catalog, measurement: Measurement, lang: str) -> str:
    """Say how firm a measurement is, or what became of it: ``provisional``, ``revised (…)``; often nothing."""
    if measurement.withdraws:
        return _("withdraws {withdraws}", withdraws=measurement.withdraws).within(lang)
    own = everything.measurements_of[measurement.indicator]
    later = [m for m in own if measurement.id in (m.revises, m.withdraws)]
    if measurement.id not in catalog.measurement and later:
        verb = _("withdrawn").within(lang) if later[-1].withdraws else _("revised").within(lang)
        return f"{verb} ({later[-1].id})"
    firm = measurement.obs_status
    state = "" if firm == "final" else OBS_STATUS[firm].within(lang)
    derived = _("derived").within(lang) if measurement.derived else ""
    return ", ".join(part for part in (state, derived) if part)


def _verdict_lines(catalog: Catalog, judged: Judged, lang: str) -> Iterator[str]:
    for target, verdict in judged:
        due = f" ({target.milestone.within(lang)})" if target.milestone else ""
        standing, pace = label("standing", verdict.standing, lang), label("pace", verdict.pace, lang)
        yield f"{target_text(catalog, target, lang)}{due}: {standing}; {_('pace').within(lang)}: {pace}."
        for reason in telling(verdict.reasons):
            yield f"    {sentence(reason, lang)}"
        yield f"    {_('method').within(lang)}: {verdict.method} {verdict.version}"
