"""``rank``: a rank is a place among others: places to climb, never a growth rate, never a rank between two ranks."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.assess.case import Case, why_unfit
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
from hntrack.model.codes import Pace as PaceCode
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason, Verdict
from hntrack.text.messages import _

METHOD = Method(
    id="rank",
    version="1",
    title=_("Rank"),
    source="hntrack: no public system treats a rank as a rank",
    needs=("rank", "due"),
    thresholds=numbers(),
    categories=codes(within="met", outside="not_assessable"),
    formula="r ≤ N",
    traps=_(
        "A rank depends on all the others: falling in rank is not getting worse, and when the number "
        "of ranked areas changes (63, later 34) two ranks cannot be compared."
    ),
)


def judge(case: Case) -> Pace:
    """Judge a rank: satisfied within the top N; otherwise only the direction since the rank before is said."""
    if case.measure != "rank":
        return not_assessable(case.reason("not_a_rank"))
    latest = case.latest
    if latest is None:
        return not_assessable(case.reason("pace_no_measurement"))
    if case.bounds is None:
        return not_assessable(case.reason("qualitative") if case.qualitative else why_unfit(case))
    if case.past:
        return (
            Pace("met", (case.reason("pace_kept"),), "within")
            if case.met
            else not_assessable(case.reason("due_passed"), category="outside")
        )
    return _before_due(case, latest)


def _before_due(case: Case, latest: Measurement) -> Pace:
    if case.met:
        return Pace("met", (case.reason("rank_pace_met"),), "within")
    if case.met is None:
        return not_assessable(why_unfit(case) if case.unfit else case.reason("bound_value_no_pace"))
    points = case.points
    return _direction(case, points[-2] if len(points) > 1 else None, latest)


def _direction(case: Case, before: Measurement | None, latest: Measurement) -> Pace:
    if before is None:
        return not_assessable(case.reason("one_rank"), category="outside")
    assert before.value is not None
    assert latest.value is not None
    facts: dict[str, Fact] = {"earlier": before.value, "earlier_period": before.period.text}
    if before.of != latest.of:
        reason = case.reason("rank_of_changed", **facts)
        return Pace("not_assessable", (reason,), "outside", baseline=before.id, flags=("field_changed",))
    asked = case.bounds
    assert asked is not None
    _, way = asked.aim(latest.value)
    climbed = (latest.value - before.value) * way
    if climbed > 0:
        return Pace("not_assessable", (case.reason("rank_climbing", **facts),), "outside", baseline=before.id)
    code: PaceCode = "reversing" if climbed < 0 else "stalled"
    why = "rank_falling" if climbed < 0 else "rank_stalled"
    return Pace(code, (case.reason(why, **facts),), "outside", baseline=before.id)


def explain(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """Tell the rank, the one before, and the comparison."""
    yield from inputs(case, verdict, baseline_code(case, "rank_before"))
    yield from level(case, decisive(case))


SENTENCES = sentences(
    {
        "rank_pace_met": _("Within the promised top at present."),
        "one_rank": _("There is one ranking only."),
        "rank_of_changed": _(
            "The number of ranked areas has changed since {earlier_period}: the two ranks cannot be compared."
        ),
        "rank_climbing": _(
            "Up from rank {earlier} ({earlier_period}); whether that is fast enough a rank cannot tell."
        ),
        "rank_falling": _("Down from rank {earlier} ({earlier_period})."),
        "rank_stalled": _("The same rank as in {earlier_period}."),
        "not_a_rank": _("This indicator is not a rank."),
    },
)

LINES = sentences(
    {
        "rank_before": _("Ranking before: {value} ({period}, {id})."),
    },
)
