"""Indicators: the unit, scale and stages fit what is measured."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from hntrack.checks.shared import at
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator

# What each measure is counted in; a measure that is not named here takes any physical or monetary unit.
_UNIT_OF_MEASURE = MappingProxyType({"share": "percent", "rank": "rank"})
_IN_WORDS = ("stage", "text")
_SCALED = ("count", "amount")
_RATIOS = ("percent", "rank")


def units_of_measures(catalog: Catalog) -> Iterator[Problem]:
    """A share is in percent, a rank in ranks, a count not in money, words in no unit."""
    for indicator in catalog.indicators:
        measure, unit = indicator.measure, indicator.unit
        where = at(indicator, "unit", "measure")
        wanted = _UNIT_OF_MEASURE.get(measure)
        if measure in _IN_WORDS:
            if unit is not None:
                yield problem("unit-on-words", where, measure=measure, unit=unit)
        elif unit is None:
            yield problem("unit-missing", where, id=indicator.id, measure=measure)
        elif wanted is None:
            if unit in _RATIOS or (measure == "count" and is_money(unit)):
                yield problem("unit-of-other-measure", where, measure=measure, unit=unit)
        elif unit != wanted:
            yield problem("unit-clash", where, measure=measure, unit=unit, wanted=wanted)


def scales_of_measures(catalog: Catalog) -> Iterator[Problem]:
    """Thousands and millions belong to counts and amounts only."""
    for indicator in catalog.indicators:
        if indicator.scale != "one" and indicator.measure not in _SCALED:
            yield problem(
                "scale-clash", at(indicator, "scale"), scale=indicator.scale, measure=indicator.measure
            )


def parts_of_indicators(catalog: Catalog) -> Iterator[Problem]:
    """``stages``, ``share_of``, ``limit`` and ``direction`` stand where they mean something."""
    for indicator in catalog.indicators:
        yield from _stages(indicator)
        if indicator.share_of is not None and indicator.measure != "share":
            yield problem("share-of-no-share", at(indicator, "share_of"), measure=indicator.measure)
        yield from _limits(indicator)


def missing_directions(catalog: Catalog) -> Iterator[Problem]:
    """An indicator with a target in numbers says where better lies, or no pace can be told."""
    aimed_at = {target.indicator for target in catalog.targets if target.value is not None}
    for indicator in catalog.indicators:
        numeric = indicator.measure not in (*_IN_WORDS, "rank")
        if numeric and indicator.direction is None and indicator.id in aimed_at:
            yield problem("direction-missing", at(indicator, "id"), id=indicator.id)


def _limits(indicator: Indicator) -> Iterator[Problem]:
    limits = {"floor": indicator.floor, "limit": indicator.limit}
    if indicator.measure in (*_IN_WORDS, "rank"):
        for field, value in limits.items():
            if value is not None:
                yield problem("limit-without-number", at(indicator, field), measure=indicator.measure)
    if indicator.floor is not None and indicator.limit is not None and indicator.floor >= indicator.limit:
        yield problem("floor-over-limit", at(indicator, "floor"), **limits)


def _stages(indicator: Indicator) -> Iterator[Problem]:
    if indicator.measure == "stage" and len(indicator.stages) < 2:
        yield problem("stages-missing", at(indicator, "stages", "measure"), id=indicator.id)
    if indicator.measure != "stage" and indicator.stages:
        yield problem("stages-unexpected", at(indicator, "stages"), measure=indicator.measure)


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    from hntrack.text.units import UNITS  # noqa: PLC0415  (a table only the checks on units need)

    return unit in UNITS and UNITS[unit].kind == "money"
