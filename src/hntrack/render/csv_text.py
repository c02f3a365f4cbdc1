"""CSV (RFC 4180, UTF-8, comma) of a view's items: exact values and codes, nothing rounded or reworded."""

from __future__ import annotations

import csv
import io

from hntrack.render import Drawing
from hntrack.render.json_text import flatten
from hntrack.report.view import Sheet, View


def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the items, one a line; the columns are all keys that occur, in order of appearance."""
    del drawing
    return write(rows(view))


def rows(view: View | Sheet) -> list[list[str]]:
    """Give heading and items as rows of exact texts."""
    items = [flatten(item) for item in view.items]
    columns = list(dict.fromkeys(key for item in items for key in item))
    return [columns, *([item.get(key, "") for key in columns] for item in items)]


def write(table: list[list[str]]) -> str:
    """Write rows as CSV; cells with line ends, quotes or commas are quoted."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    return out.getvalue()
