"""What a catalog holds, shown: one indicator whole, all indicators and measurements, and what was recorded when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hntrack.assess import assess
from hntrack.model.catalog import Catalog, Snapshot, near, snapshot
from hntrack.model.records import Cited, Indicator, Measurement
from hntrack.model.verdict import Verdict
from hntrack.report import Cell, Column, Group, Json, Later, Row, Section, Sheet, View
from hntrack.report.charts import chart
from hntrack.report.glance import Judged, verdict_cells
from hntrack.report.reasons import sentence, telling, verdict_item
from hntrack.report.select import grouped
from hntrack.report.versions import basis_text, first_promise_text, version_lines
from hntrack.report.words import (
    OBS_STATUS,
    area_title,
    dated_text,
    goal_title,
    indicator_item,
    indicator_title,
    label,
    measurement_item,
    measurement_text,
    milestone_text,
    promise_text,
    published_text,
    target_text,
    unit_title,
    used_item,
)
from hntrack.text.messages import LANGUAGES, _, _c, _n, day_text

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
    yield _("measure").within(lang), _measure_text(indicator, unit, lang)
    if indicator.direction:
        better = {
            "increase": _("higher is better").within(lang),
            "decrease": _("lower is better").within(lang),
        }
        yield _("direction").within(lang), better[indicator.direction]
    if indicator.note:
        yield _("note").within(lang), indicator.note.within(lang)


def _measure_text(indicator: Indicator, unit: str, lang: str) -> str:
    measure = label("measure", indicator.measure, lang)
    return f"{measure} ({unit})" if unit and indicator.measure != "rank" else measure


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
                *verdict_cells(verdict, lang),
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
                *_measured_cells(catalog, everything, m, lang, "strong"),
                Cell(provenance_text(catalog, m, lang), "muted"),
                Cell(m.id, "muted"),
            ),
            remark=_measured_remark(m, lang),
        )
        for m in measurements
    )
    if not any(row.cells[_STATE].text for row in rows):  # most often all are final
        columns = (*columns[:_STATE], *columns[_STATE + 1 :])
        rows = tuple(row._replace(cells=(*row.cells[:_STATE], *row.cells[_STATE + 1 :])) for row in rows)
    empty = _("No measurement yet.").within(lang)
    return View("measurements", lang, as_of, "", columns, (Group("", rows),), empty=empty)


def _measured_cells(
    catalog: Catalog, everything: Catalog, measurement: Measurement, lang: str, tone: str
) -> Iterator[Cell]:
    """Give value, period, day of publication and state; the tone is that of a value that counts."""
    yield Cell(
        measurement_text(everything, measurement, lang),
        tone if measurement.id in catalog.measurement else "muted",
    )
    yield Cell(measurement.period.within(lang))
    yield Cell(day_text(everything.published_on(measurement), lang))
    yield Cell(_state_text(catalog, everything, measurement, lang))


def _measured_remark(measurement: Measurement, lang: str) -> str:
    note = measurement.note.within(lang) if measurement.note else None
    return " · ".join(part for part in (measurement.why, note) if part)


def _state_text(catalog: Catalog, everything: Catalog, measurement: Measurement, lang: str) -> str:
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
        standing, pace = label("standing", verdict.standing, lang), label("pace", verdict.pace, lang)
        yield f"{promise_text(catalog, target, lang)}: {standing}; {_('pace').within(lang)}: {pace}."
        for reason in telling(verdict.reasons):
            yield f"    {sentence(reason, lang)}"
        yield f"    {_('method').within(lang)}: {verdict.method} {verdict.version}"


# Lists of all indicators and measurements, promised or not.


GROUPINGS = ("goal", "area", "none")


def latest_measurement(catalog: Catalog, indicator: str) -> Measurement | None:
    """Give the measurement of the latest period; a forecast only where there is nothing else."""
    measured = catalog.measurements_of.get(indicator, ())
    return max(
        measured,
        key=lambda measurement: (measurement.obs_status != "forecast", measurement.period.end),
        default=None,
    )


def indicators_view(
    catalog: Catalog, indicators: Sequence[Indicator], *, lang: str, as_of: str, group_by: str
) -> View:
    """Build the view: what is measured, how, how often, and what was promised of it."""
    return View(
        name="indicators",
        lang=lang,
        as_of=as_of,
        title=catalog.title.within(lang),
        columns=(
            Column("indicator", _("Indicator").within(lang), flexible=True),
            Column("measure", _("Measure").within(lang), flexible=True, least_width=110),
            Column("targets", _("Targets").within(lang), flexible=True),
            Column("measurements", _("Measurements").within(lang), "right"),
            Column("latest", _("Latest").within(lang), flexible=True),
            Column("id", _("Id").within(lang), flexible=True, least_width=90),
        ),
        groups=grouped(catalog, indicators, group_by, lang, lambda one: _indicator_row(catalog, one, lang)),
        summary=(_n("{count} indicator", "{count} indicators", len(indicators)).within(lang),)
        if indicators
        else (),
        items=Later(lambda: (_indicator_item(catalog, indicator, lang) for indicator in indicators)),
        extra={"catalog": catalog.id},
        empty=_("No indicators.").within(lang),
    )


def measurements_view(
    catalog: Catalog,
    everything: Catalog,
    measurements: Sequence[Measurement],
    *,
    lang: str,
    as_of: str,
    group_by: str,
) -> View:
    """Build the view: each measurement with its period, its state and what it rests on.

    Args:
        catalog: As known on ``as_of``: the current measurements.
        everything: As known on ``as_of``, with revised and withdrawn measurements too.
        measurements: The selected ones, in order.
        lang: ``vi`` or ``en``.
        as_of: ISO day.
        group_by: One of :data:`GROUPINGS`.
    """
    return View(
        name="measurements",
        lang=lang,
        as_of=as_of,
        title=catalog.title.within(lang),
        columns=(
            Column("indicator", _("Indicator").within(lang), flexible=True),
            Column("value", _("Value").within(lang), flexible=True),
            Column("period", _("Period").within(lang), flexible=True),
            Column("published", _("Published").within(lang), least_width=100),
            Column("state", _("State").within(lang), flexible=True, least_width=120),
            Column("source", _("Source").within(lang), flexible=True),
            Column("id", _("Id").within(lang), flexible=True, least_width=100),
        ),
        groups=grouped(
            *(catalog, measurements, group_by, lang),
            lambda measurement: _measurement_row(catalog, everything, measurement, lang),
        ),
        summary=(_n("{count} measurement", "{count} measurements", len(measurements)).within(lang),)
        if measurements
        else (),
        items=Later(lambda: (measurement_item(everything, one, lang) for one in measurements)),
        extra={"catalog": catalog.id},
        empty=_("No measurement yet.").within(lang),
    )


def _indicator_row(catalog: Catalog, indicator: Indicator, lang: str) -> Row:
    latest = latest_measurement(catalog, indicator.id)
    asked = "; ".join(
        promise_text(catalog, target, lang) for target in catalog.targets_of.get(indicator.id, ())
    )
    return Row(
        (
            Cell(indicator_title(catalog, indicator, lang), "strong"),
            Cell(_measure_text(indicator, unit_title(catalog, indicator, lang), lang)),
            Cell(asked or "—"),
            Cell(str(len(catalog.measurements_of.get(indicator.id, ())))),
            Cell(dated_text(catalog, latest, lang)),
            Cell(indicator.id, "muted"),
        )
    )


def _measurement_row(catalog: Catalog, everything: Catalog, measurement: Measurement, lang: str) -> Row:
    return Row(
        (
            Cell(indicator_title(catalog, catalog.indicator[measurement.indicator], lang), "strong"),
            *_measured_cells(catalog, everything, measurement, lang, ""),
            Cell(_document(everything, measurement, lang), "muted"),
            Cell(measurement.id, "muted"),
        ),
        remark=_measured_remark(measurement, lang),
    )


def _document(catalog: Catalog, measurement: Measurement, lang: str) -> str:
    """Name the document of a claim; its line and words are in ``hntrack show`` and in JSON."""
    claim = measurement.claim
    return claim.partition("/")[0] if claim else provenance_text(catalog, measurement, lang)


def _indicator_item(catalog: Catalog, indicator: Indicator, lang: str) -> dict[str, Json]:
    latest = latest_measurement(catalog, indicator.id)
    return {
        **indicator_item(catalog, indicator, lang),
        "targets": [target.id for target in catalog.targets_of.get(indicator.id, ())],
        "measurements": [measurement.id for measurement in catalog.measurements_of.get(indicator.id, ())],
        "latest": used_item(catalog, latest.id if latest else None, lang),
    }


# What a command has just written.

_DONE = {
    "recorded": _("Recorded"),
    "revised": _("Revised"),
    "withdrawn": _("Withdrew"),
}
_WOULD = {
    "recorded": _("(dry run, nothing written) Would record"),
    "revised": _("(dry run, nothing written) Would revise"),
    "withdrawn": _("(dry run, nothing written) Would withdraw"),
}

Verdicts = dict[str, Verdict]


def recorded_view(
    was: Catalog,
    now: Catalog,
    measurement: Measurement,
    *,
    place: str,
    as_of: date,
    lang: str,
    dry_run: bool,
) -> View:
    """Say what a record is, where it stands, and what it makes of the verdicts of its indicator."""
    before, after = _verdicts(was, measurement, as_of), _verdicts(now, measurement, as_of)
    effects = (*_later(now, measurement, as_of, lang), *_effects(before, after, lang))
    told = _told(now, measurement, place, lang, dry_run=dry_run)
    return View(
        name="record",
        lang=lang,
        as_of=as_of.isoformat(),
        title="",
        columns=(Column("told", _("Result").within(lang), flexible=True),),
        groups=(Group("", (Row((Cell(told),)), *(Row((Cell(effect),)) for effect in effects))),),
        items=(
            {
                "deed": deed(measurement),
                "dry_run": dry_run,
                "place": place,
                **measurement_item(now, measurement, lang),
                "verdicts": list(_verdict_items(before, after, lang)),
            },
        ),
    )


def _told(now: Catalog, measurement: Measurement, place: str, lang: str, *, dry_run: bool) -> str:
    shown = measurement
    earlier = measurement.revises or measurement.withdraws
    if measurement.withdraws is not None:
        shown = now.measurement[measurement.withdraws]
    value = measurement_text(now, shown, lang)
    title = now.indicator[measurement.indicator].title.within(lang)
    verb = (_WOULD if dry_run else _DONE)[deed(measurement)].within(lang)
    replaced = f" ← {earlier}" if earlier else ""
    return (
        f"{verb} {measurement.id}: {title} = {value} ({measurement.period.within(lang)}){replaced} · {place}"
    )


def _later(catalog: Catalog, measurement: Measurement, as_of: date, lang: str) -> Iterator[str]:
    """Say so where a record counts only from a later day on: reports of today will not show it."""
    day = catalog.published_on(measurement)
    if day <= as_of:
        return
    said = day_text(day, lang)
    yield _("  Note: published on {said}; reports count it only from that day on.", said=said).within(lang)


def _verdicts(catalog: Catalog, measurement: Measurement, as_of: date) -> Verdicts:
    there = snapshot(near(catalog, (measurement,), targets=True), as_of)
    targets = there.targets_of.get(measurement.indicator, [])
    return {target.id: assess(there, target, as_of) for target in targets}


def _effects(before: Verdicts, after: Verdicts, lang: str) -> Iterator[str]:
    for target, verdict in after.items():
        old = before.get(target)
        same = old is not None and (old.standing, old.pace) == (verdict.standing, verdict.pace)
        arrow = (
            _said(verdict, lang) if same or old is None else f"{_said(old, lang)} → {_said(verdict, lang)}"
        )
        unchanged = _(" (unchanged)").within(lang) if same else ""
        yield f"  {target}: {arrow}{unchanged}. {sentence(verdict.reasons[0], lang)}"


def _said(verdict: Verdict, lang: str) -> str:
    return f"{label('standing', verdict.standing, lang)} · {label('pace', verdict.pace, lang)}"


def _verdict_items(before: Verdicts, after: Verdicts, lang: str) -> Iterator[Json]:
    for target, verdict in after.items():
        old = before.get(target)
        yield {
            "target": target,
            "before": None if old is None else {"standing": old.standing, "pace": old.pace},
            "after": {"standing": verdict.standing, "pace": verdict.pace},
            "reason": " ".join(sentence(reason, lang) for reason in verdict.reasons),
        }


def lines(view: View) -> Sequence[str]:
    """Give the view's sentences, one a line, for a terminal or a pipe."""
    return [row.cells[0].text for row in view.rows]
