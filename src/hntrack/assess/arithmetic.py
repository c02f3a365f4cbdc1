"""What is computed with: numbers, time in years, what a target asks of a number, and what a number can say of it.

Three things bound a number: the target, resolved against a base where the promise is a relative one; the natural
limits of its indicator (a share lies between 0 and 100%, a debt has no upper end); and what the printed value leaves
open by its qualifier and its rounding.

Of a few operations the result may be beyond what can be computed.  Only these operations raise
:class:`OutOfRangeError`, and only that is turned into "the numbers are beyond what can be computed": any other
exception inside a method is a bug, and surfaces as one.  Time between two days is exact wherever both days end a
month, as the ends of printed periods do.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, Overflow
from functools import lru_cache
from math import ceil, isfinite
from operator import add

from hntrack.classes import NamedTuple, assert_never
from hntrack.model.catalog import Catalog
from hntrack.model.codes import Comparator, meaning
from hntrack.model.records import Indicator, Measurement, Target

EXACT = Context(prec=15, rounding=ROUND_HALF_EVEN)
"""Quotients of exact numbers: exact where 15 digits hold them, rounded half to even otherwise."""

_quotient = EXACT.divide
WIDE = Context(prec=400, rounding=ROUND_HALF_EVEN)
"""Products and differences of printed numbers, without any rounding."""

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_LARGE = 1e11


class OutOfRangeError(ArithmeticError):
    """A result is too large to be computed, or too far from any number that was measured."""


def divide(number: Decimal, by: Decimal) -> Decimal:
    """Divide to 15 digits, rounded half to even.

    Raises:
        OutOfRangeError: The quotient is too large for a decimal number.
        DivisionByZero: ``by`` is zero, which the caller has to rule out.
    """
    try:
        return _quotient(number, by)
    except DivisionByZero:
        raise
    except Overflow as error:
        raise OutOfRangeError from error


def power(base: float, exponent: float) -> float:
    """Raise a number that is not negative to a power.

    Raises:
        OutOfRangeError: The result is too large for a float.
    """
    try:
        return float(base**exponent)
    except OverflowError as error:
        raise OutOfRangeError from error


def shown(number: float) -> Decimal:
    """Give a float as a decimal of 12 significant digits, rounded half to even.

    Raises:
        OutOfRangeError: It is infinite or no number.
    """
    if not isfinite(number):
        raise OutOfRangeError
    short = Decimal(f"{number:.12g}")
    if number >= _LARGE or -number >= _LARGE:
        return short + _ZERO  # turns 1E+12 into digits
    return short


def to_unit(value: Decimal, unit: Decimal) -> Decimal:
    """Round half to even to whole multiples of a power of ten (``0.1``), however large the value is."""
    return value.quantize(unit, context=WIDE)


DAYS_A_YEAR = Decimal("365.2425")
_LAST_YEAR = 2999
_LAST_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ONE, _TWELVE = Decimal(1), Decimal(12)
_WHOLE = tuple(Decimal(n) for n in range(201))


def years_between(start: date, end: date) -> Decimal:
    """Give the time from one day to another in years; negative where ``end`` lies before ``start``.

    Days with the same month and day are a whole number of years apart; ends of months a number of twelfths;
    other days are counted and divided by 365.2425.
    """
    count, units = time_between(start, end)
    return count if units is _ONE else divide(count, units)


@lru_cache(maxsize=8192)  # periods end, and promises fall due, on few days
def time_between(start: date, end: date) -> tuple[Decimal, Decimal]:
    """Give the time from one day to another in whole units, and how many of these a year has."""
    years, months = end.year - start.year, end.month - start.month
    if not months and start.day == end.day:
        return (_WHOLE[years] if 0 <= years <= 200 else Decimal(years)), _ONE
    if ends_month(start) and ends_month(end):
        return Decimal(12 * years + months), _TWELVE
    return Decimal((end - start).days), DAYS_A_YEAR


def a_year(change: Decimal, start: date, end: date) -> Decimal:
    """Give a change a year, by one division of whole numbers: no quotient is divided by, and 6.6 stays 6.6."""
    count, units = time_between(start, end)
    return divide(change if units is _ONE else change * units, count)


def add_years(day: date, years: Decimal) -> date | None:
    """Give the first day at least ``years`` (not negative) after ``day``; ``None`` beyond the year 2999."""
    if years > _LAST_YEAR - day.year:
        return None
    whole = int(years)
    if whole == years:
        if day.month == 2 and day.day == 29:
            day = day.replace(day=28)
        return day.replace(year=day.year + whole)
    return date.fromordinal(day.toordinal() + ceil(years * DAYS_A_YEAR))


def ends_month(day: date) -> bool:
    """Whether a day is the last of its month."""
    last = day.day
    if last < 28 or day.month != 2:
        return last == _LAST_DAYS[day.month]
    return (day + timedelta(days=1)).day == 1


class Limits(NamedTuple):
    """Lower and upper end; ``None`` where there is none."""

    low: Decimal | None = None
    high: Decimal | None = None

    def cut(self, value: Decimal) -> Decimal:
        """Give the value, or the limit where it lies beyond."""
        if self.low is not None and value < self.low:
            return self.low
        if self.high is not None and value > self.high:
            return self.high
        return value

    def ahead(self, way: int) -> Decimal | None:
        """Give the limit in the direction in which better lies: 1 upwards, -1 downwards."""
        if not way:
            return None
        return self.high if way > 0 else self.low


def limits_of(indicator: Indicator, known: Iterable[Decimal] = ()) -> Limits:
    """Give the natural limits of an indicator.

    A share has 0 and 100% of itself, unless a known value shows that it is no share of a whole (a growth rate may
    be negative).  A ``limit`` that no known value reaches down to is a lower one where decrease is wanted: so a
    ``limit: 0`` of what should vanish is a ``floor``.

    Args:
        indicator: Whose values are limited.
        known: Values that were measured or promised.
    """
    low, high = indicator.floor, indicator.limit
    values = list(known)
    share = indicator.measure == "share" and indicator.unit == "percent"
    falls = indicator.direction == "decrease" and low is None and not (share and high == _HUNDRED)
    if falls and high is not None and min(values, default=high) >= high:
        low, high = high, None
    return _limits_of_share(low, high, values) if share else Limits(low, high)


def _limits_of_share(low: Decimal | None, high: Decimal | None, values: list[Decimal]) -> Limits:
    """Add 0 and 100%, where the indicator has no limit of its own and no known value lies beyond."""
    if low is None and min(values, default=_ZERO) >= _ZERO:
        low = _ZERO
    if high is None and max(values, default=_HUNDRED) <= _HUNDRED:
        high = _HUNDRED
    return Limits(low, high)


class Bounds(NamedTuple):
    """The bounds of a numeric target in the indicator's unit.

    Attributes:
        low, high: Bounds; ``None`` where that side is open.
        strict: The bound itself does not satisfy ("more than").
        base: The measurement that a relative target, or one that counts what is added, is resolved against.
        stretch: The far end of a range whose near end satisfies the promise already ("35 to 40%" of what should
            grow); ``None`` where there is none.
    """

    low: Decimal | None
    high: Decimal | None
    strict: bool
    base: Measurement | None = None
    stretch: Decimal | None = None

    @property
    def one_sided(self) -> bool:
        """Whether only one bound limits the value."""
        return self.low is None or self.high is None

    @property
    def first(self) -> Decimal:
        """The bound; of two the lower."""
        bound = self.high if self.low is None else self.low
        assert bound is not None
        return bound

    def met_by(self, value: Decimal) -> bool:
        """Whether a value satisfies the target."""
        if self.strict:
            return (self.low is None or value > self.low) and (self.high is None or value < self.high)
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def met_between(self, least: Decimal | None = None, most: Decimal | None = None) -> bool:
        """Whether a value between these two could satisfy the target; without them none could."""
        if least is None or most is None:
            return False
        return (self.low is None or most >= self.low) and (self.high is None or least <= self.high)

    def gap(self, value: Decimal) -> Decimal:
        """What is missing: positive outside the bounds, zero at one, negative inside."""
        if self.low is None:
            assert self.high is not None
            return value - self.high
        if self.high is None:
            return self.low - value
        return max(self.low - value, value - self.high)

    def aim(self, value: Decimal) -> tuple[Decimal, int]:
        """Give the bound that a value has to reach or has nearest, and the way there: 1 upwards, -1 downwards."""
        if self.low is None:
            assert self.high is not None
            return self.high, -1
        if self.high is None or self.low - value >= value - self.high:
            return self.low, 1
        return self.high, -1


def bounds_of(catalog: Catalog, target: Target, first: Measurement | None) -> Bounds | None:
    """Resolve a target's value.

    Args:
        catalog: As known on the day of judging.
        target: Any target.
        first: The indicator's earliest measurement, from which "further" counts where no baseline is named;
            ``None`` where there is no second one that could have come after it.

    Returns:
        ``None`` for an aim without a number, where a relative target's base is not (or no longer) known, and where
        it is zero or negative: a percentage of it says nothing.
    """
    low = target.value
    if low is None:
        return None
    high = target.value_high
    base = None
    if target.relative_to is not None or target.further:
        base = _base_of(catalog, target, first)
        if base is None or base.value is None:
            return None
        resolve = add if target.relative_to is None else _changed
        low = resolve(base.value, low)
        high = None if high is None else resolve(base.value, high)
    return _bounds(catalog.indicator[target.indicator], target.comparator, low, high, base)


def _base_of(catalog: Catalog, target: Target, first: Measurement | None) -> Measurement | None:
    """Give the measurement that a percentage, which needs a positive one, or an addition counts from."""
    if target.relative_to is None:
        return catalog.current_measurement(target.baseline) if target.baseline else first
    base = catalog.current_measurement(target.relative_to)
    return base if base is not None and base.value is not None and base.value > _ZERO else None


def base_is_undefined(catalog: Catalog, target: Target) -> bool:
    """Whether a target is a percentage of a value that is zero or negative."""
    base = catalog.current_measurement(target.relative_to) if target.relative_to is not None else None
    return base is not None and base.value is not None and base.value <= _ZERO


def _changed(base: Decimal, percent: Decimal) -> Decimal:
    return base * (_HUNDRED + percent) / _HUNDRED


def _bounds(
    indicator: Indicator, comparator: Comparator, low: Decimal, high: Decimal | None, base: Measurement | None
) -> Bounds | None:
    asked = meaning(comparator)
    match asked.asks:
        case "bound" if asked.way > 0:
            return Bounds(low, None, strict=asked.strict, base=base, stretch=high)
        case "bound":
            return Bounds(None, low, strict=asked.strict, base=base)
        case "point":
            return Bounds(low, low, strict=False, base=base)
        case "interval":
            return None if high is None else _range(indicator, min(low, high), max(low, high), base)
        case "words":
            return None
        case _:
            assert_never(asked.asks)


def _range(indicator: Indicator, low: Decimal, high: Decimal, base: Measurement | None) -> Bounds:
    """A range is satisfied from its near end on, where one direction is better; else it is an interval."""
    if indicator.direction == "increase":
        return Bounds(low, None, strict=False, base=base, stretch=high)
    if indicator.direction == "decrease":
        return Bounds(None, high, strict=False, base=base, stretch=low)
    return Bounds(low, high, strict=False, base=base)


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
    return _within_limits(indicator, value, half)


def _within_limits(indicator: Indicator, value: Decimal, half: Decimal) -> tuple[Decimal, Decimal]:
    """Give what lies so far around a value, cut at the indicator's limits."""
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
        return _from_bound_on(low, asked.low, asked.high, inside=inside, strict=asked.strict)
    assert high is not None
    mirrored = (None if bound is None else bound.copy_negate() for bound in (asked.high, asked.low))
    return _from_bound_on(high.copy_negate(), *mirrored, inside=inside, strict=asked.strict)


def _from_bound_on(
    value: Decimal, low: Decimal | None, high: Decimal | None, *, inside: bool, strict: bool
) -> tuple[bool, str]:
    """Judge what lies at ``value`` or above (``inside``: above only) by the bounds that are asked for."""
    if high is not None:
        beyond = value >= high if inside or strict else value > high
        return False, SETTLED if beyond else UNSETTLED
    if low is None:
        return False, UNSETTLED
    proven = value >= low if inside or not strict else value > low
    return proven, SETTLED if proven else UNSETTLED
