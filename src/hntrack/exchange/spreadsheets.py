"""XLSX, XLS and ODS as grids: one sheet, its stored values (never calculated), bounded before anything is laid out.

XLSX is read by calamine (through python-calamine), which takes a tenth of openpyxl's time but lays a sheet out whole,
so that one cell in the last corner would take all memory, and knows no number formats: the sheet's XML is walked
through before, which tells how large it is, which cells are merged, and which show their number otherwise.  XLS, the
workbooks of before 2007, is read by xlrd, which knows number formats and merged cells.  For ODS no library gives a
cell's value together with what is shown for it without holding the whole document as a tree (odfpy: forty times the
file's size), so the XML is walked through here, with what LibreOffice shows for percentages, years and codes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError, iterparse
from xml.parsers import expat

from hntrack.errors import HntrackError, Where
from hntrack.errors.extras import MissingExtraError
from hntrack.exchange.files import read_file
from hntrack.exchange.mapping import Map
from hntrack.exchange.table import LONGEST_CELL, Area, Grid, Line, broken, cell, refusal, shown_as, spread
from hntrack.text.messages import _

MOST_BYTES = 50_000_000
MOST_LAID_OUT = 40_000_000  # cells of the rectangle around all filled ones, at 8 to 24 bytes
_MOST_PARTS = 2_000
_MOST_SHEET = 400_000_000
_MOST_PART = 20_000_000
_MOST_RATIO = 1_000
_WHOLE_DOCUMENT = 4096
_MEASUREMENTS = "measurements"
_FAULTS = (
    ValueError,
    LookupError,
    TypeError,
    OSError,
    EOFError,
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
)


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
    data = io.BytesIO(read_file(path, label, MOST_BYTES))
    return open_sheet(data, label, mapping.sheet, form)


def open_sheet(data: io.BytesIO, label: str, wanted: str | None, form: str = "xlsx") -> Grid:
    """Open one sheet of a workbook whose bytes are there; see :func:`open_xlsx`."""
    _must_be_small(data, label, "xl/worksheets/")
    book = _book(data, label)
    name = _choose_sheet(list(book.sheet_names), wanted, label)
    where = f"{label}!{name}"
    return Grid(form, where, _lines(book, data, name, where), even=False)


def sheet_names(data: io.BytesIO, label: str) -> list[str]:
    """Give the names of all sheets, in their order."""
    _must_be_small(data, label, "xl/worksheets/")
    return list(_book(data, label).sheet_names)


def _book(data: io.BytesIO, label: str) -> Any:
    try:
        from python_calamine import CalamineWorkbook  # noqa: PLC0415  (an extra, and only for workbooks)
    except ImportError:
        raise _needs("XLSX") from None
    try:
        return CalamineWorkbook.from_filelike(data)
    except Exception as error:  # the library has kinds of its own for each format
        raise _no_workbook(label, error, "XLSX") from error


def _needs(form: str) -> MissingExtraError:
    """Make the error that says which extra a format _needs."""
    return MissingExtraError("excel", _("Reading {form}", form=form))


def _refuse_large(part: zipfile.ZipInfo, label: str, most: int) -> None:
    if part.file_size > most or part.file_size > _MOST_RATIO * max(part.compress_size, 1000):
        raise _too_large(label, part.filename, f"{most:,} B")


def _must_be_small(file: io.BytesIO, label: str, sheets: str) -> None:
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
        raise _no_workbook(label, error, "XLSX") from error
    file.seek(0)


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo, label: str) -> None:
    """A workbook has no document type; one that has it wants entities expanded."""
    try:
        with archive.open(part) as stream:
            start = stream.read(_WHOLE_DOCUMENT).replace(b"\0", b"")
    except zlib.error as error:
        raise _no_workbook(label, error, "XLSX") from error
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise _no_workbook(label, ValueError(f"{part.filename}: <!DOCTYPE>"), "XLSX")


def _choose_sheet(names: list[str], wanted: str | None, label: str) -> str:
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
    try:
        with zipfile.ZipFile(data) as archive:
            styles = _formats_of(archive)
            kinds = sorted({style for style in styles if style})
            with archive.open(_part_of(archive, name)) as part:
                bounds = _bounds_of(part, styles, kinds)
    except _TooLarge as error:
        raise _too_large(label, "×", f"{MOST_LAID_OUT:,}") from error
    except _FAULTS as error:
        raise _no_workbook(label, error, "XLSX") from error
    if bounds.rows * bounds.columns > MOST_LAID_OUT:
        raise _too_large(label, "×", f"{MOST_LAID_OUT:,}")
    rows = _rows_of(_sheet(book, name, label), _kinds_at(bounds, kinds))
    yield from _filled(rows, bounds.merged, label)


def _sheet(book: Any, name: str, label: str) -> Any:
    try:
        return book.get_sheet_by_name(name)
    except BaseException as error:  # a panic of the library is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise _no_workbook(label, error, "XLSX") from error


def _rows_of(sheet: Any, shown: Any) -> Iterator[tuple[int, list[str]]]:
    """Give every row with its number and what its cells show."""
    top, left = sheet.start or (0, 0)
    margin = [""] * left
    for number, values in enumerate(sheet.iter_rows(), start=top):
        kinds = shown(number)
        yield (
            number,
            [*margin, *(cell(v, kinds.get(i, "") if kinds else "") for i, v in enumerate(values, left))],
        )


def _filled(rows: Iterator[tuple[int, list[str]]], merged: list[Area], label: str) -> Iterator[Line]:
    """Give every row that is not blank, where merged cells hold for all that they cover."""
    for number, cells in spread(rows, merged):
        if (last := _filled_to(cells)) > 0:
            yield Line(Where(label, number + 1), tuple(cells[:last]))


def _filled_to(cells: list[str]) -> int:
    """Give how many cells there are up to the last that is not empty."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return end


def _too_large(label: str, part: str, most: str) -> Exception:
    return broken(refusal("import-too-large", Where(label), what=part, most=most))


def _no_workbook(label: str, error: BaseException, form: str) -> Exception:
    """Make the error for a file that is no workbook, or a broken one."""
    cause = str(error) or type(error).__name__
    return broken(refusal("import-not-this-format", Where(label), form=form, cause=cause))


# What the XML of an XLSX says before its cells are read

_MOST_COLUMNS = 16_384
_MOST_MERGED = 20_000
_BUILT_IN = {9: "percent", 10: "percent", 17: "month"}
_CHUNK = 1 << 20
_Attributes = dict[str, str]


@dataclass(slots=True)
class _Bounds:
    """What a sheet's XML says before its cells are read.

    _Attributes:
        rows, columns: Of the filled part, from the first cell of the sheet.
        merged: Areas of merged cells.
        at, shown: Position (row × 16 384 + column) of each cell with a telling number format, and which one.
    """

    rows: int = 0
    columns: int = 0
    merged: list[Area] = field(default_factory=list)
    at: array[int] = field(default_factory=lambda: array("q"))
    shown: array[int] = field(default_factory=lambda: array("H"))


class _TooLarge(ValueError):  # noqa: N818  (named for what the sheet is)
    """The sheet claims more rows, columns or merged areas than sheets have."""


def _formats_of(archive: zipfile.ZipFile) -> list[str]:
    """Give, for each cell style, what its number format makes of a number."""
    codes: dict[int, str] = dict(_BUILT_IN)
    styles: list[str] = []
    inside = [""]

    def start(name: str, attributes: _Attributes) -> None:
        if name == "numFmt" and "numFmtId" in attributes:
            codes[_whole(attributes["numFmtId"])] = shown_as(attributes.get("formatCode", ""))
        elif name in ("cellXfs", "cellStyleXfs"):
            inside[0] = name
        elif name == "xf" and inside[0] == "cellXfs":
            styles.append(codes.get(_whole(attributes.get("numFmtId", "0")), ""))

    if "xl/styles.xml" in archive.namelist():
        with archive.open("xl/styles.xml") as part:
            _walk(part, start)
    return styles


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Find the part of the archive that holds a sheet; empty where the workbook does not say."""
    links: dict[str, str] = {}
    found = [""]

    def relation(name: str, attributes: _Attributes) -> None:
        if name == "Relationship":
            links[attributes.get("Id", "")] = attributes.get("Target", "")

    def named(name: str, attributes: _Attributes) -> None:
        if name == "sheet" and attributes.get("name") == sheet:
            link = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            found[0] = links.get(link, "")

    with archive.open("xl/_rels/workbook.xml.rels") as part:
        _walk(part, relation)
    with archive.open("xl/workbook.xml") as part:
        _walk(part, named)
    target = found[0]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _bounds_of(part: IO[bytes], styles: list[str], kinds: list[str]) -> _Bounds:
    """Walk through the XML of a sheet, with :func:`_formats_of` and those of them that tell something.

    Raises:
        _TooLarge: It goes beyond what a sheet can be.
        expat.ExpatError: It is not well-formed.
    """
    telling = {str(i): kinds.index(kind) for i, kind in enumerate(styles) if kind}
    found = _Bounds()
    row = column = -1
    label = "\0"  # the row's number as its cells have it: those of one row differ in their letters only

    def start(name: str, attributes: _Attributes) -> None:
        nonlocal row, column, label
        if name == "c":
            place = attributes.get("r")
            column += 1
            if place is not None:
                known = _PLACES.get(place[: -len(label)]) if place.endswith(label) else None
                if known is None:
                    column, row = _place(place)
                else:
                    column = known
            if row >= found.rows or column >= found.columns:
                _widen(found, row, column)
            if (style := attributes.get("s")) in telling:
                found.at.append(row * _MOST_COLUMNS + column)
                found.shown.append(telling[style])
        elif name == "row":
            label = attributes.get("r", "\0")
            row = _whole(label) - 1 if "r" in attributes else row + 1
            column = -1
        elif name == "mergeCell":
            if len(found.merged) >= _MOST_MERGED:
                raise _TooLarge("merged cells")
            first, _, last = attributes.get("ref", "").partition(":")
            (c1, r1), (c2, r2) = _place(first), _place(last or first)
            found.merged.append((r1, c1, r2, c2))

    _walk(part, start)
    return found


def _widen(found: _Bounds, row: int, column: int) -> None:
    if row >= found.rows:
        found.rows = row + 1
    if column >= found.columns:
        found.columns = column + 1
    if row >= 1_048_576 or column >= _MOST_COLUMNS:
        raise _TooLarge("rows or columns")


def _kinds_at(bounds: _Bounds, kinds: list[str]) -> Callable[[int], dict[int, str]]:
    """Give a function that says for each row, asked from the top, which columns show their numbers how."""
    pairs: Iterator[tuple[int, int]] = iter(sorted(zip(bounds.at, bounds.shown, strict=True)))
    following = [next(pairs, None)]

    def of_row(row: int) -> dict[int, str]:
        found: dict[int, str] = {}
        while (one := following[0]) is not None and one[0] < (row + 1) * _MOST_COLUMNS:
            if one[0] >= row * _MOST_COLUMNS:
                found[one[0] % _MOST_COLUMNS] = kinds[one[1]]
            following[0] = next(pairs, None)
        return found

    return of_row


def _walk(part: IO[bytes], start: Callable[[str, _Attributes], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: (
        start(name.rpartition(":")[2], attributes) if ":" in name else start(name, attributes)
    )
    parser.StartDoctypeDeclHandler = _refuse_doctype
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk)
    parser.Parse(b"", True)  # noqa: FBT003  (expat's own signature)


def _refuse_doctype(*_: object) -> None:
    raise ValueError("<!DOCTYPE>")


_PLACES: dict[str, int] = {}


def _place(text: str) -> tuple[int, int]:
    """Read ``BC12`` as column 54, row 11 (from 0)."""
    letters = text.rstrip("0123456789")
    column = _PLACES.get(letters, -1)
    if column < 0:
        column = 0
        for one in letters[:4].upper():
            column = 26 * column + ord(one) - 64
        column -= 1
        if not 0 <= column < _MOST_COLUMNS:
            raise _TooLarge(text[:20])
        _PLACES[letters] = column
    return column, _whole(text[len(letters) :]) - 1


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        raise ValueError(f"not a number: {text[:20]!r}")
    return int(text)


# XLS

_NUMBER, _DATE, _TRUTH, _TEXT = 2, 3, 4, 1


def open_xls(path: Path, label: str, mapping: Map, form: str = "xls") -> Grid:
    """Open one sheet of an XLS workbook.

    Raises:
        InputError: The file cannot be opened.
        MissingExtraError: xlrd is not installed.
        DataError: It is no workbook, or has no such sheet.
    """
    data = read_file(path, label, MOST_BYTES)
    try:
        import xlrd  # noqa: PLC0415  (an extra, and only for old workbooks)
    except ImportError:
        raise _needs("XLS") from None
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        name = _choose_sheet(book.sheet_names(), mapping.sheet, label)
        where = f"{label}!{name}"
        sheet = book.sheet_by_name(name)
        merged = [(top, left, end - 1, right - 1) for top, end, left, right in sheet.merged_cells]
        lines = list(_filled(_xls_rows(book, sheet), merged, where))
        return Grid(form, where, iter(lines), even=False)
    except HntrackError:
        raise
    except Exception as error:  # the library checks little, and falls over whatever is wrong
        raise _no_workbook(label, error, "XLS") from error


def _xls_rows(book: Any, sheet: Any) -> Iterator[tuple[int, list[str]]]:
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


# ODS

_MOST_ODS_COLUMNS = 1_024
_ODS_FAULTS = (ParseError, LookupError, ValueError, OSError, EOFError, zipfile.BadZipFile, zlib.error)
_YEAR, _CODE = re.compile(r"[0-9]{4}", re.ASCII), re.compile(r"0[0-9]+", re.ASCII)


def open_ods(path: Path, label: str, mapping: Map, form: str = "ods") -> Grid:
    """Open one sheet of an ODS workbook.

    Raises:
        InputError: The file cannot be opened.
        DataError: It is no workbook, too large, or has no such sheet.
    """
    data = io.BytesIO(read_file(path, label, MOST_BYTES))
    _must_be_small(data, label, "content.xml")
    try:
        names = [name for name, _ in _tables(data, None)]
    except _ODS_FAULTS as error:
        raise _no_workbook(label, error, "ODS") from error
    name = _choose_sheet(names, mapping.sheet, label)
    return Grid(form, f"{label}!{name}", _ods_lines(data, name, f"{label}!{name}"), even=False)


def _ods_lines(data: io.BytesIO, name: str, label: str) -> Iterator[Line]:
    merged: list[Area] = []
    try:
        rows = next(rows for found, rows in _tables(data, name) if found == name)
        filled = list(_numbered(rows, merged))
    except (*_ODS_FAULTS, StopIteration) as error:
        raise _no_workbook(label, error, "ODS") from error
    yield from _filled(iter(filled), merged, label)


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
        filled = _filled_to(texts)
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
        for _repeat in range(min(_repeated(one, "number-columns-repeated"), _MOST_ODS_COLUMNS - count)):
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
