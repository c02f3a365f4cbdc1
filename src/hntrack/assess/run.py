"""Judge targets, one by one method or all of them by several, and roll the verdicts up.

The standing (does the latest value satisfy the commitment now?) is the same for every method; the pace is the
method's. Goals and the whole plan get counts, and published roll-ups; no averages of our own.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from hntrack.assess.arithmetic import (
    BOUNDS,
    UNSETTLED,
    WITHIN_ROUNDING,
    OutOfRangeError,
    divide,
    years_between,
)
from hntrack.assess.case import Case, why_unfit
from hntrack.assess.methods import Pace, module_of, not_assessable
from hntrack.assess.series import Series
from hntrack.classes import NamedTuple
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.codes import PACES, STANDINGS, Standing
from hntrack.model.codes import Pace as PaceCode
from hntrack.model.records import Indicator, Measurement, Named, Target
from hntrack.model.verdict import Fact, Reason, Verdict

_BROKEN = (Reason("hold_is_broken", {}),)
_NO_NUMBERS: Mapping[str, Decimal] = MappingProxyType({})


def default_method(catalog: Catalog, target: Target) -> str:
    """Give the method that suits a target: ``rank``, ``checklist`` (words and stages) or ``trajectory``."""
    measure = catalog.indicator[target.indicator].measure
    if target.comparator in {"text", "reaches"} or measure in {"stage", "text"}:
        return "checklist"
    return "rank" if measure == "rank" else "trajectory"


def assess(catalog: Snapshot, target: Target, as_of: date, method: str | None = None) -> Verdict:
    """Judge one target.

    Args:
        catalog: What was known on ``as_of`` (:func:`hntrack.model.catalog.snapshot`).
        target: One of the catalog's targets.
        as_of: The day of judging.
        method: Key of :data:`~hntrack.assess.methods.METHODS`; ``None`` for the target's default.

    Raises:
        KeyError: There is no such method.
    """
    series = Series(catalog, catalog.measurements_of.get(target.indicator, ()), as_of)
    return judge(Case(catalog, target, as_of, series), (method,))[0]


def assess_all(
    catalog: Snapshot,
    as_of: date,
    methods: Sequence[str | None] = (None,),
    targets: Iterable[Target] | None = None,
) -> tuple[Verdict, ...]:
    """Judge targets by several methods: in the order of the catalog's targets, then of ``methods``.

    Args:
        catalog: What was known on ``as_of``.
        as_of: The day of judging.
        methods: Method ids; ``None`` stands for each target's default.
        targets: The targets to judge; all of the catalog's where left out.
    """
    collecting = gc.isenabled()
    gc.disable()  # nothing here makes cycles; tracing a large catalog again and again costs half of the time
    try:
        return tuple(_judge_all(catalog, as_of, methods, catalog.targets if targets is None else targets))
    finally:
        if collecting:
            gc.enable()


def _judge_all(
    catalog: Snapshot, as_of: date, methods: Sequence[str | None], targets: Iterable[Target]
) -> list[Verdict]:
    series: dict[str, Series] = {}
    verdicts: list[Verdict] = []
    measurements_of, targets_of = catalog.measurements_of, catalog.targets_of
    for target in targets:
        key = target.indicator
        found = series.get(key)
        if found is None:
            found = Series(catalog, measurements_of.get(key, ()), as_of)
            if len(targets_of.get(key, ())) > 1:  # only then is the series asked for again
                series[key] = found
        verdicts += judge(Case(catalog, target, as_of, found), methods)
    return verdicts


def judge(case: Case, methods: Sequence[str | None]) -> list[Verdict]:
    """Judge one case by several methods: what is the same for all of them is asked for once."""
    code, reason = _standing(case)
    reasons = (reason, *_besides(case, code))
    target, gap, flags, latest = case.target, case.gap, case.flags, case.newest
    late = case.reached_later if code == "missed" else None
    decided = case.broken or case.judged
    judged = decided.id if decided is not None and decided is not latest else None
    last = None if latest is None else latest.id
    needed = case.pace_needed or (None, None)
    adds = target.relative_to is not None or case.so_far is not None
    verdicts = []
    for name in methods:
        method = name or default_method(case.catalog, target)
        version, judge_pace = _method(method)
        pace = _pace(case, judge_pace)
        required, since_latest = (None, None) if pace is None else needed
        pace = pace or not_assessable(case.reason("out_of_range"))
        own, why, category, baseline, numbers, more, observed, projected, due_value, reached, buffer = pace
        pace_code = _pace_within(code, own)
        if len(why) == 1 and why[0].code == reasons[0].code:
            why = ()  # the standing has said so already
        if own != pace_code and code == "broken":
            why += _BROKEN
        verdicts.append(
            Verdict(
                # Positional for speed: keywords double the cost (benchmarks/assess_speed.py).
                target.id,
                method,
                version,
                code,
                pace_code,
                reasons + why,
                category,
                last,
                baseline,
                gap,
                required,
                observed,
                projected,
                due_value,
                reached if late is None else late.period.end,
                buffer,
                _with_own(case, numbers or _NO_NUMBERS) if adds else numbers or _NO_NUMBERS,
                flags + more,
                judged,
                since_latest,
            )
        )
    return verdicts


def _pace(case: Case, judge_pace: Callable[[Case], Pace]) -> Pace | None:
    """Judge by a method; ``None`` for a rate of millions of percent a day.  Any other exception is a bug."""
    try:
        return judge_pace(case)
    except OutOfRangeError:
        return None


def _with_own(case: Case, numbers: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """Add to what the method computed what the target itself does: the change so far, the sum or mean so far."""
    if case.target.relative_to is not None:
        numbers = {**numbers, **_change(case)}
    if case.so_far is not None and case.so_far.measured.value is not None:
        numbers = {**numbers, "so_far": case.so_far.measured.value}
    return numbers


def _pace_within(standing_code: Standing, pace: PaceCode) -> PaceCode:
    """Bring a method's pace in line with the standing; its own category stays.

    Once due, the question "will it be?" is over.  A published method counts the bound itself as reached also where
    more than it was promised, and looks at the last year only where every year counts.
    """
    if standing_code == "kept":
        return "met"
    if standing_code in {"missed", "due_not_assessed"}:
        return "not_assessable"
    if standing_code == "broken" and pace in {"met", "on_track", "nearly"}:
        return "not_assessable"
    if pace == "met" and standing_code not in {"met", "undated"}:
        return "on_track" if standing_code == "not_met" else "not_assessable"
    return pace


PACE_WITHIN = """CASE WHEN standing = 'kept' THEN 'met'
    WHEN standing IN ('missed', 'due_not_assessed') THEN 'not_assessable'
    WHEN own_pace = 'met' AND standing = 'not_met' THEN 'on_track'
    ELSE own_pace END"""
""":func:`_pace_within` in SQL, for promises of a level by a day, which cannot be broken before it."""


@cache
def _method(name: str) -> tuple[str, Callable[[Case], Pace]]:
    module = module_of(name)
    return module.METHOD.version, module.judge


def _change(case: Case) -> dict[str, Decimal]:
    """For a relative target: the change in percent against its base so far."""
    base, latest = case.bounds.base if case.bounds is not None else None, case.judged or case.latest
    if base is None or not base.value or latest is None or latest.value is None:
        return {}
    return {"change_percent": divide(100 * (latest.value - base.value), base.value)}


_Answer = tuple[Standing, Reason]


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


PLAN = ""
_SYMBOLS = ("sun", "sun_with_cloud", "cloud", "thunderstorm")
_CLASSES = (
    (Decimal("2.5"), "substantial_progress"),
    (Decimal(0), "moderate_progress"),
    (Decimal("-2.5"), "limited_progress"),
)


class Rollup(NamedTuple):
    """What the verdicts of one group by one method add up to.

    Attributes:
        group: Id of the goal or indicator; empty for the whole plan.
        method: Method id.
        targets: How many were judged.
        standing, pace: Counts by code, in the order of the model's words, without zeros.
        category: What the method's own roll-up gives for an indicator; empty where it has none.
        score: Mean score, where the method's roll-up has one.
        counted: How many verdicts entered the method's own roll-up.
    """

    group: str
    method: str
    targets: int
    standing: Mapping[str, int]
    pace: Mapping[str, int]
    category: str = ""
    score: Decimal | None = None
    counted: int = 0


def roll_up(catalog: Catalog, verdicts: Iterable[Verdict], by: str = "goal") -> tuple[Rollup, ...]:
    """Roll verdicts up.

    Args:
        catalog: Whose targets were judged.
        verdicts: By one or several methods.
        by: ``plan``, ``goal`` or ``indicator``.  Published roll-ups exist for an indicator only: Open SDG's mean
            score of its series, and Destatis's worst symbol of its targets.

    Returns:
        One roll-up a group and method: groups in the catalog's order, methods in the order of the verdicts.
    """
    groups: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault((_group(catalog, verdict, by), verdict.method), []).append(verdict)
    named: Iterable[Indicator | Named] = catalog.indicators if by == "indicator" else catalog.goals
    order = {one.id: at for at, one in enumerate(named)}
    keys = sorted(groups, key=lambda key: order.get(key[0], -1))  # stable: methods stay as they came
    return tuple(
        _one(group, method, groups[group, method], published=by == "indicator") for group, method in keys
    )


def _group(catalog: Catalog, verdict: Verdict, by: str) -> str:
    if by == "plan":
        return PLAN
    indicator = catalog.target[verdict.target].indicator
    return indicator if by == "indicator" else catalog.indicator[indicator].goal


def _one(group: str, method: str, verdicts: Sequence[Verdict], *, published: bool) -> Rollup:
    standings, paces = (
        Counter(verdict.standing for verdict in verdicts),
        Counter(verdict.pace for verdict in verdicts),
    )
    category, score, counted = "", None, 0
    if published and method.startswith("opensdg"):
        category, score, counted = mean_score(verdicts)
    elif published and method == "destatis":
        category, counted = worst_symbol(verdicts)
    return Rollup(
        group,
        method,
        len(verdicts),
        {code: standings[code] for code in STANDINGS if standings[code]},
        {code: paces[code] for code in PACES if paces[code]},
        category,
        score,
        counted,
    )


def mean_score(verdicts: Iterable[Verdict]) -> tuple[str, Decimal | None, int]:
    """Give Open SDG's class of an indicator: the mean of its series' scores.

    [2.5, 5] substantial, [0, 2.5) moderate, [-2.5, 0) limited, below deterioration; *target achieved* only where
    every series has achieved its target.
    """
    scored = [verdict for verdict in verdicts if "score" in verdict.numbers]
    if not scored:
        return "not_available", None, 0
    mean = divide(sum((one.numbers["score"] for one in scored), Decimal(0)), Decimal(len(scored)))
    if all(one.category == "target_achieved" for one in scored):
        return "target_achieved", mean, len(scored)
    found = next((name for least, name in _CLASSES if mean >= least), "deterioration")
    return found, mean, len(scored)


def worst_symbol(verdicts: Iterable[Verdict]) -> tuple[str, int]:
    """Give Destatis's symbol of an indicator with several targets: the worst one; ``none`` without any."""
    found = [_SYMBOLS.index(verdict.category) for verdict in verdicts if verdict.category in _SYMBOLS]
    return (_SYMBOLS[max(found)] if found else "none"), len(found)
