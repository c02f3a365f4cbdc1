"""Read a text that is one figure and nothing else: every word of it must be accounted for.

``hơn 1.200 tỷ đồng`` is a figure; ``chưa đạt 50`` and ``giảm 3,5`` are not, because a word that is neither number,
sign, scale, unit nor qualifier may turn what the number says.  Articles are read by :mod:`hntrack.text.quantity`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from hntrack.classes import NamedTuple, late
from hntrack.text.characters import nfc
from hntrack.text.numbers import NotANumber, read_misprinted_number, read_typed_number
from hntrack.text.quantity_numbers import FIGURES_ALONE, FRACTIONS_ALONE, NUMBERS_ALONE, lower, words_pattern
from hntrack.text.quantity_words import COMPARING, SCALE_WORDS, scales_by_words, units_by_words

LONGEST = 200
_OTHER = MappingProxyType({"vi": "en", "en": "vi"})
_ODD_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " "})
_BLANKS = late(r" {2,}")
_MANY_DIGITS = late(
    r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+(?![.,]?[0-9])",
    re.ASCII,
)
_SIGN = late(r"[-–\u2212](?=[0-9.,$€£(a-z])|\u2212 |\+(?=[0-9.,])")
# What may stand before a number and says nothing about it.
_FILLERS = MappingProxyType(
    {
        "vi": ("đạt", "là", "bằng", "chiếm", "ở mức", "đạt mức", "có", "được", "="),
        "en": ("is", "was", "at", "equals", "reached", "reaches", "stands at", "stood at", "="),
    }
)
_SIGN_WORDS = MappingProxyType({"vi": ("âm",), "en": ("minus", "negative")})
_RANK_WORDS = MappingProxyType(
    {
        "vi": {"hạng": "", "thứ hạng": "", "xếp hạng": "", "thứ": "", "hạng thứ": "", "vị trí": "",
               "vị trí thứ": "", "xếp thứ": "", "đứng thứ": "", "top": "within_top", "tốp": "within_top"},
        "en": {"rank": "", "ranked": "", "place": "", "position": "", "no.": "", "number": "",
               "top": "within_top"},
    }
)  # fmt: skip
_SIGNS_OF_BOUNDS = {
    ">": "more_than",
    "<": "less_than",
    ">=": "at_least",
    "<=": "up_to",
    "~": "about",
    "≈": "about",
}
_BOUNDS = MappingProxyType(
    {
        # What our own tables print, beside the words that documents use.
        "vi": {"tới": "up_to", "đến": "up_to", **_SIGNS_OF_BOUNDS},
        "en": _SIGNS_OF_BOUNDS,
    }
)
_RANGE = MappingProxyType({"vi": r" ?[-–—] ?| (?:đến|tới) ", "en": r" ?[-–—] ?| (?:to|and) "})
_RANGE_BEFORE = MappingProxyType({"vi": ("từ",), "en": ("from", "between")})
_OF = MappingProxyType(
    {"vi": r" ?/ ?| (?:trên|trong)(?: tổng)?(?: số)? ", "en": r" ?/ ?| (?:out )?of(?: the| a total of)? "}
)
_PER_YEAR = late(
    r" ?/ ?(?:năm|year)\b| (?:mỗi|một|hằng|hàng) năm\b| (?:per|a|each|every) year\b| per annum\b"
)
_SHARE_OF = late(r"(?: of| trong| trên)? (grdp|gdp)\b")
_WHOLE = late(r"[1-9][0-9]{0,2}")
_AT_THE_END = late(r"[.;]?$")


class Figure(NamedTuple):
    """One figure that is the whole of a text.

    Attributes:
        value, value_high: With their sign, before the scale words; ``value_high`` for a range.
        of: The whole of which ``value`` is a part.
        qualifier, comparator: The model's words; ``comparator`` is ``None`` where none is said.
        unit: Id of a built-in unit; ``None`` where none is printed.
        exponent: The scale words as a power of ten.
        noun: The words of the indicator's own unit or title behind the number, ``""`` for none.
        per: ``year`` for a yearly rate.
        share_of: ``GRDP`` or ``GDP`` where a share is printed as a share of it.
        lang: The language whose words it is in; ``""`` where no word belongs to either.
    """

    value: Decimal
    value_high: Decimal | None = None
    of: Decimal | None = None
    qualifier: str = "exact"
    comparator: str | None = None
    unit: str | None = None
    exponent: int = 0
    noun: str = ""
    per: str = ""
    share_of: str = ""
    lang: str = ""


class NotAFigure(ValueError):  # noqa: N818  (named for what the text is, as NotANumber)
    """The text is no figure, or says more than one.

    Attributes:
        why: ``empty``, ``no-number``, ``word`` (it may change what the number says), ``signs``, ``mark``
            (of a number), ``range`` (upside down), ``fraction`` (no decimal says a third exactly) or ``too-long``.
        rest: The words in question.
    """

    def __init__(self, why: str, rest: str = "") -> None:
        super().__init__(f"{why}: {rest[:60]!r}")
        self.why, self.rest = why, rest


def read_figure(text: str, lang: str, nouns: Mapping[str, Collection[str]] = MappingProxyType({})) -> Figure:
    """Read a text that must be one figure as a whole.

    Args:
        text: At most 200 characters, in any Unicode form.
        lang: ``vi`` or ``en``: whose words and notation come first; the other language is read too.
        nouns: By language, phrases that may stand behind the number: the titles of the unit and the indicator.

    Raises:
        AmbiguousNumber: No word belongs to one language, and the two notations give two values (``1.200 %``).
        NotAFigure: Anything else that is not one figure; it names the words that could not be accounted for.
    """
    plain = _BLANKS.sub(" ", nfc(text).translate(_ODD_BLANKS).strip(" \t\n"))
    if not plain:
        raise NotAFigure("empty")
    if len(plain) > LONGEST:
        raise NotAFigure("too-long")
    if _WHOLE.fullmatch(plain):
        return Figure(Decimal(plain))  # the same in every notation
    alone = figure_in_words(plain, lang)
    if alone is not None:
        return alone
    read: dict[str, _Reading] = {}
    refused: list[NotAFigure] = []
    for one in (lang, _OTHER[lang]):
        try:
            read[one] = _Reading(plain, one, nouns.get(one, ()))
        except NotAFigure as error:
            refused.append(error)
    if not read:
        raise min(refused, key=lambda one: len(one.rest) if one.why == "word" else 0)
    if len(read) == 1:
        ((which, said),) = read.items()
        return said.figure(which)
    return read[lang].figure("")


def figure_in_words(text: str, lang: str) -> Figure | None:
    """Read a figure that is said in words alone: ``gấp đôi``, ``một nửa``, ``hai con số``, ``three``."""
    low = lower(_BLANKS.sub(" ", text.strip()))
    for one in (lang, _OTHER[lang]):
        found = FIGURES_ALONE[one].get(low)
        if found is not None:
            return Figure(
                found.value, unit=found.unit, comparator=found.comparator, qualifier=found.qualifier, lang=one
            )
        if low in NUMBERS_ALONE[one]:
            return Figure(Decimal(NUMBERS_ALONE[one][low]), lang=one)
        if low in FRACTIONS_ALONE[one]:
            raise NotAFigure("fraction", text)
    return None


def qualified_number(text: str) -> tuple[str, str] | None:
    """Part a number from the words that make it a bound or an approximation: ``trên 45``, ``up to 1.200``.

    Args:
        text: As it stands in a cell, without a unit; its number is not read, as its notation is the file's.

    Returns:
        The number as printed, with its sign, and the model's qualifier; ``None`` where the text says anything else.
    """
    plain = _BLANKS.sub(" ", nfc(text).translate(_ODD_BLANKS).strip(" \t\n"))
    if not plain or len(plain) > LONGEST:
        return None
    for lang in _OTHER:
        try:
            reading = _Reading(plain, lang, ())
        except NotAFigure:
            continue
        qualifier = reading.facts.get("qualifier")
        bare = not (
            reading.high or reading.total or reading.facts.keys() - {"qualifier", "comparator", "lang"}
        )
        if bare and isinstance(qualifier, str) and reading.number[:1] in "0123456789.,":
            return ("-" if reading.negative else "") + reading.number, qualifier
    return None


class _Reading:
    """The parts of a text by the words of one language; the numbers stay as they are printed."""

    def __init__(self, text: str, lang: str, nouns: Iterable[str]) -> None:
        self.text, self.low, self.lang = text, lower(text), lang
        self.at, self.end = 0, len(text)
        self.negative = self.signed = self.bracket = False
        self.facts: dict[str, object] = {}
        self.high = self.total = ""
        self._before()
        self.number = self._number()
        self._behind()
        self._qualifier_behind()
        self._noun(nouns)
        rest = self.low[self.at : self.end].strip()
        if not _AT_THE_END.fullmatch(rest):
            raise NotAFigure("word", rest)

    def figure(self, lang: str) -> Figure:
        """Give the values: in the notation of ``lang``, or where that is ``""`` only if both notations agree."""
        value = self._value(self.number, lang)
        high = self._value(self.high, lang) if self.high else None
        if high is not None and high <= value:
            raise NotAFigure("range", self.text)
        facts = dict(self.facts)
        if high is not None:
            facts["comparator"] = "between"
        return Figure(
            -value if self.negative else value,
            value_high=high,
            of=self._value(self.total, lang) if self.total else None,
            lang=lang,
            **facts,  # type: ignore[arg-type]  # each is set under its field's name below
        )

    def _value(self, run: str, lang: str) -> Decimal:
        if run in NUMBERS_ALONE[self.lang]:
            return Decimal(NUMBERS_ALONE[self.lang][run])
        digits = run.replace(" ", "")
        if digits[0] in ".,":
            digits = (
                f"0{digits}"  # ",5" is a half in either notation: no group of thousands starts with a zero
            )
        try:
            return read_misprinted_number(digits, lang) if lang else read_typed_number(digits, self.lang)
        except NotANumber:
            raise NotAFigure("mark", run) from None

    def _before(self) -> None:
        while True:
            start = self.at
            self._skip(" ")
            self._sign()
            self._words_before()
            if self.low.startswith("(", self.at) and not self.bracket:
                self.bracket = True
                self.at += 1
            if self.at == start:
                return

    def _sign(self) -> None:
        found = _SIGN.match(self.low, self.at) or _word(self.lang, "sign").match(self.low, self.at)
        if found is None:
            return
        if self.signed:
            raise NotAFigure("signs", self.text)
        self.signed = True
        self.negative = found[0] != "+"
        self.at = found.end()

    def _words_before(self) -> None:
        lang = self.lang
        if found := _word(lang, "comparing").match(self.low, self.at):
            self._compare(*_comparing(lang)[found["word"]])
        elif found := _word(lang, "rank").match(self.low, self.at):
            self.facts["unit"] = "rank"
            if _RANK_WORDS[lang][found["word"]]:
                self.facts["comparator"] = _RANK_WORDS[lang][found["word"]]
        elif found := _currency(lang).match(self.low, self.at):
            self._unit(_units(lang, before=True)[found["word"]])
        else:
            found = _word(lang, "filler").match(self.low, self.at)
            if found is not None and found["word"] == "=" and "qualifier" in self.facts:
                raise NotAFigure("word", self.low[self.at :])  # what was meant was "≥"
        if found is not None:
            self.at = found.end()

    def _compare(self, comparator: str, qualifier: str) -> None:
        if "qualifier" in self.facts:
            raise NotAFigure("word", self.low[self.at :])
        self.facts["qualifier"] = qualifier
        if comparator:
            self.facts["comparator"] = comparator

    def _unit(self, unit: str) -> None:
        if self.facts.setdefault("unit", unit) != unit:
            raise NotAFigure("word", self.low[self.at :])

    def _number(self) -> str:
        found = _MANY_DIGITS.match(self.low, self.at) or _word(self.lang, "number").match(self.low, self.at)
        if found is None:
            rest = self.low[self.at :]
            raise NotAFigure("word" if any(c.isdigit() for c in rest) else "no-number", rest)
        self.at = found.end()
        return found[0]

    def _behind(self) -> None:
        self._scale_and_unit()
        self._upper_end()
        self._whole()
        if self.bracket:
            self._close()
            self._scale_and_unit()
        if found := _SHARE_OF.match(self.low, self.at):
            self.facts["share_of"] = found[1].upper()
            self.at = found.end()
        if found := _PER_YEAR.match(self.low, self.at):
            self.facts["per"] = "year"
            self.at = found.end()

    def _upper_end(self) -> None:
        joint = re.compile(_RANGE[self.lang]).match(self.low, self.at)
        upper = joint and (_MANY_DIGITS.match(self.low, joint.end()))
        if joint is None or upper is None or self.negative:
            return
        self.high, self.at = upper[0], upper.end()
        self._scale_and_unit()

    def _whole(self) -> None:
        joint = re.compile(_OF[self.lang]).match(self.low, self.at)
        whole = joint and _MANY_DIGITS.match(self.low, joint.end())
        if whole is not None:
            self.total, self.at = whole[0], whole.end()

    def _close(self) -> None:
        """Brackets around a number are the accountant's minus sign."""
        if not self.low.startswith(")", self.at):
            raise NotAFigure("word", self.low[self.at :] or "(")
        if self.signed:
            raise NotAFigure("signs", self.text)
        self.negative = self.signed = True
        self.at += 1

    def _scale_and_unit(self) -> None:
        exponent = 0
        for _ in range(3):
            found = _scale(self.lang).match(self.low, self.at)
            if found is None:
                break
            exponent += scales_by_words(self.lang)[found["word"] or found["tight"]]
            self.at = found.end()
        if exponent and self.facts.setdefault("exponent", exponent) != exponent:
            raise NotAFigure("word", self.low[self.at :])
        if found := _unit_behind(self.lang).match(self.low, self.at):
            self._unit(_units(self.lang, before=False)[found["word"]])
            self.at = found.end()

    def _qualifier_behind(self) -> None:
        if found := _behind_words(self.lang).search(self.low, self.at):
            self._compare(*_comparing(self.lang, after=True)[found["word"]])
            self.end = found.start()

    def _noun(self, nouns: Iterable[str]) -> None:
        rest = self.low[self.at : self.end].strip(" .")
        if not rest:
            return
        for noun in nouns:
            if f" {rest} " in f" {lower(nfc(noun))} ":
                self.facts["noun"] = rest
                self.at = self.end
                return

    def _skip(self, what: str) -> None:
        while self.low.startswith(what, self.at):
            self.at += len(what)


# --- the tables as regular expressions, made when first needed ------------------------------------------------


@cache
def _word(lang: str, kind: str) -> re.Pattern[str]:
    words: Iterable[str] = {
        "sign": _SIGN_WORDS[lang],
        "filler": (*_FILLERS[lang], *_RANGE_BEFORE[lang]),
        "rank": _RANK_WORDS[lang],
        "comparing": _comparing(lang),
        "number": NUMBERS_ALONE[lang],
    }[kind]
    return re.compile(rf"(?P<word>{words_pattern(words)})(?:(?!\w)|(?<=[<>=≤≥~≈]))")


@cache
def _comparing(lang: str, *, after: bool = False) -> dict[str, tuple[str, str]]:
    found = {
        one.words: (one.comparator, one.qualifier)
        for one in COMPARING
        if one.lang == lang and one.after == after
    }
    bounds = {"+": "at_least"} if after else _BOUNDS[lang]
    return {**{word: ("" if not after else said, said) for word, said in bounds.items()}, **found}


@cache
def _behind_words(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^| |(?<=[0-9%]))(?P<word>{words_pattern(_comparing(lang, after=True))})[ .]*$")


@cache
def _units(lang: str, *, before: bool) -> dict[str, str]:
    return units_by_words(lang, before=before) | ({} if before else {"pp": "percentage_point"})


@cache
def _currency(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<word>{words_pattern(_units(lang, before=True))}) ?(?=[0-9.,(])")


@cache
def _unit_behind(lang: str) -> re.Pattern[str]:
    return re.compile(rf" ?(?P<word>{words_pattern(_units(lang, before=False))})(?![^\W\d_])")


@cache
def _scale(lang: str) -> re.Pattern[str]:
    free = words_pattern(word.words for word in SCALE_WORDS if word.lang == lang and not word.attached)
    attached = words_pattern(word.words for word in SCALE_WORDS if word.lang == lang and word.attached)
    tight = attached or "(?!)"
    return re.compile(rf" ?(?P<word>{free})(?![^\W_])|(?<=[0-9])(?P<tight>{tight})(?![^\W_])")
