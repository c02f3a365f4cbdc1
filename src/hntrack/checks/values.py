"""Units, scales, stages, comparators and values fit what is measured, and no value looks like a slip.

A slip is a shifted decimal mark, a fraction for a share, a scale given twice, a year only begun: none of it
impossible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.checks.each_record import derivations, endless
from hntrack.checks.shared import EXACT, at, check, plain, with_indicator
from hntrack.errors import Problem, Where, error, problem, warning
from hntrack.model.catalog import Catalog, current_measurements
from hntrack.model.codes import NUMERIC_MEASURES, SCALE_NAMES, SCALES, UNITS, comparators_of, meaning
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.text.periods import Period

# What each measure is counted in; a measure that is not named here takes any physical or monetary unit.
_UNIT_OF_MEASURE = MappingProxyType({"share": "percent", "rank": "rank"})
_SCALED = ("count", "amount")
_RATIOS = ("percent", "rank")


@check(
    {
        "unit-on-words": error(
            "measure: {measure} has no unit, but this says {unit}.",
            "Remove unit, or choose a measure in numbers.",
        ),
        "unit-missing": error(
            "The indicator {id} (measure: {measure}) has no unit.",
            "Add unit: percent for a share, rank for a rank, a currency, or one of units.",
        ),
        "unit-clash": error(
            "measure: {measure} needs unit: {wanted}, but this is {unit}.", "Correct the unit or the measure."
        ),
        "unit-of-other-measure": error(
            "The unit {unit} does not go with measure: {measure}.",
            "percent belongs to share, rank to rank, money to amount.",
        ),
    }
)
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


@check(
    {
        "scale-clash": error(
            "scale: {scale} does not go with measure: {measure}.",
            "Remove scale: only count and amount are given in thousands, millions or billions.",
        ),
    }
)
def scales_of_measures(catalog: Catalog) -> Iterator[Problem]:
    """Thousands and millions belong to counts and amounts only."""
    for indicator in catalog.indicators:
        if indicator.scale != "one" and indicator.measure not in _SCALED:
            yield problem(
                "scale-clash", at(indicator, "scale"), scale=indicator.scale, measure=indicator.measure
            )


@check(
    {
        "stages-missing": error(
            "The indicator {id} (measure: stage) needs two stages or more.",
            "List its stages, the worst first, or use measure: text.",
        ),
        "stages-unexpected": error(
            "An indicator with measure: {measure} has no stages.", "Remove stages, or use measure: stage."
        ),
        "share-of-no-share": error(
            "share_of goes with measure: share only, not {measure}.",
            "Remove share_of, or correct the measure.",
        ),
        "limit-without-number": error(
            "An indicator with measure: {measure} has no limit in numbers.", "Remove limit."
        ),
        "floor-over-limit": error(
            "The floor {floor} is not below the limit {limit}.", "Swap the two, or correct the wrong one."
        ),
    }
)
def parts_of_indicators(catalog: Catalog) -> Iterator[Problem]:
    """``stages``, ``share_of``, ``limit`` and ``direction`` stand where they mean something."""
    for indicator in catalog.indicators:
        yield from _stages(indicator)
        if indicator.share_of is not None and indicator.measure != "share":
            yield problem("share-of-no-share", at(indicator, "share_of"), measure=indicator.measure)
        yield from _floor_and_limit(indicator)


@check(
    {
        "direction-missing": warning(
            "The indicator {id} has a target in numbers but does not say which direction is better.",
            "Add direction: increase or decrease; without it no pace can be told.",
        ),
    }
)
def missing_directions(catalog: Catalog) -> Iterator[Problem]:
    """An indicator with a target in numbers says where better lies, or no pace can be told."""
    aimed_at = {target.indicator for target in catalog.targets if target.value is not None}
    for indicator in catalog.indicators:
        numeric = indicator.measure not in (*_IN_WORDS, "rank")
        if numeric and indicator.direction is None and indicator.id in aimed_at:
            yield problem("direction-missing", at(indicator, "id"), id=indicator.id)


def _floor_and_limit(indicator: Indicator) -> Iterator[Problem]:
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
    return unit in UNITS and UNITS[unit].kind == "money"


_WAY = MappingProxyType({"increase": 1, "decrease": -1})


@check(
    {
        "comparator-clash": error(
            "{comparator} does not go with an indicator of measure: {measure}.",
            "Use one of: {suited}; or correct the indicator's measure.",
        ),
        "comparator-against-direction": error(
            "{comparator} runs against the indicator's direction: {direction}.",
            (
                "Correct the comparator, or the indicator's direction. A relative cut is at_most a negative "
                "number."
            ),
        ),
    }
)
def comparators_of_measures(catalog: Catalog) -> Iterator[Problem]:
    """A comparator asks something that its indicator's measure can answer, and in its direction."""
    for target, indicator in with_indicator(catalog, catalog.targets):
        suited = comparators_of(indicator.measure)
        where = at(target, "comparator")
        if target.comparator not in suited:
            facts = {"comparator": target.comparator, "measure": indicator.measure}
            yield problem("comparator-clash", where, **facts, suited=", ".join(suited))
        elif _against(target, indicator):
            direction = indicator.direction
            yield problem(
                "comparator-against-direction", where, comparator=target.comparator, direction=direction
            )


def _against(target: Target, indicator: Indicator) -> bool:
    """Whether a bound lies on the side that is worse (ranks are counted from the best)."""
    way = _WAY.get(indicator.direction or "", 0)
    return indicator.measure != "rank" and meaning(target.comparator).way * way < 0


@check(
    {
        "target-without-stage": error(
            "The target {id} (comparator: reaches) does not say which stage to reach.", "Add the stage."
        ),
        "stage-unexpected": error(
            "A target with comparator: {comparator} has no stage.",
            "Remove the stage, or use comparator: reaches.",
        ),
        "value-on-words": error(
            "A target with comparator: {comparator} has no value in numbers.",
            "Remove the value, or choose another comparator.",
        ),
        "target-without-value": error(
            "The target {id} (comparator: {comparator}) has no value.",
            "Add the value, or use comparator: text for a qualitative aim.",
        ),
        "value-high-missing": error(
            "The target {id} (comparator: between) has no upper end.", "Add value_high."
        ),
        "value-high-unexpected": error(
            "A target with comparator: {comparator} has no upper end.",
            "Remove value_high, or use comparator: between or at_least.",
        ),
        "between-upside-down": error(
            "The upper end {high} is not above the lower end {low}.",
            "Swap the two, or correct the wrong one.",
        ),
    }
)
def values_of_targets(catalog: Catalog) -> Iterator[Problem]:
    """A target has exactly the values that its comparator needs."""
    for target, _ in with_indicator(catalog, catalog.targets):
        comparator = target.comparator
        if comparator == "reaches" and target.stage is None:
            yield problem("target-without-stage", at(target, "comparator"), id=target.id)
        if comparator != "reaches" and target.stage is not None:
            yield problem("stage-unexpected", at(target, "stage"), comparator=comparator)
        if comparator in ("reaches", "text"):
            if target.value is not None or target.value_high is not None:
                yield problem("value-on-words", at(target, "value", "value_high"), comparator=comparator)
        elif target.value is None:
            yield problem(
                "target-without-value", at(target, "comparator"), id=target.id, comparator=comparator
            )
        yield from _upper_end(target)


@check(
    {
        "withdrawal-with-value": error(
            "{id} withdraws a measurement, so it has no value.",
            "Remove the value or stage; if this is a new value, use revises instead of withdraws.",
        ),
        "measurement-without-value": error("The measurement {id} has no value.", "Add the value."),
        "measurement-without-stage": error(
            "The measurement {id} does not say which stage was reached.", "Add the stage."
        ),
        "stage-of-number": error(
            "An indicator of measure: {measure} is measured in numbers, not in stages.",
            "Give a value instead of the stage.",
        ),
        "number-of-stage": error(
            "An indicator of measure: {measure} is measured in stages, not in numbers.",
            "Give a stage instead of the value.",
        ),
    }
)
def values_of_measurements(catalog: Catalog) -> Iterator[Problem]:
    """A measurement has a value or a stage, as its indicator is measured; a withdrawal has neither."""
    for measurement, indicator in with_indicator(catalog, catalog.measurements):
        numeric = indicator.measure in NUMERIC_MEASURES
        has_value, has_stage = measurement.value is not None, measurement.stage is not None
        has, has_other = (has_value, has_stage) if numeric else (has_stage, has_value)
        if measurement.withdraws is not None:
            if has_value or has_stage:
                yield problem("withdrawal-with-value", at(measurement, "value", "stage"), id=measurement.id)
        elif not has:
            code = "measurement-without-value" if numeric else "measurement-without-stage"
            yield problem(code, at(measurement), id=measurement.id)
        if has_other:
            code, field = ("stage-of-number", "stage") if numeric else ("number-of-stage", "value")
            yield problem(code, at(measurement, field), measure=indicator.measure)


@check(
    {
        "value-over-limit": error(
            "{value} is beyond the indicator's limit of {limit}.",
            "Correct the value; if it can lie beyond, remove the limit.",
        ),
        "value-below-floor": error(
            "{value} is beyond the indicator's floor of {floor}.",
            "Correct the value; if it can lie beyond, remove the floor.",
        ),
        "rank-no-place": error("{value} is no rank.", "A rank is a whole number, from 1."),
        "value-negative": error(
            "{value} is negative; an indicator of measure: {measure} cannot go below zero here.",
            "Correct the value; a rate of change is a share without a limit.",
        ),
        "count-not-whole": error(
            "{value} cannot be a count.",
            "Give a whole number, or give the indicator a scale (thousand, million, billion).",
        ),
        "value-over-all": error(
            "{value} out of {of} is impossible.", "Check value and of: of is how many there are in all."
        ),
    }
)
def impossible_values(catalog: Catalog) -> Iterator[Problem]:
    """No value lies where no value can lie: beyond its limit, below nothing, between two ranks."""
    for target, indicator in with_indicator(catalog, catalog.targets):
        if target.relative_to is None:
            for field, value in (("value", target.value), ("value_high", target.value_high)):
                yield from _impossible(target, field, value, indicator)
    for measurement, indicator in with_indicator(catalog, catalog.measurements):
        yield from _impossible(measurement, "value", measurement.value, indicator)
        yield from _beyond_all(measurement)


# "Between 35 and 40", and "at least 35 to 40": the upper end is then what was aimed at beyond the promise.
_WITH_UPPER_END = frozenset({"between", "at_least"})


def _upper_end(target: Target) -> Iterator[Problem]:
    if target.comparator == "between" and target.value_high is None:
        yield problem("value-high-missing", at(target, "comparator"), id=target.id)
    elif target.comparator not in _WITH_UPPER_END and target.value_high is not None:
        yield problem("value-high-unexpected", at(target, "value_high"), comparator=target.comparator)
    elif target.value_high is not None and target.value is not None and target.value_high <= target.value:
        yield problem(
            "between-upside-down", at(target, "value_high"), low=target.value, high=target.value_high
        )


def _impossible(
    fact: Target | Measurement, field: str, value: Decimal | None, indicator: Indicator
) -> Iterator[Problem]:
    if value is None or indicator.measure not in NUMERIC_MEASURES:
        return
    where = at(fact, field)
    limit, floor = _limits(indicator)
    if limit is not None and value > limit:
        yield problem("value-over-limit", where, value=value, limit=limit)
    if floor is not None and value < floor:
        yield problem("value-below-floor", where, value=value, floor=floor)
    yield from _not_of_measure(value, indicator, where)


def _not_of_measure(value: Decimal, indicator: Indicator, where: Where) -> Iterator[Problem]:
    """A rank is a place, a count is whole, and neither a count nor a share of a whole is negative."""
    measure, whole = indicator.measure, value == value.to_integral_value()
    if measure == "rank" and (value < 1 or not whole):
        yield problem("rank-no-place", where, value=value)
    elif value < 0 and _is_never_negative(indicator):
        yield problem("value-negative", where, value=value, measure=measure)
    elif measure == "count" and not whole and indicator.scale == "one":
        yield problem("count-not-whole", where, value=value)


def _is_never_negative(indicator: Indicator) -> bool:
    """Whether it counts something, or is a share of a whole (a growth rate has no limit and may be negative)."""
    return indicator.measure == "count" or (indicator.measure == "share" and indicator.limit is not None)


def _limits(indicator: Indicator) -> tuple[Decimal | None, Decimal | None]:
    """Give the upper and the lower limit; a limit of zero, where less is better, is a lower one."""
    if indicator.limit == 0 and indicator.floor is None and indicator.direction == "decrease":
        return None, indicator.limit
    return indicator.limit, indicator.floor


def _beyond_all(measurement: Measurement) -> Iterator[Problem]:
    value, of = measurement.value, measurement.of
    if of is not None and (of < 1 or (value is not None and value > of)):
        yield problem("value-over-all", at(measurement, "of"), value=value, of=of)


SLIPS = ("value-factor", "share-as-fraction", "scale-twice", "period-not-over")
"""What looks like a slip: ``check`` warns, and ``record`` refuses it until somebody says that it was looked at."""

_SHIFTS = (1, 2, 3)
_IN_WORDS = ("stage", "text")
_MONTH = 31
_ENDS_ON_A_DAY = re.compile(r"/[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_FAR = Decimal(4)  # so many times beyond all others of the series is far
_NEAR = Decimal(2)  # within so many times of the others is near


@check(
    {
        "value-factor": warning(
            "{value} lies far off the other values of the series; {meant} would fit: was the decimal mark shifted?",
            "Look at the source again. If it is right, say so in a note.",
        ),
        "share-as-fraction": warning(
            "{value} percent looks like a share typed as a fraction; {meant} percent would fit.",
            "Give shares in percent: 25.2, not 0.252.",
        ),
        "scale-twice": warning(
            "{value} is given in {scale}s and looks as if the scale had been worked in twice; {meant} would fit.",
            "Give the value in the indicator's scale, without its zeros.",
        ),
    }
)
def shifted_values(catalog: Catalog) -> Iterator[Problem]:
    """A value is not ten, a hundred or a thousand times off the series, nor a fraction, nor scaled twice."""
    current = current_measurements(catalog.measurements)
    counts = {id(one) for one in current}  # by object: comparing each with all would take minutes
    series = _by_indicator(current)
    for measurement, indicator in with_indicator(catalog, catalog.measurements):
        if (
            not measurement.value
            or id(measurement) not in counts
            or indicator.measure in ("rank", *_IN_WORDS)
        ):
            continue
        slip = _slip(catalog, measurement, indicator, _ends(series.get(indicator.id, []), measurement.id))
        if slip is not None:
            yield slip


@check(
    {
        "period-not-over": warning(
            "{id} is filed under {period}, which was not over when it was published on {known}.",
            "Give the month or day that the figure is printed for (2026-11, 2025-12-25), so that later ones do not "
            "hide behind it; a forecast or estimate says so with obs_status.",
        ),
    }
)
def unfinished_periods(catalog: Catalog) -> Iterator[Problem]:
    """A value is of a period that was over, or nearly, when it was published; a forecast or estimate says so itself."""
    lost = endless(derivations(catalog))
    for measurement, indicator in with_indicator(catalog, catalog.measurements):
        if measurement.id in lost or not _is_firm(measurement) or indicator.measure in _IN_WORDS:
            continue
        known, period = catalog.published_on(measurement), measurement.period
        if known < period.start or known == date.min:
            continue
        if (period.end - known).days > _room(period):
            facts = {"period": period, "known": known, "id": measurement.id}
            yield problem("period-not-over", at(measurement, "period"), **facts)


def _is_firm(measurement: Measurement) -> bool:
    return measurement.obs_status in ("final", "provisional", "break") and measurement.withdraws is None


def _room(period: Period) -> float:
    """Give how many days before its end a figure of a period may appear: none where its end is told to the day."""
    if _ENDS_ON_A_DAY.search(period.text):
        return 0
    length = (period.end - period.start).days + 1
    return min(length / 12, _MONTH) if length > _MONTH else _MONTH  # dated as exactly as documents are


def _by_indicator(current: Iterable[Measurement]) -> dict[str, list[tuple[Decimal, str]]]:
    """Give the values other than zero without their signs, the least first, each with its measurement's id."""
    series: dict[str, list[tuple[Decimal, str]]] = {}
    for measurement in current:
        if measurement.value:
            series.setdefault(measurement.indicator, []).append((abs(measurement.value), measurement.id))
    return {indicator: sorted(values) for indicator, values in series.items()}


def _ends(series: list[tuple[Decimal, str]], left_out: str) -> list[Decimal]:
    """Give the least and the greatest value of the other measurements: what lies between them need not be read."""
    ends = (
        next((value for value, name in values if name != left_out), None)
        for values in (series, reversed(series))
    )
    return [value for value in ends if value is not None]


def _slip(
    catalog: Catalog, measurement: Measurement, indicator: Indicator, others: list[Decimal]
) -> Problem | None:
    assert measurement.value is not None, "asked for measurements with a value only"
    value, where = abs(measurement.value), at(measurement, "value")
    meant = _scaled_once(value, SCALES[indicator.scale], others)
    if meant is not None:
        facts = {"value": plain(value), "scale": SCALE_NAMES[indicator.scale], "meant": _short(meant)}
        return problem("scale-twice", where, **facts)
    if indicator.unit == "percent" and _is_fraction(value, others or _aims(catalog, indicator)):
        return problem("share-as-fraction", where, value=plain(value), meant=_short(value * 100))
    meant = None if not others or _fits(value, others, _FAR) else _shifted(value, others)
    if meant is None:
        return None
    return problem("value-factor", where, value=plain(value), meant=_short(meant), id=measurement.id)


def _is_fraction(value: Decimal, near: list[Decimal]) -> bool:
    """Whether a value below 1 would fit the others as a percentage, and does not fit them as it is."""
    return value < 1 and _fits(value * 100, near) and not _fits(value, near)


def _aims(catalog: Catalog, indicator: Indicator) -> list[Decimal]:
    """Give what is aimed at: without a series, that tells how large a share may be."""
    targets = catalog.targets_of.get(indicator.id, ())
    return [abs(target.value) for target in targets if target.value and not target.relative_to]


def _scaled_once(value: Decimal, scale: int, others: list[Decimal]) -> Decimal | None:
    """Give what a value would be if its scale had been worked in twice; ``None`` where nothing speaks for it."""
    once = EXACT.scaleb(value, -scale)
    huge = value >= EXACT.scaleb(Decimal(1), scale)
    return once if scale and (huge or (_fits(once, others) and not _fits(value, others))) else None


def _shifted(value: Decimal, others: list[Decimal]) -> Decimal | None:
    """Give the value with its decimal mark moved by one to three places so that it fits the others."""
    moved = (EXACT.scaleb(value, sign * shift) for shift in _SHIFTS for sign in (-1, 1))
    return next((one for one in moved if _fits(one, others)), None)


def _short(value: Decimal) -> str:
    return plain(value.normalize())


def _fits(value: Decimal, others: list[Decimal], room: Decimal = _NEAR) -> bool:
    """Whether a value lies within so many times of the others."""
    return bool(others) and EXACT.divide(min(others), room) <= value <= EXACT.multiply(max(others), room)
