"""The terminal table, drawn with Rich; narrow terminals get one block a row instead of a squeezed table.

Every text is passed as Rich ``Text`` with hidden characters made visible: no markup, emoji code or escape
sequence of the data has any effect.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich.box import Box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hntrack.render import Drawing
from hntrack.report.view import Cell, Column, Group, Row, Section, Sheet, View
from hntrack.text.visible import visible

NARROW = 72

_TONES = {"good": "green", "bad": "bold red", "warn": "yellow", "muted": "dim", "strong": "bold", "": ""}
_RULE = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw for a terminal of the given width; every line ends without trailing blanks."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(drawing.width, 20),
        force_terminal=drawing.color,
        color_system="standard" if drawing.color else None,
        no_color=not drawing.color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    parts = _sheet(view, console.width) if isinstance(view, Sheet) else _view(view, console.width)
    for part in parts:
        console.print(part, soft_wrap=False)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _view(view: View, width: int) -> Iterator[RenderableType]:
    if view.title:
        yield Text(visible(view.title), style="bold")
    yield from _groups(view, width)
    if view.summary:
        yield Text("")
    for line in view.summary:
        yield Text(visible(line))


def _groups(view: View, width: int) -> Iterator[RenderableType]:
    if not view.rows:
        yield Text(visible(view.empty), style="dim")
        return
    columns = [(i, c) for i, c in enumerate(view.columns) if width >= c.least_width]
    for group in view.groups:
        yield Text("")
        if group.title:
            yield Text(visible(group.title), style="bold cyan")
        yield from _blocks(view.columns, group) if width < NARROW else _table(columns, group, view, width)


def _table(
    columns: Sequence[tuple[int, Column]], group: Group, view: View, width: int
) -> Iterator[RenderableType]:
    table = Table(box=_RULE, padding=(0, 1), pad_edge=False, show_edge=False, header_style="dim", width=width)
    widths = _fixed_widths(columns, view, width)
    for (_, column), size in zip(columns, widths, strict=True):
        justify = "right" if column.align == "right" else "left"
        table.add_column(
            Text(visible(column.title)),
            justify=justify,
            width=size,
            ratio=None if size else 1,
            overflow="fold",
        )
    for row in group.rows:
        cells = [_cell(row.cells[i]) for i, _ in columns]
        if row.remark:
            cells[0] = Text.assemble(cells[0], "\n", (visible(row.remark), "dim"))
        table.add_row(*cells)
    yield table


def _fixed_widths(columns: Sequence[tuple[int, Column]], view: View, width: int) -> list[int | None]:
    """Make columns line up across groups: each as wide as its widest cell; the first (``None``) takes the rest."""
    budget = max(width * 3 // 5 // max(len(columns) - 1, 1), 10)
    sizes: list[int | None] = [None]
    for i, column in columns[1:]:
        longest = max([_width(column.title), *(_width(row.cells[i].text) for row in view.rows)])
        sizes.append(min(longest, max(budget, 12)) if column.flexible else longest)
    return sizes


def _width(text: str) -> int:
    return Text(visible(text)).cell_len


def _cell(cell: Cell) -> Text:
    return Text(visible(cell.text), style=_TONES[cell.tone])


def _blocks(columns: Sequence[Column], group: Group) -> Iterator[RenderableType]:
    for row in group.rows:
        yield _cell(Cell(row.cells[0].text, row.cells[0].tone or "strong"))
        yield from _block(columns, row)


def _block(columns: Sequence[Column], row: Row) -> Iterator[RenderableType]:
    for column, cell in zip(columns[1:], row.cells[1:], strict=True):
        if cell.text and cell.text != "—":
            line = Text.assemble((f"{visible(column.title)}: ", "dim"), _cell(cell))
            yield Padding(line, (0, 0, 0, 2), expand=False)
    if row.remark:
        yield Padding(Text(visible(row.remark), style="dim"), (0, 0, 0, 2), expand=False)
    yield Text("")


def _sheet(sheet: Sheet, width: int) -> Iterator[RenderableType]:
    yield Text(visible(sheet.title), style="bold")
    for section in sheet.sections:
        yield Text("")
        if section.title:
            yield Text(visible(section.title), style="bold cyan")
        yield from _section(section, width)


def _section(section: Section, width: int) -> Iterator[RenderableType]:
    for line in section.lines:
        yield Padding(Text(visible(line)), (0, 0, 0, 2), expand=False)
    if section.pairs:
        yield _pairs(section.pairs)
    if section.table is not None:
        yield from _groups(section.table, width)
    for line in section.drawing:
        yield Text(line, no_wrap=True)


def _pairs(pairs: Sequence[tuple[str, str]]) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, text in pairs:
        grid.add_row(Text(f"  {visible(name)}"), Text(visible(text)))
    return grid
