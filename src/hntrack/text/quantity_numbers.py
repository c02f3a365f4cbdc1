"""Find the numbers of a text: digits, where they are no date, year, document or name; and words that say a figure.

The tables are for a linguist to edit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from hntrack.classes import NamedTuple, late
from hntrack.text.numbers import AmbiguousNumber, NotANumber, read_misprinted_number
from hntrack.text.quantity_words import COMPARING, MASKS, NUMBER_WORDS, RANK_WORDS, SCALE_WORDS, UNIT_WORDS

Span = tuple[int, int]
# Thousands may also be set apart by blanks, as official English does: 10 000.  The first digit stands before the
# look behind it, so that a search can skip to digits.
DIGITS = late(
    r"[0-9](?:(?<![0-9.,].)[0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,](?![0-9]{3}(?![0-9]))[0-9]+)?"
    r"(?![0-9]|[.,][0-9])|[0-9]*(?:[.,][0-9]+)*)",
    re.ASCII,
)
_ANY_BLANKS = r"[ \u00a0]+"
_BLANKS = str.maketrans("", "", " \u00a0\u202f")
_YEAR = late(r"(?:19|20)[0-9]{2}", re.ASCII)
_SIGN_BEFORE = late(
    r"(?:usd|eur|vnd|vnđ|gbp|(?<![^\W\d_])(?:ksh|sh|rs|rm|inr|kes|php|ngn|ugx|tzs|rwf|etb|ghs|zmw|zar|mwk|bwp|egp|sar|aed|"
    r"qar|omr|bdt|lkr|npr|pkr|idr|myr|thb|krw|jpy|cny|hkd|twd|sgd|aud|cad|nzd|fjd|pgk|jmd|ttd|bbd|kzt|uzs|chf|sek|nok|dkk|"
    r"pln|czk|huf|ron|brl|mxn|clp|cop))$"
)
# Letters may stand for money where what follows is money's size: "P13,873", "R3.8 billion", "Dh4 trillion".
_LETTERS_BEFORE = late(r"(?<!\w)(?:[pnrk]|dhs?|shs|[tu]sh|tk|vt|le|br|sr|qr|bd|kd|ghs|aed|zmw)$")
_OF_MONEY = late(r"\d{1,3}(?:,\d{2,3})*,\d{3}|[\d.]+ ?(?:(?:b|m|tr)illion|bn|tn|crore|lakh|tri?)(?!\w)")
# What makes four digits like 2000 a count after all: a scale or unit, or a plain noun in English ("2000 homes").
_AFTER_YEAR = {
    "vi": r"\s*(?:%|triệu|tỷ|tỉ|nghìn|ngàn|usd|đồng|mw|ha\b|km|tấn|doanh nghiệp|người|dự án|startup|hộ|xã|sản phẩm|"
    r"tỷ lệ|cơ sở|tổ chức|nhiệm vụ|bằng|sáng chế|kỹ sư|nhân lực)",
    "en": r"\s*(?:%|percent|per cent|million|billion|bn|usd|mw|homes|people|firms|companies|projects|schools)",
}

# "children under five" are counted by nobody's five.
_AGE_BEFORE = late(
    r"(?<!\w)(?:children|kids|infants|girls|boys|babies|mortality|those|adults) (?:aged )?(?:under|over|below|above) $"
)
_ONE_MILLION = late(r"(?<!\w)(?P<n>half an?|a|one)(?= (?:m|b|tr)illion(?!\w))")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
# A number in words counts where a scale or a per cent follows: "six million trees", "six to seven per cent".
_SPELT = {
    "en": late(
        rf"(?<!\w)(?P<n>(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[:9])}))?"
        rf"|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
        rf"(?=(?: to (?:{'|'.join([*_TENS, *_ONES])})(?!\w))?"
        r"[ \-](?:hundred thousand|thousand|million|billion|crore|lakh|per cent|percent|percentage points?|gigawatts?"
        r"|megawatts?|times(?! (?:a|per|in|since|this|during)(?!\w)))(?!\w))"
    ),
    "vi": late(
        r"(?<!\w)(?P<n>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
        r"(?=[ \u00a0](?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|phần trăm)(?!\w)(?! dân))"
    ),
}


class NumberAt(NamedTuple):
    """A number and its place; ``word`` where it is printed as a word."""

    value: Decimal
    start: int
    end: int
    word: bool = False


def lower(text: str) -> str:
    """Lower-case without changing any position (``str.lower`` makes two characters of ``İ``)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(one := c.lower()) == 1 else c for c in text)


def words_pattern(words: Iterable[str]) -> str:
    """Give an alternation of words, the longest first, any run of blanks for each space.

    Words that start alike share their start, so that a text is held against few of some hundred words.
    """
    return "|".join(_branches(words, "", _ANY_BLANKS))


def whole_words(words: Iterable[str], blank: str = _ANY_BLANKS) -> str:
    r"""Give what ``(?<!\w)`` before :func:`words_pattern` finds, in a form in which a search skips to first letters."""
    return "|".join(_branches(words, r"(?<!\w{})", blank))


def _branches(words: Iterable[str], behind_first: str, blank: str) -> list[str]:
    """Give a pattern for each first letter; ``behind_first`` is put behind it, with the letter for its braces."""
    rests: dict[str, set[str]] = {}
    for word in words:
        rests.setdefault(word[0], set()).add(word[1:])
    found = []
    for letter, rest in sorted(rests.items()):
        here = blank if letter == " " else re.escape(letter)
        here += behind_first.replace("{}", here)
        longer = _branches(rest - {""}, "", blank)
        if len(longer) == 1 and "" not in rest:
            found.append(here + longer[0])
        else:
            found.append(
                here + (f"(?:{'|'.join(longer)})" if longer else "") + ("?" if longer and "" in rest else "")
            )
    return found


def masked_spans(low: str, lang: str) -> tuple[Span, ...]:
    """Give the places of dates, years and numbers of documents in a lower-case text."""
    return tuple(m.span() for m in _masks(lang).finditer(low))


def numbers_of(text: str, low: str, lang: str) -> list[NumberAt]:
    """Find the numbers of a text, in order; ``low`` is the same text through :func:`lower`."""
    digits = [m for m in DIGITS.finditer(text) if _stands_alone(low, m.start(), m.end(), lang)]
    in_words = [
        NumberAt(Decimal(NUMBER_WORDS[lang][m["n"]]), m.start("n"), m.end("n"), word=True)
        for m in _number_words(lang).finditer(low)
        if not _AGE_BEFORE.search(low, max(0, m.start("n") - 30), m.start("n"))
    ]
    if lang == "en" and "illion" in low:
        in_words += [
            NumberAt(Decimal("0.5" if m["n"].startswith("half") else 1), m.start("n"), m.end("n"), word=True)
            for m in _ONE_MILLION.finditer(low)
        ]
    taken = {at for number in in_words for at in range(number.start, number.end)}
    in_words += [
        NumberAt(_spelt(m["n"], lang), m.start("n"), m.end("n"), word=True)
        for m in _SPELT[lang].finditer(low)
        if m.start("n") not in taken
    ]
    if not digits:
        return sorted(in_words, key=lambda one: one.start)
    masked = masked_spans(low, lang)
    numbers = [
        NumberAt(value, m.start(), m.end())
        for m in digits
        if not _is_masked(masked, m.start()) and (value := _value(m.group(), lang)) is not None
    ]
    return sorted([*numbers, *in_words], key=lambda one: one.start)


def _spelt(words: str, lang: str) -> Decimal:
    if lang == "vi":
        return Decimal(NUMBER_WORDS["vi"][words])
    tens, _, ones = words.partition("-")
    if tens in _TENS:
        return Decimal(10 * (_TENS.index(tens) + 2) + (_ONES.index(ones) + 1 if ones else 0))
    return Decimal(_ONES.index(words) + 1)


def _is_masked(spans: tuple[Span, ...], at: int) -> bool:
    index = bisect_right(spans, at, key=lambda one: one[0]) - 1
    return index >= 0 and at < spans[index][1]


def _value(run: str, lang: str) -> Decimal | None:
    try:
        return read_misprinted_number(run.translate(_BLANKS), lang)
    except AmbiguousNumber as two:
        return two.readings[0]
    except NotANumber:
        return None


def _stands_alone(low: str, start: int, end: int, lang: str) -> bool:
    before, after = low[start - 1 : start], low[end : end + 1]
    if before.isalnum() and not _is_money(low, start):
        return False
    if before in {"-", "–"} and low[max(0, start - 2) : start - 1].isalpha():
        return False
    if after.isalpha() and not _attached(lang).match(low, end):
        return False
    return not _YEAR.fullmatch(low, start, end) or bool(_after_year(lang).match(low, end))


def _is_money(low: str, start: int) -> bool:
    """Whether the letters joined to a number are the sign of a currency."""
    if _SIGN_BEFORE.search(low, max(0, start - 4), start):
        return True
    letters = _LETTERS_BEFORE.search(low, max(0, start - 4), start)
    return letters is not None and _OF_MONEY.match(low, start) is not None


@cache
def _masks(lang: str) -> re.Pattern[str]:
    patterns = [mask.pattern for mask in MASKS if mask.lang in {lang, "any"}]
    at_words = "|".join(pattern.removeprefix(r"\b") for pattern in patterns if pattern.startswith(r"\b"))
    others = "".join(f"|{pattern}" for pattern in patterns if not pattern.startswith(r"\b"))
    # One test of the beginning of a word for all saves most of the time.
    return re.compile(rf"(?<!\w)(?=\w)(?:{at_words}){others}")


@cache
def _after_year(lang: str) -> re.Pattern[str]:
    return re.compile(_AFTER_YEAR[lang])


@cache
def _attached(lang: str) -> re.Pattern[str]:
    units = [word.words for word in UNIT_WORDS if not word.before]
    scales = [word.words for word in SCALE_WORDS if word.lang == lang]
    ordinals = ("st", "nd", "rd", "th") if lang == "en" else ()
    return re.compile(rf"(?:{words_pattern([*units, *scales, *ordinals])})(?![^\W\d_])")


@cache
def _number_words(lang: str) -> re.Pattern[str]:
    ranks = whole_words(
        [
            # "thứ hai" alone is a day of the week, "lần thứ hai" counts events
            *(
                word.before
                for word in RANK_WORDS
                if word.number and word.lang == lang and word.before != "thứ"
            ),
            *(
                one.words
                for one in COMPARING
                if one.lang == lang and not one.after and one.words[-1].isalpha()
            ),
        ]
    )
    numbers = words_pattern(NUMBER_WORDS[lang])
    return re.compile(
        rf"(?:{ranks})[ \u00a0]+(?P<n>{numbers})"
        r"(?!\w|[ \u00a0](?:[0-9]|số|trong số|vài|phần|cách|loạt|mươi|mốt|trước|nay|ngoái|tới|qua|sau|học|ngày|"
        r"vạn dân|nghìn dân|ngàn dân))"
    )


_OF_A_PERIOD = ("first ", "second ", "latter ", "other ")  # halves of a year, of a match
_NO_FIGURE_BEHIND = late(
    r"-(?!largest)| (?:a |an |the |of the |of this |of last )?(?:year|decade|century|centuries|hour|time|tax)"
)


class FigureWord(NamedTuple):
    """Words that are a figure, one that a decimal says exactly: a third is none.

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
    *(
        FigureWord(f"{before} half", "en", Decimal(50), "percent", f"{before} half the homes", comparator)
        for before, comparator in (
            ("more than", "more_than"),
            ("over", "more_than"),
            ("at least", "at_least"),
            ("less than", "less_than"),
            ("nearly", None),
            ("almost", None),
            ("about", None),
            ("around", None),
        )
    ),
    *(
        FigureWord(words, "en", Decimal(value), "times", f"exports should {words}")
        for value, all_words in (
            (2, "double, doubled, doubles, doubling"),
            (3, "triple, tripled, triples, tripling, threefold"),
            (4, "quadruple, quadrupled, fourfold"),
            (5, "fivefold"),
            (10, "tenfold"),
        )
        for words in all_words.split(", ")
    ),
    *(
        FigureWord(
            f"{ordinal}{joint}{most}", "en", Decimal(place), "rank", f"the {ordinal}{joint}{most} in Asia"
        )
        for place, ordinal in enumerate(
            ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"), start=2
        )
        for joint in (" ", "-")
        for most in ("largest", "biggest", "highest", "lowest")
    ),
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
        if not low[: m.start()].endswith(_OF_A_PERIOD) and not _NO_FIGURE_BEHIND.match(low, m.end())
    ]


@cache
def _pattern(lang: str) -> tuple[re.Pattern[str], dict[str, FigureWord]]:
    words = {word.words: word for word in FIGURE_WORDS if word.lang == lang}
    return re.compile(rf"(?:{whole_words(words)})(?!\w)"), words
