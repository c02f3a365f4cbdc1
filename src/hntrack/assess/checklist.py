"""``checklist``: an aim in words or a stage is judged by a dated assessment, or not at all."""

from __future__ import annotations

from hntrack.assess.case import Case
from hntrack.assess.pace import Pace, not_assessable


def checklist(case: Case) -> Pace:
    """Judge a stage: reached or not; whether the pace suffices cannot be said of words."""
    if not case.qualitative:
        return not_assessable(case.reason("not_qualitative"))
    if case.met is None:
        return not_assessable(case.reason("qualitative"), category="not_assessed")
    if case.met:
        return Pace("met", (case.reason("pace_kept" if case.past else "pace_met"),), "reached")
    return not_assessable(case.reason("qualitative"), category="below")
