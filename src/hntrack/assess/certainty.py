"""What a printed value leaves open: its qualifier and its rounding, as an interval."""

from __future__ import annotations

from decimal import Decimal

from hntrack.assess.bounds import Bounds
from hntrack.assess.limits import limits_of
from hntrack.model.records import Indicator, Measurement

_HALF = Decimal("0.5")
# A last printed digit and half of its unit, for what is printed most.
_HALVES = tuple((Decimal(1).scaleb(-n), _HALF.scaleb(-n)) for n in range(4))
_COUNTED = frozenset({"count", "rank"})

BOUNDS = frozenset({"more_than", "at_least", "less_than", "up_to"})
"""Qualifiers by which only one bound of the value is known."""

SETTLED, WITHIN_ROUNDING, UNSETTLED = "", "within_rounding", "unsettled"


def interval(indicator: Indicator, measurement: Measurement) -> tuple[Decimal | None, Decimal | None]:
    """Give the bounds between which the true value lies; ``None`` for an open side.

    "About 800" is rounded at its last digit that is not a zero (750 to 850); a printed 25.2 lies between 25.15
    and 25.25; what is counted one by one is exact.
    """
    value = measurement.value
    assert value is not None
    qualifier = measurement.qualifier
    if qualifier in {"more_than", "at_least"}:
        return value, None
    if qualifier in {"less_than", "up_to"}:
        return None, value
    half = _half_unit(value, whole=qualifier == "about")
    if half is None or (
        qualifier == "exact" and (indicator.measure in _COUNTED or measurement.derived is not None)
    ):
        return value, value
    low, high = value - half, value + half
    limits = limits_of(indicator, (value,))
    if limits.low is not None and limits.low <= value:
        low = max(low, limits.low)
    if limits.high is not None and limits.high >= value:
        high = min(high, limits.high)
    return low, high


def _half_unit(value: Decimal, *, whole: bool) -> Decimal | None:
    """Half a unit of the last printed digit; with ``whole``, of the last digit that is not a zero."""
    if not value:
        return None
    return _HALF.scaleb(int(value.normalize().as_tuple().exponent)) if whole else _half_digit(value)


def _half_digit(value: Decimal) -> Decimal:
    """Half a unit of the last printed digit, at most of the units' digit."""
    for unit, half in _HALVES:
        if value.same_quantum(unit):
            return half
    return _HALF.scaleb(min(0, int(value.as_tuple().exponent)))


def settled(indicator: Indicator, measurement: Measurement, asked: Bounds) -> tuple[bool, str]:
    """Judge a level with what the value leaves open.

    Returns:
        Whether the target counts as satisfied, and whether that is settled: a bound ("more than 85") satisfies
        only what every value within it satisfies; any other value is judged as printed, with ``within_rounding``
        (exact) or ``unsettled`` (about) where its rounding could turn the verdict.
    """
    value = measurement.value
    assert value is not None
    met = asked.met_by(value)
    if measurement.qualifier == "exact" and _far(value, asked):
        return met, SETTLED
    low, high = interval(indicator, measurement)
    if measurement.qualifier in {"exact", "about"}:
        assert low is not None
        assert high is not None
        if not _turns(low, high, asked):
            return met, SETTLED
        return met, WITHIN_ROUNDING if measurement.qualifier == "exact" else UNSETTLED
    return _bound_only(measurement.qualifier, low, high, asked)


def _far(value: Decimal, asked: Bounds) -> bool:
    """Whether no rounding of the printed value can reach a bound: it is off by more than half of its last digit."""
    half = _half_digit(value)
    return all(bound is None or abs(value - bound) > half for bound in (asked.low, asked.high))


def _turns(low: Decimal, high: Decimal, asked: Bounds) -> bool:
    """Whether some value between two satisfies the target and another does not."""
    within = any(bound is not None and low < bound < high for bound in (asked.low, asked.high))
    return within or asked.met_by(low) is not asked.met_by(high)


def _bound_only(qualifier: str, low: Decimal | None, high: Decimal | None, asked: Bounds) -> tuple[bool, str]:
    """A value of which only one bound is known."""
    inside = qualifier in {"more_than", "less_than"}  # the bound itself is not the value
    if low is not None:
        if asked.high is not None and (low > asked.high or (low == asked.high and (inside or asked.strict))):
            return False, SETTLED
        if asked.high is None and asked.low is not None:
            proven = low > asked.low or (low == asked.low and (inside or not asked.strict))
            return proven, SETTLED if proven else UNSETTLED
        return False, UNSETTLED
    assert high is not None
    if asked.low is not None and (high < asked.low or (high == asked.low and (inside or asked.strict))):
        return False, SETTLED
    if asked.low is None and asked.high is not None:
        proven = high < asked.high or (high == asked.high and (inside or not asked.strict))
        return proven, SETTLED if proven else UNSETTLED
    return False, UNSETTLED
