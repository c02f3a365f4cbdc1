"""Put the words of a page into lines, columns and reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from hntrack.documents.pdf_words import HYPHEN, Word

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
            end, low, high = _run(rows, at, reach, part.left)
            fewest = _FEW_ROWS if high - low > _WIDE_GAP * part.size else _SOME_ROWS
            if end > best[0] and _is_gutter(rows[at:end], (low + high) / 2, fewest):
                best = end, (low + high) / 2
        reach = max(reach, part.right)
    return best


def _run(rows: Sequence[Row], at: int, low: float, high: float) -> tuple[int, float, float]:
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
