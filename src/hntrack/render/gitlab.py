"""GitLab's code-quality report: a JSON array of findings, each with a fingerprint that stays the same.

Shape: docs.gitlab.com, "Code Quality", "Code Quality report format".
"""

from __future__ import annotations

from hntrack.render import Drawing
from hntrack.render.json_text import dumps
from hntrack.render.pipeline import checked
from hntrack.report.findings import ERROR, Finding
from hntrack.report.view import Json, Sheet, View
from hntrack.text.visible import visible

_SEVERITY = {True: "major", False: "minor"}


def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the findings as one JSON array."""
    return dumps([_item(view.name, finding) for finding in checked(view, drawing.base).findings]) + "\n"


def _item(name: str, finding: Finding) -> dict[str, Json]:
    return {
        "description": visible(f"{finding.message} {finding.hint}".rstrip()),
        "check_name": f"hntrack/{name}/{finding.rule}",
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITY[finding.level == ERROR],
        "location": {"path": finding.where.file, "lines": {"begin": max(finding.where.line, 1)}},
    }
