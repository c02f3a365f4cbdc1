"""Explain a verdict: the inputs that were chosen and why, the formula with the numbers put in, the thresholds.

Lines are reason codes with facts; ``report.explanations`` says them in both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.assess.case import Case
from hntrack.assess.growth import ZERO_STANDS_FOR, limit_factor
from hntrack.assess.pace import shown
from hntrack.assess.prediction import predict
from hntrack.assess.series import Series
from hntrack.assess.table import METHODS
from hntrack.assess.years import years_between
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason, Verdict

_BY_GROWTH = frozenset({"opensdg-2.4", "eurostat", "unsd-2023", "sdsn-linear"})


def explain(catalog: Catalog, verdict: Verdict, as_of: date | None = None) -> tuple[Reason, ...]:
    """Explain a verdict.

    Args:
        catalog: The catalog it was made on.
        verdict: Of one of its targets.
        as_of: The day it was made for; without it no prediction interval is given.

    Returns:
        Lines in order: inputs, formulas, thresholds, what the printed numbers leave open.
    """
    day = as_of or date.max
    target = catalog.target[verdict.target]
    case = Case(catalog, target, day, Series(catalog, catalog.measurements_of.get(target.indicator, ()), day))
    lines = [*_inputs(case, verdict), *_formula(case, verdict), *_thresholds(verdict)]
    prediction = (
        predict(catalog, target, day) if as_of is not None and verdict.method == "trajectory" else None
    )
    if prediction is not None:
        facts: dict[str, Fact] = {"points": prediction.points, "due": target.due or day}
        facts |= {"fitted": prediction.fitted, "low": prediction.low, "high": prediction.high}
        lines.append(Reason("prediction", facts))
        if prediction.chance is not None:
            lines.append(Reason("prediction_chance", {"chance": prediction.chance}))
    return tuple(lines)


def _inputs(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """Which measurement, which baseline, which bound, and why these."""
    latest = _measurement(case, verdict.latest)
    if latest is None:
        yield Reason("no_input", {})
        return
    if latest.value is not None:
        code = "input_due" if verdict.standing in {"kept", "missed"} else "input_latest"
        yield Reason(code, {"value": latest.value, "period": latest.period.text, "id": latest.id})
    base = _measurement(case, verdict.baseline)
    if base is not None and base.value is not None:
        facts: dict[str, Fact] = {"value": base.value, "period": base.period.text, "id": base.id}
        yield Reason(_why_baseline(case, verdict), facts | _base_year(verdict))
    asked = case.wanted
    if asked is not None and asked.base is not None and asked.base.value is not None:
        bound = asked.low if asked.low is not None else asked.high
        assert bound is not None
        assert case.target.value is not None
        facts = {"base": asked.base.value, "period": asked.base.period.text, "bound": bound}
        facts["asked"] = case.target.value
        yield Reason("relative_bound" if case.target.relative_to else "further_bound", facts)
        if case.target.relative_to and asked.base.value:
            now = verdict.numbers.get("change_percent")
            if now is not None:
                yield Reason("relative_now", {"percent": now, "asked": case.target.value})


def _why_baseline(case: Case, verdict: Verdict) -> str:
    if case.target.baseline is not None and verdict.method != "destatis":
        return "baseline_named"
    if case.target.relative_to is not None and verdict.method != "destatis":
        return "baseline_relative"
    if verdict.method == "destatis":
        return "baseline_window"
    if verdict.method == "rank":
        return "rank_before"
    if verdict.method == "trajectory" and case.start[1] == "break":
        return "baseline_break"
    return "baseline_year" if verdict.method in _BY_GROWTH else "baseline_earliest"


def _base_year(verdict: Verdict) -> dict[str, Fact]:
    year = METHODS[verdict.method].thresholds.get("base_year")
    return {} if year is None else {"year": str(year)}


def _measurement(case: Case, key: str | None) -> Measurement | None:
    return case.catalog.measurement.get(key) if key is not None else None


def _formula(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """The arithmetic with the numbers put in."""
    latest, asked = _used(case, verdict), case.wanted
    if latest is None or latest.value is None:
        return
    facts: dict[str, Fact] = {"y": latest.value, "t": latest.period.end.year}
    if asked is not None:
        bound, way = asked.aim(latest.value)
        facts |= {"bound": bound, "way": way}
        sign = (">" if way > 0 else "<") if asked.strict else "≥" if way > 0 else "≤"
        holds = asked.met_by(latest.value)
        yield Reason("formula_level" if holds else "formula_level_not", facts | {"sign": sign})
    base = _measurement(case, verdict.baseline)
    if base is not None and base.value is not None:
        facts |= {"y0": base.value, "t0": base.period.end.year}
        facts["observed_years"] = years_between(base.period.end, latest.period.end)
        if case.due is not None:
            facts["span"] = years_between(base.period.end, case.due)
    if case.due is not None:
        facts["due"] = case.due.year
        if latest.period.end < case.due:
            facts["years_left"] = years_between(latest.period.end, case.due)
    facts |= verdict.numbers
    describe = _FORMULAS.get(verdict.method)
    if describe is not None and ("y0" in facts or verdict.method == "trajectory"):
        yield from describe(case, verdict, facts)


def _used(case: Case, verdict: Verdict) -> Measurement | None:
    """The measurement that the method's formula rests on: past the due date the growth methods look beyond it."""
    if not case.past or verdict.method in {"threshold", "trajectory", "rank", "checklist"}:
        return _measurement(case, verdict.latest)
    if verdict.method == "unsd-2023" and case.due is not None and case.wanted is not None:
        due = case.due.year
        return next((one for one in reversed(case.series.yearly) if one.period.end.year <= due), None)
    return case.latest


def _trajectory(case: Case, verdict: Verdict, facts: dict[str, Fact]) -> Iterator[Reason]:
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


def _growth(case: Case, verdict: Verdict, facts: dict[str, Fact]) -> Iterator[Reason]:
    if "zero_replaced" in verdict.flags:
        stands_for = Decimal(str(ZERO_STANDS_FOR))
        facts |= {name: stands_for for name in ("y0", "bound") if facts.get(name) == 0}
        yield Reason("zero_replaced", {"small": stands_for})
    if "ratio" in facts:
        yield Reason("formula_growth_ratio", facts)
    elif "growth" in facts:
        yield Reason("formula_growth", facts)
        base = facts["y0"]
        if case.indicator.limit is not None and isinstance(base, Decimal):
            factor = shown(limit_factor(float(base), case.indicator.limit))
            yield Reason("formula_limit", {"limit": case.indicator.limit, "factor": factor})
    if "score" in facts:
        yield Reason("formula_score", facts)


def _unsd(case: Case, verdict: Verdict, facts: dict[str, Fact]) -> Iterator[Reason]:
    del case, verdict
    if "expected" in facts:
        yield Reason("formula_expected", facts)
    if "ratio" in facts:
        yield Reason("formula_share", facts)
    elif "growth" in facts:
        yield Reason("formula_growth", facts)


def _destatis(case: Case, verdict: Verdict, facts: dict[str, Fact]) -> Iterator[Reason]:
    del case
    yield Reason("formula_mean", facts)
    if "miss" in facts and verdict.projected is not None:
        yield Reason("formula_miss", facts | {"projected": verdict.projected})


def _simple(code: str, needs: str) -> Callable[[Case, Verdict, dict[str, Fact]], Iterator[Reason]]:
    def describe(case: Case, verdict: Verdict, facts: dict[str, Fact]) -> Iterator[Reason]:
        del case, verdict
        if needs in facts:
            yield Reason(code, facts)

    return describe


_FORMULAS: Mapping[str, Callable[[Case, Verdict, dict[str, Fact]], Iterator[Reason]]] = MappingProxyType(
    {
        "trajectory": _trajectory,
        "opensdg-2.4": _growth,
        "eurostat": _growth,
        "unsd-2023": _unsd,
        "destatis": _destatis,
        "sdsn-linear": _simple("formula_linear", "ratio"),
        "aarr": _simple("formula_aarr", "current"),
    }
)


def _thresholds(verdict: Verdict) -> Iterator[Reason]:
    """The method's limits, where the verdict passed through them."""
    method = METHODS[verdict.method]
    if not verdict.category or not method.thresholds:
        return
    kind = "growth" if "growth" in verdict.numbers else "ratio"
    code = f"thresholds_{method.id}_{kind}" if method.id in _TWO_WAYS else f"thresholds_{method.id}"
    yield Reason(code, {**_percents(method.thresholds), "category": verdict.category})


_TWO_WAYS = frozenset({"opensdg-2.4", "eurostat", "unsd-2023"})


def _percents(thresholds: Mapping[str, Decimal]) -> dict[str, Fact]:
    """Growth limits in percent, the others as they are."""
    return {
        name: (100 * limit).normalize() + 0 if name.startswith("growth_") else limit
        for name, limit in thresholds.items()
    }
