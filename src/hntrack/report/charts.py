"""What a chart of an indicator shows, before anybody draws it: every drawing is made from the same model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, DecimalException

from hntrack.assess.bounds import Bounds, Limits, bounds_of, interval, limits_of
from hntrack.assess.series import OF_THE_PERIOD, YEAR, Series
from hntrack.model.catalog import Catalog
from hntrack.model.codes import NUMERIC_MEASURES
from hntrack.model.records import Indicator, Measurement
from hntrack.report.chart_axes import ROOM, Calendar, Scale, calendar_over, scale_over
from hntrack.report.chart_words import Judged, caption, description, milestone_label, point_label, title
from hntrack.report.words import target_text, unit_title

Spot = tuple[date, Decimal]

_NEAR_YEARS = 10


@dataclass(frozen=True, slots=True)
class Point:
    """A measurement.

    Attributes:
        day: The last day of its period.
        value: As printed, in the indicator's unit.
        low, high: What its rounding and its qualifier leave open; ``None`` where that side is open ("over 85%").
        label: ``25.2% (2025)``.
        id, period: Of the measurement.
    """

    day: date
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    label: str
    id: str
    period: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A target with its due date.

    Attributes:
        day: When it falls due.
        low, high: What satisfies it lies between them; ``None`` for an open side.
        aim: The bound that has to be reached.
        asked, label: ``> 50%`` and ``> 50% by 2030``.
        target, standing, pace: Of the target and its verdict.
    """

    day: date
    low: Decimal | None
    high: Decimal | None
    aim: Decimal
    asked: str
    label: str
    target: str
    standing: str
    pace: str


@dataclass(frozen=True, slots=True)
class Projection:
    """Where things lead at the observed pace.

    Attributes:
        start, end: From the latest measurement to the due date.
        low, high: The ends that the rounding of baseline and latest value leave open.
    """

    start: Spot
    end: Spot
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything a drawing shows.

    Attributes:
        id: Of the indicator.
        lang, title, unit: ``title`` names the indicator and its unit.
        description: The chart in words, for who does not see it.
        measured: Oldest first.
        milestones: By due date.
        path: The straight way that is required: from the baseline (or the latest value) over the milestones.
        projection: ``None`` where no pace was observed.
        scale, calendar: The two axes.
        today: The day as of which it speaks, where it lies on the calendar.
        caption: Where it comes from, as of when, by which method, and what it does not show; a sentence each.
    """

    id: str
    lang: str
    title: str
    unit: str
    description: str
    measured: tuple[Point, ...]
    milestones: tuple[Milestone, ...]
    path: tuple[Spot, ...]
    projection: Projection | None
    scale: Scale
    calendar: Calendar
    today: date | None
    caption: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """Everything that is to be said with it."""
        return " ".join((self.description, *self.caption))

    def across(self, day: date) -> Decimal:
        """Give a day's place from left (0) to right (1)."""
        return self.calendar.fraction(day)

    def up(self, value: Decimal) -> Decimal:
        """Give a value's place from bottom (0) to top (1); outside where the value leaves the scale."""
        return self.scale.fraction(value)


def chart(catalog: Catalog, indicator: Indicator, judged: Judged, *, lang: str, as_of: date) -> Chart | None:
    """Build the chart of an indicator.

    Args:
        catalog: As known on ``as_of``.
        indicator: One of the catalog's.
        judged: Its targets (all, or those to be shown), each with its verdict.
        lang: ``vi`` or ``en``.
        as_of: The day.

    Returns:
        ``None`` where there is nothing to draw: aims in words, no number at all, or numbers beyond any drawing.
    """
    if indicator.measure not in NUMERIC_MEASURES:
        return None
    try:
        return _chart(catalog, indicator, judged, lang, as_of)
    except (DecimalException, OverflowError):
        return None


def _chart(catalog: Catalog, indicator: Indicator, judged: Judged, lang: str, as_of: date) -> Chart | None:
    series = Series(catalog, catalog.measurements_of.get(indicator.id, ()), as_of)
    comparable = series.like(YEAR) or series.points
    measured = tuple(_point(catalog, indicator, one, lang) for one in comparable)
    milestones = tuple(sorted(_milestones(catalog, comparable, judged, lang), key=lambda one: one.day))
    if not measured and not milestones:
        return None
    moves = indicator.measure != "rank"
    path = _path(catalog, judged, measured, milestones) if moves else ()
    limits = limits_of(indicator, (one.value for one in measured))
    projection = _projection(judged, measured, limits) if moves else None
    days = [
        *(one.day for one in measured),
        *(milestone.day for milestone in milestones),
        *(day for day, _ in path),
    ]
    today = as_of if min(days).year - _NEAR_YEARS <= as_of.year <= max(days).year + _NEAR_YEARS else None
    labels = [one.label for one in measured], [milestone.label for milestone in milestones]
    calendar = calendar_over([*days, *([today] if today else [])])
    scale = _scale(indicator, measured, milestones, path, projection)
    return Chart(
        id=indicator.id,
        lang=lang,
        title=title(catalog, indicator, lang),
        unit=unit_title(catalog, indicator, lang),
        description=description(catalog, indicator, judged, lang, labels),
        measured=measured,
        milestones=milestones,
        path=path,
        projection=projection,
        scale=scale,
        calendar=calendar,
        today=today,
        caption=tuple(caption(catalog, judged, (comparable, series.points), scale, lang=lang, as_of=as_of)),
    )


def _point(catalog: Catalog, indicator: Indicator, measurement: Measurement, lang: str) -> Point:
    assert measurement.value is not None
    low, high = interval(indicator, measurement)
    label = point_label(catalog, measurement, lang)
    return Point(
        measurement.period.end, measurement.value, low, high, label, measurement.id, measurement.period.text
    )


def _milestones(
    catalog: Catalog, points: Sequence[Measurement], judged: Judged, lang: str
) -> Iterator[Milestone]:
    first = points[0] if points else None
    latest = points[-1] if points else None
    for target, verdict in judged:
        asked = bounds_of(catalog, target, first)
        if asked is None or target.due is None or target.over in OF_THE_PERIOD:
            continue
        yield Milestone(
            day=target.due,
            low=asked.low,
            high=asked.high,
            aim=_aim(asked, latest),
            asked=target_text(catalog, target, lang),
            label=milestone_label(catalog, target, lang),
            target=target.id,
            standing=verdict.standing,
            pace=verdict.pace,
        )


def _aim(asked: Bounds, latest: Measurement | None) -> Decimal:
    if latest is not None and latest.value is not None:
        return asked.aim(latest.value)[0]
    bound = asked.low if asked.low is not None else asked.high
    assert bound is not None
    return bound


def _path(
    catalog: Catalog, judged: Judged, measured: Sequence[Point], milestones: Sequence[Milestone]
) -> tuple[Spot, ...]:
    """From the baseline of the verdicts, or else the latest value, through the milestones after it."""
    base = next((catalog.measurement.get(v.baseline) for _, v in judged if v.baseline), None)
    start: Spot | None = None
    if base is not None and base.value is not None:
        start = (base.period.end, base.value)
    elif measured:
        start = (measured[-1].day, measured[-1].value)
    if start is None:
        return ()
    corners = {milestone.day: milestone.aim for milestone in reversed(milestones) if milestone.day > start[0]}
    return (start, *sorted(corners.items())) if corners else ()


def _projection(judged: Judged, measured: Sequence[Point], limits: Limits) -> Projection | None:
    """By the verdict on the next target that is due after the latest value and that observed a pace.

    What lies beyond a natural limit is not drawn: no share passes 100%.
    """
    if not measured:
        return None
    latest = measured[-1]
    due = [(t.due, v) for t, v in judged if t.due and t.due > latest.day and v.projected is not None]
    if not due:
        return None
    day, verdict = min(due, key=lambda one: one[0])
    assert verdict.projected is not None
    base = next((one for one in measured if one.id == verdict.baseline), None)
    ends = [verdict.projected, *(_reached(base, latest, day) if base is not None else ())]
    low, end, high = (limits.cut(one) for one in (min(ends), verdict.projected, max(ends)))
    return Projection((latest.day, latest.value), (day, end), low, high)


def _reached(base: Point, latest: Point, due: date) -> Iterator[Decimal]:
    """The values at the due date by the flattest and the steepest line that the two printed values allow."""
    elapsed, ahead = (latest.day - base.day).days, (due - latest.day).days
    if elapsed <= 0 or None in (base.low, base.high, latest.low, latest.high):
        return
    for before, after in ((base.high, latest.low), (base.low, latest.high)):
        assert before is not None
        assert after is not None
        moved = ROOM.multiply(ROOM.subtract(after, before), Decimal(ahead))
        yield ROOM.add(after, ROOM.divide(moved, Decimal(elapsed)))


def _scale(
    indicator: Indicator,
    measured: Sequence[Point],
    milestones: Sequence[Milestone],
    path: Sequence[Spot],
    projection: Projection | None,
) -> Scale:
    values = [one.value for one in measured] + [value for _, value in path]
    for point in measured:
        values += [one for one in (point.low, point.high) if one is not None]
    for milestone in milestones:
        values += [one for one in (milestone.low, milestone.high) if one is not None]
    if projection is not None:
        # A wild projection is cut off at the edge; the scale stays one on which the measurements can be told apart.
        span = max(values) - min(values)
        lowest, highest = min(values) - span, max(values) + span
        if indicator.limit is not None:
            highest = min(highest, max(indicator.limit, *values))
        lowest = max(lowest, min(Decimal(0), *values))
        values += [min(max(one, lowest), highest) for one in (projection.low, projection.high)]
    rank = indicator.measure == "rank"
    return scale_over(
        values, limit=indicator.limit, whole=indicator.measure in {"rank", "count"}, downwards=rank
    )
