"""Charts in plain characters: the trajectory as a drawing of lines, a target's bullet bar as one line.

Marks differ by shape, never by colour alone; everything is one column wide in any terminal font.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise

from hntrack.report.bars import Bullet
from hntrack.report.charts import Chart, Spot, legend, tick_label
from hntrack.text.characters import visible

MEASURED, PROMISED, PATH, PROJECTED, TODAY, RANGE = "●", "◇", "·", "-", "┊", "│"

_LEAST, _MOST = 24, 72
_ROWS = 12


def draw(chart: Chart, width: int) -> tuple[str, ...]:
    """Draw a chart.

    Args:
        chart: What to draw.
        width: Columns that may be used; at least 40 are.

    Returns:
        Lines without trailing blanks: the drawing, its years, and a legend.
    """
    ticks = [(_row(chart, tick), tick_label(tick, chart.lang)) for tick in chart.scale.ticks]
    margin = max(len(text) for _, text in ticks)
    columns = max(_LEAST, min(_MOST, width - margin - 5))
    grid = [[" "] * columns for _ in range(_ROWS + 1)]
    _today(chart, grid)
    _line(chart, grid, chart.path, PATH, 2)
    if chart.projection is not None:
        _line(chart, grid, (chart.projection.start, chart.projection.end), PROJECTED, 1)
    _marks(chart, grid)
    texts = dict(ticks)
    lines = [
        f"  {texts.get(row, ''):>{margin}} {'┤' if row in texts else '│'}{''.join(cells)}".rstrip()
        for row, cells in enumerate(grid)
    ]
    indent = " " * (margin + 3)
    axis, years = _years(chart, columns)
    return (*lines, f"{indent}└{axis}", f"{indent} {years}", *_legend(chart, indent, width))


def bar(bullet: Bullet, width: int = 40) -> str:
    """Draw a bullet bar: ``━`` as far as the value, ``▒`` what satisfies, ``┃`` the bound, ``╎`` what is due now.

    Args:
        bullet: What to draw.
        width: Its length in columns.
    """
    last = width - 1
    cells = ["─"] * width
    for column in range(_column(bullet.wanted_from, last), _column(bullet.wanted_to, last) + 1):
        cells[column] = "▒"
    if bullet.reached is not None:
        for column in range(_column(bullet.reached, last) + 1):
            cells[column] = "━"
    if bullet.due_now is not None:
        cells[_column(bullet.due_now, last)] = "╎"
    for bound in (bullet.wanted_from, bullet.wanted_to):
        if 0 < bound < 1:
            cells[_column(bound, last)] = "┃"
    return "".join(cells)


def _column(fraction: Decimal, last: int) -> int:
    return min(max(_whole(fraction * last), 0), last)


def _whole(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_HALF_EVEN))


def _row(chart: Chart, value: Decimal) -> int:
    return _whole((1 - chart.up(value)) * _ROWS)


def _place(chart: Chart, spot: Spot, columns: int) -> tuple[int, int]:
    day, value = spot
    return _row(chart, value), _whole(chart.across(day) * (columns - 1))


def _put(grid: list[list[str]], row: int, column: int, mark: str) -> None:
    if 0 <= row < len(grid) and 0 <= column < len(grid[0]):
        grid[row][column] = mark


def _today(chart: Chart, grid: list[list[str]]) -> None:
    if chart.today is not None:
        column = _whole(chart.across(chart.today) * (len(grid[0]) - 1))
        for row in range(len(grid)):
            _put(grid, row, column, TODAY)


def _line(chart: Chart, grid: list[list[str]], spots: Sequence[Spot], mark: str, step: int) -> None:
    places = [_place(chart, spot, len(grid[0])) for spot in spots]
    for (row, column), (next_row, next_column) in pairwise(places):
        run = max(next_column - column, 1)
        # A line that leaves the drawing at once is not followed to where it ends.
        for across in range(0, run, step):
            _put(grid, row + (next_row - row) * across // run, column + across, mark)


def _marks(chart: Chart, grid: list[list[str]]) -> None:
    columns = len(grid[0])
    for milestone in chart.milestones:
        for bound in milestone.bounds:
            _put(grid, *_place(chart, (milestone.day, bound), columns), PROMISED)
    for point in chart.measured:
        row, column = _place(chart, (point.day, point.value), columns)
        top = _row(chart, point.high) if point.high is not None else row
        bottom = _row(chart, point.low) if point.low is not None else row
        for between in range(min(top, bottom), max(top, bottom) + 1):
            _put(grid, between, column, RANGE)
        _put(grid, row, column, MEASURED)


def _years(chart: Chart, columns: int) -> tuple[str, str]:
    axis, line = ["─"] * columns, [" "] * (columns + 4)
    free = 0
    for tick in chart.calendar.ticks:
        column = _whole(chart.across(tick) * (columns - 1))
        start = max(column - 2, 0)
        if start < free or column >= columns:
            continue
        axis[column] = "┴"
        line[start : start + 4] = f"{tick.year:04d}"
        free = start + 5
    return "".join(axis), "".join(line).rstrip()


def _legend(chart: Chart, indent: str, width: int) -> list[str]:
    """Name the marks that occur, as many to a line as fit."""
    occurring = (
        (MEASURED, "measured", bool(chart.measured)),
        (PROMISED, "promised", bool(chart.milestones)),
        (PATH, "path", bool(chart.path)),
        (PROJECTED, "projection", chart.projection is not None),
        (TODAY, "today", chart.today is not None),
    )
    lines: list[str] = []
    for mark, key, there in occurring:
        if not there:
            continue
        entry = visible(f"{mark} {legend(key, chart.lang)}")
        if lines and len(lines[-1]) + 3 + len(entry) <= max(width, 40):
            lines[-1] += f"   {entry}"
        else:
            lines.append(f"{indent} {entry}")
    return lines
