"""The formats that pipelines read: each draws the findings that a view carries.

GitHub: workflow commands, which annotate the lines of the catalog.  It shows at most ten annotations of a level for
each step, so nine are written, the worst first, and a tenth says how many more there are; escaped as GitHub's own
toolkit does (``@actions/core``, ``command.ts``).  Its summary page (``$GITHUB_STEP_SUMMARY``) is Markdown:
findings, then the table.
GitLab: the code-quality report, after docs.gitlab.com, "Code Quality report format".  JUnit and SARIF for the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from posixpath import normpath
from urllib.parse import quote
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from hntrack.__about__ import __version__
from hntrack.render import Drawing, draws
from hntrack.render.json_text import dumps
from hntrack.render.markdown import escape
from hntrack.render.markdown import render as markdown
from hntrack.report import Json, Sheet, View
from hntrack.report.findings import ERROR, Case, Checked, Finding
from hntrack.text.characters import visible
from hntrack.text.messages import _

REST = _("and {count} more (errors: {errors}, warnings: {warnings}).")


def checked(view: View | Sheet, base: str = "") -> Checked:
    """Give what a view found, with its paths as they are from the top of the repository.

    Raises:
        TypeError: It is a view that looks for nothing; the command line does not offer it these formats.
    """
    if isinstance(view, View) and view.checked is not None:
        found = view.checked
        return (
            found._replace(findings=tuple(_from_top(finding, base) for finding in found.findings))
            if base
            else found
        )
    raise TypeError(f"{view.name} has no findings")


def _from_top(finding: Finding, base: str) -> Finding:
    where = finding.where
    if not where.file or where.file.startswith(("/", "git:")) or ":" in where.file[:3]:
        return finding
    return finding._replace(where=where._replace(file=normpath(f"{base}{where.file}")))


def _counts(findings: Sequence[Finding]) -> tuple[int, int]:
    """Give the number of errors and of warnings."""
    errors = sum(finding.level == ERROR for finding in findings)
    return errors, len(findings) - errors


MOST_ANNOTATIONS = 9


@draws("github", findings=True)
def render_github(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the findings as one workflow command a line; nothing found gives no line."""
    findings = checked(view, drawing.base).findings
    lines = [_github_command(finding) for finding in findings[:MOST_ANNOTATIONS]]
    lines.extend(_github_rest(findings[MOST_ANNOTATIONS:], view))
    return "".join(f"{line}\n" for line in lines)


def data(text: str) -> str:
    """Escape the message of a command: the percent sign first, for the other escapes are made of it."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def properties(text: str) -> str:
    """Escape a property of a command."""
    return data(text).replace(":", "%3A").replace(",", "%2C")


def _github_command(finding: Finding) -> str:
    where = finding.where
    named = {
        "file": where.file,
        "line": str(where.line) if where.line else "",
        "col": str(where.column) if where.column else "",
        "title": f"{finding.case}: {finding.title}" if finding.case else finding.title,
    }
    given = ",".join(f"{name}={properties(text)}" for name, text in named.items() if text)
    message = f"{finding.message} {finding.hint}".rstrip()
    return f"::{finding.level} {given}::{data(message)}"


def _github_rest(findings: tuple[Finding, ...], view: View | Sheet) -> Iterator[str]:
    if findings:
        errors, warnings = _counts(findings)
        said = REST.within(view.lang).format(count=len(findings), errors=errors, warnings=warnings)
        yield f"::notice title=hntrack {properties(view.name)}::{data(said)}"


@draws("github-summary", findings=True)
def render_github_summary(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the findings as a table, then the view as Markdown."""
    found = checked(view, drawing.base)
    return "".join(f"{line}\n" for line in _github_summary_findings(found, view.lang)) + markdown(
        view, drawing
    )


def _github_summary_findings(found: Checked, lang: str) -> Iterator[str]:
    errors, warnings = _counts(found.findings)
    said = _("errors: {errors}, warnings: {warnings}", errors=errors, warnings=warnings).within(lang)
    level, what, where = (one.within(lang) for one in (_("Level"), _("Finding"), _("Where")))
    mark = "⚠️" if found.findings else "✅"
    if found.tripped:
        mark = "❌"
    yield f"**{mark} hntrack: {said}**"
    yield ""
    if found.findings:
        yield f"| {level} | {what} | {where} |"
        yield "| --- | --- | --- |"
        for finding in found.findings:
            word = (
                f"❌ {_('error').within(lang)}"
                if finding.level == ERROR
                else f"⚠️ {_('warning').within(lang)}"
            )
            message = escape(f"{finding.message} {finding.hint}".rstrip())
            yield f"| {word} | {message} | {escape(str(finding.where))} |"
        yield ""
    if found.held_back:
        held = _("held back by the tolerance").within(lang)
        yield f"{held}: {', '.join(escape(name) for name in found.held_back)}"
        yield ""


_SEVERITY = {True: "major", False: "minor"}


@draws("gitlab", findings=True)
def render_gitlab(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the findings as one JSON array."""
    return (
        dumps([_gitlab_item(view.name, finding) for finding in checked(view, drawing.base).findings]) + "\n"
    )


def _gitlab_item(name: str, finding: Finding) -> dict[str, Json]:
    return {
        "description": visible(f"{finding.message} {finding.hint}".rstrip()),
        "check_name": f"hntrack/{name}/{finding.rule}",
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITY[finding.level == ERROR],
        "location": {"path": finding.where.file, "lines": {"begin": max(finding.where.line, 1)}},
    }


SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_MEANT = re.compile(r"[\\\[\]]")


@draws("sarif", findings=True)
def render_sarif(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the findings as one log with one run."""
    found = checked(view, drawing.base)
    rules = found.rules()
    index = {code: number for number, code in enumerate(rules)}
    driver: dict[str, Json] = {
        "name": "hntrack",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [
            {"id": code, "shortDescription": {"text": message(title)}} for code, title in rules.items()
        ],
    }
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "language": {"vi": "vi-VN", "en": "en-US"}.get(view.lang, view.lang),
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"hntrack/{view.name}/"},
        "results": [_sarif_result(finding, index[finding.rule]) for finding in found.findings],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def message(text: str) -> str:
    """Escape a message: brackets would be links (section 3.11.6), braces placeholders (section 3.11.5)."""
    linkless = _MEANT.sub(lambda match: f"\\{match[0]}", visible(text))
    return linkless.replace("{", "{{").replace("}", "}}")


def _sarif_result(finding: Finding, rule: int) -> dict[str, Json]:
    region: dict[str, Json] = {"startLine": max(finding.where.line, 1)}
    if finding.where.column:
        region["startColumn"] = finding.where.column
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.level,
        "message": {"text": message(f"{finding.message} {finding.hint}".rstrip())},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": quote(finding.where.file.encode("utf-8", "backslashreplace"))
                    },
                    "region": region,
                }
            }
        ],
        "partialFingerprints": {"hntrackIdentity/v1": finding.fingerprint},
    }


@draws("junit", findings=True)
def render_junit(view: View | Sheet, drawing: Drawing) -> str:
    """Draw cases and findings as one XML document."""
    return "".join(f"{line}\n" for line in _document(view.name, checked(view, drawing.base)))


def _document(name: str, found: Checked) -> Iterator[str]:
    failed = {finding.case for finding in found.findings if finding.level == ERROR}
    counts = f'tests="{len(found.cases)}" failures="{len(failed)}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="hntrack" {counts}>'
    yield f'  <testsuite name={_attribute(f"hntrack {name}")} {counts} skipped="0">'
    for case in found.cases:
        yield from _junit_case(name, case, [finding for finding in found.findings if finding.case == case.id])
    yield "  </testsuite>"
    yield "</testsuites>"


def _junit_case(name: str, case: Case, findings: Sequence[Finding]) -> Iterator[str]:
    title = _attribute(f"{case.id}: {case.title}" if case.title else case.id)
    start = f'    <testcase classname={_attribute(f"hntrack.{name}")} name={title} time="0"'
    errors = [finding for finding in findings if finding.level == ERROR]
    warnings = [finding for finding in findings if finding.level != ERROR]
    if not findings:
        yield f"{start}/>"
        return
    yield f"{start}>"
    if errors:
        first = errors[0]
        kind = _attribute(first.rule)
        yield f"      <failure type={kind} message={_attribute(first.title)}>{_said(errors)}</failure>"
    if warnings:
        yield f"      <system-out>{_said(warnings)}</system-out>"
    yield "    </testcase>"


def _said(findings: Sequence[Finding]) -> str:
    """What XML cannot hold (control characters, lone surrogates, U+FFFE) is shown as an escape before."""
    return "\n".join(
        xml_escape(visible(f"{finding.where}: {finding.level}: {finding.message} {finding.hint}".rstrip()))
        for finding in findings
    )


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
