"""``aarr``: the average annual rate of reduction, as UNICEF uses it for the nutrition targets."""

from __future__ import annotations

from decimal import Decimal
from math import exp, log

from hntrack.assess.case import Case
from hntrack.assess.pace import Pace, not_assessable, without_pace
from hntrack.assess.table import METHODS
from hntrack.model.records import Measurement

_METHOD = METHODS["aarr"]
_LIMITS = _METHOD.thresholds
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")


def aarr(case: Case) -> Pace:  # noqa: PLR0911  (one guard clause for each thing that rules a verdict out)
    """Judge the fitted annual rate since the baseline against the rate needed from the baseline on.

    Values are rounded to one decimal first, rates to two, as published.  A target to increase is mirrored: both
    rates then are rates of increase.
    """
    refusal = without_pace(case)
    if refusal is not None:
        return refusal
    asked, due, latest = case.wanted, case.due, case.latest
    if asked is None or due is None:
        return not_assessable(case.reason("needs_target" if asked is None else "pace_undated"))
    assert latest is not None
    assert latest.value is not None
    if case.met:
        return _pace(case, "on_track", "pace_met", met=True)
    baseline, _ = case.baseline
    points = [
        one for one in case.series.yearly if baseline is not None and one.period.end >= baseline.period.end
    ]
    if len(points) < 2 or baseline is None:
        return not_assessable(case.reason("one_measurement"))
    if baseline.period.end.year >= due.year:
        return not_assessable(case.reason("baseline_after_target"))
    aim, way = asked.aim(latest.value)
    values = [_rounded(one) for one in points]
    if min(values) <= 0 or aim <= 0:
        return not_assessable(case.reason("not_positive"))
    return _compared(case, points, values, aim, way)


def _rounded(one: Measurement) -> float:
    assert one.value is not None
    return float(one.value.quantize(_TENTH))  # half to even, the default of decimals


def _compared(case: Case, points: list[Measurement], values: list[float], aim: Decimal, way: int) -> Pace:
    assert case.due is not None
    years = [one.period.end.year for one in points]
    current = _rate(_slope(years, [log(value) for value in values]), way)
    needed = _rate((log(float(aim)) - log(values[0])) / (case.due.year - years[0]), way)
    band = _LIMITS["no_progress"]
    if current >= needed:
        category = "on_track"
    elif current > band:
        category = "some_progress"
    else:
        category = "no_progress" if current >= -band else "worsening"
    return _pace(case, category, "aarr_rates", points=points, current=current, needed=needed)


def _slope(years: list[int], logs: list[float]) -> float:
    """Least-squares slope of the logarithms on the years."""
    mean = sum(years) / len(years)
    off = [year - mean for year in years]
    return sum([x * y for x, y in zip(off, logs, strict=True)]) / sum([x * x for x in off])


def _rate(slope: float, way: int) -> Decimal:
    """100(1 - exp(slope)) for a reduction, 100(exp(slope) - 1) for an increase, to two decimals."""
    return Decimal(100 * (exp(slope) - 1) * way).quantize(_HUNDREDTH)


def _pace(
    case: Case,
    category: str,
    reason: str,
    *,
    met: bool = False,
    points: list[Measurement] | None = None,
    **rates: Decimal,
) -> Pace:
    facts: dict[str, Decimal | str] = {"category": category}
    if rates:
        facts["current"], facts["needed_rate"] = rates["current"], rates["needed"]
    if points:
        facts["since"], facts["until"] = points[0].period.text, points[-1].period.text
    return Pace(
        "met" if met else _METHOD.categories[category],
        (case.reason(reason, **facts),),
        category,
        baseline=points[0].id if points else None,
        numbers=dict(rates),
    )
