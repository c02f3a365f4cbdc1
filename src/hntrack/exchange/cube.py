"""Cubes as tables: JSON-stat (https://json-stat.org/full/), read and written, and PX, read.

A row is an observation.  The columns are, for each dimension, its label (or id) with the categories' labels and
``<id>.code`` with their codes; then ``value`` and ``status``, and, where the file says them, ``(unit)``, ``(power)``
and ``(qualifier)``.  Of JSON-stat versions 1 and 2 are read, datasets, bundles and collections; written are the current
measurements as a dataset of version 2: indicator × period, sparse.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import product
from math import prod
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hntrack.errors import Problem, Where
from hntrack.exchange.content import STATUS, Exported, without_numbers
from hntrack.exchange.files import read_file, read_json
from hntrack.exchange.formats import Document, Files
from hntrack.exchange.labels import CODES, blind, is_time
from hntrack.exchange.mapping import Field, Map
from hntrack.exchange.table import Exact, Row, Table, broken, refusal
from hntrack.model.codes import QUALIFIERS, SCALES
from hntrack.model.records import Indicator, Measurement
from hntrack.report import Json
from hntrack.report.words import unit_title
from hntrack.text.characters import nfc
from hntrack.text.foreign_tables import recognised, tcvn3
from hntrack.text.messages import Message, _
from hntrack.text.numbers import read_whole

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
        return _count_cells(self.dimensions)


def _count_cells(dimensions: tuple[Dimension, ...]) -> int:
    return prod(len(dimension.categories) for dimension in dimensions)


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
        for name, (code, _label) in zip(keys, picked, strict=True):
            unit, power = cube.units.get((name, code), (unit, power))
        cells = [cell for code, label in picked for cell in (label, code)]
        further = [cube.qualifier(at)] if cube.qualifier else []
        yield Row(
            Where(f"{cube.label}#value[{at}]"), (*cells, Exact(value), cube.status(at), unit, power, *further)
        )


# PX

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
    text = _decoded(read_file(path, label, MOST_BYTES), label, mapping.encoding)
    entries, data = _parsed(text, label)
    dimensions = tuple(_dimensions(entries, label))
    cells = _cells(data)
    if not dimensions:
        raise _no_px(label, "dimension")
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
        raise _no_px(label, "count")
    return cube_table(cube)


_Said = dict[tuple[str, str], list[str]]
"""Keyword and what stands in its brackets → its texts, in the file's own language."""


def _no_px(label: str, fault: str) -> Exception:
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
    for _number in range(_MOST_KEYWORDS):
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
    raise _no_px(label, "data")


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
            raise _no_px(label, "dimension")
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


# JSON-stat

EXTENSION = "hntrack"
"""Key of ``extension`` under which our own export keeps what the format has no place for."""


def open_json_stat(path: Path, label: str, mapping: Map, form: str = "json-stat") -> Table:
    """Open a JSON-stat file.

    Of several datasets it is the one that the mapping's ``resource`` names by label, or the only one.

    Raises:
        InputError: The file cannot be opened.
        DataError: It is no JSON-stat, has several datasets, or contradicts itself.
    """
    document = read_json(path, label, "JSON-stat")
    return cube_table(_Reading(_dataset(document, label, mapping.resource), label).cube(form))


def _wrong(label: str, cause: str) -> Exception:
    return broken(refusal("import-not-this-format", Where(label), form="JSON-stat 2", cause=cause))


def _dataset(document: Any, label: str, wanted: str | None) -> dict[str, Any]:
    """Find the dataset, in the shape of version 2."""
    if not isinstance(document, dict):
        raise _wrong(label, "no object")
    kind = document.get("class")
    if kind == "collection":
        return _collected(document, label, wanted)
    if "version" in document or kind is not None:
        if not str(document.get("version")).startswith("2.") or kind != "dataset":
            raise _wrong(label, "no version 2.0 and class dataset")
        return document
    bundled = {name: one for name, one in document.items() if isinstance(one, dict) and "dimension" in one}
    if not bundled:
        raise _wrong(label, "no version 2.0 and class dataset")
    return _modern(_chosen(bundled, label, wanted), label)


def _collected(document: dict[str, Any], label: str, wanted: str | None) -> dict[str, Any]:
    items = _object_in(document, "link").get("item")
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    whole = {
        str(one.get("label", i)): one for i, one in enumerate(found) if "dimension" in one and "value" in one
    }
    if not whole:
        raise broken(refusal("import-collection", Where(label), count=len(found)))
    return _chosen(whole, label, wanted)


def _chosen(datasets: dict[str, Any], label: str, wanted: str | None) -> dict[str, Any]:
    if wanted is None and len(datasets) == 1:
        wanted = next(iter(datasets))
    if wanted not in datasets:
        names = ", ".join(datasets)
        what = _("datasets")
        raise broken(refusal("import-which", Where(label), what=what, names=names, key="resource"))
    made: dict[str, Any] = datasets[wanted]
    return made


def _modern(document: dict[str, Any], label: str) -> dict[str, Any]:
    """Give a dataset of version 1, which keeps ``id``, ``size`` and ``role`` among its dimensions, as one of 2."""
    described = document["dimension"]
    if not isinstance(described, dict):
        raise _wrong(label, "dimension is no object")
    moved = {name: described.get(name) for name in ("id", "size", "role")}
    return {**document, **{name: one for name, one in moved.items() if one is not None}}


class _Reading:
    """One dataset; whatever in it is not as the format has it refuses the file."""

    def __init__(self, document: dict[str, Any], label: str) -> None:
        self.document = document
        self.label = label

    def wrong(self, cause: str) -> Exception:
        return _wrong(self.label, cause)

    def cube(self, form: str) -> Cube:
        dimensions = self.dimensions()
        count = _count_cells(dimensions)
        if count > MOST_CELLS:
            raise broken(refusal("import-too-large", Where(self.label), what="size", most=MOST_CELLS))
        values, statuses = self.cells("value", count), self.cells("status", count)

        def value(at: int) -> str | None:
            return None if (found := values(at)) is None else self.number(found, at)

        return Cube(
            form,
            self.label,
            dimensions,
            value,
            lambda at: nfc(str(statuses(at) or "")),
            self.qualifiers(),
            self.time(dimensions),
            self.units(dimensions),
            fields=self.fields(),
        )

    def dimensions(self) -> tuple[Dimension, ...]:
        ids, sizes, described = (self.document.get(name) for name in ("id", "size", "dimension"))
        if not isinstance(ids, list) or not isinstance(sizes, list) or not isinstance(described, dict):
            raise self.wrong("id, size or dimension is missing")
        if not 0 < len(ids) == len(sizes) <= MOST_DIMENSIONS:
            raise self.wrong("id and size differ in length")
        return tuple(self.dimension(one, size, described) for one, size in zip(ids, sizes, strict=True))

    def dimension(self, name: Any, size: Any, described: dict[str, Any]) -> Dimension:
        category = _object_in(described, name, "category") if isinstance(name, str) else {}
        if not category:
            raise self.wrong(f"dimension {name!r} has no category")
        labels = category.get("label", {})
        codes = self.codes(category.get("index", labels), name)
        if type(size) is not int or size != len(codes) or not isinstance(labels, dict):
            raise self.wrong(f"dimension {name!r}: size {size} with {len(codes)} categories")
        label = described[name].get("label")
        title = label.strip() if isinstance(label, str) else ""
        pairs = tuple((nfc(code), nfc(str(labels.get(code, code)).strip())) for code in codes)
        return Dimension(nfc(name), nfc(title or name), pairs)

    def codes(self, index: Any, name: Any) -> list[str]:
        if isinstance(index, list) and all(isinstance(one, str) for one in index):
            return index
        if isinstance(index, dict) and len(index) == 1:
            return list(index)
        if isinstance(index, dict) and sorted(map(str, index.values())) == sorted(
            map(str, range(len(index)))
        ):
            return sorted(index, key=lambda code: int(index[code]))
        raise self.wrong(f"dimension {name!r}: index")

    def units(self, dimensions: tuple[Dimension, ...]) -> Mapping[tuple[str, str], tuple[str, str]]:
        """Give unit and power of ten of each category that has them: ``{"base": "USD", "multiplier": 6}``."""
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for dimension in dimensions:
            units = _object_in(self.document, "dimension", dimension.id, "category", "unit")
            for code, said in units.items():
                if isinstance(said, dict):
                    name = said.get("base") or said.get("label") or said.get("symbol") or ""
                    power = said.get("multiplier", said.get("mult", ""))
                    found[dimension.id, nfc(str(code))] = (nfc(str(name)), str(power))
        return found

    def fields(self) -> dict[str, Field]:
        fields = {}
        for name, key in (("title", "label"), ("publisher", "source")):
            said = self.document.get(key)
            if isinstance(said, str) and said.strip():
                fields[name] = Field(constant=nfc(said.strip()))
        updated = self.document.get("updated")
        if isinstance(updated, str):
            fields["published"] = Field(constant=updated[:10])
        return fields

    def time(self, dimensions: tuple[Dimension, ...]) -> Dimension | None:
        named = _object_in(self.document, "role").get("time")
        if isinstance(named, list) and len(named) == 1:
            return next((dimension for dimension in dimensions if dimension.id == named[0]), None)
        return None

    def qualifiers(self) -> Callable[[int], str] | None:
        """Give what our own export says of how sure a value is; another's extension says nothing to us."""
        words = _object_in(self.document, "extension", EXTENSION, "qualifier")
        if not words or not all(word in QUALIFIERS for word in words.values()):
            return None
        return lambda at: str(words.get(str(at), "exact"))

    def cells(self, name: str, count: int) -> Callable[[int], Any]:
        """Give a function from position to cell: the format has a list, a sparse object, or one for all."""
        cells = self.document.get(name)
        if isinstance(cells, list) and len(cells) == count:
            return lambda at: cells[at]
        if isinstance(cells, dict) and all(_is_position(key, count) for key in cells):
            return lambda at: cells.get(str(at))
        for_all = cells[0] if isinstance(cells, list) and len(cells) == 1 else cells
        if name == "status" and isinstance(for_all, str | None):
            return lambda _: for_all
        raise self.wrong(f"{name}: not {count} cells")

    def number(self, value: Any, at: int) -> str:
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            raise self.wrong(f"value[{at}] is no number")
        return nfc(value) if isinstance(value, str) else format(Decimal(value), "f")


def _object_in(document: dict[str, Any], *path: str) -> dict[str, Any]:
    """Give the object at the end of a way through others; an empty one where there is none."""
    for name in path:
        inner = document.get(name)
        document = inner if isinstance(inner, dict) else {}
    return document


def _is_position(key: str, count: int) -> bool:
    """Tell whether a key of a sparse object names one of the cells."""
    number = read_whole(key, count - 1)
    return number is not None and key == str(number)


def export_json_stat(made: Exported, table: str) -> Files:
    """Write the measurements that hold on the day and have a number."""
    del table
    catalog = made.current
    measured = [measurement for measurement in catalog.measurements if measurement.value is not None]
    names = {measurement.indicator for measurement in measured}
    indicators = [indicator for indicator in catalog.indicators if indicator.id in names]
    texts = [period.text for period in sorted({measurement.period for measurement in measured})]
    at = _positions(indicators, texts, measured)
    title = catalog.title.within(made.lang)
    content: dict[str, Json] = {
        "version": "2.0",
        "class": "dataset",
        "label": title,
        "source": title,
        "updated": made.as_of,
        "id": ["indicator", "period"],
        "size": [len(indicators), len(texts)],
        "role": {"time": ["period"], "metric": ["indicator"]},
        "dimension": {
            "indicator": {"label": _("Indicator").within(made.lang), "category": _category(made, indicators)},
            "period": {"label": _("Period").within(made.lang), "category": {"index": list(texts)}},
        },
        "value": {str(position): one.value for position, one in at},
        "status": {str(position): STATUS[one.obs_status] for position, one in at},
    }
    unsure: dict[str, Json] = {
        str(position): one.qualifier for position, one in at if one.qualifier != "exact"
    }
    if unsure:
        content["extension"] = {EXTENSION: {"qualifier": unsure}}
    return {"": Document(content)}


def _category(made: Exported, indicators: list[Indicator]) -> dict[str, Json]:
    return {
        "index": [indicator.id for indicator in indicators],
        "label": {indicator.id: indicator.title.within(made.lang) for indicator in indicators},
        "unit": {indicator.id: _unit(made, indicator) for indicator in indicators},
    }


def json_stat_losses(made: Exported) -> tuple[Message, ...]:
    """Say what the dataset does not hold."""
    return without_numbers(made)


def _unit(made: Exported, indicator: Indicator) -> Json:
    unit: dict[str, Json] = {"label": unit_title(made.current, indicator, made.lang)}
    if indicator.unit is not None:
        unit |= {"base": indicator.unit, "multiplier": SCALES[indicator.scale]}
    return unit


def _positions(
    indicators: list[Indicator], periods: list[str], measured: list[Measurement]
) -> list[tuple[int, Measurement]]:
    row = {one.id: position for position, one in enumerate(indicators)}
    column = {text: position for position, text in enumerate(periods)}
    placed = {row[one.indicator] * len(periods) + column[one.period.text]: one for one in measured}
    return sorted(placed.items())
