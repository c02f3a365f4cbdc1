"""Columns that are rows: a table with a column a year becomes one with a row a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import NamedTuple

from hntrack.errors import Problem, Where
from hntrack.exchange.headings import blind
from hntrack.exchange.labels import read_label
from hntrack.exchange.mapping import Field, Wide
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import Row, Table, broken

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
