"""A report's targets, changes and sources as plain rows, for spreadsheets: a heading, then a row each."""

from __future__ import annotations

from decimal import Decimal

from hntrack.report.briefing import Briefing
from hntrack.report.briefing_words import say
from hntrack.report.view import Json

Rows = list[list[str | Decimal]]


def progress_rows(briefing: Briefing) -> Rows:
    """Give the targets, each with its exact numbers beside the words, and where it stands in its document."""
    keys = ("code", "indicator", "area", "due_by", "target", "latest", "measured", "gap", "required")
    more = ("standing", "pace", "reason", "document", "line_number", "as_printed")
    items = {str(item["target"]): item for item in briefing.items}
    rows: Rows = [[say(key, briefing.lang) for key in (*keys, *more)]]
    for row in briefing.rows:
        item = items[row.id]
        provenance, latest = item["provenance"], item["latest"]
        printed = provenance if isinstance(provenance, dict) else {}
        measured = latest.get("value") if isinstance(latest, dict) else None
        rows.append(
            [
                *(row.id, row.title, row.area, row.due, row.asked, row.latest, _number(measured)),
                *(_number(item["gap"]), _number(item["required_pace"])),
                *(row.standing_label, row.pace_label, row.reason),
                *(
                    str(printed.get("source", "")),
                    _number(printed.get("line")),
                    str(printed.get("as_printed", "")),
                ),
            ]
        )
    return rows


def change_rows(briefing: Briefing) -> Rows:
    """Give the changes with their causes."""
    rows: Rows = [
        [say("change", briefing.lang), say("reading", briefing.lang), say("because", briefing.lang)]
    ]
    rows.extend([change.label, change.sentence, "; ".join(change.because)] for change in briefing.changes)
    return rows


def source_rows(briefing: Briefing) -> Rows:
    """Give the words that the report rests on, one a row."""
    keys = ("document", "code", "published", "line_number", "as_printed", "reading")
    rows: Rows = [[say(key, briefing.lang) for key in keys]]
    for document in briefing.documents:
        rows.extend(
            [
                document.title,
                document.id,
                document.published,
                Decimal(quote.line),
                quote.as_printed,
                quote.reading,
            ]
            for quote in document.quotes
        )
    return rows


def _number(value: Json) -> Decimal | str:
    return value if isinstance(value, Decimal) else Decimal(value) if isinstance(value, int) else ""
