"""Cut lines into sentences and sentences into clauses, without losing a position."""

from __future__ import annotations

import re
from bisect import bisect_left

from hntrack.extract.areas import areas_in
from hntrack.text.quantity_numbers import lower

# A full stop ends a sentence before a blank and a capital, quote, bullet or digit; not after "TP" and the like.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”’)]*+(?=\s|$)")
_ABBREVIATIONS = (
    "TP",
    "No",
    "Mr",
    "Mrs",
    "Dr",
    "vs",
    "St",
    "PGS",
    "GS",
    "TS",
    "ThS",
    "Ths",
    "approx",
    "etc",
    "Rs",
    "Sh",
    "Jr",
)
# No author writes so long a sentence; the bound keeps hostile text from making the work on one grow without end.
_LONGEST = 3000
_CLAUSE_END = re.compile(r";|:(?=\s|$)")


class Sentence:
    """A sentence of a line: its text, the same in lower case, and where on the line it starts."""

    __slots__ = ("_areas", "_cuts", "low", "start", "text")

    def __init__(self, text: str, start: int = 0) -> None:
        self.text, self.start = text, start
        self.low = lower(text)
        self._cuts: list[int] | None = None  # the marks between clauses; few sentences are asked
        self._areas: list[tuple[int, str]] | None = None

    @property
    def areas(self) -> list[tuple[int, str]]:
        """The places that it names, and where."""
        if self._areas is None:
            self._areas = areas_in(self.low)
        return self._areas

    def clause_of(self, position: int) -> tuple[int, int]:
        """Give the bounds of the clause (between ``;`` or ``:``) that holds a position."""
        if self._cuts is None:
            self._cuts = [m.start() for m in _CLAUSE_END.finditer(self.low)]
        index = bisect_left(self._cuts, position)
        start = self._cuts[index - 1] + 1 if index else 0
        return start, self._cuts[index] if index < len(self._cuts) else len(self.low)


def sentences_of(line: str) -> list[Sentence]:
    """Give the sentences of a line, in order."""
    found: list[Sentence] = []
    start = 0
    ends = [m.end() for m in _STOP.finditer(line) if _ends_sentence(line, m.start(), m.end())]
    for end in (*ends, len(line)):
        while start < end:
            cut = end if end - start <= _LONGEST else _blank_near(line, start)
            text = line[start:cut]
            if text.strip():
                found.append(Sentence(text, start))
            start = cut
    return found


def _ends_sentence(line: str, start: int, end: int) -> bool:
    """Whether the stop at a place is more than that of an abbreviation or of an aside."""
    if line[end : end + 8].lstrip()[:1].islower():
        return False
    return end == len(line) or not line[max(0, start - 7) : start].endswith(_ABBREVIATIONS)


def _blank_near(line: str, start: int) -> int:
    """Say where a sentence that is too long is cut: at a blank if it has one."""
    blank = line.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
    return blank if blank > 0 else start + _LONGEST
