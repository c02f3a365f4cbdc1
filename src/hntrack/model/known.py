"""What was known on a day: documents and measurements that came later do not exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target


def known(catalog: Catalog, as_of: date, recorded_by: date | None = None) -> Catalog:
    """Give the catalog as it stood on a day.

    Args:
        catalog: Everything.
        as_of: Only what was published on or before this day.
        recorded_by: And, where given, only measurements recorded here on or before that day (what has no
            recorded day counts as recorded from the start).

    Returns:
        A catalog whose targets and measurements are the *current* ones: what was superseded, revised or
        withdrawn by that day is left out.  Indicators, goals and areas stay.
    """
    there = made_public(catalog, as_of, recorded_by)
    return replace(
        there,
        targets=current_targets(there.targets),
        measurements=current_measurements(there.measurements),
        replaced={m.revises: m.id for m in there.measurements if m.revises is not None},
    )


def made_public(catalog: Catalog, as_of: date, recorded_by: date | None = None) -> Catalog:
    """Give everything that was public on a day, with what was superseded, revised and withdrawn by then.

    Takes the arguments of :func:`known`.
    """
    return replace(
        catalog,
        sources=tuple(s for s in catalog.sources if s.published.known_on <= as_of),
        targets=tuple(t for t in catalog.targets if catalog.published_on(t) <= as_of),
        measurements=tuple(
            m
            for m in catalog.measurements
            if catalog.published_on(m) <= as_of
            and (recorded_by is None or catalog.recorded_on(m) <= recorded_by)
        ),
    )


def current_targets(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Leave out targets that another one of them supersedes, and withdrawals themselves."""
    replaced = {t.supersedes for t in targets if t.supersedes}
    return tuple(t for t in targets if t.id not in replaced and t.change != "withdrawn")


def current_measurements(measurements: tuple[Measurement, ...]) -> tuple[Measurement, ...]:
    """Leave out measurements that another one of them revises or withdraws, and withdrawals themselves."""
    replaced = {m.revises for m in measurements} | {m.withdraws for m in measurements}
    return tuple(m for m in measurements if m.id not in replaced and m.withdraws is None)
