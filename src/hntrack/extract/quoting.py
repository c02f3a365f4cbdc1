"""How a claim quotes its figure: the number, and the words that say what it counts."""

from __future__ import annotations

import re
from itertools import count, takewhile

from hntrack.extract.edges import edges
from hntrack.extract.phrases import noun_phrase_behind
from hntrack.extract.sentences import Sentence
from hntrack.text.quantity import Quantity

_ARTICLES = frozenset({"a", "an", "the", "of", "for", "to"})
_EACH = re.compile(
    r"(?: ?/ ?| per | an? | mỗi | một )(ha|hecta|hectares?|tấn|tonnes?|tons?|kg|kilogram|acre|m2|m3)(?!\w)"
)
_EACH_NAMES = {
    "hecta": "ha",
    "hectare": "ha",
    "hectares": "ha",
    "tấn": "tonne",
    "tonnes": "tonne",
    "tons": "ton",
}
_PLAIN = frozenset({None, "percent", "rank", "place"})
_LONGEST_NOUN = {"vi": 4, "en": 2}


def printed_span(sentence: Sentence, figure: Quantity, lang: str) -> tuple[int, int]:
    """Give the figure with the words that say what is counted."""
    words = counted(figure.noun, lang) if figure.unit is None else ""
    at = sentence.text.find(words, figure.end, figure.end + len(words) + 3) if words else -1
    return (figure.start, at + len(words)) if at >= 0 else (figure.start, figure.end)


def each_of(sentence: Sentence, figure: Quantity) -> str:
    """Give what a measure is counted per, as printed behind it: the ``ha`` of ``6,3 tấn/ha``; ``""`` for nothing."""
    match = _EACH.match(sentence.low, figure.end) if figure.unit not in _PLAIN else None
    return _EACH_NAMES.get(match[1], match[1]) if match else ""


def counted(noun: str, lang: str) -> str:
    """Give the few words of a rough noun that say what is counted."""
    if not noun:
        return ""
    phrase = noun_phrase_behind(noun, lang).split() or noun.split()[:1]
    ends = edges(lang).no_noun
    phrase = [
        word
        for word, _ in takewhile(
            lambda pair: pair[1] == 0 or pair[0].lower() not in ends, zip(phrase, count())
        )
    ]
    phrase = phrase[: _LONGEST_NOUN[lang]]
    return " ".join(phrase[:-1] if len(phrase) > 1 and phrase[-1] in _ARTICLES else phrase)
