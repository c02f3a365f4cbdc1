"""How a claim quotes its figure: the number, and the one or two words that say what it counts."""

from __future__ import annotations

from hntrack.extract.figures import indicator_words
from hntrack.extract.sentences import Sentence
from hntrack.text.quantity import Quantity

_NOT_COUNTED = frozenset({"được", "đang", "đã", "và", "có", "với", "trong", "tại", "ở", "mới", "lớn"})


def printed_span(sentence: Sentence, one: Quantity, lang: str) -> tuple[int, int]:
    """Give the figure with the one or two words that say what is counted."""
    words = counted(one.noun, lang) if one.unit is None else ""
    at = sentence.text.find(words, one.end, one.end + len(words) + 3) if words else -1
    return (one.start, at + len(words)) if at >= 0 else (one.start, one.end)


def counted(noun: str, lang: str) -> str:
    """Give the few words of a rough noun that say what is counted."""
    words = noun.split()
    known = indicator_words(noun, lang)
    if known:
        return known
    count = 1 if lang == "en" or (len(words) > 1 and words[1].lower() in _NOT_COUNTED) else 2
    return " ".join(words[: 4 if noun.startswith("chỉ số") else count])
