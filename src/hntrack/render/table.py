"""The terminal table, drawn with Rich; narrow terminals get one block a row instead of a squeezed table.

Every text is passed as Rich ``Text`` with hidden characters made visible: no markup, emoji code or escape
sequence of the data has any effect.  Rich's own ``Table`` is not used: it costs as much start-up as everything
else together, and it has no remark across all columns.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.text import Text

from hntrack.classes import TYPE_CHECKING, cast
from hntrack.render import WHOLE, Drawing, draws
from hntrack.report import Cell, Column, Group, Line, Row, Section, Sheet, View
from hntrack.text.characters import NO_BREAK, unbroken, visible

if TYPE_CHECKING:
    from rich.console import Console


GAP = 2
LEAST = 8
TOGETHER = "\ue000"
"""Stands for a space at which no line may be broken until the lines are broken; no text of anybody's holds it."""


def column_widths(
    natural: Sequence[int], flexible: Sequence[bool], width: int, least: Sequence[int]
) -> list[int]:
    """Share out a line among columns.

    Args:
        natural: The widest text of each column.
        flexible: Which columns may wrap their texts.
        width: Columns of the terminal, gaps included.
        least: What each column needs at least, so that no word of its heading is broken.

    Returns:
        A width for each column.  All natural widths where they fit; otherwise the widest flexible column is
        narrowed again and again (the first counts as half as wide as it is), never below ``least``; what
        still does not fit exceeds ``width``.
    """
    widths = list(natural)
    room = width - GAP * (len(widths) - 1)
    soft = [i for i, bends in enumerate(flexible) if bends]
    while sum(widths) > room:
        widest = max((i for i in soft if widths[i] > least[i]), key=lambda i: _wish(widths, i), default=None)
        if widest is None:
            break
        widths[widest] -= 1
    return widths


def _wish(widths: Sequence[int], column: int) -> int:
    """Weigh a column's width: the first one names the row and may be twice as wide as the others."""
    return widths[column] if column == 0 else 2 * widths[column]


def bent(text: str, width: int) -> str:
    """Break words that are wider than a column after a hyphen or slash, where they have one: ids stay readable.

    Args:
        text: A cell's text.
        width: Columns of the terminal.

    Returns:
        The text with line ends put in; a word without a place to break stays whole.  What belongs together but is
        wider than the column comes apart.
    """
    return " ".join(
        word if len(word) <= width else _bent_word(word, width) for word in loosened(text, width).split(" ")
    )


def loosened(text: str, width: int) -> str:
    """Let apart what belongs together where it is wider than a line; the text keeps its length."""
    return " ".join(word if len(word) <= width else word.replace(TOGETHER, " ") for word in text.split(" "))


def _bent_word(word: str, width: int) -> str:
    lines: list[str] = []
    while len(word) > width:
        at = max(word.rfind("-", 0, width), word.rfind("/", 0, width)) + 1
        if not at:
            break
        lines.append(word[:at])
        word = word[at:]
    return "\n".join([*lines, word])


NARROW = 72
INDENT = 2

COLORS = {"good": "#00875f", "warn": "#af5f5f", "bad": "#d700af", "muted": "#767676", "head": "#5f5fff"}
"""Colours of the fixed part of the terminal's 256, each readable on white and on black (contrast of 4.5 at least)."""

_TONES = {
    **COLORS,
    "bad": f"bold {COLORS['bad']}",
    "head": f"bold {COLORS['head']}",
    "strong": "bold",
    "": "",
}


@draws("table", shows=WHOLE)
def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw for a terminal of the given width; every line ends without trailing blanks."""
    page = _Page(max(drawing.width, 20))
    lines = list(page.sheet(view) if isinstance(view, Sheet) else page.view(view))
    for line in lines:
        line.rstrip()
    drawn = _in_color(lines, page.width) if drawing.color else "".join(f"{line.plain}\n" for line in lines)
    return drawn.replace(TOGETHER, " ")


def _in_color(lines: Iterable[Text], width: int) -> str:
    from rich.console import Console  # noqa: PLC0415  (half of what Rich costs, and only colours need it)

    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=True,
        color_system="256",
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for line in lines:
        console.print(line, soft_wrap=True)
    return out.getvalue()


# Breaking left-aligned lines asks nothing of a console.
_NO_CONSOLE = cast("Console", None)


class _Page:
    """Turns views into lines, each a ``Text`` no wider than the console."""

    def __init__(self, width: int) -> None:
        self.width = width

    def view(self, view: View) -> Iterator[Text]:
        if view.title:
            yield from self.wrapped(view.title, style="bold")
            yield Text("")
        yield from self.opening(view.opening)
        if view.columns:
            yield from [Text("")] * bool(view.opening)
            yield from self.groups(view)
        if view.summary:
            yield Text("")
        for line in view.summary:
            yield from self.wrapped(line)

    def opening(self, lines: Sequence[Line]) -> Iterator[Text]:
        for line in lines:
            if not line.cells:
                yield Text("")
                continue
            *before, last = map(_cell, line.cells)
            head = Text.assemble(*before)
            head.pad_right(line.hang - head.cell_len)
            if not line.hang:
                yield from self.broken(head + last, 0)
                continue
            first, *more = self.broken(last, line.hang)
            yield head + first[line.hang :]
            yield from more

    def sheet(self, sheet: Sheet) -> Iterator[Text]:
        yield from self.wrapped(sheet.title, style="bold")
        for section in sheet.sections:
            yield Text("")
            if section.title:
                yield from self.wrapped(section.title, style=_TONES["head"])
            yield from self.section(section)

    def section(self, section: Section) -> Iterator[Text]:
        for line in section.lines:
            deeper = len(line) - len(line.lstrip(" "))
            yield from self.wrapped(line.lstrip(" "), indent=INDENT + deeper)
        yield from self.pairs(section.pairs)
        if section.table is not None:
            yield from self.groups(section.table)
        if section.chart is not None:
            from hntrack.render.chart_terminal import draw  # noqa: PLC0415  (only what has a chart pays for it)

            for line in draw(section.chart, self.width):
                yield Text(line)

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Text]:
        longest = max((Text(visible(name)).cell_len for name, _ in pairs), default=0)
        indent = INDENT + longest + GAP
        for name, text in pairs:
            lines = list(self.wrapped(text, indent=indent)) or [Text("")]
            head = Text(" " * INDENT)
            head.append(visible(name), style=_TONES["muted"])
            head.pad_right(indent - head.cell_len)
            yield head + lines[0][indent:]
            yield from lines[1:]

    def groups(self, view: View) -> Iterator[Text]:
        if not view.rows:
            yield from self.wrapped(view.empty, style=_TONES["muted"])
            return
        columns = [(i, c) for i, c in enumerate(view.columns) if self.width >= c.least_width]
        widths = self.widths(columns, view)
        squeezed = self.width < NARROW or sum(widths) + GAP * (len(widths) - 1) > self.width
        if not squeezed:
            yield from self.heading(columns, widths)
        for number, group in enumerate(view.groups):
            if number:
                yield Text("")
            if group.title:
                yield from self.wrapped(group.title, style=_TONES["head"])
            yield from self.blocks(view.columns, group) if squeezed else self.table(columns, widths, group)

    def heading(self, columns: Sequence[tuple[int, Column]], widths: Sequence[int]) -> Iterator[Text]:
        """Stands once above all groups, which share their columns."""
        titles = [Text(visible(column.title), style=_TONES["muted"]) for _, column in columns]
        yield from self.side_by_side(titles, widths, [column.align for _, column in columns])
        yield Text("─" * min(sum(widths) + GAP * (len(widths) - 1), self.width), style=_TONES["muted"])

    def table(
        self, columns: Sequence[tuple[int, Column]], widths: Sequence[int], group: Group
    ) -> Iterator[Text]:
        aligned = [column.align for _, column in columns]
        for row in group.rows:
            yield from self.side_by_side([_cell(row.cells[i]) for i, _ in columns], widths, aligned)
            yield from self.wrapped(row.remark, style=_TONES["muted"], indent=INDENT)

    def widths(self, columns: Sequence[tuple[int, Column]], view: View) -> list[int]:
        """Columns line up across the groups of a view, so all rows are looked at."""
        natural = [
            max([_width(column.title), *(_width(row.cells[i].text) for row in view.rows)])
            for i, column in columns
        ]
        least = [
            max(
                [
                    LEAST,
                    _longest_word(column.title),
                    *(_longest_figure(row.cells[i].text) for row in view.rows),
                ]
            )
            for i, column in columns
        ]
        return column_widths(natural, [column.flexible for _, column in columns], self.width, least)

    def side_by_side(
        self, cells: Sequence[Text], widths: Sequence[int], aligned: Sequence[str]
    ) -> Iterator[Text]:
        wrapped = [
            Text(bent(cell.plain, width), style=cell.style).wrap(_NO_CONSOLE, width, overflow="fold")
            for cell, width in zip(cells, widths, strict=True)
        ]
        for parts in zip_longest(*wrapped, fillvalue=None):
            line = Text()
            for part, width, align in zip(parts, widths, aligned, strict=True):
                shown = part.copy() if part is not None else Text()
                shown.rstrip()
                missing = width - shown.cell_len
                line.append_text(
                    Text(" " * missing) + shown if align == "right" else shown + Text(" " * missing)
                )
                line.append(" " * GAP)
            yield line

    def blocks(self, columns: Sequence[Column], group: Group) -> Iterator[Text]:
        for number, row in enumerate(group.rows):
            if number:
                yield Text("")
            first = row.cells[0]
            yield from self.wrapped(first.text, style=_TONES[first.tone or "strong"])
            yield from self.block(columns, row)

    def block(self, columns: Sequence[Column], row: Row) -> Iterator[Text]:
        for column, cell in zip(columns[1:], row.cells[1:], strict=True):
            if cell.text and cell.text != "—":
                line = Text.assemble((f"{visible(column.title)}: ", _TONES["muted"]), _cell(cell))
                yield from self.broken(line, INDENT)
        yield from self.wrapped(row.remark, style=_TONES["muted"], indent=INDENT)

    def wrapped(self, text: str, *, style: str = "", indent: int = 0) -> Iterator[Text]:
        """Break a text into lines; nothing for an empty one."""
        if text:
            yield from self.broken(Text(_bound(text), style=style), indent)

    def broken(self, text: Text, indent: int) -> Iterable[Text]:
        room = max(self.width - indent, 10)
        text.plain = loosened(text.plain, room)
        for line in text.wrap(_NO_CONSOLE, room, overflow="fold"):
            line.rstrip()
            yield Text(" " * indent) + line


def _longest_word(text: str) -> int:
    return max((_width(word) for word in text.replace("-", "- ").split()), default=0)


_FIGURE = re.compile(r"(?<!\S)[(<>≤≥+−-]*[0-9][0-9.,:/–-]*[%‰]?[),;.]*(?!\S)")


def _longest_figure(text: str) -> int:
    """How wide a column must be for its numbers and days to stay whole."""
    return max(map(len, _FIGURE.findall(text)), default=0)


def _width(text: str) -> int:
    return Text(visible(text)).cell_len


def _cell(cell: Cell) -> Text:
    return Text(_bound(cell.text), style=_TONES[cell.tone])


def _bound(text: str) -> str:
    """Show what is hidden in a text, and keep together what belongs together."""
    return unbroken(visible(text)).replace(NO_BREAK, TOGETHER)
