"""CSV (RFC 4180, UTF-8, comma) of a view's items: exact values and codes, nothing rounded or reworded."""

from __future__ import annotations

import csv
from types import SimpleNamespace

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
    keys = dict.fromkeys(key for item in items for key in item)
    # A column that only says where an object (``latest``) is missing: its fields have columns of their own.
    opened = {key[:place] for key in keys for place, mark in enumerate(key) if mark == "."}
    columns = [key for key in keys if key not in opened]
    return [columns, *([item.get(key, "") for key in columns] for item in items)]


def write(table: list[list[str]]) -> str:
    """Write rows as CSV; cells with line ends, quotes or commas are quoted."""
    lines: list[str] = []
    # the writer quotes a lone CR only where CR is part of its line end
    csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n").writerows(table)
    return "".join(f"{line[:-2]}\n" for line in lines)
