"""One target with everything that judging it needs, worked out once and shared by all methods.

And what there is to say about it: the facts its sentences name, flags, and why values cannot be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from hntrack.assess.arithmetic import (
    BOUNDS,
    UNSETTLED,
    Bounds,
    Limits,
    a_year,
    base_is_undefined,
    bounds_of,
    divide,
    limits_of,
    settled,
)
from hntrack.assess.series import (
    DAY,
    OF_THE_PERIOD,
    Kind,
    Series,
    SoFar,
    after,
    deciding,
    kind_of,
    last_of_each_year,
    missing_from,
    so_far,
    spans_years,
)
from hntrack.classes import TYPE_CHECKING, Any, Generic, TypeVar
from hntrack.model.catalog import Catalog
from hntrack.model.codes import NUMERIC_MEASURES, TEXT_STAGES, meaning
from hntrack.model.records import Measurement, Target
from hntrack.model.verdict import Fact, Reason

if TYPE_CHECKING:
    from hntrack.assess.arithmetic import Bounds

Value = TypeVar("Value")
_HALF, _MINUS_HALF, _ZERO = Decimal("0.5"), Decimal("-0.5"), Decimal(0)


class Once(Generic[Value]):
    """A property that is worked out when it is first asked for, and kept (``cached_property`` locks in Python 3.11)."""

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        self._work_out = work_out
        self._name = work_out.__name__

    def __get__(self, case: Case, owner: type[Case]) -> Value:
        """Work it out, and put the value where it is found from now on."""
        value = case.__dict__[self._name] = self._work_out(case)
        return value


class Case:
    """A target to be judged on a day.

    Attributes:
        catalog, target, indicator, as_of, series: What is judged, when, on which measurements.
        measure: What the indicator measures.
        qualitative: The aim is said in words or as a stage.
        points: The measurements that may be compared with what was promised, oldest first.
        first: The earliest of them, where a second one came after it.
        bounds: The bounds of a numeric target, or ``None``.
        latest: The latest of the points; for a promise about a sum or mean, what was reached of it so far.
        so_far: For such a promise: what has been added up.
        judged: The measurement (or assessment of a stage) that the standing rests on.
        later: Past the due date, the first measurement after it.
        past: The due date has passed.
        met: Whether the judged measurement satisfies the target; ``None`` where nothing can say so.
        certainty: ``within_rounding`` or ``unsettled`` where the printed value leaves the standing open.
        holds: It must be satisfied in every year.
        gap: What is missing, in the unit; ``None`` where only a bound of the value is known.
        unfit: Why the measurements cannot be compared with the promise, as a reason code; empty where they can.
        facts: What every sentence about this target may name.
    """

    def __init__(self, catalog: Catalog, target: Target, as_of: date, series: Series) -> None:
        indicator = catalog.indicator[target.indicator]
        self.catalog = catalog
        self.target = target
        self.indicator = indicator
        self.as_of = as_of
        self.series = series
        self.due = due = target.due
        self.past = due is not None and as_of > due
        self.measure = measure = indicator.measure
        self.qualitative = measure not in NUMERIC_MEASURES or meaning(target.comparator).asks == "words"
        self.holds = target.hold == "every_year" or target.over == "each_year"
        self.judged: Measurement | None = None
        self.later: Measurement | None = None
        self.met: bool | None = None
        self.certainty = ""
        self.gap: Decimal | None = None
        self.unfit = ""
        self.bounds: Bounds | None = None
        self.so_far: SoFar | None = None
        self.points = points = series.like(_kind(target))
        self.first = points[0] if len(points) > 1 else None
        self.latest = points[-1] if points else None
        if self.qualitative:
            self._judge_stage()
        else:
            self._judge_number()
        self.facts = facts_of(self)

    def _judge_number(self) -> None:
        target = self.target
        self.bounds = asked = bounds_of(self.catalog, target, self.first)
        if asked is None:
            self.unfit = "base_undefined" if base_is_undefined(self.catalog, target) else "base_missing"
            return
        if target.over in OF_THE_PERIOD and target.milestone is not None:
            self.so_far = found = so_far(self.series, target)
            self.latest = None if found is None else found.measured
        elif not self.points and self.series.points:
            self.unfit = self._why_unlike()
            return
        if self.latest is not None:
            self._judge_value(asked)

    def _why_unlike(self) -> str:
        """Say why no period that was measured is like the promised one."""
        milestone = self.target.milestone
        within = milestone is not None and spans_years(kind_of(milestone))
        return "period_promise" if within else "unlike_periods"

    def _judge_value(self, asked: Bounds) -> None:
        """Compare the judged value with the bounds; past the due date only what reaches that date counts."""
        judged = self.judged = self._deciding() if self.past else self.latest
        if judged is None:
            return
        value = judged.value
        assert value is not None
        self.gap = gap = asked.gap(value)
        if judged.qualifier == "exact" and (gap > _HALF or (gap < _MINUS_HALF and asked.one_sided)):
            self.met = gap < _ZERO  # no rounding of a printed number reaches that far
        else:
            self._settle(judged, asked)
        if self.holds:
            self._judge_every_year()

    def _settle(self, judged: Measurement, asked: Bounds) -> None:
        """Judge a value of which a bound, or rounding that may matter, is known."""
        met, self.certainty = settled(self.indicator, judged, asked)
        self.met = None if self.certainty == UNSETTLED else met
        if self.met is None or judged.qualifier in BOUNDS:
            self.gap = None

    def _judge_every_year(self) -> None:
        if self.broken is not None:
            self.met = False
            return
        open_year = next((year for year in self._years_to_hold() if self._reaches(year) is None), None)
        if open_year is not None and self.met:
            self.met, self.gap, self.certainty, self.judged = None, None, UNSETTLED, open_year
        elif self.past and self.met and self.target.over == "each_year":
            milestone = self.target.milestone
            assert milestone is not None
            if missing_from(self.series, milestone) <= milestone.end:
                self.met, self.unfit = None, "over_incomplete"

    def _deciding(self) -> Measurement | None:
        """The measurement that a target past its due date is judged by; ``None`` where none reaches that date."""
        due = self.due
        assert due is not None
        if self.so_far is not None:
            if not self.so_far.complete:
                self.unfit = "over_incomplete"
            return self.so_far.measured if self.so_far.complete else None
        found = deciding(self.points, due)
        self.later = after(self.points, due)
        if found is not None and self.series.nature is None and not self._of_one_length(found):
            self.unfit = "nature_unknown"
            return None
        return found

    def _of_one_length(self, measurement: Measurement) -> bool:
        """Whether a period may be compared with the promised one though nobody says if it is a stock or a flow."""
        milestone = self.target.milestone
        if milestone is None or self.series.uniform:
            return True
        asked, measured = _kind(self.target), kind_of(measurement.period)
        return asked is None or asked[0] == measured[0] or DAY in {asked, measured}

    def _judge_stage(self) -> None:
        """Compare the latest assessment of a stage with the one asked for."""
        stages = self.series.stages
        if self.past:
            assert self.due is not None
            judged = deciding(stages, self.due)
            self.later = after(stages, self.due)
        else:
            judged = stages[-1] if stages else None
        self.judged = judged
        if judged is not None:
            self.met = self._reaches(judged)
            if self.met and judged.judged_by is None:
                self.met, self.unfit = None, "no_judge"

    def _reaches(self, measurement: Measurement) -> bool | None:
        """Whether a measurement satisfies the promise; ``None`` where that is not certain."""
        if self.qualitative:
            order = [stage.id for stage in self.indicator.stages] or list(TEXT_STAGES)
            asked = self.target.stage or order[-1]
            if measurement.stage not in order or asked not in order:
                return None
            return order.index(measurement.stage) >= order.index(asked)
        if self.bounds is None or measurement.value is None:
            return None
        met, certainty = settled(self.indicator, measurement, self.bounds)
        return None if certainty == UNSETTLED else met

    @property
    def newest(self) -> Measurement | None:
        """What the standing rests on or would rest on today: the latest value, or the latest assessment of a stage."""
        return self.series.stages[-1] if self.qualitative and self.series.stages else self.latest

    @property
    def reached_later(self) -> Measurement | None:
        """Of a promise that was not kept: the first measurement after the due date that satisfies it."""
        due = self.due
        if not self.past or due is None or self.met or self.is_about_a_time:
            return None
        points = self.series.stages if self.qualitative else self.points
        late = (point for point in points if point.period.start > due and self._reaches(point))
        return next((point for point in late if not self.qualitative or point.judged_by is not None), None)

    @property
    def is_about_a_time(self) -> bool:
        """Whether the promise is about all of a time (a sum, a mean, every year), not about its end."""
        return self.holds or self.so_far is not None

    @Once
    def broken(self) -> Measurement | None:
        """For what must hold every year: the first measurement since the promise that did not satisfy it."""
        if self.bounds is None or not self.holds:
            return None
        return next((year for year in self._years_to_hold() if self._reaches(year) is False), None)

    def _years_to_hold(self) -> Iterator[Measurement]:
        """The points that a promise of every year is about: from the promise, or its period, to the due date."""
        milestone = self.target.milestone
        since = self.catalog.published_on(self.target)
        if self.target.over == "each_year" and milestone is not None:
            since = milestone.start
        return (
            point
            for point in self.points
            if point.period.end >= since and (self.due is None or point.period.start <= self.due)
        )

    @Once
    def yearly(self) -> list[Measurement]:
        """Of the points, the last one of each year."""
        return self.points if self.series.uniform else last_of_each_year(self.points)

    @Once
    def baseline(self) -> tuple[Measurement | None, str]:
        """The measurement a trajectory starts from, and why it.

        ``named`` by the target, its ``relative_to``, the last one known when it was ``promised``, or, where nothing
        was known then or nobody knows when that was, the ``earliest``.
        """
        if self.names_baseline:
            return self.named_baseline, "named" if self.target.baseline is not None else "relative_to"
        known = self.known_when_promised
        if known is not None:
            return known, "promised"
        return (self.points[0] if self.points else None), "earliest"

    @property
    def names_baseline(self) -> bool:
        """Whether the target names its baseline, or is relative to one."""
        return self.target.baseline is not None or self.target.relative_to is not None

    @property
    def named_baseline(self) -> Measurement | None:
        """The baseline that the target names, else the one it is relative to; ``None`` where that has no value."""
        found = self.catalog.current_measurement(self.target.baseline or self.target.relative_to or "")
        return found if found is not None and found.value is not None else None

    @Once
    def known_when_promised(self) -> Measurement | None:
        """The last value that was known on the day of the promise; ``None`` where none was, or the day is unknown."""
        promised = self.catalog.published_on(self.target)
        if promised == date.min:
            return None
        return self.series.last_known(self.points, promised)

    @property
    def met_when_promised(self) -> bool:
        """Whether what was asked for had been reached already on the day of the promise."""
        known = self.known_when_promised if self.bounds is not None and self.so_far is None else None
        return known is not None and bool(self._reaches(known))

    @Once
    def met_before(self) -> Measurement | None:
        """Of a promise that is not satisfied now: the last measurement that did satisfy it."""
        asked = self.bounds
        if self.met is not False or asked is None or not self._may_have_met(asked):
            return None
        for point in reversed(self.points):
            if point.value is not None and asked.met_by(point.value) and self._reaches(point):
                return point
            if point.obs_status == "break":
                break  # what lies before cannot be compared
        return None

    def _may_have_met(self, asked: Bounds) -> bool:
        """Whether a level by a day that still lies ahead was within its bounds already, as far as numbers tell."""
        return not self.past and not self.is_about_a_time and asked.met_between(*self.extent)

    @property
    def start(self) -> tuple[Measurement | None, str]:
        """The baseline where the series breaks: the last break, if the target names no baseline (``break``)."""
        found, why = self.baseline
        if not self.series.broken or why in {"named", "relative_to"}:
            return found, why
        last = next((point for point in reversed(self.points) if point.obs_status == "break"), None)
        # Of two values of one period the later record counts: a break that is none of the points breaks nothing.
        if last is None or (found is not None and last.period.end <= found.period.end):
            return found, why
        return last, "break"

    @property
    def direction(self) -> int:
        """Where better lies: 1 upwards, -1 downwards; from the comparator, else from the indicator; 0 unknown."""
        asked = self.bounds
        if asked is not None:
            if asked.high is None:
                return 1
            if asked.low is None:
                return -1
        return {"increase": 1, "decrease": -1}.get(self.indicator.direction or "", 0)

    @Once
    def extent(self) -> tuple[Decimal, ...]:
        """The least and the largest value measured; empty where nothing was."""
        known = [point.value for point in self.points if point.value is not None]
        return (min(known), max(known)) if known else ()

    @Once
    def limits(self) -> Limits:
        """The natural limits of the value."""
        known = list(self.extent)
        asked = self.bounds
        if asked is not None:
            known += [bound for bound in (asked.low, asked.high) if bound is not None]
        return limits_of(self.indicator, known)

    @property
    def now(self) -> date:
        """The last day that has passed: on the first of a month the whole of it still lies ahead."""
        return self.as_of - timedelta(days=1) if self.as_of.day == 1 and self.as_of > date.min else self.as_of

    @property
    def sum_is_over(self) -> bool:
        """Of a sum that may not exceed something: whether it does; what was added up is not taken away again."""
        asked = self.bounds
        capped = (
            self.so_far is not None and self.target.over == "sum" and asked is not None and asked.low is None
        )
        return capped and self.met is False

    @property
    def _is_decided(self) -> bool:
        """Whether no pace can change the outcome any more, or none can be told."""
        return (
            self.gap is None
            or self.past
            or self.measure == "rank"
            or self.broken is not None
            or self.sum_is_over
        )

    @Once
    def pace_needed(self) -> tuple[Decimal, Decimal] | None:
        """Change a year still needed from the day of judging to the due date, and from the latest measurement on."""
        latest, due, asked = self.latest, self.due, self.bounds
        if asked is None or latest is None or due is None or self.met is not False:
            return None
        end, value = latest.period.end, latest.value
        if end >= due or self._is_decided:
            return None
        assert value is not None
        bound, _ = asked.aim(value)
        found = self.so_far
        if found is not None and self.target.over == "mean":
            left = divide(bound * found.units - found.total, Decimal(found.units - found.done))
            return left, left
        return self._paces(bound - value, end, due)

    def _paces(self, missing: Decimal, end: date, due: date) -> tuple[Decimal, Decimal] | None:
        """Give the pace needed from today on and that from the end of the latest period on; ``None`` once due."""
        since_latest = a_year(missing, end, due)
        now = self.now
        if now <= end:
            return since_latest, since_latest
        return None if now >= due else (a_year(missing, now, due), since_latest)

    @Once
    def flags(self) -> tuple[str, ...]:
        """What a reader must know about the latest measurement before trusting a verdict on it."""
        return tuple(find_flags(self))

    @property
    def stale(self) -> bool:
        """Whether the latest value is older than the catalog allows."""
        limit, latest = self.catalog.stale_after_days, self.latest
        return limit is not None and latest is not None and (self.as_of - latest.period.end).days > limit

    def reason(self, code: str, **facts: Fact) -> Reason:
        """Make a reason that may name this case's facts and those given here."""
        return Reason(code, {**self.facts, **facts} if facts else self.facts)


def _kind(target: Target) -> Kind | None:
    """The kind of period that a promise is about: of a whole of several years, one of its years where it says so."""
    milestone = target.milestone
    if milestone is None:
        return None
    kind = kind_of(milestone)
    if target.over is not None and spans_years(kind):
        return 12, milestone.start.month
    return kind


def facts_of(case: Case) -> dict[str, Fact]:
    """Give what every sentence about a case may name."""
    indicator = case.indicator
    unit = indicator.unit or ""
    facts: dict[str, Fact] = {"unit": unit, "comparator": case.target.comparator}
    if indicator.scale != "one":
        facts["scale"] = indicator.scale
    if unit in case.catalog.unit:
        title = case.catalog.unit[unit].title
        facts["unit_vi"], facts["unit_en"] = title.within("vi"), title.within("en")
    if case.due is not None:
        facts["due"] = case.due
    if case.bounds is not None:
        _name_bounds(case, case.bounds, facts)
    judged = case.judged or case.latest
    if judged is not None:
        _name_value(judged, facts)
    if case.gap is not None:
        facts["gap"] = abs(case.gap)
    return facts


def _name_value(judged: Measurement, facts: dict[str, Fact]) -> None:
    facts["period"] = judged.period.text
    if judged.value is not None:
        facts["value"] = judged.value
        if judged.qualifier != "exact":
            facts["qualifier"] = judged.qualifier


def _name_bounds(case: Case, asked: Bounds, facts: dict[str, Fact]) -> None:
    low, high = asked.low, asked.high
    if low is not None:
        facts["bound"] = low
        if high is not None and high != low:
            facts["bound_high"] = high
    elif high is not None:
        facts["bound"] = high
    if case.target.comparator == "between" and asked.one_sided:
        facts["comparator"] = "at_least" if high is None else "at_most"
    if asked.stretch is not None:
        facts["stretch"] = asked.stretch
    _name_whole_and_base(case, asked, facts)


def _name_whole_and_base(case: Case, asked: Bounds, facts: dict[str, Fact]) -> None:
    target = case.target
    if target.over is not None and target.milestone is not None:
        facts["over"], facts["whole"] = target.over, target.milestone.text
    if target.relative_to is not None and asked.base is not None and target.value is not None:
        facts["percent"] = target.value
        facts["base_period"] = asked.base.period.text


def find_flags(case: Case) -> list[str]:
    """Give what a reader must know about the latest measurement before trusting a verdict on it."""
    flags: list[str] = []
    latest = case.judged or case.latest
    if case.indicator.proxy_for is not None:
        flags.append("proxy")
    if latest is None:
        return flags
    flags += _flags_of(latest)
    if case.stale:
        flags.append("stale")
    if case.certainty:
        flags.append(case.certainty)
    if case.met_when_promised:
        flags.append("met_when_promised")
    if case.met_before is not None:
        flags.append("met_and_lost")
    return flags


def _flags_of(measurement: Measurement) -> list[str]:
    qualifier, status = measurement.qualifier, measurement.obs_status
    flags: list[str] = []
    if qualifier != "exact":
        flags.append("approximate" if qualifier == "about" else "bound_only")
    if status != "final":
        flags.append("break_in_series" if status == "break" else status)
    if measurement.derived is not None:
        flags.append("derived")
    return flags


def why_unfit(case: Case) -> Reason:
    """Say why the measurements cannot be compared with the promise."""
    milestone = case.target.milestone
    if case.unfit == "over_incomplete":
        assert milestone is not None
        return case.reason(case.unfit, missing=missing_from(case.series, milestone))
    if case.unfit in {"period_promise", "unlike_periods"}:
        return case.reason(case.unfit, period=case.series.points[-1].period.text)
    return case.reason(case.unfit)
