"""What the points so far leave open about the value at the due date: a prediction interval, with its method named."""

from __future__ import annotations

from decimal import Decimal

from hntrack.assess.case import Case
from hntrack.assess.years import EXACT, years_between
from hntrack.model.records import Measurement

LEAST_POINTS = 4
LEVEL = Decimal(95)
# Two-sided 95 % quantiles of Student's t by degrees of freedom (1 to 30), then some wider steps.
_T95 = (
    "12.7062 4.3027 3.1824 2.7764 2.5706 2.4469 2.3646 2.3060 2.2622 2.2281 2.2010 2.1788 2.1604 2.1448 2.1314 "
    "2.1199 2.1098 2.1009 2.0930 2.0860 2.0796 2.0739 2.0687 2.0639 2.0595 2.0555 2.0518 2.0484 2.0452 2.0423"
)


def prediction(case: Case, baseline: Measurement) -> dict[str, Decimal] | None:
    """Fit a straight line by least squares from the baseline on and give the 95 % prediction interval at the due date.

    ŷ ± t(n-2) · s · √(1 + 1/n + (x-x̄)²/Σ(xᵢ-x̄)²), the textbook interval of ordinary least squares for one new
    observation.  It supposes a straight trend with independent, equally wide errors.

    Returns:
        ``fitted``, ``prediction_low``, ``prediction_high`` and ``prediction_points``; ``None`` with fewer than
        four points.
    """
    points = [one for one in case.series.comparable() if one.period.end >= baseline.period.end]
    due, count = case.due, len(points)
    if count < LEAST_POINTS or due is None:
        return None
    start = baseline.period.end
    xs = [years_between(start, one.period.end) for one in points]
    ys = [one.value for one in points if one.value is not None]
    mean_x, mean_y = sum(xs, Decimal(0)) / count, sum(ys, Decimal(0)) / count
    off_x = [x - mean_x for x in xs]
    off_y = [y - mean_y for y in ys]
    sxx = sum((x * x for x in off_x), Decimal(0))
    if not sxx:
        return None
    slope = sum((x * y for x, y in zip(off_x, off_y, strict=True)), Decimal(0)) / sxx
    left = sum(((y - slope * x) ** 2 for x, y in zip(off_x, off_y, strict=True)), Decimal(0))
    ahead = years_between(start, due) - mean_x
    spread = left / (count - 2) * (1 + Decimal(1) / count + ahead * ahead / sxx)
    half = quantile(count - 2) * spread.sqrt()
    fitted = mean_y + slope * ahead
    return {
        "fitted": EXACT.plus(fitted),
        "prediction_low": EXACT.plus(fitted - half),
        "prediction_high": EXACT.plus(fitted + half),
        "prediction_points": Decimal(count),
    }


def quantile(freedom: int) -> Decimal:
    """Two-sided 95 % quantile of Student's t, four decimals; beyond 30 the Cornish-Fisher expansion."""
    table = _T95.split()
    if freedom <= len(table):
        return Decimal(table[freedom - 1])
    z, n = Decimal("1.959964"), Decimal(freedom)
    return z + (z**3 + z) / (4 * n) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n * n)
