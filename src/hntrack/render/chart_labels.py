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
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Segment(NamedTuple):
    """A straight line on the canvas."""

    x1: float
    y1: float
    x2: float
    y2: float

    def crosses(self, box: Box) -> bool:
        """Whether any of it lies within a rectangle (Liang and Barsky 1984)."""
        if (
            (self.x1 < box.left and self.x2 < box.left)
            or (self.x1 > box.right and self.x2 > box.right)
            or (self.y1 < box.top and self.y2 < box.top)
            or (self.y1 > box.bottom and self.y2 > box.bottom)
        ):
            return False
        begin, end = 0.0, 1.0
        dx, dy = self.x2 - self.x1, self.y2 - self.y1
        for change, room in (
            (-dx, self.x1 - box.left),
            (dx, box.right - self.x1),
            (-dy, self.y1 - box.top),
            (dy, box.bottom - self.y1),
        ):
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
    avoided = tuple(lines)
    at_best = (*avoided, *grid)
    taken = list(marks)
    settled: list[Placed | None] = []
    for label in labels:
        chosen = next(
            (
                one
                for size, around in ((ON_A_PHONE, at_best), (SIZE, at_best), (SIZE, avoided))
                for one, box in _candidates(label, canvas, size)
                if _is_free(box, around, taken)
            ),
            None,
        )
        settled.append(chosen)
        if chosen is not None:
            taken.append(chosen.box)
    return tuple(settled)


def _candidates(label: Label, canvas: Box, size: float) -> Iterator[tuple[Placed, Box]]:
    """Places with their rooms around the label's own, nearer ones first, pushed inside the canvas from the sides."""
    half = len(label.text) * LETTER * size / 2
    least, most = canvas.left + half, canvas.right - half
    if least > most:
        return
    for away in _NEAR if size > SIZE else _DISTANCES:
        below, above = label.y + away + ABOVE * size, label.y - away
        for y in (below, above) if label.below else (above, below):
            for aside in (0.0, half + 10, -half - 10):
                yield from _inside(
                    Placed(label.text, min(max(label.x + aside, least), most), y, size), canvas
                )
        middle = label.y + (ABOVE - BELOW) * size / 2
        for aside in (half + away + 4, -half - away - 4):
            x = min(max(label.x + aside, least), most)
            yield from _inside(Placed(label.text, x, middle, size), canvas)


def _inside(placed: Placed, canvas: Box) -> Iterator[tuple[Placed, Box]]:
    box = placed.box
    if canvas.top <= box.top and box.bottom <= canvas.bottom:
        yield placed, box


def _is_free(box: Box, lines: Sequence[Segment], marks: Sequence[Box]) -> bool:
    room = Box(box.left - _AIR, box.top - _AIR, box.right + _AIR, box.bottom + _AIR)
    for mark in marks:
        if room.meets(mark):
            return False
    return not any(line.crosses(room) for line in lines)  # the dearer question
