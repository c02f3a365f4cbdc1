"""Find the times a text names, and tell deadlines from dates of events and from years in a document's title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from hntrack.extract.time_words import DOCUMENT_NOUNS, NO_TITLE_BETWEEN, TIME_WORDS, TITLE_NOUNS, TimeWord
from hntrack.text.quantity_numbers import whole_words

_YEAR = r"(?:199|20\d)\d(?![\d%]|[.,]\d)"
_YEARS = re.compile(r"(?:199|20\d)\d(?!\d)")
_MARKS, _MARKS_AND_COMMA = re.compile(r"[.;:()]"), re.compile(r"[,.;:()]")
MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTHS = re.compile(r"tháng|quý|nửa đầu|nửa cuối")
_YEAR_BEFORE_COMMA = re.compile(r"(?:19|20)\d\d\s*,\s*$")
_SHORT_END = re.compile(r"\d{4} ?[\-–—/] ?(\d\d)(?!\d)")
_LONGEST_PERIOD = 10
_LOOK_BACK = 160
_YEARS_ON: Mapping[str, int] = MappingProxyType({"this": 0, "last": -1, "next": 1})


class Time(NamedTuple):
    """A time that a text names.

    Attributes:
        start, end: Where.
        year: Its (last) year; ``None`` for "now".
        basis, role: As in :class:`~hntrack.extract.time_words.TimeWord`; ``role`` may also be ``title``.
        relative: Its year follows from the document's: "this year".
        partial: It is months or quarters of a year: what is said of them has been measured, unless it is promised.
    """

    start: int
    end: int
    year: int | None
    basis: str
    role: str
    partial: bool = False
    relative: bool = False


def resolved(times: tuple[Time, ...], year: int | None) -> tuple[Time, ...]:
    """Give "this year" and the like their years, where the document's is known; leave them out elsewhere."""
    if not any(one.year is None for one in times):
        return times
    found: list[Time] = []
    for one in times:
        if one.role == "compared" and one.year is None and year is not None:
            found.append(one._replace(year=year - 1, relative=True))  # "so với năm ngoái"
        elif one.role not in _YEARS_ON and one.role != "decade":
            found.append(one)
        elif year is not None:
            named = -(-year // 10) * 10 if one.role == "decade" else year + _YEARS_ON[one.role]
            partial = one.partial or (one.role in {"this", "last"} and one.basis != "by_end")
            found.append(one._replace(role="when", year=named, partial=partial, relative=True))
    return tuple(found)


def find_times(low: str, lang: str) -> tuple[Time, ...]:
    """Find the times of a lower-case text, in order, the longer one where two start alike."""
    pattern, table = _pattern(lang, with_years="20" in low or "199" in low)
    found: list[Time] = []
    for match in pattern.finditer(low):
        word = table[match.lastgroup or ""]
        start, end = match.span()
        role = word.role
        years = [] if role == "now" else _years(match.group())
        if role == "when" and years and _in_title(low, start, lang):
            role = "title"
        elif role == "when" and word.basis == "during" and _names_document(low, start, lang):
            role = "event"
        partial = _MONTHS.search(match.group()) is not None
        found.append(Time(start, end, years[-1] if years else None, word.basis, role, partial))
    return tuple(found)


def _years(words: str) -> list[int]:
    """Give the years of some words; ``2024-25`` ends in 2025."""
    found = [int(one) for one in _YEARS.findall(words)]
    short = _SHORT_END.search(words)
    if (
        short
        and found
        and 0 < (last := found[-1] // 100 * 100 + int(short[1])) - found[-1] <= _LONGEST_PERIOD
    ):
        found.append(last)
    return found


def _in_title(low: str, start: int, lang: str) -> bool:
    """Whether a deadline belongs to the name of a strategy, plan or programme just before it."""
    before = _MARKS.split(low[max(0, start - _LOOK_BACK) : start])[-1]
    if before.rstrip().endswith(",") and not _YEAR_BEFORE_COMMA.search(before):
        return (
            False  # "Theo kế hoạch, đến năm 2030 …", but "Chiến lược … đến năm 2030, tầm nhìn đến năm 2045"
        )
    nouns = [m.start() for m in _words(TITLE_NOUNS[lang]).finditer(before)]
    if not nouns:
        return False
    between = before[nouns[-1] :]
    return not any(one in between for one in NO_TITLE_BETWEEN[lang])


def _names_document(low: str, start: int, lang: str) -> bool:
    """Whether a year stands in the name of a resolution or law: ``Nghị quyết 57-NQ/TW năm 2024``."""
    before = _MARKS_AND_COMMA.split(low[max(0, start - 40) : start])[-1]
    return _words(DOCUMENT_NOUNS[lang]).search(before) is not None


@cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{whole_words(words)})(?!\w)")


@cache
def _pattern(lang: str, *, with_years: bool) -> tuple[re.Pattern[str], dict[str, TimeWord]]:
    """Give the pattern of all times, or only of those without a year, for texts that cannot hold one."""
    named = [one for one in TIME_WORDS if one.lang == lang and (with_years or "Y" not in one.pattern)]
    table = {f"t{i}": one for i, one in enumerate(named)}
    # The group that names a form is empty and stands at its end, so that a form may begin with its letter.
    parts = [f"{_regex(one.pattern)}(?P<{name}>)" for name, one in table.items()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"), table


def _regex(pattern: str) -> str:
    optional = "\x00"  # a blank that may be missing; set apart while the other blanks are widened
    widened = pattern.replace(" ?", optional).replace(" ", r"[ \u00a0]+").replace(optional, r"[ \u00a0]?")
    return widened.replace("MONTH", MONTH).replace("Y", _YEAR)
