"""Tell the article from the page around it.

The body starts with the file and ends before the first line that consists of a page's pointer words alone
(``Tin liên quan``, ``Đọc thêm``, ``Related articles``) once at least one paragraph has been read.  Within it,
image markup, machine ids, lone numbers, calls to readers and lines that only repeat headlines are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hntrack.extract.page_words import ENDS_BODY, PAGE_LINE_STARTS
from hntrack.text.fold import nfc
from hntrack.text.lines import split_lines

_MARKERS = frozenset(ENDS_BODY)
_EDGES = " \t\u00a0|:.…-–—*#•>»_"
_IMAGE = re.compile(r"!?\[[^\]\n]{0,300}\]\([^)\n]{0,600}\)")
_MACHINE = re.compile(r"[0-9a-f\-]*[0-9][0-9a-f\- ]*", re.ASCII)
_PARAGRAPH_WORDS = 12


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line of the article's own text: its number in the file, from 1, and its text (NFC)."""

    number: int
    text: str


def body_lines(text: str) -> tuple[BodyLine, ...]:
    """Give the lines of the article itself, in order, empty ones left out."""
    found: list[BodyLine] = []
    paragraphs = 0
    for number, raw in enumerate(split_lines(text), start=1):
        line = nfc(raw)
        bare = line.strip(_EDGES)
        low = bare.lower()
        if paragraphs and low in _MARKERS:
            break
        if low and not _is_page_line(line, low):
            found.append(BodyLine(number, line))
            paragraphs += len(low.split(None, _PARAGRAPH_WORDS)) > _PARAGRAPH_WORDS
    return tuple(found)


def _is_page_line(line: str, low: str) -> bool:
    if line.lstrip().lower().startswith(PAGE_LINE_STARTS):
        return True
    if "](" in line and not _IMAGE.sub("", line).strip(_EDGES):
        return True
    if len(low) < 80 and _MACHINE.fullmatch(low):
        return True
    return _only_repeats(low)


def _only_repeats(low: str) -> bool:
    """Whether the line is headlines each printed twice in a row, as carousels leave them in scraped pages."""
    words = low.split()
    if not 8 <= len(words) <= 200:
        return False
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
