"""The measurements of one indicator in the order of time, made once and used by every method.

Like is compared with like.  A *stock* is what there is at an instant (a share, a stage): its values may be compared
whatever their periods, for each stands at its period's end.  A *flow* is what happens during a period (firms founded,
money spent): only periods of one length and place in the year may be compared.  Where nobody says which of the two
an indicator is, nothing is compared across periods of different lengths.

A promise may be about a whole period, such as 2021–2025: "50 000 flats in 2021–2025" is about the sum, "7.5% a year on
average" about the mean of what is measured within it.  A mean is arithmetic: each value counts by the length of its
period.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from hntrack.assess.arithmetic import divide
from hntrack.classes import NamedTuple
from hntrack.model.catalog import Catalog
from hntrack.model.codes import Qualifier
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.text.periods import Period

Kind = tuple[int, int]
"""Length of a period in months, and the month in which it starts; ``(0, 0)`` for a day; days, negative, otherwise."""

YEAR, DAY = (12, 1), (0, 0)
_STOCKS = frozenset({"share", "rank", "index", "stage", "text"})
_YEAR_LENGTH = len("2030")


def kind_of(period: Period) -> Kind:
    """Give the length of a period and its place in the year."""
    start, end, text = period
    if len(text) == _YEAR_LENGTH:
        return YEAR
    if start == end:
        return DAY
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        return 12 * (end.year - start.year) + end.month - start.month + 1, start.month
    return start.toordinal() - end.toordinal() - 1, 100 * start.month + start.day


def spans_years(kind: Kind) -> bool:
    """Whether a period is longer than a year (a fiscal year is none of these)."""
    return kind[0] > 12 or kind[0] < -366


def nature_of(indicator: Indicator) -> str | None:
    """Give ``stock`` or ``flow``: as the indicator says, else by what it measures; ``None`` where nobody knows."""
    return indicator.nature or ("stock" if indicator.measure in _STOCKS else None)


class Series:
    """What was measured of one indicator, oldest first.  Forecasts and plans are no measurements.

    Attributes:
        points: Measurements with a value: one for each end of a period, where values may be compared whatever their
            periods; else one for each period.
        stages: Measurements with a stage.
        nature: ``stock``, ``flow`` or ``None``.
        broken: One of the points marks a break in the series.
        uniform: Every period is one whole year.
    """

    __slots__ = ("_catalog", "_known", "_like", "broken", "nature", "points", "stages", "uniform")

    def __init__(self, catalog: Catalog, measurements: Iterable[Measurement], as_of: date) -> None:
        points: list[Measurement] = []
        stages: list[Measurement] = []
        self._catalog = catalog
        self.uniform = uniform = self._take(measurements, as_of, points, stages)
        self._like: dict[Kind | None, list[Measurement]] = {}
        self._known: list[date] | None = None
        self.nature = nature_of(catalog.indicator[points[0].indicator]) if points and not uniform else None
        self.points = points if uniform else _one_for_each(catalog, points, by_end=self.nature == "stock")
        self.stages = _one_for_each(catalog, stages, by_end=True) if len(stages) > 1 else stages

    def _take(
        self,
        measurements: Iterable[Measurement],
        as_of: date,
        points: list[Measurement],
        stages: list[Measurement],
    ) -> bool:
        """Take points and stages of what had begun by a day; tell whether the points are whole years, in order."""
        last = date.min
        uniform = True
        broken = False
        for measurement in measurements:
            start, end, text = measurement.period
            status = measurement.obs_status
            if start > as_of or status == "forecast":
                continue
            if measurement.value is None:
                if measurement.stage is not None:
                    stages.append(measurement)
                continue
            if status == "break":
                broken = True
            if end <= last or len(text) != _YEAR_LENGTH:
                uniform = False
            last = end
            points.append(measurement)
        self.broken = broken
        return uniform

    def like(self, kind: Kind | None) -> list[Measurement]:
        """Give the points that a promise about a period of this kind is judged by; ``None`` for no date."""
        if self.uniform and (kind is None or kind in {YEAR, DAY}):
            return self.points
        found = self._like.get(kind)
        if found is None:
            found = self._like[kind] = self._find_like(kind)
        return found

    def _find_like(self, kind: Kind | None) -> list[Measurement]:
        asked = YEAR if kind is None or kind == DAY else kind
        if spans_years(asked):
            return _of_kind(self.points, asked)
        within = [point for point in self.points if not spans_years(kind_of(point.period))]
        nature = self._nature_asked()
        if nature == "stock":
            return within
        if nature == "flow":
            return _of_kind(within, asked)
        return [point for point in within if kind_of(point.period)[0] == asked[0]] or within

    def _nature_asked(self) -> str | None:
        """Give the nature of the indicator, which a series of whole years is not asked for when it is made."""
        if self.uniform and self.points:
            return nature_of(self._catalog.indicator[self.points[0].indicator])
        return self.nature

    @property
    def mixed(self) -> bool:
        """Whether periods of different lengths meet, and nobody says if the indicator is a stock or a flow."""
        if self.uniform or self.nature is not None:
            return False
        kinds = {kind_of(point.period) for point in self.points}
        return len({kind[0] for kind in kinds if not spans_years(kind)}) > 1

    @property
    def known_on(self) -> list[date]:
        """The day from which each of the points was publicly known."""
        if self._known is None:
            published_on = self._catalog.published_on
            self._known = [published_on(point) for point in self.points]
        return self._known

    def last_known(self, points: list[Measurement], day: date) -> Measurement | None:
        """Give the last of some of the points that was known on a day; ``None`` where none was.

        Of what bears no date of publication, what lies before that day counts as known.  No figure is known before
        its period has begun, whatever the date of its document.
        """
        among = None if points is self.points else {point.id for point in points}
        for one, known in zip(reversed(self.points), reversed(self.known_on), strict=True):
            begun = one.period.end if known == date.min else one.period.start
            if known <= day and begun <= day and (among is None or one.id in among):
                return one
        return None


def _of_kind(points: list[Measurement], kind: Kind) -> list[Measurement]:
    return [point for point in points if kind_of(point.period) == kind]


def deciding(points: list[Measurement], due: date) -> Measurement | None:
    """Give the point by which a promise is judged once due: its period covers the due date or ends at it.

    Of several the one that ends at the due date, else the narrowest.
    """
    found = None
    for point in points:
        period = point.period
        if period.start <= due <= period.end:
            if period.end == due:
                return point
            if found is None or period.start > found.period.start:
                found = point
    return found


def after(points: list[Measurement], due: date) -> Measurement | None:
    """Give the first point after the due date."""
    return next((point for point in points if point.period.start > due), None)


def last_of_each_year(points: list[Measurement]) -> list[Measurement]:
    """Give the last point of each calendar year, as the published methods count."""
    found = {point.period.end.year: point for point in points}
    return points if len(found) == len(points) else list(found.values())


def _one_for_each(catalog: Catalog, points: list[Measurement], *, by_end: bool) -> list[Measurement]:
    """Of several measurements of one period (``by_end``: of periods with one end) keep one, in the order of time."""
    found: dict[tuple[date, date], Measurement] = {}
    for point in points:
        period = point.period
        key = (period.end, period.end if by_end and not spans_years(kind_of(period)) else period.start)
        rival = found.get(key)
        if rival is None or _goes_before(catalog, rival, point):
            found[key] = point
    return [found[key] for key in sorted(found)]


def _goes_before(catalog: Catalog, rival: Measurement, measurement: Measurement) -> bool:
    """Whether ``one`` speaks for its date rather than ``rival``: the narrower period, then the later document."""
    if measurement.period.start != rival.period.start:
        return measurement.period.start > rival.period.start
    return catalog.published_on(measurement) >= catalog.published_on(rival)


OF_THE_PERIOD = frozenset({"sum", "mean"})


class SoFar(NamedTuple):
    """What has been measured of the promised period, from its start without a gap.

    Attributes:
        measured: Sum or mean as a measurement: its period runs from the start to the last piece, its id is the
            last piece's.
        total: Sum of the pieces; for a mean, each times its length in units.
        done, units: Length of what is measured and of the whole, in years where every piece is one, else in months
            or days.
        complete: Nothing of the promised period is missing.
    """

    measured: Measurement
    total: Decimal
    done: int
    units: int
    complete: bool


def so_far(series: Series, target: Target) -> SoFar | None:
    """Add up what has been measured of the promised period; ``None`` where nothing was from its start on."""
    whole = target.milestone
    assert whole is not None
    pieces = _pieces(series.points, whole)
    if not pieces:
        return None
    lengths, units = _lengths(pieces, whole)
    done = sum(lengths)
    values = [piece.value for piece in pieces if piece.value is not None]
    if target.over == "mean":
        total = sum((value * length for value, length in zip(values, lengths, strict=True)), Decimal(0))
        value = divide(total, Decimal(done))
    else:
        total = value = sum(values, Decimal(0))
    last = pieces[-1]
    text = last.period.text if len(pieces) == 1 else f"{pieces[0].period.text}/{last.period.text}"
    measured = last._replace(
        period=Period(whole.start, last.period.end, text),
        value=value,
        qualifier=_qualifier(pieces),
        obs_status=next((piece.obs_status for piece in pieces if piece.obs_status != "final"), "final"),
    )
    return SoFar(measured, total, done, units, last.period.end >= whole.end)


def missing_from(series: Series, whole: Period) -> date:
    """Give the first day of the promised period of which nothing was measured."""
    pieces = _pieces(series.points, whole)
    return pieces[-1].period.end + timedelta(days=1) if pieces else whole.start


def _pieces(points: list[Measurement], whole: Period) -> list[Measurement]:
    """The longest periods that follow one another without a gap from the start of the whole."""
    longest: dict[date, Measurement] = {}
    for point in points:
        start, end, _ = point.period
        if start < whole.start or end > whole.end:
            continue
        rival = longest.get(start)
        if rival is None or end >= rival.period.end:
            longest[start] = point
    found: list[Measurement] = []
    cursor = whole.start
    while cursor in longest:
        found.append(longest[cursor])
        cursor = found[-1].period.end + timedelta(days=1)
    return found


def _lengths(pieces: list[Measurement], whole: Period) -> tuple[list[int], int]:
    periods = [piece.period for piece in pieces]
    if all(
        period.start.day == 1 and (period.end + timedelta(days=1)).day == 1 for period in (*periods, whole)
    ):
        months = [_months(period) for period in periods]
        everything = _months(whole)
        if all(month % 12 == 0 for month in (*months, everything)):
            return [month // 12 for month in months], everything // 12
        return months, everything
    return [(period.end - period.start).days + 1 for period in periods], (whole.end - whole.start).days + 1


def _months(period: Period) -> int:
    return 12 * (period.end.year - period.start.year) + period.end.month - period.start.month + 1


def _qualifier(pieces: list[Measurement]) -> Qualifier:
    """Exact values and bounds of one side give a bound of that side; anything else is approximate."""
    found = {piece.qualifier for piece in pieces if piece.qualifier != "exact"}
    if len(found) > 1:
        return "about"
    return found.pop() if found else "exact"
