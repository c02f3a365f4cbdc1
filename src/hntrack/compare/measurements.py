"""What changed between two sets of measurements, and what one document promises and measures against another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

from hntrack.compare.promise import (
    TargetChange,
    by_root,
    changes_between,
    measurement_roots,
    pair,
    subtract,
    target_roots,
)
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target
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
        before: The current measurements of the one side (:func:`~hntrack.model.snapshot.known`).
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
    return DocumentComparison(
        shared=tuple(shared),
        targets=_targets(catalog, own[0], own[1]),
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


def _targets(catalog: Catalog, left: Sequence[Target], right: Sequence[Target]) -> tuple[TargetChange, ...]:
    found: list[TargetChange] = []
    keys = (by_root(target_roots(catalog)), _by_indicator_and_due, _by_what_is_asked)
    for old, new in pair(left, right, keys):
        if old is not None and new is not None:
            found.extend(changes_between(catalog, catalog, old, new, ignoring=("wording",)))
        elif old is not None:
            found.append(TargetChange("only_left", old.indicator, old, None))
        elif new is not None:
            found.append(TargetChange("only_right", new.indicator, None, new))
    return tuple(found)


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


def _by_indicator_and_due(target: Target) -> tuple[str, date | None]:
    return target.indicator, target.due


def _by_what_is_asked(target: Target) -> tuple[object, ...] | None:
    """The same aim at another date; an aim in words alone is the same where its indicator is."""
    return target.indicator, target.comparator, target.value, target.value_high, target.stage, target.further


def _by_indicator(measurement: Measurement) -> str:
    return measurement.indicator
