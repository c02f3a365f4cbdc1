"""All tables as a workbook, a sheet each: numbers as numbers, every text a text, nothing a formula or a link."""

from __future__ import annotations

import io
import re
from datetime import datetime
from decimal import Decimal
from typing import Any

from hntrack.errors.extras import MissingExtraError
from hntrack.exchange.content import Cell, Exported, Tab
from hntrack.exchange.exports import Files
from hntrack.text.messages import _

# What XML cannot hold, or no reader shows as it is.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LONGEST = 32_000  # of the 32 767 that a cell may have
_SURE_DIGITS = 15  # of a binary fraction
_SIZES = {"text": 24, "number": 12, "whole": 8, "truth": 8, "day": 12}


def export(made: Exported, table: str) -> Files:
    """Write the workbook; its properties name the day of the content, so that equal content gives equal bytes.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    del table
    out = io.BytesIO()
    with open_workbook(out) as book:
        created = datetime.fromisoformat(made.as_of)
        book.set_properties({"title": shown(made.catalog.title.within(made.lang)), "created": created})
        bold = book.add_format({"bold": True})
        for tab in sorted(made.tabs(), key=lambda one: _ORDER.index(one.name)):
            _fill(book.add_worksheet(tab.name), tab, bold)
    return {"": out.getvalue()}


def open_workbook(out: io.BytesIO) -> Any:
    """Begin a workbook in which a text is a text: no formula, link or number is made of it.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415  (an extra, only for workbooks)
    except ImportError:
        raise MissingExtraError("excel", _("Writing XLSX")) from None
    plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    return Workbook(out, {"in_memory": True, **plain})


_ORDER = (
    "verdicts",
    "targets",
    "measurements",
    "indicators",
    "stages",
    "sources",
    "claims",
    "goals",
    "areas",
    "units",
    "acts",
)


def _fill(sheet: Any, tab: Tab, bold: Any) -> None:
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(tab.columns):
        sheet.write_string(0, at, column.name, bold)
        sheet.set_column(at, at, _SIZES[column.kind])
    for number, row in enumerate(tab.rows, start=1):
        for at, cell in enumerate(row):
            _write(sheet, number, at, cell)
    if tab.rows:
        sheet.autofilter(0, 0, len(tab.rows), len(tab.columns) - 1)


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int) or (isinstance(cell, Decimal) and len(cell.as_tuple().digits) <= _SURE_DIGITS):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, shown(cell if isinstance(cell, str) else format(cell, "f")))


def shown(text: str) -> str:
    r"""Give a text as a cell can hold it: hidden characters as visible ``\u{…}`` escapes, very long ones cut."""
    text = _UNSHOWN.sub(lambda found: f"\\u{{{ord(found[0]):04x}}}", text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
