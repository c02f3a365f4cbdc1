"""JSON-stat, read and written.  See https://json-stat.org/full/.

Read are versions 1 and 2, datasets, bundles and collections, as cubes.  Written are the current measurements as a
dataset of version 2: indicator × period, sparse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from hntrack.errors import Where
from hntrack.exchange.content import Exported, without_numbers
from hntrack.exchange.cube import MOST_CELLS, MOST_DIMENSIONS, Cube, Dimension, cube_table
from hntrack.exchange.files import read_json
from hntrack.exchange.formats import Document, Files
from hntrack.exchange.mapping import Field, Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.sdmx import STATUS
from hntrack.exchange.table import Table, broken
from hntrack.model.codes import QUALIFIERS, SCALES
from hntrack.model.records import Indicator, Measurement
from hntrack.report.view import Json
from hntrack.report.words import unit_title
from hntrack.text.characters import nfc
from hntrack.text.messages import Message, _
from hntrack.text.numbers import read_whole

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
        count = 1
        for dimension in dimensions:
            count *= len(dimension.categories)
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


def export(made: Exported, table: str) -> Files:
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


def losses(made: Exported) -> tuple[Message, ...]:
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
