"""``opensdg-2.4``: the growth-rate method of Open SDG 2.4 as Statistics Canada runs it."""

from __future__ import annotations

from hntrack.assess.case import Case
from hntrack.assess.growth import next_year
from hntrack.assess.pace import Pace
from hntrack.assess.ratio import Band, Rules, judge_growth
from hntrack.assess.table import METHODS

_METHOD = METHODS["opensdg-2.4"]
_LIMITS = {name: float(value) for name, value in _METHOD.thresholds.items()}


def opensdg(case: Case) -> Pace:
    """Judge as Open SDG 2.4 does; the base is 2015, else the next year with data."""
    return judge_growth(case, _RULES)


def _with_target(ratio: float) -> Band:
    if ratio >= _LIMITS["ratio_moderate"]:
        substantial = ratio >= _LIMITS["ratio_substantial"]
        return "substantial_progress" if substantial else "moderate_progress", 7.1429 * ratio - 4.2857
    return "limited_progress" if ratio >= 0 else "deterioration", 4.1667 * ratio - 2.5


def _without_target(growth: float, factor: float) -> Band:
    """Growth in the wanted direction against 1.5 % and 0.5 %, each times the factor near the natural limit."""
    if growth < 0:
        return "deterioration", 125 * growth - 2.5
    if growth >= _LIMITS["growth_substantial"] * factor:
        return "substantial_progress", 500 * growth / factor - 5 if factor else 5.0
    if growth >= _LIMITS["growth_moderate"] * factor:
        return "moderate_progress", 250 * growth / factor - 1.25
    return "limited_progress", 500 * growth / factor - 2.5


_RULES = Rules(_METHOD, next_year, "target_achieved", _with_target, _without_target)
