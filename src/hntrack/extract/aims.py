"""Find aims without a figure: a role to take, a level to reach, a place among the first."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from hntrack.extract.edges import edges
from hntrack.extract.sentences import Sentence
from hntrack.languages import load_table
from hntrack.text.quantity_numbers import whole_words, words_pattern

Span = tuple[int, int]
_REST_OF_WORD = re.compile(r"[^\W\d_]{1,15}")


def aims_of(sentence: Sentence, lang: str, taken: list[Span]) -> list[list[Span]]:
    """Give the places where words of an aim stand, for each part of a sentence that has some.

    A part ends at ``;`` and ``:``, and at a comma behind which a verb starts something new.

    Args:
        sentence: Where to look.
        lang: The language.
        taken: Places of figures; words that overlap them are no aim of their own.
    """
    found: list[list[Span]] = []
    for start, end in _parts(sentence.low, lang):
        part = sentence.low[start:end]
        spans = [(m.start() + start, _word_end(part, m.end()) + start) for m in _aims(lang).finditer(part)]
        spans = [span for span in spans if not any(a < span[1] + 2 and span[0] < b for a, b in taken)]
        if spans:
            found.append(spans)
    return found


def _word_end(text: str, end: int) -> int:
    """Give the end of the word in which the bound of a pattern cut an aim."""
    match = _REST_OF_WORD.match(text, end)
    return match.end() if match and text[end - 1 : end].isalpha() else end


def _parts(low: str, lang: str) -> list[Span]:
    cuts = [0, *[m.end() for m in _cut(lang).finditer(low)], len(low)]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


@cache
def _cut(lang: str) -> re.Pattern[str]:
    verbs = words_pattern(edges(lang).clause_verbs)
    return re.compile(
        rf";|:(?=\s)|,(?=\s+(?:{verbs}|không (?:để|còn|có))(?!\w))|(?:{whole_words(('và', 'and'))})"
        r"(?=\s+(?:thuộc|đạt|trở thành|become)(?!\w))"
    )


@cache
def _aims(lang: str) -> re.Pattern[str]:
    table = load_table("aims", lang)
    verbs = words_pattern(edges(lang).clause_verbs)
    parts = [
        row["pattern"].replace("{verbs}", verbs).replace("{where}", table["where"]) for row in table["aim"]
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})")
