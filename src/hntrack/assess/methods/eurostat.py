"""``eurostat``: the EU's SDG monitoring method, as EUSTAT applied the 2026 approach."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hntrack.assess.case import Case
from hntrack.assess.growth import (
    GROWTH_LINES,
    GROWTH_SENTENCES,
    Band,
    Rules,
    explain_growth,
    judge_growth,
    nearest_year,
)
from hntrack.assess.methods import (
    Method,
    Pace,
    band,
    codes,
    numbers,
    sentences,
    thresholds,
    yes_or_no,
)
from hntrack.model.verdict import Reason, Verdict
from hntrack.text.messages import _

METHOD = Method(
    id="eurostat",
    version="2026",
    title=_("Growth rate (Eurostat)"),
    source="Eurostat, monitoring report on progress towards the SDGs; the 2026 approach as applied by EUSTAT",
    needs=("two_values", "target?", "due?", "direction"),
    thresholds=numbers(
        base_year="2015",
        ratio_significant="0.95",
        ratio_moderate="0.60",
        growth_significant="0.01",
        growth_moderate="0.001",
    ),
    categories=codes(
        significant_progress="on_track",
        moderate_progress="nearly",
        insufficient_progress="behind",
        movement_away="reversing",
        no_progress="stalled",
        moderate_movement_away="reversing",
        significant_movement_away="reversing",
        not_available="not_assessable",
    ),
    formula="R = s·d·[(y/y0)^(1/(t−t0)) − 1] / |(yT/y0)^(1/(T−t0)) − 1|",
    traps=_(
        "As with every growth rate, a small base flatters. Without a target 1% a year is "
        "“significant”, whatever is needed. Zeros are replaced by 0.001."
    ),
)

_LIMITS = {name: float(value) for name, value in METHOD.thresholds.items()}


def judge(case: Case) -> Pace:
    """Judge as EUSTAT does; the base is 2015, else the year with data nearest to it.

    An aim that is reached or not counts as significant progress or as significant movement away.
    """
    reached = yes_or_no(case)
    if reached is None:
        return judge_growth(case, _RULES)
    category = "significant_progress" if reached else "significant_movement_away"
    code = "met" if reached else METHOD.categories[category]
    score = Decimal(5 if reached else -5)
    return Pace(code, (case.reason("yes_or_no"),), category, numbers={"score": score})


def _with_target(ratio: float) -> Band:
    if ratio >= _LIMITS["ratio_moderate"]:
        significant = ratio >= _LIMITS["ratio_significant"]
        return "significant_progress" if significant else "moderate_progress", (ratio - 0.6) * 50 / 7
    return "insufficient_progress" if ratio >= 0 else "movement_away", (ratio + 0.6) * 25 / 6 - 5


def _without_target(growth: float, factor: float) -> Band:
    """Growth in the wanted direction against 1% and 0.1%, positive limits times the factor near a natural limit.

    The score of growth in the wrong direction is not magnified by the factor; at the limit itself (factor 0)
    standing still is significant progress.
    """
    significant, slight = _LIMITS["growth_significant"], _LIMITS["growth_moderate"]
    score = 250 * growth
    if factor and growth > 0:
        score = 250 * growth / factor
    elif not factor and growth >= -2 * significant:
        score = 5.0
    if growth >= significant * factor:
        return "significant_progress", score
    if growth >= slight * factor:
        return "moderate_progress", score
    if growth >= -slight:
        return "no_progress", score
    if growth >= -significant * factor:
        return "moderate_movement_away", score
    return "significant_movement_away", score


_RULES = Rules(METHOD, nearest_year, "significant_progress", _with_target, _without_target)


def explain(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """Tell the two growth rates and their ratio."""
    yield from explain_growth(case, verdict, METHOD.thresholds["base_year"])
    yield from thresholds(METHOD, verdict, f"thresholds_eurostat_{band(verdict)}")


SENTENCES = GROWTH_SENTENCES

LINES = sentences(
    {
        "thresholds_eurostat_ratio": _(
            "Thresholds: R ≥ {ratio_significant} significant; ≥ {ratio_moderate} moderate; ≥ 0 "
            "insufficient; < 0 moving away."
        ),
        "thresholds_eurostat_growth": _(
            "Thresholds a year: ≥ {growth_significant}% significant; ≥ {growth_moderate}% moderate; "
            "within ±{growth_moderate}% none; down to −{growth_significant}% moving away moderately; "
            "below that significantly."
        ),
    },
    GROWTH_LINES,
)
