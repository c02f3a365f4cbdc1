"""Judge targets, one by one method or all of them by several, and explain the verdicts."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from hntrack.assess.arithmetic import OutOfRangeError, divide
from hntrack.assess.case import Case
from hntrack.assess.line import predict
from hntrack.assess.method import Pace, not_assessable
from hntrack.assess.methods import module_of
from hntrack.assess.series import Series
from hntrack.assess.standing import standing
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.codes import Pace as PaceCode
from hntrack.model.codes import Standing
from hntrack.model.records import Target
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
    code, reasons = standing(case)
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
    """Give a method's version and its function."""
    module = module_of(name)
    return module.METHOD.version, module.judge


def _change(case: Case) -> dict[str, Decimal]:
    """For a relative target: the change in percent against its base so far."""
    base, latest = case.bounds.base if case.bounds is not None else None, case.judged or case.latest
    if base is None or not base.value or latest is None or latest.value is None:
        return {}
    return {"change_percent": divide(100 * (latest.value - base.value), base.value)}


__all__ = ["Pace", "assess", "assess_all", "default_method", "judge"]


def explain(catalog: Catalog, verdict: Verdict, as_of: date, *, uncertain: bool = True) -> tuple[Reason, ...]:
    """Explain a verdict, as its method does.

    Args:
        catalog: The catalog it was made on.
        verdict: Of one of its targets.
        as_of: The day it was made for.
        uncertain: Give the prediction interval, too.

    Returns:
        Lines in order: inputs, formulas, thresholds, what the printed numbers leave open.
    """
    target = catalog.target[verdict.target]
    series = Series(catalog, catalog.measurements_of.get(target.indicator, ()), as_of)
    case = Case(catalog, target, as_of, series)
    lines = [*module_of(verdict.method).explain(case, verdict)]
    if not uncertain or verdict.method != "trajectory":
        return tuple(lines)
    prediction = predict(case)
    if prediction is not None:
        facts: dict[str, Fact] = {"points": prediction.points, "due": target.due or as_of}
        facts |= {"fitted": prediction.fitted, "low": prediction.low, "high": prediction.high}
        lines.append(Reason("prediction", facts))
    return tuple(lines)
