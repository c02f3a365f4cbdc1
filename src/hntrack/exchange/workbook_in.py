"""Read a workbook back as records, by the catalog's own decoders, and say what it changes: new, changed, missing rows.

Each fault has its sheet and cell.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from hntrack.errors import DataError, Problem, Where
from hntrack.exchange.files import read_file
from hntrack.exchange.labels import blind, is_time, letter, read_label
from hntrack.exchange.spreadsheets import MOST_BYTES, open_sheet, sheet_names
from hntrack.exchange.table import Exact, Line, refusal
from hntrack.exchange.workbook_out import SHEETS, Column, Sheet, columns, sheet_called
from hntrack.model.catalog import Catalog, current_measurements
from hntrack.model.record_values import free_id, id_of, make, values_of
from hntrack.model.records import Claim, Measurement, Source
from hntrack.store.decode import decode_record
from hntrack.store.entries import Changes
from hntrack.store.node_kinds import Faults, Mapping, Node, Scalar, Sequence, places_of
from hntrack.text.characters import nfc
from hntrack.text.numbers import AmbiguousNumber, NotANumber, read_typed_number
from hntrack.text.typed_periods import NotAPeriod, read_day, read_period

MOST_RECORDS = 30_000
_TEXTS = ("text", "text_or_unknown", "wording", "url")
_UNKNOWN = "unknown"


@dataclass(slots=True)
class Read:
    """What a workbook says.

    Attributes:
        records: By sheet: what each belongs to, and the record.
        partial: Records of wide rows, which say a period and a value only: sheet → values and place.
        problems: Faults, each in its cell.
        sheets: Those that the workbook has; of others nothing is missing.
    """

    records: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)
    partial: dict[str, list[tuple[Mapping, str]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    sheets: set[str] = field(default_factory=set)


def read_workbook(path: Path, label: str, languages: tuple[str, ...], lang: str) -> Read:
    """Read all sheets of ours; others are passed over.  Documents that it names may lie beside it.

    Raises:
        InputError: The file cannot be opened.
        DataError: It is no workbook, or too large.
    """
    data = io.BytesIO(read_file(path, label, MOST_BYTES))
    found = Read()
    named = {one: sheet for one in sheet_names(data, label) if (sheet := sheet_called(one)) is not None}
    reading = _Reading(languages, lang, path.parent, {}, found)
    order = [one.name for one in SHEETS]
    # Stages go into their indicators, so they are read first.
    for name, sheet in sorted(
        named.items(), key=lambda pair: (pair[1].name != "stages", order.index(pair[1].name))
    ):
        data.seek(0)
        grid = open_sheet(data, label, name)
        lines = [line for line in grid.lines if isinstance(line, Line)]
        _SheetReader(sheet, grid.label, reading).read(lines)
    return found


class _Reading(NamedTuple):
    """What holds for all sheets: languages of texts, of numbers, where documents lie, and what was read so far."""

    languages: tuple[str, ...]
    lang: str
    folder: Path
    stages: dict[str, list[Mapping]]
    found: Read


class _SheetReader:
    """One sheet on its way to records."""

    def __init__(self, sheet: Sheet, label: str, reading: _Reading) -> None:
        languages, self.lang, self.folder, self.stages, self.found = reading
        self.sheet = sheet
        self.faults = Faults(label)
        self.known = {blind(column.heading): column for column in columns(sheet.record, languages)}
        self.columns: dict[int, Column] = {}
        self.wide: dict[int, str] = {}
        self.owner = -1  # the column that names what a row belongs to

    def read(self, lines: list[Line]) -> None:
        self.found.sheets.add(self.sheet.name)
        if not lines:
            return
        self.head(lines[0])
        for line in lines[1 : MOST_RECORDS + 1]:
            self.row(line)
        self.found.problems += map(_in_cell, self.faults.problems)

    def head(self, line: Line) -> None:
        """Find out which column is what; one that is nothing of ours, with something in it, is a fault."""
        for at, cell in enumerate(line.cells):
            heading = blind(cell)
            if not heading:
                continue
            if self.sheet.owner and heading == self.sheet.owner:
                self.owner = at
            elif heading in self.known:
                self.columns[at] = self.known[heading]
            elif self.sheet.wide and is_time(str(cell)):
                period = read_label(str(cell)).period
                self.wide[at] = period.text if period else ""
            else:
                known = ", ".join(one.heading for one in self.known.values())
                where = Where(self.faults.label, line.where.line, at + 1)
                self.found.problems.append(
                    _in_cell(refusal("workbook-column", where, column=cell, known=known))
                )

    def row(self, line: Line) -> None:
        number = line.where.line
        root = Mapping(number, 1, flow=False)
        filled = {at: cell for at, cell in enumerate(line.cells) if cell.strip()}
        for at, column in self.columns.items():
            if at in filled:
                _put(root, column, self.node(column, filled[at], number, at + 1))
        wide = [(at, filled[at]) for at in self.wide if at in filled]
        owner = filled.get(self.owner, "").strip()
        if not root.keys and not wide:
            return
        if self.sheet.name == "stages":
            self.stages.setdefault(owner, []).append(root)
        elif wide:
            self.found.partial.setdefault(self.sheet.name, []).extend(
                (one, self.faults.label) for one in self.cells(root, wide)
            )
        else:
            self.record(root, owner)

    def cells(self, root: Mapping, wide: list[tuple[int, str]]) -> Iterator[Mapping]:
        """Give a record a cell of the columns that are periods."""
        value = self.known["value"]
        for at, cell in wide:
            made = Mapping(root.line, at + 1, flow=False)
            made.keys.update(root.keys)
            period = Scalar(self.wide[at], root.line, at + 1, plain=True)
            made.keys[self.sheet.wide] = (period, period)
            _put(made, value, self.node(value, cell, root.line, at + 1))
            yield made

    def record(self, root: Mapping, owner: str) -> None:
        if self.sheet.name == "indicators" and (own := self.stages.get(_text_at(root, "id"))):
            listed = Sequence(own[0].line, 1, flow=False)
            listed.items.extend(own)
            root.keys["stages"] = (Scalar("stages", root.line, 1, plain=True), listed)
        if self.sheet.name == "sources":
            self.complete_source(root)
        values = decoded(self.sheet.record, root, self.faults)
        if values is None:
            return
        owner = owner if self.sheet.name == "claims" else ""
        self.found.records.setdefault(self.sheet.name, []).append((owner, self.made(values, root)))

    def made(self, values: dict[str, Any], root: Mapping) -> Any:
        places = places_of(self.faults.label, root)
        if self.sheet.name == "catalog":
            return values
        more: dict[str, Any] = {"claims": ()} if self.sheet.name == "sources" else {}
        return make(self.sheet.record, values, **more, **places)

    def complete_source(self, root: Mapping) -> None:
        """Say unknown where a cell is empty, and work out the SHA-256 of a file beside the workbook."""
        for column in self.known.values():
            if (
                column.field.kind.endswith("_or_unknown")
                and column.field.required
                and _node_at(root, *column.path) is None
            ):
                _put(root, column, Scalar(_UNKNOWN, root.line, 1, plain=True))
        original = _text_at(root, "original", "file")
        if original and "/" not in original and _node_at(root, "original", "sha256") is None:
            file = self.folder / original
            if file.is_file() and not file.is_symlink():
                digest = hashlib.sha256(read_file(file, original, MOST_BYTES)).hexdigest()
                _put(root, self.known["sha256"], Scalar(digest, root.line, 1, plain=True))

    def node(self, column: Column, cell: str, line: int, at: int) -> Node:
        """Make the node of a cell, in the notation of the files."""
        kind = column.field.kind
        text = nfc(str(cell)) if kind in _TEXTS else nfc(str(cell)).strip()
        if kind == "list":
            listed = Sequence(line, at, flow=True)
            listed.items.extend(Scalar(one, line, at, plain=True) for one in text.split())
            return listed
        if kind == "gate":
            made = Mapping(line, at, flow=True)
            for one in text.split():
                code, _, level = one.partition("=")
                made.keys[code] = (Scalar(code, line, at, plain=True), Scalar(level, line, at, plain=True))
            return made
        return Scalar(self.typed(kind, text, cell), line, at, plain=kind not in _TEXTS)

    def typed(self, kind: str, text: str, cell: str) -> str:
        if kind == "decimal":
            return _number(text, cell, self.lang)
        if kind == "bool":
            return text.lower()
        try:
            if kind in ("period", "period_or_unknown") and text != _UNKNOWN:
                return read_period(text, months=True).period.text
            return read_day(text)[0].isoformat() if kind == "day" else text
        except NotAPeriod:
            return text


def decoded(record: str, root: Mapping, faults: Faults) -> dict[str, Any] | None:
    """Decode a record, the stages inside an indicator as well."""
    values = decode_record(record, root, faults)
    if values is None or "stages" not in values:
        return values
    stages = []
    for item in values["stages"].items:
        inner = decode_record("named", item, faults)
        if inner is None:
            return None
        stages.append(make("named", inner, **places_of(faults.label, item)))
    values["stages"] = tuple(stages)
    return values


def _number(text: str, cell: str, lang: str) -> str:
    if isinstance(cell, Exact):
        whole, mark, rest = text.rstrip("%").partition(".")
        return (
            f"{whole}.{rest}0"
            if mark and len(rest) == 3 and len(whole.lstrip("-")) <= 3
            else text.rstrip("%")
        )
    try:
        return format(read_typed_number(text, lang), "f")
    except (AmbiguousNumber, NotANumber):
        return text


def _put(root: Mapping, column: Column, node: Node) -> None:
    inside = root
    for step in column.path[:-1]:
        if step not in inside.keys:
            made = Mapping(node.line, node.column, flow=True)
            inside.keys[step] = (Scalar(step, node.line, node.column, plain=True), made)
        found = inside.keys[step][1]
        assert isinstance(found, Mapping)
        inside = found
    inside.keys[column.path[-1]] = (Scalar(column.path[-1], node.line, node.column, plain=True), node)


def _node_at(root: Mapping, *path: str) -> Node | None:
    """Find the node at the end of a way through mappings; ``None`` where there is none."""
    found: Node = root
    for step in path:
        if not isinstance(found, Mapping) or step not in found.keys:
            return None
        found = found.keys[step][1]
    return found


def _text_at(root: Mapping, *path: str) -> str:
    found = _node_at(root, *path)
    return found.text if isinstance(found, Scalar) else ""


def _in_cell(problem: Problem) -> Problem:
    """Name the cell as spreadsheets do: ``plan.xlsx!targets!C5``."""
    return problem._replace(where=_cell_place(problem.where))


def _cell_place(where: Where) -> Where:
    """Give a place in a sheet as its cell."""
    if "!" not in where.file or not where.line:
        return where
    return Where(f"{where.file}!{letter(max(where.column, 1) - 1)}{where.line}")


# What it changes

Check = Callable[[Catalog], tuple[Problem, ...]]
_HEAD = ("goals", "areas", "units", "acts", "indicators", "targets")


class Deed(NamedTuple):
    """What becomes of one row: ``new``, ``changed``, ``removed``, or ``missing`` (it stays)."""

    deed: str
    sheet: str
    id: str
    where: str
    fields: tuple[str, ...] = ()


@dataclass(slots=True)
class Planned:
    """What reading a workbook would do.

    Attributes:
        changes: For the store.
        deeds: In the order of the sheets.
        now: The catalog as it would be.
        warned: What is worth a look.
    """

    changes: Changes = field(default_factory=Changes)
    deeds: list[Deed] = field(default_factory=list)
    now: Catalog | None = None
    warned: tuple[Problem, ...] = ()


def plan_workbook(
    catalog: Catalog, read: Read, *, recorded: str, check: Check, remove: bool = False
) -> Planned:
    """Compare a workbook with a catalog; ``remove`` takes out what has no row any more, never what is recorded.

    Raises:
        DataError: A row contradicts the rules; each problem names sheet and cell.
    """
    if read.problems:
        raise DataError(tuple(read.problems))
    planning = _Planning(catalog, read, recorded, remove=remove)
    planned = planning.planned()
    assert planned.now is not None
    found = [*map(_in_cell, check(planned.now))]
    known = {(one.code, one.where) for one in check(catalog)}
    new = [one for one in found if (one.code, one.where) not in known]
    errors = [*planning.problems, *(one for one in new if one.severity == "error")]
    if errors:
        raise DataError(tuple(errors))
    planned.warned = tuple(one for one in new if "!" in one.where.file)
    return planned


class _Planning:
    """One comparison, list by list."""

    def __init__(self, catalog: Catalog, read: Read, recorded: str, *, remove: bool) -> None:
        self.catalog = catalog
        self.read = read
        self.recorded = recorded
        self.remove = remove
        self.made = Planned()
        self.problems: list[Problem] = []
        self.now = catalog
        self.kept: set[str] = set()  # recorded, and said again by a cell under a period

    def planned(self) -> Planned:
        self.head()
        self.sources()
        for name in _HEAD:
            self.listed(name)
        self.measurements()
        self.made.now = self.now
        return self.made

    def head(self) -> None:
        for _, values in self.read.records.get("catalog", [])[:1]:
            if values != values_of("catalog", self.catalog):
                self.made.changes.head = values
                self.note("changed", "catalog", str(values["id"]), "", ())
                head = make("catalog", {**values})
                fields = ("id", "title", "languages", "stale_after_days", "licence", "note")
                self.now = replace(self.now, **{name: getattr(head, name) for name in fields})

    def note(self, deed: str, sheet: str, one: str, where: str, fields: tuple[str, ...]) -> None:
        self.made.deeds.append(Deed(deed, sheet, one, where, fields))

    def rows(self, name: str) -> Iterator[Any]:
        """Give the records of a sheet, those of its wide rows among them; an id twice is a fault."""
        seen: set[str] = set()
        for one in (*(made for _, made in self.read.records.get(name, ())), *self.wide(name)):
            if one.id in seen:
                self.problems.append(refusal("workbook-twice", _cell_place(one.places[""]), id=one.id))
            seen.add(one.id)
            yield one

    def wide(self, name: str) -> Iterator[Any]:
        """Make records of cells under periods: named after indicator and period, unless that value is there."""
        if name not in self.read.partial:
            return
        record, when = ("target", "milestone") if name == "targets" else ("measurement", "period")
        there = {(made.indicator, _text(getattr(made, when))): made for made in self.current(name)}
        taken = {*self.catalog.measurement, *self.catalog.target}
        for root, label in self.read.partial[name]:
            key = (_text_at(root, "indicator"), _text_at(root, when))
            if key in there:
                self.keep(there[key], root, label)
                continue
            if "id" not in root.keys:
                made = free_id(id_of(*key), taken)
                taken.add(made)
                root.keys["id"] = (_scalar("id", root), _scalar(made, root))
            faults = Faults(label)
            values = decoded(record, root, faults)
            self.problems += map(_in_cell, faults.problems)
            if values is not None:
                yield make(record, values, **places_of(label, root))

    def keep(self, earlier: Any, root: Mapping, label: str) -> None:
        """Pass over a cell that says again what is there; one that says something else is a fault."""
        if _text_at(root, "value") and _equal(earlier.value, _text_at(root, "value")):
            self.kept.add(earlier.id)
        else:
            where = _cell_place(Where(label, root.line, root.column))
            self.problems.append(refusal("workbook-differs", where, id=earlier.id))

    def current(self, name: str) -> Iterable[Any]:
        if name == "measurements":
            return current_measurements(self.catalog.measurements)
        return self.catalog.targets

    def compare(
        self, sheet: str, there: dict[str, Any], rows: Iterable[Any], *, within: str = ""
    ) -> dict[str, Any]:
        """Give what a sheet changes of records: id → the new or changed one, ``None`` for one taken out."""
        changes: dict[str, Any] = {}
        seen = set(self.kept)
        for record in rows:
            seen.add(record.id)
            before = there.get(record.id)
            if before is None or not _same(before, record):
                changes[record.id] = record
                deed = "changed" if before else "new"
                self.note(deed, sheet, within + record.id, _cell(record), _differing(before, record))
        if sheet in self.read.sheets:
            for gone in (id_ for id_ in there if id_ not in seen):
                self.note("removed" if self.remove else "missing", sheet, within + gone, "", ())
                if self.remove:
                    changes[gone] = None
        return changes

    def listed(self, name: str) -> None:
        """Compare one list of ``targets.yaml``."""
        there = {record.id: record for record in getattr(self.catalog, name)}
        changes = self.compare(name, there, self.rows(name))
        self.made.changes.lists[name] = changes
        lists: dict[str, Any] = {name: _changed(there, changes)}
        self.now = replace(self.now, **lists)

    def sources(self) -> None:
        """Compare documents and their claims; a document with a change is written anew as a whole."""
        there = self.catalog.source
        heads = {source.id: source for source in self.rows("sources")}
        claims: dict[str, list[Claim]] = {}
        for owner, claim in self.read.records.get("claims", ()):
            claims.setdefault(owner, []).append(claim)
        changed: dict[str, Source] = {}
        for owner in dict.fromkeys((*heads, *claims)):
            head = heads.get(owner) or there.get(owner)
            if head is None:
                where = _cell_place(claims[owner][0].places[""])
                self.problems.append(refusal("workbook-owner", where, id=owner))
            elif (now := self.source(there.get(owner), head, claims.get(owner, []))) is not None:
                changed[owner] = now
        self.made.changes.sources = tuple(changed.values())
        self.now = replace(self.now, sources=tuple({**there, **changed}.values()))

    def source(self, was: Source | None, head: Source, claims: list[Claim]) -> Source | None:
        """Give a document as it would be; ``None`` where nothing of it changes."""
        before = was.claims if was else ()
        by_id = {claim.id: claim for claim in before}
        after = _changed(by_id, self.compare("claims", by_id, claims, within=f"{head.id}/"))
        if was is None or not _same(was._replace(claims=()), head._replace(claims=())):
            self.note("changed" if was else "new", "sources", head.id, _cell(head), _differing(was, head))
        elif after == before:
            return None
        return head._replace(claims=after)

    def measurements(self) -> None:
        """Take new measurements; one that is there is never changed."""
        there = self.catalog.measurement
        new: list[Measurement] = []
        seen: set[str] = set()
        for row in self.rows("measurements"):
            seen.add(row.id)
            was = there.get(row.id)
            if was is None:
                new.append(row if row.recorded else row._replace(recorded=self.recorded))
                self.note("new", "measurements", row.id, _cell(row), ())
            elif not _same(was, row):
                fields = ", ".join(_differing(was, row))
                self.problems.append(
                    refusal("workbook-measured", _cell_place(row.places[""]), id=row.id, fields=fields)
                )
        if "measurements" in self.read.sheets:
            for gone in [one for one in there if one not in seen | self.kept]:
                self.note("missing", "measurements", gone, "", ())
        self.made.changes.measurements = tuple(new)
        self.now = replace(self.now, measurements=(*self.catalog.measurements, *new))


def _changed(there: dict[str, Any], changes: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(record for record in {**there, **changes}.values() if record is not None)


def _scalar(text: str, root: Mapping) -> Scalar:
    return Scalar(text, root.line, root.column, plain=True)


def _text(period: Any) -> str:
    return period.text if period is not None else ""


def _equal(value: Any, text: str) -> bool:
    try:
        return value is not None and value == type(value)(text)
    except (ArithmeticError, ValueError):
        return False


def _cell(one: Any) -> str:
    return str(_cell_place(one.places[""]))


def _values(one: Any) -> dict[str, Any]:
    name = {"Named": "named", "Source": "source"}.get(type(one).__name__, type(one).__name__.lower())
    return values_of(name, one)


def _same(was: Any, now: Any) -> bool:
    return _values(was) == _values(now)


def _differing(was: Any, now: Any) -> tuple[str, ...]:
    if was is None:
        return ()
    before, after = _values(was), _values(now)
    return tuple(name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name))
