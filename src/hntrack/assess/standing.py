"""Standing: does the latest value satisfy the commitment now?  The same for every method."""

from __future__ import annotations

from hntrack.assess.case import Case, certainty_reason
from hntrack.model.codes import Standing
from hntrack.model.verdict import Fact, Reason


def standing(case: Case) -> tuple[Standing, tuple[Reason, ...]]:
    """Give the standing and why."""
    code, reason = _standing(case)
    reasons = [reason]
    open_question = certainty_reason(case)
    if open_question is not None:
        reasons.append(open_question)
    if case.target.hold == "every_year" and not case.past and case.met:
        broken = case.broken
        if broken is not None and broken.value is not None:
            reasons.append(case.reason("broken_earlier", value=broken.value, period=broken.period.text))
    return code, tuple(reasons)


def _standing(case: Case) -> tuple[Standing, Reason]:
    if case.due is None:
        return "undated", _undated(case)
    if case.qualitative:
        return _of_stage(case)
    if case.measure == "rank":
        return _of_value(case, "rank_")
    return _of_value(case, "")


def _undated(case: Case) -> Reason:
    if case.met is None:
        return case.reason("undated_unknown")
    if case.qualitative:
        return case.reason("undated_reached" if case.met else "undated_below", **_stages(case))
    rank = "rank_" if case.indicator.measure == "rank" else ""
    return case.reason(f"{rank}undated_{'met' if case.met else 'unmet'}")


def _of_stage(case: Case) -> tuple[Standing, Reason]:
    if case.met is None:
        if not case.past:
            return "not_assessed", case.reason("not_assessed")
        last = case.series.stages[-1] if case.series.stages else None
        if last is None:
            return "due_not_assessed", case.reason("due_not_assessed")
        return "due_not_assessed", case.reason("due_last_assessed", period=last.period.text)
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


def _stages(case: Case) -> dict[str, Fact]:
    """The stage reached and the one asked for, as codes and in both languages."""
    titles = {one.id: one.title for one in case.indicator.stages}
    facts: dict[str, Fact] = {}
    order = list(titles) or ["achieved"]
    reached = case.judged.stage if case.judged is not None else None
    for name, code in (("stage", reached), ("asked_stage", case.target.stage or order[-1])):
        title = titles.get(code or "")
        facts[name] = code or ""
        if title is not None:
            facts[f"{name}_vi"], facts[f"{name}_en"] = title.within("vi"), title.within("en")
    return facts


def _of_value(case: Case, rank: str) -> tuple[Standing, Reason]:
    met = case.met
    if met is None:
        return _without_value(case)
    if case.past:
        return _when_due(case, rank)
    if met:
        return "met", case.reason(f"{rank}met")
    return "not_met", case.reason("rank_not_met") if rank else _still_missing(case)


def _when_due(case: Case, rank: str) -> tuple[Standing, Reason]:
    if case.met:
        return "kept", case.reason(f"{rank}kept")
    broken = case.broken
    if broken is not None and broken.value is not None and broken is not case.judged:
        return "missed", case.reason("hold_missed", value=broken.value, period=broken.period.text)
    return "missed", case.reason(f"{rank}missed")


def _still_missing(case: Case) -> Reason:
    if not case.gap:
        return case.reason("at_bound")
    required = case.required_pace()
    if required is None:
        return case.reason("not_met")
    strict = case.bounds is not None and case.bounds.strict
    code = "not_met_more_than" if strict else "not_met_required"
    return case.reason(code, required=abs(required))


def _without_value(case: Case) -> tuple[Standing, Reason]:
    latest = case.latest
    if latest is None:
        if case.past:
            return "due_not_assessed", case.reason("due_no_measurement")
        return "no_measurement", case.reason("no_measurement")
    if case.bounds is None:
        return ("due_not_assessed" if case.past else "not_assessed"), case.reason("base_missing")
    return "due_not_assessed", case.reason("due_earlier")
