"""What would it take, and what if?  Questions about what nobody has measured; nothing is stored.

:func:`what_it_takes` gives the pace that is needed from now on, and how it compares with the pace so far;
:func:`what_if` a catalog with measurements that nobody has made.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from hntrack.assess.arithmetic import OutOfRangeError, divide, power, shown, years_between
from hntrack.assess.bounds import Bounds
from hntrack.assess.case import Case
from hntrack.assess.line import Prediction, line_through, predict
from hntrack.assess.run import assess
from hntrack.assess.series import Series
from hntrack.classes import NamedTuple, replace
from hntrack.model.catalog import Snapshot
from hntrack.model.records import Measurement, Target
from hntrack.text.periods import Period


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
