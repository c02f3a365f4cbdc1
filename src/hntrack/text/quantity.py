"""Read the few words in which a document prints a figure: number, scale, unit, comparator, and what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from hntrack.classes import late
from hntrack.text.characters import nfc
from hntrack.text.quantity_numbers import (
    DIGITS,
    NumberAt,
    Span,
    lower,
    masked_spans,
    numbers_of,
    whole_words,
    words_pattern,
)
from hntrack.text.quantity_words import (
    BETWEEN,
    COMPARING,
    NO_FIRST_PLACE_BEFORE,
    RANK_WORDS,
    SCALE_WORDS,
    Comparing,
    RankWord,
    scales_by_words,
    units_by_words,
)

__all__ = ["Quantity", "find_quantities", "masked_spans", "read_quantity"]

_BLANKS = late(r"\s+")
_MARK = late(r"[,;.:()]")
_STOP = late(r"[,;.:]")
_GAP = r"[ \u00a0]*+"
_NOUN = late(r"[ \u00a0]*([^\W\d_][\w\-&]*(?:[ \u00a0]+[^\W\d_][\w\-&]*){0,5})")
_SHARE_OF = late(rf"{_GAP}(?:of|trong|trên)?{_GAP}(?:the )?(grdp|gdp)(?!\w)")
_PER_YEAR = late(
    rf"{_GAP}(?:/{_GAP}(?:năm|year)|(?:mỗi|một|hằng|hàng) năm|(?:per|a|each|every) year|per annum|annually|p\.a\.)"
    r"(?!\w| earlier| ago| before)"
)
_PER_PEOPLE = late(
    r"(?P<noun>[^,;.:/()\d%]{0,40}?)(?:[ \u00a0]*/[ \u00a0]*|[ \u00a0]+(?:trên|per)[ \u00a0]+)(?:1 |một )?"
    r"(?P<many>vạn|10[.,]?000|100[.,]?000|nghìn|ngàn|1[.,]?000|thousand)[ \u00a0]*(?:người )?"
    r"(?:dân|trẻ|people|inhabitants|population|residents|adults|children|women|live births|births|workers|students)"
)
_OF_SLASH = late(rf"{_GAP}/{_GAP}$")
_OF_WORDS = {
    "vi": late(r"[^,;.:()\d%]{0,30}?[ \u00a0](?:trên|trong)(?: tổng số| số)(?: khoảng| gần| hơn)? $"),
    "en": late(r"[^,;.:()\d%]{0,30}? (?:out of|of)(?: the| a total of| about| some)? $"),
}
_RANGE = {
    "vi": late(rf"{_GAP}(?:[\-–—]|đến|tới){_GAP}$"),
    "en": late(rf"{_GAP}(?:[\-–—]|to){_GAP}$"),
}
_BETWEEN_AND = late(r" and $")
_RANGE_BEFORE = {
    "vi": late(r"(?<!\w)từ[ \u00a0]+$"),
    "en": late(r"(?<!\w)(from|between)[ \u00a0]+$"),
}
_ORDINAL = late(
    r"(?:st|nd|rd|th)(?!\w)(?P<behind>)(?= (?:place|position|out of|in the|in asia|in asean|in south|among|globally|"
    r"overall|worldwide|of \d|largest|biggest|highest|lowest)|-(?:largest|biggest|highest|lowest)|$)"
)
_ORDINAL_AGAIN = late(  # "from 59th out of 132 to 57th this year, 54th in 2024"
    r"(?:st|nd|rd|th)(?!\w)(?P<behind>)(?= (?:(?:this|last|next) year|in 20|by 20|up from|down from)|[,.;)])"
)
_RANKED = late(r"(?<!\w)(?:rank(?:s|ed|ing|ings)?|index|out of \d+)(?!\w)")
_GROUP_BEHIND = {
    "vi": late(
        r" (?:quốc gia|nước|địa phương|tỉnh|thành phố|nền kinh tế|đô thị)"
        r"(?: [\w,]+){0,9}? (?:dẫn đầu|đứng đầu|hàng đầu)"
    ),
    "en": late(r" (?:leading|best|top|most \w+) (?:countries|economies|nations|cities|provinces|locations)"),
}
_GROUP_BEFORE = {
    "vi": late(r"(?:và|thuộc|trong|vào|là) $"),
    "en": late(r"(?:and|among|of|in)(?: the)?(?: world's)? $"),
}
_MANY = {"vạn": "10000", "nghìn": "1000", "ngàn": "1000", "thousand": "1000"}
_SIGN_BEHIND = late(r"(?:us\$|\$|€|£|usd ?|vn[dđ] ?|eur ?)$")
_PERCENT = late(r"[ \u00a0]?(?:%|per ?cent|pct|phần trăm)")
_LOOK_BACK, _LOOK_AHEAD = 48, 90
_FARTHEST_RANK = 1000
_MOST_MEGATONNES = 10_000  # "400,000 MT" and "2 million MT" are metric tons
_PER_HECTARE = late(r"[ \u00a0]?(?:per|/|a)[ \u00a0]?(?:hectare|ha(?!\w))")
_NO_UNIT = late(r"đồng (?:hồ|bào|cỏ|ruộng|bằng|lúa|chí)(?!\w)")  # clocks, people, fields
_MOST_SCALE_WORDS = 3
_FROM_ELSEWHERE = late(r"(?<!\w)(?:từ|at)(?!\w)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a printed figure says.

    Attributes:
        value, value_high: As printed, before the scale words; ``value_high`` for a range.
        of: The whole of which ``value`` is a part: 52 in ``18/52``, 800 in ``168 trên tổng số khoảng 800``.
        comparator: One of the model's comparators; ``None`` where the words name none.
        qualifier: One of the model's qualifiers.
        unit: Id of a built-in unit; ``None`` for what is merely counted.
        exponent: The scale words as a power of ten: 6 for ``633.092 triệu đồng``.
        noun: The words behind the figure that say what is counted (a rough cut at the next mark).
        per: ``year`` for a yearly rate, else ``""``.
        share_of: What a share is printed as a share of, ``GRDP`` or ``GDP``; else ``""``.
        start, end: Where the figure with its comparator and unit stands in the NFC text.
        spans: Where the numbers themselves stand (for a first place in words: those words).
        other_numbers: Digit groups of the text that are no part of it: ``5`` of ``5G``, years, dates.
    """

    value: Decimal
    value_high: Decimal | None = None
    of: Decimal | None = None
    comparator: str | None = None
    qualifier: str = "exact"
    unit: str | None = None
    exponent: int = 0
    noun: str = ""
    per: str = ""
    share_of: str = ""
    start: int = 0
    end: int = 0
    spans: tuple[Span, ...] = ()
    other_numbers: tuple[str, ...] = field(default=(), compare=False)


def read_quantity(as_printed: str, lang: str) -> Quantity | None:
    """Read the figure of a few printed words; the first one where there are several.

    Args:
        as_printed: Words of a document, in any Unicode form.
        lang: ``vi`` or ``en``: whose notation and words.

    Returns:
        The figure, or ``None`` where the words hold neither a number nor a first place in words.
    """
    text = nfc(as_printed)
    found = find_quantities(text, lang)
    if not found:
        return None
    first = _signed(text, found[0])
    others = (m.group() for m in DIGITS.finditer(text) if not any(a <= m.start() < b for a, b in first.spans))
    return replace(first, other_numbers=tuple(others))


def signed_quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """Find as :func:`find_quantities` does in the few words of a citation, in which a sign is a sign.

    Lines of an article begin with dashes of lists, so articles are read without.
    """
    return tuple(_signed(text, quantity) for quantity in find_quantities(text, lang))


_MINUS = late(r"(?:(?<![\w%\])])[-\u2013\u2212]|(?<!\w)(?:âm|minus|negative) )$", re.IGNORECASE)
_NUMBER_BEFORE = late(r"[0-9%][ \u00a0]?$")


def _signed(text: str, quantity: Quantity) -> Quantity:
    """Take a minus sign right before the number, or the accountant's brackets around the whole, into the value."""
    if not quantity.spans or not text[quantity.spans[0][0] : quantity.spans[0][0] + 1].isdigit():
        return quantity
    start = quantity.spans[0][0]
    sign = _MINUS.search(text, 0, start)
    brackets = re.fullmatch(r"\([^()]*\) ?%?", text.strip()) is not None
    if brackets or (sign is not None and not _NUMBER_BEFORE.search(text[: sign.start()])):
        return replace(quantity, value=-quantity.value)
    return quantity


def find_quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """Find every figure of a text (NFC), in order; first places in words only where there is no number at all.

    Args:
        text: In NFC.
        lang: ``vi`` or ``en``.

    Never raises, whatever the text; linear in its length.
    """
    low = lower(text)
    return numbered(text, low, lang) or first_places(low, lang)


def numbered(text: str, low: str, lang: str, limit: int | None = None) -> tuple[Quantity, ...]:
    """Find as :func:`find_quantities` does, but never first places in words.

    ``low`` is the text in lower case; only the first ``limit`` numbers are read.
    """
    numbers = numbers_of(text, low, lang)[:limit]
    found: list[Quantity] = []
    index = 0
    while index < len(numbers):
        one, index = _Reader(text, low, lang, numbers, index).read()
        found.append(one)
    return tuple(found)


def first_places(low: str, lang: str) -> tuple[Quantity, ...]:
    """Find the first places that a lower-case text says in words: ``dẫn đầu cả nước`` is rank 1."""
    not_after = NO_FIRST_PLACE_BEFORE[lang]
    return tuple(
        Quantity(Decimal(1), unit="rank", start=m.start(), end=m.end(), spans=(m.span(),))
        for m in _first_place(lang).finditer(low)
        if not low[: m.start()].rstrip().endswith(not_after)
    )


class _Reader:
    """Read the figure that starts at one number; ``at`` moves to the right as words are taken."""

    def __init__(self, text: str, low: str, lang: str, numbers: list[NumberAt], index: int) -> None:
        self.text, self.low, self.lang, self.numbers, self.index = text, low, lang, numbers, index
        self.first = numbers[index]
        self.start, self.at = self.first.start, self.first.end
        self.facts: dict[str, object] = {}
        self.spans: list[Span] = [(self.first.start, self.first.end)]

    def read(self) -> tuple[Quantity, int]:
        """Give the figure and the index of the next number that it left over."""
        rank = self._rank()
        self._sign_before()
        self._range()
        self._part_of()
        self._scale_and_unit()
        self._rates()
        noun = _NOUN.match(self.text, self.at)
        self._comparing()
        if rank is not None:
            self.facts.update(unit="rank", comparator=rank.comparator or None)
        facts = {"noun": noun.group(1) if noun else "", **self.facts}
        quantity = Quantity(
            self.first.value,
            start=self.start,
            end=self.at,
            spans=tuple(self.spans),
            **facts,  # type: ignore[arg-type]  # each fact is set under its field's name by a method below
        )
        used = self.index + len(self.spans)
        while used < len(self.numbers) and self.numbers[used].start < self.at:
            used += 1
        return quantity, used

    def _left(self) -> str:
        return self.low[max(0, self.start - _LOOK_BACK) : self.start]

    def _next(self) -> NumberAt | None:
        index = self.index + len(self.spans)
        return self.numbers[index] if index < len(self.numbers) else None

    def _rank(self) -> RankWord | None:
        before = _rank_before(self.lang).search(self._left())
        if before is None or (before["word"] == "number" and not self._may_be_of_a_rank()):
            return self._rank_behind()
        ahead = self.low[self.at : self.at + _LOOK_AHEAD].replace("tỉnh, thành", "tỉnh  thành")
        ahead = _MARK.split(ahead, maxsplit=1)[0]
        key = _BLANKS.sub(" ", before["word"])
        for word in RANK_WORDS:
            if (
                word.number
                and word.before == key
                and word.lang == self.lang
                and _has_word(ahead, word.behind)
            ):
                self.start -= len(before.group())
                if word.behind:
                    self.at += ahead.index(word.behind) + len(word.behind)
                return word
        return None

    def _may_be_of_a_rank(self) -> bool:
        """Whether a "number" is whole, small and without a scale, unlike that of "buses shall number 30,000"."""
        value = self.first.value
        return (
            value == value.to_integral_value()
            and value <= _FARTHEST_RANK
            and not _scale(self.lang).match(self.low, self.at)
        )

    def _rank_behind(self) -> RankWord | None:
        """Read a rank that only the words behind the number show: ``44th out of 139``, ``và 50 nước dẫn đầu``."""
        if self.lang == "en" and (ordinal := self._ordinal()):
            self.at = ordinal.start("behind")
            return RankWord("", "", "en", "", number=True, example="44th out of 139")
        group = _GROUP_BEHIND[self.lang].match(self.low, self.at)
        if group and _GROUP_BEFORE[self.lang].search(self._left()):
            self.at = group.end()
            return RankWord("", "", self.lang, "within_top", number=True, example="và 50 nước dẫn đầu")
        return None

    def _ordinal(self) -> re.Match[str] | None:
        again = _ORDINAL_AGAIN.match(self.low, self.at)
        ranked = again is not None and _RANKED.search(self.low, 0, self.at) is not None
        return again if ranked else _ORDINAL.match(self.low, self.at)

    def _sign_before(self) -> None:
        sign = _sign_before(self.lang).search(self._left())
        if sign is not None:
            self.facts["unit"] = units_by_words(self.lang, before=True)[sign["word"]]
            self.start -= len(sign.group())
            return
        while self.low[self.start - 1 : self.start].isalpha():
            self.start -= 1  # the letters of a currency that is no unit here: "R3.8 billion"

    def _range(self) -> None:
        upper = self._next()
        if upper is None or upper.start - self.at > 30:
            return
        between = self.low[self.at : upper.start]
        left = _RANGE_BEFORE[self.lang].search(self._left())
        if upper.value <= self.first.value or not self._joins(left.group() if left else "", between):
            return
        unit = _unit_first(self.lang).match(between)
        if unit and not _SIGN_BEHIND.fullmatch(unit.group()) and not self._goes_on(unit.group(), upper.end):
            return  # "up 2.5% to 11.4 billion", "$98 million to 24,000 households"
        self.facts.update(value_high=upper.value, comparator="between")
        self.spans.append((upper.start, upper.end))
        self.at = upper.end
        if left is not None:
            self.start -= len(left.group())

    def _goes_on(self, unit: str, end: int) -> bool:
        """Whether the per cent or scale of the lower end of a range is printed with the upper, too."""
        if unit.strip() == "%":
            return _PERCENT.match(self.low, end) is not None
        return _scale(self.lang).match(self.low, end) is not None

    def _joins(self, before: str, between: str) -> bool:
        """Whether what stands between two numbers makes them the ends of a range."""
        if before.startswith("from") and _SIGN_BEHIND.search(between):
            return False  # "up from USD 2 billion to USD 3 billion" tells of two times
        tail = self._unit_between(between)
        joined = _RANGE[self.lang].fullmatch(tail)
        return joined is not None or ("between" in before and _BETWEEN_AND.fullmatch(tail) is not None)

    def _unit_between(self, between: str) -> str:
        """Drop a unit or scale that is printed with the lower end too: ``5% đến 7%``, ``2 tỷ đến 3 tỷ``."""
        taken = _unit_first(self.lang).match(between)
        return _SIGN_BEHIND.sub("", between[taken.end() :] if taken else between)

    def _part_of(self) -> None:
        whole = self._next()
        if whole is None or "value_high" in self.facts or whole.start - self.at > 60:
            return
        between = self.low[self.at : whole.start]
        if whole.value < self.first.value or whole.word:
            return
        if _OF_SLASH.fullmatch(between) or _OF_WORDS[self.lang].fullmatch(between):
            self.facts["of"] = whole.value
            self.spans.append((whole.start, whole.end))
            self.at = whole.end

    def _scale_and_unit(self) -> None:
        exponent = 0
        for _ in range(_MOST_SCALE_WORDS):
            match = _scale(self.lang).match(self.low, self.at)
            if match is None:
                break
            exponent += scales_by_words(self.lang)[_BLANKS.sub(" ", match["word"])]
            self.at = match.end()
        attached = _attached_scale(self.lang).match(self.low, self.at)
        if attached and not exponent:
            exponent = scales_by_words(self.lang)[attached["word"]]
            self.at = attached.end()
        self.facts["exponent"] = exponent
        people = _PER_PEOPLE.match(self.low, self.at)
        if people:
            many = people["many"]
            self.facts["noun"] = people["noun"].strip()
            self.facts["unit"] = _per_people(many)
            self.at = people.end()
            return
        unit = _unit(self.lang).match(self.low, self.at)
        if unit and not _NO_UNIT.match(self.low, unit.start("word")):
            self.facts["unit"] = units_by_words(self.lang, before=False)[_BLANKS.sub(" ", unit["word"])]
            self.at = unit.end()
            if self.text[slice(*unit.span("word"))] == "MT" and self._weighs_tons(exponent):
                self.facts["unit"] = "t"

    def _weighs_tons(self, exponent: int) -> bool:
        """Whether MT stands for metric tons: more megatonnes than there are, or some for each hectare."""
        many = self.first.value >= _MOST_MEGATONNES or exponent
        return bool(many) or _PER_HECTARE.match(self.low, self.at) is not None

    def _comparing(self) -> None:
        ahead = _STOP.split(self.low[self.at : self.at + _LOOK_AHEAD], maxsplit=1)[0]
        after = _comparing_after(self.lang).match(ahead)
        if after and _FROM_ELSEWHERE.search(after.group()):
            after = None  # "50.000 người có trình độ từ đại học trở lên"
        if after and self.lang == "vi":
            from_ = _RANGE_BEFORE["vi"].search(self._left())
            self.start -= len(from_.group()) if from_ else 0
        before = _comparing_before(self.lang).search(self._left())
        if after:
            self.at += after.end()
        if before:
            self.start -= len(before.group())
        found = after or before
        if found is None:
            return
        one = _comparings(self.lang)[_BLANKS.sub(" ", found["word"]), after is not None]
        self.facts["qualifier"] = one.qualifier
        if one.comparator and "value_high" not in self.facts:
            self.facts["comparator"] = one.comparator

    def _rates(self) -> None:
        if self.facts.get("unit") == "percent" and (share := _SHARE_OF.match(self.low, self.at)):
            self.facts["share_of"] = share.group(1).upper()
            self.at = share.end()
        if year := _PER_YEAR.match(self.low, self.at):
            self.facts["per"] = "year"
            self.at = year.end()


def _per_people(many: str) -> str:
    digits = many.replace(".", "").replace(",", "")
    return f"per_{_MANY.get(digits, digits)}_people"


def _has_word(text: str, word: str) -> bool:
    return not word or (word in text and _whole_word(word).search(text) is not None)


@cache
def _whole_word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


# --- the tables as regular expressions, made when first needed ------------------------------------------------


@cache
def _comparings(lang: str) -> dict[tuple[str, bool], Comparing]:
    return {(one.words, one.after): one for one in COMPARING if one.lang == lang}


@cache
def _comparing_before(lang: str) -> re.Pattern[str]:
    words = whole_words(one for one, after in _comparings(lang) if not after)
    between = words_pattern(BETWEEN[lang])
    return re.compile(rf"(?P<word>{words})(?:[ \u00a0]+(?:{between}))?{_GAP}$")


@cache
def _comparing_after(lang: str) -> re.Pattern[str]:
    words = words_pattern(one for one, after in _comparings(lang) if after)
    return re.compile(rf"[^\d]{{0,40}}?(?<!\w)(?P<word>{words})(?!\w)")


@cache
def _rank_before(lang: str) -> re.Pattern[str]:
    words = whole_words(word.before for word in RANK_WORDS if word.number and word.lang == lang)
    return re.compile(rf"(?P<word>{words})(?: thứ| số)?[ \u00a0]+$")


@cache
def _first_place(lang: str) -> re.Pattern[str]:
    words = whole_words(word.before for word in RANK_WORDS if not word.number and word.lang == lang)
    return re.compile(rf"(?:{words})(?!\w)")


@cache
def _unit(lang: str) -> re.Pattern[str]:
    joined = "-?" if lang == "en" else ""  # "a 20,000-hectare target"
    return re.compile(
        rf"{_GAP}{joined}(?P<word>{words_pattern(units_by_words(lang, before=False))})(?![^\W\d_])"
    )


@cache
def _sign_before(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<word>{whole_words(units_by_words(lang, before=True))}){_GAP}$")


@cache
def _scale_alternation(lang: str) -> str:
    return words_pattern(word.words for word in SCALE_WORDS if word.lang == lang and not word.attached)


@cache
def _unit_first(lang: str) -> re.Pattern[str]:
    return re.compile(rf"{_GAP}(?:%|{_scale_alternation(lang)}|[$€£])")


@cache
def _scale(lang: str) -> re.Pattern[str]:
    joined = "-?" if lang == "en" else ""  # "11-million new jobs"
    return re.compile(rf"{_GAP}{joined}(?P<word>{_scale_alternation(lang)})(?![^\W_])")


@cache
def _attached_scale(lang: str) -> re.Pattern[str]:
    words = [word.words for word in SCALE_WORDS if word.lang == lang and word.attached]
    return re.compile(rf"(?P<word>{words_pattern(words) if words else '(?!)'})(?![^\W_])")
