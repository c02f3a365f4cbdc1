"""What a chart of an indicator shows, before anybody draws it: every drawing is made from the same model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, DecimalException
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from hntrack.assess.arithmetic import Bounds, Limits, bounds_of, interval, limits_of
from hntrack.assess.series import OF_THE_PERIOD, YEAR, Series
from hntrack.model.catalog import Catalog
from hntrack.model.codes import NUMERIC_MEASURES
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.report.words import (
    by_due,
    dated_text,
    indicator_title,
    label,
    number_text,
    published_text,
    rounded,
    target_text,
    unit_title,
    value_text,
)
from hntrack.text.messages import Message, _, _c, _n, day_text

# Scales of a chart: where a value or a day lies between the ends, and which ticks a reader can count by.

ROOM = Context(prec=40, rounding=ROUND_HALF_EVEN)
"""Arithmetic for drawing: positions only, never the data."""

_FRACTION = Decimal("0.00001")
_DIGITS = 30
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of values.

    Attributes:
        low, high: Its ends, in the indicator's unit; ``low < high``.
        ticks: Round values on it, ascending, both ends among them.
        downwards: Small is better and stands on top (a rank).
    """

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    downwards: bool = False

    def fraction(self, value: Decimal) -> Decimal:
        """Give where a value stands: 0 at the bottom, 1 at the top, beyond either where the value is."""
        part = ROOM.divide(ROOM.subtract(value, self.low), ROOM.subtract(self.high, self.low))
        return ROOM.quantize(ROOM.subtract(Decimal(1), part) if self.downwards else part, _FRACTION)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A scale of days: from ``first`` to ``last``; each tick is the first day of a year, one in ``step`` years."""

    first: date
    last: date
    ticks: tuple[date, ...]
    step: int = 1

    def fraction(self, day: date) -> Decimal:
        """Give where a day stands: 0 at the first, 1 at the last."""
        span = Decimal((self.last - self.first).days)
        return ROOM.quantize(ROOM.divide(Decimal((day - self.first).days), span), _FRACTION)


def scale_over(
    values: Iterable[Decimal], *, limit: Decimal | None = None, whole: bool = False, downwards: bool = False
) -> Scale:
    """Make a scale with round ends that holds all values.

    Args:
        values: At least one.
        limit: A natural limit that the scale does not pass where no value does.
        whole: Only whole numbers can occur: ranks and counts.
        downwards: For a rank: 1 stands on top, and the scale starts there.

    Raises:
        OverflowError: The values differ only in digits that no drawing can show.
    """
    found = sorted(values)
    low, high = found[0], found[-1]
    if downwards:
        low = min(low, Decimal(1))
    elif low >= 0 and (4 * low <= 3 * high or low == high):
        low = Decimal(0)
    elif high <= 0 and (4 * high >= 3 * low or low == high):
        high = Decimal(0)
    if low == high:
        high = ROOM.add(low, Decimal(1))
    span = ROOM.subtract(high, low)
    if span <= max(abs(low), abs(high)).scaleb(-_DIGITS):
        raise OverflowError("values too close together, for their size, to be told apart")
    step = _step(span, whole=whole or downwards)
    start = low if downwards else _snap(low, step, ROUND_FLOOR)
    end = _snap(high, step, ROUND_CEILING) if not downwards else high
    if limit is not None and high <= limit < end:
        end = limit
    ticks = [start]
    # A rank's scale starts at 1, its further ticks stand on whole steps.
    mark = ROOM.multiply(step, (start / step).to_integral_value(ROUND_FLOOR))
    while (mark := ROOM.add(mark, step)) < end:
        ticks.append(mark)
    return Scale(start, end, (*_apart(ticks, end, step), end), downwards)


def _apart(ticks: list[Decimal], end: Decimal, step: Decimal) -> list[Decimal]:
    """Drop the tick that would be printed onto the last one."""
    return ticks[:-1] if len(ticks) > 1 and (end - ticks[-1]) * 2 < step else ticks


def _step(span: Decimal, *, whole: bool) -> Decimal:
    unit = Decimal(1).scaleb((span / 4).adjusted())
    steps = (ROOM.multiply(one, unit) for one in _STEPS)
    step = next((one for one in steps if ROOM.multiply(one, Decimal(4)) >= span), unit * 10)
    return max(step.to_integral_value(ROUND_CEILING), Decimal(1)) if whole else step


def _snap(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return ROOM.multiply(ROOM.divide(value, step).to_integral_value(rounding), step)


def calendar_over(days: Iterable[date]) -> Calendar:
    """Make a calendar that holds all days, with half a year of air at both ends and at most six or so ticks."""
    found = sorted(days)
    first = date(max(found[0].year - 1, 1), 7, 1)
    last = date(min(found[-1].year + 1, 9999), 6, 30)
    years = range(first.year + 1, last.year + 1)
    step = next((one for one in _YEAR_STEPS if len(years) <= 6 * one), _YEAR_STEPS[-1])
    ticks = tuple(date(year, 1, 1) for year in years if year % step == 0)
    return Calendar(first, last, ticks or (date(years[0], 1, 1),), step)


# The words of a chart: its title, its labels, and the sentences that stand for it where it is not seen.

_LEGEND: MappingProxyType[str, Message] = MappingProxyType(
    {
        "measured": _("measured"),
        "promised": _("promised"),
        "path": _("required path"),
        "projection": _("at the observed pace"),
        "today": _c("chart", "as of"),
    }
)

Judged = Sequence[tuple[Target, Verdict]]

_FEW, _DOCUMENTS = 6, 3


def legend(key: str, lang: str) -> str:
    """Give the name of a part of the chart."""
    return _LEGEND[key].within(lang)


def _title(catalog: Catalog, indicator: Indicator, lang: str) -> str:
    """Name the indicator, with its unit where it has one to name."""
    unit = unit_title(catalog, indicator, lang)
    if indicator.share_of is not None:
        unit = f"{unit} {indicator.share_of.within(lang)}"
    name = indicator_title(catalog, indicator, lang)
    return f"{name} ({unit})" if unit and indicator.measure != "rank" else name


def milestone_label(catalog: Catalog, target: Target, lang: str) -> str:
    """Name a milestone: ``> 50% by 2030``."""
    return f"{target_text(catalog, target, lang)} {due_label(target, lang)}".rstrip()


def due_label(target: Target, lang: str) -> str:
    """Say until when: ``by 2030``, ``đến năm 2030``; nothing for an undated aim."""
    return by_due("", target.milestone, lang).strip()


@lru_cache(maxsize=4096)  # round numbers, the same in many charts
def tick_label(value: Decimal, lang: str) -> str:
    """Print the number of a tick without needless zeros; very large ones in powers of ten."""
    plain = value.normalize() if value else Decimal(0)
    if plain.adjusted() >= 9:
        scaled = plain.scaleb(-plain.adjusted()).normalize()
        return f"{number_text(scaled, lang)}×10^{plain.adjusted()}"
    return number_text(plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain, lang)


def _description(
    catalog: Catalog,
    indicator: Indicator,
    judged: Judged,
    lang: str,
    labels: tuple[Sequence[str], Sequence[str]],
) -> str:
    """Tell the chart in words; the labels are those of its points, and of its milestones, in order."""
    measured, promised = labels
    sentences = [*_finding(catalog, judged, lang), _measured(measured, lang)]
    if promised:
        sentences.append(_("Promised: {promised}.", promised="; ".join(promised)).within(lang))
    sentences += _required(catalog, indicator, judged, lang)
    sentences += _projected(catalog, indicator, judged, lang)
    return " ".join(sentences)


def _finding(catalog: Catalog, judged: Judged, lang: str) -> Iterator[str]:
    """Say first what the drawing shows: where each promise stands."""
    for target, verdict in judged[:_FEW]:
        verdicts = [label("standing", verdict.standing, lang)]
        if verdict.pace not in ("met", "not_assessable"):
            verdicts.append(label("pace", verdict.pace, lang))
        yield f"{milestone_label(catalog, target, lang)}: {', '.join(verdicts)}."


def _caption(
    catalog: Catalog,
    judged: Judged,
    points: tuple[Sequence[Measurement], Sequence[Measurement]],
    scale: Scale,
    *,
    lang: str,
    as_of: date,
) -> Iterator[str]:
    """Say where a chart comes from, and what it does not show; the points are those drawn, and all that there are."""
    drawn, everything = points
    claims = [*(target.claim for target, _ in judged), *(one.claim for one in drawn)]
    documents = list(dict.fromkeys(claim.partition("/")[0] for claim in claims if claim))
    if documents:
        named = "; ".join(_document(catalog, name, lang) for name in documents[:_DOCUMENTS])
        more = len(documents) - _DOCUMENTS
        if more > 0:
            named += "; " + _n("and {count} more", "and {count} more", more).within(lang)
        yield _("Source: {documents}.", documents=named).within(lang)
    methods = ", ".join(dict.fromkeys(f"{verdict.method} {verdict.version}" for _, verdict in judged))
    day = day_text(as_of, lang)
    told = (
        _("As of {day}. Method: {methods}.", day=day, methods=methods)
        if methods
        else _("As of {day}.", day=day)
    )
    yield told.within(lang)
    yield from _not_shown(len(everything) - len(drawn), scale, lang)


def _not_shown(left_out: int, scale: Scale, lang: str) -> Iterator[str]:
    if left_out:
        yield _n(
            "{count} measurement of another kind of period is left out.",
            "{count} measurements of other kinds of periods are left out.",
            left_out,
        ).within(lang)
    if not scale.downwards and not scale.low <= 0 <= scale.high:
        yield _("The scale begins at {low}, not at zero.", low=tick_label(scale.low, lang)).within(lang)


def _document(catalog: Catalog, name: str, lang: str) -> str:
    source = catalog.source.get(name)
    title = (source.title or source.publisher if source else None) or name
    return f"{title} ({published_text(catalog, name, lang)})"


def _measured(labels: Sequence[str], lang: str) -> str:
    if not labels:
        return _("Nothing measured yet.").within(lang)
    if len(labels) <= _FEW:
        return _("Measured: {labels}.", labels="; ".join(labels)).within(lang)
    first, last = labels[0], labels[-1]
    return _(
        "{count} measurements, from {first} to {last}.", count=len(labels), first=first, last=last
    ).within(lang)


def _required(catalog: Catalog, indicator: Indicator, judged: Judged, lang: str) -> Iterator[str]:
    for _target, verdict in judged[:1]:
        if verdict.due_value_now is not None:
            value = value_text(catalog, indicator, rounded(verdict.due_value_now), lang)
            yield _("On the straight way the latest value would have to be {value}.", value=value).within(
                lang
            )


def _projected(catalog: Catalog, indicator: Indicator, judged: Judged, lang: str) -> Iterator[str]:
    leading = [(t.due, v.projected) for t, v in judged if t.due is not None and v.projected is not None]
    if not leading:
        return
    due: date
    due, projected = min(leading)
    value, day = value_text(catalog, indicator, rounded(projected), lang), day_text(due, lang)
    yield _("At the observed pace it would be {value} on {day}.", value=value, day=day).within(lang)


Spot = tuple[date, Decimal]

_NEAR_YEARS = 10


class Point(NamedTuple):
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


class Milestone(NamedTuple):
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

    @property
    def bounds(self) -> tuple[Decimal, ...]:
        """The bounds that there are, the lower one first, each once."""
        return tuple(dict.fromkeys(bound for bound in (self.low, self.high) if bound is not None))


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
    return next(iter(charts(catalog, indicator, judged, langs=(lang,), as_of=as_of)), None)


def charts(
    catalog: Catalog, indicator: Indicator, judged: Judged, *, langs: Sequence[str], as_of: date
) -> tuple[Chart, ...]:
    """Build the :func:`chart` of an indicator in several languages: it is worked out once, and worded for each.

    Returns:
        One a language; empty where there is nothing to draw.
    """
    if indicator.measure not in NUMERIC_MEASURES:
        return ()
    try:
        shown = _shown(catalog, indicator, judged, as_of)
        if shown is None:
            return ()
        return tuple(_worded(catalog, indicator, judged, shown, lang) for lang in langs)
    except (DecimalException, OverflowError):
        return ()


class _Shown(NamedTuple):
    """What a chart shows, without words; points and milestones are named per language."""

    series: Sequence[Measurement]
    comparable: Sequence[Measurement]
    measured: tuple[Point, ...]
    promised: tuple[tuple[Milestone, Target], ...]
    path: tuple[Spot, ...]
    projection: Projection | None
    scale: Scale
    calendar: Calendar
    today: date | None
    as_of: date


def _shown(catalog: Catalog, indicator: Indicator, judged: Judged, as_of: date) -> _Shown | None:
    series = Series(catalog, catalog.measurements_of.get(indicator.id, ()), as_of)
    comparable = series.like(YEAR) or series.points
    measured = tuple(_point(indicator, one) for one in comparable)
    promised = tuple(sorted(_milestones(catalog, comparable, judged), key=lambda one: one[0].day))
    milestones = [milestone for milestone, _target in promised]
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
    calendar = calendar_over([*days, *([today] if today else [])])
    scale = _scale(indicator, measured, milestones, path, projection)
    return _Shown(
        series.points, comparable, measured, promised, path, projection, scale, calendar, today, as_of
    )


def _worded(catalog: Catalog, indicator: Indicator, judged: Judged, shown: _Shown, lang: str) -> Chart:
    measured = tuple(
        point._replace(label=dated_text(catalog, one, lang))
        for point, one in zip(shown.measured, shown.comparable, strict=True)
    )
    milestones = tuple(
        milestone._replace(
            asked=target_text(catalog, target, lang), label=milestone_label(catalog, target, lang)
        )
        for milestone, target in shown.promised
    )
    labels = [one.label for one in measured], [milestone.label for milestone in milestones]
    points = (shown.comparable, shown.series)
    return Chart(
        id=indicator.id,
        lang=lang,
        title=_title(catalog, indicator, lang),
        unit=unit_title(catalog, indicator, lang),
        description=_description(catalog, indicator, judged, lang, labels),
        measured=measured,
        milestones=milestones,
        path=shown.path,
        projection=shown.projection,
        scale=shown.scale,
        calendar=shown.calendar,
        today=shown.today,
        caption=tuple(_caption(catalog, judged, points, shown.scale, lang=lang, as_of=shown.as_of)),
    )


def _point(indicator: Indicator, measurement: Measurement) -> Point:
    assert measurement.value is not None
    low, high = interval(indicator, measurement)
    return Point(
        measurement.period.end, measurement.value, low, high, "", measurement.id, measurement.period.text
    )


def _milestones(
    catalog: Catalog, points: Sequence[Measurement], judged: Judged
) -> Iterator[tuple[Milestone, Target]]:
    first = points[0] if points else None
    latest = points[-1] if points else None
    for target, verdict in judged:
        asked = bounds_of(catalog, target, first)
        if asked is None or target.due is None or target.over in OF_THE_PERIOD:
            continue
        milestone = Milestone(
            day=target.due,
            low=asked.low,
            high=asked.high,
            aim=_aim(asked, latest),
            asked="",
            label="",
            target=target.id,
            standing=verdict.standing,
            pace=verdict.pace,
        )
        yield milestone, target


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
        values += milestone.bounds
    if projection is not None:
        values += [*_cut_off(projection, values, indicator.limit)]
    if len(measured) == 1 and not milestones:
        values.append(Decimal(0))  # how far one figure is rounded is no scale to read it by
    rank = indicator.measure == "rank"
    return scale_over(
        values, limit=indicator.limit, whole=indicator.measure in {"rank", "count"}, downwards=rank
    )


def _cut_off(projection: Projection, values: Sequence[Decimal], limit: Decimal | None) -> Iterator[Decimal]:
    """Cut a wild projection off at the edge: the scale stays one on which the measurements can be told apart."""
    span = max(values) - min(values)
    lowest, highest = min(values) - span, max(values) + span
    if limit is not None:
        highest = min(highest, max(limit, *values))
    lowest = max(lowest, min(Decimal(0), *values))
    return (min(max(end, lowest), highest) for end in (projection.low, projection.high))
