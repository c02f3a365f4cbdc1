"""``trajectory``: is the value where the line from the baseline to the promise wants it on the day it was measured?"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hntrack.assess.case import Case
from hntrack.assess.certainty import interval
from hntrack.assess.pace import Pace, not_assessable, without_pace
from hntrack.assess.prediction import prediction
from hntrack.assess.wanted import wanted
from hntrack.assess.years import EXACT, add_years, years_between
from hntrack.model.records import Measurement

Vertex = tuple[date, Decimal]


def trajectory(case: Case) -> Pace:
    """Judge a target by its trajectory.

    The line runs from the baseline through the indicator's earlier milestones to the target; the value expected
    on it is compared with the latest value at the end of the period that was measured.  Below the line, the
    observed pace (baseline to latest) tells behind, stalled and reversing apart.
    """
    refusal = without_pace(case) or _refusal(case)
    if refusal is not None:
        return refusal
    latest, (baseline, _) = case.latest, case.baseline
    assert latest is not None
    assert case.wanted is not None
    if baseline is None or baseline.period.end >= latest.period.end:
        return _single(case, baseline)
    if _breaks(case, baseline):
        return not_assessable(case.reason("break_in_series"))
    moved = _Moved(case, baseline, latest)
    if case.met:
        return moved.met()
    if case.stale:
        return moved.unjudged("stale", days=(case.as_of - latest.period.end).days)
    if latest.qualifier in {"more_than", "at_least", "less_than", "up_to"}:
        return moved.of_bound()
    return moved.judged()


def _refusal(case: Case) -> Pace | None:
    if case.due is None:
        return not_assessable(case.reason("pace_undated"))
    if case.wanted is None:
        return not_assessable(case.reason("qualitative" if case.qualitative else "base_missing"))
    if case.past:
        if case.met:
            return Pace("met", (case.reason("pace_kept"),))
        return not_assessable(case.reason("due_passed"))
    return None


def _single(case: Case, baseline: Measurement | None) -> Pace:
    """No two measurements to compare."""
    if case.met:
        return Pace("met", (case.reason("pace_met"),), baseline=baseline.id if baseline else None)
    return not_assessable(case.reason("one_measurement" if baseline else "no_baseline"))


def _breaks(case: Case, baseline: Measurement) -> bool:
    """Whether the series breaks after the baseline: what lies before a break cannot be compared with what follows."""
    start = baseline.period.end
    return any(one.obs_status == "break" and one.period.end > start for one in case.series.points)


class _Moved:
    """The way from the baseline to the latest value, beside the line."""

    def __init__(self, case: Case, baseline: Measurement, latest: Measurement) -> None:
        asked, due = case.wanted, case.due
        assert asked is not None
        assert due is not None
        assert baseline.value is not None
        assert latest.value is not None
        self.case, self.baseline, self.latest = case, baseline, latest
        self.value, self.at = latest.value, latest.period.end
        self.aim, self.way = asked.aim(self.value)
        self.change = self.value - baseline.value
        self.years = years_between(baseline.period.end, self.at)
        self.left = years_between(self.at, due)
        self.observed = EXACT.divide(self.change, self.years)
        self.line = _line(case, baseline, (due, self.aim), self.way) if baseline.period.end < due else ()
        self.expected = _on_line(self.line, self.at) if self.line and self.at <= due else None

    def met(self) -> Pace:
        """The target is satisfied now and must stay so."""
        projected = self.projected()
        asked = self.case.wanted
        assert asked is not None
        flags, reasons = (), [self.case.reason("pace_met")]
        if projected is not None and not asked.met_by(projected):
            flags = ("moving_away",)
            reasons.append(self.case.reason("moving_away", projected=projected, observed=self.observed))
        return self._pace("met", reasons, flags)

    def unjudged(self, code: str, **facts: int) -> Pace:
        """The numbers without a verdict."""
        return self._pace("not_assessable", [self.case.reason(code, **facts)])

    def of_bound(self) -> Pace:
        """Of a value known by a bound only, no more than "on track" can be proven."""
        qualifier = self.latest.qualifier
        proves = self.way > 0 if qualifier in {"more_than", "at_least"} else self.way < 0
        if proves and self.expected is not None and (self.value - self.expected) * self.way >= 0:
            return self.judged()
        return self.unjudged("bound_no_pace")

    def judged(self) -> Pace:
        """Compare with the line, then look at the direction."""
        expected = self.expected
        if expected is None:
            return self.unjudged("baseline_after_target")
        facts = {"expected": expected, "observed": self.observed}
        flags: tuple[str, ...] = ()
        if (self.value - expected) * self.way >= 0:
            code, reason = "on_track", "on_line"
        elif not self.change:
            code, reason = "stalled", "stalled"
        elif (self.change > 0) is (self.way > 0):
            code, reason = "behind", "below_line"
            facts["shortfall"] = abs(expected - self.value)
        else:
            code, reason = "reversing", "reversing"
        reasons = [self.case.reason(reason, since=self.baseline.period.text, **facts)]
        low, high = interval(self.case.indicator, self.latest)
        if low is not None and high is not None and low < expected <= high:
            flags = ("pace_within_rounding",)
            reasons.append(self.case.reason("pace_within_rounding", expected=expected))
        return self._pace(code, reasons, flags)

    def projected(self) -> Decimal | None:
        """Value at the due date at the observed pace, within the natural limit."""
        if self.left < 0:
            return None
        value = self.value + EXACT.divide(self.change * self.left, self.years)
        limit = self.case.indicator.limit
        if limit is None:
            return value
        return min(value, limit) if self.case.direction >= 0 else max(value, limit)

    def _pace(self, code: str, reasons: list, flags: tuple[str, ...] = ()) -> Pace:  # type: ignore[type-arg]
        projected = self.projected()
        numbers = {"years_left": self.left, "observed_change": self.change, "observed_years": self.years}
        fitted = prediction(self.case, self.baseline)
        if fitted is not None:
            numbers.update(fitted)
        return Pace(
            code,
            tuple(reasons),
            baseline=self.baseline.id,
            observed=self.observed,
            projected=projected,
            due_value_now=self.expected,
            reached_on=self._reached(),
            buffer_days=self._buffer(),
            numbers=numbers,
            flags=flags,
        )

    def _reached(self) -> date | None:
        """Day the target is reached at the observed pace."""
        missing = self.aim - self.value
        if self.case.met or not self.observed or (missing > 0) is not (self.observed > 0) or not missing:
            return None
        return add_years(self.at, EXACT.divide(missing * self.years, self.change))

    def _buffer(self) -> int | None:
        """Days the value may stand still before it falls below the line; negative when it has fallen below."""
        if self.expected is None or self.case.met:
            return None
        return _day_on_line(self.line, self.value, self.at, self.way)


def _line(case: Case, baseline: Measurement, end: Vertex, way: int) -> tuple[Vertex, ...]:
    """Vertices from the baseline through the indicator's earlier milestones to the target."""
    assert baseline.value is not None
    start = baseline.period.end
    between: dict[date, Decimal] = {}
    for other in case.catalog.targets_of.get(case.indicator.id, ()):
        due = other.due
        if other is case.target or due is None or not start < due < end[0]:
            continue
        asked = wanted(case.catalog, other, case.series.points[0])
        if asked is None or (asked.low is not None and asked.high is not None):
            continue
        bound, towards = asked.aim(baseline.value)
        if towards == way:
            between[due] = bound
    return ((start, baseline.value), *((day, between[day]) for day in sorted(between)), end)


def _on_line(line: tuple[Vertex, ...], day: date) -> Decimal:
    """Value of the line on a day within it."""
    (start, low), (end, high) = next(
        (one, two) for one, two in zip(line, line[1:], strict=False) if day <= two[0]
    )
    return low + EXACT.divide((high - low) * years_between(start, day), years_between(start, end))


def _day_on_line(line: tuple[Vertex, ...], value: Decimal, at: date, way: int) -> int | None:
    """Days from ``at`` to the day on which the line passes ``value``; ``None`` where it never does."""
    if (line[0][1] - value) * way > 0:
        return (line[0][0] - at).days
    found = None
    for (start, low), (end, high) in zip(line, line[1:], strict=False):
        if (low - value) * way <= 0 < (high - value) * way:
            share = (value - low) / (high - low)
            found = (start + timedelta(days=int(share * (end - start).days)) - at).days
            if start >= at or found >= 0:
                return found
    return found
