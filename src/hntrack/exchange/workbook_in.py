"""Read a workbook back as records, by the catalog's own decoders: each fault with its sheet and cell."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from hntrack.errors import Problem, Where
from hntrack.exchange.files import read_whole
from hntrack.exchange.headings import blind, letter
from hntrack.exchange.labels import is_time, read_label
from hntrack.exchange.messages import refusal
from hntrack.exchange.spreadsheets import MOST_BYTES, open_sheet, sheet_names
from hntrack.exchange.table import Exact, Line
from hntrack.exchange.workbook_out import SHEETS, Column, Sheet, columns, sheet_called
from hntrack.model.record_values import make
from hntrack.store.decode import decode_record
from hntrack.store.node_kinds import Faults, Mapping, Node, Scalar, Sequence
from hntrack.store.node_places import places_of
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
    data = io.BytesIO(read_whole(path, label, MOST_BYTES))
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
        self.found.problems += (_in_cell(problem) for problem in self.faults.problems)

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
        made = {"id": owner} if self.sheet.name == "claims" else {}
        self.found.records.setdefault(self.sheet.name, []).append(
            (made.get("id", ""), self.made(values, root))
        )

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
                and not _has(root, column.path)
            ):
                _put(root, column, Scalar(_UNKNOWN, root.line, 1, plain=True))
        original = _text_at(root, "original", "file")
        if original and "/" not in original and not _has(root, ("original", "sha256")):
            file = self.folder / original
            if file.is_file() and not file.is_symlink():
                digest = hashlib.sha256(read_whole(file, original, MOST_BYTES)).hexdigest()
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


def _has(root: Mapping, path: tuple[str, ...]) -> bool:
    found: Node = root
    for step in path:
        if not isinstance(found, Mapping) or step not in found.keys:
            return False
        found = found.keys[step][1]
    return True


def _text_at(root: Mapping, *path: str) -> str:
    found: Node = root
    for step in path:
        if not isinstance(found, Mapping) or step not in found.keys:
            return ""
        found = found.keys[step][1]
    return found.text if isinstance(found, Scalar) else ""


def _in_cell(problem: Problem) -> Problem:
    """Name the cell as spreadsheets do: ``plan.xlsx!targets!C5``."""
    return problem._replace(where=cell_place(problem.where))


def cell_place(where: Where) -> Where:
    """Give a place in a sheet as its cell."""
    if "!" not in where.file or not where.line:
        return where
    return Where(f"{where.file}!{letter(max(where.column, 1) - 1)}{where.line}")
