"""Put the words of a page into lines, columns and reading order, and find its tables.

Tables are found by their ruling lines, merged cells included; those that go on over pages are joined.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise, product
from typing import NamedTuple, TypeVar

from hntrack.documents.lines import Cell
from hntrack.documents.pdf_words import HYPHEN, Rule, Word

# Times the height of the type: wider than what mostly parts the words of a justified line, and wider than it ever does.
_GAP = 0.7
_WIDE_GAP = 1.6
_FEW_ROWS, _SOME_ROWS = 2, 4  # that a wide gap, and a narrow one, must part to be one between columns
_FIGURES = re.compile(r"[\d.,%+\-–/ ]*\d[\d.,%+\-–/ ]*\D{0,12}")
_MARKER = 5
_WIDE_GUTTER = 6.0


class Printed(NamedTuple):
    """Words beside each other on one line, without a wide gap between them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words, parted by blanks."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The height of its type: that of its middle word."""
        heights = sorted([word.bottom - word.top for word in self.words])
        return heights[len(heights) // 2]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words if word.text[0].isalnum())


Row = list[Printed]


def rows_of_words(words: Iterable[Word]) -> list[Row]:
    """Give the lines from top to bottom, each as its parts from left to right; a wide gap parts them."""
    rows: list[list[Word]] = []
    bounds: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.left)):
        middle = (word.top + word.bottom) / 2
        if bounds and middle < bounds[-1][1] and word.top < sum(bounds[-1]) / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
            bounds.append((word.top, word.bottom))
    return [_parts(sorted(row, key=lambda word: word.left)) for row in rows]


def _parts(words: list[Word]) -> Row:
    parts = [[words[0]]]
    for before, word in pairwise(words):
        gap = word.left - before.right
        if gap > 0 and gap > _GAP * min(before.size, word.size):
            parts.append([word])
        else:
            parts[-1].append(word)
    return [Printed(tuple(part)) for part in parts]


def streams_of(rows: Sequence[Row]) -> list[list[Printed]]:
    """Put the parts of the rows in reading order: where rows stand in columns, one column after the other.

    Returns:
        Streams of lines: in each, one line follows on the other.
    """
    streams: list[list[Printed]] = []
    plain: list[Printed] = []
    at = 0
    while at < len(rows):
        end, gutter = _columns_from(rows, at)
        if gutter is None:
            plain.append(joined(rows[at]))
            at += 1
            continue
        if plain:
            streams.append(plain)
            plain = []
        for side in _sides(rows[at:end], gutter):
            streams += streams_of(side)
        at = end
    return [*streams, plain] if plain else streams


def joined(row: Row) -> Printed:
    """Give all parts of a row as one line."""
    return Printed(tuple(word for part in row for word in part.words))


def _sides(rows: Sequence[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    left = [[part for part in row if part.right <= gutter + 1] for row in rows]
    right = [[part for part in row if part.right > gutter + 1] for row in rows]
    return [row for row in left if row], [row for row in right if row]


def _columns_from(rows: Sequence[Row], at: int) -> tuple[int, float | None]:
    """Give the end of the rows that stand in two columns from here on, and the middle of the gap between these."""
    best: tuple[int, float | None] = (at, None)
    parts = sorted((part for row in rows[at : at + 3] for part in row), key=lambda part: part.left)
    reach = parts[0].right
    for part in parts[1:]:
        if part.left - reach >= _WIDE_GUTTER:
            end, low, high = _follow_gap(rows, at, reach, part.left)
            fewest = _FEW_ROWS if high - low > _WIDE_GAP * part.size else _SOME_ROWS
            if end > best[0] and _is_gutter(rows[at:end], (low + high) / 2, fewest):
                best = end, (low + high) / 2
        reach = max(reach, part.right)
    return best


def _follow_gap(rows: Sequence[Row], at: int, low: float, high: float) -> tuple[int, float, float]:
    """Follow a gap downwards for as long as no line crosses it, and to where the shorter column ends.

    The longer one goes on below it as long as its lines follow close on each other.
    """
    last_left = last_right = end = at
    kept = low, high
    for number, row in enumerate(rows[at:], start=at):
        middle = (low + high) / 2
        low = max(low, max((part.right for part in row if part.left < middle), default=low))
        high = min(high, min((part.left for part in row if part.right > middle), default=high))
        if high - low < _WIDE_GUTTER:
            break
        last_left = number if row[0].left < middle else last_left
        last_right = number if row[-1].right > middle else last_right
        end, kept = number + 1, (low, high)
    shorter = min(last_left, last_right) + 1
    is_text = shorter - at >= _SOME_ROWS  # and no letterhead, below which the text begins
    while (
        is_text
        and shorter < end
        and rows[shorter][0].top - rows[shorter - 1][0].top < _WIDE_GAP * rows[shorter][0].size
    ):
        shorter += 1
    return shorter, *kept


def _is_gutter(rows: Sequence[Row], gutter: float, fewest: int) -> bool:
    """Whether a gap parts columns of text, and not markers from items, or names from their figures."""
    left, right = _sides(rows, gutter)
    if min(len(left), len(right)) < fewest:
        return False
    if all(len(joined(row).text) <= _MARKER for row in left):
        return False
    figures = sum(_FIGURES.fullmatch(joined(row).text) is not None for row in right)
    return figures * 2 < len(right)


def join_texts(text: str, more: str) -> str:
    """Join two lines.

    A soft hyphen goes.  A hyphen between small letters goes as well (``innova-`` ``tion``) where asked for; one
    behind a figure or before one stays (``2026-`` ``2030``, ``57-`` ``NQ/TW``), without a blank.
    """
    if "" in (text, more):
        return text + more
    if text.endswith(HYPHEN):
        return text[:-1] + more
    more = more.removeprefix(HYPHEN)
    if len(text) > 1 and text[-1] in "-‐/" and not text[-2].isspace():
        within_word = text[-1] != "/" and text[-2].islower() and more[:1].islower()
        return (text[:-1] if within_word else text) + more
    return f"{text} {more}"


def text_of(lines: Iterable[Printed]) -> str:
    """Join the texts of lines to one."""
    text = ""
    for line in lines:
        text = join_texts(text, line.text)
    return text


# Tables that lines are drawn around

Member = TypeVar("Member")
_NEAR = 3.0
MOST_RULES = 2000  # drawn on one page; where there are more, no table is looked for
_MOST_SIDES = 400


class Grid(NamedTuple):
    """A table on one page: where it stands, and its cells."""

    left: float
    top: float
    right: float
    bottom: float
    cells: tuple[Cell, ...]
    columns: tuple[float, ...] = ()


def grids_of(rules: Sequence[Rule], words: Sequence[Word], page: int) -> list[Grid]:
    """Give the tables that lines are drawn around, from top to bottom; a single frame is no table."""
    if len(rules) < 4 or len(rules) > MOST_RULES:
        return []
    merged = _merged(rules)
    found = []
    for group in _touching(merged):
        xs, ys = _edges(group)
        if len(xs) * len(ys) > 6 - 1 and len(xs) <= _MOST_SIDES and len(ys) <= _MOST_SIDES:
            cells = _cells(group, xs, ys, words, page)
            if len(cells) > 1 and sum(bool(cell.text) for cell in cells) > 1:
                found.append(Grid(xs[0], ys[0], xs[-1], ys[-1], cells, tuple(xs)))
    return sorted(found, key=lambda grid: (grid.top, grid.left))


def is_inside(word: Word, grid: Grid) -> bool:
    """Whether the middle of a word is in a table."""
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return grid.left <= x <= grid.right and grid.top <= y <= grid.bottom


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Join pieces of the same line."""
    found: list[Rule] = []
    for upright in (False, True):
        pieces = sorted(
            (rule for rule in rules if rule.upright == upright), key=lambda rule: (rule.at, rule.start)
        )
        for line in _clusters(pieces):
            at = sum(rule.at for rule in line) / len(line)
            found += (Rule(upright, at, start, end) for start, end in _stretches(line))
    return [rule for rule in found if rule.end - rule.start > _NEAR]


def _stretches(line: Sequence[Rule]) -> list[list[float]]:
    """Give start and end of what pieces on one line cover without a gap."""
    found: list[list[float]] = []
    for rule in sorted(line, key=lambda rule: rule.start):
        if found and rule.start <= found[-1][1] + _NEAR:
            found[-1][1] = max(found[-1][1], rule.end)
        else:
            found.append([rule.start, rule.end])
    return found


def _clusters(pieces: Sequence[Rule]) -> list[list[Rule]]:
    lines: list[list[Rule]] = []
    for rule in pieces:
        if lines and rule.at - lines[-1][-1].at <= _NEAR / 2:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return lines


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Part the lines into groups that touch each other."""
    parents = {number: number for number in range(len(rules))}
    upright = [(number, rule) for number, rule in enumerate(rules) if rule.upright]
    level = [(number, rule) for number, rule in enumerate(rules) if not rule.upright]
    for one, pole in upright:
        for other, beam in level:
            if (
                beam.start - _NEAR <= pole.at <= beam.end + _NEAR
                and pole.start - _NEAR <= beam.at <= pole.end + _NEAR
            ):
                parents[_root(parents, one)] = _root(parents, other)
    groups: dict[int, list[Rule]] = {}
    for number, rule in enumerate(rules):
        groups.setdefault(_root(parents, number), []).append(rule)
    return [group for group in groups.values() if len(group) > 3]


def _root(parents: dict[Member, Member], member: Member) -> Member:
    """Give the member that stands for a group; the way there is shortened for those who ask next."""
    while parents[member] != member:
        parents[member] = parents[parents[member]]
        member = parents[member]
    return member


def _edges(group: Sequence[Rule]) -> tuple[list[float], list[float]]:
    """Give the places of all columns' and rows' edges; a side that is left open ends with the lines across."""
    xs = [rule.at for rule in group if rule.upright]
    ys = [rule.at for rule in group if not rule.upright]
    xs += [end for rule in group if not rule.upright for end in (rule.start, rule.end)]
    ys += [end for rule in group if rule.upright for end in (rule.start, rule.end)]
    return _distinct(xs), _distinct(ys)


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2 * _NEAR:
            found.append(value)
    return found


_Square = tuple[int, int]
"""Row and column of a square of the grid, from 0."""


def _merged_squares(group: Sequence[Rule], xs: list[float], ys: list[float]) -> dict[_Square, _Square]:
    """Give for each square the one that stands for its cell: squares without a rule between them are one."""
    upright = [rule for rule in group if rule.upright]
    level = [rule for rule in group if not rule.upright]
    owner = {square: square for square in product(range(len(ys) - 1), range(len(xs) - 1))}
    for row, column in list(owner):
        if column + 2 < len(xs) and not _covers(upright, xs[column + 1], (ys[row] + ys[row + 1]) / 2):
            owner[_root(owner, (row, column + 1))] = _root(owner, (row, column))
        if row + 2 < len(ys) and not _covers(level, ys[row + 1], (xs[column] + xs[column + 1]) / 2):
            owner[_root(owner, (row + 1, column))] = _root(owner, (row, column))
    return {square: _root(owner, square) for square in owner}


def _cells(
    group: Sequence[Rule], xs: list[float], ys: list[float], words: Sequence[Word], page: int
) -> tuple[Cell, ...]:
    first_of = _merged_squares(group, xs, ys)
    members: dict[_Square, list[_Square]] = {}
    for square, first in first_of.items():
        members.setdefault(first, []).append(square)
    holding: dict[_Square, list[Word]] = {}
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        place = _between(ys, y), _between(xs, x)
        if place in first_of:
            holding.setdefault(first_of[place], []).append(word)
    return _cells_of(members, holding, page)


def _cells_of(
    members: Mapping[_Square, list[_Square]], holding: Mapping[_Square, list[Word]], page: int
) -> tuple[Cell, ...]:
    """Make cells of the fields of the grid that belong together, and of the words that lie in them."""
    cells = []
    for key, parts in members.items():
        rows, columns = [part[0] for part in parts], [part[1] for part in parts]
        text = text_of(map(joined, rows_of_words(holding.get(key, ()))))
        spans = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
        cells.append(Cell(min(rows) + 1, min(columns) + 1, text, *spans, page))
    return tuple(sorted(cells))


def _covers(rules: Iterable[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= 2 * _NEAR and rule.start <= middle <= rule.end for rule in rules)


def _between(edges: Sequence[float], value: float) -> int:
    """Give the number of the interval that a value is in, from 0; -1 where it is in none."""
    number = bisect_right(edges, value) - 1
    return number if number < len(edges) - 1 else -1


def continue_table(cells: Sequence[Cell], more: Sequence[Cell]) -> tuple[Cell, ...]:
    """Join a table with the part of it on the next page.

    Rows that repeat its head are dropped; a row or merged cell that was parted by the end of the page is whole again.
    """
    height = max(cell.row + cell.rows - 1 for cell in cells)
    head = _repeated(cells, more)
    rest = [cell._replace(row=cell.row - head) for cell in more if cell.row > head]
    if not rest:
        return tuple(cells)
    found = list(cells)
    if _is_parted(found, rest, height):
        found = [_with_rest(cell, rest, height) for cell in found]
        rest = [cell._replace(row=cell.row - 1) for cell in rest if cell.row > 1]
    else:
        found, rest = _reach_over(found, rest, height)
    return tuple(sorted([*found, *(cell._replace(row=cell.row + height) for cell in rest)]))


def _repeated(cells: Sequence[Cell], more: Sequence[Cell]) -> int:
    """Give how many rows at the start of the next part repeat the start of the table."""
    count = 0
    for row in range(1, 5):
        here = [(cell.column, cell.columns, cell.rows, cell.text) for cell in cells if cell.row == row]
        there = [(cell.column, cell.columns, cell.rows, cell.text) for cell in more if cell.row == row]
        if not here or here != there or not any(one[3] for one in here):
            break
        count = row
    return count


def _is_parted(cells: Sequence[Cell], rest: Sequence[Cell], height: int) -> bool:
    """Whether the first row of the next part only goes on with the last one: no number of its own, a small letter."""
    first = {cell.column: cell.text for cell in rest if cell.row == 1}
    last = {cell.column: cell.text for cell in cells if cell.row == height}
    texts = [text for _, text in sorted(first.items()) if text]
    return bool(
        texts
        and not first.get(1)
        and last.get(1)
        and texts[0][0].islower()
        and all(cell.rows == 1 for cell in rest if cell.row == 1)
    )


def _with_rest(cell: Cell, rest: Sequence[Cell], height: int) -> Cell:
    if cell.row != height:
        return cell
    more = next((one.text for one in rest if one.row == 1 and one.column == cell.column), "")
    return cell._replace(text=join_texts(cell.text, more))


def _reach_over(cells: Sequence[Cell], rest: Sequence[Cell], height: int) -> tuple[list[Cell], list[Cell]]:
    """Let a merged cell that reaches to the end of the page go on into the empty one at the top of the next."""
    found, kept = list(cells), list(rest)
    for cell in rest:
        if cell.row != 1 or cell.text:
            continue
        for number, above in enumerate(found):
            reaches = above.row + above.rows - 1 == height and above.rows > 1
            if above.column == cell.column and above.columns == cell.columns and reaches:
                found[number] = above._replace(rows=above.rows + cell.rows)
                kept.remove(cell)
    return found, kept


# Tables without lines, by their columns

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
        end, columns = _follow_columns(rows, at)
        if end - at >= _FEWEST_ROWS and len(columns) >= _FEWEST_COLUMNS and _has_figures(rows[at:end]):
            found.append(_grid(rows[at:end], columns, page))
            at = end
        else:
            kept.append(rows[at])
            at += 1
    return kept, found


def _follow_columns(rows: Sequence[Row], at: int) -> tuple[int, list[Interval]]:
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


def _texts_by_column(row: Row, columns: Sequence[Interval]) -> dict[int, str]:
    texts: dict[int, str] = {}
    for part in row:
        number = next(n for n, (left, right) in enumerate(columns) if left - 1 <= part.left <= right + 1)
        texts[number] = join_texts(texts.get(number, ""), part.text)
    return texts


def _grid(rows: Sequence[Row], columns: Sequence[Interval], page: int) -> Grid:
    """Make cells; a row without its first and last column goes on with the one above."""
    texts: list[dict[int, str]] = []
    for row in rows:
        here = _texts_by_column(row, columns)
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
    top, bottom = rows[0][0].top, max(part.bottom for part in chain.from_iterable(rows))
    edges = tuple(left for left, _ in columns)
    return Grid(columns[0][0], top, columns[-1][1], bottom, cells, edges)
