"""``unsd-2023``: the UN Statistics Division's Sustainable Development Goals Progress Chart, 2023."""

from __future__ import annotations

from decimal import Decimal

from hntrack.assess.case import Case
from hntrack.assess.growth import Ends, cagr, nearest_year
from hntrack.assess.pace import Pace, not_assessable, shown, without_pace, yes_or_no
from hntrack.assess.table import METHODS
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason

_METHOD = METHODS["unsd-2023"]
_LIMITS = {name: float(value) for name, value in _METHOD.thresholds.items()}
_ON_TRACK, _FAIR, _STAGNATION = "met_or_on_track", "fair_progress", "stagnation_or_regression"


def unsd(case: Case) -> Pace:  # noqa: PLR0911  (one guard clause for each thing that rules a verdict out)
    """Judge by the value that compound growth leads to at the target year.

    Met now counts as on track whatever the trend, and so does a percentage within one point of 0 or 100 where
    that is the target.  A target year in the past is assessed to that year.  Aims that are simply reached or not
    count as met or as stagnation.
    """
    reached = yes_or_no(case)
    if reached is not None:
        return _judged(case, _ON_TRACK if reached else _STAGNATION, "yes_or_no", None, {})
    refusal = without_pace(case, "not_available")
    if refusal is not None:
        return refusal
    found = _ends(case)
    if found is None:
        return not_assessable(case.reason("base_after_latest"), category="not_available")
    if not found.way:
        return not_assessable(case.reason("no_direction"), category="not_available")
    if found.met:
        return _judged(case, _ON_TRACK, "growth_met", found, {})
    if _close_to_the_end(case, found):
        return _judged(case, _ON_TRACK, "within_one_point", found, {})
    return _by_growth(case, found)


def _ends(case: Case) -> Ends | None:
    """Base and latest value up to the target year; the base is 2015, else the year nearest to it."""
    points = case.series.yearly
    due = case.due
    if due is not None and case.wanted is not None and points and points[-1].period.end.year > due.year:
        points = [one for one in points if one.period.end.year <= due.year]
    if not points:
        return None
    base: Measurement | None
    base, why = case.baseline
    if why == "earliest":
        base = nearest_year(points, int(_LIMITS["base_year"]))
    return Ends(case, base, points[-1])


def _close_to_the_end(case: Case, found: Ends) -> bool:
    aim = found.target
    return case.indicator.unit == "percent" and aim in {0.0, 100.0} and abs(found.y - aim) <= _LIMITS["close"]


def _by_growth(case: Case, found: Ends) -> Pace:
    if found.base is None or found.t0 >= found.t:
        code = "one_measurement" if found.base is not None and found.t0 == found.t else "base_after_latest"
        return not_assessable(case.reason(code), category="not_available")
    rate = cagr(found.y, found.y0, found.t - found.t0)
    if rate is None:
        code = "opposite_signs" if found.y0 else "zero_base"
        return not_assessable(case.reason(code), category="not_available")
    if found.target is None or found.due is None:
        growth = (-1 if found.y0 < 0 else 1) * found.way * rate
        fair, good = _LIMITS["growth_fair"], _LIMITS["growth_on_track"]
        category = _ON_TRACK if growth >= good else _FAIR if growth >= fair else _STAGNATION
        return _judged(case, category, "growth_rate", found, {"growth": shown(growth)})
    if found.due <= found.t0:
        return not_assessable(case.reason("baseline_after_target"), category="not_available")
    expected = found.y * (1.0 + rate) ** (found.due - found.t)
    numbers = {"cagr": shown(rate), "expected": shown(expected)}
    if found.target == found.y0:
        return _judged(case, _STAGNATION, "no_way_to_go", found, numbers)
    share = (expected - found.y0) / (found.target - found.y0)
    if (found.target - found.y0) * found.way < 0:
        share = -abs(share)  # the base had met the target, the latest value does not
    numbers["ratio"] = shown(share)
    category = (
        _ON_TRACK if share >= _LIMITS["on_track"] else _FAIR if share >= _LIMITS["fair"] else _STAGNATION
    )
    return _judged(case, category, "expected_share", found, numbers)


def _judged(case: Case, category: str, reason: str, found: Ends | None, numbers: dict[str, Decimal]) -> Pace:
    facts: dict[str, Fact] = {**case.facts, "category": category, **numbers}
    base = found.base if found is not None else None
    if found is not None:
        facts["until"] = found.last.period.text
    if "growth" in numbers:
        facts["growth"] = numbers["growth"] * 100
    if "ratio" in numbers:
        facts["share"] = numbers["ratio"] * 100
    if base is not None:
        facts["since"] = base.period.text
    code = "met" if reason in {"growth_met", "yes_or_no"} and case.met else _METHOD.categories[category]
    return Pace(
        code,
        (Reason(reason, facts),),
        category,
        baseline=base.id if base is not None else None,
        numbers=numbers,
    )
