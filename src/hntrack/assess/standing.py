"""Standing: does the latest value satisfy the commitment now?  The same for every method."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from hntrack.assess.arithmetic import years_between
from hntrack.assess.bounds import BOUNDS, UNSETTLED, WITHIN_ROUNDING
from hntrack.assess.case import Case
from hntrack.assess.case_facts import why_unfit
from hntrack.model.codes import Standing
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason

_Answer = tuple[Standing, Reason]


def standing(case: Case) -> tuple[Standing, tuple[Reason, ...]]:
    """Give the standing and why."""
    code, reason = _standing(case)
    return code, (reason, *_besides(case, code))


def _standing(case: Case) -> _Answer:
    if case.due is None:
        return "undated", _undated(case)
    if case.qualitative:
        return _of_stage(case)
    return _of_value(case, "rank_" if case.measure == "rank" else "")


def _besides(case: Case, code: str) -> Iterator[Reason]:
    """What else a reader must know: what the printed value leaves open, how old it is, what was before."""
    if case.certainty == WITHIN_ROUNDING:
        yield case.reason("within_rounding")
    if code == "missed":
        later = case.reached_later
        if later is not None:
            yield case.reason("reached_late", **_later(case))
    flags = case.flags  # worked out once; what is not in them need not be asked
    if flags:
        yield from _of_flags(case, code, flags)


def _of_flags(case: Case, code: str, flags: Collection[str]) -> Iterator[Reason]:
    if "met_when_promised" in flags and code not in {"undated", "unsettled"}:
        yield _what_was(case, "met_when_promised", case.known_when_promised)
    if "met_and_lost" in flags:
        yield _what_was(case, "met_and_lost", case.met_before)
    if "stale" in flags and not case.past:
        assert case.latest is not None
        yield case.reason("old", days=(case.as_of - case.latest.period.end).days)


def _what_was(case: Case, code: str, one: Measurement | None) -> Reason:
    """Name an earlier value that satisfied the promise."""
    assert one is not None
    assert one.value is not None
    rank = "rank_" if case.measure == "rank" else ""
    return case.reason(rank + code, value=one.value, period=one.period.text, qualifier=one.qualifier)


def _undated(case: Case) -> Reason:
    if case.met is None:
        return _open_question(case) or case.reason("undated_unknown")
    if case.qualitative:
        return case.reason("undated_reached" if case.met else "undated_below", **_stages(case))
    rank = "rank_" if case.measure == "rank" else ""
    return case.reason(f"{rank}undated_{'met' if case.met else 'unmet'}")


def _of_stage(case: Case) -> _Answer:
    if case.met is None:
        return _without_stage(case)
    facts = _stages(case)
    if case.past:
        return (
            ("kept", case.reason("stage_kept", **facts))
            if case.met
            else ("missed", case.reason("stage_missed", **facts))
        )
    return (
        ("met", case.reason("stage_reached", **facts))
        if case.met
        else ("not_met", case.reason("stage_below", **facts))
    )


def _without_stage(case: Case) -> _Answer:
    if case.unfit == "no_judge":
        code: Standing = "due_not_assessed" if case.past else "not_assessed"
        return code, case.reason("no_judge", **_stages(case))
    if not case.past:
        return "not_assessed", case.reason("not_assessed")
    last = case.series.stages[-1] if case.series.stages else None
    if last is None:
        return "due_not_assessed", case.reason("due_not_assessed")
    if case.later is not None:
        return "due_not_assessed", case.reason("due_later_assessed", period=case.later.period.text)
    return "due_not_assessed", case.reason("due_last_assessed", period=last.period.text)


def _stages(case: Case) -> dict[str, Fact]:
    """The stage reached and the one asked for, as codes and in both languages."""
    titles = {stage.id: stage.title for stage in case.indicator.stages}
    facts: dict[str, Fact] = {}
    order = list(titles) or ["achieved"]
    reached = case.judged.stage if case.judged is not None else None
    for name, code in (("stage", reached), ("asked_stage", case.target.stage or order[-1])):
        title = titles.get(code or "")
        facts[name] = code or ""
        if title is not None:
            facts[f"{name}_vi"], facts[f"{name}_en"] = title.within("vi"), title.within("en")
    return facts


def _of_value(case: Case, rank: str) -> _Answer:
    if case.holds and case.broken is not None:
        return _broken(case)
    if case.met is None:
        return _without_value(case, rank)
    if case.past:
        return _when_due(case, rank)
    if case.met:
        return "met", case.reason(f"{rank}hold_met" if case.holds else f"{rank}met")
    if rank:
        return "not_met", case.reason("rank_not_met")
    return "not_met", _still_missing(case)


def _broken(case: Case) -> _Answer:
    broken = case.broken
    assert broken is not None
    assert broken.value is not None
    code: Standing = "missed" if case.past else "broken"
    facts: dict[str, Fact] = {"value": broken.value, "period": broken.period.text}
    return code, case.reason(
        "hold_missed" if case.past else "hold_broken", qualifier=broken.qualifier, **facts
    )


def _when_due(case: Case, rank: str) -> _Answer:
    if case.met:
        return "kept", case.reason(f"{rank}kept")
    if case.gap is None:
        return "missed", case.reason("bound_missed")
    if not case.gap and case.bounds is not None and case.bounds.strict:
        return "missed", case.reason("missed_at_bound")
    return "missed", case.reason(f"{rank}missed")


def _still_missing(case: Case) -> Reason:
    if case.gap is None:
        return case.reason("bound_not_met")
    if not case.gap:
        return case.reason("at_bound")
    if case.pace_needed is None:
        return case.reason("sum_over" if case.sum_is_over else "not_met")
    required = case.pace_needed[0]
    if case.so_far is not None:
        code = "not_met_mean" if case.target.over == "mean" else "not_met_sum"
        return case.reason(code, required=abs(required), each=required)
    strict = case.bounds is not None and case.bounds.strict
    return case.reason("not_met_more_than" if strict else "not_met_required", required=abs(required))


def _open_question(case: Case) -> Reason | None:
    """Say what is known, where a bound or an approximation is all that is."""
    if case.certainty != UNSETTLED or case.judged is None:
        return None
    return case.reason("bound_unsettled" if case.judged.qualifier in BOUNDS else "about_unsettled")


def _without_value(case: Case, rank: str) -> _Answer:
    question = _open_question(case)
    if question is not None:
        return "unsettled", question
    if case.unfit and case.series.points:
        return ("due_not_assessed" if case.past else "not_assessed"), why_unfit(case)
    if case.latest is None:
        if case.past:
            return "due_not_assessed", case.reason("due_no_measurement")
        return "no_measurement", case.reason("no_measurement")
    if case.later is not None:
        return "due_not_assessed", _measured_later(case)
    return "due_not_assessed", case.reason(f"{rank}due_earlier")


def _measured_later(case: Case) -> Reason:
    """The first measurement came after the due date: what it shows, and how long after."""
    later = case.later
    assert later is not None
    reached = case.reached_later is later
    return case.reason(
        "due_later_reached" if reached else "due_later_not_reached", **_later(case, first=True)
    )


def _later(case: Case, *, first: bool = False) -> dict[str, Fact]:
    later = case.later if first else case.reached_later
    assert later is not None
    assert case.due is not None
    facts: dict[str, Fact] = {"later_period": later.period.text}
    number, facts["after_unit"] = _time_after(case.due, later.period.end)
    facts["after"] = str(number)
    if later.value is not None:
        facts["later_value"] = later.value
    return facts


def _time_after(due: date, end: date) -> tuple[int, str]:
    """How long after the due date: in years where they are whole, else in months, and in days within the first."""
    years = years_between(due, end)
    if years == years.to_integral_value():
        return int(years), "year"
    months = int((years * 12).to_integral_value())
    return (months, "month") if months else ((end - due).days, "day")
