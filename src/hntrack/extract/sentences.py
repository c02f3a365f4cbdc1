"""Cut lines into sentences and sentences into clauses, without losing a position."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from hntrack.text.quantity_numbers import lower

# A full stop ends a sentence before a blank and a capital, quote, bullet or digit; not after "TP" and the like.
_STOP = re.compile(r"[.!?…]+[\"”’)]*(?=\s|$)")
_ABBREVIATIONS = ("TP", "No", "Mr", "Mrs", "Dr", "vs", "St", "PGS", "GS", "TS", "ThS", "Ths", "approx", "etc")
# No author writes so long a sentence; the bound keeps hostile text from making the work on one grow without end.
_LONGEST = 3000
_CLAUSE_END = re.compile(r";|:(?=\s|$)")


class Sentence:
    """A sentence of a line: its text, and the same in lower case."""

    __slots__ = ("_cuts", "low", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = lower(text)
        self._cuts: list[int] | None = None  # the marks between clauses; few sentences are asked

    def clause_of(self, position: int) -> tuple[int, int]:
        """Give the bounds of the clause (between ``;`` or ``:``) that holds a position."""
        if self._cuts is None:
            self._cuts = [m.start() for m in _CLAUSE_END.finditer(self.low)]
        index = bisect_left(self._cuts, position)
        start = self._cuts[index - 1] + 1 if index else 0
        return start, self._cuts[index] if index < len(self._cuts) else len(self.low)


def sentences_of(line: str) -> Iterator[Sentence]:
    """Give the sentences of a line, in order."""
    start = 0
    for stop in _STOP.finditer(line):
        if line[stop.end() : stop.end() + 8].lstrip()[:1].islower():
            continue
        if line[max(0, stop.start() - 7) : stop.start()].endswith(_ABBREVIATIONS) and stop.end() < len(line):
            continue
        yield from _pieces(line, start, stop.end())
        start = stop.end()
    yield from _pieces(line, start, len(line))


def _pieces(line: str, start: int, end: int) -> Iterator[Sentence]:
    while start < end:
        cut = end
        if end - start > _LONGEST:
            blank = line.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = blank if blank > 0 else start + _LONGEST
        text = line[start:cut]
        if text.strip():
            yield Sentence(text)
        start = cut
