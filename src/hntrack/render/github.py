"""Workflow commands of GitHub Actions: annotations on the lines of the catalog.

GitHub shows at most ten annotations of a level for each step, so nine are written, the worst first, and a tenth
says how many more there are.  Escaping after GitHub's own toolkit (``@actions/core``, ``command.ts``).
"""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.render import Drawing
from hntrack.render.pipeline import REST, checked
from hntrack.report.findings import ERROR, Finding
from hntrack.report.view import Sheet, View
from hntrack.text.visible import visible

MOST = 9


def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the findings as one workflow command a line; nothing found gives no line."""
    findings = checked(view, drawing.base).findings
    lines = [_command(finding) for finding in findings[:MOST]]
    lines.extend(_rest(findings[MOST:], view))
    return "".join(f"{line}\n" for line in lines)


def data(text: str) -> str:
    """Escape the message of a command: the percent sign first, for the other escapes are made of it."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def properties(text: str) -> str:
    """Escape a property of a command."""
    return data(text).replace(":", "%3A").replace(",", "%2C")


def _command(finding: Finding) -> str:
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


def _rest(findings: tuple[Finding, ...], view: View | Sheet) -> Iterator[str]:
    if findings:
        errors = sum(finding.level == ERROR for finding in findings)
        said = REST.within(view.lang).format(
            count=len(findings), errors=errors, warnings=len(findings) - errors
        )
        yield f"::notice title=hntrack {properties(view.name)}::{data(said)}"
