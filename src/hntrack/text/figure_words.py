"""Shares and multiples that are printed in words alone, for a linguist to edit.

Only those that a decimal says exactly: a third is none.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from hntrack.classes import NamedTuple
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
    comparator: str | None = None


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
    _share("en", 50, "in half", "cut road deaths in half"),
    _share("en", 50, "by half", "cut road deaths by half"),
    _share("en", 50, "half of", "half of its containers"),
    FigureWord("double-digit", "en", Decimal(10), "percent", "double-digit growth", "at_least"),
    FigureWord("double digits", "en", Decimal(10), "percent", "growth in double digits", "at_least"),
    FigureWord("twice the", "en", Decimal(2), "times", "twice the share of 2019"),
    FigureWord("twice as many", "en", Decimal(2), "times", "twice as many as in 2019"),
    FigureWord("hai con số", "vi", Decimal(10), "percent", "tăng trưởng hai con số", "at_least"),
    FigureWord("2 con số", "vi", Decimal(10), "percent", "tăng trưởng 2 con số", "at_least"),
    FigureWord("hai chữ số", "vi", Decimal(10), "percent", "tăng trưởng hai chữ số", "at_least"),
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
    _times("2", "tăng hai lần", "tăng hai lần số chuyên gia"),
    _times("3", "tăng ba lần", "tăng ba lần số chuyên gia"),
    _times("2", "tăng gấp đôi", "tăng gấp đôi số chuyên gia"),
    _times("4", "gấp bốn lần", "gấp bốn lần năm 2025"),
)


class FigureAlone(NamedTuple):
    """What a whole text in words says: ``hai con số`` is at least 10 percent."""

    value: Decimal
    unit: str
    comparator: str | None = None
    qualifier: str = "exact"


_MULTIPLES = {
    "vi": {
        "1.5": "gấp rưỡi, gấp 1,5", "2": "gấp đôi, tăng gấp đôi, gấp hai, gấp hai lần, tăng gấp hai lần",
        "3": "gấp ba, gấp ba lần, tăng gấp ba", "4": "gấp bốn, gấp bốn lần", "5": "gấp năm, gấp năm lần",
        "10": "gấp mười, gấp mười lần",
    },
    "en": {
        "2": "double, doubled, doubling, twice, twofold, two-fold", "3": "triple, tripled, threefold, three-fold",
        "4": "quadruple, quadrupled, fourfold, four-fold", "5": "fivefold, five-fold", "10": "tenfold, ten-fold",
    },
}  # fmt: skip
_SHARES = {
    "vi": {
        "50": "một nửa, nửa, giảm một nửa, giảm còn một nửa", "25": "một phần tư", "75": "ba phần tư",
        "20": "một phần năm", "40": "hai phần năm", "10": "một phần mười",
    },
    "en": {
        "50": "half, one half, a half, halved, halve, by half, one in two",
        "25": "a quarter, one quarter, quarter, one in four",
        "75": "three quarters, three-quarters", "20": "a fifth, one fifth, one in five", "40": "two fifths",
        "10": "a tenth, one tenth, one in ten",
    },
}  # fmt: skip
_BOUNDED = {
    "vi": {"quá nửa": "more_than", "hơn một nửa": "more_than", "trên một nửa": "more_than", "gần một nửa": "about",
           "khoảng một nửa": "about", "ít nhất một nửa": "at_least"},
    "en": {"more than half": "more_than", "over half": "more_than", "at least half": "at_least",
           "nearly half": "about", "almost half": "about", "about half": "about"},
}  # fmt: skip
_TWO_DIGITS = {
    "vi": ("hai con số", "2 con số", "mức hai con số"),
    "en": ("double digits", "double-digit", "double digit", "two digits"),
}


def _figures_alone(lang: str) -> MappingProxyType[str, FigureAlone]:
    found = {
        word: FigureAlone(Decimal(value), unit)
        for unit, table in (("times", _MULTIPLES), ("percent", _SHARES))
        for value, words in table[lang].items()
        for word in words.split(", ")
    }
    for word, qualifier in _BOUNDED[lang].items():
        comparator = None if qualifier == "about" else qualifier
        found[word] = FigureAlone(Decimal(50), "percent", comparator, qualifier)
    for word in _TWO_DIGITS[lang]:
        found[word] = FigureAlone(Decimal(10), "percent", "at_least", "at_least")
    return MappingProxyType(found)


FIGURES_ALONE = MappingProxyType({lang: _figures_alone(lang) for lang in ("vi", "en")})
"""Texts that are a figure in words and nothing else, by language."""

FRACTIONS_ALONE = MappingProxyType(
    {
        "vi": {"một phần ba": (1, 3), "hai phần ba": (2, 3), "một phần sáu": (1, 6)},
        "en": {"a third": (1, 3), "one third": (1, 3), "one in three": (1, 3), "two thirds": (2, 3),
               "two-thirds": (2, 3), "a sixth": (1, 6)},
    }
)  # fmt: skip
"""Fractions that no decimal says exactly: a citation may be rounded, a typed value must be given in digits."""

NUMBERS_ALONE = MappingProxyType(
    {
        "vi": {
            "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
            "mười": 10, "mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười lăm": 15,
            "hai mươi": 20, "ba mươi": 30, "bốn mươi": 40, "năm mươi": 50, "sáu mươi": 60, "bảy mươi": 70,
            "tám mươi": 80, "chín mươi": 90, "một trăm": 100,
        },
        "en": {
            "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
            "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100,
            "one hundred": 100,
        },
    }
)  # fmt: skip
"""Numbers in words, where the whole text is one figure. """


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
    words = {word.words: word for word in FIGURE_WORDS if word.lang == lang}
    return re.compile(rf"(?:{whole_words(words)})(?!\w)"), words
