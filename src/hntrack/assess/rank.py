"""``rank``: a rank is a place among others: places to climb, never a growth rate, never a rank between two ranks."""

from __future__ import annotations

from hntrack.assess.case import Case
from hntrack.assess.pace import Pace, not_assessable
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact


def rank(case: Case) -> Pace:
    """Judge a rank: satisfied within the top N; otherwise only the direction since the rank before is said."""
    if case.measure != "rank":
        return not_assessable(case.reason("not_a_rank"))
    latest = case.latest
    if latest is None:
        return not_assessable(case.reason("pace_no_measurement"))
    if case.wanted is None:
        return not_assessable(case.reason("qualitative"))
    if case.past:
        return (
            Pace("met", (case.reason("pace_kept"),), "within")
            if case.met
            else not_assessable(case.reason("due_passed"), category="outside")
        )
    if case.met:
        return Pace("met", (case.reason("rank_pace_met"),), "within")
    points = case.series.points
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
    asked = case.wanted
    assert asked is not None
    _, way = asked.aim(latest.value)
    climbed = (latest.value - before.value) * way
    if climbed > 0:
        return Pace("not_assessable", (case.reason("rank_climbing", **facts),), "outside", baseline=before.id)
    code, why = ("reversing", "rank_falling") if climbed < 0 else ("stalled", "rank_stalled")
    return Pace(code, (case.reason(why, **facts),), "outside", baseline=before.id)
