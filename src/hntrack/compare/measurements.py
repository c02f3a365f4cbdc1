"""What changed in what was measured: on two days, from one document to another, and as the cause of another verdict."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import chain

from hntrack.compare.promise import (
    TargetChange,
    by_indicator_and_due,
    by_root,
    changes_between,
    measurement_roots,
    pair,
    side_by_side,
    subtract,
    target_changes,
    target_roots,
)
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.records import Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.text.periods import Period

MEASUREMENT_CHANGES = (
    "new",
    "revised",
    "withdrawn",
    "removed",
    "status_changed",
    "measured_again",
    "only_left",
    "only_right",
)


@dataclass(frozen=True, slots=True)
class MeasurementChange:
    """One typed change of what was measured.

    Attributes:
        kind: One of :data:`MEASUREMENT_CHANGES`.
        indicator: Id.
        old, new: The two records; ``None`` where there is none.
        previous: For a new one, the indicator's latest earlier measurement that was known before.
        difference: New less old (or less ``previous``), in the indicator's unit.
        record: For a withdrawal, the record that takes the old one back and says why.
    """

    kind: str
    indicator: str
    old: Measurement | None
    new: Measurement | None
    previous: Measurement | None = None
    difference: Decimal | None = None
    record: Measurement | None = None

    @property
    def measurement(self) -> Measurement:
        """The newer of the two records, or the only one."""
        found = self.new or self.old
        assert found is not None, "a change has a measurement"
        return found


def measurement_changes(
    before: Catalog, after: Catalog, *, all_before: Catalog | None = None, all_after: Catalog | None = None
) -> tuple[MeasurementChange, ...]:
    """Compare the measurements of two catalogs, or of one catalog on two days.

    Measurements are paired by id, then along revisions, then by indicator and period.

    Args:
        before: The current measurements of the one side (:func:`~hntrack.model.catalog.known`).
        after: Those of the other.
        all_before: Everything, revised and withdrawn records included; needed to follow a chain of revisions.
        all_after: The same for the other side; needed to tell ``withdrawn`` from ``removed``.
    """
    left, right = (
        _unlike(before.measurements, after.measurements),
        _unlike(after.measurements, before.measurements),
    )
    earlier = Earlier(before)
    if not left:  # nothing to pair with, and so no chain to follow: most days bring only new ones
        return tuple(_new(earlier, new) for new in right)
    wide_before, wide_after = all_before or before, all_after or after
    roots = measurement_roots(wide_before, wide_after)
    takes_back = {m.withdraws: m for m in wide_after.measurements if m.withdraws}

    def told(old: Measurement | None, new: Measurement | None) -> Iterable[MeasurementChange]:
        if old is None:
            return () if new is None else (_new(earlier, new),)
        if new is not None:
            return revision(old, new)
        record = takes_back.get(old.id)
        kind = "withdrawn" if record else "removed"
        return (MeasurementChange(kind, old.indicator, old, None, record=record),)

    pairs = pair(left, right, (_by_id, by_root(roots), _by_indicator_and_period))
    return tuple(chain.from_iterable(told(old, new) for old, new in pairs))


def _unlike(some: tuple[Measurement, ...], others: tuple[Measurement, ...]) -> list[Measurement]:
    """Leave out the very records that the other side has, too: they are most of a long series."""
    there = set(map(id, others))
    return [one for one in some if id(one) not in there]


def revision(old: Measurement, new: Measurement) -> tuple[MeasurementChange, ...]:
    """Name what differs between two records of the same thing; empty where nothing that is measured does."""
    if _what(old) != _what(new):
        return (MeasurementChange("revised", new.indicator, old, new, difference=difference(old, new)),)
    if _how_sure(old) != _how_sure(new):
        return (MeasurementChange("status_changed", new.indicator, old, new),)
    return ()


def difference(old: Measurement | None, new: Measurement | None) -> Decimal | None:
    """Subtract exactly; ``None`` where not both are numbers, or one is only a bound (*more than 1 000*)."""
    if old is None or new is None or old.value is None or new.value is None:
        return None
    if not {old.qualifier, new.qualifier} <= {"exact", "about"}:
        return None
    return subtract(new.value, old.value)


class Earlier:
    """The measurements of a catalog in the order of their periods, to be asked for what was known before."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._order: dict[str, tuple[list[date], list[Measurement]]] = {}

    def than(self, measurement: Measurement) -> Measurement | None:
        """Find the indicator's latest measurement about an earlier period."""
        ends, order = self._ordered(measurement.indicator)
        place = bisect_left(ends, measurement.period.end)
        return order[place - 1] if place else None

    def _ordered(self, indicator: str) -> tuple[list[date], list[Measurement]]:
        known = self._order.get(indicator)
        if known is None:
            order = sorted(
                self._catalog.measurements_of.get(indicator, ()),
                key=lambda m: (m.period.end, m.period.start, m.id),
            )
            known = self._order[indicator] = [one.period.end for one in order], order
        return known


def _new(earlier: Earlier, new: Measurement) -> MeasurementChange:
    previous = earlier.than(new)
    return MeasurementChange(
        "new", new.indicator, None, new, previous=previous, difference=difference(previous, new)
    )


def _what(measurement: Measurement) -> tuple[object, ...]:
    return measurement.indicator, measurement.period, measurement.value, measurement.stage, measurement.of


def _how_sure(measurement: Measurement) -> tuple[str, str]:
    return measurement.qualifier, measurement.obs_status


def _by_id(measurement: Measurement) -> str:
    return measurement.id


def _by_indicator_and_period(measurement: Measurement) -> tuple[str, Period]:
    return measurement.indicator, measurement.period


@dataclass(frozen=True, slots=True)
class Bearing:
    """A measurement of one document that speaks to what the other one promises."""

    measurement: Measurement
    target: Target


@dataclass(frozen=True, slots=True)
class DocumentComparison:
    """Two documents side by side.

    Attributes:
        shared: Targets that both state.
        targets: Where their promises differ: typed changes, ``only_left`` and ``only_right``.
        measurements: Where what they measure differs: ``measured_again``, ``revised``, ``only_left`` …
        left_bears, right_bears: What the left (right) document measures of the other's targets.
    """

    shared: tuple[Target, ...]
    targets: tuple[TargetChange, ...]
    measurements: tuple[MeasurementChange, ...]
    left_bears: tuple[Bearing, ...]
    right_bears: tuple[Bearing, ...]


def compare_documents(catalog: Catalog, left: str, right: str) -> DocumentComparison:
    """Compare two documents.

    Args:
        catalog: Everything, superseded targets included: a document says what it says.
        left: Source id.
        right: Source id.
    """
    targets = [stated_in(catalog, one) for one in (left, right)]
    measurements = [measured_in(catalog, one) for one in (left, right)]
    shared = [t for t in targets[0] if t in targets[1]]
    own = [[t for t in side if t not in shared] for side in targets]
    keys = (by_root(target_roots(catalog)), by_indicator_and_due, _by_what_is_asked)
    return DocumentComparison(
        shared=tuple(shared),
        targets=side_by_side(catalog, own[0], own[1], keys, ignoring=("wording",)),
        measurements=_measurements(measurements[0], measurements[1]),
        left_bears=_bearings(catalog, measurements[0], own[1]),
        right_bears=_bearings(catalog, measurements[1], own[0]),
    )


def stated_in(catalog: Catalog, source: str) -> tuple[Target, ...]:
    """Give the targets that a document states or restates; a withdrawal states none."""
    prefix = f"{source}/"
    return tuple(
        t
        for t in catalog.targets
        if t.change != "withdrawn" and any(claim.startswith(prefix) for claim in (t.claim, *t.restated))
    )


def measured_in(catalog: Catalog, source: str) -> tuple[Measurement, ...]:
    """Give the measurements that a document prints, and those derived from nothing but these."""
    printed = {m.id for m in catalog.measurements if _printed_in(m, source)}
    return tuple(
        m
        for m in catalog.measurements
        if m.withdraws is None and (m.id in printed or _follows_from(m, printed))
    )


def _follows_from(measurement: Measurement, printed: Collection[str]) -> bool:
    if measurement.claim is not None or measurement.derived is None:
        return False
    return bool(measurement.derived.from_) and all(part in printed for part in measurement.derived.from_)


def _printed_in(measurement: Measurement, source: str) -> bool:
    if measurement.claim is not None:
        return measurement.claim.startswith(f"{source}/")
    return measurement.cited is not None and measurement.cited.source == source


def _measurements(left: Sequence[Measurement], right: Sequence[Measurement]) -> tuple[MeasurementChange, ...]:
    found: list[MeasurementChange] = []
    for old, new in pair(left, right, (_by_id, _by_indicator_and_period, _by_indicator)):
        if old is not None and new is not None and old.period == new.period:
            found.extend(revision(old, new))
        elif old is not None and new is not None:
            found.append(
                MeasurementChange("measured_again", new.indicator, old, new, difference=difference(old, new))
            )
        elif old is not None:
            found.append(MeasurementChange("only_left", old.indicator, old, None))
        elif new is not None:
            found.append(MeasurementChange("only_right", new.indicator, None, new))
    return tuple(found)


def _bearings(
    catalog: Catalog, measurements: Sequence[Measurement], targets: Sequence[Target]
) -> tuple[Bearing, ...]:
    return tuple(
        Bearing(m, t)
        for t in targets
        for m in measurements
        if t.indicator in {m.indicator, catalog.indicator[m.indicator].proxy_for}
    )


def _by_what_is_asked(target: Target) -> tuple[object, ...] | None:
    """The same aim at another date; an aim in words alone is the same where its indicator is."""
    return target.indicator, target.comparator, target.value, target.value_high, target.stage, target.further


def _by_indicator(measurement: Measurement) -> str:
    return measurement.indicator


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
    "promised_again",
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
    """Name how a promise differs from its earlier version, whether or not that changed the verdict.

    A later version that asks for the same is ``promised_again``; of two promises that do not belong to one chain, as in
    two catalogs, that is not said.
    """
    old, new = before.target, after.target
    if old is None or new is None or old.id == new.id:
        return ()
    found = changes_between(before.catalog, after.catalog, old, new)
    if not found and old.id in {version.id for version in after.catalog.whole.chain_of.get(new.id, ())}:
        return (Cause("promised_again"),)
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
