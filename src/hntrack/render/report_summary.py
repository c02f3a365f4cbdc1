"""A report for a job's summary page (``$GITHUB_STEP_SUMMARY``): Markdown with charts and sources behind a click."""

from __future__ import annotations

from collections.abc import Sequence

from hntrack.render.report_markdown import lines
from hntrack.report.briefing import Briefing


def render(briefings: Sequence[Briefing]) -> str:
    """Draw the report, one language after the other."""
    return "\n---\n\n".join(
        "".join(f"{line}\n" for line in lines(briefing, folded=True)) for briefing in briefings
    )
