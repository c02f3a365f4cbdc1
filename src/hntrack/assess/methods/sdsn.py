"""``sdsn-linear``: the trend arrows of the SDSN's SDG Index."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hntrack.assess.arithmetic import WIDE, divide
from hntrack.assess.case import Case
from hntrack.assess.growth import nearest_year
from hntrack.assess.methods import (
    Columnar,
    Method,
    Pace,
    asked_by,
    baseline_code,
    cases,
    codes,
    formula_facts,
    inputs,
    latest_of_all,
    level,
    not_assessable,
    numbers,
    sentences,
    thresholds,
)
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason, Verdict
from hntrack.text.messages import _

METHOD = Method(
    id="sdsn-linear",
    version="2023",
    title=_("Linear trend (SDSN)"),
    source="Sustainable Development Solutions Network, SDG Index and Dashboards: trend arrows",
    needs=("two_values", "target", "due"),
    thresholds=numbers(base_year="2015", recent_years="5", on_track="1", moderate="0.5"),
    categories=codes(
        on_track_or_maintaining="on_track",
        moderately_improving="nearly",
        stagnating="stalled",
        decreasing="reversing",
    ),
    formula="[(y − y₋₅)/(t − t₋₅)] / [(yT − y0)/(T − t0)]",
    traps=_(
        "“Stagnating” includes up to half of the pace needed; and the pace needed is that from the "
        "base year: it does not grow when the first years were lost."
    ),
)

_LIMITS = dict(METHOD.thresholds)
_KEEPS = "on_track_or_maintaining"
_BASE_YEAR, _RECENT_YEARS = int(_LIMITS["base_year"]), int(_LIMITS["recent_years"])


def _capped(value: str) -> str:
    return f"CASE WHEN way > 0 THEN least({value}, aim) ELSE greatest({value}, aim) END"


def _start() -> str:
    """Say :func:`_recent_start` in SQL: the earliest of the recent years, else the year before the last one."""
    cases_ = " ".join(
        f"WHEN year_of(list_extract(recent, {n})) >= year_of(list_extract(recent, 1)) - {_RECENT_YEARS} "
        f"THEN list_extract(recent, {n})"
        for n in range(_RECENT_YEARS + 1, 2, -1)
    )
    return f"CASE {cases_} ELSE list_extract(recent, 2) END"


COLUMNAR = Columnar(
    yearly={
        "recent": f"max(h, {_RECENT_YEARS + 1})",
        "before": f"max(h) FILTER (WHERE year < {_BASE_YEAR})",
        "since": f"min(h) FILTER (WHERE year >= {_BASE_YEAR})",
    },
    points={
        "s": _start(),
        "n": f"CASE WHEN {_BASE_YEAR} - year_of(before) < year_of(since) - {_BASE_YEAR} OR since IS NULL "
        "THEN before ELSE since END",
    },
    base="{x}n",
    anchors=("named",),
    steps=(
        {"years": "e1 // 10000 - es // 10000", "span": "due // 10000 - eb // 10000"},
        {"moved": f"{_capped('v1')} - ({_capped('vs')})", "missing": f"aim - ({_capped('vb')})"},
        {
            "done": "CAST(moved * way AS HUGEINT) * span",
            "whole": "CAST(missing * way AS HUGEINT) * years",
            "reached": "(v1 - aim) * way >= 0",
        },
        {
            "word": "CASE WHEN due IS NULL THEN NULL WHEN reached THEN 'on_track_or_maintaining' "
            "WHEN eb IS NULL OR es IS NULL OR span <= 0 THEN NULL "
            "WHEN missing = 0 THEN CASE WHEN moved * way < 0 THEN 'decreasing' ELSE 'stagnating' END "
            f"WHEN done >= whole * {_LIMITS['on_track']} THEN 'on_track_or_maintaining' "
            f"WHEN done * 2 >= whole * {2 * _LIMITS['moderate']:.0f} THEN 'moderately_improving' "
            "WHEN done >= 0 THEN 'stagnating' ELSE 'decreasing' END"
        },
    ),
    category="word",
    pace=f"CASE WHEN due IS NOT NULL AND reached THEN 'met' ELSE {cases(METHOD.categories)} END",
    told="word IS NOT NULL AND NOT reached",
    observed="CASE WHEN word IS NOT NULL AND NOT reached THEN moved / years END",
)


def judge(case: Case) -> Pace:
    """Judge the annual change of the recent years against the annual change needed from the base year on.

    Needed: straight from the base (2015, else the year nearest to it) to the target.  Actual: from the first
    measurement within the last five years (the one before, where there is none) to the latest.  Movements beyond
    the target are ignored: values better than it count as the target.
    """
    asked = asked_by(case)
    if isinstance(asked, Pace):
        return asked
    points = case.yearly
    latest = points[-1]
    aim, way = asked.bounds.aim(asked.value)
    if (asked.value - aim) * way >= 0:
        return Pace("met", (case.reason("growth_met", category=_KEEPS),), _KEEPS)
    base = case.named_baseline if case.names_baseline else nearest_year(points, _BASE_YEAR)
    start = _recent_start(points)
    if base is None or start is None:
        return not_assessable(case.reason("one_measurement"))
    if base.period.end.year >= asked.due.year:
        return not_assessable(case.reason("baseline_after_target"))
    return _compared(case, base, start, latest, (aim, way))


def _recent_start(points: list[Measurement]) -> Measurement | None:
    earlier = points[:-1]
    since = points[-1].period.end.year - _RECENT_YEARS
    found = earlier[-1] if earlier else None
    for one in reversed(earlier):
        if one.period.end.year < since:
            break
        found = one
    return found


def _compared(
    case: Case, base: Measurement, start: Measurement, latest: Measurement, goal: tuple[Decimal, int]
) -> Pace:
    assert case.due is not None
    (aim, way), due = goal, case.due.year

    def capped(measurement: Measurement) -> Decimal:
        assert measurement.value is not None
        return min(measurement.value, aim) if way > 0 else max(measurement.value, aim)

    years, span = latest.period.end.year - start.period.end.year, due - base.period.end.year
    moved, missing = capped(latest) - capped(start), aim - capped(base)
    actual, needed = divide(moved, Decimal(years)), divide(missing, Decimal(span))
    facts: dict[str, Fact] = {
        **case.facts,
        "observed": actual,
        "needed": needed,
        "since": start.period.text,
        "until": latest.period.text,
    }
    numbers = {"actual": actual, "needed": needed}
    if not needed:
        category = "decreasing" if actual * way < 0 else "stagnating"
        return _pace(category, "linear_none_needed", base, facts, numbers)
    # By cross products: a quotient of 15 digits could be rounded onto a limit that it does not reach.
    done, whole = WIDE.multiply(moved, way * span), WIDE.multiply(missing, way * years)
    numbers["ratio"] = facts["ratio"] = divide(done, whole)
    if done >= WIDE.multiply(whole, _LIMITS["on_track"]):
        category = _KEEPS
    elif done >= WIDE.multiply(whole, _LIMITS["moderate"]):
        category = "moderately_improving"
    else:
        category = "stagnating" if done >= 0 else "decreasing"
    return _pace(category, "linear_ratio", base, facts, numbers)


def _pace(
    category: str,
    reason: str,
    base: Measurement,
    facts: dict[str, Fact],
    numbers: dict[str, Decimal],
) -> Pace:
    facts["category"] = category
    why = (Reason(reason, facts),)
    return Pace(METHOD.categories[category], why, category, base.id, numbers, (), numbers["actual"])


def explain(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """Tell the change of late and the change needed."""
    year = str(METHOD.thresholds["base_year"])
    yield from inputs(case, verdict, baseline_code(case, "baseline_year"), year=year)
    used = latest_of_all(case, verdict)
    yield from level(case, used)
    facts = formula_facts(case, verdict, used) or {}
    if "y0" in facts and "ratio" in facts:
        yield Reason("formula_linear", facts)
    yield from thresholds(METHOD, verdict, "thresholds_sdsn-linear")


SENTENCES = sentences(
    {
        "linear_ratio": _("{observed} a year from {since} to {until}: {ratio} times the change needed."),
        "linear_none_needed": _(
            "The base was at the target already; from {since} to {until} it moved {observed} a year."
        ),
    },
)

LINES = sentences(
    {
        "formula_linear": _("{actual} a year of late / {needed} a year needed = {ratio}."),
        "thresholds_sdsn-linear": _(
            "Thresholds: ≥ {on_track} on track; ≥ {moderate} moderately improving; ≥ 0 stagnating; < 0 "
            "decreasing."
        ),
    },
)
