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
_AFTER_STOP = re.compile(r"\s+(?=[^a-zà-ỹđ\s])|\s*$")
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
        if stop.end() <= start or not _AFTER_STOP.match(line, stop.end()):
            continue
        yield from _sentence(line, start, stop.end())
        start = stop.end()
    yield from _sentence(line, start, len(line))


def _sentence(line: str, start: int, end: int) -> Iterator[Sentence]:
    text = line[start:end]
    if text.strip():
        yield Sentence(text, lower(text), start)
