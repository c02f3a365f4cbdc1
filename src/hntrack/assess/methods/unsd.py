"""``unsd-2023``: the UN Statistics Division's Sustainable Development Goals Progress Chart, 2023."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hntrack.assess.arithmetic import power, shown
from hntrack.assess.case import Case
from hntrack.assess.growth import GROWTH_LINES, GROWTH_SENTENCES, Ends, cagr, nearest_year
from hntrack.assess.methods import (
    Method,
    Pace,
    band,
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
    without_figure,
    yes_or_no,
)
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason, Verdict
from hntrack.text.messages import _

METHOD = Method(
    id="unsd-2023",
    version="2023",
    title=_("UN Progress Chart 2023"),
    source="UN Statistics Division, SDG Progress Chart 2023: technical note",
    needs=("two_values", "target?", "due?", "direction"),
    thresholds=numbers(
        base_year="2015",
        on_track="0.95",
        fair="0.10",
        growth_on_track="0.02",
        growth_fair="0.005",
        close="1",
    ),
    categories=codes(
        met_or_on_track="on_track",
        fair_progress="nearly",
        stagnation_or_regression="behind",
        not_available="not_assessable",
    ),
    formula="q = (y·(1 + CAGR)^(T−t) − y0) / (yT − y0)",
    traps=_(
        "“Fair progress” is wide: 10% to 95% of the way. Standing still and going back are one "
        "class. Within one point of a 0% or 100% target everything is on track."
    ),
)

_LIMITS = {name: float(value) for name, value in METHOD.thresholds.items()}
_ON_TRACK, _FAIR, _STAGNATION = "met_or_on_track", "fair_progress", "stagnation_or_regression"


def judge(case: Case) -> Pace:  # noqa: PLR0911  (one guard clause for each thing that rules a verdict out)
    """Judge by the value that compound growth leads to at the target year.

    Met now counts as on track whatever the trend, and so does a percentage within one point of 0 or 100 where
    that is the target.  A target year in the past is assessed to that year.  Aims that are simply reached or not
    count as met or as stagnation.
    """
    reached = yes_or_no(case)
    if reached is not None:
        return _judged(case, _ON_TRACK if reached else _STAGNATION, "yes_or_no", None, {})
    refusal = without_figure(case, "not_available")
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
    points = case.yearly
    due = case.due
    if due is not None and case.bounds is not None and points and points[-1].period.end.year > due.year:
        points = [point for point in points if point.period.end.year <= due.year]
    if not points:
        return None
    base = case.named_baseline if case.names_baseline else nearest_year(points, int(_LIMITS["base_year"]))
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
        category = _category(growth, good, fair)
        return _judged(case, category, "growth_rate", found, {"growth": shown(growth)})
    return _by_expected_share(case, found, rate, found.target, found.due)


def _by_expected_share(case: Case, found: Ends, rate: float, target: float, due: int) -> Pace:
    """Judge by the share of the way to the target that is covered once it is due."""
    if due <= found.t0:
        return not_assessable(case.reason("baseline_after_target"), category="not_available")
    expected = found.y * power(1.0 + rate, due - found.t)
    numbers = {"cagr": shown(rate), "expected": shown(expected)}
    if target == found.y0:
        return _judged(case, _STAGNATION, "no_way_to_go", found, numbers)
    share = (expected - found.y0) / (target - found.y0)
    if (target - found.y0) * found.way < 0:
        share = -abs(share)  # the base had met the target, the latest value does not
    numbers["ratio"] = shown(share)
    category = _category(share, _LIMITS["on_track"], _LIMITS["fair"])
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
    code = "met" if reason in {"growth_met", "yes_or_no"} and case.met else METHOD.categories[category]
    return Pace(code, (Reason(reason, facts),), category, None if base is None else base.id, numbers)


def _category(number: float, on_track: float, fair: float) -> str:
    if number >= on_track:
        return _ON_TRACK
    return _FAIR if number >= fair else _STAGNATION


def explain(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """Tell the value that compound growth leads to, and its share of the way."""
    year = str(METHOD.thresholds["base_year"])
    yield from inputs(case, verdict, baseline_code(case, "baseline_year"), year=year)
    used = _used(case, verdict)
    yield from level(case, used)
    facts = formula_facts(case, verdict, used) or {}
    if "y0" in facts:
        if "expected" in facts:
            yield Reason("formula_expected", facts)
        if "ratio" in facts:
            yield Reason("formula_share", facts)
        elif "growth" in facts:
            yield Reason("formula_growth", facts)
    yield from thresholds(METHOD, verdict, f"thresholds_unsd-2023_{band(verdict)}")


def _used(case: Case, verdict: Verdict) -> Measurement | None:
    """The measurement that the formula rests on: a due date in the past is assessed to its year."""
    if case.past and case.due is not None and case.bounds is not None:
        due = case.due.year
        return next((one for one in reversed(case.yearly) if one.period.end.year <= due), None)
    return latest_of_all(case, verdict)


SENTENCES = sentences(
    {
        "within_one_point": _("{value} is within one point of the target."),
        "no_way_to_go": _("The base was at the target; the latest value is not."),
        "expected_share": _(
            "At the growth from {since} to {until} it would be {expected} when due: {share}% of the way "
            "from the base."
        ),
        "zero_base": _("The base is zero: there is no growth rate."),
    },
    GROWTH_SENTENCES,
)

LINES = sentences(
    {
        "formula_expected": _("Expected value: {y} × (1 + {cagr})^({due} − {t}) = {expected}."),
        "formula_share": _("q = ({expected} − {y0}) / ({bound} − {y0}) = {ratio}."),
        "thresholds_unsd-2023_ratio": _(
            "Thresholds: q ≥ {on_track} met or on track; ≥ {fair} fair; below that stagnation or regression."
        ),
        "thresholds_unsd-2023_growth": _(
            "Thresholds a year: ≥ {growth_on_track}% on track; ≥ {growth_fair}% fair; below that stagnation."
        ),
    },
    GROWTH_LINES,
)
