"""``eurostat``: the EU's SDG monitoring method, as EUSTAT applied the 2026 approach."""

from __future__ import annotations

from decimal import Decimal

from hntrack.assess.case import Case
from hntrack.assess.growth import nearest_year
from hntrack.assess.pace import Pace, yes_or_no
from hntrack.assess.ratio import Band, Rules, judge_growth
from hntrack.assess.table import METHODS

_METHOD = METHODS["eurostat"]
_LIMITS = {name: float(value) for name, value in _METHOD.thresholds.items()}


def eurostat(case: Case) -> Pace:
    """Judge as EUSTAT does; the base is 2015, else the year with data nearest to it.

    An aim that is reached or not counts as significant progress or as significant movement away.
    """
    reached = yes_or_no(case)
    if reached is None:
        return judge_growth(case, _RULES)
    category = "significant_progress" if reached else "significant_movement_away"
    code = "met" if reached else _METHOD.categories[category]
    score = Decimal(5 if reached else -5)
    return Pace(code, (case.reason("yes_or_no"),), category, numbers={"score": score})


def _with_target(ratio: float) -> Band:
    if ratio >= _LIMITS["ratio_moderate"]:
        significant = ratio >= _LIMITS["ratio_significant"]
        return "significant_progress" if significant else "moderate_progress", (ratio - 0.6) * 50 / 7
    return "insufficient_progress" if ratio >= 0 else "movement_away", (ratio + 0.6) * 25 / 6 - 5


def _without_target(growth: float, factor: float) -> Band:
    """Growth in the wanted direction against 1 % and 0.1 %, positive limits times the factor near a natural limit.

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


_RULES = Rules(_METHOD, nearest_year, "significant_progress", _with_target, _without_target)
