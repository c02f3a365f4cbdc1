"""CSV (RFC 4180, UTF-8, comma) of a view's items: exact values and codes, nothing rounded or reworded.

The CSV for spreadsheets is the same, but no cell can be taken for a formula: a cell that a spreadsheet would
calculate (it starts with ``= + - @``, a tab or a line end, and is no number) gets an apostrophe before it; a byte order
mark makes the program read UTF-8.  See OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace

from hntrack.render import Drawing, draws
from hntrack.render.json_text import flatten
from hntrack.report import Sheet, View


@draws("csv", after="json")
def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the items, one a line; the columns are all keys that occur, in order of appearance."""
    del drawing
    return write(rows(view))


def rows(view: View | Sheet) -> list[list[str]]:
    """Give heading and items as rows of exact texts."""
    return table(flatten(item) for item in view.items)


def table(items: Iterable[Mapping[str, str]]) -> list[list[str]]:
    """Give heading and rows of flattened items: the columns are all keys that occur, in order of appearance."""
    shapes: dict[tuple[str, ...], tuple[str, ...]] = {}  # most items have the same keys, which are kept once
    kept: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for item in items:
        shape = tuple(item)
        kept.append((shapes.setdefault(shape, shape), (*item.values(), "")))  # what it lacks is empty
    columns = _columns(shapes)
    places = {shape: [shape.index(key) if key in shape else -1 for key in columns] for shape in shapes}
    kept.reverse()
    table = [columns]
    while kept:  # of a long table only one form is there at a time
        shape, values = kept.pop()
        table.append([values[place] for place in places[shape]])
    return table


def _columns(shapes: Iterable[tuple[str, ...]]) -> list[str]:
    keys = dict.fromkeys(key for shape in shapes for key in shape)
    # A column that only says where an object (``latest``) is missing: its fields have columns of their own.
    opened = {key[:place] for key in keys for place, mark in enumerate(key) if mark == "."}
    return [key for key in keys if key not in opened]


def write(table: Iterable[Sequence[str]]) -> str:
    """Write rows as CSV; cells with line ends, quotes or commas are quoted."""
    return "".join(lines(table))


def lines(table: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write rows as lines of CSV, as :func:`write` does."""
    written: list[str] = []
    # the writer quotes a lone CR only where CR is part of its line end
    writer = csv.writer(SimpleNamespace(write=written.append), lineterminator="\r\n")
    for row in table:
        writer.writerow(row)
        yield f"{written.pop()[:-2]}\n"


_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@draws("csv-safe", after="csv")
def render_safe(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the items as CSV that opens in a spreadsheet without calculating anything."""
    del drawing
    return write_safe(rows(view))


def write_safe(table: Iterable[Sequence[str]]) -> str:
    """Write rows as CSV in which no cell can be taken for a formula."""
    return "".join(safe_lines(table))


def safe_lines(table: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write rows as lines of CSV, as :func:`write_safe` does."""
    yield "\ufeff"
    yield from lines([_safe(cell) for cell in row] for row in table)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
