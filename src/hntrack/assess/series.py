"""The measurements of one indicator in the order of time, made once and used by every method."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target

_YEAR_LENGTH = len("2030")


class Series:
    """What was measured of one indicator, oldest first, one measurement for each end of a period.

    Attributes:
        points: Measurements with a value.
        latest: The point whose period ends last.
        stages: Measurements with a stage.
        comparable: The points whose periods are of the latest one's sort: a sum over years is no value of a year.
        broken: One of the points marks a break in the series.
    """

    __slots__ = ("_yearly", "broken", "comparable", "latest", "points", "stages")

    def __init__(self, catalog: Catalog, measurements: Iterable[Measurement], as_of: date) -> None:
        points: list[Measurement] = []
        stages: list[Measurement] = []
        last = date.min
        plain = True  # in order, no two of one end, no ranges of years
        whole_years = True
        self.broken = False
        for one in measurements:
            start, end, text = one.period
            if start > as_of:
                continue
            if one.value is None:
                if one.stage is not None:
                    stages.append(one)
                continue
            if len(text) != _YEAR_LENGTH:
                whole_years = False
                plain = plain and "/" not in text
            if end <= last:
                plain = False
            last = end
            points.append(one)
            if one.obs_status == "break":
                self.broken = True
        self.points = points if plain else _one_for_each_end(catalog, points)
        self.stages = _one_for_each_end(catalog, stages) if len(stages) > 1 else stages
        self.comparable = self.points if plain else _of_the_latest_sort(self.points)
        self._yearly = self.comparable if plain and whole_years else None
        self.latest = self.points[-1] if self.points else None

    @property
    def yearly(self) -> list[Measurement]:
        """Of the comparable points, the last one of each year."""
        if self._yearly is None:
            self._yearly = list({one.period.end.year: one for one in self.comparable}.values())
        return self._yearly

    def reaching(self, target: Target) -> Measurement | None:
        """Give the point that a target past its due date is judged by; ``None`` where none reaches that date."""
        return _reaching(self.points, target)

    def stage_reaching(self, target: Target) -> Measurement | None:
        """As :meth:`reaching`, for assessments of a stage."""
        return _reaching(self.stages, target)


def _reaching(points: list[Measurement], target: Target) -> Measurement | None:
    """The measurement whose period covers the due date, else the last of the due year, else the first after it."""
    due, milestone = target.due, target.milestone
    if due is None or milestone is None:
        return None
    in_year = None
    for one in points:
        period = one.period
        if period.end >= due:
            return one if in_year is None or period.start <= due else in_year
        # A milestone finer than a year must itself be reached; a year by a period that ends within it.
        if period.end.year == due.year and period.end >= milestone.start:
            in_year = one
    return in_year


def _one_for_each_end(catalog: Catalog, points: list[Measurement]) -> list[Measurement]:
    found: dict[date, Measurement] = {}
    for one in points:
        end = one.period.end
        rival = found.get(end)
        if rival is None or _goes_before(catalog, rival, one):
            found[end] = one
    return [found[end] for end in sorted(found)]


def _goes_before(catalog: Catalog, rival: Measurement, one: Measurement) -> bool:
    """Whether ``one`` speaks for its date rather than ``rival``: the narrower period, then the later document."""
    if one.period.start != rival.period.start:
        return one.period.start > rival.period.start
    return catalog.published_on(one) >= catalog.published_on(rival)


def _of_the_latest_sort(points: list[Measurement]) -> list[Measurement]:
    if not points:
        return points
    latest = _spans_years(points[-1])
    return [one for one in points if _spans_years(one) is latest]


def _spans_years(one: Measurement) -> bool:
    """Whether a period is longer than a year (a fiscal year is none of these)."""
    period = one.period
    return (period.end - period.start).days > 366
