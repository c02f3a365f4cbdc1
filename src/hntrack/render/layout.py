"""How wide each column of a table may be on a terminal of a given width."""

from __future__ import annotations

from collections.abc import Sequence

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
