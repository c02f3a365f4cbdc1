"""The line that a promise draws: from the baseline through earlier milestones to the due date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from hntrack.assess.arithmetic import divide
from hntrack.assess.bounds import bounds_of
from hntrack.assess.case import Case
from hntrack.assess.years import years_between
from hntrack.model.records import Measurement

Vertex = tuple[date, Decimal]


def line_through(case: Case, baseline: Measurement, end: Vertex, way: int) -> Sequence[Vertex]:
    """Give the vertices: the baseline, the indicator's earlier milestones that point the same way, the target.

    Args:
        case: Whose indicator has the milestones.
        baseline: Where the line starts.
        end: Due date and value of the target.
        way: 1 where the value must rise, -1 where it must fall.
    """
    assert baseline.value is not None
    start: Vertex = (baseline.period.end, baseline.value)
    others = case.catalog.targets_of.get(case.indicator.id, ())
    if len(others) < 2:
        return start, end
    between: dict[date, Decimal] = {}
    for other in others:
        due = other.due
        if other is case.target or due is None or not start[0] < due < end[0]:
            continue
        asked = bounds_of(case.catalog, other, case.series.points[0])
        if asked is None or not asked.one_sided:
            continue
        bound, towards = asked.aim(baseline.value)
        if towards == way:
            between[due] = bound
    return start, *((day, between[day]) for day in sorted(between)), end


def on_line(line: Sequence[Vertex], day: date) -> Decimal:
    """Give the line's value on a day within it."""
    start, low = line[0]
    for end, high in line[1:]:
        if day <= end:
            return low + divide((high - low) * years_between(start, day), years_between(start, end))
        start, low = end, high
    return low


def day_on_line(line: Sequence[Vertex], value: Decimal, at: date, way: int) -> int | None:
    """Give the days from ``at`` to the day on which the line passes ``value``; ``None`` where it never does.

    Where the line passes it several times, the first time after ``at`` counts, else the last time before.
    """
    first, lowest = line[0]
    if (value < lowest) if way > 0 else (value > lowest):
        return (first - at).days
    if len(line) == 2:
        last, highest = line[1]
        if highest == lowest or ((value >= highest) if way > 0 else (value <= highest)):
            return None
        return (first - at).days + int((value - lowest) * (last - first).days / (highest - lowest))
    found = None
    for (start, low), (end, high) in pairwise(line):
        if (low - value) * way <= 0 < (high - value) * way:
            days = int((value - low) * (end - start).days / (high - low))
            found = (start - at).days + days
            if found >= 0:
                return found
    return found
