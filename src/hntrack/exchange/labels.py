"""Labels that people print for a time: "Sơ bộ 2025", "Prel. 2016", "Quý I/2024", "2016 [YR2016]".

A label gives a period, what it says of the figure's firmness, and whatever else stands in it: "GDP 2024 so với 2023"
is no plain 2024, and whoever reads it must decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from hntrack.exchange.periods import period_of
from hntrack.text.fold import fold, nfc
from hntrack.text.periods import Period

LONGEST_LABEL = 300


class Label(NamedTuple):
    """What a label says.

    Attributes:
        period: The period; ``None`` where it names none.
        status: ``provisional``, ``estimated``, ``final`` or nothing said.
        rest: What else stands there, without marks and in small letters; empty where the label is a time only.
    """

    period: Period | None
    status: str
    rest: str


_STATUS = (
    ("provisional", r"so bo|prel(?:iminary|im)?\b\.?|provisional"),
    ("estimated", r"uoc (?:tinh|thuc hien|dat)|uoc|estimated|estimates?|est\b\.?"),
    ("final", r"(?:so )?chinh thuc|thuc hien|da dieu chinh|dieu chinh|final|actual|official|revised"),
)
_STATUS_FORMS = tuple((status, re.compile(rf"\b(?:{form})(?![a-z])")) for status, form in _STATUS)
_LETTER = re.compile(r"(?<=[0-9])\s?[(]?([pe])[)]?(?![a-z0-9])")
_MARKS = re.compile(r"\[yr[0-9]{4}\]|[*¹²³⁴⁵†‡]+|[(][0-9]{1,2}[)]|(?<=[0-9]{4}) [0-9][)]")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?P<y>(?:19|20)[0-9]{2})(?![0-9])"
_GAP = r"[\s/,.\-–]{0,4}(?:year|of)?[\s/,.\-–]{0,4}"
_WORD = (
    r"(?:january|february|march|april|june|july|august|september|october|november|december|sept|"
    + "|".join(_MONTHS)
    + ")"
)


def _quarter(found: re.Match[str]) -> str:
    text = found["q"]
    return f"{found['y']}-Q{_ROMAN.get(text) or text}"


def _half(found: re.Match[str]) -> str:
    return f"{found['y']}-H{2 if found['h'] in ('cuoi', '2', 'ii') else 1}"


def _months(found: re.Match[str]) -> str:
    count = int(found["n"])
    if count == 12:
        return found["y"]
    return f"{found['y']}-H1" if count == 6 else f"{found['y']}-01/{found['y']}-{count:02}"


def _month(found: re.Match[str]) -> str:
    return f"{found['y']}-{int(found['m']):02}"


def _named_month(found: re.Match[str]) -> str:
    return f"{found['y']}-{_MONTHS.index(found['w'][:3]) + 1:02}"


_Q = r"(?:quy|quarter|qtr|q)\s?\.?\s?(?P<q>iv|i{1,3}|[1-4])(?![a-z0-9])"
_M = r"(?:thang|month|t|m)\s?(?P<m>1[0-2]|0?[1-9])(?![0-9])"
_N = r"(?<![0-9])(?P<n>1[0-2]|[2-9]) (?:thang|months)(?: dau)?(?! cuoi)"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})\s?[-–/]\s?(?P<z>(?:19|20)[0-9]{2})(?![0-9])"),
        lambda f: f"{f['y']}/{f['z']}",
    ),
    (re.compile(rf"\b{_Q}{_GAP}{_YEAR}"), _quarter),
    (re.compile(rf"(?<![0-9]){_YEAR}{_GAP}{_Q}"), _quarter),
    (re.compile(rf"\b(?:6|sau) thang (?P<h>dau|cuoi){_GAP}{_YEAR}"), _half),
    (re.compile(rf"(?<![0-9]){_YEAR}{_GAP}(?:6|sau) thang (?P<h>dau|cuoi)(?: year)?"), _half),
    (re.compile(rf"\bnua (?P<h>dau|cuoi){_GAP}{_YEAR}"), _half),
    (re.compile(rf"\b[hs](?P<h>[12]){_GAP}{_YEAR}"), _half),
    (re.compile(rf"(?<![0-9]){_YEAR}{_GAP}[hs](?P<h>[12])(?![0-9])"), _half),
    (re.compile(rf"{_N}{_GAP}{_YEAR}"), _months),
    (re.compile(rf"(?<![0-9]){_YEAR}{_GAP}{_N}"), _months),
    (re.compile(rf"\b{_M}{_GAP}{_YEAR}"), _month),
    (re.compile(rf"(?<![0-9]){_YEAR}{_GAP}{_M}"), _month),
    (re.compile(rf"(?<![0-9/])(?P<m>1[0-2]|0?[1-9])\s?[/.]\s?{_YEAR}"), _month),
    (re.compile(rf"\b(?P<w>{_WORD})\b{_GAP}{_YEAR}"), _named_month),
    (re.compile(rf"(?<![0-9]){_YEAR}{_GAP}(?P<w>{_WORD})\b"), _named_month),
    (re.compile(rf"(?<![0-9/.]){_YEAR}"), lambda f: f["y"]),
)
_DAY = re.compile(
    r"(?<![0-9])(?P<d>3[01]|[12][0-9]|0?[1-9])[/.](?P<m>1[0-2]|0?[1-9])[/.](?P<y>(?:19|20)[0-9]{2})(?![0-9])"
)
_LONE = re.compile(r"\b(?:year|fy|ky|period)\b")
_YEAR_WORD = re.compile(r"\bnăm\b|(?<=\bđầu )nam\b|(?<=\bdau )nam\b|(?<=\bcuoi )nam\b")  # not "nam", male
_EDGES = " \t/,;:.()[]-–—_|\n"


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label:
    """Read a label.

    Args:
        text: A heading or a cell; of more than 300 characters nothing is read.
    """
    text = " ".join(nfc(text).split())
    if not text or len(text) > LONGEST_LABEL:
        return Label(None, "", fold(text[:LONGEST_LABEL]))
    plain = period_of(text)
    if plain is not None:
        return Label(plain, "", "")
    folded = _MARKS.sub("", fold(_YEAR_WORD.sub("year", text.lower())))
    letter = _LETTER.search(folded)
    if letter is not None:
        word = " so bo " if letter[1] == "p" else " uoc tinh "
        folded = folded[: letter.start()] + word + folded[letter.end() :]
    status, folded = _status(folded)
    period, folded = _period(folded)
    if period is not None:  # "Sơ bộ 2025 - Prel. 2025" says it twice
        folded = re.sub(rf"(?<![0-9/]){period.text}(?![0-9/])", " ", _LONE.sub(" ", folded))
    return Label(period, status, " ".join(folded.split()).strip(_EDGES))


def is_time(text: str) -> bool:
    """Tell whether a label is a time of our days and nothing else; 1200 is rather a number."""
    label = read_label(text)
    return label.period is not None and not label.rest and 1900 <= label.period.start.year <= 2100


def _period(folded: str) -> tuple[Period | None, str]:
    day = _DAY.search(folded)
    if day is not None:
        # 03/04/2024 is the third of April here and the fourth of March elsewhere.
        text = f"{day['y']}-{int(day['m']):02}-{int(day['d']):02}" if int(day["d"]) > 12 else ""
        return (period_of(text) if text else None), _without(folded, day)
    for form, make in _FORMS:
        found = form.search(folded)
        if found is not None and (period := period_of(make(found))) is not None:
            return period, _without(folded, found)
    return None, folded


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _status(folded: str) -> tuple[str, str]:
    said = ""
    for status, form in _STATUS_FORMS:
        if form.search(folded) is not None:
            said, folded = said or status, form.sub(" ", folded)
    return said, folded
