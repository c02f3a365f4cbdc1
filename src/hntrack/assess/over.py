"""A promise about a whole period, such as 2021–2025: the sum or the mean of what is measured within it.

"50 000 flats in 2021–2025" is about the sum, "7.5% a year on average" about the mean.  A mean is arithmetic: each
value counts by the length of its period.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from hntrack.assess.arithmetic import divide
from hntrack.assess.series import Series
from hntrack.model.codes import Qualifier
from hntrack.model.records import Measurement, Target
from hntrack.text.periods import Period

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
