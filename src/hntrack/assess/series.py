"""The measurements of one indicator in the order of time, made once and used by every method."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target


class Series:
    """What was measured of one indicator, oldest first, one measurement for each end of a period.

    Attributes:
        points: Measurements with a value.
        stages: Measurements with a stage.
    """

    __slots__ = ("points", "stages")

    def __init__(self, catalog: Catalog, measurements: Iterable[Measurement], as_of: date) -> None:
        points: dict[date, Measurement] = {}
        stages: dict[date, Measurement] = {}
        last = date.min
        ordered = True
        for one in measurements:
            period = one.period
            if period.start > as_of:
                continue
            end = period.end
            ordered = ordered and end > last
            last = end
            found = points if one.value is not None else stages if one.stage is not None else None
            if found is None:
                continue
            rival = found.get(end)
            if rival is None or _goes_before(catalog, rival, one):
                found[end] = one
        self.points = _in_order(points, ordered=ordered)
        self.stages = _in_order(stages, ordered=ordered)

    @property
    def latest(self) -> Measurement | None:
        """The measurement with a value whose period ends last."""
        return self.points[-1] if self.points else None

    def comparable(self) -> tuple[Measurement, ...]:
        """Give the points whose periods are of the latest one's sort: a sum over years is no value of a year."""
        if not self.points:
            return ()
        spans = _spans_years(self.points[-1])
        return tuple(one for one in self.points if _spans_years(one) is spans)

    def reaching(self, target: Target) -> Measurement | None:
        """Give the point that a target past its due date is judged by; ``None`` where none reaches that date."""
        return _reaching(self.points, target)

    def stage_reaching(self, target: Target) -> Measurement | None:
        """As :meth:`reaching`, for assessments of a stage."""
        return _reaching(self.stages, target)


def _reaching(points: tuple[Measurement, ...], target: Target) -> Measurement | None:
    """The measurement whose period covers the due date, else the last one of the due year, else the first after it."""
    due = target.due
    if due is None:
        return None
    in_year = None
    for one in points:
        if one.period.end >= due:
            return one if in_year is None or one.period.start <= due else in_year
        if one.period.end.year == due.year and _within(one, target):
            in_year = one
    return in_year


def _within(one: Measurement, target: Target) -> bool:
    """A milestone finer than a year must itself be reached; one of a year (or more) by a period of its last year."""
    return target.milestone is not None and one.period.end >= target.milestone.start


def _in_order(found: dict[date, Measurement], *, ordered: bool) -> tuple[Measurement, ...]:
    return tuple(found.values()) if ordered else tuple(found[end] for end in sorted(found))


def _goes_before(catalog: Catalog, rival: Measurement, one: Measurement) -> bool:
    """Whether ``one`` speaks for its date rather than ``rival``: the narrower period, then the later document."""
    if one.period.start != rival.period.start:
        return one.period.start > rival.period.start
    return catalog.published_on(one) >= catalog.published_on(rival)


def _spans_years(one: Measurement) -> bool:
    period = one.period
    return period.start.year != period.end.year and (period.end - period.start).days > 366
