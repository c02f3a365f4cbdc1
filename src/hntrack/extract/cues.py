"""Find the words that speak for a promise or for a report (the tables ``cues`` of each language)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hntrack.languages import load_table
from hntrack.text.quantity_numbers import whole_words

_BLANKS = re.compile(r"\s+")
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
        name, kind = classes.get(_BLANKS.sub(" ", match.group()), ("ed", "measurement"))
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
