"""What every format is opened as: named columns, and rows of texts with their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from hntrack.errors import DataError, Problem, Where
from hntrack.exchange.filters import Filters
from hntrack.exchange.mapping import Field

MOST_COLUMNS = 1000
_NO_FIELDS: Mapping[str, Field] = MappingProxyType({})


class Row(NamedTuple):
    """One row: where it stands, its cells in the order of the columns, and the file's own column of its value."""

    where: Where
    cells: tuple[str, ...]
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """An opened file.

    Attributes:
        form: Which format it is.
        label: How messages name the file.
        columns: The headings; a column without one has ``(A)``, ``(B)`` …
        rows: The rows one by one, read as they are asked for; a problem where a row cannot be read.
        exact: Numbers are written with a decimal point, whoever wrote them: the format says so.
        lined: Rows are lines of the file, so that they can be cited.
        fields: What the format itself says about its columns; a mapping file's fields go before.
        parting: Columns that must be empty in a row about the whole, unless a mapping chooses rows itself.
        empty: Cells that say "no value", beside those of the mapping.
        keys: Columns that part series, by the format's own word; of the others the cells must tell.
        plain: Columns that part none, whatever stands in them.
        filters: Those already applied while the rows are made.
        passed: How many lines above, below and between were passed over, as the rows are read.
        unit: What a line above the table says of the unit; empty where none does.
        flagged: A value's cell may hold a flag as well.
        above: The lines above the heading, as texts.
        heading: Where the heading stands.
        decimal, thousands: The marks that the format says its numbers have.
    """

    form: str
    label: str
    columns: tuple[str, ...]
    rows: Iterator[Row | Problem]
    exact: bool = False
    lined: bool = True
    fields: Mapping[str, Field] = field(default_factory=lambda: _NO_FIELDS)
    parting: tuple[int, ...] = ()
    empty: frozenset[str] = frozenset()
    keys: frozenset[int] = frozenset()
    plain: frozenset[int] = frozenset()
    filters: Filters | None = None
    passed: list[int] = field(default_factory=lambda: [0])
    unit: str = ""
    flagged: bool = False
    above: tuple[str, ...] = ()
    heading: Where = field(default_factory=lambda: Where("", 0))
    decimal: str | None = None
    thousands: str | None = None


def broken(problem: Problem) -> DataError:
    """Make the error that refuses a whole file."""
    return DataError((problem,))
