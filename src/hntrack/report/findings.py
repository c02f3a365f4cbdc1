"""What a pipeline or a reviewer should look at, each finding with its place in the catalog's files.

The problems of a check are findings, and so is what a gate says of verdicts: some stop a pipeline, some only warn, and
some a tolerance holds back.  A gate trips only where somebody asked for it: by ``--fail-on`` and ``--warn-on``, and,
once one of these is given, by the ``gate:`` section of a target, which then has the last word about that target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.classes import NamedTuple
from hntrack.errors import Problem, UsageError, Where, unknown
from hntrack.model.catalog import Catalog
from hntrack.model.codes import STANDINGS
from hntrack.model.records import Target
from hntrack.model.verdict import Verdict
from hntrack.report import Cell, Column, Group, Json, Row, View
from hntrack.report.glance import NEEDS, lack, missing
from hntrack.report.reasons import in_short
from hntrack.report.words import dated_text, indicator_title, label, promise_text
from hntrack.text.messages import _, _n

# The view of ``hntrack check``: every problem with its place, cause and remedy.


def problems_view(catalog: Catalog | None, problems: Sequence[Problem], *, lang: str, as_of: str) -> View:
    """Build the view; without problems it says what was checked."""
    columns = (
        Column("message", _("Problem").within(lang), flexible=True),
        Column("where", _("Where").within(lang), flexible=True),
        Column("code", _("Code").within(lang)),
        Column("hint", _("Remedy").within(lang), flexible=True),
    )
    rows = tuple(
        Row(
            (
                Cell(p.message.within(lang), "bad" if p.severity == "error" else "warn"),
                Cell(str(p.where)),
                Cell(p.code, "muted"),
                Cell(p.hint.within(lang)),
            )
        )
        for p in problems
    )
    return View(
        name="check",
        lang=lang,
        as_of=as_of,
        title="",
        columns=columns,
        groups=(Group("", rows),) if rows else (),
        summary=(_summary(catalog, problems, lang),),
        items=tuple(
            {
                "code": p.code,
                "severity": p.severity,
                "file": p.where.file,
                "line": p.where.line,
                "column": p.where.column,
                "message": p.message.within(lang),
                "hint": p.hint.within(lang),
                "excerpt": p.excerpt,
            }
            for p in problems
        ),
        empty=_summary(catalog, problems, lang),
    )


def _summary(catalog: Catalog | None, problems: Sequence[Problem], lang: str) -> str:
    errors = sum(p.severity == "error" for p in problems)
    warnings = len(problems) - errors
    counts = _("no problems")
    if problems:
        counts = _(
            "{errors}, {warnings}",
            errors=_n("{count} error", "{count} errors", errors),
            warnings=_n("{count} warning", "{count} warnings", warnings),
        )
    if catalog is None:
        return counts.within(lang)
    claims = sum(len(source.claims) for source in catalog.sources)
    return _(
        "{counts}: {targets}, {measurements}, {claims} of {documents}.",
        counts=counts,
        targets=_n("{count} target", "{count} targets", len(catalog.targets)),
        measurements=_n("{count} measurement", "{count} measurements", len(catalog.measurements)),
        claims=_n("{count} claim", "{count} claims", claims),
        documents=_n("{count} document", "{count} documents", len(catalog.sources)),
    ).within(lang)


ERROR, WARNING = "error", "warning"
LEVELS = (ERROR, WARNING)
"""Worst first."""

_NOWHERE = Where("")


class Case(NamedTuple):
    """One thing that was looked at: its id, and its title in the view's language."""

    id: str
    title: str


class Finding(NamedTuple):
    """One thing to look at.

    Attributes:
        rule: The code of what was found: a verdict's (``missed``), ``stale``, or a problem's.
        level: ``error`` or ``warning``.
        case: The id of the :class:`Case` that it was found at.
        title: The rule in words, in the view's language.
        message: What was found, in the view's language; may hold anything that a catalog may hold.
        hint: What to do about it; may be empty.
        where: The file and line to open.
        identity: What makes it the same finding in another run: never a line number, a day or a wording.
    """

    rule: str
    level: str
    case: str
    title: str
    message: str
    hint: str = ""
    where: Where = _NOWHERE
    identity: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The identity as 64 hexadecimal digits, the same in every run."""
        from hashlib import sha256  # noqa: PLC0415  (loads OpenSSL; only pipelines need it)

        return sha256(
            "\x00".join((self.rule, *self.identity)).encode("utf-8", "backslashreplace")
        ).hexdigest()


class Checked(NamedTuple):
    """What was looked at, and what was found.

    Attributes:
        cases: Everything that was looked at, in the order of the catalog.
        findings: Worst first.
        held_back: Ids of targets whose findings a tolerance held back.
    """

    cases: tuple[Case, ...]
    findings: tuple[Finding, ...]
    held_back: tuple[str, ...] = ()

    @property
    def tripped(self) -> bool:
        """Whether there is an error among the findings."""
        return any(finding.level == ERROR for finding in self.findings)

    def rules(self) -> Mapping[str, str]:
        """Give the rules that found something, with their titles, in order of their codes."""
        return dict(sorted({finding.rule: finding.title for finding in self.findings}.items()))


def told_apart(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Number the findings that would have equal fingerprints, so that each one has its own."""
    seen: dict[str, int] = {}
    apart: list[Finding] = []
    for finding in findings:
        count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        apart.append(finding if count == 1 else finding._replace(identity=(*finding.identity, str(count))))
    return tuple(apart)


def finding_item(finding: Finding) -> dict[str, Json]:
    """Give a finding as exact data."""
    return {
        "code": finding.rule,
        "level": finding.level,
        "target": finding.case,
        "message": finding.message,
        "file": finding.where.file,
        "line": finding.where.line,
        "fingerprint": finding.fingerprint,
    }


def of_problems(problems: Sequence[Problem], lang: str) -> Checked:
    """Give the problems of a check as findings; each file with problems is a case."""
    findings = [
        Finding(
            rule=problem.code,
            level=ERROR if problem.severity == ERROR else WARNING,
            case=problem.where.file,
            title=problem.code,
            message=problem.message.within(lang),
            hint=problem.hint.within(lang),
            where=problem.where,
            identity=(problem.where.file, problem.excerpt.strip()),
        )
        for problem in problems
    ]
    findings.sort(key=lambda one: LEVELS.index(one.level))
    files = dict.fromkeys(problem.where.file for problem in problems)
    whole = _("catalog").within(lang)
    cases = tuple(Case(file, "") for file in files) or (Case(whole, ""),)
    return Checked(cases, told_apart(tuple(findings)))


# The gate.

STALE, CATALOG = "stale", "catalog"

LACKS = MappingProxyType({f"no_{need}": need for need in NEEDS})
"""What a gate may say of a promise that cannot be judged for want of something: ``no_baseline`` and the like."""

CODES = (
    "missed",
    "broken",
    "reversing",
    "stalled",
    "behind",
    "due_not_assessed",
    STALE,
    "nearly",
    "not_met",
    "unsettled",
    "no_measurement",
    "not_assessed",
    "undated",
    "not_assessable",
    "met",
    "kept",
    "on_track",
    *LACKS,
)
"""What a gate may name, worst first: every code of a standing or a pace, ``stale``, and :data:`LACKS`."""

NOTEWORTHY = ("missed", "broken", "reversing", "stalled", "behind", "due_not_assessed")
"""What the formats of pipelines warn of where nobody asked for anything in particular."""

_LEVELS = MappingProxyType({"warn": WARNING, "error": ERROR})
_DECIDED = frozenset({"kept", "missed"})
_TITLES = MappingProxyType({STALE: _("measurement is old")})


class Tolerance(NamedTuple):
    """How near counts as there, so that a value near a limit does not trip the gate every other day.

    Attributes:
        points: Percentage points, for indicators in percent.
        percent: Percent of the target's value, for indicators in anything else.
        units: In the indicator's own unit (places for a rank), for indicators in anything but percent.
    """

    points: Decimal | None = None
    percent: Decimal | None = None
    units: Decimal | None = None

    def of(self, catalog: Catalog, target: Target) -> Decimal:
        """Give the tolerance for one target in its indicator's unit; zero where none was asked for."""
        if catalog.indicator[target.indicator].unit == "percent":
            return self.points or Decimal(0)
        share = (self.percent or Decimal(0)) * abs(target.value or Decimal(0)) / 100
        return max(share, self.units or Decimal(0))


class Gate(NamedTuple):
    """What was asked for.

    Attributes:
        levels: Code → ``error`` or ``warning``.
        stale_days: ``error`` or ``warning`` → after how many days a measurement is old.
        tolerance: How near is near enough.
    """

    levels: Mapping[str, str]
    stale_days: Mapping[str, int]
    tolerance: Tolerance = Tolerance()


def default_gate() -> Gate:
    """Give the gate that never trips, and warns of what is :data:`NOTEWORTHY`."""
    return Gate(dict.fromkeys(NOTEWORTHY, WARNING), {})


def read_gate(fail_on: Sequence[str], warn_on: Sequence[str], tolerance: str | None = None) -> Gate:
    """Read the options.

    Args:
        fail_on: Codes, several to a text with commas: ``missed,behind``, ``stale=400d``; ``catalog`` stands for
            the catalog's own ``gate:`` sections alone.
        warn_on: The same, for what only warns; what stands in both fails.
        tolerance: ``1pp`` (percentage points), ``2%`` (of the target's value), ``5`` (in the unit), or several
            of these with commas.

    Raises:
        UsageError: A code or tolerance that is none.
    """
    levels: dict[str, str] = {}
    stale: dict[str, int] = {}
    for option, texts, level in (("--warn-on", warn_on, WARNING), ("--fail-on", fail_on, ERROR)):
        for code, days in _codes(option, texts):
            if code == STALE:
                stale[level] = days
            elif code != CATALOG:
                levels[code] = level
    return Gate(levels, stale, _tolerance(tolerance))


def examine(
    catalog: Catalog, judged: Sequence[tuple[Target, Verdict]], gate: Gate, *, as_of: date, lang: str
) -> Checked:
    """Hold verdicts against the gate."""
    findings: list[Finding] = []
    held: list[str] = []
    for target, verdict in judged:
        for code, level in _found(catalog, target, verdict, gate, as_of):
            if level:
                findings.append(_finding(catalog, target, verdict, (code, level), lang))
            else:
                held.append(target.id)
    findings.sort(key=lambda one: (one.level != ERROR, CODES.index(one.rule)))
    cases = tuple(Case(target.id, _title(catalog, target, lang)) for target, _ in judged)
    return Checked(cases, told_apart(tuple(findings)), tuple(dict.fromkeys(held)))


def _found(
    catalog: Catalog, target: Target, verdict: Verdict, gate: Gate, as_of: date
) -> Iterator[tuple[str, str]]:
    """Give what the gate says to one verdict: codes with their level, which is empty where it was held back."""
    levels = {**gate.levels, **{code: _LEVELS.get(word, "") for code, word in target.gate.items()}}
    near = gate.tolerance.of(catalog, target)
    for code in dict.fromkeys((verdict.standing, verdict.pace)):
        steady = _steadied(catalog, verdict, code, near)
        if levels.get(steady):
            yield steady, levels[steady]
        elif levels.get(code):
            yield code, ""
    if not LACKS.keys().isdisjoint(gate.levels):
        lacking = missing(catalog, target, verdict)
        yield from (
            (code, gate.levels[code])
            for code, need in LACKS.items()
            if need in lacking and code in gate.levels
        )
    age = _age(catalog, verdict, as_of)
    for level in (ERROR, WARNING):
        if level in gate.stale_days and age > gate.stale_days[level]:
            yield STALE, level
            return


def _steadied(catalog: Catalog, verdict: Verdict, code: str, near: Decimal) -> str:
    """Give the code that counts within a tolerance: the same, a lesser one, or none.

    A miss by less than the tolerance is none; so is a value that lies so near the line; a step back that is
    smaller than the tolerance is a standstill.
    """
    if not near:
        return code
    latest = catalog.measurement.get(verdict.latest or "")
    baseline = catalog.measurement.get(verdict.baseline or "")
    value, start = (latest.value if latest else None), (baseline.value if baseline else None)
    if code == "reversing" and value is not None and start is not None and abs(value - start) <= near:
        code = "stalled"
    if code in ("missed", "not_met") and verdict.gap is not None:
        return "" if verdict.gap <= near else code
    if code in ("behind", "stalled", "nearly") and value is not None and verdict.due_value_now is not None:
        return "" if abs(value - verdict.due_value_now) <= near else code
    return code


def _age(catalog: Catalog, verdict: Verdict, as_of: date) -> int:
    """How many days lie between the latest measurement's period and the day; a decided promise does not age."""
    latest = catalog.measurement.get(verdict.latest or "")
    if latest is None or verdict.standing in _DECIDED:
        return 0
    return (as_of - latest.period.end).days


def _finding(
    catalog: Catalog, target: Target, verdict: Verdict, found: tuple[str, str], lang: str
) -> Finding:
    code, level = found
    return Finding(
        rule=code,
        level=level,
        case=target.id,
        title=rule_title(code, lang),
        message=f"{_title(catalog, target, lang)}: {rule_title(code, lang)}. {_why(catalog, verdict, code, lang)}",
        where=target.places.get("", Where(target.id)),
        identity=(target.id,),
    )


def rule_title(code: str, lang: str) -> str:
    """Give a code of :data:`CODES` in words."""
    if code in LACKS:
        return lack(LACKS[code], lang)
    if code in _TITLES:
        return _TITLES[code].within(lang)
    return label("standing" if code in STANDINGS else "pace", code, lang)


def _title(catalog: Catalog, target: Target, lang: str) -> str:
    indicator = catalog.indicator[target.indicator]
    return f"{indicator_title(catalog, indicator, lang)}, {promise_text(catalog, target, lang)}"


def _why(catalog: Catalog, verdict: Verdict, code: str, lang: str) -> str:
    latest = catalog.measurement.get(verdict.latest or "")
    if code == STALE and latest is not None:
        said = dated_text(catalog, latest, lang)
        return _("The latest measurement: {said}.", said=said).within(lang)
    return in_short(verdict.reasons, lang)


def _codes(option: str, texts: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Give the codes of a list, each with its number of days (``stale`` only, else 0)."""
    for word in (one.strip() for text in texts for one in text.split(",")):
        name, _sign, days = word.partition("=")
        if name == STALE:
            if not re.fullmatch("[0-9]{1,6}d", days):
                raise UsageError(
                    _("{option}: '{word}' lacks its days.", option=option, word=word),
                    _("Write it like stale=400d."),
                )
            yield STALE, int(days[:-1])
        elif word in (*CODES, CATALOG):
            yield word, 0
        elif word:
            raise unknown(word, [*(code for code in CODES if code != STALE), f"{STALE}=400d", CATALOG])


def _tolerance(text: str | None) -> Tolerance:
    found: dict[str, Decimal] = {}
    # "1,5pp" would be read as two tolerances where one and a half points are meant
    words = [text] if re.search("[0-9],[0-9]", text or "") else (text or "").split(",")
    for word in words:
        match = re.fullmatch(r"([0-9]{1,15}(?:\.[0-9]{1,15})?) ?(pp|%|)", (word or "").strip())
        if match:
            found[{"pp": "points", "%": "percent", "": "units"}[match[2]]] = Decimal(match[1])
        elif text is not None:
            raise UsageError(
                _("--tolerance: '{text}' is no tolerance.", text=text),
                _("Write it like 1pp (percentage points), 2% (of the target), 5 (in the unit), or 1pp,2%."),
            )
    return Tolerance(**found)
