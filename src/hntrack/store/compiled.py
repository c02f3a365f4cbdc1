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
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache, partial
from itertools import chain, islice, repeat
from operator import attrgetter
from types import MappingProxyType

from hntrack.classes import TYPE_CHECKING, Any, NamedTuple
from hntrack.errors import InputError
from hntrack.model.catalog import Catalog
from hntrack.model.fields import RECORDS, Field
from hntrack.model.record_values import CLASSES, LISTS
from hntrack.model.records import Measurement
from hntrack.store.folder import Contents, Folder, digest_of
from hntrack.store.kept import kept_path, read_kept, write_kept
from hntrack.store.node_kinds import Form, KnownPlaces
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period

if TYPE_CHECKING:
    from pathlib import Path

    from hntrack.store.read import Loaded

_MAGIC = b"hntrack compiled catalog 3\n"
# What decides how bytes become a catalog: a changed module makes every compiled one stale.
_DECIDING = ("text", "model", "store", "checks")


class Compiled(NamedTuple):
    """What is kept.

    Attributes:
        catalog: The catalog.
        section: Where the measurements stand in their file: the fields of :class:`hntrack.store.yaml_lines.Section`;
            ``None`` where lines cannot be added to the file.
        nodes: How many nodes the files have.
        sound: Nothing in it contradicts its words, its arithmetic or itself; false where nobody has looked.
        added: Measurements that were added to the file since it was kept: nothing was made sure of for these.
    """

    catalog: Catalog
    section: tuple[Any, ...] | None
    nodes: int
    sound: bool = False
    added: tuple[Measurement, ...] = ()


def read_compiled(folder: Folder, contents: Contents) -> Compiled | None:
    """Give what was compiled of these bytes, or of these but for what was recorded since; ``None`` where there is none.

    Args:
        folder: Where the files are, and how messages name them.
        contents: Their bytes now.
    """
    path = path_beside(folder, "catalog")
    data = read_kept(path, _MAGIC) if path is not None else None
    if data is None:
        return None
    collecting = gc.isenabled()
    gc.disable()  # many small containers and no cycles
    try:
        header, packed, places, *rest = marshal.loads(data)  # noqa: S302  (the user's own, and whole)
        was = _bytes_of_before(header, folder, contents)
        if was is None:
            return None
        every = _AllPlaces([folder.label(path) for path in contents], places)
        compiled = Compiled(_Unpacker(every).catalog(packed), *rest)
        now = contents[folder.measurements]
        return compiled if was == now else _grown(folder, compiled, was, now)
    except (EOFError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
        return None  # of another make
    finally:
        if collecting:
            gc.enable()


def _bytes_of_before(header: tuple[Any, ...], folder: Folder, contents: Contents) -> bytes | None:
    """Give what ``measurements.yaml`` held, where this program kept it and all other files are as they were."""
    version, stamp, files = header
    before, now = dict(files), dict(_files(contents))
    if (version, stamp) != (sys.version, stamp_of(_DECIDING)) or list(before) != list(now):
        return None
    measurements = str(folder.measurements.absolute())
    if any(before[name] != now[name] for name in now if name != measurements):
        return None
    kept: bytes = before[measurements]
    return kept


def _grown(folder: Folder, compiled: Compiled, was: bytes, now: bytes) -> Compiled | None:
    """Take in lines that were added to the file of measurements; ``None`` where anything else is different."""
    from hntrack.store.plain_measurements import grow  # noqa: PLC0415  (most files are as they were)
    from hntrack.store.yaml_lines import Section, lines_of  # noqa: PLC0415  (as above)

    if compiled.section is None:
        return None
    label = folder.label(folder.measurements)
    catalog = compiled.catalog
    grown = grow(catalog.measurements, Section(*compiled.section), (lines_of(was), lines_of(now)), label)
    if grown is None:
        return None
    own = catalog.places
    if isinstance(own, _CompiledPlaces):
        own.every.moved = (label, grown.inserted)
    return Compiled(
        catalog.with_measurements(grown.measurements),
        tuple(grown.section),
        compiled.nodes + grown.nodes,
        compiled.sound,
        grown.added,
    )


def compiled_of(folder: Folder, contents: Contents, loaded: Loaded, *, sound: bool) -> Compiled:
    """Give what is to be kept of a catalog that was read from these bytes without errors."""
    nodes = sum(faults.nodes for faults in loaded.files.values())
    return Compiled(loaded.usable(), _section(folder, contents, loaded), nodes, sound)


def write_compiled(folder: Folder, contents: Contents, compiled: Compiled) -> None:
    """Keep a catalog that was made of these bytes; whatever goes wrong, nothing is kept."""
    path = path_beside(folder, "catalog")
    if path is None:
        return
    labels = {folder.label(one): number for number, one in enumerate(contents)}
    packer = _Packer(labels)
    catalog, section, nodes, sound, _ = compiled
    with suppress(OSError, ValueError, KeyError, AttributeError):
        packed = packer.catalog(catalog)
        header = sys.version, stamp_of(_DECIDING), _files(contents)
        data = marshal.dumps((header, packed, packer.all_places(), section, nodes, sound))
        write_kept(path, _MAGIC, data)


def _section(folder: Folder, contents: Contents, loaded: Loaded) -> tuple[Any, ...] | None:
    from hntrack.store.yaml_lines import find_section, lines_of  # noqa: PLC0415  (reading what was compiled needs neither)

    path = folder.measurements
    if loaded.section is not None:
        return tuple(loaded.section)
    try:
        lines = lines_of(contents[path])
        return tuple(find_section(loaded.roots.get(path), "measurements", lines, folder.label(path)))
    except InputError:
        return None


def is_kept(folder: Folder) -> bool:
    """Whether compiled catalogs are kept at all."""
    return path_beside(folder, "catalog") is not None


def path_beside(folder: Folder, kind: str) -> str | None:
    """Name a file of a catalog: two that share one only take turns; ``None`` where nothing is kept."""
    data = str(folder.data.absolute())
    return kept_path(f"{crc32(data.encode('utf-8', 'surrogateescape')):08x}.{kind}")


def _files(contents: Contents) -> tuple[tuple[str, bytes], ...]:
    return tuple((str(path.absolute()), _kept_bytes(path, data)) for path, data in contents.items())


def _kept_bytes(path: Path, data: bytes) -> bytes:
    """Give what tells the bytes of a file: themselves, and of a file of rows, which may be large, their digest."""
    return data if path.suffix in (".yaml", ".yml") else digest_of({path: data})


def stamp_of(rooms: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    """Give size and time of the modules that decide: of this very program."""
    return tuple(chain.from_iterable(map(_stamp, rooms)))


@cache
def _stamp(room: str) -> tuple[tuple[str, int, int], ...]:
    top = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120  (a start without pathlib)
    return tuple(
        (entry.name, entry.stat().st_size, entry.stat().st_mtime_ns)
        for entry in sorted(os.scandir(f"{top}/{room}"), key=lambda entry: entry.name)
        if entry.name.endswith((".py", ".po", ".mo"))
    )


@cache
def _attributes(record: str) -> tuple[tuple[str, Field | None], ...]:
    """Give the attributes of a record's class in order, each with its field; ``None`` for a source's claims."""
    fields = {field.in_model: field for field in _fields(record)}
    return tuple((name, fields.get(name)) for name in _names(record) if name != "places")


def _names(record: str) -> tuple[str, ...]:
    names: tuple[str, ...] = getattr(CLASSES[record], "_fields", ())
    return names or tuple(field.in_model for field in RECORDS[record])


def _has_places(record: str) -> bool:
    return record == "catalog" or "places" in _names(record)


def _fields(record: str) -> Iterator[Field]:
    for field in RECORDS[record]:
        if field.spread:
            yield from _fields(field.of)
        else:
            yield field


def _unless_none(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Change what is there; what is not stays so."""
    return lambda value: None if value is None else change(value)


class _Packer:
    """From records to plain values, field by field: a list of records becomes a list of values for each field.

    Attributes:
        places: For each record in the order of packing: the number of its file, its line, and the number of its form.
    """

    def __init__(self, labels: Mapping[str, int]) -> None:
        self.labels = labels
        self.places: list[tuple[Any, ...]] = []
        self._texts: dict[Any, Any] = {}
        self._forms: dict[
            tuple[Any, ...], int
        ] = {}  # names, lines from the first, and columns: hundreds share one

    def all_places(self) -> bytes:
        """Pack the places of all records."""
        return marshal.dumps((self.places, list(self._forms)))

    def catalog(self, catalog: Catalog) -> list[Any]:
        """Pack a whole catalog: its own fields, then its lists."""
        return [
            self.records("catalog", (catalog,)),
            *(self.records(record, getattr(catalog, name)) for name, record in LISTS.items()),
        ]

    def records(self, record: str, made: Sequence[Any]) -> tuple[int, list[Any]]:
        """Pack a list of records: how many, and the values of each field."""
        if _has_places(record):
            for each in made:
                label, line, form = each.places.placed()
                self.places.append((self.labels[label], line, self._forms.setdefault(form, len(self._forms))))
        fields = _attributes(record)
        return len(made), [
            self._values(field, list(map(attrgetter(attribute), made))) for attribute, field in fields
        ]

    def _values(self, field: Field | None, values: list[Any]) -> Any:
        there = [value for value in values if value is not None]
        if not there:
            return None
        if field is None or field.kind == "records":
            counts = [None if value is None else len(value) for value in values]
            inner = "claim" if field is None else field.of
            return counts, self.records(inner, list(chain.from_iterable(there)))
        if field.kind == "record":
            return [value is not None for value in values], self.records(field.of, there)
        pack = _PACK.get(field.kind)
        packed = values if pack is None else list(map(_unless_none(pack), values))
        if not isinstance(next(filter(None, packed), None), str):
            return packed
        # The same text is one object, and is kept and read again once.
        return list(map(self._texts.setdefault, packed, packed))


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


_UNPACK: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        # Each text once:
        "decimal": cache(_unless_none(Decimal)),
        "period": cache(_unless_none(parse_period)),
        "period_or_unknown": cache(_unless_none(parse_period)),
        "day": cache(_unless_none(date.fromisoformat)),
        "wording": _unless_none(Wording.of),
        "gate": _unless_none(MappingProxyType),
    }
)


class _Unpacker:
    """From plain values to records; places are looked for only when somebody asks."""

    def __init__(self, places: _AllPlaces) -> None:
        self.places = places
        self.number = 0

    def catalog(self, packed: list[Any]) -> Catalog:
        """Unpack a whole catalog."""
        head, *lists = packed
        places = _CompiledPlaces(self.places, self.number)
        self.number += 1
        columns = zip(_attributes("catalog"), self._columns("catalog", head), strict=True)
        values = {name: next(iter(column)) for (name, _), column in columns}
        for (name, record), records in zip(LISTS.items(), lists, strict=True):
            values[name] = tuple(self.records(record, records))
        return Catalog(**values, places=places)

    def records(self, record: str, packed: tuple[int, list[Any]]) -> list[Any]:
        """Unpack a list of records."""
        first = self.number
        placed = _has_places(record)
        if placed:
            self.number += packed[0]
        columns = self._columns(record, packed)
        if placed:
            numbers = range(first, first + packed[0])
            columns.append(map(_CompiledPlaces, repeat(self.places), numbers))
        kind: Any = CLASSES[record]
        return list(map(partial(tuple.__new__, kind), zip(*columns, strict=False)))

    def _columns(self, record: str, packed: tuple[int, list[Any]]) -> list[Iterable[Any]]:
        fields = _attributes(record)
        return [self._column(field, values) for (_, field), values in zip(fields, packed[1], strict=True)]

    def _column(self, field: Field | None, values: Any) -> Iterable[Any]:
        if values is None:
            return repeat(None)
        if field is None or field.kind == "records":
            counts, packed = values
            inner = iter(self.records("claim" if field is None else field.of, packed))
            return [None if count is None else tuple(islice(inner, count)) for count in counts]
        if field.kind == "record":
            there, packed = values
            made = self.records(field.of, packed)
            if len(made) == len(there):
                return made
            inner = iter(made)
            return [next(inner) if one else None for one in there]
        unpack = _UNPACK.get(field.kind)
        return values if unpack is None else map(unpack, values)


class _AllPlaces:
    """The places of all records of a compiled catalog, still packed.

    Attributes:
        moved: A file that lines were added to since, and how many lines stood before each of these.
    """

    def __init__(self, labels: list[str], packed: bytes) -> None:
        self.labels = labels
        self.moved: tuple[str, Sequence[int]] = ("", ())
        self._packed = packed
        self._unpacked: tuple[list[tuple[int, int, int]], list[Form]] | None = None

    def of(self, number: int) -> tuple[str, int, Form]:
        """Give the file of a record by its number, its line and its form."""
        if self._unpacked is None:
            self._unpacked = marshal.loads(self._packed)  # noqa: S302  (as above)
        file, line, form = self._unpacked[0][number]
        label = self.labels[file]
        if label == self.moved[0]:
            line += bisect_right(self.moved[1], line - 1)
        return label, line, self._unpacked[1][form]


class _CompiledPlaces(KnownPlaces):
    """The places of a record by its number."""

    __slots__ = ("_number", "every")

    def __init__(self, every: _AllPlaces, number: int) -> None:
        self.every = every
        self._number = number

    def placed(self) -> tuple[str, int, Form]:
        """Give the file, the record's line, and its form."""
        return self.every.of(self._number)
