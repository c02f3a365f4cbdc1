"""Targets and measurements with the indicator they are about."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Measurement, Target


def facts(catalog: Catalog) -> Iterator[Target | Measurement]:
    """Give all targets, then all measurements."""
    yield from catalog.targets
    yield from catalog.measurements


def targets(catalog: Catalog) -> Iterator[tuple[Target, Indicator]]:
    """Give the targets whose indicator exists, each with it."""
    for target in catalog.targets:
        indicator = catalog.indicator.get(target.indicator)
        if indicator is not None:
            yield target, indicator


def measurements(catalog: Catalog) -> Iterator[tuple[Measurement, Indicator]]:
    """Give the measurements whose indicator exists, each with it."""
    for measurement in catalog.measurements:
        indicator = catalog.indicator.get(measurement.indicator)
        if indicator is not None:
            yield measurement, indicator
