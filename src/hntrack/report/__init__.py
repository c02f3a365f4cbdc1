"""Floor 4: views, the one place where order, rounding and words are decided.

Here is the shape of what a command says: one view, drawn by every format, so that the formats cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from hntrack.classes import TYPE_CHECKING, NamedTuple, TypeVar, overload
from hntrack.text.characters import NO_BREAK

if TYPE_CHECKING:
    from hntrack.report.charts import Chart
    from hntrack.report.findings import Checked

Json = str | int | bool | Decimal | None | list["Json"] | dict[str, "Json"]

_NO_MORE: Mapping[str, Json] = MappingProxyType({})


_Part = TypeVar("_Part")


class Each:
    """The items of a long list, made anew whenever somebody goes through them: they take no room.

    Args:
        make: Gives the items, the same ones each time.
    """

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], Iterable[Json]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Json]:
        return iter(self._make())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Each) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # what compares by its items has no hash, as a list


class Later(Sequence[_Part]):
    """Rows or items that are made when a format first asks for them: none asks for both."""

    def __init__(self, make: Callable[[], Iterable[_Part]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> tuple[_Part, ...]:
        return tuple(self._make())

    def __len__(self) -> int:
        return len(self._made)

    def __iter__(self) -> Iterator[_Part]:
        return iter(self._made)

    @overload
    def __getitem__(self, at: int) -> _Part: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[_Part, ...]: ...

    def __getitem__(self, at: int | slice) -> _Part | tuple[_Part, ...]:
        return self._made[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._made == tuple(other)

    def __hash__(self) -> int:
        return hash(self._made)


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        key: Stable name, language-neutral.
        title: Heading in the view's language.
        align: ``left`` or ``right``.
        flexible: May be wrapped where the terminal is narrow; other columns keep their words together.
        least_width: A terminal narrower than this gets the table without the column, because its remark says the
            same; no other format ever leaves it out.
    """

    key: str
    title: str
    align: str = "left"
    flexible: bool = False
    least_width: int = 0


class Cell(NamedTuple):
    """A cell: what it says, and its tone (``good``, ``bad``, ``warn``, ``muted``, ``strong`` or none)."""

    text: str
    tone: str = ""


class Row(NamedTuple):
    """A row: its cells in the order of the columns, and a remark that stands under it."""

    cells: tuple[Cell, ...]
    remark: str = ""


class Group(NamedTuple):
    """Rows under one heading; the heading is empty where rows are not grouped."""

    title: str
    rows: tuple[Row, ...]


class Line(NamedTuple):
    """A line above a table.

    Attributes:
        cells: What stands side by side.
        hang: Where the last cell stands in a terminal, whatever comes before it; also says that the line is one of
            a list.
    """

    cells: tuple[Cell, ...]
    hang: int = 0

    @property
    def text(self) -> str:
        """What it says, with plain spaces."""
        return "".join(cell.text for cell in self.cells).replace(NO_BREAK, " ").strip()


class View(NamedTuple):
    """A table with its surroundings.

    Attributes:
        name: What it is, ``progress``; also the name of its JSON Schema.
        lang: ``vi`` or ``en``.
        as_of: The day as of which it speaks, ISO.
        title: One line above it.
        opening: What is said first, between the title and the table.
        columns, groups: The table; without columns there is none.
        summary: Lines below it.
        items: The same as exact data, one object a row, for JSON and CSV.
        extra: Further members of the JSON object.
        empty: What to say where there are no rows.
        checked: What a pipeline should look at, for the formats made for pipelines; ``None`` where nobody asked.
    """

    name: str
    lang: str
    as_of: str
    title: str
    columns: tuple[Column, ...]
    groups: Sequence[Group]
    summary: tuple[str, ...] = ()
    items: Sequence[dict[str, Json]] = ()
    extra: Mapping[str, Json] = _NO_MORE
    empty: str = ""
    checked: Checked | None = None
    opening: tuple[Line, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in order."""
        return tuple(row for group in self.groups for row in group.rows)


class Section(NamedTuple):
    """A part of a sheet: a heading, then lines of text, or pairs of name and text, or a table, or a chart."""

    title: str
    lines: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    table: View | None = None
    chart: Chart | None = None


class Sheet(NamedTuple):
    """A whole page about one thing: sections in order, and the same as exact data."""

    name: str
    lang: str
    as_of: str
    title: str
    sections: tuple[Section, ...]
    items: tuple[dict[str, Json], ...] = ()
    extra: Mapping[str, Json] = _NO_MORE
