"""The line that a promise draws to its due date, and how far the value may lie from where its trend leads.

The line runs from the baseline through earlier milestones.  Values are compared with it by cross products of whole
months, years or days, never by rounded quotients: what lies exactly on the line is on it.

The prediction interval is that of a random walk with drift: the value goes on at its mean pace so far, and each year
adds an error of its own.  Straight lines with independent errors, used before, held 64 to 68% of real series where 95%
were meant; this one holds 85 to 88%.  So the level is called nominal, and no chance is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from hntrack.assess.arithmetic import WIDE, divide, ends_month, years_between
from hntrack.assess.bounds import bounds_of, interval
from hntrack.assess.case import Case
from hntrack.assess.series import OF_THE_PERIOD
from hntrack.classes import NamedTuple
from hntrack.model.records import Indicator, Measurement, Target

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
            if low <= value < high if way > 0 else high < value <= low:
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
    between = dict(_bounds_between(case, others, start, end, way))
    return Line((start, *((day, between[day]) for day in sorted(between)), end))


def _bounds_between(
    case: Case, others: Iterable[Target], start: Vertex, end: Vertex, way: int
) -> Iterator[Vertex]:
    """Give due date and bound of the milestones on the way."""
    for other in others:
        due = other.due
        if other is case.target or due is None or not start[0] < due < end[0] or other.over in OF_THE_PERIOD:
            continue
        asked = bounds_of(case.catalog, other, case.first)
        if asked is None or not asked.one_sided:
            continue
        bound, towards = asked.aim(start[1])
        if towards == way:
            yield due, bound


@lru_cache(maxsize=8192)  # as of time_between
def time_passed(start: date, at: date, end: date) -> tuple[int, int]:
    """Give the time from ``start`` to ``at`` and to ``end`` in one unit: months where all end one, years, or days."""
    if ends_month(start) and ends_month(at) and ends_month(end):
        return _months(start, at), _months(start, end)
    if (start.month, start.day) == (at.month, at.day) == (end.month, end.day):
        return at.year - start.year, end.year - start.year
    return (at - start).days, (end - start).days


def _months(start: date, end: date) -> int:
    return 12 * (end.year - start.year) + end.month - start.month


LEAST_POINTS = 4
METHOD = "random walk with drift, nominal 95% prediction interval"
# Two-sided 95% quantiles of Student's t for 1 to 30 degrees of freedom.
_T95 = (
    "12.7062 4.3027 3.1824 2.7764 2.5706 2.4469 2.3646 2.3060 2.2622 2.2281 2.2010 2.1788 2.1604 2.1448 2.1314 "
    "2.1199 2.1098 2.1009 2.0930 2.0860 2.0796 2.0739 2.0687 2.0639 2.0595 2.0555 2.0518 2.0484 2.0452 2.0423"
)


class Prediction(NamedTuple):
    """A nominal 95% prediction interval of the value at the due date, within the natural limits.

    Attributes:
        fitted: The value that the mean pace so far leads to.
        low, high: The interval.
        points: How many measurements it rests on.
        method: What was computed, in a few words.
    """

    fitted: Decimal
    low: Decimal
    high: Decimal
    points: int
    method: str = METHOD


def _since_last_break(points: list[Measurement]) -> list[Measurement]:
    breaks = [place for place, point in enumerate(points) if point.obs_status == "break"]
    return points[breaks[-1] :] if breaks else points


def predict(case: Case) -> Prediction | None:
    """Give the prediction interval of a target's value at its due date.

    Returns:
        ``None`` with fewer than four comparable measurements, all of them exact or approximate, since the last break
        in the series; for ranks, words, sums over a period and undated aims; and once the due date has passed.
    """
    unfit = case.measure == "rank" or case.past or case.due is None or case.bounds is None
    if unfit or case.so_far is not None or case.series.mixed:
        return None
    points = _since_last_break(case.points)
    if len(points) < LEAST_POINTS or any(point.qualifier not in {"exact", "about"} for point in points):
        return None
    return _walk_on(case, points)


def _walk_on(case: Case, points: list[Measurement]) -> Prediction | None:
    """Y + h·(y - y0)/span ± t(n-1)·s·√(h·(1 + h/span)), with s² from the steps between the points.

    h is the time ahead and span the time that the points cover, in years; s² is the mean square of what the steps
    depart from the drift, each divided by its length.  Half of the last printed digit of both ends comes on top.
    """
    due = case.due
    first, last = points[0], points[-1]
    assert due is not None
    assert first.value is not None
    assert last.value is not None
    ahead, span = years_between(last.period.end, due), years_between(first.period.end, last.period.end)
    if ahead < 0:
        return None
    drift = divide(last.value - first.value, span)
    total = _ZERO
    for one, following in pairwise(points):
        assert one.value is not None
        assert following.value is not None
        years = years_between(one.period.end, following.period.end)
        off = following.value - one.value - drift * years
        total += divide(off * off, years)
    freedom = len(points) - 2
    variance = divide(total, Decimal(freedom)) * ahead * (1 + divide(ahead, span))
    half = quantile(freedom) * variance.sqrt()
    end = _half_digit(case.indicator, last)
    half += end + divide((end + _half_digit(case.indicator, first)) * ahead, span)
    fitted = last.value + drift * ahead
    cut = case.limits.cut
    return Prediction(cut(fitted), cut(fitted - half), cut(fitted + half), len(points))


def _half_digit(indicator: Indicator, measurement: Measurement) -> Decimal:
    """What a printed value leaves open to either side."""
    low, high = interval(indicator, measurement)
    assert low is not None
    assert high is not None
    return high - low if measurement.value in {low, high} else (high - low) / 2


def quantile(freedom: int) -> Decimal:
    """Two-sided 95% quantile of Student's t, four decimals; beyond 30 by the Cornish-Fisher expansion."""
    table = _T95.split()
    if freedom <= len(table):
        return Decimal(table[freedom - 1])
    z, n = Decimal("1.959964"), Decimal(freedom)
    return z + (z**3 + z) / (4 * n) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n * n)
