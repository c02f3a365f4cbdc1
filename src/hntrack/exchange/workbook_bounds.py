"""How large an XLSX sheet is, which cells are merged, and which show their number otherwise: told before it is read.

The library that reads the cells lays a sheet out whole: one cell in the last corner would take all memory.  So the
sheet's XML is walked through once, which also gives what that library does not: number formats of cells.
"""

from __future__ import annotations

import zipfile
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from hntrack.exchange.table import Area, shown_as

MOST_COLUMNS = 16_384
MOST_MERGED = 20_000
_BUILT_IN = {9: "percent", 10: "percent", 17: "month"}
_CHUNK = 1 << 20
Attributes = dict[str, str]


@dataclass(slots=True)
class Bounds:
    """What a sheet's XML says before its cells are read.

    Attributes:
        rows, columns: Of the filled part, from the first cell of the sheet.
        cells: How many cells there are.
        merged: Areas of merged cells.
        at, shown: Position (row × 16 384 + column) of each cell with a telling number format, and which one.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    merged: list[Area] = field(default_factory=list)
    at: array[int] = field(default_factory=lambda: array("q"))
    shown: array[int] = field(default_factory=lambda: array("H"))


class TooLarge(ValueError):  # noqa: N818  (named for what the sheet is)
    """The sheet claims more rows, columns or merged areas than sheets have."""


def formats(archive: zipfile.ZipFile) -> list[str]:
    """Give, for each cell style, what its number format makes of a number."""
    codes: dict[int, str] = dict(_BUILT_IN)
    styles: list[str] = []
    inside = [""]

    def start(name: str, attributes: Attributes) -> None:
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


def part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Find the part of the archive that holds a sheet; empty where the workbook does not say."""
    links: dict[str, str] = {}
    found = [""]

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            links[attributes.get("Id", "")] = attributes.get("Target", "")

    def named(name: str, attributes: Attributes) -> None:
        if name == "sheet" and attributes.get("name") == sheet:
            link = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            found[0] = links.get(link, "")

    with archive.open("xl/_rels/workbook.xml.rels") as part:
        _walk(part, relation)
    with archive.open("xl/workbook.xml") as part:
        _walk(part, named)
    target = found[0]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def bounds_of(part: IO[bytes], styles: list[str], kinds: list[str]) -> Bounds:
    """Walk through the XML of a sheet, with :func:`formats` and those of them that tell something.

    Raises:
        TooLarge: It goes beyond what a sheet can be.
        expat.ExpatError: It is not well-formed.
    """
    telling = {str(i): kinds.index(kind) for i, kind in enumerate(styles) if kind}
    found = Bounds()
    row = column = -1
    label = "\0"  # the row's number as its cells have it: those of one row differ in their letters only

    def start(name: str, attributes: Attributes) -> None:
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
            found.cells += 1
            if row >= found.rows or column >= found.columns:
                _widen(found, row, column)
            if (style := attributes.get("s")) in telling:
                found.at.append(row * MOST_COLUMNS + column)
                found.shown.append(telling[style])
        elif name == "row":
            label = attributes.get("r", "\0")
            row = _whole(label) - 1 if "r" in attributes else row + 1
            column = -1
        elif name == "mergeCell":
            if len(found.merged) >= MOST_MERGED:
                raise TooLarge("merged cells")
            first, _, last = attributes.get("ref", "").partition(":")
            (c1, r1), (c2, r2) = _place(first), _place(last or first)
            found.merged.append((r1, c1, r2, c2))

    _walk(part, start)
    return found


def _widen(found: Bounds, row: int, column: int) -> None:
    if row >= found.rows:
        found.rows = row + 1
    if column >= found.columns:
        found.columns = column + 1
    if row >= 1_048_576 or column >= MOST_COLUMNS:
        raise TooLarge("rows or columns")


def kinds_at(bounds: Bounds, kinds: list[str]) -> Callable[[int], dict[int, str]]:
    """Give a function that says for each row, asked from the top, which columns show their numbers how."""
    pairs: Iterator[tuple[int, int]] = iter(sorted(zip(bounds.at, bounds.shown, strict=True)))
    following = [next(pairs, None)]

    def of_row(row: int) -> dict[int, str]:
        found: dict[int, str] = {}
        while (one := following[0]) is not None and one[0] < (row + 1) * MOST_COLUMNS:
            if one[0] >= row * MOST_COLUMNS:
                found[one[0] % MOST_COLUMNS] = kinds[one[1]]
            following[0] = next(pairs, None)
        return found

    return of_row


def _walk(part: IO[bytes], start: Callable[[str, Attributes], None]) -> None:
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
        if not 0 <= column < MOST_COLUMNS:
            raise TooLarge(text[:20])
        _PLACES[letters] = column
    return column, _whole(text[len(letters) :]) - 1


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        raise ValueError(f"not a number: {text[:20]!r}")
    return int(text)
