"""Cubes (JSON-stat, PX) as tables: a row an observation; of each dimension a column of labels and one of codes.

The columns are, for each dimension, its label (or id) with the categories' labels and ``<id>.code`` with their codes;
then ``value`` and ``status``, and, where the file says them, ``(unit)``, ``(power)`` and ``(qualifier)``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path
from types import MappingProxyType

from hntrack.errors import Problem, Where
from hntrack.exchange.files import read_whole
from hntrack.exchange.headings import blind
from hntrack.exchange.labels import CODES, is_time
from hntrack.exchange.mapping import Field, Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import Exact, Row, Table, broken
from hntrack.text.characters import nfc
from hntrack.text.foreign_tables import recognised, tcvn3

MOST_CELLS = 1_000_000
MOST_DIMENSIONS = 60
UNIT, POWER, QUALIFIER = "(unit)", "(power)", "(qualifier)"
_Unit = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension: its id, its label, and the code and label of each category in order."""

    id: str
    label: str
    categories: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cube:
    """What a file holds.

    Attributes:
        value: Gives the text of a cell by its position; ``None`` where there is none.
        status, qualifier: Give a cell's.
        time: The dimension that the file calls time, if it says so.
        units: Unit and power of ten by code of a category, of whatever dimension has such codes.
        unit: The unit of all cells.
        fields: What the file says of all observations.
    """

    form: str
    label: str
    dimensions: tuple[Dimension, ...]
    value: Callable[[int], str | None]
    status: Callable[[int], str]
    qualifier: Callable[[int], str] | None = None
    time: Dimension | None = None
    units: Mapping[tuple[str, str], _Unit] = field(default_factory=lambda: MappingProxyType({}))
    unit: str = ""
    fields: Mapping[str, Field] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def size(self) -> int:
        """How many cells there are."""
        count = 1
        for dimension in self.dimensions:
            count *= len(dimension.categories)
        return count


def cube_table(cube: Cube) -> Table:
    """Make the table.

    Raises:
        DataError: It has too many dimensions or cells, or two of one name.
    """
    if cube.size > MOST_CELLS or len(cube.dimensions) > MOST_DIMENSIONS:
        raise broken(refusal("import-too-large", Where(cube.label), what="size", most=MOST_CELLS))
    pairs = [name for dimension in cube.dimensions for name in (dimension.label, f"{dimension.id}.code")]
    further = [QUALIFIER] if cube.qualifier else []
    columns = (*pairs, "value", "status", UNIT, POWER, *further)
    double = next((name for name, count in Counter(columns).items() if count > 1), None)
    if double is not None:
        raise broken(refusal("import-columns-double", Where(cube.label), column=double))
    time = cube.time or _time(cube.dimensions)
    own = frozenset[int]()
    if time is not None:
        at = cube.dimensions.index(time)
        own = frozenset((2 * at, 2 * at + 1))
    dimensions = frozenset(range(len(pairs))) - own
    return Table(
        cube.form,
        cube.label,
        columns,
        _rows(cube),
        exact=True,
        lined=False,
        fields=MappingProxyType({**_fields(cube, time), **cube.fields}),
        keys=dimensions,
        plain=own | frozenset(range(len(pairs), len(columns))),
    )


def _fields(cube: Cube, time: Dimension | None) -> dict[str, Field]:
    """Say what the format itself tells: which dimension is time, what is an indicator's."""
    fields = {
        "value": Field(column="value"),
        "obs_status": Field(column="status", words=CODES),
        "unit": Field(column=UNIT),
        "power": Field(column=POWER),
    }
    if cube.qualifier is not None:
        fields["qualifier"] = Field(column=QUALIFIER)
    if time is not None:
        readable = all(is_time(label) for _, label in time.categories)
        fields["period"] = Field(column=time.label if readable else f"{time.id}.code")
    if any(dimension.id == "indicator" for dimension in cube.dimensions):
        fields["indicator"] = Field(column="indicator.code")
    return fields


def _time(dimensions: tuple[Dimension, ...]) -> Dimension | None:
    """Find the only dimension whose categories are all periods; of several, the one that is called so."""
    found = [d for d in dimensions if all(is_time(label) or is_time(code) for code, label in d.categories)]
    if len(found) > 1:
        named = ("nam", "year", "years", "time", "thoi gian", "ky", "period")
        found = [one for one in found if blind(one.label) in named]
    return found[0] if len(found) == 1 else None


def _rows(cube: Cube) -> Iterator[Row | Problem]:
    keys = [dimension.id for dimension in cube.dimensions]
    for at, picked in enumerate(product(*(dimension.categories for dimension in cube.dimensions))):
        value = cube.value(at)
        if value is None:
            continue
        unit, power = cube.unit, ""
        for name, (code, _) in zip(keys, picked, strict=True):
            unit, power = cube.units.get((name, code), (unit, power))
        cells = [cell for code, label in picked for cell in (label, code)]
        further = [cube.qualifier(at)] if cube.qualifier else []
        yield Row(
            Where(f"{cube.label}#value[{at}]"), (*cells, Exact(value), cube.status(at), unit, power, *further)
        )


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
        time=_px_time(entries, dimensions),
        unit=_one(entries, "UNITS"),
        fields=_px_fields(entries),
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


def _px_time(entries: _Said, dimensions: tuple[Dimension, ...]) -> Dimension | None:
    named = next((inner for name, inner in entries if name == "TIMEVAL"), None)
    return next((dimension for dimension in dimensions if dimension.id == named), None)


def _cells(data: str) -> list[str]:
    """Part the data: numbers with a decimal point, and texts in quotes for what is not there."""
    return [one.strip('"') for one in re.findall(r'"[^"]*"|[^\s,;"]+', data)]


def _px_fields(entries: _Said) -> dict[str, Field]:
    fields = {}
    for name, keyword in (("title", "TITLE"), ("publisher", "SOURCE")):
        if text := _one(entries, keyword):
            fields[name] = Field(constant=text[:500])
    updated = next((texts[0] for (name, _), texts in entries.items() if name == "LAST-UPDATED"), "")
    if len(updated) >= 8 and updated[:8].isdecimal():
        try:
            day = date(int(updated[:4]), int(updated[4:6]), int(updated[6:8]))
        except ValueError:
            return fields
        fields["published"] = Field(constant=day.isoformat())
    return fields
