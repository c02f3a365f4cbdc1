"""What the growth-rate methods share: end points, compound annual growth, the factor near a natural limit.

Open SDG's and Eurostat's methods have one skeleton: growth seen against growth needed (:class:`Rules`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from math import isfinite

from hntrack.assess.arithmetic import power, shown
from hntrack.assess.case import Case
from hntrack.assess.methods import (
    Method,
    Pace,
    baseline_code,
    formula_facts,
    inputs,
    latest_of_all,
    level,
    not_assessable,
    sentences,
    without_figure,
)
from hntrack.classes import NamedTuple
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason, Verdict
from hntrack.text.messages import _

EXPONENT = 4.44
ZERO_STANDS_FOR = 0.001


class Ends:
    """The two values that a growth rate is taken between, and the target, as numbers.

    Attributes:
        base, last: The measurements; ``base`` is ``None`` where no measurement can be the base.
        y0, y, t0, t: Their values, and the years in which their periods end.
        target, due: The target's value and year; ``None`` without a numeric target.
        way: 1 where increase is wanted, -1 where decrease is; 0 where nobody says.
        met: The latest value is at the target or beyond (equal is enough, as published).
        flags: What was replaced in order to compute at all.
    """

    __slots__ = ("base", "due", "flags", "last", "met", "t", "t0", "target", "way", "y", "y0")

    def __init__(self, case: Case, base: Measurement | None, last: Measurement) -> None:
        assert last.value is not None
        self.base, self.last = base, last
        self.y, self.t = float(last.value), last.period.end.year
        self.y0 = float(base.value) if base is not None and base.value is not None else 0.0
        self.t0 = base.period.end.year if base is not None else self.t
        self.target: float | None = None
        self.due: int | None = None
        self.way = case.direction
        self.met = False
        self.flags: tuple[str, ...] = ()
        asked = case.bounds
        if asked is not None and case.due is not None:
            aim, way = asked.aim(last.value)
            self.target, self.due = float(aim), case.due.year
            self.way = way
            self.met = asked.gap(last.value) <= 0


def next_year(points: list[Measurement], year: int) -> Measurement | None:
    """The first measurement of ``year`` or later."""
    return next((point for point in points if point.period.end.year >= year), None)


def nearest_year(points: list[Measurement], year: int) -> Measurement | None:
    """The measurement nearest to ``year``; of two equally near ones the later."""
    before = None
    for point in points:
        ahead = point.period.end.year - year
        if ahead >= 0:
            return before if before is not None and year - before.period.end.year < ahead else point
        before = point
    return before


Chooser = Callable[[list[Measurement], int], Measurement | None]


def ends(case: Case, choose: Chooser, base_year: int) -> Ends | None:
    """Choose base and latest value; ``None`` where nothing was measured.

    Args:
        case: What is judged.
        choose: :func:`next_year` or :func:`nearest_year`, where the target names no baseline.
        base_year: The method's usual base year.
    """
    latest = case.latest
    if latest is None:
        return None
    baseline = case.named_baseline if case.names_baseline else choose(case.yearly, base_year)
    return Ends(case, baseline, latest)


def cagr(y: float, y0: float, years: int) -> float | None:
    """Compound annual growth rate, (y/y0)^(1/years) - 1; ``None`` where it is not defined.

    Not defined: no time has passed, the base is zero, or the signs differ.
    """
    if years <= 0 or not y0:
        return None
    ratio = y / y0
    if ratio < 0 or not isfinite(ratio):
        return None
    return power(ratio, 1 / years) - 1.0


def limit_factor(base: float, limit: Decimal | None) -> float:
    """How much room the base leaves before the natural limit, 0 to 1: thresholds shrink by it (Open SDG 2.4)."""
    if limit is None:
        return 1.0
    base, top = abs(base), abs(float(limit))
    if base >= 2 * top:
        return 1.0
    share = base / top if base <= top else (2 * top - base) / top
    return 1.0 - float(share**EXPONENT)


GROWTH_SENTENCES = sentences(
    {
        "base_after_latest": _("There is no base before the latest measurement."),
        "opposite_signs": _("The values have opposite signs: there is no growth rate between them."),
        "growth_undefined": _("From this base no needed growth rate can be computed."),
        "growth_met": _("The target is met, whatever the trend."),
        "growth_ratio": _("Growth from {since} to {until} is {ratio} times the growth needed."),
        "growth_rate": _("Growth in the wanted direction from {since} to {until}: {growth}% a year."),
        "yes_or_no": _("An aim that is either reached or not."),
    },
)

GROWTH_LINES = sentences(
    {
        "zero_replaced": _("This method takes a zero as {small}."),
        "formula_growth_ratio": _(
            "R = growth seen [({y} / {y0})^(1/({t} − {t0})) − 1] over the size of the growth needed "
            "[({bound} / {y0})^(1/({due} − {t0})) − 1], in the wanted direction = {ratio}."
        ),
        "formula_growth": _("Growth in the wanted direction: ({y} / {y0})^(1/({t} − {t0})) − 1 → {growth}."),
        "formula_limit": _("Natural limit {limit}: the thresholds are multiplied by {factor}."),
        "formula_score": _("Score (−5 to 5): {score}."),
    },
)


Band = tuple[str, float]
"""A category and its score, before the score is cut."""


class Rules(NamedTuple):
    """What tells one of these methods from the other.

    Attributes:
        method: Its entry in the table.
        choose: How the base is found where the target names none.
        achieved: Category of a target that is met now.
        with_target: Ratio → category and score.
        without_target: Growth in the wanted direction and limit factor → category and score.
    """

    method: Method
    choose: Chooser
    achieved: str
    with_target: Callable[[float], Band]
    without_target: Callable[[float, float], Band]


def judge_growth(case: Case, rules: Rules) -> Pace:  # noqa: PLR0911  (one guard clause for each thing that rules a verdict out)
    """Judge by the ratio of observed to needed growth, or by growth alone where there is no numeric target.

    A target that is met now is achieved whatever the trend, even with one measurement.
    """
    refusal = without_figure(case, "not_available")
    if refusal is not None:
        return refusal
    found = ends(case, rules.choose, int(rules.method.thresholds["base_year"]))
    assert found is not None
    if not found.way:
        return _unavailable(case, "no_direction", found)
    _replace_zeros(found)
    if found.met:
        ratio = _ratio(found)
        numbers = {} if ratio is None else {"ratio": shown(ratio)}
        return _judged(case, rules, found, (rules.achieved, 5.0), numbers)
    problem = _problem(found)
    if problem:
        return _unavailable(case, problem, found)
    if found.target is not None:
        ratio = _ratio(found)
        if ratio is None:
            return _unavailable(case, "growth_undefined", found)
        return _judged(case, rules, found, rules.with_target(ratio), {"ratio": shown(ratio)})
    return _by_growth_alone(case, rules, found)


def _by_growth_alone(case: Case, rules: Rules, found: Ends) -> Pace:
    """Judge where there is no numeric target."""
    rate = cagr(found.y, found.y0, found.t - found.t0)
    if rate is None:
        return _unavailable(case, "growth_undefined", found)
    growth = (-1 if found.y0 < 0 else 1) * found.way * rate
    factor = limit_factor(found.y0, case.limits.ahead(found.way))
    band = rules.without_target(growth, factor)
    numbers = {"growth": shown(growth), "factor": shown(factor)}
    return _judged(case, rules, found, band, numbers)


def _unavailable(case: Case, code: str, found: Ends) -> Pace:
    return not_assessable(case.reason(code), category="not_available", flags=found.flags)


def _replace_zeros(found: Ends) -> None:
    """As published: a target or base of zero is taken as 0.001; never without a flag."""
    if found.target == 0:
        found.target = ZERO_STANDS_FOR
        found.met = (found.y - ZERO_STANDS_FOR) * found.way >= 0
        found.flags = ("zero_replaced",)
    if found.base is not None and found.y0 == 0:
        found.y0 = ZERO_STANDS_FOR
        found.flags = ("zero_replaced",)


def _problem(found: Ends) -> str:
    """Why no growth can be computed; empty where it can."""
    if found.base is None or found.t0 > found.t:
        return "base_after_latest"
    if found.t == found.t0:
        return "one_measurement"
    if found.y0 * found.y < 0 or (found.target is not None and found.y0 * found.target < 0):
        return "opposite_signs"
    if found.due is not None and found.due <= found.t0:
        return "baseline_after_target"
    return ""


def _ratio(found: Ends) -> float | None:
    """R = s·d·CAGR / |CAGR needed|; ``None`` where one of them is not defined or none is needed."""
    if found.base is None or found.target is None or found.due is None:
        return None
    observed = cagr(found.y, found.y0, found.t - found.t0)
    needed = cagr(found.target, found.y0, found.due - found.t0)
    if observed is None or not needed:
        return None
    return (-1 if found.y0 < 0 else 1) * found.way * observed / abs(needed)


def _judged(case: Case, rules: Rules, found: Ends, band: Band, numbers: dict[str, Decimal]) -> Pace:
    """Put a judgement into words; the score joins what was computed."""
    (category, score), base = band, found.base
    facts: dict[str, Fact] = {**case.facts, "until": found.last.period.text}
    if base is not None:
        facts["since"] = base.period.text
    numbers["score"] = shown(max(-5.0, min(score, 5.0)))
    code = "growth_met"
    if "ratio" in numbers:
        code, facts["ratio"] = "growth_ratio", numbers["ratio"]
    elif "growth" in numbers:
        code, facts["growth"] = "growth_rate", numbers["growth"] * 100
    pace = rules.method.categories[category]
    why = Reason("growth_met" if found.met else code, facts)
    return Pace(pace, (why,), category, None if base is None else base.id, numbers, found.flags)


def explain_growth(case: Case, verdict: Verdict, base_year: Decimal) -> Iterator[Reason]:
    """Tell the growth seen, the growth needed, and their ratio or what replaces it."""
    yield from inputs(case, verdict, baseline_code(case, "baseline_year"), year=str(base_year))
    used = latest_of_all(case, verdict)
    yield from level(case, used)
    facts = formula_facts(case, verdict, used) or {}
    if "y0" not in facts:
        return
    if "zero_replaced" in verdict.flags:
        small = Decimal(str(ZERO_STANDS_FOR))
        facts |= {name: small for name in ("y0", "bound") if facts.get(name) == 0}
        yield Reason("zero_replaced", {"small": small})
    if "ratio" in facts:
        yield Reason("formula_growth_ratio", facts)
    elif "growth" in facts:
        yield Reason("formula_growth", facts)
        yield from _factor(case, facts["y0"])
    if "score" in facts:
        yield Reason("formula_score", facts)


def _factor(case: Case, base: Fact) -> Iterator[Reason]:
    limit = case.limits.ahead(case.direction)
    if limit is not None and isinstance(base, Decimal):
        yield Reason("formula_limit", {"limit": limit, "factor": shown(limit_factor(float(base), limit))})
