"""The view of ``record``, ``revise`` and ``withdraw``: what was written, and what became of the verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hntrack.assess import assess
from hntrack.model.catalog import Catalog
from hntrack.model.near import near
from hntrack.model.records import Measurement
from hntrack.model.snapshot import snapshot
from hntrack.model.verdict import Verdict
from hntrack.report.items import measurement_item
from hntrack.report.reasons import sentence
from hntrack.report.show import deed
from hntrack.report.view import Cell, Column, Group, Json, Row, View
from hntrack.report.words import label, measurement_text
from hntrack.text.messages import _, day_text

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
    """Build the view.

    Args:
        was: Everything before.
        now: Everything after.
        measurement: The new record.
        place: File and line that hold it.
        as_of: The day of the verdicts.
        lang: ``vi`` or ``en``.
        dry_run: It was not written.
    """
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
