"""``checklist``: an aim in words or a stage is judged by a dated assessment, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.assess.case import Case
from hntrack.assess.methods import (
    Method,
    Pace,
    baseline_code,
    codes,
    decisive,
    inputs,
    level,
    not_assessable,
    numbers,
    sentences,
)
from hntrack.model.verdict import Reason, Verdict
from hntrack.text.messages import _

METHOD = Method(
    id="checklist",
    version="1",
    title=_("Checklist"),
    source="hntrack: dated assessments with evidence and judge",
    needs=("stage", "due"),
    thresholds=numbers(),
    categories=codes(reached="met", below="not_assessable", not_assessed="not_assessable"),
    formula="stage ≥ stage asked for",
    traps=_("The verdict is a named person's judgement, not a measurement; without one there is no verdict."),
)


def judge(case: Case) -> Pace:
    """Judge a stage: reached or not; whether the pace suffices cannot be said of words."""
    if not case.qualitative:
        return not_assessable(case.reason("not_qualitative"))
    if case.met is None:
        return not_assessable(case.reason("qualitative"), category="not_assessed")
    if case.met:
        return Pace("met", (case.reason("pace_kept" if case.past else "pace_met"),), "reached")
    return not_assessable(case.reason("qualitative"), category="below")


def explain(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """Tell the inputs: there is no arithmetic in words."""
    yield from inputs(case, verdict, baseline_code(case, "baseline_earliest"))
    yield from level(case, decisive(case))


SENTENCES = sentences(
    {
        "not_qualitative": _("This promise is a number, not a checklist."),
    },
)

LINES = sentences({})
