"""``aarr``: the average annual rate of reduction, as UNICEF uses it for the nutrition targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import e, log

from hntrack.assess.arithmetic import power, to_unit
from hntrack.assess.case import Case
from hntrack.assess.methods import (
    Method,
    Pace,
    asked_by,
    baseline_code,
    codes,
    formula_facts,
    inputs,
    latest_of_all,
    level,
    not_assessable,
    numbers,
    sentences,
    thresholds,
)
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason, Verdict
from hntrack.text.messages import _

METHOD = Method(
    id="aarr",
    version="2020",
    title=_("Average annual rate of reduction (AARR)"),
    source="UNICEF and WHO, nutrition targets: average annual rate of reduction, progress rules",
    needs=("two_values", "target", "due"),
    thresholds=numbers(no_progress="0.5"),
    categories=codes(
        on_track="on_track", some_progress="nearly", no_progress="stalled", worsening="reversing"
    ),
    formula="AARR = 100·(1 − e^b), b = slope of ln y on the year; needed: b = (ln yT − ln y0)/(T − t0)",
    traps=_(
        "Values are rounded to one decimal first: small values lose all they say, and another unit "
        "may give another verdict. Zero and negative values cannot be used."
    ),
)

_BAND = METHOD.thresholds["no_progress"]
_TENTH = Decimal("0.1")


def judge(case: Case) -> Pace:
    """Judge the fitted annual rate since the baseline against the rate needed from the baseline on.

    Values are rounded to one decimal first, rates to two, as published.  A target to increase is mirrored: both
    rates then are rates of increase.
    """
    asked = asked_by(case)
    if isinstance(asked, Pace):
        return asked
    if asked.bounds.gap(asked.value) <= 0:
        return _pace(case, "on_track", "growth_met")
    baseline = case.named_baseline if case.names_baseline else case.yearly[0]
    points = [] if baseline is None else _since(baseline, case.yearly)
    if baseline is None or len(points) < 2:
        return not_assessable(case.reason("one_measurement"))
    if baseline.period.end.year >= asked.due.year:
        return not_assessable(case.reason("baseline_after_target"))
    aim, way = asked.bounds.aim(asked.value)
    return _compared(case, points, aim, way)


def _since(baseline: Measurement, points: list[Measurement]) -> list[Measurement]:
    if points and points[0] is baseline:
        return points
    start = baseline.period.end
    return [point for point in points if point.period.end >= start]


def _slope(points: list[Measurement]) -> tuple[float, float]:
    """Fit ln y on the year by least squares, y rounded to one decimal first.

    Returns:
        The slope, and the logarithm of the first value.

    Raises:
        ValueError: A value is not positive.
    """
    first, start = 0.0, points[0].period.end.year
    sum_x, sum_xx, sum_y, sum_xy = 0, 0, 0.0, 0.0
    for point in points:
        value = point.value
        assert value is not None
        _, end, _ = point.period
        x = end.year - start
        # Half to even, the default of decimals; most values are printed with one decimal, and stay as they are.
        y = log(float(value if value.same_quantum(_TENTH) else to_unit(value, _TENTH)))
        if not x:
            first = y
        sum_x += x
        sum_xx += x * x
        sum_y += y
        sum_xy += x * y
    count = len(points)
    return (count * sum_xy - sum_x * sum_y) / (count * sum_xx - sum_x * sum_x), first


def _compared(case: Case, points: list[Measurement], aim: Decimal, way: int) -> Pace:
    assert case.due is not None
    try:
        slope, first = _slope(points)
        last = log(float(aim))
    except ValueError:
        return not_assessable(case.reason("not_positive"))
    current = _rate(slope, way)
    needed = _rate((last - first) / (case.due.year - points[0].period.end.year), way)
    if current >= needed:
        category = "on_track"
    elif current > _BAND:
        category = "some_progress"
    else:
        category = "no_progress" if current >= -_BAND else "worsening"
    return _pace(case, category, "aarr_rates", points, {"current": current, "needed": needed})


def _rate(slope: float, way: int) -> Decimal:
    """100(1 - exp(slope)) for a reduction, 100(exp(slope) - 1) for an increase, to two decimals."""
    return Decimal(f"{100 * (power(e, slope) - 1) * way:.2f}")


def _pace(
    case: Case,
    category: str,
    reason: str,
    points: list[Measurement] | None = None,
    rates: dict[str, Decimal] | None = None,
) -> Pace:
    facts: dict[str, Fact] = {**case.facts, "category": category}
    if not points or not rates:
        return Pace("met", (Reason(reason, facts),), category)
    facts["current"], facts["needed_rate"] = rates["current"], rates["needed"]
    facts["since"], facts["until"] = points[0].period.text, points[-1].period.text
    return Pace(METHOD.categories[category], (Reason(reason, facts),), category, points[0].id, rates)


def explain(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """Tell the fitted rate and the rate needed."""
    yield from inputs(case, verdict, baseline_code(case, "baseline_earliest"))
    used = latest_of_all(case, verdict)
    yield from level(case, used)
    facts = formula_facts(case, verdict, used) or {}
    if "y0" in facts and "current" in facts:
        yield Reason("formula_aarr", facts)
    yield from thresholds(METHOD, verdict, "thresholds_aarr")


SENTENCES = sentences(
    {
        "aarr_rates": _("Average annual rate from {since} to {until}: {current}%; {needed_rate}% needed."),
        "not_positive": _("A value is not positive (once rounded): it has no logarithm."),
    },
)

LINES = sentences(
    {
        "formula_aarr": _("Current rate {current}% a year; needed {needed}%."),
        "thresholds_aarr": _(
            "Thresholds: at least the rate needed is on track; above {no_progress} some progress; down to "
            "−{no_progress} none; below that worsening."
        ),
    },
)
