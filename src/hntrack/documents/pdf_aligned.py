"""Find tables without ruling lines: rows whose parts stand under each other in three columns or more."""

from __future__ import annotations

from collections.abc import Sequence

from hntrack.documents.lines import Cell
from hntrack.documents.pdf_lines import Printed, Row, join_texts
from hntrack.documents.pdf_tables import Grid

_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_FAR = 2.6  # times the height of the type: rows further apart belong together no more

Interval = tuple[float, float]


def aligned_tables(rows: Sequence[Row], page: int) -> tuple[list[Row], list[Grid]]:
    """Part the rows of a page into those of tables and others.

    Returns:
        The other rows, and the tables.
    """
    kept: list[Row] = []
    found: list[Grid] = []
    at = 0
    while at < len(rows):
        end, columns = _run(rows, at)
        if end - at >= _FEWEST_ROWS and len(columns) >= _FEWEST_COLUMNS and _has_figures(rows[at:end]):
            found.append(_grid(rows[at:end], columns, page))
            at = end
        else:
            kept.append(rows[at])
            at += 1
    return kept, found


def _run(rows: Sequence[Row], at: int) -> tuple[int, list[Interval]]:
    """Follow rows downwards for as long as their parts stand in the same columns."""
    if len(rows[at]) < _FEWEST_COLUMNS:
        return at, []
    columns = [(part.left, part.right) for part in rows[at]]
    end, last = at + 1, at + 1
    while end < len(rows) and _is_near(rows[end - 1], rows[end]):
        wider = _widened(columns, rows[end])
        if len(wider) < max(_FEWEST_COLUMNS, len(columns) - 1):
            break
        columns = wider
        end += 1
        if len(rows[end - 1]) >= _FEWEST_COLUMNS:
            last = end
    if end > last and len(rows[last]) == 1 and not _belongs(rows[last][0], columns):
        end = last
    return end, columns


def _is_near(above: Row, row: Row) -> bool:
    return row[0].top - above[0].top < _FAR * max(above[0].size, row[0].size)


def _belongs(part: Printed, columns: Sequence[Interval]) -> bool:
    return any(left - 2 <= part.left and part.right <= right + 2 for left, right in columns)


def _widened(columns: Sequence[Interval], row: Row) -> list[Interval]:
    """Give the columns as wide as the parts of one more row make them; parts that bridge two make them one."""
    merged: list[Interval] = []
    for left, right in sorted([*columns, *((part.left, part.right) for part in row)]):
        if merged and left <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def _has_figures(rows: Sequence[Row]) -> bool:
    parts = [part.text for row in rows for part in row]
    return sum(any(c.isdigit() for c in text) for text in parts) * 4 >= len(parts)


def _grid(rows: Sequence[Row], columns: Sequence[Interval], page: int) -> Grid:
    """Make cells; a row without its first and last column goes on with the one above."""
    texts: list[dict[int, str]] = []
    for row in rows:
        here: dict[int, str] = {}
        for part in row:
            number = next(n for n, (left, right) in enumerate(columns) if left - 1 <= part.left <= right + 1)
            here[number] = join_texts(here.get(number, ""), part.text)
        if texts and len(here) < _FEWEST_COLUMNS and 0 not in here:
            for number, text in here.items():
                texts[-1][number] = join_texts(texts[-1].get(number, ""), text)
        else:
            texts.append(here)
    cells = tuple(
        Cell(number, column + 1, text, page=page)
        for number, here in enumerate(texts, start=1)
        for column, text in sorted(here.items())
    )
    top, bottom = rows[0][0].top, max(part.bottom for row in rows for part in row)
    edges = tuple(left for left, _ in columns)
    return Grid(columns[0][0], top, columns[-1][1], bottom, cells, edges)
