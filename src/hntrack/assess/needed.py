"""What would it take: the pace that is needed from now on, and how it compares with the pace so far."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hntrack.assess.arithmetic import OutOfRangeError, divide, power, shown
from hntrack.assess.case import Case
from hntrack.assess.line import line_through, on_line
from hntrack.assess.prediction import Prediction, predict
from hntrack.assess.run import assess
from hntrack.assess.series import Series
from hntrack.assess.years import years_between
from hntrack.model.records import Target
from hntrack.model.snapshot import Snapshot


class Needed(NamedTuple):
    """What a target still takes; ``None`` wherever the data do not allow it.

    Attributes:
        gap: What is missing, in the unit.
        years_left: From the end of the latest measurement's period to the due date.
        required_pace: Change a year from the latest measurement on, in the unit, signed as the value moves.
        required_from_today: The same if the value still stood unchanged on the day of judging.
        required_growth: Growth a year in percent, compounded, from the latest measurement on.
        observed_pace: Change a year so far, from the baseline to the latest measurement.
        multiple: Required pace as a multiple of the observed pace; negative where it must turn round.
        due_value_now: Value of the trajectory at the date of the latest measurement.
        due_value_today: Value of the trajectory on the day of judging.
        buffer_days, reached_on, projected: As in a verdict by ``trajectory``.
        prediction: The 95 % prediction interval at the due date, with four measurements or more.
    """

    gap: Decimal | None = None
    years_left: Decimal | None = None
    required_pace: Decimal | None = None
    required_from_today: Decimal | None = None
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
    if latest is None or due is None or case.bounds is None or case.indicator.measure == "rank":
        return Needed(gap=verdict.gap)
    try:
        growth, multiple = _growth(case), None
        if required is not None and verdict.observed_pace:
            multiple = divide(required, verdict.observed_pace)
        prediction = predict(catalog, target, as_of)
        today, from_today = _today(case), _from_today(case)
    except OutOfRangeError:
        growth = multiple = prediction = today = from_today = None
    return Needed(
        gap=verdict.gap,
        years_left=years_between(latest.period.end, due) if latest.period.end < due else None,
        required_pace=required,
        required_from_today=from_today,
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
    """Compound growth a year in percent from the latest value to the target."""
    latest = case.latest
    if case.required_pace() is None or latest is None or latest.value is None or case.due is None:
        return None
    assert case.bounds is not None
    aim, _ = case.bounds.aim(latest.value)
    if latest.value * aim <= 0:
        return None
    years = years_between(latest.period.end, case.due)
    return shown(100 * (power(float(aim / latest.value), 1 / float(years)) - 1))


def _from_today(case: Case) -> Decimal | None:
    """The pace needed if the latest value still stood on the day of judging."""
    latest, due = case.latest, case.due
    if case.required_pace() is None or latest is None or latest.value is None or due is None:
        return None
    if case.as_of >= due or case.as_of <= latest.period.end:
        return case.required_pace() if case.as_of <= latest.period.end else None
    assert case.bounds is not None
    aim, _ = case.bounds.aim(latest.value)
    return divide(aim - latest.value, years_between(case.as_of, due))


def _today(case: Case) -> Decimal | None:
    """Value of the trajectory on the day of judging."""
    baseline, _ = case.start
    latest, due = case.latest, case.due
    if baseline is None or latest is None or latest.value is None or due is None or case.bounds is None:
        return None
    start = baseline.period.end
    if baseline is latest or not start <= case.as_of <= due or start >= due:
        return None
    aim, way = case.bounds.aim(latest.value)
    return on_line(line_through(case, baseline, (due, aim), way), case.as_of)
