"""The line that a promise draws: from the baseline through earlier milestones to the due date.

Values are compared with it by cross products of whole months, years or days, never by rounded quotients: what lies
exactly on the line is on it.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from hntrack.assess.arithmetic import WIDE, divide
from hntrack.assess.bounds import bounds_of
from hntrack.assess.case import Case
from hntrack.assess.over import OF_THE_PERIOD
from hntrack.assess.years import ends_month

Vertex = tuple[date, Decimal]
_times, _minus = WIDE.multiply, WIDE.subtract
_ZERO = Decimal(0)


class Line(NamedTuple):
    """A line of straight pieces, oldest vertex first; at least two vertices."""

    vertices: tuple[Vertex, ...]

    def _piece(self, day: date) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """Of the piece that holds a day: its two values, the time passed of it, and its length."""
        vertices = self.vertices
        if len(vertices) == 2:
            (start, low), (end, high) = vertices
            passed, length = time_passed(start, day, end)
            return low, high, Decimal(passed), Decimal(length)
        for (start, low), (end, high) in pairwise(vertices):
            if day <= end or end == vertices[-1][0]:
                passed, length = time_passed(start, min(day, end), end)
                return low, high, Decimal(passed), Decimal(length)
        raise AssertionError("a line has two vertices")

    def beside(self, day: date, value: Decimal, way: int) -> tuple[Decimal, int]:
        """Give the line's value on a day within it, and where ``value`` lies then.

        1 is ahead of the line, 0 exactly on it, -1 short of it.
        """
        low, high, passed, length = self._piece(day)
        rise = _times(_minus(high, low), passed)
        ahead = _minus(_times(_minus(value, low), length), rise)
        there = low + divide(rise, length)
        if not ahead:
            return there, 0
        return there, 1 if (ahead > _ZERO) is (way > 0) else -1

    def side(self, day: date, value: Decimal, way: int) -> int:
        """Say where a value lies on a day: 1 ahead of the line, 0 exactly on it, -1 short of it."""
        return self.beside(day, value, way)[1]

    def passes(self, value: Decimal, day: date, way: int, side: int) -> date | None:
        """Give the day on which the line passes a value: until then it may stand still.

        Of several the first from ``day`` on, else the last before it; ``None`` where the line never has the value.
        ``side`` is where the value lies on that day.
        """
        found = None
        for (start, low), (end, high) in pairwise(self.vertices):
            if (low - value) * way <= 0 < (high - value) * way:
                found = start + timedelta(days=int((value - low) * (end - start).days / (high - low)))
                if found >= day:
                    break
        if found is None:
            return None
        if not side:
            return day
        return max(found, day) if side > 0 else min(found, day - timedelta(days=1))


def line_through(case: Case, start: Vertex, end: Vertex, way: int) -> Line:
    """Give the line through the indicator's earlier milestones that point the same way.

    Args:
        case: Whose indicator has the milestones.
        start: Day and value of the baseline.
        end: Due date and value of the target.
        way: 1 where the value must rise, -1 where it must fall.
    """
    others = case.catalog.targets_of.get(case.indicator.id, ())
    if len(others) < 2:
        return Line((start, end))
    between: dict[date, Decimal] = {}
    for other in others:
        due = other.due
        if other is case.target or due is None or not start[0] < due < end[0] or other.over in OF_THE_PERIOD:
            continue
        asked = bounds_of(case.catalog, other, case.first)
        if asked is None or not asked.one_sided:
            continue
        bound, towards = asked.aim(start[1])
        if towards == way:
            between[due] = bound
    return Line((start, *((day, between[day]) for day in sorted(between)), end))


def time_passed(start: date, at: date, end: date) -> tuple[int, int]:
    """Give the time from ``start`` to ``at`` and to ``end`` in one unit: months where all end one, years, or days."""
    if ends_month(start) and ends_month(at) and ends_month(end):
        return _months(start, at), _months(start, end)
    if (start.month, start.day) == (at.month, at.day) == (end.month, end.day):
        return at.year - start.year, end.year - start.year
    return (at - start).days, (end - start).days


def _months(start: date, end: date) -> int:
    return 12 * (end.year - start.year) + end.month - start.month
