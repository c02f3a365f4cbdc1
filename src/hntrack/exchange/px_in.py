r"""PX files, as PX-Web and PC-Axis write them, as cubes.

``KEYWORD[language]("part","part")="text","text";`` — see https://www.scb.se/en/services/statistical-programs-for-px-files/px-file-format/.
The libraries that read them (pyaxis, pxpy) bring pandas and hold the texts several times over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hntrack.errors import Where
from hntrack.exchange.cube import Cube, Dimension, cube_table
from hntrack.exchange.files import read_whole
from hntrack.exchange.mapping import Field, Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import Table, broken
from hntrack.text.encodings import recognised, tcvn3
from hntrack.text.fold import nfc

MOST_BYTES = 20_000_000
_MOST_KEYWORDS = 50_000
_KEYWORD = re.compile(
    r"\s*([A-Z][A-Z0-9-]{0,40})(?:\[([a-z-]{2,10})\])?(?:\(([^;=]{0,2000}?)\))?\s*=", re.ASCII
)
_TEXT = re.compile(r'"([^"]*)"')
_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([A-Za-z0-9_-]{1,20})"', re.IGNORECASE)
_CODECS = {
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "windows-1252": "cp1252",
    "windows-1258": "cp1258",
    "tcvn3": "latin-1",
}
_NONE = frozenset({".", "..", "...", "....", ".....", "......", "-"})
_FAULTS = {
    "dimension": "STUB and HEADING name no VALUES",
    "data": "DATA is missing",
    "count": "DATA has another number of cells than the VALUES give",
}


def open_px(path: Path, label: str, mapping: Map, form: str = "px") -> Table:
    """Open a PX file.

    Raises:
        InputError: The file cannot be opened.
        DataError: It is no PX file, or contradicts itself.
    """
    text = _decoded(read_whole(path, label, MOST_BYTES), label, mapping.encoding)
    entries, data = _parsed(text, label)
    dimensions = tuple(_dimensions(entries, label))
    cells = _cells(data)
    if not dimensions:
        raise _wrong(label, "dimension")
    cube = Cube(
        form,
        label,
        dimensions,
        lambda at: None if cells[at] in _NONE else cells[at],
        lambda _: "",
        time=_time(entries, dimensions),
        unit=_one(entries, "UNITS"),
        fields=_fields(entries),
    )
    if len(cells) != cube.size:
        raise _wrong(label, "count")
    return cube_table(cube)


_Said = dict[tuple[str, str], list[str]]
"""Keyword and what stands in its brackets → its texts, in the file's own language."""


def _wrong(label: str, fault: str) -> Exception:
    return broken(refusal("import-not-this-format", Where(label), form="PX", cause=_FAULTS[fault]))


def _decoded(data: bytes, label: str, encoding: str | None) -> str:
    named = _CODEPAGE.search(data[:5000])
    codec = "utf-8-sig"
    if encoding is not None:
        codec = _CODECS[encoding]
    elif named is not None and not data.startswith(b"\xef\xbb\xbf"):
        codec = named[1].decode().lower()
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, LookupError) as error:
        seems = recognised(data[:200_000])
        code = "import-encoding-seems" if seems else "import-encoding"
        raise broken(
            refusal(code, Where(label), expected=codec, found=str(error)[:60], seems=seems)
        ) from error
    return nfc(tcvn3(text) if encoding == "tcvn3" else text)


def _parsed(text: str, label: str) -> tuple[_Said, str]:
    entries: _Said = {}
    at = 0
    for _ in range(_MOST_KEYWORDS):
        match = _KEYWORD.match(text, at)
        if match is None:
            break
        name, language, inner = match.groups()
        if name == "DATA":
            return entries, text[match.end() :].rstrip().rstrip(";")
        end = _end(text, match.end())
        value = text[match.end() : end]
        texts = _joined(value) or [value.strip()]
        if language is None:
            entries.setdefault((name, "".join(_TEXT.findall(inner or "")[:1])), texts)
        at = end + 1
    raise _wrong(label, "data")


def _end(text: str, at: int) -> int:
    """Find the semicolon that ends an entry: none within quotes."""
    while True:
        quote, end = text.find('"', at), text.find(";", at)
        if end < 0:
            return len(text)
        if quote < 0 or end < quote:
            return end
        at = text.find('"', quote + 1) + 1
        if at == 0:
            return len(text)


def _joined(value: str) -> list[str]:
    """Give the texts of an entry; what goes on in the next line without a comma is one text."""
    texts: list[str] = []
    before = -1
    for match in _TEXT.finditer(value):
        if texts and before >= 0 and not value[before : match.start()].strip():
            texts[-1] += match[1]
        else:
            texts.append(match[1])
        before = match.end()
    return [" ".join(text.split()) for text in texts]


def _one(entries: _Said, name: str) -> str:
    return next(iter(entries.get((name, ""), [])), "")


def _dimensions(entries: _Said, label: str) -> Iterator[Dimension]:
    for name in (*entries.get(("STUB", ""), []), *entries.get(("HEADING", ""), [])):
        values = entries.get(("VALUES", name), [])
        codes = entries.get(("CODES", name), values)
        if not values or len(codes) != len(values):
            raise _wrong(label, "dimension")
        yield Dimension(name, name, tuple(zip(codes, values, strict=True)))


def _time(entries: _Said, dimensions: tuple[Dimension, ...]) -> Dimension | None:
    named = next((inner for name, inner in entries if name == "TIMEVAL"), None)
    return next((dimension for dimension in dimensions if dimension.id == named), None)


def _cells(data: str) -> list[str]:
    """Part the data: numbers with a decimal point, and texts in quotes for what is not there."""
    return [one.strip('"') for one in re.findall(r'"[^"]*"|[^\s,;"]+', data)]


def _fields(entries: _Said) -> dict[str, Field]:
    fields = {}
    for field, keyword in (("title", "TITLE"), ("publisher", "SOURCE")):
        if text := _one(entries, keyword):
            fields[field] = Field(constant=text[:500])
    updated = next((texts[0] for (name, _), texts in entries.items() if name == "LAST-UPDATED"), "")
    if len(updated) >= 8 and updated[:8].isdecimal():
        try:
            day = date(int(updated[:4]), int(updated[4:6]), int(updated[6:8]))
        except ValueError:
            return fields
        fields["published"] = Field(constant=day.isoformat())
    return fields
