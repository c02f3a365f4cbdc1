"""From a grid to a table: the heading found, lines around it passed over, columns that hold several things parted.

Columns that are rows are turned: a table with a column a year becomes one with a row a year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import chain, islice
from types import MappingProxyType
from typing import NamedTuple

from hntrack.errors import Problem, Where
from hntrack.exchange.headings import (
    MOST_LOOKED_AT,
    Heading,
    blind,
    find_heading,
    is_numbering,
    letter,
    unit_above,
)
from hntrack.exchange.labels import read_label
from hntrack.exchange.mapping import Field, Map, Split, Wide, split_names
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import MOST_COLUMNS, Filters, Grid, Line, Row, Table, broken
from hntrack.text.fold import nfc
from hntrack.text.messages import _

HEADING, REST, CELL = "(heading)", "(rest of heading)", "(cell)"
VIRTUAL = (HEADING, REST, CELL)
_LONGEST_PATTERN = 100


class _Column(NamedTuple):
    at: int
    heading: str
    rest: str


def unpivoted(table: Table, wide: Wide, place: Callable[[Table, str, str], int]) -> Table:
    """Make the table long.

    The columns that are not taken stay; ``(heading)``, ``(rest of heading)`` (what it says beside a period) and
    ``(cell)`` come behind them.

    Args:
        table: The wide one; of its rows those without cells were left out by a filter.
        wide: Which columns.
        place: Finds a column by its heading.

    Raises:
        DataError: No column is one of them.
    """
    chosen = _chosen(table, wide, place)
    if not chosen:
        listed = ", ".join(table.columns)
        raise broken(refusal("import-no-wide", Where(table.label), columns=listed))
    taken = {one.at for one in chosen}
    kept = tuple(i for i in range(len(table.columns)) if i not in taken)
    columns = (*(table.columns[i] for i in kept), *VIRTUAL)
    keys = frozenset(kept.index(i) for i in table.keys if i in kept) | {len(kept) + 1}
    fields = dict(table.fields)
    if wide.heading == "period":
        fields["period"] = Field(column=HEADING)
    else:
        fields["indicator"] = Field(column=HEADING)
    fields["value"] = Field(column=CELL)
    return replace(
        table,
        columns=columns,
        rows=_rows(table, chosen, kept),
        fields=MappingProxyType(fields),
        keys=keys,
        plain=frozenset((len(kept), len(kept) + 2)) | {kept.index(i) for i in table.plain if i in kept},
        parting=(),
    )


def _chosen(table: Table, wide: Wide, place: Callable[[Table, str, str], int]) -> list[_Column]:
    columns = [(at, table.columns[at]) for at in _find_places(table, wide, place)]
    if wide.heading != "period":
        return [_Column(at, heading, "") for at, heading in columns]
    return [_Column(at, heading, read_label(heading).rest) for at, heading in columns]


def _find_places(table: Table, wide: Wide, place: Callable[[Table, str, str], int]) -> Sequence[int]:
    if wide.columns:
        return [place(table, name, "wide") for name in wide.columns]
    if wide.like is not None:
        pattern = blind(wide.like)[:_LONGEST_PATTERN]
        return [at for at, heading in enumerate(table.columns) if fnmatchcase(blind(heading), pattern)]
    if wide.first is not None and wide.last is not None:
        return range(place(table, wide.first, "wide"), place(table, wide.last, "wide") + 1)
    return [at for at, heading in enumerate(table.columns) if read_label(heading).period is not None]


def _rows(table: Table, chosen: list[_Column], kept: tuple[int, ...]) -> Iterator[Row | Problem]:
    for row in table.rows:
        if isinstance(row, Problem) or not row.cells:
            yield row
            continue
        cells = row.cells
        beside = tuple(cells[i] for i in kept)
        for one in chosen:
            if cells[one.at]:
                yield Row(
                    row.where._replace(column=one.at + 1),
                    (*beside, one.heading, one.rest, cells[one.at]),
                    one.at,
                )


MOST_NOTES = 200


def tabled(grid: Grid, mapping: Map) -> Table:
    """Make a table of a grid.

    Raises:
        InputError: The file cannot be read on.
        DataError: It has no heading, or one that names too much.
    """
    head: list[Line | Problem] = list(islice(_below(grid.lines, mapping.header_row), MOST_LOOKED_AT))
    lines = [one for one in head if isinstance(one, Line)]
    if not lines:
        raise broken(refusal("import-empty", Where(grid.label, mapping.header_row or 1)))
    cells = [line.cells for line in lines]
    named = frozenset(map(blind, mapping.named()))
    found = find_heading(cells, named, mapping.header_rows, fixed=mapping.header_row is not None)
    where = lines[found.first].where
    _check(found.columns, where)
    passed = [found.first]
    body = chain((one for one in head if one not in lines[: found.last + 1]), grid.lines)
    parting = _Body(grid, found, mapping, passed)
    table = Table(
        grid.form,
        grid.label,
        parting.columns,
        parting.rows(body),
        lined=grid.lined,
        passed=passed,
        unit=unit_above(cells[: found.last + 1]),
        flagged=mapping.flagged,
        above=tuple(
            " ".join(one.split()) for row in cells[: found.first] for one in dict.fromkeys(row) if one.strip()
        ),
        heading=where,
    )
    filters = Filters(
        [one for one in mapping.where if not one.column.startswith("(")],
        lambda name: place(table, name, "where"),
    )
    table = replace(table, rows=_kept(table, filters), filters=filters)
    return table if mapping.wide is None else unpivoted(table, mapping.wide, place)


def place(table: Table, column: str, field: str) -> int:
    """Find a column by its heading, blind to case, marks and blanks where no heading is exactly that.

    Raises:
        DataError: There is none, or there are two.
    """
    found = [i for i, one in enumerate(table.columns) if one == column]
    if not found:
        found = [i for i, one in enumerate(table.columns) if blind(one) == blind(column)]
    if len(found) > 1:
        raise broken(refusal("import-columns-double", table.heading, column=column))
    if found:
        return found[0]
    columns = ", ".join(table.columns)
    where = Where(table.label)
    raise broken(refusal("import-column-missing", where, column=column, field=field, columns=columns))


def _below(lines: Iterator[Line | Problem], first: int | None) -> Iterator[Line | Problem]:
    return lines if first is None else (line for line in lines if line.where.line >= first)


def _check(columns: tuple[str, ...], where: Where) -> None:
    if not any(columns):
        raise broken(refusal("import-empty", where))
    if len(columns) > MOST_COLUMNS:
        what = _("The number of columns")
        raise broken(refusal("import-too-large", where, what=what, most=MOST_COLUMNS))


def _kept(table: Table, filters: Filters) -> Iterator[Row | Problem]:
    """Leave out what a filter leaves out, lines with too few cells among them, before anything is made of it."""
    for row in table.rows:
        if isinstance(row, Problem):
            ragged = row.code == "import-ragged" and filters.at
            if not (ragged and not filters.keep(tuple(row.excerpt.split("\x1f")))):
                yield row._replace(excerpt=row.excerpt.replace("\x1f", " · "))
        elif filters.keep(row.cells):
            yield row
        else:
            yield row._replace(cells=())


class _Body:
    """The lines under a heading, on their way to rows of as many cells as there are columns."""

    def __init__(self, grid: Grid, heading: Heading, mapping: Map, passed: list[int]) -> None:
        self.even = grid.even
        self.width = len(heading.columns)
        self.until = blind(mapping.until) if mapping.until else None
        self.passed = passed
        columns = tuple(one or f"({letter(i)})" for i, one in enumerate(heading.columns))
        by_name = {blind(one): i for i, one in enumerate(columns)}
        self.split: tuple[int, Split] | None = None
        for one in mapping.split:
            if (at := by_name.get(blind(one.column))) is not None:
                names = one.into or split_names(columns[at], one.by)
                self.split = (at, replace(one, into=names))
                columns = (*columns[:at], *names, *columns[at + 1 :])
        self.columns = columns
        self.fill = tuple(by_name[blind(one)] for one in mapping.fill_down if blind(one) in by_name)
        self.above: list[str] = [""] * self.width

    def rows(self, body: Iterator[Line | Problem]) -> Iterator[Row | Problem]:
        notes: list[Line] = []
        first = True
        for line in body:
            if isinstance(line, Problem):
                yield line
                continue
            if self.is_over(line.cells):
                self.passed[0] += 1 + sum(1 for _ in body)
                break
            if first and is_numbering(line.cells):
                self.passed[0] += 1
                continue
            first = False
            if self.even and self.is_note(line.cells) and len(notes) < MOST_NOTES:
                notes.append(line)  # whether it stands under the table shows when the table goes on
                continue
            yield from map(self.ragged, notes)
            notes.clear()
            yield self.row(line)
        self.passed[0] += len(notes)

    def is_over(self, cells: Sequence[str]) -> bool:
        return self.until is not None and blind(
            next((cell for cell in cells if cell.strip()), "")
        ).startswith(self.until)

    def is_note(self, cells: Sequence[str]) -> bool:
        """Tell a line of one cell where the table has several columns: a note, if it stands at the end."""
        return self.width > 1 and len(cells) != self.width and bool(cells[0].strip()) and not any(cells[1:])

    def row(self, line: Line) -> Row | Problem:
        missing = self.width - len(line.cells)
        if (missing > 0 and self.even) or any(cell.strip() for cell in line.cells[self.width :]):
            return self.ragged(line)
        cells = line.cells[: self.width] + ("",) * missing
        for at in self.fill:
            if cells[at].strip():
                self.above[at] = cells[at]
            else:
                cells = (*cells[:at], self.above[at], *cells[at + 1 :])
        if self.split is not None:
            at, how = self.split
            parts = [nfc(one.strip()) for one in cells[at].split(how.by)]
            if len(parts) != len(how.into):
                return self.ragged(line)
            cells = (*cells[:at], *parts, *cells[at + 1 :])
        return Row(line.where, cells)

    def ragged(self, line: Line) -> Problem:
        facts = {"count": len(line.cells), "columns": self.width}
        problem = refusal("import-ragged", line.where, **facts)
        return problem._replace(excerpt="\x1f".join(line.cells)[:160])
