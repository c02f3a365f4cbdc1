"""A checked catalog as plain values beside its files: read again in a twentieth of the time.

The compiled catalog holds the bytes that it was made of and is used only where every file still holds exactly these,
so it cannot be wrong; a broken or foreign one is ignored, and nothing ever needs it.  It lies in the user's cache
folder (``HNTRACK_CACHE`` names another one, ``HNTRACK_CACHE=off`` does without), in the format of :mod:`marshal` behind
a check sum, and is read only where folder and file belong to the user alone.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys
from binascii import crc32
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hntrack.errors import InputError, Where
from hntrack.model.catalog import Catalog
from hntrack.model.fields import RECORDS, Field
from hntrack.model.record_values import CLASSES, LISTS
from hntrack.store.folder import Contents, Folder
from hntrack.store.kept import kept_path, read_kept, write_kept
from hntrack.text.periods import Period, parse_period
from hntrack.text.wording import Wording

if TYPE_CHECKING:
    from hntrack.store.read import Loaded

_MAGIC = b"hntrack compiled catalog 2\n"
# What decides how bytes become a catalog: a changed module makes every compiled one stale.
_DECIDING = ("text", "model", "store", "checks")


class Compiled(NamedTuple):
    """What is kept.

    Attributes:
        catalog: The catalog.
        section: Where the measurements stand in their file: the fields of :class:`hntrack.store.splice.Section`;
            ``None`` where lines cannot be added to the file.
        nodes: How many nodes the files have.
    """

    catalog: Catalog
    section: tuple[Any, ...] | None
    nodes: int


def read_compiled(folder: Folder, contents: Contents) -> Compiled | None:
    """Give what was compiled of exactly these bytes; ``None`` where there is none.

    Args:
        folder: Where the files are, and how messages name them.
        contents: Their bytes now.
    """
    path = _path(folder)
    data = read_kept(path, _MAGIC) if path is not None else None
    if data is None:
        return None
    collecting = gc.isenabled()
    gc.disable()  # many small containers and no cycles
    try:
        header, packed, places, section, nodes = marshal.loads(data)  # noqa: S302  (the user's own, and whole)
        if header != _header(contents):
            return None
        return Compiled(_Unpacker(folder, tuple(contents), places).catalog(packed), section, nodes)
    except (EOFError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
        return None  # of another make
    finally:
        if collecting:
            gc.enable()


def write_compiled(folder: Folder, contents: Contents, loaded: Loaded) -> None:
    """Keep a catalog that was read from these bytes and found sound; whatever goes wrong, nothing is kept."""
    path = _path(folder)
    if path is None:
        return
    labels = {folder.label(one): number for number, one in enumerate(contents)}
    packer = _Packer(labels)
    with suppress(OSError, ValueError, KeyError, AttributeError):
        packed = packer.catalog(loaded.usable())
        nodes = sum(faults.nodes for faults in loaded.files.values())
        section = _section(folder, contents, loaded)
        data = marshal.dumps((_header(contents), packed, marshal.dumps(packer.places), section, nodes))
        write_kept(path, _MAGIC, data)


def _section(folder: Folder, contents: Contents, loaded: Loaded) -> tuple[Any, ...] | None:
    from hntrack.store.splice import find_section, lines_of  # noqa: PLC0415  (reading what was compiled needs neither)

    path = folder.measurements
    try:
        lines = lines_of(contents[path])
        return tuple(find_section(loaded.roots.get(path), "measurements", lines, folder.label(path)))
    except InputError:
        return None


def _path(folder: Folder) -> str | None:
    """Name the file of a catalog: two that share one only take turns."""
    data = str(folder.data.absolute())
    return kept_path(f"{crc32(data.encode('utf-8', 'surrogateescape')):08x}.catalog")


def _header(contents: Contents) -> tuple[Any, ...]:
    return (
        sys.version,
        _stamp(),
        tuple((str(path.absolute()), data) for path, data in contents.items()),
    )


@cache
def _stamp() -> tuple[tuple[str, int, int], ...]:
    """Give size and time of the modules that read: of this very program."""
    top = Path(__file__).parent.parent
    return tuple(
        (entry.name, entry.stat().st_size, entry.stat().st_mtime_ns)
        for room in _DECIDING
        for entry in sorted(os.scandir(top / room), key=lambda entry: entry.name)
        if entry.name.endswith(".py")
    )


@cache
def _attributes(record: str) -> tuple[tuple[str, Field | None], ...]:
    """Give the attributes of a record's class in order, each with its field; ``None`` for a source's claims."""
    fields = {field.in_model: field for field in _fields(record)}
    return tuple((name, fields.get(name)) for name in _names(record) if name != "places")


def _names(record: str) -> tuple[str, ...]:
    names: tuple[str, ...] = getattr(CLASSES[record], "_fields", ())
    return names or tuple(field.in_model for field in RECORDS[record])


def _fields(record: str) -> Iterator[Field]:
    for field in RECORDS[record]:
        if field.spread:
            yield from _fields(field.of)
        else:
            yield field


class _Packer:
    """From records to plain values.

    Attributes:
        places: For each record in the order of packing: the number of its file, then name, line and column of all
            that has a place.
    """

    def __init__(self, labels: Mapping[str, int]) -> None:
        self.labels = labels
        self.places: list[tuple[Any, ...]] = []

    def catalog(self, catalog: Catalog) -> tuple[Any, ...]:
        """Pack a whole catalog: its own fields, then its lists."""
        head = self.record("catalog", catalog)
        lists = [
            [self.record(record, one) for one in getattr(catalog, name)] for name, record in LISTS.items()
        ]
        return (head, lists)

    def record(self, record: str, made: Any) -> tuple[Any, ...]:
        """Pack a record."""
        if hasattr(made, "places"):
            self._note(made.places)
        return tuple(self._value(field, getattr(made, attribute)) for attribute, field in _attributes(record))

    def _note(self, places: Any) -> None:
        flat = places.flat()
        self.places.append((self.labels[places[""].file], *flat))

    def _value(self, field: Field | None, value: Any) -> Any:
        if value is None:
            return None
        if field is None:
            return [self.record("claim", claim) for claim in value]
        if field.kind == "record":
            return self.record(field.of, value)
        if field.kind == "records":
            return [self.record(field.of, inner) for inner in value]
        pack = _PACK.get(field.kind)
        return value if pack is None else pack(value)


_PACK: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "decimal": str,
        "period": lambda period: period.text,
        "period_or_unknown": lambda period: period.text,
        "day": lambda day: day.isoformat(),
        "wording": lambda wording: dict(wording.texts),
        "gate": dict,
    }
)


@cache
def _period(text: str) -> Period:
    return parse_period(text)


_UNPACK: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "decimal": Decimal,
        "period": _period,
        "period_or_unknown": _period,
        "day": cache(date.fromisoformat),
        "wording": Wording.of,
        "gate": MappingProxyType,
    }
)


class _Unpacker:
    """From plain values to records; places are looked for only when somebody asks."""

    def __init__(self, folder: Folder, paths: tuple[Path, ...], places: bytes) -> None:
        self.places = _AllPlaces([folder.label(path) for path in paths], places)
        self.number = -1
        self.plans: dict[str, tuple[Any, bool, list[tuple[int, Callable[[Any], Any]]]]] = {}

    def catalog(self, packed: Any) -> Catalog:
        """Unpack a whole catalog."""
        head, lists = packed
        self.number += 1
        places = _CompiledPlaces(self.places, self.number)
        values = dict(zip(_names("catalog"), self._values("catalog", head), strict=True))
        for (name, record), entries in zip(LISTS.items(), lists, strict=True):
            values[name] = self.records(record, entries)
        return Catalog(**values, places=places)

    def records(self, record: str, entries: list[Any]) -> tuple[Any, ...]:
        """Unpack a list of records."""
        return tuple([self.record(record, entry) for entry in entries])

    def record(self, record: str, packed: Any) -> Any:
        """Unpack a record."""
        kind, placed, _ = self._plan(record)
        if placed:
            self.number += 1
            number = self.number
            values = self._values(record, packed)
            values.append(_CompiledPlaces(self.places, number))
        else:
            values = self._values(record, packed)
        return kind._make(values)

    def _values(self, record: str, packed: Any) -> list[Any]:
        values = list(packed)
        for at, unpack in self._plan(record)[2]:
            value = values[at]
            if value is not None:
                values[at] = unpack(value)
        return values

    def _plan(self, record: str) -> tuple[Any, bool, list[tuple[int, Callable[[Any], Any]]]]:
        plan = self.plans.get(record)
        if plan is None:
            attributes = _attributes(record)
            kind: Any = CLASSES[record]
            convert = [
                (at, unpack)
                for at, (_, field) in enumerate(attributes)
                if (unpack := self._unpack(field)) is not None
            ]
            plan = self.plans[record] = (kind, "places" in _names(record), convert)
        return plan

    def _unpack(self, field: Field | None) -> Callable[[Any], Any] | None:
        if field is None:
            return lambda entries: self.records("claim", entries)
        if field.kind == "record":
            return lambda packed: self.record(field.of, packed)
        if field.kind == "records":
            return lambda entries: self.records(field.of, entries)
        return _UNPACK.get(field.kind)


class _AllPlaces:
    """The places of all records of a compiled catalog, still packed."""

    def __init__(self, labels: list[str], packed: bytes) -> None:
        self.labels = labels
        self._packed = packed
        self._unpacked: list[tuple[Any, ...]] | None = None

    def of(self, number: int) -> dict[str, Where]:
        """Give the places of a record by its number."""
        if self._unpacked is None:
            self._unpacked = marshal.loads(self._packed)  # noqa: S302  (as above)
        file, *flat = self._unpacked[number]
        label = self.labels[file]
        return {
            name: Where(label, line, column)
            for name, line, column in zip(flat[::3], flat[1::3], flat[2::3], strict=True)
        }


class _CompiledPlaces(Mapping[str, Where]):
    """Field name → place, as :class:`hntrack.store.node_places.NodePlaces` has it."""

    __slots__ = ("_all", "_number")

    def __init__(self, places: _AllPlaces, number: int) -> None:
        self._all = places
        self._number = number

    def __getitem__(self, name: str) -> Where:
        return self._all.of(self._number)[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._all.of(self._number) if "." not in name)

    def __len__(self) -> int:
        return sum(1 for _ in self)
