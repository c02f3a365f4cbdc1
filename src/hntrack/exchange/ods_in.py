"""ODS as grids: walked through, not laid out, with what LibreOffice shows for percentages, years and codes.

No library gives an ODS cell's value together with what is shown for it without holding the whole document as a tree
(odfpy: forty times the file's size), so the XML is streamed here.
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

from hntrack.errors import Where
from hntrack.exchange.cells import LONGEST_CELL, cell
from hntrack.exchange.files import read_whole
from hntrack.exchange.grid import Area, Grid, Line, spread
from hntrack.exchange.mapping import Map
from hntrack.exchange.xlsx_in import MOST_BYTES, chosen, filled_to, must_be_small, no_workbook

_MOST_COLUMNS = 1_024
_FAULTS = (ParseError, LookupError, ValueError, OSError, EOFError, zipfile.BadZipFile, zlib.error)
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
    except _FAULTS as error:
        raise no_workbook(label, error, "ODS") from error
    name = chosen(names, mapping.sheet, label)
    return Grid(form, f"{label}!{name}", _lines(data, name, f"{label}!{name}"), even=False)


def _lines(data: io.BytesIO, name: str, label: str) -> Iterator[Line]:
    merged: list[Area] = []
    try:
        rows = next(rows for found, rows in _tables(data, name) if found == name)
        filled = list(_numbered(rows, merged))
    except (*_FAULTS, StopIteration) as error:
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
        for _ in range(min(times, 1000) if filled else 0):
            for at, (_, down, across) in enumerate(cells):
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
        for _ in range(min(_repeated(one, "number-columns-repeated"), _MOST_COLUMNS - count)):
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
