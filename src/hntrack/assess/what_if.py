"""Beyond the verdict: how it was worked out, what it would take, and what if?  Nothing is stored.

:func:`explain` tells a verdict's arithmetic, :func:`predict` how far the value may lie from where its trend leads,
:func:`what_it_takes` gives the pace that is needed from now on, and how it compares with the pace so far;
:func:`what_if` a catalog with measurements that nobody has made.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise

from hntrack.assess.arithmetic import Bounds, OutOfRangeError, divide, interval, power, shown, years_between
from hntrack.assess.case import Case
from hntrack.assess.methods import module_of
from hntrack.assess.methods.trajectory import line_through
from hntrack.assess.run import assess
from hntrack.assess.series import Series
from hntrack.classes import NamedTuple, replace
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Fact, Reason, Verdict
from hntrack.text.periods import Period


def explain(catalog: Catalog, verdict: Verdict, as_of: date, *, uncertain: bool = True) -> tuple[Reason, ...]:
    """Explain a verdict, as its method does.

    Args:
        catalog: The catalog it was made on.
        verdict: Of one of its targets.
        as_of: The day it was made for.
        uncertain: Give the prediction interval, too.

    Returns:
        Lines in order: inputs, formulas, thresholds, what the printed numbers leave open.
    """
    target = catalog.target[verdict.target]
    series = Series(catalog, catalog.measurements_of.get(target.indicator, ()), as_of)
    case = Case(catalog, target, as_of, series)
    lines = [*module_of(verdict.method).explain(case, verdict)]
    if not uncertain or verdict.method != "trajectory":
        return tuple(lines)
    prediction = predict(case)
    if prediction is not None:
        facts: dict[str, Fact] = {"points": prediction.points, "due": target.due or as_of}
        facts |= {"fitted": prediction.fitted, "low": prediction.low, "high": prediction.high}
        lines.append(Reason("prediction", facts))
    return tuple(lines)


# The prediction interval is that of a random walk with drift: the value goes on at its mean pace so far, and each year
# adds an error of its own.  Straight lines with independent errors, used before, held 64 to 68% of real series where
# 95% were meant; this one holds 85 to 88%.  So the level is called nominal, and no chance is named.
LEAST_POINTS = 4
_WALK = "random walk with drift, nominal 95% prediction interval"
# Two-sided 95% quantiles of Student's t for 1 to 30 degrees of freedom.
_T95 = (
    "12.7062 4.3027 3.1824 2.7764 2.5706 2.4469 2.3646 2.3060 2.2622 2.2281 2.2010 2.1788 2.1604 2.1448 2.1314 "
    "2.1199 2.1098 2.1009 2.0930 2.0860 2.0796 2.0739 2.0687 2.0639 2.0595 2.0555 2.0518 2.0484 2.0452 2.0423"
)


class Prediction(NamedTuple):
    """A nominal 95% prediction interval of the value at the due date, within the natural limits.

    Attributes:
        fitted: The value that the mean pace so far leads to.
        low, high: The interval.
        points: How many measurements it rests on.
        method: What was computed, in a few words.
    """

    fitted: Decimal
    low: Decimal
    high: Decimal
    points: int
    method: str = _WALK


def _since_last_break(points: list[Measurement]) -> list[Measurement]:
    breaks = [place for place, point in enumerate(points) if point.obs_status == "break"]
    return points[breaks[-1] :] if breaks else points


def predict(case: Case) -> Prediction | None:
    """Give the prediction interval of a target's value at its due date.

    Returns:
        ``None`` with fewer than four comparable measurements, all of them exact or approximate, since the last break
        in the series; for ranks, words, sums over a period and undated aims; and once the due date has passed.
    """
    unfit = case.measure == "rank" or case.past or case.due is None or case.bounds is None
    if unfit or case.so_far is not None or case.series.mixed:
        return None
    points = _since_last_break(case.points)
    if len(points) < LEAST_POINTS or any(point.qualifier not in {"exact", "about"} for point in points):
        return None
    return _walk_on(case, points)


def _walk_on(case: Case, points: list[Measurement]) -> Prediction | None:
    """Y + h·(y - y0)/span ± t(n-1)·s·√(h·(1 + h/span)), with s² from the steps between the points.

    h is the time ahead and span the time that the points cover, in years; s² is the mean square of what the steps
    depart from the drift, each divided by its length.  Half of the last printed digit of both ends comes on top.
    """
    due = case.due
    first, last = points[0], points[-1]
    assert due is not None
    assert first.value is not None
    assert last.value is not None
    ahead, span = years_between(last.period.end, due), years_between(first.period.end, last.period.end)
    if ahead < 0:
        return None
    drift = divide(last.value - first.value, span)
    total = Decimal(0)
    for one, following in pairwise(points):
        assert one.value is not None
        assert following.value is not None
        years = years_between(one.period.end, following.period.end)
        off = following.value - one.value - drift * years
        total += divide(off * off, years)
    freedom = len(points) - 2
    variance = divide(total, Decimal(freedom)) * ahead * (1 + divide(ahead, span))
    half = quantile(freedom) * variance.sqrt()
    end = _half_digit(case.indicator, last)
    half += end + divide((end + _half_digit(case.indicator, first)) * ahead, span)
    fitted = last.value + drift * ahead
    cut = case.limits.cut
    return Prediction(cut(fitted), cut(fitted - half), cut(fitted + half), len(points))


def _half_digit(indicator: Indicator, measurement: Measurement) -> Decimal:
    """What a printed value leaves open to either side."""
    low, high = interval(indicator, measurement)
    assert low is not None
    assert high is not None
    return high - low if measurement.value in {low, high} else (high - low) / 2


def quantile(freedom: int) -> Decimal:
    """Two-sided 95% quantile of Student's t, four decimals; beyond 30 by the Cornish-Fisher expansion."""
    table = _T95.split()
    if freedom <= len(table):
        return Decimal(table[freedom - 1])
    z, n = Decimal("1.959964"), Decimal(freedom)
    return z + (z**3 + z) / (4 * n) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n * n)


class Needed(NamedTuple):
    """What a target still takes; ``None`` wherever the data do not allow it.

    Attributes:
        gap: What is missing, in the unit.
        years_left: From the day of judging to the due date (from the end of the latest measurement's period, if later).
        required_pace: Change a year from then on, in the unit, signed as the value moves, if nothing has moved since.
        required_pace_since_latest: The same from the end of the latest measurement's period on.
        required_growth: Growth a year in percent, compounded, from the latest measurement on.
        observed_pace: Change a year so far, from the baseline to the latest measurement.
        multiple: Required pace as a multiple of the observed pace; negative where it must turn round.
        due_value_now: Value of the trajectory at the date of the latest measurement.
        due_value_today: Value of the trajectory on the day of judging.
        buffer_days, reached_on, projected: As in a verdict by ``trajectory``.
        prediction: The nominal 95% prediction interval at the due date, with four measurements or more.
    """

    gap: Decimal | None = None
    years_left: Decimal | None = None
    required_pace: Decimal | None = None
    required_pace_since_latest: Decimal | None = None
    required_growth: Decimal | None = None
    observed_pace: Decimal | None = None
    multiple: Decimal | None = None
    due_value_now: Decimal | None = None
    due_value_today: Decimal | None = None
    buffer_days: int | None = None
    reached_on: date | None = None
    projected: Decimal | None = None
    prediction: Prediction | None = None


def what_it_takes(catalog: Snapshot, target: Target, as_of: date) -> Needed:
    """Say what a target still takes.

    Args:
        catalog: As known on ``as_of``.
        target: One of its targets; for ranks and aims in words only the gap can be said.
        as_of: The day of judging.
    """
    verdict = assess(catalog, target, as_of, "trajectory")
    series = Series(catalog, catalog.measurements_of.get(target.indicator, ()), as_of)
    case = Case(catalog, target, as_of, series)
    latest, due, required = case.latest, case.due, verdict.required_pace
    if latest is None or due is None or case.bounds is None or case.measure == "rank":
        return Needed(gap=verdict.gap)
    growth = multiple = prediction = today = None
    try:
        growth, today = _growth(case), _today(case)
        multiple = divide(required, verdict.observed_pace) if required and verdict.observed_pace else None
        prediction = predict(case)
    except OutOfRangeError:  # beyond what can be computed, as in run.py
        pass
    now = max(case.now, latest.period.end)
    return Needed(
        gap=verdict.gap,
        years_left=years_between(now, due) if now < due else None,
        required_pace=required,
        required_pace_since_latest=verdict.required_pace_since_latest,
        required_growth=growth,
        observed_pace=verdict.observed_pace,
        multiple=multiple,
        due_value_now=verdict.due_value_now,
        due_value_today=today,
        buffer_days=verdict.buffer_days,
        reached_on=verdict.reached_on,
        projected=verdict.projected,
        prediction=prediction,
    )


def _growth(case: Case) -> Decimal | None:
    """Compound growth a year in percent, from the day of judging on, if nothing has moved since."""
    latest, due, asked = case.latest, case.due, case.bounds
    if case.pace_needed is None or latest is None or latest.value is None or due is None or asked is None:
        return None
    aim, _ = asked.aim(latest.value)
    if latest.value * aim <= 0 or case.so_far is not None:
        return None
    years = years_between(max(case.now, latest.period.end), due)
    return shown(100 * (power(float(aim / latest.value), 1 / float(years)) - 1))


def _today(case: Case) -> Decimal | None:
    """Value of the trajectory on the day of judging."""
    baseline, _ = case.start
    due, asked = case.due, case.bounds
    if baseline is None or baseline is case.latest or due is None or asked is None or case.is_about_a_time:
        return None
    return _value_of_line(case, baseline, asked, due)


def _value_of_line(case: Case, baseline: Measurement, asked: Bounds, due: date) -> Decimal | None:
    """Give the value on the day of judging of the line from the baseline to the bound; ``None`` beside its ends."""
    start = baseline.period.end
    value = None if case.latest is None else case.latest.value
    if baseline.value is None or value is None or not start <= case.as_of <= due or start >= due:
        return None
    aim, way = asked.aim(value)
    first = aim if (baseline.value - aim) * way > 0 else baseline.value
    return line_through(case, (start, first), (due, aim), way).beside(case.as_of, first, way)[0]


class Hypothesis(NamedTuple):
    """A value that an indicator might have in a period, in the indicator's scale and unit; or a stage."""

    indicator: str
    period: Period
    value: Decimal | None = None
    stage: str | None = None


def what_if(catalog: Snapshot, as_of: date, hypotheses: Iterable[Hypothesis]) -> tuple[Snapshot, date]:
    """Add hypothetical measurements.

    A hypothesis takes the place of what was measured for a period with the same end.  The measurements are called
    ``what-if-<indicator>-<period>``.

    Args:
        catalog: As known on ``as_of``.
        as_of: The day of judging.
        hypotheses: Any number; of two for the same indicator and period the last one counts.

    Returns:
        The catalog, and the day to judge it on: ``as_of``, or the last end of a hypothetical period if later.

    Raises:
        KeyError: There is no such indicator.
    """
    chosen = {(one.indicator, one.period.end): one for one in hypotheses}
    for key, _ in chosen:
        _ = catalog.indicator[key]
    kept = [
        measurement
        for measurement in catalog.measurements
        if (measurement.indicator, measurement.period.end) not in chosen
    ]
    added = [
        Measurement(
            f"what-if-{one.indicator}-{one.period.text.replace('/', '-').lower()}",
            one.indicator,
            one.period,
            value=one.value,
            stage=one.stage,
            judged_by=None if one.stage is None else "what-if",  # supposed, so its judge is supposed as well
        )
        for one in chosen.values()
    ]
    day = max([as_of, *(one.period.end for one in chosen.values())])
    return replace(catalog, measurements=(*kept, *added)), day
