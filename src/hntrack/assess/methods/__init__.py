"""The names of the methods, in the order in which they are shown, and what methods are made of.

Each method is one module of ``assess/methods``.  What they share stands here: their metadata, what they say about the
trend, and lines of explanations, which are reason codes with facts; ``report.explained`` says them in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from types import MappingProxyType

from hntrack.assess.arithmetic import BOUNDS, UNSETTLED, Bounds, years_between
from hntrack.assess.case import Case, why_unfit
from hntrack.classes import NamedTuple, Protocol, cast
from hntrack.model.codes import Pace as PaceCode
from hntrack.model.records import Measurement
from hntrack.model.verdict import Fact, Reason, Verdict
from hntrack.text.messages import Message


class Method(NamedTuple):
    """A way to judge a target.

    Attributes:
        id, version: Its name, and the version whose rules are reproduced.
        title: What people call it.
        source: Where it is defined.
        needs: The data it needs, as codes: ``value`` (one measurement), ``two_values``, ``five_values``,
            ``rank``, ``stage``, ``due``, ``direction``; ``target?`` where a numeric target is used if there is one.
        thresholds: Its limits, by name.
        categories: Its own words → pace codes.
        formula: The arithmetic in one line.
        traps: What misleads about it.
    """

    id: str
    version: str
    title: Message
    source: str
    needs: tuple[str, ...]
    thresholds: Mapping[str, Decimal]
    categories: Mapping[str, PaceCode]
    formula: str
    traps: Message


class Columnar(NamedTuple):
    """How SQL says what a method's function says, for :mod:`hntrack.bulk`: over whole numbers, nothing rounded.

    Values are whole numbers (scaled by a power of ten), days are numbers ``yyyymmdd``, so ``day // 10000`` is a year.
    Of a point ``x`` the names are ``ex`` (its period's last day), ``vx`` (its value) and ``px`` (where it stands):
    ``1`` is the latest one, ``0`` the earliest, ``b`` the base, others are named here.  Of a target there are ``low``,
    ``high``, ``strict`` and ``due``, and how it stands: ``past``, ``met`` (its level), ``aim`` and ``way`` (the bound
    that counts, and 1 where it must be reached from below).

    Attributes:
        pace: The pace code, before the standing bounds it.
        category: The method's own word.
        yearly: Name → aggregate of the points ``h``, of each ``year`` the last one.
        points: Name → a point, chosen from those aggregates; ``year_of(h)`` is its year.
        base: Where the line starts if nothing else says so: ``{x}`` stands for ``e``, ``v`` and ``p``.
        anchors: What goes before it: the base that a target has ``named``, the value ``known`` at the promise.
        steps: Columns worked out one after the other, from those of the steps before.
        told: Whether the verdict names its base.
        observed, projected, due_value_now: Change a year, value at the due date, and value of the line, as floats,
            still scaled.

    In braces stand what the calendar decides: ``{ef}``, ``{vf}``, ``{et}``, ``{vt}`` (the piece of the line that the
    latest point lies on), ``{run}`` and ``{span}`` (the time passed of it, and its length, in one unit), ``{elapsed}``
    and ``{remaining}`` (the years from the base to the latest point, and from there to the due date).
    """

    pace: str
    category: str = "CAST(NULL AS VARCHAR)"
    yearly: Mapping[str, str] = MappingProxyType({})
    points: Mapping[str, str] = MappingProxyType({})
    base: str = "{x}0"
    anchors: tuple[str, ...] = ()
    steps: tuple[Mapping[str, str], ...] = ()
    told: str = "false"
    observed: str = "CAST(NULL AS DOUBLE)"
    projected: str = "CAST(NULL AS DOUBLE)"
    due_value_now: str = "CAST(NULL AS DOUBLE)"


def cases(codes: Mapping[str, str]) -> str:
    """Give SQL that tells the pace code of a method's own ``word``."""
    listed = " ".join(f"WHEN '{word}' THEN '{code}'" for word, code in codes.items())
    return f"CASE word {listed} ELSE 'not_assessable' END"


def numbers(**values: str) -> Mapping[str, Decimal]:
    """Give limits by name, exactly as written."""
    return MappingProxyType({name: Decimal(value) for name, value in values.items()})


def codes(**words: PaceCode) -> Mapping[str, PaceCode]:
    """Give a method's own words with the pace code of each."""
    return MappingProxyType(words)


def sentences(table: Mapping[str, Message], *more: Mapping[str, Message]) -> Mapping[str, Message]:
    """Join tables of sentences, reason code → sentence, into one that cannot be changed."""
    joined = dict(table)
    for one in more:
        joined.update(one)
    return MappingProxyType(joined)


class Pace(NamedTuple):
    """A method's answer: a pace code, why, its own category, and what it computed.

    The fields are those of :class:`~hntrack.model.verdict.Verdict`.
    """

    code: PaceCode
    reasons: tuple[Reason, ...] = ()
    category: str = ""
    baseline: str | None = None
    numbers: Mapping[str, Decimal] | None = None
    flags: tuple[str, ...] = ()
    observed: Decimal | None = None
    projected: Decimal | None = None
    due_value_now: Decimal | None = None
    reached_on: date | None = None
    buffer_days: int | None = None


def not_assessable(*reasons: Reason, category: str = "", flags: tuple[str, ...] = ()) -> Pace:
    """The pace cannot be judged, and why."""
    return Pace("not_assessable", reasons, category, None, None, flags)


def yes_or_no(case: Case) -> bool | None:
    """For an aim that is reached or not: whether it is; ``None`` for others and for one that nobody assessed."""
    if case.measure not in {"stage", "text"} or not case.qualitative:
        return None
    return case.met


def without_pace(case: Case, category: str = "") -> Pace | None:
    """Give the verdict of every method that needs a number that moves, where there is none.

    Args:
        case: What is judged.
        category: The method's own word for a value that is missing.
    """
    measure = case.measure
    if measure == "rank":
        return not_assessable(case.reason("rank_only_as_rank"))
    if case.latest is None or measure in {"stage", "text"}:
        return not_assessable(_nothing(case), category=category)
    if case.series.mixed:
        return not_assessable(case.reason("nature_unknown"), category=category)
    return None


def _nothing(case: Case) -> Reason:
    if case.qualitative:
        return case.reason("qualitative")
    return why_unfit(case) if case.unfit else case.reason("pace_no_measurement")


def without_figure(case: Case, category: str = "") -> Pace | None:
    """As :func:`without_pace`, for the published methods: they need figures, not bounds, and know no sums.

    Args:
        case: What is judged.
        category: The method's own word for a value that is missing.
    """
    refusal = without_pace(case, category)
    if refusal is not None or case.latest is None:
        return refusal
    if case.so_far is not None:
        return not_assessable(case.reason("whole_not_known"), category=category)
    if case.bounds is None and case.unfit:
        return not_assessable(why_unfit(case), category=category)
    if case.latest.qualifier in BOUNDS or case.certainty == UNSETTLED:
        return not_assessable(case.reason("bound_value_no_pace"), category=category)
    return None


class Asked(NamedTuple):
    """What a published method judges by: the bounds that are asked for, by when, and the latest value."""

    bounds: Bounds
    due: date
    value: Decimal


def asked_by(case: Case) -> Asked | Pace:
    """Give what a method that needs a target in numbers and a due date judges by, or why it cannot."""
    refusal = without_figure(case)
    if refusal is not None:
        return refusal
    if case.bounds is None:
        return not_assessable(case.reason("needs_target"))
    if case.due is None:
        return not_assessable(case.reason("pace_undated"))
    assert case.latest is not None
    assert case.latest.value is not None
    return Asked(case.bounds, case.due, case.latest.value)


Facts = dict[str, Fact]


def measurement_of(case: Case, key: str | None) -> Measurement | None:
    """Give a measurement of the catalog by its id."""
    return case.catalog.measurement.get(key) if key is not None else None


def inputs(case: Case, verdict: Verdict, baseline: str, **more: Fact) -> Iterator[Reason]:
    """Tell which measurement, which baseline and which base were used, and why these.

    Args:
        case: What was judged.
        verdict: What is explained.
        baseline: Code of the line for a baseline that the method itself chose.
        more: What that line names besides value, period and id.
    """
    latest = measurement_of(case, verdict.latest)
    if latest is None:
        yield Reason("no_input", {})
        return
    yield from _measured(case, latest)
    base = measurement_of(case, verdict.baseline)
    if base is not None and base.value is not None:
        facts: Facts = {"value": base.value, "period": base.period.text, "id": base.id}
        yield Reason(baseline, facts | more)
    yield from _resolved(case, verdict)


def _measured(case: Case, latest: Measurement) -> Iterator[Reason]:
    """Tell the latest measurement, and the one that decides where that is another."""
    code, used = _deciding(case)
    if used is None or used is not latest:
        yield from _input("input_latest", latest)
    if used is not None:
        yield from _input(code, used)


def _deciding(case: Case) -> tuple[str, Measurement | None]:
    used = decisive(case)
    if used is None:
        return "", None
    if case.so_far is not None:
        return "input_mean" if case.target.over == "mean" else "input_sum", used
    if used is case.broken:
        return "input_broken", used
    return "input_due" if case.past else "input_latest", used


def _input(code: str, measurement: Measurement) -> Iterator[Reason]:
    if measurement.value is not None:
        facts: Facts = {"value": measurement.value, "period": measurement.period.text, "id": measurement.id}
        yield Reason(
            code, facts | ({} if measurement.qualifier == "exact" else {"qualifier": measurement.qualifier})
        )


def decisive(case: Case) -> Measurement | None:
    """Give what the standing rests on; ``None`` where nothing decides."""
    if case.met is None:
        return None
    if case.so_far is not None:
        return case.so_far.measured
    return case.broken if case.holds and case.broken is not None else case.judged


def _resolved(case: Case, verdict: Verdict) -> Iterator[Reason]:
    """How a relative bound, or one that counts what is added, was resolved."""
    asked = case.bounds
    if asked is None or asked.base is None or asked.base.value is None or verdict.latest is None:
        return
    assert case.target.value is not None
    facts: Facts = {"base": asked.base.value, "period": asked.base.period.text, "bound": asked.first}
    facts["asked"] = case.target.value
    relative = case.target.relative_to is not None
    yield Reason("relative_bound" if relative else "further_bound", facts)
    now = verdict.numbers.get("change_percent")
    if relative and now is not None:
        yield Reason("relative_now", {"percent": now, "asked": case.target.value})


def baseline_code(case: Case, own: str) -> str:
    """Give the line's code for the baseline: named by the target, its relative base, or the method's own choice."""
    if case.target.baseline is not None:
        return "baseline_named"
    return "baseline_relative" if case.target.relative_to is not None else own


def level(case: Case, used: Measurement | None) -> Iterator[Reason]:
    """Compare the value that was used with the bound."""
    asked = case.bounds
    if asked is None or used is None or used.value is None or case.met is None:
        return
    bound, way = asked.aim(used.value)
    code = "formula_level" if asked.met_by(used.value) else "formula_level_not"
    yield Reason(code, {"y": used.value, "bound": bound, "sign": _sign(way, strict=asked.strict)})


def _sign(way: int, *, strict: bool) -> str:
    if strict:
        return ">" if way > 0 else "<"
    return "≥" if way > 0 else "≤"


def formula_facts(case: Case, verdict: Verdict, used: Measurement | None) -> Facts | None:
    """Give what a formula names: ``y`` at ``t``, ``y0`` at ``t0``, ``bound`` at ``due``; ``None`` without a value."""
    if used is None or used.value is None:
        return None
    facts: Facts = {"y": used.value, "t": used.period.end.year, **verdict.numbers}
    if case.bounds is not None:
        facts["bound"] = case.bounds.aim(used.value)[0]
    base = measurement_of(case, verdict.baseline)
    if base is not None and base.value is not None:
        facts |= {"y0": base.value, "t0": base.period.end.year}
        facts["observed_years"] = years_between(base.period.end, used.period.end)
        if case.due is not None:
            facts["span"] = years_between(base.period.end, case.due)
    if case.due is not None:
        facts["due"] = case.due.year
        if used.period.end < case.due:
            facts["years_left"] = years_between(used.period.end, case.due)
    return facts


def latest_of_all(case: Case, verdict: Verdict) -> Measurement | None:
    """Give the measurement that a growth method uses: past the due date it looks beyond it."""
    return case.latest if case.past else measurement_of(case, verdict.latest)


def percent(limit: Decimal) -> Decimal:
    """Give a limit of growth in percent."""
    return (100 * limit).normalize() + 0


def thresholds(method: Method, verdict: Verdict, code: str) -> Iterator[Reason]:
    """Tell the method's limits, where the verdict passed through them; limits of growth in percent."""
    if not verdict.category:
        return
    limits = {
        name: percent(limit) if name.startswith("growth_") else limit
        for name, limit in method.thresholds.items()
    }
    yield Reason(code, {**limits, "category": verdict.category})


def band(verdict: Verdict) -> str:
    """Say which of a growth method's two sets of limits was used: those of the ratio, or those of growth alone."""
    return "growth" if "growth" in verdict.numbers else "ratio"


MODULES: Mapping[str, str] = MappingProxyType(
    {
        "threshold": "threshold",
        "trajectory": "trajectory",
        "opensdg-2.4": "opensdg",
        "eurostat": "eurostat",
        "unsd-2023": "unsd",
        "destatis": "destatis",
        "sdsn-linear": "sdsn",
        "aarr": "aarr",
        "rank": "rank",
        "checklist": "checklist",
    }
)
"""Method id → its module."""


class MethodModule(Protocol):
    """What each module of ``assess/methods`` offers.

    Attributes:
        METHOD: What is known of the method.
        SENTENCES: Reason code → sentence, for the reasons that its verdicts give.
        LINES: Line code → wording, for the lines of its explanation.

    Those that SQL can judge by say how (:func:`columnar_of`), as ``COLUMNAR``.
    """

    METHOD: Method
    SENTENCES: Mapping[str, Message]
    LINES: Mapping[str, Message]

    @staticmethod
    def judge(case: Case, /) -> Pace:
        """Judge the pace of one target."""

    @staticmethod
    def explain(case: Case, verdict: Verdict, /) -> Iterator[Reason]:
        """Tell the arithmetic of a verdict, line by line."""


@cache
def module_of(method: str) -> MethodModule:
    """Load a method's module: here, and not before somebody asks for it.

    Raises:
        KeyError: There is no such method.
    """
    return cast("MethodModule", import_module(f"hntrack.assess.methods.{MODULES[method]}"))


def columnar_of(method: str) -> Columnar | None:
    """Give how SQL judges by a method; ``None`` where only its function can.

    Raises:
        KeyError: There is no such method.
    """
    return getattr(module_of(method), "COLUMNAR", None)


class _Methods(Mapping[str, Method]):
    """The methods by id; what is known of one is loaded when it is looked up."""

    def __getitem__(self, method: str) -> Method:
        return module_of(method).METHOD

    def __contains__(self, method: object) -> bool:
        return method in MODULES

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


METHODS: Mapping[str, Method] = _Methods()
"""All methods by id, in the order in which they are shown."""


def wording_of(code: str) -> Message:
    """Give the sentence or line that one of the methods has for a code.

    Raises:
        KeyError: None of them has one.
    """
    for method in MODULES:
        module = module_of(method)
        found = module.SENTENCES.get(code) or module.LINES.get(code)
        if found is not None:
            return found
    raise KeyError(code)
