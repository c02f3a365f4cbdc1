"""Cut lines into sentences, clauses and words without losing a position, and find the words of promise and report."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from hntrack.languages import load_table
from hntrack.text.areas import areas_in
from hntrack.text.quantity_numbers import lower, whole_words

# A full stop ends a sentence before a blank and a capital, quote, bullet or digit; not after "TP" and the like.
# Its first mark stands before the look behind it, so that a search can skip to marks.
_STOP = re.compile(r"[.!?…](?<![.!?…].)[.!?…]*+[\"”’)]*+(?=\s|$)")
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


# --- clauses and words --------------------------------------------------------------------------------------


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


# --- words of promise and report ----------------------------------------------------------------------------


_NO_CLASS = frozenset({"figures", "clauses", "counts", "none"})
_TALK_REACH = 34


class Cue(NamedTuple):
    """A word of promise or report: where it stands, its class in the table, and the kind it speaks for."""

    start: int
    end: int
    name: str
    kind: str


def find_cues(low: str, lang: str) -> list[Cue]:
    """Find the cues of a lower-case text, in order; a longer one hides those within it.

    A word of aims that only speaks about targets (``vượt các chỉ tiêu``, ``4 of the 9 targets``) reports.
    """
    pattern, classes = _pattern(lang)
    found: list[Cue] = []
    for match in pattern.finditer(low):
        name, kind = classes.get(" ".join(match.group().split()), ("ed", "measurement"))
        if name == "none":
            continue
        start, end = match.span()
        if name == "aim" and _is_talk(low, start, end, lang):
            name, kind = "talk", "measurement"
        found.append(Cue(start, end, name, kind))
    return found


def _is_talk(low: str, start: int, end: int, lang: str) -> bool:
    before, behind = _talk(lang)
    if behind.match(low, end):
        return True
    return before.search(low, max(0, start - _TALK_REACH), start) is not None


@cache
def _talk(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load_table("cues", lang)["figures"]
    before = whole_words(table["talk_before"])
    return (
        re.compile(
            rf"(?:{before})(?: (?:hầu hết|phần lớn|toàn bộ|most|all|of)){{0,2}}"
            r"(?: (?:các|những|the|its|\d{1,3}|many|several))?(?: \w+)? $"
        ),
        re.compile(rf" (?:{'|'.join(table['talk_behind'])})(?!\w)"),
    )


@cache
def _pattern(lang: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    classes: dict[str, tuple[str, str]] = {}
    for name, table in load_table("cues", lang).items():
        if name not in _NO_CLASS or name == "none":
            classes |= {word: (name, table.get("kind", "")) for word in table["words"]}
    any_past = r"|(?<!\w)(?<!be )[a-z]{2,20}ed" if lang == "en" else ""
    return re.compile(rf"(?:{whole_words(classes)}{any_past})(?!\w)"), classes
