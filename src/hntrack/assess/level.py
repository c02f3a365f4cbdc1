"""``threshold``: the level alone, as the Government of Canada reports its departmental results."""

from __future__ import annotations

from hntrack.assess.case import Case
from hntrack.assess.pace import Pace, not_assessable


def threshold(case: Case) -> Pace:
    """Judge the level: ``met`` or ``not_met`` once due, ``not_available`` without a value, ``future`` before.

    The category follows the published rule: once the date has passed, the latest value is compared, whether or
    not its period reaches that date.  The standing is stricter (see ``standing``).
    """
    category = _category(case)
    if case.measure == "rank":
        return not_assessable(case.reason("rank_only_as_rank"))
    if case.met:
        return Pace("met", (case.reason("level_only_met"),), category)
    return not_assessable(case.reason("level_only"), category=category)


def _category(case: Case) -> str:
    asked, latest = case.wanted, case.latest
    if asked is None or not case.past:
        return "future"
    if latest is None or latest.value is None:
        return "not_available"
    if case.judged is not None and case.met is not None:
        return "met" if case.met else "not_met"
    return "met" if asked.met_by(latest.value) else "not_met"
