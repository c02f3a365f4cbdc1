"""``opensdg-2.4``: the growth-rate method of Open SDG 2.4 as Statistics Canada runs it."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.assess.case import Case
from hntrack.assess.growth import (
    GROWTH_LINES,
    GROWTH_SENTENCES,
    Band,
    Rules,
    explain_growth,
    judge_growth,
    next_year,
)
from hntrack.assess.methods import (
    Method,
    Pace,
    band,
    codes,
    numbers,
    sentences,
    thresholds,
)
from hntrack.model.verdict import Reason, Verdict
from hntrack.text.messages import _

METHOD = Method(
    id="opensdg-2.4",
    version="2.4",
    title=_("Growth rate (Open SDG 2.4)"),
    source="Open SDG 2.4 progress measurement, as run by Statistics Canada for the Canadian SDG data hubs",
    needs=("two_values", "target?", "due?", "direction"),
    thresholds=numbers(
        base_year="2015",
        ratio_substantial="0.95",
        ratio_moderate="0.60",
        growth_substantial="0.015",
        growth_moderate="0.005",
    ),
    categories=codes(
        target_achieved="met",
        substantial_progress="on_track",
        moderate_progress="nearly",
        limited_progress="behind",
        deterioration="reversing",
        not_available="not_assessable",
    ),
    formula="R = s·d·[(y/y0)^(1/(t−t0)) − 1] / |(yT/y0)^(1/(T−t0)) − 1|",
    traps=_(
        "A small base flatters: 0.37% to 9.53% on the way to 60% is “substantial progress”. A zero "
        "base or target is replaced by 0.001. “More than” is treated as “at least”."
    ),
)

_LIMITS = {name: float(value) for name, value in METHOD.thresholds.items()}


def judge(case: Case) -> Pace:
    """Judge as Open SDG 2.4 does; the base is 2015, else the next year with data."""
    return judge_growth(case, _RULES)


def _with_target(ratio: float) -> Band:
    if ratio >= _LIMITS["ratio_moderate"]:
        substantial = ratio >= _LIMITS["ratio_substantial"]
        return "substantial_progress" if substantial else "moderate_progress", 7.1429 * ratio - 4.2857
    return "limited_progress" if ratio >= 0 else "deterioration", 4.1667 * ratio - 2.5


def _without_target(growth: float, factor: float) -> Band:
    """Growth in the wanted direction against 1.5% and 0.5%, each times the factor near the natural limit."""
    if growth < 0:
        return "deterioration", 125 * growth - 2.5
    if growth >= _LIMITS["growth_substantial"] * factor:
        return "substantial_progress", 500 * growth / factor - 5 if factor else 5.0
    if growth >= _LIMITS["growth_moderate"] * factor:
        return "moderate_progress", 250 * growth / factor - 1.25
    return "limited_progress", 500 * growth / factor - 2.5


_RULES = Rules(METHOD, next_year, "target_achieved", _with_target, _without_target)


def explain(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """Tell the two growth rates and their ratio."""
    yield from explain_growth(case, verdict, METHOD.thresholds["base_year"])
    yield from thresholds(METHOD, verdict, f"thresholds_opensdg-2.4_{band(verdict)}")


SENTENCES = GROWTH_SENTENCES

LINES = sentences(
    {
        "thresholds_opensdg-2.4_ratio": _(
            "Thresholds: R ≥ {ratio_substantial} substantial; ≥ {ratio_moderate} moderate; ≥ 0 limited; < "
            "0 deterioration; met now is achieved."
        ),
        "thresholds_opensdg-2.4_growth": _(
            "Thresholds a year: ≥ {growth_substantial}% substantial; ≥ {growth_moderate}% moderate; ≥ 0 "
            "limited; < 0 deterioration."
        ),
    },
    GROWTH_LINES,
)
