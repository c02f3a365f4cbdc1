"""Scales of a chart: where a value or a day lies between the ends, and which ticks a reader can count by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal

ROOM = Context(prec=40, rounding=ROUND_HALF_EVEN)
"""Arithmetic for drawing: positions only, never the data."""

_FRACTION = Decimal("0.00001")
_DIGITS = 30
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of values.

    Attributes:
        low, high: Its ends, in the indicator's unit; ``low < high``.
        ticks: Round values on it, ascending, both ends among them.
        downwards: Small is better and stands on top (a rank).
    """

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    downwards: bool = False

    def fraction(self, value: Decimal) -> Decimal:
        """Give where a value stands: 0 at the bottom, 1 at the top, beyond either where the value is."""
        part = ROOM.divide(ROOM.subtract(value, self.low), ROOM.subtract(self.high, self.low))
        return ROOM.quantize(ROOM.subtract(Decimal(1), part) if self.downwards else part, _FRACTION)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A scale of days: from ``first`` to ``last``; each tick is the first day of a year, one in ``step`` years."""

    first: date
    last: date
    ticks: tuple[date, ...]
    step: int = 1

    def fraction(self, day: date) -> Decimal:
        """Give where a day stands: 0 at the first, 1 at the last."""
        span = Decimal((self.last - self.first).days)
        return ROOM.quantize(ROOM.divide(Decimal((day - self.first).days), span), _FRACTION)


def scale_over(
    values: Iterable[Decimal], *, limit: Decimal | None = None, whole: bool = False, downwards: bool = False
) -> Scale:
    """Make a scale with round ends that holds all values.

    Args:
        values: At least one.
        limit: A natural limit that the scale does not pass where no value does.
        whole: Only whole numbers can occur: ranks and counts.
        downwards: For a rank: 1 stands on top, and the scale starts there.

    Raises:
        OverflowError: The values differ only in digits that no drawing can show.
    """
    found = sorted(values)
    low, high = found[0], found[-1]
    if downwards:
        low = min(low, Decimal(1))
    elif low >= 0 and (4 * low <= 3 * high or low == high):
        low = Decimal(0)
    elif high <= 0 and (4 * high >= 3 * low or low == high):
        high = Decimal(0)
    if low == high:
        high = ROOM.add(low, Decimal(1))
    span = ROOM.subtract(high, low)
    if span <= max(abs(low), abs(high)).scaleb(-_DIGITS):
        raise OverflowError("values too close together, for their size, to be told apart")
    step = _step(span, whole=whole or downwards)
    start = low if downwards else _snap(low, step, ROUND_FLOOR)
    end = _snap(high, step, ROUND_CEILING) if not downwards else high
    if limit is not None and high <= limit < end:
        end = limit
    ticks = [start]
    # A rank's scale starts at 1, its further ticks stand on whole steps.
    mark = ROOM.multiply(step, (start / step).to_integral_value(ROUND_FLOOR))
    while (mark := ROOM.add(mark, step)) < end:
        ticks.append(mark)
    return Scale(start, end, (*_apart(ticks, end, step), end), downwards)


def _apart(ticks: list[Decimal], end: Decimal, step: Decimal) -> list[Decimal]:
    """Drop the tick that would be printed onto the last one."""
    return ticks[:-1] if len(ticks) > 1 and (end - ticks[-1]) * 2 < step else ticks


def _step(span: Decimal, *, whole: bool) -> Decimal:
    unit = Decimal(1).scaleb((span / 4).adjusted())
    steps = (ROOM.multiply(one, unit) for one in _STEPS)
    step = next((one for one in steps if ROOM.multiply(one, Decimal(4)) >= span), unit * 10)
    return max(step.to_integral_value(ROUND_CEILING), Decimal(1)) if whole else step


def _snap(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return ROOM.multiply(ROOM.divide(value, step).to_integral_value(rounding), step)


def calendar_over(days: Iterable[date]) -> Calendar:
    """Make a calendar that holds all days, with half a year of air at both ends and at most six or so ticks."""
    found = sorted(days)
    first = date(max(found[0].year - 1, 1), 7, 1)
    last = date(min(found[-1].year + 1, 9999), 6, 30)
    years = range(first.year + 1, last.year + 1)
    step = next((one for one in _YEAR_STEPS if len(years) <= 6 * one), _YEAR_STEPS[-1])
    ticks = tuple(date(year, 1, 1) for year in years if year % step == 0)
    return Calendar(first, last, ticks or (date(years[0], 1, 1),), step)
