"""Doubles: one fact stands once, and two records do not say two things of one period."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.checks.places import at
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target
from hntrack.model.snapshot import current_measurements, current_targets


def double_measurements(catalog: Catalog) -> Iterator[Problem]:
    """Of two current measurements of one indicator and period, one revises the other."""
    first: dict[tuple[str, str], Measurement] = {}
    for measurement in current_measurements(catalog.measurements):
        earlier = first.setdefault((measurement.indicator, measurement.period.text), measurement)
        if earlier is measurement or earlier.id == measurement.id:
            continue
        if _said(earlier) == _said(measurement):
            yield problem("measurement-twice", at(measurement, "id"), id=measurement.id, first=earlier.id)
        else:
            facts = {"id": measurement.id, "first": earlier.id, "period": measurement.period}
            yield problem("measurements-disagree", at(measurement, "value", "stage"), **facts)


def double_targets(catalog: Catalog) -> Iterator[Problem]:
    """Of two current targets that ask the same by the same day, one is a restatement of the other."""
    first: dict[tuple[object, ...], Target] = {}
    for target in current_targets(catalog.targets):
        if target.comparator == "text" or target.milestone is None:
            continue
        asked = (target.indicator, target.milestone, target.comparator, target.further, target.relative_to)
        earlier = first.setdefault(asked, target)
        if earlier is target or earlier.id == target.id:
            continue
        same = _asked(earlier) == _asked(target)
        code = "target-twice" if same else "targets-disagree"
        yield problem(code, at(target, "id" if same else "value"), id=target.id, first=earlier.id)


def _said(measurement: Measurement) -> tuple[object, ...]:
    return measurement.value, measurement.stage, measurement.qualifier, measurement.of


def _asked(target: Target) -> tuple[object, ...]:
    return target.value, target.value_high, target.stage
