"""The formats of ``hntrack report``: each is a function ``(briefings) -> str`` or ``-> bytes``."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from hntrack.__about__ import __version__
from hntrack.render import load
from hntrack.render.json_text import SCHEMA_VERSION, dumps
from hntrack.report.briefing import Briefing, briefing_item
from hntrack.report.view import Json

REPORTS: MappingProxyType[str, str] = MappingProxyType(
    {
        "text": "hntrack.render.report_text",
        "md": "hntrack.render.report_markdown",
        "github-summary": "hntrack.render.report_markdown:render_folded",
        "html": "hntrack.render.report_pages:render_html",
        "json": "hntrack.render.reports:render_json",
        "docx": "hntrack.render.report_docx",
        "pdf": "hntrack.render.report_paper",
        "xlsx": "hntrack.render.report_xlsx",
    }
)
PRINTED = ("docx", "pdf")
"""Formats of pages, which can be laid out in more than one way (``render(briefings, layout)``)."""


def render_report(
    briefings: Sequence[Briefing], form: str, layout: str = "plain", width: int | None = None
) -> str | bytes:
    """Draw a report.

    Args:
        briefings: The same report in one language or several, in the order in which they shall stand.
        form: A key of :data:`REPORTS`.
        layout: ``plain`` or ``nd30``, for :data:`PRINTED`; others have one layout.
        width: Columns of the screen, for ``text``; ``None`` where nobody's screen is known.

    Returns:
        The whole text with its last line end, or the bytes of a file that is no text.

    Raises:
        InputError: The format needs a library that is not installed.
    """
    draw = load(REPORTS[form])
    look: dict[str, object] = {"layout": layout} if form in PRINTED else {}
    if form == "text" and width is not None:
        look["width"] = width
    drawn: str | bytes = draw(briefings, **look)
    return drawn


def render_json(briefings: Sequence[Briefing]) -> str:
    """Draw the report as one JSON object."""
    first = briefings[0]
    items: list[Json] = [briefing_item(briefing) for briefing in briefings]
    whole: dict[str, Json] = {
        "schema": "hntrack/report",
        "version": SCHEMA_VERSION,
        "hntrack": __version__,
        "lang": first.lang if len(briefings) == 1 else "both",
        "as_of": first.as_of.isoformat(),
        "catalog": first.catalog,
        "items": items,
    }
    return dumps(whole) + "\n"
