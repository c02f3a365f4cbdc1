"""Workbooks as tables: one sheet, its stored values (never calculated), streamed, bounded before anything is parsed."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from hntrack.errors import Problem, Where
from hntrack.errors.extras import MissingExtraError
from hntrack.exchange.csv_in import LONGEST_CELL, check_columns
from hntrack.exchange.files import read_whole
from hntrack.exchange.mapping import Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import Row, Table, broken
from hntrack.text.fold import nfc
from hntrack.text.messages import _

MOST_BYTES = 50_000_000
MOST_ROWS = 1_048_576
_MOST_PARTS = 2_000
_MOST_SHEET = 400_000_000  # a sheet is streamed; everything else is held in memory
_MOST_PART = 20_000_000
_MOST_RATIO = 1_000
_WHOLE_DOCUMENT = 4096
_MEASUREMENTS = "measurements"
_SOME = 100


def open_xlsx(path: Path, label: str, mapping: Map, form: str = "xlsx") -> Table:
    """Open one sheet of a workbook.

    The sheet is the one the mapping names, else ``measurements``, else the only one.  A number of a workbook is a
    binary fraction; the shortest decimal that stands for it is taken, which is what was typed.

    Raises:
        InputError: The file cannot be opened.
        MissingExtraError: openpyxl is not installed.
        DataError: It is no workbook, too large, or has no such sheet or heading.
    """
    book = _book(path, label)
    sheet = _sheet(book, label, mapping)
    where = f"{label}!{sheet.title}"
    rows = _rows(sheet, where, mapping.header_row)
    heading = next(rows)
    columns = tuple(nfc(one.strip()) for one in heading.cells)
    while columns and not columns[-1]:
        columns = columns[:-1]
    check_columns(columns, heading.where)
    return Table(form, where, columns, _fitted(rows, len(columns)), marked=True)


def _book(path: Path, label: str) -> Any:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415  (an extra, and only for workbooks)
    except ImportError:
        raise MissingExtraError("excel", _("Reading XLSX")) from None
    file = io.BytesIO(read_whole(path, label, MOST_BYTES))
    _must_be_small(file, label)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # what the library finds odd but can read is no business of the user's
            return load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # the library raises a dozen kinds, KeyError among them
        raise _no_workbook(label, error) from error


def _must_be_small(file: io.BytesIO, label: str) -> None:
    """Look at the table of contents: how large each part will be, before one of them is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            for part in parts:
                most = _MOST_SHEET if part.filename.startswith("xl/worksheets/") else _MOST_PART
                if part.file_size > most or part.file_size > _MOST_RATIO * max(part.compress_size, 1000):
                    raise _too_large(label, part.filename, f"{most:,} B")
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_entities(archive, part, label)
            if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > _MOST_SHEET:
                raise _too_large(label, "ZIP", f"{_MOST_SHEET:,} B")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise _no_workbook(label, error) from error
    file.seek(0)


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo, label: str) -> None:
    """A workbook has no document type; one that has it wants entities expanded."""
    import zlib  # noqa: PLC0415  (for its error only)

    try:
        with archive.open(part) as stream:
            start = stream.read(_WHOLE_DOCUMENT).replace(b"\0", b"")
    except zlib.error as error:
        raise _no_workbook(label, error) from error
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise _no_workbook(label, ValueError(f"{part.filename}: <!DOCTYPE>"))


def _sheet(book: Any, label: str, mapping: Map) -> Any:
    names = [one.title for one in book.worksheets]
    if mapping.sheet is not None or len(names) != 1:
        wanted = mapping.sheet or _MEASUREMENTS
        if wanted not in names:
            what = _("sheets")
            raise broken(
                refusal("import-which", Where(label), what=what, names=", ".join(names), key="sheet")
            )
        return book.worksheets[names.index(wanted)]
    return book.worksheets[0]


def _rows(sheet: Any, label: str, first: int) -> Iterator[Row]:
    """Give the heading, then every row that is not blank."""
    sheet.reset_dimensions()  # what the file says of its size is not always true
    started = False
    try:
        for number, values in enumerate(_quietly(sheet.iter_rows(values_only=True)), start=1):
            if number > MOST_ROWS:
                what = _("The number of rows")
                raise broken(refusal("import-too-large", Where(label, number), what=what, most=MOST_ROWS))
            # A gap in the file comes as rows without cells: a million of them cost nothing.
            if number >= first and values and (cells := _trimmed(values)):
                started = True
                yield Row(Where(label, number), tuple(map(_text, cells)))
    except (
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        SyntaxError,
        OSError,
        EOFError,
        zipfile.BadZipFile,
    ) as error:
        raise _no_workbook(label, error) from error
    if not started:
        raise broken(refusal("import-empty", Where(label, first)))


def _quietly(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Give the rows without the library's warnings, some at a time: silence costs more than a row."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            some = list(islice(rows, _SOME))
        yield from some
        if len(some) < _SOME:
            return


def _trimmed(values: tuple[Any, ...]) -> tuple[Any, ...]:
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    return values[:end]


def _fitted(rows: Iterator[Row], width: int) -> Iterator[Row | Problem]:
    for row in rows:
        if len(row.cells) > width:
            yield refusal("import-ragged", row.where, count=len(row.cells), columns=width)
        else:
            yield Row(row.where, row.cells + ("",) * (width - len(row.cells)))


def _text(value: Any) -> str:
    """Give a cell as text: what was typed, with a decimal point, days as ISO.

    A cell that holds a number is marked as exact by :data:`EXACT_MARK`, because no notation can mistake it.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return EXACT_MARK + format(Decimal(repr(value)), "f").removesuffix(".0")
    if isinstance(value, date):  # a day without a time is a datetime at midnight
        return value.isoformat().removesuffix("T00:00:00")
    return str(value)[: LONGEST_CELL + 1].replace(EXACT_MARK, "\x01")


EXACT_MARK = "\x02"
"""Stands before a number that the file stores as a number; never part of a text (XML cannot hold it)."""


def _too_large(label: str, part: str, most: str) -> Exception:
    return broken(refusal("import-too-large", Where(label), what=part, most=most))


def _no_workbook(label: str, error: Exception) -> Exception:
    cause = str(error) or type(error).__name__
    return broken(refusal("import-not-this-format", Where(label), form="XLSX", cause=cause))
