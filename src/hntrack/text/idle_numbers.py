"""Tell which numbers of a sentence count nothing: those of rooms, sections, telephones and the like."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hntrack.languages import load_table
from hntrack.text.quantity import Quantity

_OF_TIME_OR_RANK = frozenset({"year", "month", "week", "day", "hour", "minute", "rank"})
_DIGIT_RUN = re.compile(r"\d++")
_LOOK_BACK = 60
_LAST_WORD = re.compile(r"([^\W\d_]{1,12})\.? ?#?$")
_GROUPS = re.compile(r"\+?\(?\d{1,4}\)?(?:[ .\-\u00a0]\(?\d{1,4}\)?){2,6}(?![\d,%])")
_LONG_NUMBER = re.compile(r"\d{8,}(?![\d.,])")
_OF_A_GROUP = frozenset("0123456789 .-+()\u00a0")
_WIDEST_GROUPS = 26
_SECTION = re.compile(
    r"\s{0,9}(?:\(?\d{1,2}[.)]?|\d{1,2}(?:\.\d{1,2}){1,3}\.?)(?:[ \u00a0]{1,4}|[-–] )(?=[^\W\d_])"
)
_END_MARK = re.compile(r"\(\d{2}\)\s{0,9}")
_NEAR = 40  # characters from a word of contact to a number


class _Idle(NamedTuple):
    labels: frozenset[str]
    contacts: re.Pattern[str]
    around: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


def is_idle(text: str, figure: Quantity, lang: str) -> bool:
    """Whether a figure of a sentence counts nothing.

    Args:
        text: The sentence.
        figure: One of its figures.
        lang: Its language.
    """
    start = figure.spans[0][0] if figure.spans else figure.start
    if not text[start : start + 1].isdigit() or not _may_be_idle(figure):
        return False
    bare = figure.unit is None and not figure.exponent
    return (
        _is_section(text, start)
        or (bare and (_LONG_NUMBER.match(text, start) is not None or _is_telephone(text, start)))
        or (bare and _is_named(text, start, _idle(lang)))
        or _is_told_by_its_sides(text, start, lang)
    )


def _is_named(text: str, start: int, words: _Idle) -> bool:
    """Whether a bare number belongs to a word before it (``Room 204``, ``dial 311``), or ends a release (``(30)``)."""
    before = text[max(0, start - _NEAR) : start].lower()
    label = _LAST_WORD.search(before, max(0, len(before) - 15))
    return (
        (label is not None and label[1] in words.labels)
        or words.contacts.search(before) is not None
        or _END_MARK.fullmatch(text, max(0, start - 1)) is not None
    )


def _is_told_by_its_sides(text: str, start: int, lang: str) -> bool:
    """Whether what stands right before and behind a number is one of the pairs that a language has for that."""
    front = text[max(0, start - _LOOK_BACK) : start]
    digits = _DIGIT_RUN.match(text, start)
    end = digits.end() if digits else start
    return any(behind.match(text, end) and before.search(front) for before, behind in _idle(lang).around)


def _may_be_idle(figure: Quantity) -> bool:
    """Whether a figure is a bare number, or one of years and the like: money, shares and quantities always count."""
    return figure.unit is None or (
        figure.unit in _OF_TIME_OR_RANK and figure.value == figure.value.to_integral_value()
    )


def _is_section(text: str, start: int) -> bool:
    """Whether the number that opens a sentence numbers it: ``2.1 Homes``, ``1 Tỷ lệ``, ``(1) Tốc độ``."""
    section = _SECTION.match(text)
    return section is not None and start < section.end() and text[section.end()].isupper()


def _is_telephone(text: str, start: int) -> bool:
    """Whether a number is one of several groups of digits, as telephones have them."""
    first = start
    while first > 0 and start - first < _WIDEST_GROUPS and text[first - 1] in _OF_A_GROUP:
        first -= 1
    groups = _GROUPS.search(text, first, start + _WIDEST_GROUPS)
    if groups is None or not groups.start() <= start < groups.end():
        return False
    return groups.group()[0] in "+(0" or groups.group().count("-") > 1


@cache
def _idle(lang: str) -> _Idle:
    table = load_table("idle", lang)
    contacts = "|".join(re.escape(word) for word in table["contacts"])
    around = tuple(
        (re.compile(rf"(?:{row['pattern']})$" if row["pattern"] else ""), re.compile(row["behind"]))
        for row in table["before"]
    )
    contact = re.compile(
        rf"(?:{contacts})s?(?: at| on| the| line| number| theo số| qua số| số| miễn phí)?:? ?[(+]?$"
    )
    return _Idle(frozenset(table["labels"]), contact, around)
