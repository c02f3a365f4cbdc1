"""``trajectory``: is the value where the line from the baseline to the promise wants it on the day it was measured?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from hntrack.assess.arithmetic import (
    BOUNDS,
    WIDE,
    a_year,
    add_years,
    bounds_of,
    divide,
    ends_month,
    interval,
    time_between,
    years_between,
)
from hntrack.assess.case import Case, why_unfit
from hntrack.assess.methods import (
    Columnar,
    Facts,
    Method,
    Pace,
    baseline_code,
    codes,
    decisive,
    formula_facts,
    inputs,
    level,
    measurement_of,
    not_assessable,
    numbers,
    sentences,
    without_pace,
)
from hntrack.assess.series import OF_THE_PERIOD, SoFar
from hntrack.classes import NamedTuple
from hntrack.model.codes import Pace as PaceCode
from hntrack.model.records import Measurement, Target
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
_MOVING = "eb < e1 AND due IS NOT NULL AND NOT past"
COLUMNAR = Columnar(
    anchors=("named", "known"),
    steps=(
        # What had been reached already when the line starts must hold: from there the line is level.
        {"vs": "CASE WHEN (vb - aim) * way > 0 THEN aim ELSE vb END"},
        {"ef": "{ef}", "vf": "{vf}", "et": "{et}", "vt": "{vt}"},
        {"run": "{run}", "span": "{span}"},
        {
            "ahead": "(CAST(v1 - vf AS HUGEINT) * span - CAST(vt - vf AS HUGEINT) * run) * way",
            "moved": "(v1 - vb) * way",
        },
    ),
    pace="CASE WHEN due IS NULL THEN 'not_assessable' WHEN met THEN 'met' "
    "WHEN past OR vb IS NULL OR eb >= e1 OR e1 > due OR eb >= due OR since_promise THEN 'not_assessable' "
    "WHEN ahead >= 0 THEN 'on_track' WHEN moved = 0 THEN 'stalled' WHEN moved > 0 THEN 'behind' "
    "ELSE 'reversing' END",
    told="(eb < e1 OR met) AND due IS NOT NULL AND NOT past",
    observed=f"CASE WHEN {_MOVING} THEN (v1 - vb) / {{elapsed}} END",
    projected=f"CASE WHEN {_MOVING} AND e1 <= due THEN v1 + (v1 - vb) * {{remaining}} / {{elapsed}} END",
    due_value_now=f"CASE WHEN {_MOVING} AND eb < due AND e1 <= due "
    "THEN vf + CAST(vt - vf AS DOUBLE) * run / span END",
)


# The line runs from the baseline through earlier milestones.  Values are compared with it by cross products of whole
# months, years or days, never by rounded quotients: what lies exactly on the line is on it.
Vertex = tuple[date, Decimal]
_times, _minus = WIDE.multiply, WIDE.subtract


class Line(NamedTuple):
    """A line of straight pieces, oldest vertex first; at least two vertices."""

    vertices: tuple[Vertex, ...]

    def _piece(self, day: date) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """Of the piece that holds a day: its two values, the time passed of it, and its length."""
        vertices = self.vertices
        if len(vertices) == 2:
            (start, low), (end, high) = vertices
            passed, length = time_passed(start, day, end)
            return low, high, Decimal(passed), Decimal(length)
        for (start, low), (end, high) in pairwise(vertices):
            if day <= end or end == vertices[-1][0]:
                passed, length = time_passed(start, min(day, end), end)
                return low, high, Decimal(passed), Decimal(length)
        raise AssertionError("a line has two vertices")

    def beside(self, day: date, value: Decimal, way: int) -> tuple[Decimal, int]:
        """Give the line's value on a day within it, and where ``value`` lies then.

        1 is ahead of the line, 0 exactly on it, -1 short of it.
        """
        low, high, passed, length = self._piece(day)
        rise = _times(_minus(high, low), passed)
        ahead = _minus(_times(_minus(value, low), length), rise)
        there = low + divide(rise, length)
        if not ahead:
            return there, 0
        return there, 1 if (ahead > _ZERO) is (way > 0) else -1

    def side(self, day: date, value: Decimal, way: int) -> int:
        """Say where a value lies on a day: 1 ahead of the line, 0 exactly on it, -1 short of it."""
        return self.beside(day, value, way)[1]

    def passes(self, value: Decimal, day: date, way: int, side: int) -> date | None:
        """Give the day on which the line passes a value: until then it may stand still.

        Of several the first from ``day`` on, else the last before it; ``None`` where the line never has the value.
        ``side`` is where the value lies on that day.
        """
        found = None
        for (start, low), (end, high) in pairwise(self.vertices):
            if low <= value < high if way > 0 else high < value <= low:
                found = start + timedelta(days=int((value - low) * (end - start).days / (high - low)))
                if found >= day:
                    break
        if found is None:
            return None
        if not side:
            return day
        return max(found, day) if side > 0 else min(found, day - timedelta(days=1))


def line_through(case: Case, start: Vertex, end: Vertex, way: int) -> Line:
    """Give the line through the indicator's earlier milestones that point the same way.

    Args:
        case: Whose indicator has the milestones.
        start: Day and value of the baseline.
        end: Due date and value of the target.
        way: 1 where the value must rise, -1 where it must fall.
    """
    others = case.catalog.targets_of.get(case.indicator.id, ())
    if len(others) < 2:
        return Line((start, end))
    between = dict(_bounds_between(case, others, start, end, way))
    return Line((start, *((day, between[day]) for day in sorted(between)), end))


def _bounds_between(
    case: Case, others: Iterable[Target], start: Vertex, end: Vertex, way: int
) -> Iterator[Vertex]:
    """Give due date and bound of the milestones on the way."""
    for other in others:
        due = other.due
        if other is case.target or due is None or not start[0] < due < end[0] or other.over in OF_THE_PERIOD:
            continue
        asked = bounds_of(case.catalog, other, case.first)
        if asked is None or not asked.one_sided:
            continue
        bound, towards = asked.aim(start[1])
        if towards == way:
            yield due, bound


@lru_cache(maxsize=8192)  # as of time_between
def time_passed(start: date, at: date, end: date) -> tuple[int, int]:
    """Give the time from ``start`` to ``at`` and to ``end`` in one unit: months where all end one, years, or days."""
    if ends_month(start) and ends_month(at) and ends_month(end):
        return _months(start, at), _months(start, end)
    if (start.month, start.day) == (at.month, at.day) == (end.month, end.day):
        return at.year - start.year, end.year - start.year
    return (at - start).days, (end - start).days


def _months(start: date, end: date) -> int:
    return 12 * (end.year - start.year) + end.month - start.month


def judge(case: Case) -> Pace:
    """Judge a target by its trajectory.

    The line runs from the baseline through the indicator's earlier milestones to the target; the value expected
    on it is compared with the latest value at the end of the period that was measured.  Below the line, the
    observed pace (baseline to latest) tells behind, stalled and reversing apart.
    """
    refusal = without_pace(case) or _refusal(case)
    if refusal is not None:
        return refusal
    if case.so_far is not None:
        return _of_the_whole(case, case.so_far)
    latest, (baseline, why) = case.latest, case.start
    assert latest is not None
    if baseline is None or baseline.period.end >= latest.period.end:
        return _single(case, baseline, why)
    if case.series.broken and _breaks(case, baseline):
        return not_assessable(case.reason("break_in_series"))
    return _from_baseline(case, baseline, latest)


def _from_baseline(case: Case, baseline: Measurement, latest: Measurement) -> Pace:
    moved = _Moved(case, baseline, latest)
    if baseline.qualifier in BOUNDS and not case.met:
        return not_assessable(case.reason("baseline_bound"))
    if case.met:
        return moved.met()
    if case.stale:
        return moved.unjudged("stale", days=(case.as_of - latest.period.end).days)
    known = case.known_when_promised
    if known is not None and known.period.end >= latest.period.end:
        return moved.unjudged("nothing_since_promise")
    return moved.judged() if latest.qualifier == "exact" else moved.judged_by_interval()


def _refusal(case: Case) -> Pace | None:
    if case.due is None:
        return not_assessable(case.reason("pace_undated"))
    if case.bounds is None:
        return not_assessable(case.reason("qualitative") if case.qualitative else why_unfit(case))
    if case.past:
        return (
            Pace("met", (case.reason("pace_kept"),))
            if case.met
            else not_assessable(case.reason("due_passed"))
        )
    if case.holds and not case.met:
        return not_assessable(case.reason("hold_no_line"))
    return None


def _single(case: Case, baseline: Measurement | None, why: str) -> Pace:
    """No two measurements to compare."""
    if case.met:
        return Pace("met", (case.reason("pace_met"),), baseline=baseline.id if baseline else None)
    if baseline is None:
        return not_assessable(case.reason("no_baseline"))
    if why == "break":
        return not_assessable(case.reason("break_in_series"))
    return not_assessable(case.reason("nothing_since_promise" if why == "promised" else "one_measurement"))


def _breaks(case: Case, baseline: Measurement) -> bool:
    """Whether the series breaks after the baseline: values before and after a break cannot be compared."""
    start = baseline.period.end
    return any(point.obs_status == "break" and point.period.end > start for point in case.points)


def _of_the_whole(case: Case, found: SoFar) -> Pace:
    """Judge a promise about a sum or a mean: a sum should have grown evenly, a mean should be there already."""
    if found.measured.qualifier != "exact" and case.certainty:
        return not_assessable(case.reason("bound_no_pace"))
    whole = _mean_so_far(case, found) if case.target.over == "mean" else _sum_so_far(case, found)
    observed, projected, expected = whole.observed, whole.projected, whole.expected
    if case.met:
        return Pace("met", (case.reason("pace_met"),), projected=projected, due_value_now=expected)
    facts: dict[str, Fact] = {"expected": expected, "projected": projected}
    code: PaceCode = "on_track"
    if whole.ahead < _ZERO:
        code = "behind"
        facts["shortfall"] = abs(whole.value - expected)
    why = (case.reason(whole.reason, **facts),)
    return Pace(code, why, observed=observed, projected=projected, due_value_now=expected)


class _Whole(NamedTuple):
    """What a sum or a mean has come to: its value, the one expected by now, by how much it is ahead of the latter."""

    value: Decimal
    expected: Decimal
    ahead: Decimal
    projected: Decimal
    observed: Decimal | None
    reason: str


def _mean_so_far(case: Case, found: SoFar) -> _Whole:
    value, aim, way = _aim_of_the_whole(case, found)
    ahead = (value - aim) * way
    reason = "whole_on_line_mean" if ahead >= _ZERO else "whole_below_line_mean"
    return _Whole(value, aim, ahead, value, None, reason)


def _sum_so_far(case: Case, found: SoFar) -> _Whole:
    value, aim, way = _aim_of_the_whole(case, found)
    done, units, period = Decimal(found.done), Decimal(found.units), found.measured.period
    ahead = (found.total * units - aim * done) * way
    reason = "whole_on_line"
    if ahead < _ZERO:
        reason = "whole_below_line" if way > 0 else "whole_above_line"
    observed = a_year(found.total, period.start - timedelta(days=1), period.end)
    projected = divide(found.total * units, done)
    return _Whole(value, divide(aim * done, units), ahead, projected, observed, reason)


def _aim_of_the_whole(case: Case, found: SoFar) -> tuple[Decimal, Decimal, int]:
    """Give the value so far, the bound asked for and the way to it."""
    asked, value = case.bounds, found.measured.value
    assert asked is not None
    assert value is not None
    return value, *asked.aim(value)


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
        "left_unit",
        "line",
        "observed",
        "passed",
        "run",
        "run_unit",
        "side",
        "value",
        "way",
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
        self.run, self.run_unit = run, unit = time_between(start, at)
        self.observed = divide(change * unit, run)
        self.left, self.left_unit = time_between(at, due)
        self.line: Line | None = None
        self.expected: Decimal | None = None
        self.side = 0
        self.passed: date | None = None
        if start < due and at <= due:
            # What had been reached already must hold: from there the line is level.
            beyond = (first - aim) * way > _ZERO
            self.line = line_through(case, (start, aim if beyond else first), (due, aim), way)
            self.expected, self.side = self.line.beside(at, value, way)
            self.passed = self.line.passes(value, at, way, self.side)

    def met(self) -> Pace:
        """The target is satisfied now and must stay so."""
        case, projected = self.case, self.projected()
        asked = case.bounds
        assert asked is not None
        bound = not {self.latest.qualifier, self.baseline.qualifier}.isdisjoint(BOUNDS)
        if bound or projected is None or asked.met_by(projected):
            return self._pace("met", (case.reason("pace_met"),))
        away = case.reason("moving_away", projected=projected, observed=self.observed)
        return self._pace("met", (case.reason("pace_met"), away), ("moving_away",))

    def unjudged(self, code: str, **facts: Fact) -> Pace:
        """The numbers without a verdict."""
        return self._pace("not_assessable", (self.case.reason(code, **facts),))

    def judged_by_interval(self) -> Pace:
        """Of a value known by a bound or an approximation, only what every value within it satisfies is said."""
        line = self.line
        if line is None:
            return self.unjudged("baseline_after_target")
        low, high = interval(self.case.indicator, self.latest)
        worst, best = (low, high) if self.way > 0 else (high, low)
        if worst is not None and line.side(self.at, worst, self.way) >= 0:
            return self.judged()
        if best is not None and line.side(self.at, best, self.way) < 0:
            if self.latest.qualifier == "about":
                return self.judged()
            facts: dict[str, Fact] = {"expected": self.expected or _ZERO, "since": self.baseline.period.text}
            return self._pace("behind", (self.case.reason("bound_below_line", **facts),))
        return self.unjudged("bound_no_pace")

    def judged(self) -> Pace:
        """Compare with the line, then look at the direction."""
        case, change, line, expected = self.case, self.change, self.line, self.expected
        if line is None or expected is None:
            return self.unjudged("baseline_after_target")
        facts: dict[str, Fact] = {**case.facts, "expected": expected, "since": self.baseline.period.text}
        side = self.side
        code: PaceCode
        if side >= 0:
            code, reason = "on_track", "on_line"
        elif not change:
            code, reason = "stalled", "stalled"
        elif (change > _ZERO) is (self.way > 0):
            code, reason = "behind", "below_line"
            facts["shortfall"] = abs(self.value - expected)
        else:
            code, reason = "reversing", "reversing"
        facts["observed"] = self.observed
        why: tuple[Reason, ...] = (Reason(reason, facts),)
        if side >= 0:
            why += self._run_out()
        near = self.latest.qualifier == "exact" and _MINUS_ONE < self.value - expected < _ONE
        if near and self._is_within_rounding(expected):
            why += (case.reason("pace_within_rounding", expected=expected),)
            return self._pace(code, why, ("pace_within_rounding",))
        return self._pace(code, why)

    def _is_within_rounding(self, expected: Decimal) -> bool:
        """Whether the true value may lie on either side of the line."""
        low, high = interval(self.case.indicator, self.latest)
        return low is not None and high is not None and low < expected <= high

    def _run_out(self) -> tuple[Reason, ...]:
        """Say since when a value that was on the line when measured would be below it."""
        passed = self.passed
        if passed is None or passed >= self.case.as_of:
            return ()
        return (self.case.reason("buffer_over", passed=passed),)

    def projected(self) -> Decimal | None:
        """Value at the due date at the observed pace, within the natural limits."""
        if self.left < _ZERO:
            return None
        further = divide(self.change * self.left * self.run_unit, self.run * self.left_unit)
        return self.case.limits.cut(self.value + further)

    def _pace(self, code: PaceCode, reasons: tuple[Reason, ...], flags: tuple[str, ...] = ()) -> Pace:
        met = self.case.met
        if self.latest.qualifier in BOUNDS or self.baseline.qualifier in BOUNDS:
            # The difference of bounds is no difference of values.
            return Pace(
                code,
                reasons,
                baseline=self.baseline.id,
                flags=flags,
                due_value_now=None if met else self.expected,
            )
        # Positional for speed: keywords double the cost (benchmarks/assess_speed.py).
        return Pace(
            code,
            reasons,
            "",
            self.baseline.id,
            None,
            flags,
            self.observed,
            self.projected(),
            self.expected,
            None if met else self._reached(),
            None if met else self._buffer(),
        )

    def _buffer(self) -> int | None:
        """Days from the day of judging (or the end of what was measured, if later) until the line passes the value."""
        if self.passed is None:
            return None
        days = (self.passed - max(self.case.as_of, self.at)).days
        return max(days, 0) if self.side >= 0 else days

    def _reached(self) -> date | None:
        """Day the target is reached at the observed pace."""
        missing, change = self.aim - self.value, self.change
        if not change or not missing or (missing > _ZERO) is not (change > _ZERO):
            return None
        return add_years(self.at, divide(missing * self.run, change * self.run_unit))


def explain(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """Tell the line, where the value stands beside it, and where the pace so far leads."""
    own = {"break": "baseline_break", "promised": "baseline_promised"}.get(case.start[1], "baseline_earliest")
    yield from inputs(case, verdict, baseline_code(case, own))
    latest = measurement_of(case, verdict.latest)
    if case.so_far is not None:
        latest = case.so_far.measured
    yield from level(case, decisive(case))
    facts = formula_facts(case, verdict, latest)
    if facts is None:
        return
    yield from _required(case, verdict, facts)
    if verdict.due_value_now is not None:
        code = _line_code(case, level=verdict.due_value_now == facts.get("bound"))
        yield Reason(code, facts | {"expected": verdict.due_value_now, **_share_done(case)})
    if verdict.observed_pace is not None and "y0" in facts:
        yield Reason("formula_observed", facts | {"observed": verdict.observed_pace})
        yield from _projected(verdict, facts)
    if verdict.reached_on is not None and not case.past:
        yield Reason("formula_reached", {"reached": verdict.reached_on})
    if verdict.buffer_days is not None:
        code = "formula_buffer" if verdict.buffer_days >= 0 else "formula_behind"
        yield Reason(code, {"days": abs(verdict.buffer_days), "as_of": case.as_of})


def _line_code(case: Case, *, level: bool) -> str:
    """Say which formula the line has: of a sum or mean, level, through other milestones, or straight."""
    if case.so_far is not None:
        return "formula_whole"
    if level:
        return "formula_line_level"
    siblings = len(case.catalog.targets_of.get(case.indicator.id, ())) > 1
    return "formula_line_through" if siblings else "formula_line"


def _share_done(case: Case) -> Facts:
    found = case.so_far
    return {} if found is None else {"done": found.done, "units": found.units}


def _required(case: Case, verdict: Verdict, facts: Facts) -> Iterator[Reason]:
    """The pace needed from today on, and from the latest measurement on."""
    required, since, due = verdict.required_pace, verdict.required_pace_since_latest, case.due
    if required is None or since is None or due is None or case.latest is None:
        return
    if case.so_far is not None:
        found, value = case.so_far, case.latest.value
        assert value is not None
        code = "formula_required_mean" if case.target.over == "mean" else "formula_required_sum"
        more: Facts = {"total": found.total, "required": required, "done": found.done, "units": found.units}
        yield Reason(code, facts | more | {"left": years_between(max(case.now, case.latest.period.end), due)})
        return
    if required != since:
        left = years_between(case.now, due)
        yield Reason(
            "formula_required_today", facts | {"required": required, "left": left, "as_of": case.as_of}
        )
    yield Reason("formula_required", facts | {"required": since})


def _projected(verdict: Verdict, facts: Facts) -> Iterator[Reason]:
    """The projection, and where a natural limit cuts it."""
    projected, observed = verdict.projected, verdict.observed_pace
    y, left = facts.get("y"), facts.get("years_left")
    if projected is None or observed is None:
        return
    if left is None:  # measured on the due date: nothing is left to project
        return
    numbers: Facts = {"observed": observed, "projected": projected}
    if isinstance(y, Decimal) and isinstance(left, Decimal):
        whole = y + observed * left
        if abs(whole - projected) > Decimal("1e-9") * max(abs(whole), _ONE):
            yield Reason("formula_projected_limited", facts | numbers | {"whole": whole})
            return
    yield Reason("formula_projected", facts | numbers)


SENTENCES = sentences(
    {
        "moving_away": _("But the trend leads away: at {observed} a year it would be {projected} when due."),
        "stale": _("The latest measurement is {days} days old: too old to judge the pace by."),
        "bound_no_pace": _("All that is known is “{value}”: not enough to compare with the trajectory."),
        "bound_below_line": _(
            "All that is known is “{value}”, but on the trajectory from {since}, {expected} was expected "
            "for {period}: behind in any case."
        ),
        "baseline_bound": _("Only a bound of the baseline is known: there is no trajectory."),
        "nothing_since_promise": _(
            "Nothing has been measured since the promise was made: the pace cannot be judged yet."
        ),
        "hold_no_line": _("What has to hold every year has no trajectory that leads to it."),
        "buffer_over": _("Standing still, this value has been short of the trajectory since {passed}."),
        "whole_on_line": _(
            "Added up for {period}: {value}; spread evenly over {whole}, {expected} was expected by then: "
            "on track."
        ),
        "whole_below_line": _(
            "Added up for {period}: {value}; spread evenly over {whole}, {expected} was expected by then: "
            "{shortfall} short; at this rate the whole would be {projected}."
        ),
        "whole_above_line": _(
            "Added up for {period}: {value}; spread evenly over {whole}, {expected} was due by then: "
            "{shortfall} too many; at this rate the whole would be {projected}."
        ),
        "whole_on_line_mean": _(
            "On average in {period}: {value}; {expected} is needed over {whole}: on track."
        ),
        "whole_below_line_mean": _(
            "On average in {period}: {value}; {expected} is needed over {whole}: {shortfall} short."
        ),
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
        "baseline_promised": _(
            "Baseline: {value} ({period}, {id}), the last value known when the promise was made."
        ),
        "formula_required_today": _(
            "Required pace from {as_of} on, if nothing has moved since: ({bound} − {y}) / {left} yr = "
            "{required} a year."
        ),
        "formula_required_sum": _("Required pace: ({bound} − {total}) / {left} yr = {required} a year."),
        "formula_required_mean": _(
            "Mean needed of what is left: ({bound} × {units} − {total}) / ({units} − {done}) = {required}."
        ),
        "formula_whole": _(
            "{done} of {units} parts of the period have passed; {expected} was expected by then."
        ),
        "formula_line_level": _(
            "The level of {bound} had been reached at the baseline: since then {expected} has to hold."
        ),
        "formula_projected_limited": _(
            "Projected to the due date: {y} + {observed} × {years_left} = {whole}, limited to {projected}."
        ),
        "formula_required": _(
            "Required pace since the latest measurement: ({bound} − {y}) / {years_left} yr = {required} a "
            "year."
        ),
        "formula_line": _(
            "Value on the trajectory: {y0} + ({bound} − {y0}) × {observed_years} / {span} = {expected}."
        ),
        "formula_line_through": _(
            "Value on the trajectory from {y0} through the earlier milestones to {bound}: {expected}."
        ),
        "formula_observed": _("Observed pace: ({y} − {y0}) / {observed_years} yr = {observed} a year."),
        "formula_projected": _("Projected to the due date: {y} + {observed} × {years_left} = {projected}."),
        "formula_reached": _("At the observed pace it would be reached on {reached}."),
        "formula_buffer": _(
            "From {as_of} on it may stand still for {days} days before it falls below the trajectory."
        ),
        "formula_behind": _("It should have had this value {days} days before {as_of}."),
        "prediction": _(
            "Nominal 95% prediction interval for {due} (random walk with drift, {points} measurements): "
            "{low} to {high}, centre {fitted}."
        ),
    },
)
