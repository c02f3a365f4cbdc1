"""``trajectory``: is the value where the line from the baseline to the promise wants it on the day it was measured?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from hntrack.assess.arithmetic import divide
from hntrack.assess.case import Case
from hntrack.assess.certainty import interval
from hntrack.assess.line import Vertex, day_on_line, line_through, on_line
from hntrack.assess.lines import (
    baseline_code,
    formula_facts,
    inputs,
    level,
    measurement_of,
)
from hntrack.assess.method import Method, codes, numbers, sentences
from hntrack.assess.pace import Pace, not_assessable, without_pace
from hntrack.assess.years import add_years, years_between
from hntrack.model.codes import Pace as PaceCode
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason, Verdict
from hntrack.text.messages import _, _c

METHOD = Method(
    id="trajectory",
    version="1",
    title=_c("method", "Trajectory"),
    source="European Commission, Digital Decade: projected trajectories; buffer days after Beeminder",
    needs=("two_values", "due"),
    thresholds=numbers(),
    categories=codes(),
    formula="y ≥ y0 + (yT − y0)·(t − t0)/(T − t0)",
    traps=_(
        "The straight line is a convention: what starts slowly and speeds up counts as behind, and "
        "another baseline gives another line."
    ),
)

_ZERO, _ONE, _MINUS_ONE = Decimal(0), Decimal(1), Decimal(-1)
_BOUNDS = frozenset({"more_than", "at_least", "less_than", "up_to"})
_LOWER = frozenset({"more_than", "at_least"})


def judge(case: Case) -> Pace:
    """Judge a target by its trajectory.

    The line runs from the baseline through the indicator's earlier milestones to the target; the value expected
    on it is compared with the latest value at the end of the period that was measured.  Below the line, the
    observed pace (baseline to latest) tells behind, stalled and reversing apart.
    """
    refusal = without_pace(case) or _refusal(case)
    if refusal is not None:
        return refusal
    latest, (baseline, why) = case.latest, case.start
    assert latest is not None
    if baseline is None or baseline.period.end >= latest.period.end:
        return _single(case, baseline, why)
    if case.series.broken and _breaks(case, baseline):
        return not_assessable(case.reason("break_in_series"))
    moved = _Moved(case, baseline, latest)
    if case.met:
        return moved.met()
    if case.stale:
        return moved.unjudged("stale", days=(case.as_of - latest.period.end).days)
    return moved.of_bound() if latest.qualifier in _BOUNDS else moved.judged()


def _refusal(case: Case) -> Pace | None:
    if case.due is None:
        return not_assessable(case.reason("pace_undated"))
    if case.bounds is None:
        return not_assessable(case.reason("qualitative" if case.qualitative else "base_missing"))
    if case.past:
        if case.met:
            return Pace("met", (case.reason("pace_kept"),))
        return not_assessable(case.reason("due_passed"))
    return None


def _single(case: Case, baseline: Measurement | None, why: str) -> Pace:
    """No two measurements to compare."""
    if case.met:
        return Pace("met", (case.reason("pace_met"),), baseline=baseline.id if baseline else None)
    code = "no_baseline" if baseline is None else "break_in_series" if why == "break" else "one_measurement"
    return not_assessable(case.reason(code))


def _breaks(case: Case, baseline: Measurement) -> bool:
    """Whether the series breaks after the baseline: values before and after a break cannot be compared."""
    start = baseline.period.end
    return any(one.obs_status == "break" and one.period.end > start for one in case.series.points)


class _Moved:
    """The way from the baseline to the latest value, beside the line."""

    __slots__ = (
        "aim",
        "at",
        "baseline",
        "case",
        "change",
        "expected",
        "latest",
        "left",
        "line",
        "observed",
        "value",
        "way",
        "years",
    )

    def __init__(self, case: Case, baseline: Measurement, latest: Measurement) -> None:
        asked, due = case.bounds, case.due
        assert asked is not None
        assert due is not None
        first, value, start, at = baseline.value, latest.value, baseline.period.end, latest.period.end
        assert first is not None
        assert value is not None
        self.case, self.baseline, self.latest, self.value, self.at = case, baseline, latest, value, at
        self.aim, self.way = aim, way = asked.aim(value)
        self.change = change = value - first
        self.years = years = years_between(start, at)
        self.observed = divide(change, years)
        self.left = left = years_between(at, due)
        self.line: Sequence[Vertex] = ()
        self.expected: Decimal | None = None
        if start < due and at <= due:
            self.line = line = line_through(case, baseline, (due, aim), way)
            if len(line) == 2:
                self.expected = first + divide((aim - first) * years, years + left)
            else:
                self.expected = on_line(line, at)

    def met(self) -> Pace:
        """The target is satisfied now and must stay so."""
        case, projected = self.case, self.projected()
        asked = case.bounds
        assert asked is not None
        if projected is None or asked.met_by(projected):
            return self._pace("met", (case.reason("pace_met"),), projected)
        away = case.reason("moving_away", projected=projected, observed=self.observed)
        return self._pace("met", (case.reason("pace_met"), away), projected, ("moving_away",))

    def unjudged(self, code: str, **facts: Fact) -> Pace:
        """The numbers without a verdict."""
        return self._pace("not_assessable", (self.case.reason(code, **facts),), self.projected())

    def of_bound(self) -> Pace:
        """Of a value known by a bound only, no more than "on track" can be proven."""
        proves = (self.way > 0) is (self.latest.qualifier in _LOWER)
        if proves and self.expected is not None and (self.value - self.expected) * self.way >= 0:
            return self.judged()
        return self.unjudged("bound_no_pace")

    def judged(self) -> Pace:
        """Compare with the line, then look at the direction."""
        expected, case, change = self.expected, self.case, self.change
        if expected is None:
            return self.unjudged("baseline_after_target")
        facts: dict[str, Fact] = {**case.facts, "expected": expected, "since": self.baseline.period.text}
        ahead, up = self.value - expected, self.way > 0
        code: PaceCode
        if (ahead >= _ZERO) if up else (ahead <= _ZERO):
            code, reason = "on_track", "on_line"
        elif not change:
            code, reason = "stalled", "stalled"
        elif (change > _ZERO) is up:
            code, reason = "behind", "below_line"
            facts["shortfall"] = abs(ahead)
        else:
            code, reason = "reversing", "reversing"
        facts["observed"] = self.observed
        why: tuple[Reason, ...] = (Reason(reason, facts),)
        if _MINUS_ONE < ahead < _ONE or self.latest.qualifier == "about":
            low, high = interval(case.indicator, self.latest)
            if low is not None and high is not None and low < expected <= high:
                why += (case.reason("pace_within_rounding", expected=expected),)
                return self._pace(code, why, self.projected(), ("pace_within_rounding",))
        return self._pace(code, why, self.projected())

    def projected(self) -> Decimal | None:
        """Value at the due date at the observed pace, within the natural limit."""
        if self.left < _ZERO:
            return None
        value = self.value + divide(self.change * self.left, self.years)
        limit = self.case.indicator.limit
        if limit is None:
            return value
        return min(value, limit) if self.case.direction >= 0 else max(value, limit)

    def _pace(
        self,
        code: PaceCode,
        reasons: tuple[Reason, ...],
        projected: Decimal | None,
        flags: tuple[str, ...] = (),
    ) -> Pace:
        expected, met = self.expected, self.case.met
        buffer = None
        if not met and expected is not None:
            buffer = day_on_line(self.line, self.value, self.at, self.way)
        # Positional for speed: keywords double the cost (benchmarks/assess_speed.py).
        return Pace(
            code,
            reasons,
            "",
            self.baseline.id,
            None,
            flags,
            self.observed,
            projected,
            expected,
            None if met else self._reached(),
            buffer,
        )

    def _reached(self) -> date | None:
        """Day the target is reached at the observed pace."""
        missing, change = self.aim - self.value, self.change
        if not change or not missing or (missing > _ZERO) is not (change > _ZERO):
            return None
        return add_years(self.at, divide(missing * self.years, change))


def explain(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """Tell the line, where the value stands beside it, and where the pace so far leads."""
    own = "baseline_break" if case.start[1] == "break" else "baseline_earliest"
    yield from inputs(case, verdict, baseline_code(case, own))
    latest = measurement_of(case, verdict.latest)
    yield from level(case, latest)
    facts = formula_facts(case, verdict, latest)
    if facts is None:
        return
    if verdict.required_pace is not None:
        yield Reason("formula_required", facts | {"required": verdict.required_pace})
    if verdict.due_value_now is not None:
        siblings = len(case.catalog.targets_of.get(case.indicator.id, ())) > 1
        code = "formula_line_through" if siblings else "formula_line"
        yield Reason(code, facts | {"expected": verdict.due_value_now})
    if verdict.observed_pace is not None:
        yield Reason("formula_observed", facts | {"observed": verdict.observed_pace})
        if verdict.projected is not None:
            numbers = {"observed": verdict.observed_pace, "projected": verdict.projected}
            yield Reason("formula_projected", facts | numbers)
    if verdict.reached_on is not None:
        yield Reason("formula_reached", {"reached": verdict.reached_on})
    if verdict.buffer_days is not None:
        code = "formula_buffer" if verdict.buffer_days >= 0 else "formula_behind"
        yield Reason(code, {"days": abs(verdict.buffer_days)})


SENTENCES = sentences(
    {
        "moving_away": _("But the trend leads away: at {observed} a year it would be {projected} when due."),
        "stale": _("The latest measurement is {days} days old: too old to judge the pace by."),
        "bound_no_pace": _("All that is known is “{value}”: not enough to compare with the trajectory."),
        "no_baseline": _("The baseline that is named has no value: the pace cannot be judged."),
        "break_in_series": _(
            "The series breaks after the baseline: values before and after cannot be compared."
        ),
        "on_line": _(
            "On the trajectory from {since}, {expected} was expected for {period}: {value} is on track."
        ),
        "below_line": _(
            "On the trajectory from {since}, {expected} was expected for {period}: {value} falls short by "
            "{shortfall}, moving {observed} a year."
        ),
        "stalled": _("Unchanged since {since}; on the trajectory {expected} was expected for {period}."),
        "reversing": _(
            "Moving the wrong way since {since}: {observed} a year; on the trajectory {expected} was "
            "expected for {period}."
        ),
        "pace_within_rounding": _(
            "The expected {expected} lies within the rounding of {value}: the pace is not settled."
        ),
    },
)

LINES = sentences(
    {
        "baseline_break": _(
            "Baseline: {value} ({period}, {id}), where the series breaks: what lies before cannot be "
            "compared."
        ),
        "formula_required": _("Required pace: ({bound} − {y}) / {years_left} yr = {required} a year."),
        "formula_line": _(
            "Value on the trajectory: {y0} + ({bound} − {y0}) × {observed_years} / {span} = {expected}."
        ),
        "formula_line_through": _(
            "Value on the trajectory from {y0} through the earlier milestones to {bound}: {expected}."
        ),
        "formula_observed": _("Observed pace: ({y} − {y0}) / {observed_years} yr = {observed} a year."),
        "formula_projected": _("Projected to the due date: {y} + {observed} × {years_left} = {projected}."),
        "formula_reached": _("At the observed pace it is reached on {reached}."),
        "formula_buffer": _("It may stand still for {days} days before it falls below the trajectory."),
        "formula_behind": _("It should have had this value {days} days earlier."),
        "prediction": _(
            "95 % prediction interval for {due} (least squares through {points} measurements): {low} to "
            "{high}, centre {fitted}."
        ),
        "prediction_chance": _("By the same model the chance that it is met then is about {chance} %."),
    },
)
