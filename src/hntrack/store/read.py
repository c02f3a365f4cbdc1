"""Read a catalog from its files: every record that can be read, and every fault of every file at once."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as ReadOnly
from itertools import chain
from operator import itemgetter
from types import MappingProxyType

from hntrack.classes import TYPE_CHECKING, Any, NamedTuple, replace
from hntrack.errors import DataError, Problem, Where, declare, error, problem, warning
from hntrack.model.catalog import Catalog
from hntrack.model.record_values import LISTS, Values, id_of, make
from hntrack.model.records import Area, Indicator, Source, Target
from hntrack.store.decode import decode_fields, decode_record, is_null, matches, sequence_of
from hntrack.store.folder import MOST_SOURCES, Contents, Folder, read_contents
from hntrack.store.node_kinds import MOST_NODES, Faults, Mapping, Node, Scalar, places_of
from hntrack.store.nodes import compose, text_of
from hntrack.store.plain_measurements import PlainFile, read_plain_measurements
from hntrack.store.yaml_lines import Section

if TYPE_CHECKING:
    from pathlib import Path

    from hntrack.store.series_rows import Rows

declare(
    "reading",
    {
        "source-file-name": error(
            "The file name '{name}' is not a source id followed by .yaml.",
            "Use a–z, 0–9 and - only, at most 80 characters, then .yaml.",
        ),
        "file-not-read": warning(
            "The file {name} is not read: it has none of the names of data files.",
            "Name it targets-….yaml or measurements-….yaml, put it into data/measurements/, or move it elsewhere.",
        ),
        "areas-or-area": error(
            "Where it is about is said more than once.", "Keep one of area, areas and areas_below."
        ),
        "too-many-sources": error(
            "The folder has more than {most} source files.", "Split it into several catalogs."
        ),
        "source-id-differs": error(
            "The source id '{id}' differs from the file name {name}.", "Make them the same."
        ),
    },
)

SECTIONS = ("goals", "areas", "units", "acts", "indicators", "targets")
"""The lists of ``targets.yaml``."""

_ENTRIES: ReadOnly[str, str] = MappingProxyType({"indicator": "indicator-entry", "target": "target-entry"})
"""Records that one entry of a file can stand for several of."""

ANYTHING = "*"


class Loaded(NamedTuple):
    """What reading gave.

    Attributes:
        catalog: All records that could be read; ``None`` where ``targets.yaml`` could not be read at all.
        problems: Every fault of every file, by file and line.
        damaged: Ids (claims as ``source/claim``) of records that are in the files but could not be read;
            ``"*"`` where not even all ids are known.
        files: The faults' collectors by file label, for the lines of the files.
        roots: The outermost node of each file that has one, but for files of measurements that were read in a hurry.
        section: Of ``measurements.yaml``, where it was read in a hurry: where its entries stand.
    """

    catalog: Catalog | None
    problems: tuple[Problem, ...]
    damaged: frozenset[str]
    files: ReadOnly[str, Faults]
    roots: ReadOnly[Path, Node]
    section: Section | None = None

    def excerpt(self, where: Where) -> str:
        """Give the line at a place, as it stands; empty where there is none."""
        faults = self.files.get(where.file)
        return faults.excerpt(where.line) if faults is not None else ""

    def usable(self) -> Catalog:
        """Give the catalog if reading found no error.

        Raises:
            DataError: It did; all problems are in the exception.
        """
        if self.catalog is None or any(p.severity == "error" for p in self.problems):
            raise DataError(self.problems)
        return self.catalog

    def with_excerpts(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Give the problems with the lines they are about."""
        return tuple(p if p.excerpt else p._replace(excerpt=self.excerpt(p.where)) for p in problems)


def load(folder: Folder) -> Loaded:
    """Read the catalog in a folder: the records and all faults.  Whether references lead anywhere is not looked at.

    Raises:
        InputError: A file cannot be opened or read.
    """
    loaded = decode_contents(folder, read_contents(folder), hurried=True)
    unread = [
        problem("file-not-read", Where(folder.label(path)), name=path.name) for path in folder.strangers()
    ]
    if not unread:
        return loaded
    return loaded._replace(problems=tuple(sorted((*loaded.problems, *unread), key=lambda p: p.where)))


def decode_contents(folder: Folder, contents: Contents, *, hurried: bool = False) -> Loaded:
    """Read a catalog from the bytes of its files; ``hurried`` where nobody needs the nodes of the measurements."""
    collecting = gc.isenabled()
    gc.disable()  # many small containers and no cycles: collecting would only walk them, a quarter of the time
    try:
        return _load(_Reader(folder, contents, hurried=hurried))
    finally:
        if collecting:
            gc.enable()


def _load(reader: _Reader) -> Loaded:
    head = reader.targets()
    more = reader.more_targets()
    lists = more if head is None else {name: getattr(head, name) + more[name] for name in SECTIONS}
    measurements = reader.measurements()
    sources = reader.sources()
    members = reader.spread_over_areas(lists)
    if reader.folder.series in reader.contents:
        rows = reader.series(lists["indicators"], members, measurements)
        measurements, sources = measurements + rows.measurements, sources + rows.sources
    problems = [p for faults in reader.files.values() for p in faults.problems]
    problems.sort(key=lambda p: p.where)
    catalog = None
    if head is not None:
        catalog = replace(head, **lists, measurements=measurements, sources=sources)
    return Loaded(
        catalog, tuple(problems), frozenset(reader.damaged), reader.files, reader.roots, reader.section
    )


class _Reader:
    """One reading: the faults by file, and the ids of what could not be read."""

    def __init__(self, folder: Folder, contents: Contents, *, hurried: bool) -> None:
        self.hurried = hurried
        self.section: Section | None = None
        self.folder = folder
        self.contents = contents
        self.files: dict[str, Faults] = {}
        self.damaged: set[str] = set()
        self.roots: dict[Path, Node] = {}
        self.room = MOST_NODES
        self.areas: dict[tuple[str, str], tuple[tuple[str, ...], Node, Faults]] = {}
        self.below: dict[tuple[str, str], tuple[str, Node, Faults]] = {}

    def targets(self) -> Catalog | None:
        root, faults = self._file(self.folder.targets)
        values = self._fields("targets-file", root, faults)
        made: dict[str, tuple[object, ...]] = {}
        for name in SECTIONS:
            made[name] = self._section(values.get(name), LISTS[name], faults)
        head = values.get("catalog")
        if not isinstance(head, dict) or type(root) is not Mapping:
            return None
        places = places_of(faults.label, root.keys["catalog"][1])
        catalog: Catalog = make("catalog", head, **made, **places)
        return catalog

    def more_targets(self) -> dict[str, tuple[Any, ...]]:
        """Read the other files of what was promised, which have no ``catalog`` of their own."""
        made: dict[str, tuple[Any, ...]] = dict.fromkeys(SECTIONS, ())
        for path in self._parts("targets-"):
            root, faults = self._file(path)
            values = self._fields("more-targets-file", root, faults)
            for name in SECTIONS:
                made[name] += self._section(values.get(name), LISTS[name], faults)
        return made

    def measurements(self) -> tuple[Any, ...]:
        made: list[object] = []
        for path in (self.folder.measurements, *self._parts("measurements-"), *self._in_folder()):
            plain = self._plain(path) if self.hurried else None
            if plain is not None:
                made += plain.measurements
                continue
            root, faults = self._file(path)
            values = self._fields("measurements-file", root, faults)
            made += self._section(values.get("measurements"), "measurement", faults)
        return tuple(made)

    def spread_over_areas(self, lists: dict[str, tuple[Any, ...]]) -> ReadOnly[tuple[str, str], str]:
        """Make one indicator and one target an area of those that are of several; give the indicators' ids."""
        if not (self.areas or self.below):
            return {}
        areas = resolved(self.areas, self.below, lists["areas"], lists["targets"])
        nowhere = {name for (record, name), noted in areas.items() if record == "indicator" and not noted[0]}
        self.damaged |= nowhere
        indicators = tuple(one for one in lists["indicators"] if one.id not in nowhere)
        made = spread(indicators, lists["targets"], areas, self.files)
        lists |= {"indicators": made.indicators, "targets": made.targets}
        return made.members

    def series(
        self, indicators: tuple[Any, ...], members: ReadOnly[tuple[str, str], str], recorded: tuple[Any, ...]
    ) -> Rows:
        """Read the files whose rows are measurements."""
        from hntrack.store.series_rows import Known, Place, read_series  # noqa: PLC0415  (few catalogs have series)

        root, faults = self._file(self.folder.series)
        values = self._fields("series-file", root, faults)
        known = Known({indicator.id: indicator for indicator in indicators}, members, recorded)
        rows = read_series(values.get("series"), faults, Place(self.folder, self.contents, self.files), known)
        if not rows.sound:
            self.damaged.add(ANYTHING)
        return rows

    def _plain(self, path: Path) -> PlainFile | None:
        """Read a file of measurements without nodes, where it is plainly written and nothing is wrong with it."""
        label = self.folder.label(path)
        text, faults = text_of(self.contents[path], label)
        plain = read_plain_measurements(text, label) if text is not None else None
        if plain is None or plain.nodes > self.room:
            return None
        self.files[label] = faults
        faults.nodes = plain.nodes
        self.room -= plain.nodes
        if path == self.folder.measurements:
            self.section = plain.section
        return plain

    def _parts(self, prefix: str) -> list[Path]:
        data = self.folder.data
        return [path for path in self.contents if path.parent == data and path.name.startswith(prefix)]

    def _in_folder(self) -> list[Path]:
        return [path for path in self.contents if path.parent == self.folder.data / "measurements"]

    def sources(self) -> tuple[Source, ...]:
        own = {*self._own, *self._parts("targets-"), *self._parts("measurements-"), *self._in_folder()}
        beside = (path for path in self.contents if path.parent == self.folder.seeds and path not in own)
        paths = [
            path for path in beside if path.suffix.lower() in (".yaml", ".yml")
        ]  # a file of rows is none
        if len(paths) > MOST_SOURCES:
            label = self.folder.label(self.folder.seeds)
            self.files[label] = faults = Faults(label)
            faults.add_at("too-many-sources", 0, 0, most=MOST_SOURCES)
            self.damaged.add(ANYTHING)
            return ()
        made = (self._source(path) for path in paths if not self._misnamed(path))
        return tuple(source for source in made if source is not None)

    @property
    def _own(self) -> tuple[Path, ...]:
        return self.folder.targets, self.folder.measurements, self.folder.series

    def _misnamed(self, path: Path) -> bool:
        """Tell whether a file in ``seeds`` has a name that is no source id, and note it."""
        if path.suffix == ".yaml" and matches("id", path.stem):
            return False
        label = self.folder.label(path)
        self.files[label] = faults = Faults(label)
        faults.add_at("source-file-name", 0, 0, name=path.name)
        self.damaged.add(ANYTHING)
        return True

    def _source(self, path: Path) -> Source | None:
        root, faults = self._file(path)
        values = self._fields("source-file", root, faults, path.stem)
        claims: Any = self._section(values.get("claims"), "claim", faults, path.stem)
        head = values.get("source")
        node = root.keys["source"][1] if head is not None and type(root) is Mapping else None
        if head is None or type(node) is not Mapping:
            return None
        if head["id"] != path.stem:
            faults.add("source-id-differs", node.keys["id"][1], id=head["id"], name=path.name)
            self.damaged.add(path.stem)
        source: Source = make("source", head, claims=claims, **places_of(faults.label, node))
        return source

    def _fields(self, record: str, root: Node | None, faults: Faults, known_as: str = ANYTHING) -> Values:
        values, sound = decode_fields(record, root, faults) if root is not None else ({}, False)
        if not sound:
            self.damaged.add(known_as)
        return values

    def _section(
        self, node: Node | None, record: str, faults: Faults, prefix: str = ""
    ) -> tuple[object, ...]:
        made = []
        for entry in sequence_of(node, faults):
            values = self._entry(entry, _ENTRIES.get(record, record), faults)
            if values is None:
                self.damaged.add(_id_of(entry, prefix))
            else:
                if record in _ENTRIES:
                    self._note_areas(record, values, entry, faults)
                made.append(make(record, values, **places_of(faults.label, entry)))
        return tuple(made)

    def _note_areas(self, record: str, values: Values, entry: Node, faults: Faults) -> None:
        """Remember of which areas an entry is, where it is of several."""
        areas, top = values.pop("areas", ()), values.pop("areas_below", None)
        if areas:
            self.areas[record, values["id"]] = areas, entry, faults
        if top is not None:
            self.below[record, values["id"]] = top, entry, faults
        ways = bool(areas) + (top is not None) + ("area" in values)
        if ways > 1 or ways < (record == "indicator"):
            faults.add("areas-or-area" if ways else "field-missing", entry, field="area")
            self.damaged.add(values["id"])
        if record == "indicator":
            values.setdefault("area", "")

    def _entry(self, entry: Node, record: str, faults: Faults) -> Values | None:
        values = decode_record(record, entry, faults)
        if values is None or "stages" not in values:
            return values
        stages = values["stages"]
        if is_null(stages):
            faults.add("field-empty", stages)
            return None
        read = self._section(stages, "named", faults)
        values["stages"] = read
        return values if len(read) == len(sequence_of(stages, faults)) else None

    def _file(self, path: Path) -> tuple[Node | None, Faults]:
        label = self.folder.label(path)
        text, faults = text_of(self.contents[path], label)
        self.files[label] = faults
        # What has no room any more was said of the file before: once is enough.
        root = compose(text, faults, most=self.room) if text is not None and self.room > 0 else None
        self.room -= faults.nodes
        if root is not None:
            self.roots[path] = root
        return root, faults


def _id_of(entry: Node, prefix: str) -> str:
    if type(entry) is Mapping and "id" in entry.keys:
        node = entry.keys["id"][1]
        if type(node) is Scalar and matches("id", node.text):
            return f"{prefix}/{node.text}" if prefix else node.text
    return prefix or ANYTHING


declare(
    "reading",
    {
        "areas-of-one": error(
            "The indicator {indicator} is of one area: 'areas' chooses among those of an indicator that has several.",
            "Take 'areas' away, or give the indicator its areas.",
        ),
        "area-not-of-indicator": error(
            "The indicator {indicator} is not about the area {area}.",
            "Use areas of the indicator: {known}.",
        ),
        "areas-below-none": error(
            "No area that could be meant is a part of {area}.",
            "Give areas their parent: {area}, or list them as areas.",
        ),
        "areas-one-measurement": error(
            "A target of several areas cannot start from the one measurement {id}.",
            "Write one target an area, each with its own {field}.",
        ),
    },
)

Areas = ReadOnly[tuple[str, str], tuple[tuple[str, ...], Node, Faults]]
"""Kind of record and id → its areas, its node, and where its faults are noted."""

Below = ReadOnly[tuple[str, str], tuple[str, Node, Faults]]
"""Kind of record and id → the area whose parts it is about, its node, and where its faults are noted."""


class Spread(NamedTuple):
    """What was made; ``members``: id of an indicator and area → the id of the one of that area."""

    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    members: ReadOnly[tuple[str, str], str]


def spread(
    indicators: tuple[Indicator, ...], targets: tuple[Target, ...], areas: Areas, files: ReadOnly[str, Faults]
) -> Spread:
    """Make the records of each area; ids are those of the entry and the area, so that they stay."""
    spreading = _Spreading(areas, files, indicators, targets)
    return Spread(
        tuple(chain.from_iterable(map(spreading.members_of, indicators))),
        tuple(chain.from_iterable(map(spreading.targets_of, targets))),
        spreading.members,
    )


def areas_below(top: str, areas: tuple[Area, ...]) -> tuple[str, ...]:
    """Give the areas that are parts of one, and parts of these, in their order."""
    parts: dict[str | None, list[str]] = {}
    for area in areas:
        parts.setdefault(area.parent, []).append(area.id)
    below, waiting = {top}, [top]
    while waiting:
        more = [name for name in parts.get(waiting.pop(), ()) if name not in below]  # a circle ends nowhere
        below.update(more)
        waiting += more
    return tuple(area.id for area in areas if area.id in below and area.id != top)


def resolved(areas: Areas, below: Below, every: tuple[Area, ...], targets: tuple[Target, ...]) -> Areas:
    """Give the areas of what names the one that these are parts of, beside the areas of what lists them.

    Args:
        areas: What lists its areas.
        below: What names one; without a part of it, that is noted as a fault.
        every: All areas.
        targets: Each is about areas of its indicator only.
    """
    found = dict(areas)
    indicator_of = {target.id: target.indicator for target in targets}
    for (record, name), (top, node, faults) in sorted(below.items(), key=itemgetter(0)):  # indicators first
        parts = areas_below(top, every)
        own = found.get(("indicator", indicator_of.get(name, "")))
        if record == "target" and own is not None:
            parts = tuple(part for part in parts if part in own[0])
        if not parts:
            faults.add("areas-below-none", node, area=top)
        found[record, name] = parts, node, faults
    return found


class _Spreading:
    """What is known of the areas of indicators and targets."""

    def __init__(
        self,
        areas: Areas,
        files: ReadOnly[str, Faults],
        indicators: tuple[Indicator, ...],
        targets: tuple[Target, ...],
    ) -> None:
        self.areas, self.files = areas, files
        self.of_indicator = {entry.id: self._areas("indicator", entry.id) for entry in indicators}
        self.members = {
            (name, area): id_of(name, area) for name, several in self.of_indicator.items() for area in several
        }
        self.of_target = {target.id: self._chosen(target) for target in targets}

    def _areas(self, record: str, name: str) -> tuple[str, ...]:
        noted = self.areas.get((record, name))
        return () if noted is None else noted[0]

    def _chosen(self, target: Target) -> tuple[str, ...]:
        """Give the areas that a target is judged for; none where its indicator is of one only."""
        known = self.of_indicator.get(target.indicator, ())
        noted = self.areas.get(("target", target.id))
        if noted is None:
            return known
        wanted, node, faults = noted
        if not known:
            faults.add("areas-of-one", node, indicator=target.indicator)
        for area in wanted if known else ():
            if area not in known:
                facts = {"indicator": target.indicator, "area": area, "known": ", ".join(known)}
                faults.add("area-not-of-indicator", node, **facts)
        return tuple(area for area in dict.fromkeys(wanted) if area in known)

    def members_of(self, indicator: Indicator) -> Iterator[Indicator]:
        """Give the indicators that an entry stands for."""
        several = self.of_indicator[indicator.id]
        if not several:
            yield indicator
        for area in several:
            stands_for = self.members.get((indicator.proxy_for or "", area), indicator.proxy_for)
            name = self.members[indicator.id, area]
            yield indicator._replace(id=name, area=area, proxy_for=stands_for)

    def targets_of(self, target: Target) -> Iterator[Target]:
        """Give the targets that an entry stands for."""
        chosen = self.of_target[target.id]
        if not chosen:
            yield target
            return
        self._refuse_one_measurement(target)
        for area in chosen:
            before = target.supersedes
            if before is not None and area in self.of_target.get(before, ()):
                before = id_of(before, area)
            member = self.members[target.indicator, area]
            yield target._replace(id=id_of(target.id, area), indicator=member, supersedes=before)

    def _refuse_one_measurement(self, target: Target) -> None:
        for field in ("baseline", "relative_to"):
            name = getattr(target, field)
            if name is not None:
                where = target.places[field]
                faults = self.files[where.file]
                faults.add_at("areas-one-measurement", where.line, where.column, id=name, field=field)
