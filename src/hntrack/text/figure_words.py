"""Shares and multiples that are printed in words alone, for a linguist to edit.

Only those that a decimal says exactly: a third is none.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from hntrack.text.quantity_numbers import whole_words

_OF_A_PERIOD = ("first ", "second ", "latter ", "other ")  # halves of a year, of a match


class FigureWord(NamedTuple):
    """Words that are a figure.

    Attributes:
        words: Lower case.
        lang: ``vi`` or ``en``.
        value, unit: What they say.
        example: A phrase with them; the tests read it.
    """

    words: str
    lang: str
    value: Decimal
    unit: str
    example: str


def _share(lang: str, percent: int, words: str, example: str) -> FigureWord:
    return FigureWord(words, lang, Decimal(percent), "percent", example)


def _times(value: str, words: str, example: str) -> FigureWord:
    return FigureWord(words, "vi", Decimal(value), "times", example)


FIGURE_WORDS = (
    _share("en", 50, "half of all", "half of all new homes"),
    _share("en", 50, "half of the", "half of the homes"),
    _share("en", 50, "over half of", "just over half of councils"),
    _share("en", 50, "than half of", "more than half of councils"),
    _share("en", 50, "about half of", "about half of councils"),
    _share("en", 50, "nearly half of", "nearly half of councils"),
    _share("en", 50, "almost half of", "almost half of councils"),
    _share("en", 50, "one in two", "one in two homes"),
    _share("en", 50, "one half of", "one half of all homes"),
    _share("en", 25, "a quarter of", "a quarter of all homes"),
    _share("en", 25, "one quarter of", "one quarter of all homes"),
    _share("en", 25, "one in four", "one in four children"),
    _share("en", 75, "three quarters of", "three quarters of enterprises"),
    _share("en", 75, "three-quarters of", "three-quarters of enterprises"),
    _share("en", 75, "three in four", "three in four enterprises"),
    _share("en", 20, "a fifth of", "a fifth of adults"),
    _share("en", 20, "one fifth of", "one fifth of adults"),
    _share("en", 20, "one in five", "one in five adults"),
    _share("en", 40, "two in five", "two in five adults"),
    _share("en", 60, "three in five", "three in five adults"),
    _share("en", 80, "four in five", "four in five adults"),
    _share("en", 10, "a tenth of", "a tenth of households"),
    _share("en", 10, "one in ten", "one in ten households"),
    _share("en", 90, "nine in ten", "nine in ten households"),
    _share("vi", 50, "một nửa số", "một nửa số doanh nghiệp"),
    _share("vi", 25, "một phần tư", "một phần tư số hộ"),
    _share("vi", 75, "ba phần tư", "ba phần tư số hộ"),
    _share("vi", 20, "một phần năm", "một phần năm dân số"),
    _share("vi", 10, "một phần mười", "một phần mười dân số"),
    _times("1.5", "gấp rưỡi", "gấp rưỡi năm 2025"),
    _times("2", "gấp đôi", "gấp đôi năm 2025"),
    _times("2", "gấp hai lần", "gấp hai lần năm 2025"),
    _times("3", "gấp ba lần", "gấp ba lần năm 2025"),
    _times("3", "gấp ba", "gấp ba năm 2025"),
    _times("4", "gấp bốn lần", "gấp bốn lần năm 2025"),
)


def figure_words(low: str, lang: str) -> list[tuple[FigureWord, int, int]]:
    """Find such words in a lower-case text, each with its place; the longer ones where two start alike."""
    pattern, words = _pattern(lang)
    return [
        (words[" ".join(m.group().split())], m.start(), m.end())
        for m in pattern.finditer(low)
        if not low[: m.start()].endswith(_OF_A_PERIOD)
    ]


@cache
def _pattern(lang: str) -> tuple[re.Pattern[str], dict[str, FigureWord]]:
    words = {one.words: one for one in FIGURE_WORDS if one.lang == lang}
    return re.compile(rf"(?:{whole_words(words)})(?!\w)"), words
