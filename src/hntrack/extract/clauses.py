"""Where the clauses of a sentence end, its words, and what stands between two places of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from hntrack.languages import load_table
from hntrack.text.quantity_numbers import whole_words

NEAR, CLAUSE, FAR = "near", "clause", "far"
_COMMA = re.compile(r",(?=\s)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[%$€£₹,;:()\[\].–—\-+|/\"“”]")


class Clauses:
    """The marks of a sentence: hard ones set off another clause, commas only a part of one."""

    __slots__ = ("commas", "hard")

    def __init__(self, low: str, lang: str) -> None:
        self.hard = [m.start() for m in _hard(lang).finditer(low)]
        self.commas = [m.start() for m in _COMMA.finditer(low)] if "," in low else []

    def between(self, start: int, end: int) -> str:
        """Say how far apart two places are: ``near`` (no mark between), ``clause`` (commas) or ``far``."""
        for places, reach in ((self.hard, FAR), (self.commas, CLAUSE)):
            if places and (at := bisect_left(places, start)) < len(places) and places[at] < end:
                return reach
        return NEAR


class Words:
    """The words and marks of a sentence in order; a year stands as ``0000``, any other number as ``0``."""

    __slots__ = ("starts", "texts")

    def __init__(self, low: str) -> None:
        found = list(_WORD.finditer(low))
        self.starts = [m.start() for m in found]
        self.texts = [_plain(m.group()) for m in found]

    def between(self, start: int, end: int) -> list[str]:
        """Give those that start between two places."""
        return self.texts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _plain(word: str) -> str:
    if not word[0].isdecimal():
        return word
    return "0000" if len(word) == 4 and word.startswith(("19", "20")) else "0"


@cache
def _hard(lang: str) -> re.Pattern[str]:
    contrast = whole_words(load_table("cues", lang)["clauses"]["contrast"])
    return re.compile(rf";|:(?=\s|$)|[–—](?=\s)|(?:{contrast})(?!\w)")
