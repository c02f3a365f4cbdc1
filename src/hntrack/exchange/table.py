"""A file of numbers on its way in: lines of a grid, rows of a table, and filters that leave some of them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from hntrack.errors import DataError, Problem, Where
from hntrack.exchange.mapping import Field, Filter
from hntrack.text.fold import single_spaced


class Line(NamedTuple):
    """One line that is not blank: where it stands, and its cells; shorter than others where its end is blank."""

    where: Where
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """An opened sheet or text file.

    Attributes:
        form: Which format it is.
        label: How messages name it.
        lines: Read as they are asked for; a problem where a line cannot be read.
        even: Every line has as many cells as the heading, or something is wrong with it (text files).
        lined: Lines are lines of the file, so that they can be cited.
    """

    form: str
    label: str
    lines: Iterator[Line | Problem]
    even: bool = True
    lined: bool = True


Area = tuple[int, int, int, int]
"""Merged cells: first row, first column, last row, last column, from 0."""


def spread(lines: Iterator[tuple[int, list[str]]], areas: list[Area]) -> Iterator[tuple[int, list[str]]]:
    """Let merged cells hold for all their rows and columns.

    Args:
        lines: Row number (from 0) and its cells, from the top; may be changed in place.
        areas: The merged ones.
    """
    waiting = sorted(areas, reverse=True)
    open_areas: list[tuple[Area, str]] = []
    for number, cells in lines:
        while waiting and waiting[-1][0] <= number:
            area = waiting.pop()
            text = cells[area[1]] if area[0] == number and area[1] < len(cells) else ""
            open_areas.append((area, text))
        if open_areas:
            open_areas = [one for one in open_areas if one[0][2] >= number]
            for (_, first, _, last), text in open_areas:
                if text:
                    cells.extend([""] * (last + 1 - len(cells)))
                    cells[first : last + 1] = [text] * (last + 1 - first)
        yield number, cells


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


MOST_SHOWN = 12


@dataclass(slots=True)
class LeftOut:
    """What one filter left out.

    Attributes:
        column: The heading that it looks at.
        rows: How many rows.
        held: The first few different cells of the rows left out.
    """

    column: str
    rows: int = 0
    held: dict[str, None] = field(default_factory=dict)

    def note(self, text: str) -> None:
        """Count a row."""
        self.rows += 1
        if len(self.held) <= MOST_SHOWN:
            self.held[text] = None


class Filters:
    """Filters on the columns of one table; all must hold."""

    def __init__(self, filters: Sequence[Filter], column: Callable[[str], int]) -> None:
        self.at = tuple((column(one.column), one.one_of, LeftOut(one.column)) for one in filters)

    def keep(self, cells: Sequence[str]) -> bool:
        """Tell whether a row counts; where not, the first filter that it fails is noted."""
        for at, allowed, out in self.at:
            text = single_spaced(cells[at] if at < len(cells) else "")
            if text not in allowed:
                out.note(text)
                return False
        return True

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out so far, by filter."""
        return tuple(out for _, _, out in self.at if out.rows)
