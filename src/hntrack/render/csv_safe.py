"""The CSV for spreadsheets: as ``csv``, but no cell can be taken for a formula.

A cell that a spreadsheet would calculate (it starts with ``= + - @``, a tab or a line end, and is no number) gets
an apostrophe before it; a byte order mark makes the program read UTF-8.  See OWASP, "CSV Injection".
"""

from __future__ import annotations

import re

from hntrack.render import Drawing
from hntrack.render.csv_text import rows, write
from hntrack.report.view import Sheet, View

_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the items as CSV that opens in a spreadsheet without calculating anything."""
    del drawing
    return write_safe(rows(view))


def write_safe(table: list[list[str]]) -> str:
    """Write rows as CSV in which no cell can be taken for a formula."""
    return "\ufeff" + write([[_safe(cell) for cell in row] for row in table])


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
