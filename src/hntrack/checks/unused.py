"""Leftovers: goals, areas, units and indicators that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.checks.facts import facts
from hntrack.checks.places import at
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog


def unused_records(catalog: Catalog) -> Iterator[Problem]:
    """What the catalog names, it uses."""
    lists = (
        ("goals", catalog.goals, {one.goal for one in catalog.indicators}),
        ("areas", catalog.areas, {one.area for one in catalog.indicators}),
        ("units", catalog.units, {one.unit for one in catalog.indicators}),
        ("indicators", catalog.indicators, {fact.indicator for fact in facts(catalog)}),
    )
    for section, records, used in lists:
        for record in records:
            if record.id not in used:
                yield problem("record-unused", at(record, "id"), id=record.id, section=section)
