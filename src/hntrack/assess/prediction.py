"""What the points so far leave open about the value at the due date: a prediction interval, with its method named."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hntrack.assess.arithmetic import EXACT
from hntrack.assess.case import Case
from hntrack.assess.series import Series
from hntrack.assess.years import years_between
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target

LEAST_POINTS = 4
METHOD = "ordinary least squares, 95 % prediction interval for one new observation"
# Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom.
_T95 = (
    "12.7062 4.3027 3.1824 2.7764 2.5706 2.4469 2.3646 2.3060 2.2622 2.2281 2.2010 2.1788 2.1604 2.1448 2.1314 "
    "2.1199 2.1098 2.1009 2.0930 2.0860 2.0796 2.0739 2.0687 2.0639 2.0595 2.0555 2.0518 2.0484 2.0452 2.0423"
)


class Prediction(NamedTuple):
    """A 95 % prediction interval of the value at the due date.

    Attributes:
        fitted: The fitted straight line at the due date.
        low, high: The interval, not cut at a natural limit.
        points: How many measurements it rests on.
        chance: Probability in percent that the target is met then, by the same model; ``None`` where that is not
            defensible: fewer than eight points, or a due date further ahead than the points reach back.
        method: What was computed, in a few words.
    """

    fitted: Decimal
    low: Decimal
    high: Decimal
    points: int
    chance: Decimal | None
    method: str = METHOD


def predict(catalog: Catalog, target: Target, as_of: date) -> Prediction | None:
    """Give the prediction interval of a target's value at its due date.

    Returns:
        ``None`` with fewer than four comparable measurements from the baseline on, after a break in the series,
        for ranks, words and undated aims, and once the due date has passed.
    """
    series = Series(catalog, catalog.measurements_of.get(target.indicator, ()), as_of)
    case = Case(catalog, target, as_of, series)
    baseline, why = case.start
    unfit = case.indicator.measure == "rank" or case.past or case.due is None or case.bounds is None
    if unfit or baseline is None or (series.broken and why != "break"):
        return None
    points = [one for one in series.comparable if one.period.end >= baseline.period.end]
    return _fit(case, points) if len(points) >= LEAST_POINTS else None


def _fit(case: Case, points: list[Measurement]) -> Prediction | None:
    """ŷ ± t(n-2)·s·√(1 + 1/n + (x-x̄)²/Σ(xᵢ-x̄)²): a straight trend with independent, equally wide errors."""
    assert case.due is not None
    count, start = len(points), points[0].period.end
    xs = [years_between(start, one.period.end) for one in points]
    ys = [one.value for one in points if one.value is not None]
    mean_x, mean_y = sum(xs, Decimal(0)) / count, sum(ys, Decimal(0)) / count
    off = [(x - mean_x, y - mean_y) for x, y in zip(xs, ys, strict=True)]
    sxx = sum((x * x for x, _ in off), Decimal(0))
    slope = sum((x * y for x, y in off), Decimal(0)) / sxx
    left = sum(((y - slope * x) ** 2 for x, y in off), Decimal(0))
    ahead = years_between(start, case.due) - mean_x
    spread = (left / (count - 2) * (1 + Decimal(1) / count + ahead * ahead / sxx)).sqrt()
    fitted = mean_y + slope * ahead
    half = quantile(count - 2) * spread
    far = years_between(points[-1].period.end, case.due) > xs[-1]
    return Prediction(
        EXACT.plus(fitted),
        EXACT.plus(fitted - half),
        EXACT.plus(fitted + half),
        count,
        None if far or count < 8 or not spread else _chance(case, fitted, spread, count - 2),
    )


def _chance(case: Case, fitted: Decimal, spread: Decimal, freedom: int) -> Decimal:
    """Probability in percent, to a whole number, that a value so distributed satisfies the target."""
    asked = case.bounds
    assert asked is not None
    below_high = 1.0 if asked.high is None else student_cdf(float((asked.high - fitted) / spread), freedom)
    below_low = 0.0 if asked.low is None else student_cdf(float((asked.low - fitted) / spread), freedom)
    return Decimal(round(100 * max(0.0, below_high - below_low)))


def student_cdf(t: float, freedom: int) -> float:
    """Distribution function of Student's t for whole degrees of freedom: the exact finite series.

    Abramowitz and Stegun, 26.7.3 and 26.7.4.
    """
    from math import atan, cos, pi, sin, sqrt  # noqa: PLC0415  (only a defensible chance needs them)

    theta = atan(t / sqrt(freedom))
    if freedom == 1:
        return 0.5 + theta / pi
    square, odd = cos(theta) ** 2, freedom % 2
    term = cos(theta) if odd else 1.0
    total = term
    for k in range(3 if odd else 2, freedom - 1, 2):
        term *= square * (k - 1) / k
        total += term
    area = 2 / pi * (theta + sin(theta) * total) if odd else sin(theta) * total
    return 0.5 + area / 2


def quantile(freedom: int) -> Decimal:
    """Two-sided 95 % quantile of Student's t, four decimals; beyond 30 by the Cornish-Fisher expansion."""
    table = _T95.split()
    if freedom <= len(table):
        return Decimal(table[freedom - 1])
    z, n = Decimal("1.959964"), Decimal(freedom)
    return z + (z**3 + z) / (4 * n) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n * n)
