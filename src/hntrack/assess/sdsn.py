"""``sdsn-linear``: the trend arrows of the SDSN's SDG Index."""

from __future__ import annotations

from decimal import Decimal

from hntrack.assess.case import Case
from hntrack.assess.growth import nearest_year
from hntrack.assess.pace import Pace, not_assessable, without_pace
from hntrack.assess.table import METHODS
from hntrack.assess.years import EXACT
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason

_METHOD = METHODS["sdsn-linear"]
_LIMITS = dict(_METHOD.thresholds)
_BASE_YEAR, _RECENT_YEARS = int(_LIMITS["base_year"]), int(_LIMITS["recent_years"])


def sdsn_linear(case: Case) -> Pace:
    """Judge the annual change of the recent years against the annual change needed from the base year on.

    Needed: straight from the base (2015, else the year nearest to it) to the target.  Actual: from the first
    measurement within the last five years (the one before, where there is none) to the latest.  Movements beyond
    the target are ignored: values better than it count as the target.
    """
    refusal = without_pace(case)
    if refusal is not None:
        return refusal
    asked, due = case.wanted, case.due
    if asked is None or due is None:
        return not_assessable(case.reason("needs_target" if asked is None else "pace_undated"))
    points = case.series.yearly
    latest = points[-1]
    assert latest.value is not None
    aim, way = asked.aim(latest.value)
    if (latest.value - aim) * way >= 0:
        return _pace(case, "on_track_or_maintaining", "pace_met", met=True)
    base, why = case.baseline
    if why == "earliest":
        base = nearest_year(points, _BASE_YEAR)
    start = _recent_start(points)
    if base is None or start is None:
        return not_assessable(case.reason("one_measurement"))
    if base.period.end.year >= due.year:
        return not_assessable(case.reason("baseline_after_target"))
    return _compared(case, base, start, latest, (aim, way))


def _recent_start(points: list[Measurement]) -> Measurement | None:
    """Where the recent period starts."""
    earlier = points[:-1]
    since = points[-1].period.end.year - _RECENT_YEARS
    found = earlier[-1] if earlier else None
    for one in reversed(earlier):
        if one.period.end.year < since:
            break
        found = one
    return found


def _compared(
    case: Case, base: Measurement, start: Measurement, latest: Measurement, goal: tuple[Decimal, int]
) -> Pace:
    assert case.due is not None
    (aim, way), due = goal, case.due.year

    def capped(one: Measurement) -> Decimal:
        assert one.value is not None
        return min(one.value, aim) if way > 0 else max(one.value, aim)

    years, span = latest.period.end.year - start.period.end.year, due - base.period.end.year
    moved, missing = capped(latest) - capped(start), aim - capped(base)
    actual, needed = EXACT.divide(moved, Decimal(years)), EXACT.divide(missing, Decimal(span))
    facts: dict[str, Fact] = {
        **case.facts,
        "observed": actual,
        "needed": needed,
        "since": start.period.text,
        "until": latest.period.text,
    }
    numbers = {"actual": actual, "needed": needed}
    if not needed:
        category = "decreasing" if actual * way < 0 else "stagnating"
        return _pace(case, category, "linear_none_needed", base=base, facts=facts, numbers=numbers)
    ratio = EXACT.divide(moved * span, missing * years)
    numbers["ratio"] = facts["ratio"] = ratio
    if ratio >= _LIMITS["on_track"]:
        category = "on_track_or_maintaining"
    elif ratio >= _LIMITS["moderate"]:
        category = "moderately_improving"
    else:
        category = "stagnating" if ratio >= 0 else "decreasing"
    return _pace(case, category, "linear_ratio", base=base, facts=facts, numbers=numbers)


def _pace(
    case: Case,
    category: str,
    reason: str,
    *,
    met: bool = False,
    base: Measurement | None = None,
    facts: dict[str, Fact] | None = None,
    numbers: dict[str, Decimal] | None = None,
) -> Pace:
    facts = facts or {**case.facts}
    facts["category"] = category
    pace = Pace(
        "met" if met else _METHOD.categories[category],
        (Reason(reason, facts),),
        category,
        baseline=base.id if base is not None else None,
        numbers=numbers,
    )
    pace.observed = numbers["actual"] if numbers else None
    return pace
