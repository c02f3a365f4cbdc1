"""A report as JSON: one item a language, with exact values."""

from __future__ import annotations

from collections.abc import Sequence

from hntrack.__about__ import __version__
from hntrack.render.json_text import SCHEMA_VERSION, dumps
from hntrack.report.briefing import Briefing, briefing_item
from hntrack.report.view import Json


def render(briefings: Sequence[Briefing]) -> str:
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
