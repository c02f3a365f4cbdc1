"""``destatis``: the weather symbols of the German sustainability indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hntrack.assess.arithmetic import WIDE, divide
from hntrack.assess.case import Case
from hntrack.assess.methods import (
    Columnar,
    Method,
    Pace,
    cases,
    codes,
    formula_facts,
    inputs,
    latest_of_all,
    level,
    not_assessable,
    numbers,
    sentences,
    thresholds,
    without_figure,
)
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason, Verdict
from hntrack.text.messages import _

METHOD = Method(
    id="destatis",
    version="2025",
    title=_("Weather symbols (Destatis)"),
    source="Destatis, indicators of the German Sustainable Development Strategy: weather symbols",
    needs=("five_values", "target?", "due?", "direction"),
    thresholds=numbers(points="6", least_points="4", miss_small="5", miss_large="20"),
    categories=codes(
        sun="on_track",
        sun_with_cloud="nearly",
        cloud="behind",
        thunderstorm="reversing",
        none="not_assessable",
    ),
    formula="miss = |yT − (y + m·(T−t))| / |yT − y|",
    traps=_(
        "The mean of five changes is the last value less the first: one odd year at either end turns "
        "the symbol. The miss is measured against what is left, so close to the goal small misses "
        "look large."
    ),
)

_LIMITS = dict(METHOD.thresholds)
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


def _symbol(bound: str, way: int) -> str:
    """Say :func:`_one_side` in SQL: the number of the symbol, 0 where there is no such bound."""
    whole = f"CAST(({bound} - v1) * {way} AS HUGEINT) * years"
    short = f"({whole} - CAST(change * {way} AS HUGEINT) * ahead) * 100"
    return (
        f"CASE WHEN {bound} IS NULL THEN 0 "
        f"WHEN ({bound} - v1) * {way} <= 0 THEN CASE WHEN change * {way} >= 0 THEN 1 ELSE 2 END "
        f"WHEN ahead <= 0 THEN CASE WHEN change * {way} > 0 THEN 3 ELSE 4 END "
        f"WHEN change * {way} <= 0 THEN 4 WHEN {short} < {whole} * {_LIMITS['miss_small']} THEN 1 "
        f"WHEN {short} <= {whole} * {_LIMITS['miss_large']} THEN 2 ELSE 3 END"
    )


_BOUND = "CASE WHEN below >= above THEN low ELSE high END"
_WAY = "CASE WHEN below >= above THEN 1 ELSE -1 END"
COLUMNAR = Columnar(
    yearly={"recent": f"max(h, {_POINTS})"},
    points={
        "b": f"coalesce({', '.join(f'list_extract(recent, {n})' for n in range(_POINTS, _LEAST_POINTS - 1, -1))})"
    },
    base="{x}b",
    steps=(
        {"years": "e1 // 10000 - eb // 10000", "change": "v1 - vb", "ahead": "due // 10000 - e1 // 10000"},
        {"below": _symbol("low", 1), "above": _symbol("high", -1)},
        {
            "bound": _BOUND,
            "side": _WAY,
            "symbol": "CASE WHEN eb IS NULL OR due IS NULL THEN 0 ELSE greatest(below, above) END",
        },
        {"missing": "(bound - v1) * side"},
        {
            "word": "CASE symbol "
            + " ".join(f"WHEN {n} THEN '{word}'" for n, word in enumerate(SYMBOLS, 1))
            + " ELSE 'none' END"
        },
    ),
    category="word",
    pace=f"CASE WHEN symbol = 1 AND missing <= 0 THEN 'met' ELSE {cases(METHOD.categories)} END",
    told="symbol > 0",
    observed="CASE WHEN symbol > 0 THEN change / years END",
    projected="CASE WHEN symbol > 0 AND missing > 0 AND ahead > 0 AND change * side > 0 "
    "THEN v1 + change * ahead / years END",
)


def judge(case: Case) -> Pace:
    """Give the weather symbol: by the target year, for what holds every year, or for a direction only.

    The trend is the mean of the last five annual changes: the last six measurements, at least four, and none from
    before a break in the series.
    """
    refusal = without_figure(case)
    if refusal is not None:
        return refusal
    points = _since_break(case.yearly)[-_POINTS:]
    if len(points) < _LEAST_POINTS:
        return not_assessable(case.reason("too_few_points", count=len(points)), category="none")
    trend = _Trend(points)
    asked = case.bounds
    if asked is None:
        return _direction_only(case, trend)
    if case.due is None:
        return not_assessable(case.reason("pace_undated"), category="none")
    sides = ((asked.low, 1), (asked.high, -1))
    found = [_one_side(case, trend, bound, way) for bound, way in sides if bound is not None]
    return found[0] if len(found) == 1 else max(found, key=lambda pace: SYMBOLS.index(pace.category))


def _since_break(points: list[Measurement]) -> list[Measurement]:
    """The points from the last break in the series on: those before cannot be compared."""
    breaks = [place for place, one in enumerate(points) if one.obs_status == "break"]
    return points[breaks[-1] :] if breaks else points


class _Trend:
    """The last measurements and their mean annual change."""

    def __init__(self, points: list[Measurement]) -> None:
        self.points = points
        self.values = [point.value for point in points if point.value is not None]
        self.last = self.values[-1]
        self.year = points[-1].period.end.year
        self.years = self.year - points[0].period.end.year
        self.change = self.last - self.values[0]
        self.mean = divide(self.change, Decimal(self.years))

    @property
    def recent(self) -> Decimal:
        """The last change."""
        return self.last - self.values[-2]

    def at(self, year: int) -> Decimal:
        """The value that the mean change leads to."""
        return self.last + divide(self.change * (year - self.year), Decimal(self.years))


def _one_side(case: Case, trend: _Trend, bound: Decimal, way: int) -> Pace:
    """The symbol for one bound: ``way`` is 1 where it must be reached from below."""
    due = case.due
    assert due is not None
    missing = (bound - trend.last) * way
    met = missing <= 0  # as in every published method: reached or beyond
    if met or case.holds or trend.year >= due.year:
        return _holding(case, trend, way, met=met)
    if trend.change * way <= _ZERO:
        return _pace(case, "thunderstorm", "weather_wrong_way", trend)
    whole = WIDE.multiply(missing, trend.years)
    ahead = WIDE.multiply(trend.change, way * (due.year - trend.year))
    short = WIDE.multiply(100, max(WIDE.subtract(whole, ahead), _ZERO))
    # By cross products: a quotient of 15 digits could be rounded onto a limit that it does not reach.
    symbol = "sun" if short < WIDE.multiply(_LIMITS["miss_small"], whole) else "cloud"
    if symbol == "cloud" and short <= WIDE.multiply(_LIMITS["miss_large"], whole):
        symbol = "sun_with_cloud"
    miss, projected = divide(short, whole), trend.at(due.year)
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
    code = "met" if met else METHOD.categories[symbol]
    why = (Reason(reason, facts),)
    return Pace(code, why, symbol, trend.points[0].id, numbers, (), trend.mean, projected)


def explain(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """Tell the window, the mean change in it, and how much of what is left would be missing."""
    yield from inputs(case, verdict, "baseline_window")
    used = latest_of_all(case, verdict)
    yield from level(case, used)
    facts = formula_facts(case, verdict, used) or {}
    if "y0" in facts:
        yield Reason("formula_mean", facts)
        if "miss" in facts and verdict.projected is not None:
            yield Reason("formula_miss", facts | {"projected": verdict.projected})
    yield from thresholds(METHOD, verdict, "thresholds_destatis")


SENTENCES = sentences(
    {
        "too_few_points": _("This method needs at least 4 measurements; so far the count is {count}."),
        "weather_wrong_way": _(
            "From {since} to {until} it moved {observed} a year on average: the wrong way, or not at all."
        ),
        "weather_by_year": _(
            "At {observed} a year on average ({since} to {until}) it would be {projected} when due, "
            "missing {miss}% of what is left."
        ),
        "weather_met": _(
            "The level is reached; from {since} to {until} it moved {observed} a year on average."
        ),
        "weather_missed": _(
            "The level that must hold is not reached; from {since} to {until} it moved {observed} a year "
            "on average."
        ),
        "weather_direction": _(
            "Judged by direction only: {observed} a year on average from {since} to {until}."
        ),
    },
)

LINES = sentences(
    {
        "baseline_window": _("The window of the last six measurements starts with {value} ({period}, {id})."),
        "formula_mean": _("Mean change: ({y} − {y0}) / ({t} − {t0}) = {mean_change} a year."),
        "formula_miss": _(
            "By {due}: {y} + {mean_change} × ({due} − {t}) = {projected}; missing {miss}% of |{bound} − {y}|."
        ),
        "thresholds_destatis": _(
            "Thresholds: missing < {miss_small}% sun; to {miss_large}% sun with cloud; more is cloud; "
            "the wrong direction is a thunderstorm."
        ),
    },
)
