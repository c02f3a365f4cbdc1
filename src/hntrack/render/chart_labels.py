"""Where the labels of a chart stand: never on a line, a mark or each other, as near to their place as they can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

LETTER, ABOVE, BELOW = 0.56, 0.85, 0.3
"""In parts of the size of a text: how wide a letter is, how much lies above and below the line that it stands on."""

SIZE, ON_A_PHONE = 13, 22
"""The size of a label, and the one that pages give it on narrow screens, where the drawing is small."""

_DISTANCES = (8, 12, 16, 22, 28, 36, 44, 54, 66, 80, 96, 114)
_NEAR = _DISTANCES[:6]
_AIR = 2.0


class Box(NamedTuple):
    """A rectangle on the canvas; ``top`` is the smaller number."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share any room."""
        left, top, right, bottom = self
        other_left, other_top, other_right, other_bottom = other
        return left < other_right and other_left < right and top < other_bottom and other_top < bottom


class Segment(NamedTuple):
    """A straight line on the canvas."""

    x1: float
    y1: float
    x2: float
    y2: float

    def crosses(self, box: Box) -> bool:
        """Whether any of it lies within a rectangle (Liang and Barsky 1984)."""
        x1, y1, x2, y2 = self
        left, top, right, bottom = box
        begin, end = 0.0, 1.0
        dx, dy = x2 - x1, y2 - y1
        for change, room in ((-dx, x1 - left), (dx, right - x1), (-dy, y1 - top), (dy, bottom - y1)):
            if change == 0:
                if room < 0:
                    return False
            elif change < 0:
                begin = max(begin, room / change)
            else:
                end = min(end, room / change)
        return begin <= end


class Label(NamedTuple):
    """A text that belongs to a place."""

    text: str
    x: float
    y: float
    below: bool = False


class Placed(NamedTuple):
    """Where a label stands: the middle of the line on which its letters stand, and their size."""

    text: str
    x: float
    y: float
    size: float = SIZE

    @property
    def box(self) -> Box:
        """The room that it takes."""
        half = len(self.text) * LETTER * self.size / 2
        return Box(self.x - half, self.y - ABOVE * self.size, self.x + half, self.y + BELOW * self.size)


def place(
    labels: Sequence[Label],
    canvas: Box,
    lines: Iterable[Segment],
    marks: Iterable[Box],
    grid: Iterable[Segment] = (),
) -> tuple[Placed | None, ...]:
    """Find a free place for each label, in the size of narrow screens too, if there is one.

    Args:
        labels: In the order of their weight.
        canvas: Labels stay inside.
        lines: What no label may touch.
        marks: The same.
        grid: What a label does not touch where there is another place.

    Returns:
        One a label; ``None`` where everything is taken: a label that cannot be read is worse than none.
    """
    avoided = tuple(map(_bounded, lines))
    at_best = (*avoided, *map(_bounded, grid))
    taken = list(marks)
    settled: list[Placed | None] = []
    for label in labels:
        tried = ((ON_A_PHONE, at_best), (SIZE, at_best), (SIZE, avoided))
        places = (_free_place(label, canvas, size, around, taken) for size, around in tried)
        chosen = next((found for found in places if found is not None), None)
        settled.append(chosen)
        if chosen is not None:
            taken.append(chosen.box)
    return tuple(settled)


_Bounded = tuple[float, float, float, float, Segment]
"""A line behind the sides of the rectangle around it: left, top, right, bottom."""


def _bounded(line: Segment) -> _Bounded:
    x1, y1, x2, y2 = line
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2), line


def _free_place(
    label: Label, canvas: Box, size: float, lines: Sequence[_Bounded], marks: Sequence[Box]
) -> Placed | None:
    """Give the nearest free place around the label's own that is inside the canvas, if there is one."""
    half, above, below = len(label.text) * LETTER * size / 2, ABOVE * size, BELOW * size
    for x, y in _candidates(label, canvas, size, half):
        top, bottom = y - above, y + below
        if canvas.top <= top and bottom <= canvas.bottom:
            room = Box(x - half - _AIR, top - _AIR, x + half + _AIR, bottom + _AIR)
            if _is_free(room, lines, marks):
                return Placed(label.text, x, y, size)
    return None


def _candidates(label: Label, canvas: Box, size: float, half: float) -> Iterator[tuple[float, float]]:
    """Places around the label's own, nearer ones first, pushed inside the canvas from the sides."""
    least, most = canvas.left + half, canvas.right - half
    if least > most:
        return
    beside = [min(max(label.x + aside, least), most) for aside in (0.0, half + 10, -half - 10)]
    middle = label.y + (ABOVE - BELOW) * size / 2
    for away in _NEAR if size > SIZE else _DISTANCES:
        below, above = label.y + away + ABOVE * size, label.y - away
        for y in (below, above) if label.below else (above, below):
            for x in beside:
                yield x, y
        for aside in (half + away + 4, -half - away - 4):
            yield min(max(label.x + aside, least), most), middle


def _is_free(room: Box, lines: Sequence[_Bounded], marks: Sequence[Box]) -> bool:
    """Tell whether nothing meets a room: the question of a chart that is asked most, so with hardly a call."""
    left, top, right, bottom = room
    for other_left, other_top, other_right, other_bottom in marks:
        if left < other_right and other_left < right and top < other_bottom and other_top < bottom:
            return False
    for line_left, line_top, line_right, line_bottom, line in lines:
        if (
            line_left <= right
            and left <= line_right
            and line_top <= bottom
            and top <= line_bottom
            and line.crosses(room)  # the dearer question
        ):
            return False
    return True
