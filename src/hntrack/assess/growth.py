"""What the growth-rate methods share: end points, compound annual growth, and the factor near a natural limit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from math import isfinite

from hntrack.assess.arithmetic import power
from hntrack.assess.case import Case
from hntrack.assess.method import sentences
from hntrack.model.records import Measurement
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
