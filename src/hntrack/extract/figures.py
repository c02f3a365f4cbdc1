"""The figures of a sentence that may be claims: what an event counts, lists number and rules define is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from hntrack.extract.cues import AGENDA_NOUNS, INDICATOR_NOUNS
from hntrack.extract.earlier import is_earlier_value
from hntrack.extract.sentences import Sentence
from hntrack.extract.subject_words import MEASURED_IN, NO_NOUN
from hntrack.text.figure_words import figure_words
from hntrack.text.quantity import Quantity, find_quantities, first_places, numbered
from hntrack.text.quantity_numbers import words_pattern

_INDEX_BEFORE = re.compile(r"(?<!\w)(?:chỉ số|hdi|gini|hệ số|index|pii|pci|par index|sipas|papi|dti)(?!\w)")
# "present for more than 90% of the term" defines who is counted.
_DEFINING = re.compile(
    r"(?:(?<!aims )(?<!aim )(?<!account )(?<!accounts )(?<!accounted )(?<!accounting )(?<!calls )for"
    r"|within|every|after)"
    r" (?:the |a )?$"
)
_NUMBER_OF = re.compile(
    r"(?<!\w)(?:(?:number of|số lượng|tổng số)(?!\w)[^,;.]*|(?:target|goal|mục tiêu)(?: is| of| was| là)? )$"
)
_CALLED_TARGET = {
    "vi": re.compile(
        r"(?<!\w)(?:mục tiêu|chỉ tiêu)(?: (?:là|tăng trưởng|tăng|giảm|đạt|kế hoạch|năm|đề ra|của năm \d{4}))* $"
    ),
    "en": re.compile(r"(?<!\w)(?:target|goal)(?: rate| for [a-z ]{3,30}| of| was| is)* $"),
}
_COUNTED_BEFORE = re.compile(r"\d[ \u00a0]+[^,;.:]{2,30}$")
_YEAR_BEHIND = re.compile(r"\s+năm (?:19|20)\d\d")
_TASK_AGENDA = re.compile(
    r"nhiệm vụ(?:$| (?:trọng tâm|cụ thể|chủ yếu|giải pháp|lớn|chung|và giải pháp|then chốt|giao))"
)
# A sentence with more numbers is a table run together; its first ones are read.
_MOST_FIGURES = 80
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_COUNTED_PARTS = ("chỉ số", "tiêu chí", "chỉ tiêu", "indices", "indicators", "component")


def figures_of(sentence: Sentence, lang: str) -> list[Quantity]:
    """Find the figures of a sentence in order, first places in words among them.

    A part and its whole joined by words (``168 trên tổng số 800``) are two figures.
    """
    found: list[Quantity] = []
    for one in numbered(sentence.text, sentence.low, lang, _MOST_FIGURES):
        if one.of is not None and one.unit != "rank" and _joined_by_words(sentence.low, one):
            found += [replace(one, of=None), _whole(sentence, one, lang)]
        elif not _is_place_in_words(sentence, one):
            found.append(one)
    found = [
        replace(one, noun="") if one.noun and _names_nothing(sentence, one, lang) else one for one in found
    ]
    found += _places_in_words(sentence, found, lang)
    found += _shares_in_words(sentence, found, lang)
    if len(found) < 2:
        return found
    found.sort(key=lambda one: one.start)
    _share_people(sentence, found)
    _share_units_of_changes(sentence, found, lang)
    return found


def in_words(sentence: Sentence, one: Quantity) -> bool:
    """Whether a figure is a first place in words."""
    return one.unit == "rank" and one.comparator is None and not sentence.low[one.spans[0][0]].isdigit()


def is_measured_in(noun: str, before: str, lang: str) -> bool:
    """Whether a figure is rightly given in what stands behind it, a time or a length: ``tuổi thọ … 75,5 tuổi``."""
    named = MEASURED_IN[lang].get(noun.split(" ", 1)[0], ())
    return any(one in before for one in named)


def is_named_target(sentence: Sentence, one: Quantity, lang: str) -> bool:
    """Whether a figure is called a target right before it, even where results are told: ``vượt mục tiêu 8%``."""
    return _CALLED_TARGET[lang].search(sentence.low[max(0, one.start - 60) : one.start]) is not None


def indicator_words(noun: str, lang: str) -> str:
    """Give the words up to the counted thing itself, ``""`` where the tables do not know it."""
    match = _table(INDICATOR_NOUNS[lang]).search(noun.lower())
    if match is None or (lang == "vi" and match.start()):
        return ""
    return noun[: match.end()] if len(noun[: match.end()].split()) <= 5 else ""


def is_figure(sentence: Sentence, one: Quantity, lang: str) -> bool:
    """Whether a figure may be a claim at all."""
    before = sentence.low[max(0, one.start - 90) : one.start]
    if one.unit is not None:
        defining = lang == "en" and one.unit == "percent" and _DEFINING.search(before)
        return one.unit != "place" and not (defining and "%" in sentence.low[: one.start])
    if not one.noun:
        named = _INDEX_BEFORE.search(before[-40:]) or _NUMBER_OF.search(before)
        return one.of is not None or one.exponent > 0 or named is not None
    return _counts_something(one, before, lang)


def _counts_something(one: Quantity, before: str, lang: str) -> bool:
    noun = one.noun.lower()
    if is_measured_in(noun, before, lang):
        return True
    if noun.startswith(_COUNTED_PARTS) and one.of is not None:
        return True
    is_name = lang == "vi" and one.noun[0].isupper() and not one.noun.split()[0].isupper()  # 46 Trần Hưng Đạo
    if is_name or noun.split(" ", 1)[0] in _ORDINALS:
        return False
    is_task = noun.startswith("nhiệm vụ") and not _TASK_AGENDA.match(noun)
    return is_task or not _names(AGENDA_NOUNS[lang], noun, lang)


@cache
def _no_noun(lang: str) -> re.Pattern[str]:
    measures = (
        ("of", "the", "a", "an", "g", "ml", "cm", "mm", "degrees", "had")
        if lang == "en"
        else ("gr", "mm", "độ")
    )
    return re.compile(rf"(?:{words_pattern([*NO_NOUN[lang], *measures])})(?!\w)")


def _names(table: tuple[str, ...], noun: str, lang: str) -> bool:
    low = noun.lower()
    if lang == "vi":
        return _table(table).match(low) is not None
    return _table(table).search(" ".join(low.split()[:3])) is not None


@cache
def _table(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w\-])(?:{words_pattern(words)})(?![\w])")


def _is_place_in_words(sentence: Sentence, one: Quantity) -> bool:
    return in_words(sentence, one) and one.spans == ((one.start, one.end),)


def _places_in_words(sentence: Sentence, figures: list[Quantity], lang: str) -> list[Quantity]:
    """Find first places in words apart from figures, and not behind what is counted (``3 chỉ số đứng đầu``)."""
    return [
        one
        for one in first_places(sentence.low, lang)
        if not any(f.start <= one.start < f.end or 0 <= f.start - one.end <= 2 for f in figures)
        and not _COUNTED_BEFORE.search(sentence.low[max(0, one.start - 34) : one.start])
    ]


def _shares_in_words(sentence: Sentence, figures: list[Quantity], lang: str) -> list[Quantity]:
    """Find shares and multiples in words, apart from figures: ``half of all homes``."""
    return [
        Quantity(word.value, unit=word.unit, start=start, end=end, spans=((start, end),))
        for word, start, end in figure_words(sentence.low, lang)
        if not any(one.start < end and start < one.end for one in figures)
    ]


def _joined_by_words(low: str, one: Quantity) -> bool:
    return "/" not in low[one.spans[0][1] : one.spans[1][0]]


def _whole(sentence: Sentence, one: Quantity, lang: str) -> Quantity:
    shift = one.spans[0][1]
    whole = find_quantities(sentence.text[shift : one.end + 120], lang)[0]
    spans = tuple((a + shift, b + shift) for a, b in whole.spans)
    return replace(whole, start=whole.start + shift, end=whole.end + shift, spans=spans)


def _names_nothing(sentence: Sentence, one: Quantity, lang: str) -> bool:
    """Whether the words behind a figure go on with the sentence instead of naming what is counted."""
    if one.noun.lower().startswith("năm"):
        return _YEAR_BEHIND.match(sentence.low, one.end) is not None
    return _no_noun(lang).match(one.noun.lower()) is not None


def _share_people(sentence: Sentence, found: list[Quantity]) -> None:
    """Let a list share what its last member is counted per: ``35 giường bệnh, 21 bác sĩ trên 10.000 dân``."""
    for index in range(len(found) - 1, 0, -1):
        one, before = found[index], found[index - 1]
        if before.unit is not None or not (one.unit or "").startswith("per_"):
            continue
        if re.fullmatch(r" [^,;.:]{2,25}(?:,| và) ", sentence.low[before.end : one.start]):
            found[index - 1] = replace(before, unit=one.unit)


def _share_units_of_changes(sentence: Sentence, found: list[Quantity], lang: str) -> None:
    """Give the later value of a change the unit that only the earlier one has, or the reverse."""
    for index in range(len(found) - 1):
        one, after = found[index], found[index + 1]
        if not is_earlier_value(sentence, found, index, lang):
            continue
        if after.unit is None and one.unit is not None:
            found[index + 1] = replace(after, unit=one.unit)
        elif one.unit is None and after.unit is not None and not one.noun:
            found[index] = replace(one, unit=after.unit, exponent=one.exponent or after.exponent)
