"""Collect what speaks for and against a figure's being a claim at all: text is full of numbers that count nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hntrack.extract.evidence import Decision, Reading
from hntrack.languages import load_table
from hntrack.model.codes import UNITS
from hntrack.text.phrases import edges
from hntrack.text.quantity import Quantity
from hntrack.text.quantity_numbers import whole_words, words_pattern

_ABBREVIATION = re.compile(r"(?<!\w)[A-ZĐ]{2,5}(?:[-/][A-ZĐ]{1,5})? ?$")
_ENUMERATES = re.compile(r"[.)](?:\s|$)")
_WHOLE = re.compile(r"(?<!\w)(?:out of|of|trong số|trên tổng số|trong tổng số)(?: the| its| their| all)? $")
_ONE_OF = re.compile(r"(?<!\w)(?:trên|mỗi|cho|per|every|each) $")  # "giá trị sản phẩm trên 1 ha"
_EACH = re.compile(r"(?<!\w)(?:mỗi|cứ|mỗi một|each|every|per) $")
_ANNIVERSARY = re.compile(
    r"\d+ (?:năm (?:ngày|thành lập|giải phóng|truyền thống)|years (?:since|of independence))(?!\w)"
)
NEVER_CLAIMS = frozenset({"enumerates", "anniversary", "street", "which are meant", "one of a unit"})
# "dự án từ 5 ha trở lên phải …": the figure tells of whom something is said.
_WHICH = re.compile(r" (?:phải|được|bị|đã|sẽ|cần|đều|must|shall|will|are|have)(?!\w)")
_FROM_AND_UP = re.compile(
    r"[\d.,]+[^,;.:\d]{0,24}(?<!\w)(?:trở lên|and above|and over|or more|or older|and up)(?!\w)"
)
_ORDINALS = ("st", "nd", "rd", "th")
_PUBLIC_STEPS = (0, 1, 2, 4)


def claim_evidence(reading: Reading, index: int, figure: Quantity, decision: Decision) -> list[str]:
    """Collect the evidence on a figure that was read as a claim of some kind and time."""
    lang = reading.document.lang
    found = [lang, f"kind {decision.kind}", f"time {decision.option.source}", f"public {_public(reading)}"]
    found += _measured(figure) if figure.unit is not None else _counted(figure, lang)
    found += _size(figure)
    found += _before(reading, figure, lang)
    found += _around(reading, index, figure)
    if figure.comparator:
        found.append("bounded")
    if figure.qualifier != "exact":
        found.append("blurred")
    if not any(cue.end <= figure.start for cue in reading.cues):
        found.append("no word before")
    if reading.context.in_list:
        found.append("item")
    return found


def _public(reading: Reading) -> int:
    return max(step for step in _PUBLIC_STEPS if step <= reading.document.public)


def _measured(figure: Quantity) -> list[str]:
    kind = UNITS[figure.unit or ""].kind
    pieces = [f"unit {kind}"]
    if figure.share_of or figure.per:
        pieces.append("rate")
    if kind == "money":
        pieces.append(f"money {min(12, (figure.value.adjusted() + figure.exponent) // 2 * 2)}")
    return pieces


def _counted(figure: Quantity, lang: str) -> list[str]:
    """Say what is counted."""
    if figure.of is not None:
        return ["part of a whole"]
    if not figure.noun:
        return ["counts nothing", "scaled alone" if figure.exponent else "bare number"]
    noun = figure.noun.lower()
    words = _counts(lang)
    if noun.split(" ", 1)[0] in _ORDINALS:
        return ["ordinal"]
    if words.time.match(noun):
        return ["time span"]
    if words.agenda.match(noun):
        return ["agenda noun"]
    return _named(figure.noun)


def _named(noun: str) -> list[str]:
    """Tell what is counted from a name behind a number: ``263 Dr Pixley KaSeme Street``."""
    first = noun.split(maxsplit=1)[0]
    if not first[0].isupper() or first.isupper():
        return ["counted noun"]
    names = [word for word in noun.split()[:3] if word[0].isupper() and not word.isupper()]
    many = any(word.endswith("s") for word in noun.split()[:5])  # "90 Medicare Urgent Care Clinics"
    return [
        "name behind",
        *(["full name behind"] if len(names) > 1 else []),
        *(["street"] if len(names) > 2 and not many else []),
    ]


def _size(figure: Quantity) -> list[str]:
    magnitude = figure.value.adjusted() + figure.exponent
    pieces = [f"size {max(-1, min(5, magnitude))}"]
    if figure.unit is None:
        pieces.append(f"count of size {max(0, min(4, magnitude))}")
    if figure.value != figure.value.to_integral_value():
        pieces.append("decimal")
    return pieces


def _before(reading: Reading, figure: Quantity, lang: str) -> list[str]:
    """Say what the words right before a figure make of it."""
    start = _start(figure)
    before = reading.sentence.low[max(0, start - 60) : start]
    words = _counts(lang)
    counts = figure.unit is None
    from_and_up = _FROM_AND_UP.match(reading.sentence.low, start)
    tests = (
        ("number in a row", counts and words.numbered.search(before)),
        ("whole of a part", _WHOLE.search(before)),
        ("number of", words.number_of.search(before)),
        ("defines", (counts or lang == "en") and words.defining.search(before)),
        (
            "behind an abbreviation",
            counts and _ABBREVIATION.search(reading.sentence.text[max(0, start - 12) : start]),
        ),
        ("joined to a word", counts and before[-1:] in {"-", "/"}),
        ("one of a unit", figure.unit is not None and figure.value == 1 and _ONE_OF.search(before)),
        ("each", _EACH.search(before)),
        ("rightly so measured", counts and _is_measured_in(figure.noun.lower(), before, lang)),
        ("in brackets", before.endswith("(")),
        ("from and up", from_and_up),
        ("from and up, unasked", from_and_up and not words.reach.search(before)),
        ("which are meant", from_and_up and _WHICH.match(reading.sentence.low, from_and_up.end())),
        (
            "between commas",
            counts and before.endswith(", ") and reading.sentence.low.startswith(",", figure.end),
        ),
    )
    return [name for name, found in tests if found]


def _is_measured_in(noun: str, before: str, lang: str) -> bool:
    """Whether a figure is rightly given in a time or a length: ``tuổi thọ … 75,5 tuổi``."""
    return any(name in before for name in edges(lang).measured_in.get(noun.split(" ", 1)[0], ()))


def _around(reading: Reading, index: int, figure: Quantity) -> list[str]:
    """Say what else the place of a figure tells."""
    low, start = reading.sentence.low, _start(figure)
    pieces = []
    if low[start : start + 1] == "0" and low[start + 1 : start + 2].isdigit():
        pieces.append("leading zero")
    if not low[start : start + 1].isdigit():
        pieces.append("in words")
    bare = figure.unit is None and not figure.exponent
    if bare and index == 0 and not low[:start].strip() and _ENUMERATES.match(low, figure.end):
        pieces.append("enumerates")
    if _ANNIVERSARY.match(low, start):
        pieces.append("anniversary")
    if index == 0 and not low[:start].strip(" -–•*+"):
        pieces.append("opens the sentence")
    return pieces


def _start(figure: Quantity) -> int:
    return figure.spans[0][0] if figure.spans else figure.start


class _Counts(NamedTuple):
    agenda: re.Pattern[str]
    time: re.Pattern[str]
    numbered: re.Pattern[str]
    number_of: re.Pattern[str]
    defining: re.Pattern[str]
    reach: re.Pattern[str]


@cache
def _counts(lang: str) -> _Counts:
    table = load_table("cues", lang)["counts"]
    return _Counts(
        re.compile(rf"(?:{words_pattern(table['agenda'])})(?!\w)"),
        re.compile(rf"-?(?:{words_pattern(table['time'])})(?!\w)"),
        re.compile(rf"(?:{whole_words(table['numbered'])})[ .]?(?:số )?$"),
        re.compile(rf"(?:{whole_words(table['number_of'])})(?!\w)[^,;.]{{0,40}}$"),
        re.compile(rf"(?:{whole_words(table['defining'])}) (?:the |a )?$"),
        re.compile(rf"(?:{whole_words(edges(lang).verbs)}) (?:từ )?$"),
    )
