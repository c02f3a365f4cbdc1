"""JUnit XML: a test case for everything that was looked at, a failure for every error.

Valid against the schema of Jenkins' xUnit plugin (``junit-10.xsd``), which GitLab, Jenkins and Azure read; each suite
also against that of Maven Surefire's reports, which wants a time of every case: looking takes none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from hntrack.render import Drawing
from hntrack.render.pipeline import checked
from hntrack.report.findings import ERROR, Case, Checked, Finding
from hntrack.report.view import Sheet, View
from hntrack.text.visible import visible


def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw cases and findings as one XML document."""
    return "".join(f"{line}\n" for line in _document(view.name, checked(view, drawing.base)))


def _document(name: str, found: Checked) -> Iterator[str]:
    failed = {finding.case for finding in found.findings if finding.level == ERROR}
    counts = f'tests="{len(found.cases)}" failures="{len(failed)}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="hntrack" {counts}>'
    yield f'  <testsuite name={_attribute(f"hntrack {name}")} {counts} skipped="0">'
    for case in found.cases:
        yield from _case(name, case, [finding for finding in found.findings if finding.case == case.id])
    yield "  </testsuite>"
    yield "</testsuites>"


def _case(name: str, case: Case, findings: Sequence[Finding]) -> Iterator[str]:
    start = (
        f'    <testcase classname={_attribute(f"hntrack.{name}")} name={_attribute(_named(case))} time="0"'
    )
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


def _named(case: Case) -> str:
    return f"{case.id}: {case.title}" if case.title else case.id


def _said(findings: Sequence[Finding]) -> str:
    return "\n".join(
        _text(f"{finding.where}: {finding.level}: {finding.message} {finding.hint}".rstrip())
        for finding in findings
    )


def _text(text: str) -> str:
    """What XML cannot hold (control characters, lone surrogates, U+FFFE) is shown as an escape before."""
    return escape(visible(text))


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
