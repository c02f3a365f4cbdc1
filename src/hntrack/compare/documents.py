"""What one document promises and measures against another one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from hntrack.compare.measurements import MeasurementChange, difference, revision
from hntrack.compare.pairing import by_root, pair, target_roots
from hntrack.compare.promise import TargetChange, changes_between
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target


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


def _by_id(measurement: Measurement) -> str:
    return measurement.id


def _by_indicator(measurement: Measurement) -> str:
    return measurement.indicator


def _by_indicator_and_period(measurement: Measurement) -> tuple[object, ...]:
    return measurement.indicator, measurement.period
