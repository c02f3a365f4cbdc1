"""Countries and places that texts speak of, and which one a document is about."""

from __future__ import annotations

import re
from functools import cache

from hntrack.languages import load_table
from hntrack.text.quantity_numbers import whole_words

_TITLE_WEIGHT = 3
_COUNTRY = "Vietnam"


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, list[str]] = load_table("areas")["areas"]
    names = {word: name for name, words in table.items() for word in words}
    return re.compile(rf"(?:{whole_words(names, ' ')})(?!\w)"), names


def areas_in(low: str) -> list[tuple[int, str]]:
    """Give the places that a lower-case text names, each with where it starts."""
    pattern, names = _pattern()
    return [(m.start(), names[m.group()]) for m in pattern.finditer(low)]


def main_area(lines: list[str], lang: str) -> str:
    """Give the place that a document (lower-case lines) speaks of most, its first line counting thrice; or ``""``.

    A ministry or "the whole country" speaks for the country only where no other place is named.
    """
    counts: dict[str, int] = {}
    for index, low in enumerate(lines):
        for _, name in areas_in(low):
            counts[name] = counts.get(name, 0) + (_TITLE_WEIGHT if index == 0 else 1)
    if counts:
        return max(counts, key=lambda name: counts[name])
    national = load_table("genres", lang)["places"]["country"]
    return _COUNTRY if any(word in low for low in lines for word in national) else ""
