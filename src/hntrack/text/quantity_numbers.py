"""Tell the digits that are numbers of their own from those of dates, years, documents and names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from hntrack.classes import NamedTuple, late
from hntrack.text.numbers import AmbiguousNumber, NotANumber, read_misprinted_number
from hntrack.text.quantity_words import COMPARING, MASKS, NUMBER_WORDS, RANK_WORDS
from hntrack.text.unit_words import SCALE_WORDS, UNIT_WORDS

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
_SIGN_BEFORE = late(r"(?:usd|eur|vnd|vnđ|gbp|(?<![^\W\d_])(?:ksh|sh|rs|inr|kes|php|ngn|rm))$")
# A letter may stand for money where what follows is money's size: "P13,873", "R3.8 billion".
_LETTER_BEFORE = late(r"(?<!\w)[pnr]$")
_OF_MONEY = late(r"\d{1,3}(?:,\d{3})+|[\d.]+ ?(?:billion|million|bn|trillion)(?!\w)")
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
_ONES = (
    *(
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
    ),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
# A number in words counts where a scale or a per cent follows: "six million trees", "six to seven per cent".
_SPELT = {
    "en": late(
        rf"(?<!\w)(?P<n>(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[:9])}))?"
        rf"|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
        rf"(?=(?: to (?:{'|'.join([*_TENS, *_ONES])})(?!\w))?"
        r"[ \-](?:hundred thousand|thousand|million|billion|crore|lakh|per cent|percent)(?!\w))"
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
    letter = _LETTER_BEFORE.search(low, max(0, start - 2), start)
    return letter is not None and _OF_MONEY.match(low, start) is not None


@cache
def _masks(lang: str) -> re.Pattern[str]:
    patterns = [mask.pattern for mask in MASKS if mask.lang in {lang, "any"}]
    at_words = "|".join(pattern.removeprefix(r"\b") for pattern in patterns if pattern.startswith(r"\b"))
    others = "".join(f"|{pattern}" for pattern in patterns if not pattern.startswith(r"\b"))
    return re.compile(rf"\b(?:{at_words}){others}")  # one test of the boundary for all saves half of the time


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
