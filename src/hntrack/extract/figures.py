"""The figures of a sentence that may be claims: what an event counts, lists number and rules define is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from hntrack.extract.cues import AGENDA_NOUNS, INDICATOR_NOUNS
from hntrack.extract.sentences import Sentence
from hntrack.text.quantity import Quantity, find_quantities, first_places
from hntrack.text.quantity_numbers import words_pattern

_INDEX_BEFORE = re.compile(r"(?<!\w)(?:chỉ số|hdi|gini|hệ số|index|pii|pci|par index|sipas|papi|dti)(?!\w)")
_CHANGE = {
    "vi": re.compile(
        r"\s*(?:năm \d{4},? )?(?:lên|xuống|còn|xuống còn|lên mức)\s*(?:hạng|thứ|vị trí|mức|đến)?\s*$"
    ),
    "en": re.compile(r"\s*(?:(?:in|of) \d{4},? )?to\s*$"),
}
_COMPARED = {
    "vi": re.compile(r"(?:so với|so với mức|thay vì|cùng kỳ)\s*(?:mức |hạng |vị trí |con số )?$"),
    "en": re.compile(r"(?:compared (?:with|to)|up from|down from|versus|instead of|against)\s*(?:the )?$"),
}
_FROM = {
    "vi": re.compile(r"(?<!\w)từ (?:mức |hạng |vị trí |thứ )?$"),
    "en": re.compile(r"(?<!\w)from (?:the )?$"),
}
_DEFINING = re.compile(
    r"(?:for|within|in|than|every|after) (?:more than |at least |less than |up to |the |a )?$"
)
_TASK_AGENDA = re.compile(
    r"nhiệm vụ(?:$| (?:trọng tâm|cụ thể|chủ yếu|giải pháp|lớn|chung|và giải pháp|then chốt|giao))"
)


def figures_of(sentence: Sentence, lang: str) -> list[Quantity]:
    """Find the figures of a sentence, in order, each with the role of an earlier value marked by ``per``-less copies.

    Returns:
        Quantities in order; a first place in words stands among them.
    """
    found: list[Quantity] = []
    for one in find_quantities(sentence.text, lang):
        if one.of is not None and _joined_by_words(sentence.low, one):
            found.append(replace(one, of=None))
            found.append(_whole(sentence, one, lang))
        else:
            found.append(one)
    taken = [(one.start, one.end) for one in found]
    found.extend(
        one
        for one in first_places(sentence.low, lang)
        if not any(start <= one.start < end for start, end in taken)
        and not any(0 <= start - one.end <= 2 for start, _ in taken)
    )
    found.sort(key=lambda one: one.start)
    return _with_units_of_changes(sentence, found, lang)


def is_earlier_value(sentence: Sentence, figures: list[Quantity], index: int, lang: str) -> bool:
    """Whether a figure is what another one is compared with: ``từ 53 lên 50``, ``so với 44 năm 2024``."""
    one = figures[index]
    before = sentence.low[max(0, one.start - 30) : one.start]
    if _COMPARED[lang].search(before):
        return True
    follows = figures[index + 1] if index + 1 < len(figures) else None
    if follows is None or not _FROM[lang].search(before):
        return False
    return _CHANGE[lang].fullmatch(sentence.low[one.end : follows.start]) is not None


def is_indicator_noun(noun: str, lang: str) -> bool:
    """Whether a counted thing is worth tracking."""
    return _starts(INDICATOR_NOUNS[lang], lang, noun)


def is_figure(sentence: Sentence, one: Quantity, lang: str) -> bool:
    """Whether a figure may be a claim at all."""
    noun = one.noun.lower()
    before = sentence.low[max(0, one.start - 40) : one.start]
    if one.unit == "place":
        return False
    if one.unit is not None:
        return not (
            lang == "en"
            and one.unit == "percent"
            and _DEFINING.search(before)
            and " of " in sentence.low[: one.start]
        )
    if one.of is not None and noun.startswith(("chỉ số", "tiêu chí", "chỉ tiêu", "indices", "indicators")):
        return True
    if not noun:
        return bool(_INDEX_BEFORE.search(before)) or one.exponent > 0
    if lang == "vi" and one.noun[0].isupper() and not one.noun.split()[0].isupper():
        return False
    if lang == "vi" and noun.startswith("nhiệm vụ") and not _TASK_AGENDA.match(noun):
        return True
    return not _starts(AGENDA_NOUNS[lang], lang, noun)


def _starts(table: tuple[str, ...], lang: str, noun: str) -> bool:
    words = _table(table)
    return words.match(noun.lower()) is not None if lang == "vi" else words.search(noun.lower()) is not None


@cache
def _table(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w\-])(?:{words_pattern(words)})(?![\w])")


def _joined_by_words(low: str, one: Quantity) -> bool:
    return "/" not in low[one.spans[0][1] : one.spans[1][0]]


def _whole(sentence: Sentence, one: Quantity, lang: str) -> Quantity:
    shift = one.spans[0][1]
    whole = find_quantities(sentence.text[shift:], lang)[0]
    return replace(
        whole,
        start=whole.start + shift,
        end=whole.end + shift,
        spans=tuple((a + shift, b + shift) for a, b in whole.spans),
    )


def _with_units_of_changes(sentence: Sentence, found: list[Quantity], lang: str) -> list[Quantity]:
    """Give the later value of a change the unit that only the earlier one has: ``từ vị trí 53 lên 50``."""
    for index in range(len(found) - 1):
        one, after = found[index], found[index + 1]
        if not is_earlier_value(sentence, found, index, lang):
            continue
        if after.unit is None and one.unit is not None:
            found[index + 1] = replace(after, unit=one.unit)
        elif one.unit is None and after.unit is not None and not one.noun:
            found[index] = replace(one, unit=after.unit, exponent=one.exponent or after.exponent)
    return found
