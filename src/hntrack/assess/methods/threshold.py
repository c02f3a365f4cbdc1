"""``threshold``: the level alone, as the Government of Canada reports its departmental results."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.assess.arithmetic import UNSETTLED
from hntrack.assess.case import Case
from hntrack.assess.methods import (
    Columnar,
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
    id="threshold",
    version="1",
    title=_("Threshold"),
    source="Treasury Board of Canada Secretariat, GC InfoBase: departmental results, result statuses",
    needs=("value", "due"),
    thresholds=numbers(),
    categories=codes(
        met="met", not_met="not_assessable", not_available="not_assessable", future="not_assessable"
    ),
    formula="y ≥ yT · y ≤ yT · yT ≤ y ≤ yT' · y = yT",
    traps=_(
        "Says nothing about the pace: before the due date everything is “future”, however far away it is."
    ),
)

# The published rule: once the date has passed, the latest value counts, whether or not its period reaches the date.
COLUMNAR = Columnar(
    pace="CASE WHEN met THEN 'met' ELSE 'not_assessable' END",
    category="CASE WHEN NOT past THEN 'future' WHEN CASE WHEN vj IS NULL THEN level ELSE met END THEN 'met' "
    "ELSE 'not_met' END",
)


def judge(case: Case) -> Pace:
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
    asked, latest = case.bounds, case.latest
    if asked is None or not case.past:
        return "future"
    if latest is None or latest.value is None or case.certainty == UNSETTLED:
        return "not_available"
    if case.judged is not None and case.met is not None:
        return "met" if case.met else "not_met"
    return "met" if asked.met_by(latest.value) else "not_met"


def explain(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """Tell the value that was compared, and the comparison."""
    yield from inputs(case, verdict, baseline_code(case, "baseline_earliest"))
    yield from level(case, decisive(case))


SENTENCES = sentences(
    {
        "level_only_met": _("This method looks at the level only: it is reached."),
        "level_only": _("This method looks at the level only, not at the pace."),
    },
)

LINES = sentences({})
