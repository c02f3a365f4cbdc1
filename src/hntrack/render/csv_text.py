"""CSV (RFC 4180, UTF-8, comma) of a view's items: exact values and codes, nothing rounded or reworded."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
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
    columns = [
        key for key in dict.fromkeys(key for item in items for key in item) if not _is_opened(key, items)
    ]
    return [columns, *([item.get(key, "") for key in columns] for item in items)]


def _is_opened(key: str, items: Sequence[Mapping[str, str]]) -> bool:
    """Tell whether a column only says where an object (``latest``) is missing: its fields have columns too."""
    return any(one.startswith(f"{key}.") for item in items for one in item)


def write(table: list[list[str]]) -> str:
    """Write rows as CSV; cells with line ends, quotes or commas are quoted."""
    lines: list[str] = []
    # the writer quotes a lone CR only where CR is part of its line end
    csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n").writerows(table)
    return "".join(f"{line[:-2]}\n" for line in lines)
