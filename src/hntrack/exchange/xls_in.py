"""XLS, the workbooks of before 2007, as grids: read by xlrd, which knows their number formats and merged cells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hntrack.errors import HntrackError, Where
from hntrack.exchange.cells import cell, shown_as
from hntrack.exchange.files import read_whole
from hntrack.exchange.grid import Grid, Line, spread
from hntrack.exchange.mapping import Map
from hntrack.exchange.xlsx_in import MOST_BYTES, chosen, filled_to, needs, no_workbook

_NUMBER, _DATE, _TRUTH, _TEXT = 2, 3, 4, 1


def open_xls(path: Path, label: str, mapping: Map, form: str = "xls") -> Grid:
    """Open one sheet of an XLS workbook.

    Raises:
        InputError: The file cannot be opened.
        MissingExtraError: xlrd is not installed.
        DataError: It is no workbook, or has no such sheet.
    """
    data = read_whole(path, label, MOST_BYTES)
    try:
        import xlrd  # noqa: PLC0415  (an extra, and only for old workbooks)
    except ImportError:
        raise needs("XLS") from None
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        name = chosen(book.sheet_names(), mapping.sheet, label)
        where = f"{label}!{name}"
        return Grid(form, where, iter(_lines(book, book.sheet_by_name(name), where)), even=False)
    except HntrackError:
        raise
    except Exception as error:  # the library checks little, and falls over whatever is wrong
        raise no_workbook(label, error, "XLS") from error


def _lines(book: Any, sheet: Any, label: str) -> list[Line]:
    merged = [(top, left, end - 1, right - 1) for top, end, left, right in sheet.merged_cells]
    made = []
    for number, cells in spread(_rows(book, sheet), merged):
        if (last := filled_to(cells)) > 0:
            made.append(Line(Where(label, number + 1), tuple(cells[:last])))
    return made


def _rows(book: Any, sheet: Any) -> Iterator[tuple[int, list[str]]]:
    shown = {i: shown_as(book.format_map[one.format_key].format_str) for i, one in enumerate(book.xf_list)}
    for number in range(sheet.nrows):
        types, values = sheet.row_types(number), sheet.row_values(number)
        styles = [sheet.cell_xf_index(number, i) for i in range(len(types))]
        yield (
            number,
            [
                _cell(book, kind, value, shown.get(style, ""))
                for kind, value, style in zip(types, values, styles, strict=True)
            ],
        )


def _cell(book: Any, kind: int, value: Any, shown: str) -> str:
    if kind == _DATE:
        from xlrd.xldate import xldate_as_datetime  # noqa: PLC0415  (an extra)

        return cell(xldate_as_datetime(value, book.datemode), shown)
    if kind == _TRUTH:
        return cell(bool(value))
    return cell(value, shown) if kind in (_NUMBER, _TEXT) else ""
