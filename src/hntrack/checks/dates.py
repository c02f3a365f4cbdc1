"""Dates: nothing is measured before it begins, promised after it was due, or written down before it was known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hntrack.checks.cycles import derivations, endless
from hntrack.checks.places import at
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement


def dates_of_measurements(catalog: Catalog) -> Iterator[Problem]:
    """A period has begun when its value becomes known, and its value is known when it is written down.

    Where no day of publication can be found, the catalog gives the first day there is; then nothing is compared.
    """
    for measurement in _dated(catalog):
        known, recorded = catalog.published_on(measurement), catalog.recorded_on(measurement)
        if date.min < known < measurement.period.start:
            facts = {"period": measurement.period, "known": known}
            yield problem("period-after-publication", at(measurement, "period"), **facts)
        if measurement.recorded is not None and recorded < known:
            facts = {"recorded": recorded, "known": known}
            yield problem("recorded-before-published", at(measurement, "recorded"), **facts)


def dates_of_targets(catalog: Catalog) -> Iterator[Problem]:
    """A promise is made before it falls due, and its trajectory starts before it ends."""
    for target in catalog.targets:
        found = catalog.claim.get(target.claim)
        if target.due is not None and found is not None and target.due < found[0].published.known_on:
            facts = {"milestone": target.milestone, "known": found[0].published.known_on}
            yield problem("milestone-before-source", at(target, "milestone"), **facts)
        base = catalog.measurement.get(target.baseline or "")
        if base is not None and target.due is not None and base.period.end >= target.due:
            facts = {"period": base.period, "milestone": target.milestone}
            yield problem("baseline-after-milestone", at(target, "baseline"), **facts)


def dates_of_sources(catalog: Catalog) -> Iterator[Problem]:
    """Where a document's date is unknown, a day before which it cannot have appeared is known."""
    for source in catalog.sources:
        published = source.published
        where = at(source, "published.not_before", "published.date", "published")
        if published.period is None and published.not_before is None:
            yield problem("source-without-date", where, id=source.id)
        elif (
            published.period is not None
            and published.not_before is not None
            and published.not_before > published.period.end
        ):
            facts = {"day": published.not_before, "period": published.period}
            yield problem("not-before-after-date", where, **facts)


def _dated(catalog: Catalog) -> Iterator[Measurement]:
    """Measurements whose day of publication can be found: not those derived in a circle or without end."""
    lost = endless(derivations(catalog))
    return (m for m in catalog.measurements if m.id not in lost)
