"""The views of what was recorded: indicators and measurements, promised or not, and what a command has just written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hntrack.assess import assess
from hntrack.model.catalog import Catalog, near, snapshot
from hntrack.model.records import Indicator, Measurement
from hntrack.model.verdict import Verdict
from hntrack.report.items import indicator_item, measurement_item, used_item
from hntrack.report.reasons import sentence
from hntrack.report.show import deed, provenance_text, state_text
from hntrack.report.targets import grouped
from hntrack.report.view import Cell, Column, Group, Json, Later, Row, View
from hntrack.report.words import dated_text, indicator_title, label, measurement_text, target_text, unit_title
from hntrack.text.messages import _, _n, day_text

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
        groups=Later(
            lambda: grouped(
                catalog,
                indicators,
                group_by,
                lang,
                lambda indicator: _indicator_row(catalog, indicator, lang),
            )
        ),
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
        groups=Later(
            lambda: grouped(
                catalog,
                measurements,
                group_by,
                lang,
                lambda measurement: _measurement_row(catalog, everything, measurement, lang),
            )
        ),
        summary=(_n("{count} measurement", "{count} measurements", len(measurements)).within(lang),)
        if measurements
        else (),
        items=Later(lambda: (measurement_item(everything, one, lang) for one in measurements)),
        extra={"catalog": catalog.id},
        empty=_("No measurement yet.").within(lang),
    )


def _indicator_row(catalog: Catalog, indicator: Indicator, lang: str) -> Row:
    unit = unit_title(catalog, indicator, lang)
    measure = label("measure", indicator.measure, lang)
    latest = latest_measurement(catalog, indicator.id)
    asked = "; ".join(
        f"{target_text(catalog, target, lang)}{f' ({target.milestone.within(lang)})' if target.milestone else ''}"
        for target in catalog.targets_of.get(indicator.id, ())
    )
    return Row(
        (
            Cell(indicator_title(catalog, indicator, lang), "strong"),
            Cell(f"{measure} ({unit})" if unit and indicator.measure != "rank" else measure),
            Cell(asked or "—"),
            Cell(str(len(catalog.measurements_of.get(indicator.id, ())))),
            Cell(dated_text(catalog, latest, lang) if latest else "—"),
            Cell(indicator.id, "muted"),
        )
    )


def _measurement_row(catalog: Catalog, everything: Catalog, measurement: Measurement, lang: str) -> Row:
    current = measurement.id in catalog.measurement
    note = measurement.note.within(lang) if measurement.note else None
    return Row(
        (
            Cell(indicator_title(catalog, catalog.indicator[measurement.indicator], lang), "strong"),
            Cell(measurement_text(everything, measurement, lang), "" if current else "muted"),
            Cell(measurement.period.within(lang)),
            Cell(day_text(everything.published_on(measurement), lang)),
            Cell(state_text(catalog, everything, measurement, lang)),
            Cell(_document(everything, measurement, lang), "muted"),
            Cell(measurement.id, "muted"),
        ),
        remark=" · ".join(part for part in (measurement.why, note) if part),
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
    yield (_("  Note: published on {said}; reports count it only from that day on.", said=said).within(lang))


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
        unchanged = (_(" (unchanged)").within(lang)) if same else ""
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
