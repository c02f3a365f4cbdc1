"""What there is to say about a case: the facts its sentences name, flags, and why values cannot be compared."""

from __future__ import annotations

from hntrack.assess.series import missing_from
from hntrack.classes import TYPE_CHECKING
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason

if TYPE_CHECKING:
    from hntrack.assess.bounds import Bounds
    from hntrack.assess.case import Case


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
