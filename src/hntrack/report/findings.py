"""What a pipeline or a reviewer should look at, each finding with its place in the catalog's files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hntrack.classes import NamedTuple
from hntrack.errors import Problem, Where
from hntrack.model.catalog import Catalog
from hntrack.report.view import Cell, Column, Group, Json, Row, View
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
