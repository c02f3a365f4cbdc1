"""Cut lines into sentences and sentences into clauses, without losing a position."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hntrack.text.quantity_numbers import lower

# A full stop ends a sentence before a blank and a capital, quote, bullet or digit; not after "TP" and the like.
_STOP = re.compile(
    r"(?<!\bTP)(?<!\bNo)(?<!\bMr)(?<!\bDr)(?<!\bvs)(?<!\bSt)(?<!\bPGS)(?<!\bGS)(?<!\bTS)[.!?…]+[\"”’)]*(?=\s|$)"
)
# No author writes so long a sentence; the bound keeps hostile text from making the work on one grow without end.
_LONGEST = 4000
_CLAUSE_END = re.compile(r";|:(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a line: its text, the same in lower case, and where it starts in the line."""

    text: str
    low: str
    start: int

    def clause_of(self, position: int) -> tuple[int, int]:
        """Give the bounds of the clause (between ``;`` or ``:``) that holds a position."""
        start, end = 0, len(self.low)
        for match in _CLAUSE_END.finditer(self.low):
            if match.end() <= position:
                start = match.end()
            else:
                end = match.start()
                break
        return start, end


def sentences_of(line: str) -> Iterator[Sentence]:
    """Give the sentences of a line, in order."""
    start = 0
    for stop in _STOP.finditer(line):
        if line[stop.end() : stop.end() + 8].lstrip()[:1].islower():
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
            yield Sentence(text, lower(text), start)
        start = cut
