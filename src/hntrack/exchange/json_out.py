"""All tables as one JSON object: lists of rows by name, numbers exact."""

from __future__ import annotations

from hntrack.__about__ import __version__
from hntrack.exchange.content import Exported
from hntrack.exchange.exports import Document, Files
from hntrack.report.view import Json

SCHEMA_VERSION = 1


def export(made: Exported, table: str) -> Files:
    """Write all tables; the order of the members is that of the tables and columns."""
    del table
    content: dict[str, Json] = {
        "schema": "hntrack/export",
        "version": SCHEMA_VERSION,
        "hntrack": __version__,
        "as_of": made.as_of,
        "catalog": {
            "id": made.catalog.id,
            "title": dict(made.catalog.title.texts),
        },
    }
    for tab in made.tabs():
        names = [column.name for column in tab.columns]
        content[tab.name] = [dict(zip(names, row, strict=True)) for row in tab.rows]
    return {"": Document(content)}
