"""JSON-stat 2 datasets (what PX-Web gives) as tables: a row an observation, a column a dimension.

Each dimension gives two columns: its label (or id) with the categories' labels, and ``<id>.code`` with their codes;
then ``value`` and ``status``.  See https://json-stat.org/full/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hntrack.errors import Problem, Where
from hntrack.exchange.csv_in import check_columns
from hntrack.exchange.json_in import read_json
from hntrack.exchange.mapping import Field, Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.periods import period_of
from hntrack.exchange.table import Row, Table, broken
from hntrack.text.fold import nfc

MOST_CELLS = 1_000_000
MOST_DIMENSIONS = 60
STATUSES = MappingProxyType(
    {
        "": "final",
        "a": "final",
        "A": "final",
        "p": "provisional",
        "P": "provisional",
        "e": "estimated",
        "E": "estimated",
        "b": "break",
        "B": "break",
    }
)
"""Status codes in common use (SDMX's CL_OBS_STATUS, Eurostat's and PX-Web's flags); others need ``words``."""


def open_json_stat(path: Path, label: str, mapping: Map, form: str = "json-stat") -> Table:
    """Open a JSON-stat 2 dataset.

    Raises:
        InputError: The file cannot be opened.
        DataError: It is no JSON-stat 2 dataset, or contradicts itself.
    """
    del mapping
    cube = _Cube(read_json(path, label, "JSON-stat"), label)
    dimensions = cube.dimensions()
    columns = tuple(name for one in dimensions for name in (one.label, f"{one.id}.code"))
    columns = (*columns, "value", "status")
    check_columns(columns, Where(label))
    return Table(
        form, label, columns, cube.rows(dimensions), exact=True, lined=False, fields=cube.fields(dimensions)
    )


@dataclass(frozen=True, slots=True)
class _Dimension:
    id: str
    label: str
    categories: tuple[tuple[str, str], ...]
    """Code and label, in order."""


class _Cube:
    """One dataset; whatever in it is not as the format has it refuses the file."""

    def __init__(self, document: Any, label: str) -> None:
        self.label = label
        kind = (document.get("version"), document.get("class")) if isinstance(document, dict) else None
        if not isinstance(document, dict) or kind != ("2.0", "dataset"):
            raise self.wrong("no version 2.0 and class dataset")
        self.document = document

    def wrong(self, cause: str) -> Exception:
        return broken(refusal("import-not-this-format", Where(self.label), form="JSON-stat 2", cause=cause))

    def dimensions(self) -> tuple[_Dimension, ...]:
        ids, sizes, described = (self.document.get(name) for name in ("id", "size", "dimension"))
        if not isinstance(ids, list) or not isinstance(sizes, list) or not isinstance(described, dict):
            raise self.wrong("id, size or dimension is missing")
        if not 0 < len(ids) == len(sizes) <= MOST_DIMENSIONS:
            raise self.wrong("id and size differ in length")
        return tuple(self.dimension(one, size, described) for one, size in zip(ids, sizes, strict=True))

    def dimension(self, name: Any, size: Any, described: dict[str, Any]) -> _Dimension:
        body = described.get(name) if isinstance(name, str) else None
        category = body.get("category") if isinstance(body, dict) else None
        if not isinstance(category, dict) or not isinstance(body, dict):
            raise self.wrong(f"dimension {name!r} has no category")
        labels = category.get("label", {})
        codes = self.codes(category.get("index", labels), name)
        if type(size) is not int or size != len(codes) or not isinstance(labels, dict):
            raise self.wrong(f"dimension {name!r}: size {size} with {len(codes)} categories")
        title = body.get("label")
        pairs = tuple((nfc(code), nfc(str(labels.get(code, code)))) for code in codes)
        return _Dimension(
            nfc(name), nfc(title.strip()) if isinstance(title, str) and title.strip() else nfc(name), pairs
        )

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

    def fields(self, dimensions: tuple[_Dimension, ...]) -> dict[str, Field]:
        """Say what the format itself tells: which dimension is time, what is an indicator's, who says so."""
        fields = {"value": Field(column="value"), "obs_status": Field(column="status", words=STATUSES)}
        time = self.time(dimensions)
        if time is not None:
            readable = all(period_of(label) for _, label in time.categories)
            fields["period"] = Field(column=time.label if readable else f"{time.id}.code")
        if any(one.id == "indicator" for one in dimensions):
            fields["indicator"] = Field(column="indicator.code")
        for name, key in (("title", "label"), ("publisher", "source")):
            said = self.document.get(key)
            if isinstance(said, str) and said.strip():
                fields[name] = Field(constant=nfc(said.strip()))
        updated = self.document.get("updated")
        if isinstance(updated, str):
            fields["published"] = Field(constant=updated[:10])
        return fields

    def time(self, dimensions: tuple[_Dimension, ...]) -> _Dimension | None:
        role = self.document.get("role")
        named = role.get("time") if isinstance(role, dict) else None
        if isinstance(named, list) and len(named) == 1:
            return next((one for one in dimensions if one.id == named[0]), None)
        periods = [
            d for d in dimensions if all(period_of(label) or period_of(code) for code, label in d.categories)
        ]
        return periods[0] if len(periods) == 1 else None

    def rows(self, dimensions: tuple[_Dimension, ...]) -> Iterator[Row | Problem]:
        count = 1
        for one in dimensions:
            count *= len(one.categories)
        if count > MOST_CELLS:
            raise broken(refusal("import-too-large", Where(self.label), what="size", most=MOST_CELLS))
        values, statuses = self.cells("value", count), self.cells("status", count)
        for at, picked in enumerate(product(*(one.categories for one in dimensions))):
            value = values(at)
            if value is not None:
                where = Where(f"{self.label}#value[{at}]")
                cells = [cell for code, label in picked for cell in (label, code)]
                yield Row(where, (*cells, self.number(value, at), nfc(str(statuses(at) or ""))))

    def cells(self, name: str, count: int) -> Any:
        """Give a function from position to cell: the format has a list, a sparse object, or one for all."""
        said = self.document.get(name)
        if name == "status" and (said is None or isinstance(said, str)):
            return lambda _: said
        if isinstance(said, list) and len(said) == count:
            return lambda at: said[at]
        if name == "status" and isinstance(said, list) and len(said) == 1:
            return lambda _: said[0]
        if isinstance(said, dict) and all(k.isascii() and k.isdecimal() and int(k[:9]) < count for k in said):
            return lambda at: said.get(str(at))
        raise self.wrong(f"{name}: not {count} cells")

    def number(self, value: Any, at: int) -> str:
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            raise self.wrong(f"value[{at}] is no number")
        return nfc(value) if isinstance(value, str) else format(Decimal(value), "f")
