"""SARIF 2.1.0, the format that code-scanning services read (OASIS, "Static Analysis Results Interchange Format")."""

from __future__ import annotations

import re
from urllib.parse import quote

from hntrack.__about__ import __version__
from hntrack.render import Drawing
from hntrack.render.json_text import dumps
from hntrack.render.pipeline import checked
from hntrack.report.findings import Finding
from hntrack.report.view import Json, Sheet, View
from hntrack.text.visible import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_MEANT = re.compile(r"[\\\[\]]")


def render(view: View | Sheet, drawing: Drawing) -> str:
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
        "results": [_result(finding, index[finding.rule]) for finding in found.findings],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def message(text: str) -> str:
    """Escape a message: brackets would be links (section 3.11.6), braces placeholders (section 3.11.5)."""
    linkless = _MEANT.sub(lambda match: f"\\{match[0]}", visible(text))
    return linkless.replace("{", "{{").replace("}", "}}")


def _result(finding: Finding, rule: int) -> dict[str, Json]:
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
