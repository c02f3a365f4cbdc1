"""Provenance: every measurement says where it comes from, in one way."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.checks.places import at
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.records import Cited, Measurement


def provenance_of_measurements(catalog: Catalog) -> Iterator[Problem]:
    """A measurement rests on a claim, on something cited or on other measurements; a withdrawal on its reason."""
    for measurement in catalog.measurements:
        cited = measurement.cited
        if measurement.claim is not None and cited is not None:
            yield problem("provenance-twice", at(measurement, "cited"), id=measurement.id)
        if cited is not None:
            yield from _cited(measurement, cited)
        elif measurement.claim is None and measurement.derived is None and measurement.withdraws is None:
            yield problem("provenance-missing", at(measurement), id=measurement.id)


def _cited(measurement: Measurement, cited: Cited) -> Iterator[Problem]:
    where = at(measurement, "cited")
    if (cited.source is None) == (cited.url is None):
        yield problem("cited-nowhere", where, id=measurement.id)
    elif cited.url is not None and measurement.published is None:
        yield problem("cited-without-date", where, id=measurement.id)
