"""What changed between two sets of measurements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

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
