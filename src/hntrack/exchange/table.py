"""What every format is opened as: named columns, and rows of texts with their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from hntrack.errors import DataError, Problem, Where
from hntrack.exchange.mapping import Field

MOST_COLUMNS = 1000
_NO_FIELDS: Mapping[str, Field] = MappingProxyType({})


class Row(NamedTuple):
    """One row: where it stands, and its cells in the order of the columns."""

    where: Where
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """An opened file.

    Attributes:
        form: Which format it is.
        label: How messages name the file.
        columns: The headings.
        rows: The rows one by one, read as they are asked for; a problem where a row cannot be read.
        exact: Numbers are written with a decimal point, whoever wrote them: the format says so.
        lined: Rows are lines of the file, so that they can be cited.
        marked: Cells that hold a number are marked as such (``EXACT_MARK`` before it).
        fields: What the format itself says about its columns; a mapping file's fields go before.
        parting: Columns that must be empty in a row about the whole, unless a mapping chooses rows itself.
        empty: Cells that say "no value", beside those of the mapping.
    """

    form: str
    label: str
    columns: tuple[str, ...]
    rows: Iterator[Row | Problem]
    exact: bool = False
    lined: bool = True
    marked: bool = False
    fields: Mapping[str, Field] = field(default_factory=lambda: _NO_FIELDS)
    parting: tuple[int, ...] = ()
    empty: frozenset[str] = frozenset()


def broken(problem: Problem) -> DataError:
    """Make the error that refuses a whole file."""
    return DataError((problem,))
