"""Why a verdict is another one than before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from hntrack.compare.measurements import MeasurementChange, measurement_changes
from hntrack.compare.promise import TargetChange, changes_between, target_changes
from hntrack.model.records import Measurement, Target
from hntrack.model.snapshot import Snapshot
from hntrack.model.verdict import Verdict

Judge = Callable[[Snapshot, Target, date], Verdict]

CAUSES = (
    "new_target",
    "withdrawn_target",
    "changed_method",
    "raised",
    "lowered",
    "brought_forward",
    "postponed",
    "changed_terms",
    "changed_baseline",
    "new_measurement",
    "revised_measurement",
    "withdrawn_measurement",
    "changed_indicator",
    "changed_milestones",
    "reworded",
    "time_passed",
)

# What a typed change of the target means as a cause; the kinds not named here bear on no verdict.
_OF_TARGET = {
    "raised": "raised",
    "lowered": "lowered",
    "brought_forward": "brought_forward",
    "postponed": "postponed",
    "dated": "brought_forward",
    "undated": "postponed",
    "comparator_changed": "changed_terms",
    "redefined": "changed_terms",
    "area_changed": "changed_terms",
    "baseline_changed": "changed_baseline",
    "reworded": "reworded",
}
_OF_MEASUREMENT = {
    "new": "new_measurement",
    "revised": "revised_measurement",
    "status_changed": "revised_measurement",
    "withdrawn": "withdrawn_measurement",
    "removed": "withdrawn_measurement",
}


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What was known, asked and judged on a day.

    Attributes:
        catalog: The catalog as known on that day.
        target: The target as it stood, ``None`` where it was not yet (or no longer) promised.
        verdict: The verdict on it; ``None`` where there is no target.
        as_of: The day.
    """

    catalog: Snapshot
    target: Target | None
    verdict: Verdict | None
    as_of: date


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for a changed verdict.

    Attributes:
        code: One of :data:`CAUSES`.
        of_target: The change of the promise, or of another promise on the same indicator.
        of_measurement: The change of a measurement.
    """

    code: str
    of_target: TargetChange | None = None
    of_measurement: MeasurementChange | None = None


def verdict_changed(before: Verdict | None, after: Verdict | None) -> bool:
    """Say whether two verdicts differ as verdicts: in standing, pace or the method's own category."""
    return _judgement(before) != _judgement(after)


def causes(before: Standpoint, after: Standpoint, judge: Judge | None = None) -> tuple[Cause, ...]:
    """Name what made the verdict a different one, the most telling cause first.

    Args:
        before: The earlier standpoint on the promise.
        after: The later one.
        judge: How the verdicts were found.  With it, each candidate is put to the test: a change without
            which the later verdict would be the same is no cause (unless that holds for every one of them),
            and where the old facts alone would give the later verdict, time is the cause.

    Returns:
        Empty where the verdict is the same; ``time_passed`` only where nothing else explains it.
    """
    if not verdict_changed(before.verdict, after.verdict):
        return ()
    if before.target is None or after.target is None:
        return _promised_or_not(before, after, judge)
    if _method(before.verdict) != _method(after.verdict):
        return (*_of_the_target(before, after), Cause("changed_method"))
    if judge is not None and _time_alone(before, after, judge):
        return (Cause("time_passed"),)
    direct = [*_of_the_target(before, after), *_of_measurements(before, after)]
    found = _needed(direct, after, judge, before.target) if judge else direct
    return tuple(found or list(_of_surroundings(before, after)) or [Cause("time_passed")])


def promise_causes(before: Standpoint, after: Standpoint) -> tuple[Cause, ...]:
    """Name how a promise differs from its earlier version, whether or not that changed the verdict."""
    if before.target is None or after.target is None or before.target.id == after.target.id:
        return ()
    found = changes_between(before.catalog, after.catalog, before.target, after.target)
    return tuple(Cause(_OF_TARGET[change.kind], of_target=change) for change in found)


def measurement_causes(changes: Iterable[MeasurementChange]) -> tuple[Cause, ...]:
    """Turn changes of measurements into the causes that they would be."""
    return tuple(Cause(_OF_MEASUREMENT[change.kind], of_measurement=change) for change in changes)


def _judgement(verdict: Verdict | None) -> tuple[str, str, str] | None:
    return None if verdict is None else (verdict.standing, verdict.pace, verdict.category)


def _method(verdict: Verdict | None) -> tuple[str, str] | None:
    return None if verdict is None else (verdict.method, verdict.version)


def _promised_or_not(before: Standpoint, after: Standpoint, judge: Judge | None) -> tuple[Cause, ...]:
    if after.target is not None:
        change = TargetChange("new", after.target.indicator, None, after.target)
        return (Cause("new_target", of_target=change), *_first_facts(before, after, judge))
    assert before.target is not None, "a verdict has a target"
    change = TargetChange("withdrawn", before.target.indicator, before.target, None)
    return (Cause("withdrawn_target", of_target=change),)


def _first_facts(before: Standpoint, after: Standpoint, judge: Judge | None) -> Iterator[Cause]:
    """The measurements, new like the promise itself, without which its first verdict would be another one."""
    for cause in _of_measurements(before, after):
        if judge is not None and after.target is not None:
            without = _without(cause, after, judge, after.target)
            if verdict_changed(without, after.verdict):
                yield cause


def _time_alone(before: Standpoint, after: Standpoint, judge: Judge) -> bool:
    """Whether the old facts, judged on the later day, already give the later verdict."""
    if before.target is None or before.as_of == after.as_of:
        return False
    return not verdict_changed(judge(before.catalog, before.target, after.as_of), after.verdict)


def _of_the_target(before: Standpoint, after: Standpoint) -> Iterator[Cause]:
    assert before.target is not None, "asked only where there is one"
    assert after.target is not None, "asked only where there is one"
    for change in changes_between(before.catalog, after.catalog, before.target, after.target):
        if change.kind != "reworded":
            yield Cause(_OF_TARGET[change.kind], of_target=change)


def _of_measurements(before: Standpoint, after: Standpoint) -> list[Cause]:
    """The changed measurements that the verdicts rest on; failing these, the others of the same series."""
    used = [*_used(after.verdict), *_used(before.verdict)]
    series = _series(before, after)
    changes = [
        change
        for change in measurement_changes(before.catalog, after.catalog)
        if _concerns(change, series, frozenset(used))
    ]
    resting = [change for change in changes if any(record.id in used for record in _records(change))]
    ordered = sorted(resting or changes, key=lambda change: _place(change, used))
    return list(measurement_causes(ordered))


def _used(verdict: Verdict | None) -> list[str]:
    if verdict is None:
        return []
    return [one for one in (verdict.latest, verdict.baseline) if one is not None]


def _series(before: Standpoint, after: Standpoint) -> frozenset[str]:
    return frozenset(side.target.indicator for side in (before, after) if side.target is not None)


def _concerns(change: MeasurementChange, series: frozenset[str], used: frozenset[str]) -> bool:
    return change.indicator in series or any(record.id in used for record in _records(change))


def _records(change: MeasurementChange) -> tuple[Measurement, ...]:
    return tuple(one for one in (change.new, change.old) if one is not None)


def _place(change: MeasurementChange, used: list[str]) -> tuple[int, int, str]:
    """The latest value tells more than the baseline, a later period more than an earlier one."""
    places = [used.index(record.id) for record in _records(change) if record.id in used]
    one = change.measurement
    return min(places, default=len(used)), -one.period.end.toordinal(), one.id


def _needed(found: list[Cause], after: Standpoint, judge: Judge, old_target: Target) -> list[Cause]:
    """Leave out what the later verdict would not miss; where it would miss none alone, keep all."""
    needed = [
        cause for cause in found if verdict_changed(_without(cause, after, judge, old_target), after.verdict)
    ]
    return needed or found


def _without(cause: Cause, after: Standpoint, judge: Judge, old_target: Target) -> Verdict:
    """Judge the later day as if one change had not happened."""
    assert after.target is not None, "asked only where there is one"
    change = cause.of_measurement
    if change is None:
        return judge(_with_target(after.catalog, after.target, old_target), old_target, after.as_of)
    kept = tuple(m for m in after.catalog.measurements if change.new is None or m.id != change.new.id)
    back = () if change.old is None else (change.old,)
    replaced = {
        old: new for old, new in after.catalog.replaced.items() if change.new is None or new != change.new.id
    }
    catalog = after.catalog.with_measurements((*kept, *back), replaced=replaced)
    return judge(catalog, after.target, after.as_of)


def _with_target(catalog: Snapshot, now: Target, then: Target) -> Snapshot:
    return replace(catalog, targets=tuple(then if t.id == now.id else t for t in catalog.targets))


def _of_surroundings(before: Standpoint, after: Standpoint) -> Iterator[Cause]:
    """What can move a verdict from farther off: the indicator, the other milestones, the words."""
    assert before.target is not None, "asked only where there is one"
    assert after.target is not None, "asked only where there is one"
    old = before.catalog.indicator[before.target.indicator]
    new = after.catalog.indicator[after.target.indicator]
    if (old.limit, old.stages, old.proxy_for) != (new.limit, new.stages, new.proxy_for):
        yield Cause("changed_indicator")
    for change in target_changes(before.catalog, after.catalog):
        if change.indicator == new.id and after.target.id != change.target.id and change.kind != "reworded":
            yield Cause("changed_milestones", of_target=change)
    for change in changes_between(before.catalog, after.catalog, before.target, after.target):
        if change.kind == "reworded":
            yield Cause("reworded", of_target=change)
