"""What changed between two sets of measurements."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hntrack.compare.pairing import by_root, measurement_roots, pair
from hntrack.compare.promise import subtract
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement
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
    wide_before, wide_after = all_before or before, all_after or after
    roots = measurement_roots(wide_before, wide_after)
    takes_back = {m.withdraws: m for m in wide_after.measurements if m.withdraws}
    found: list[MeasurementChange] = []
    for old, new in pair(
        before.measurements, after.measurements, (_by_id, by_root(roots), _by_indicator_and_period)
    ):
        if old is not None and new is not None:
            found.extend(revision(old, new))
        elif old is not None:
            record = takes_back.get(old.id)
            kind = "withdrawn" if record else "removed"
            found.append(MeasurementChange(kind, old.indicator, old, None, record=record))
        elif new is not None:
            found.append(_new(before, new))
    return tuple(found)


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


def latest_before(catalog: Catalog, measurement: Measurement) -> Measurement | None:
    """Find the indicator's latest measurement about an earlier period."""
    return max(
        (
            m
            for m in catalog.measurements_of.get(measurement.indicator, ())
            if m.period.end < measurement.period.end
        ),
        key=lambda m: (m.period.end, m.period.start, m.id),
        default=None,
    )


def _new(before: Catalog, new: Measurement) -> MeasurementChange:
    previous = latest_before(before, new)
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
