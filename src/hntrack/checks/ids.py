"""Ids: each names one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from hntrack.checks.places import Placed, at
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog


class _Identified(Placed, Protocol):
    @property
    def id(self) -> str:
        """The record's name."""


def duplicate_ids(catalog: Catalog) -> Iterator[Problem]:
    """An id stands once among the records of its kind, a source's claims, an indicator's stages."""
    lists: tuple[Sequence[_Identified], ...] = (
        catalog.goals,
        catalog.areas,
        catalog.units,
        catalog.acts,
        catalog.indicators,
        catalog.targets,
        catalog.measurements,
        catalog.sources,
        *(indicator.stages for indicator in catalog.indicators),
        *(source.claims for source in catalog.sources),
    )
    for records in lists:
        yield from _repeated(records)


def shared_ids(catalog: Catalog) -> Iterator[Problem]:
    """No measurement has the id of a target: commands take either, and one word must not mean both."""
    for measurement in catalog.measurements:
        target = catalog.target.get(measurement.id)
        if target is not None:
            yield problem("id-shared", at(measurement, "id"), id=measurement.id, first=at(target, "id"))


def redefined_units(catalog: Catalog) -> Iterator[Problem]:
    """The built-in units keep their meaning."""
    from hntrack.text.units import UNITS  # noqa: PLC0415  (a table only the checks on units need)

    for unit in catalog.units:
        if unit.id in UNITS:
            yield problem("unit-redefined", at(unit, "id"), id=unit.id)


def _repeated(records: Sequence[_Identified]) -> Iterator[Problem]:
    first: dict[str, _Identified] = {}
    for record in records:
        earlier = first.setdefault(record.id, record)
        if earlier is not record:
            yield problem("id-duplicate", at(record, "id"), id=record.id, first=at(earlier, "id"))
