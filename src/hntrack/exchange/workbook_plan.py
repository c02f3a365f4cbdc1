"""What a workbook changes in a catalog: new, changed and missing rows, and what speaks against them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from hntrack.errors import DataError, Problem, Where
from hntrack.exchange.messages import refusal
from hntrack.exchange.workbook_in import Read, cell_place, decoded
from hntrack.model.catalog import Catalog
from hntrack.model.new_ids import free_id, id_of
from hntrack.model.record_values import make, values_of
from hntrack.model.records import Claim, Measurement, Source
from hntrack.model.snapshot import current_measurements
from hntrack.store.entries import Changes
from hntrack.store.node_kinds import Faults, Mapping, Scalar
from hntrack.store.node_places import places_of

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
    found = [one._replace(where=cell_place(one.where)) for one in check(planned.now)]
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
                self.problems.append(refusal("workbook-twice", cell_place(one.places[""]), id=one.id))
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
            key = (_said(root, "indicator"), _said(root, when))
            if key in there:
                self.keep(there[key], root, label)
                continue
            if "id" not in root.keys:
                made = free_id(id_of(*key), taken)
                taken.add(made)
                root.keys["id"] = (_scalar("id", root), _scalar(made, root))
            faults = Faults(label)
            values = decoded(record, root, faults)
            self.problems += (fault._replace(where=cell_place(fault.where)) for fault in faults.problems)
            if values is not None:
                yield make(record, values, **places_of(label, root))

    def keep(self, earlier: Any, root: Mapping, label: str) -> None:
        """Pass over a cell that says again what is there; one that says something else is a fault."""
        if _said(root, "value") and _equal(earlier.value, _said(root, "value")):
            self.kept.add(earlier.id)
        else:
            where = cell_place(Where(label, root.line, root.column))
            self.problems.append(refusal("workbook-differs", where, id=earlier.id))

    def current(self, name: str) -> Iterable[Any]:
        return (
            current_measurements(self.catalog.measurements)
            if name == "measurements"
            else self.catalog.targets
        )

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
                where = cell_place(claims[owner][0].places[""])
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
                    refusal("workbook-measured", cell_place(row.places[""]), id=row.id, fields=fields)
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


def _said(root: Mapping, name: str) -> str:
    node = root.keys[name][1] if name in root.keys else None
    return node.text if isinstance(node, Scalar) else ""


def _equal(value: Any, text: str) -> bool:
    try:
        return value is not None and value == type(value)(text)
    except (ArithmeticError, ValueError):
        return False


def _cell(one: Any) -> str:
    return str(cell_place(one.places[""]))


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
