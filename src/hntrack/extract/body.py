"""Tell the article from the page around it.

The body starts with the file and ends before the first line that consists of a page's pointer words alone
(``Tin liên quan``, ``Đọc thêm``, ``Related articles``) once at least one paragraph has been read.  Within it,
image markup, machine ids, lone numbers, calls to readers and lines that only repeat headlines are left out.
"""

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
_LONGEST_MACHINE_ID = 80
_LONE_NUMBER = re.compile(r"-?\d{1,4}(?: \d{3}){0,3}", re.ASCII)


class BodyLine(NamedTuple):
    """A line of the article's own text: its number in the file, from 1, and its text (NFC)."""

    number: int
    text: str


def body_lines(text: str) -> tuple[BodyLine, ...]:
    """Give the lines of the article itself, in order, empty ones left out."""
    return body_and_end(text)[0]


def body_and_end(text: str, cells: list[BodyLine] | None = None) -> tuple[tuple[BodyLine, ...], int | None]:
    """Give the lines of the article, and the number of the pointer line that ended it (``None``: read to its end).

    Args:
        text: The article, possibly with the page around it.
        cells: Gets the same lines and the short numbers between them, which may be cells of a table.
    """
    markers, starts = _page_words()
    found: list[BodyLine] = []
    paragraphs = 0
    cells = [] if cells is None else cells
    for number, line in enumerate(split_lines(nfc(text)), start=1):
        low = line.strip(_EDGES).lower()
        if paragraphs and low in markers:
            return tuple(found), number
        words = low.split()
        if low and not _is_page_line(line, low, words, starts):
            found.append(BodyLine(number, line))
            cells.append(found[-1])
            paragraphs += len(words) > _PARAGRAPH_WORDS
        elif _LONE_NUMBER.fullmatch(low):
            cells.append(BodyLine(number, line))
    return tuple(found), None


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
    if len(low) < _LONGEST_MACHINE_ID and _MACHINE.fullmatch(low) and any(c.isdigit() for c in low):
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
