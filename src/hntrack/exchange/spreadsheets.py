"""XLSX, XLS and ODS as grids: one sheet, its stored values (never calculated), bounded before anything is laid out.

XLSX is read by calamine (through python-calamine), which takes a tenth of openpyxl's time but holds a sheet in memory
and knows no number formats: :mod:`hntrack.exchange.workbook_bounds` keeps the one within bounds and tells the other.
XLS, the workbooks of before 2007, is read by xlrd, which knows number formats and merged cells.  For ODS no library
gives a cell's value together with what is shown for it without holding the whole document as a tree (odfpy: forty
times the file's size), so the XML is walked through here, with what LibreOffice shows for percentages, years and codes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse
from xml.parsers.expat import ExpatError

from hntrack.errors import HntrackError, Where
from hntrack.errors.extras import MissingExtraError
from hntrack.exchange.files import read_whole
from hntrack.exchange.mapping import Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import LONGEST_CELL, Area, Grid, Line, broken, cell, shown_as, spread
from hntrack.text.messages import _

MOST_BYTES = 50_000_000
MOST_LAID_OUT = 40_000_000  # cells of the rectangle around all filled ones, at 8 to 24 bytes
_MOST_PARTS = 2_000
_MOST_SHEET = 400_000_000
_MOST_PART = 20_000_000
_MOST_RATIO = 1_000
_WHOLE_DOCUMENT = 4096
_MEASUREMENTS = "measurements"
_FAULTS = (ValueError, LookupError, TypeError, OSError, EOFError, ExpatError, zipfile.BadZipFile, zlib.error)


def open_xlsx(path: Path, label: str, mapping: Map, form: str = "xlsx") -> Grid:
    """Open one sheet of a workbook.

    The sheet is the one the mapping names, else ``measurements``, else the only one.  A number of a workbook is a
    binary fraction; the shortest decimal that stands for it is taken, which is what was typed, and of more than 15
    digits the 15 that a spreadsheet keeps.

    Raises:
        InputError: The file cannot be opened.
        MissingExtraError: python-calamine is not installed.
        DataError: It is no workbook, too large, or has no such sheet.
    """
    data = io.BytesIO(read_whole(path, label, MOST_BYTES))
    return open_sheet(data, label, mapping.sheet, form)


def open_sheet(data: io.BytesIO, label: str, wanted: str | None, form: str = "xlsx") -> Grid:
    """Open one sheet of a workbook whose bytes are there; see :func:`open_xlsx`."""
    must_be_small(data, label, "xl/worksheets/")
    book = _book(data, label)
    name = chosen(list(book.sheet_names), wanted, label)
    where = f"{label}!{name}"
    return Grid(form, where, _lines(book, data, name, where), even=False)


def sheet_names(data: io.BytesIO, label: str) -> list[str]:
    """Give the names of all sheets, in their order."""
    must_be_small(data, label, "xl/worksheets/")
    return list(_book(data, label).sheet_names)


def _book(data: io.BytesIO, label: str) -> Any:
    try:
        from python_calamine import CalamineWorkbook  # noqa: PLC0415  (an extra, and only for workbooks)
    except ImportError:
        raise needs("XLSX") from None
    try:
        return CalamineWorkbook.from_filelike(data)
    except Exception as error:  # the library has kinds of its own for each format
        raise no_workbook(label, error, "XLSX") from error


def needs(form: str) -> MissingExtraError:
    """Make the error that says which extra a format needs."""
    return MissingExtraError("excel", _("Reading {form}", form=form))


def _refuse_large(part: zipfile.ZipInfo, label: str, most: int) -> None:
    if part.file_size > most or part.file_size > _MOST_RATIO * max(part.compress_size, 1000):
        raise _too_large(label, part.filename, f"{most:,} B")


def must_be_small(file: io.BytesIO, label: str, sheets: str) -> None:
    """Look at the table of contents: how large each part will be, before one of them is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            for part in parts:
                _refuse_large(part, label, _MOST_SHEET if part.filename.startswith(sheets) else _MOST_PART)
                if part.filename.endswith((".xml", ".rels")) and not part.filename.startswith("META-INF/"):
                    _refuse_entities(archive, part, label)
            if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > _MOST_SHEET:
                raise _too_large(label, "ZIP", f"{_MOST_SHEET:,} B")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise no_workbook(label, error, "XLSX") from error
    file.seek(0)


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo, label: str) -> None:
    """A workbook has no document type; one that has it wants entities expanded."""
    try:
        with archive.open(part) as stream:
            start = stream.read(_WHOLE_DOCUMENT).replace(b"\0", b"")
    except zlib.error as error:
        raise no_workbook(label, error, "XLSX") from error
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise no_workbook(label, ValueError(f"{part.filename}: <!DOCTYPE>"), "XLSX")


def chosen(names: list[str], wanted: str | None, label: str) -> str:
    """Choose a sheet: the one that is wanted, else ``measurements``, else the only one."""
    if wanted is None and len(names) == 1:
        return names[0]
    asked = wanted or _MEASUREMENTS
    found = [name for name in names if name.strip().casefold() == asked.strip().casefold()]
    if asked in names or len(found) == 1:
        return asked if asked in names else found[0]
    what = _("sheets")
    raise broken(refusal("import-which", Where(label), what=what, names=", ".join(names), key="sheet"))


def _lines(book: Any, data: io.BytesIO, name: str, label: str) -> Iterator[Line]:
    from hntrack.exchange import workbook_bounds as known  # noqa: PLC0415  (expat; only for workbooks)

    try:
        with zipfile.ZipFile(data) as archive:
            styles = known.formats(archive)
            kinds = sorted({style for style in styles if style})
            with archive.open(known.part_of(archive, name)) as part:
                bounds = known.bounds_of(part, styles, kinds)
    except known.TooLarge as error:
        raise _too_large(label, "×", f"{MOST_LAID_OUT:,}") from error
    except _FAULTS as error:
        raise no_workbook(label, error, "XLSX") from error
    if bounds.rows * bounds.columns > MOST_LAID_OUT:
        raise _too_large(label, "×", f"{MOST_LAID_OUT:,}")
    yield from _filled(_sheet(book, name, label), known.kinds_at(bounds, kinds), bounds.merged, label)


def _sheet(book: Any, name: str, label: str) -> Any:
    try:
        return book.get_sheet_by_name(name)
    except BaseException as error:  # a panic of the library is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise no_workbook(label, error, "XLSX") from error


def _filled(sheet: Any, shown: Any, merged: list[Any], label: str) -> Iterator[Line]:
    """Give every row that is not blank, with what its cells show."""
    top, left = sheet.start or (0, 0)
    margin = [""] * left

    def rows() -> Iterator[tuple[int, list[str]]]:
        for number, values in enumerate(sheet.iter_rows(), start=top):
            kinds = shown(number)
            yield (
                number,
                [*margin, *(cell(v, kinds.get(i, "") if kinds else "") for i, v in enumerate(values, left))],
            )

    for number, cells in spread(rows(), merged):
        if (last := filled_to(cells)) > 0:
            yield Line(Where(label, number + 1), tuple(cells[:last]))


def filled_to(cells: list[str]) -> int:
    """Give how many cells there are up to the last that is not empty."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return end


def _too_large(label: str, part: str, most: str) -> Exception:
    return broken(refusal("import-too-large", Where(label), what=part, most=most))


def no_workbook(label: str, error: BaseException, form: str) -> Exception:
    """Make the error for a file that is no workbook, or a broken one."""
    cause = str(error) or type(error).__name__
    return broken(refusal("import-not-this-format", Where(label), form=form, cause=cause))


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
        return Grid(form, where, iter(_xls_lines(book, book.sheet_by_name(name), where)), even=False)
    except HntrackError:
        raise
    except Exception as error:  # the library checks little, and falls over whatever is wrong
        raise no_workbook(label, error, "XLS") from error


def _xls_lines(book: Any, sheet: Any, label: str) -> list[Line]:
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


_MOST_COLUMNS = 1_024
_ODS_FAULTS = (ParseError, LookupError, ValueError, OSError, EOFError, zipfile.BadZipFile, zlib.error)
_YEAR, _CODE = re.compile(r"[0-9]{4}", re.ASCII), re.compile(r"0[0-9]+", re.ASCII)


def open_ods(path: Path, label: str, mapping: Map, form: str = "ods") -> Grid:
    """Open one sheet of an ODS workbook.

    Raises:
        InputError: The file cannot be opened.
        DataError: It is no workbook, too large, or has no such sheet.
    """
    data = io.BytesIO(read_whole(path, label, MOST_BYTES))
    must_be_small(data, label, "content.xml")
    try:
        names = [name for name, _ in _tables(data, None)]
    except _ODS_FAULTS as error:
        raise no_workbook(label, error, "ODS") from error
    name = chosen(names, mapping.sheet, label)
    return Grid(form, f"{label}!{name}", _ods_lines(data, name, f"{label}!{name}"), even=False)


def _ods_lines(data: io.BytesIO, name: str, label: str) -> Iterator[Line]:
    merged: list[Area] = []
    try:
        rows = next(rows for found, rows in _tables(data, name) if found == name)
        filled = list(_numbered(rows, merged))
    except (*_ODS_FAULTS, StopIteration) as error:
        raise no_workbook(label, error, "ODS") from error
    for number, cells in spread(iter(filled), merged):
        if (last := filled_to(cells)) > 0:
            yield Line(Where(label, number + 1), tuple(cells[:last]))


def _tables(data: io.BytesIO, wanted: str | None) -> Iterator[tuple[str, list[Any]]]:
    """Give each table's name; for the wanted one also its rows, as elements."""
    rows: list[Any] = []
    name, depth = "", 0
    with zipfile.ZipFile(data) as archive, archive.open("content.xml") as part:
        for event, element in iterparse(part, events=("start", "end")):  # noqa: S314  (no document type: refused before)
            tag = _bare(element.tag)
            if tag == "table":
                depth += 1 if event == "start" else -1
                if event == "start" and depth == 1:
                    name, rows = _attribute(element, "name"), []
                elif depth == 0:
                    yield name, rows
                    element.clear()
            elif tag == "table-row" and event == "end":
                if name == wanted:
                    rows.append((_repeated(element, "number-rows-repeated"), [*_cells(element)]))
                element.clear()


def _numbered(rows: list[Any], merged: list[Area]) -> Iterator[tuple[int, list[str]]]:
    """Number the rows; a blank one that is repeated a million times costs nothing, a filled one is few times."""
    number = 0
    for times, cells in rows:
        texts = [text for text, _, _ in cells]
        filled = filled_to(texts)
        for _repeat in range(min(times, 1000) if filled else 0):
            for at, (_cell_text, down, across) in enumerate(cells):
                if down > 1 or across > 1:
                    merged.append((number, at, number + down - 1, at + across - 1))
            yield number, texts[:filled]
            number += 1
        number += times - (min(times, 1000) if filled else 0)


def _cells(row: Any) -> Iterator[tuple[str, int, int]]:
    """Give each cell's text with the rows and columns that it spans."""
    count = 0
    for one in row:
        if _bare(one.tag) not in ("table-cell", "covered-table-cell"):
            continue
        text = _text(one)
        spans = (_repeated(one, "number-rows-spanned"), _repeated(one, "number-columns-spanned"))
        for _repeat in range(min(_repeated(one, "number-columns-repeated"), _MOST_COLUMNS - count)):
            count += 1
            yield text, *spans


def _text(one: Any) -> str:
    shown = "\n".join("".join(p.itertext()) for p in one if _bare(p.tag) == "p")[: LONGEST_CELL + 1]
    kind, value = _attribute(one, "value-type"), _attribute(one, "value")
    if kind in ("float", "currency", "percentage") and value:
        if kind == "percentage":
            return cell(float(value), "percent")
        return cell(float(value), "0" * len(shown) if _CODE.fullmatch(shown) else "")
    if kind == "date":
        day = _attribute(one, "date-value")[:10]
        return cell(date.fromisoformat(day), "year" if _YEAR.fullmatch(shown) else "")
    return shown


def _repeated(element: Any, name: str) -> int:
    text = _attribute(element, name) or "1"
    return max(int(text[:8]), 1)


def _attribute(element: Any, name: str) -> str:
    found: str = next((v for k, v in element.attrib.items() if _bare(k) == name), "")
    return found


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]
