"""``destatis``: the weather symbols of the German sustainability indicators."""

from __future__ import annotations

from decimal import Decimal

from hntrack.assess.case import Case
from hntrack.assess.pace import Pace, not_assessable, without_pace
from hntrack.assess.table import METHODS
from hntrack.assess.years import EXACT
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason

_METHOD = METHODS["destatis"]
_LIMITS = dict(_METHOD.thresholds)
_POINTS, _LEAST_POINTS = int(_LIMITS["points"]), int(_LIMITS["least_points"])
SYMBOLS = ("sun", "sun_with_cloud", "cloud", "thunderstorm")
_ZERO = Decimal(0)
# Is the mean of the changes right, and is the last change?
_BY_DIRECTION = {
    (True, True): "sun",
    (True, False): "sun_with_cloud",
    (False, True): "cloud",
    (False, False): "thunderstorm",
}


def destatis(case: Case) -> Pace:
    """Give the weather symbol: by the target year, for what holds every year, or for a direction only.

    The trend is the mean of the last five annual changes: the last six measurements, at least four.
    """
    refusal = without_pace(case)
    if refusal is not None:
        return refusal
    points = case.series.yearly[-_POINTS:]
    if len(points) < _LEAST_POINTS:
        return not_assessable(case.reason("too_few_points", count=len(points)), category="none")
    trend = _Trend(points)
    asked = case.wanted
    if asked is None:
        return _direction_only(case, trend)
    if case.due is None:
        return not_assessable(case.reason("pace_undated"), category="none")
    sides = ((asked.low, 1), (asked.high, -1))
    found = [_one_side(case, trend, bound, way) for bound, way in sides if bound is not None]
    return found[0] if len(found) == 1 else max(found, key=lambda pace: SYMBOLS.index(pace.category))


class _Trend:
    """The last measurements and their mean annual change."""

    def __init__(self, points: list[Measurement]) -> None:
        self.points = points
        self.values = [one.value for one in points if one.value is not None]
        self.last = self.values[-1]
        self.year = points[-1].period.end.year
        self.years = self.year - points[0].period.end.year
        self.change = self.last - self.values[0]
        self.mean = EXACT.divide(self.change, Decimal(self.years))

    @property
    def recent(self) -> Decimal:
        """The last change."""
        return self.last - self.values[-2]

    def at(self, year: int) -> Decimal:
        """The value that the mean change leads to."""
        return self.last + EXACT.divide(self.change * (year - self.year), Decimal(self.years))


def _one_side(case: Case, trend: _Trend, bound: Decimal, way: int) -> Pace:
    """The symbol for one bound: ``way`` is 1 where it must be reached from below."""
    asked, due = case.wanted, case.due
    assert asked is not None
    assert due is not None
    missing = (bound - trend.last) * way
    met = missing < 0 or (missing == 0 and not asked.strict)
    if met or case.target.hold == "every_year" or trend.year >= due.year:
        return _holding(case, trend, way, met=met)
    if trend.change * way <= _ZERO:
        return _pace(case, "thunderstorm", "weather_wrong_way", trend)
    projected = trend.at(due.year)
    shortfall = max((bound - projected) * way, _ZERO)
    miss = EXACT.divide(shortfall * 100, missing) if missing else _ZERO
    symbol = "sun" if miss < _LIMITS["miss_small"] else "cloud"
    if symbol == "cloud" and miss <= _LIMITS["miss_large"]:
        symbol = "sun_with_cloud"
    return _pace(case, symbol, "weather_by_year", trend, miss=miss, projected=projected)


def _holding(case: Case, trend: _Trend, way: int, *, met: bool) -> Pace:
    """What holds every year, is met already, or has reached its year."""
    moved = trend.change * way
    if met:
        return _pace(case, "sun" if moved >= 0 else "sun_with_cloud", "weather_met", trend, met=moved >= 0)
    return _pace(case, "cloud" if moved > 0 else "thunderstorm", "weather_missed", trend)


def _direction_only(case: Case, trend: _Trend) -> Pace:
    """The mean of the changes and the last change, each in the right direction or not."""
    way = case.direction
    if not way:
        return not_assessable(case.reason("no_direction"), category="none")
    symbol = _BY_DIRECTION[trend.change * way > 0, trend.recent * way > 0]
    return _pace(case, symbol, "weather_direction", trend)


def _pace(
    case: Case,
    symbol: str,
    reason: str,
    trend: _Trend,
    *,
    miss: Decimal | None = None,
    projected: Decimal | None = None,
    met: bool = False,
) -> Pace:
    numbers = {"mean_change": trend.mean}
    facts: dict[str, Fact] = {
        **case.facts,
        "observed": trend.mean,
        "since": trend.points[0].period.text,
        "until": trend.points[-1].period.text,
        "category": symbol,
    }
    if miss is not None and projected is not None:
        numbers["miss"] = facts["miss"] = miss
        facts["projected"] = projected
    code = "met" if met else _METHOD.categories[symbol]
    pace = Pace(code, (Reason(reason, facts),), symbol, baseline=trend.points[0].id, numbers=numbers)
    pace.observed, pace.projected = trend.mean, projected
    return pace
