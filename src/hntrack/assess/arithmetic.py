"""The few operations whose result may be beyond what can be computed, and time in years.

Only these operations raise :class:`OutOfRangeError`, and only that is turned into "the numbers are beyond what can be
computed": any other exception inside a method is a bug, and surfaces as one.  Time between two days is exact wherever
both days end a month, as the ends of printed periods do.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, Overflow
from functools import lru_cache
from math import ceil, isfinite

EXACT = Context(prec=15, rounding=ROUND_HALF_EVEN)
"""Quotients of exact numbers: exact where 15 digits hold them, rounded half to even otherwise."""

_quotient = EXACT.divide
WIDE = Context(prec=400, rounding=ROUND_HALF_EVEN)
"""Products and differences of printed numbers, without any rounding."""

_ZERO = Decimal(0)
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
