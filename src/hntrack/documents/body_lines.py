"""The lines of an article without the page around it, as pages that are saved or copied leave it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hntrack.languages import load_table
from hntrack.text.characters import nfc, split_lines

_EDGES = " \t\u00a0|:.…-–—*#•>»_"
_IMAGE = re.compile(r"!?\[[^\]\n]{0,300}\]\([^)\n]{0,600}\)")
_MACHINE = re.compile(r"[0-9a-f\- ]*", re.ASCII)
_PARAGRAPH_WORDS = 12
_LONE_NUMBER = re.compile(r"-?\d{1,4}(?: \d{3}){0,3}", re.ASCII)


class BodyLine(NamedTuple):
    """A line of the article's own text: its number in the file, from 1, and its text (NFC)."""

    number: int
    text: str


class Body(NamedTuple):
    """The article's own text.

    Attributes:
        lines: Its lines, in order, empty ones left out.
        cells: The same, and the short numbers between them, which may be cells of a table.
        ended_at: The number of the line that points to other articles and ended it; ``None``: read to its end.
    """

    lines: tuple[BodyLine, ...]
    cells: tuple[BodyLine, ...]
    ended_at: int | None


def read_body(text: str) -> Body:
    """Tell the lines of the article from the page around it: its menus, teasers, captions and pointers."""
    markers, starts = _page_words()
    lines: list[BodyLine] = []
    cells: list[BodyLine] = []
    ended_at = None
    paragraphs = 0
    for number, line in enumerate(split_lines(nfc(text)), start=1):
        low = line.strip(_EDGES).lower()
        if paragraphs and low in markers:
            ended_at = number
            break
        words = low.split()
        if low and not _is_page_line(line, low, words, starts):
            lines.append(BodyLine(number, line))
            cells.append(lines[-1])
            paragraphs += len(words) > _PARAGRAPH_WORDS
        elif _LONE_NUMBER.fullmatch(low):
            cells.append(BodyLine(number, line))
    return Body(tuple(lines), tuple(cells), ended_at)


@cache
def _page_words() -> tuple[frozenset[str], tuple[str, ...]]:
    tables = [load_table("page", lang) for lang in ("vi", "en")]
    markers = frozenset(word for table in tables for word in table["ends_body"])
    return markers, tuple(word for table in tables for word in table["line_starts"])


def _is_page_line(line: str, low: str, words: list[str], starts: tuple[str, ...]) -> bool:
    if line.lstrip().lower().startswith(starts):
        return True
    if "](" in line and not _IMAGE.sub("", line).strip(_EDGES):
        return True
    if _MACHINE.fullmatch(low):
        return True
    return 8 <= len(words) <= 200 and _only_repeats(words)


def _only_repeats(words: list[str]) -> bool:
    """Whether a line is headlines each printed twice in a row, as carousels leave them in scraped pages."""
    at = 0
    while at < len(words):
        half = next(
            (
                k
                for k in range(3, (len(words) - at) // 2 + 1)
                if words[at : at + k] == words[at + k : at + 2 * k]
            ),
            0,
        )
        if not half:
            return False
        at += 2 * half
    return True
