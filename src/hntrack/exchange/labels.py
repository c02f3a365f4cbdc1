"""What people print in tables beside numbers: times, how firm a figure is, units, and the headings of columns.

A label of a time ("Sơ bộ 2025", "Prel. 2016", "Quý I/2024", "2016 [YR2016]") gives a period, what it says of the
figure's firmness, and whatever else stands in it: "GDP 2024 so với 2023" is no plain 2024, and whoever reads it must
decide.  How firm a figure is stands there in the letters and words of SDMX, Eurostat, Open SDG sites and offices; a
unit as "Triệu đồng", "GBP (millions)", "Nghìn người", UNIT_MULT 6, "Thousands".  A heading is found over one row or
several; what stands above and below it is passed over.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from hntrack.exchange.table import Exact
from hntrack.languages import load_table
from hntrack.model.codes import UNITS, Unit
from hntrack.text.characters import fold, nfc, single_spaced
from hntrack.text.foreign_tables import NO_VALUE
from hntrack.text.messages import LANGUAGES, Wording
from hntrack.text.periods import Period
from hntrack.text.typed_periods import NotAPeriod, read_period

_TABLE = load_table("tables")


def period_of(text: str) -> Period | None:
    """Read a period in our notation, as people write it, in SDMX's (``2016-01-01/P5Y``) or PX-Web's (``2024M03``).

    ``2009-10`` is a month; ``None`` where the text is no period.
    """
    try:
        return read_period(text, months=True).period
    except NotAPeriod:
        return None


_TWO_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})[-–/]([0-9]{2})", re.ASCII)


def two_years(text: str) -> Period | None:
    """Read ``2009-10`` and ``1999-00`` as two years; ``None`` where the second does not follow the first."""
    match = _TWO_DIGITS.fullmatch(text.strip())
    if match is None or (int(match[2]) + 1) % 100 != int(match[3]):
        return None
    year = int(match[1] + match[2])
    return period_of(f"{year}/{year + 1}")


def sdmx_period(period: Period) -> str:
    """Write a period as SDMX does: halves as semesters, longer stretches by their first day and duration."""
    if "/" in period.text:
        if period.start.day != 1 or (period.end + timedelta(days=1)).day != 1:
            return f"{period.start.isoformat()}/P{(period.end - period.start).days + 1}D"
        months = 12 * (period.end.year - period.start.year) + period.end.month - period.start.month + 1
        length = f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
        return f"{period.start.isoformat()}/{length}"
    return period.text.replace("-H", "-S")


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


def _quarter(match: re.Match[str]) -> str:
    text = match["q"]
    return f"{match['y']}-Q{_ROMAN.get(text) or text}"


def _half(match: re.Match[str]) -> str:
    return f"{match['y']}-H{2 if match['h'] in ('cuoi', '2', 'ii') else 1}"


def _months(match: re.Match[str]) -> str:
    count = int(match["n"])
    if count == 12:
        return match["y"]
    return f"{match['y']}-H1" if count == 6 else f"{match['y']}-01/{match['y']}-{count:02}"


def _month(match: re.Match[str]) -> str:
    return f"{match['y']}-{int(match['m']):02}"


def _named_month(match: re.Match[str]) -> str:
    return f"{match['y']}-{_MONTHS.index(match['w'][:3]) + 1:02}"


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
    """Read a heading or a cell; of more than 300 characters nothing is read."""
    text = single_spaced(text)
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
        match = form.search(folded)
        if match is not None and (period := period_of(make(match))) is not None:
            return period, _without(folded, match)
    return None, folded


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _status(folded: str) -> tuple[str, str]:
    said = ""
    for status, form in _STATUS_FORMS:
        if form.search(folded) is not None:
            said, folded = said or status, form.sub(" ", folded)
    return said, folded


CODES = MappingProxyType(
    {"": "final", "A": "final", "P": "provisional", "E": "estimated", "B": "break", "F": "forecast"}
)
"""SDMX's CL_OBS_STATUS, as far as a code of it says the same as one of ours; others need ``words``."""
_WORDS = MappingProxyType({word: code for code, words in _TABLE["firmness"].items() for word in words})
MISSING = frozenset({"M", "L", "O", "missing value", "missing", "khong co so lieu"})
"""What says, beside an empty cell, that there is no value."""

# Eurostat's flags: https://ec.europa.eu/eurostat/web/main/data/database, "Flags".  Confidential and not available
# come without a value; a forecast is kept as one, and no verdict uses it.
_FLAGS = MappingProxyType(
    {"f": "forecast", "b": "break", "p": "provisional", "e": "estimated", "s": "estimated"}
)
_TELLING = frozenset("duinr")
_FLAGGED = re.compile(r"([-+−]?[0-9][0-9.,\u00a0\u202f ]*+|:)?\s*+([a-z]{1,4}|[*]{1,3})?")


class Status(NamedTuple):
    """Our code, and a remark that keeps what the code cannot say."""

    code: str
    note: Wording | None = None


def status_of(text: str) -> str | None:
    """Give our code for a letter or word; ``None`` where it says none of ours."""
    text = text.strip()
    if text in CODES or text.upper() in CODES:
        return CODES[text.upper()]
    return _WORDS.get(" ".join(fold(text).strip(" .()").split()))


def parted(text: str) -> tuple[str, str] | None:
    """Part a cell of value and flag (``12.3 bp``, ``: c``, ``45.1p``); ``None`` where it is no such cell."""
    match = _FLAGGED.fullmatch(text.strip())
    return None if match is None else ((match[1] or "").strip(), match[2] or "")


def flag_status(flag: str) -> Status | None:
    """Say what a flag of one or several letters means; ``None`` where one of them says what we have no word for.

    A forecast goes before all else, a break before what is provisional, and that before an estimate; where letters
    are left over the remark keeps them all.
    """
    letters = set(flag)
    if len(letters) != len(flag) or not letters <= {*_FLAGS, *_TELLING}:
        return None
    codes = {_FLAGS[letter] for letter in letters if letter in _FLAGS}
    code = next((one for one in ("forecast", "break", "provisional", "estimated") if one in codes), "final")
    if len(letters) == 1 and flag in _FLAGS:
        return Status(code)
    return Status(code, Wording(f"Ký hiệu của nguồn: {flag}.", f"Flag of the source: {flag}."))


_POWER = {word: int(power) for power, words in _TABLE["scales"].items() for word in words}
_SCALES = sorted(_POWER, key=len, reverse=True)  # "nghin ty" before "nghin"
_SCALE = re.compile("|".join(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z])" for word in _SCALES))
_NONE = frozenset({"", "_z", "_x", "_t", "not applicable", "none", "number", "so luong"})
_UNITS_SAID = {word: unit for unit, words in _TABLE["units"].items() for word in words}


class Said(NamedTuple):
    """What a text says of a unit.

    Attributes:
        power: The power of ten; ``None`` where it names no scale.
        unit: The rest, without marks and in small letters, or the id of a built-in unit; empty where nothing is left.
    """

    power: int | None
    unit: str


def power_of(text: str) -> int | None:
    """Read a scale that stands alone: ``6``, ``Thousands``, ``Triệu``; ``None`` where it is none."""
    plain = " ".join(fold(text).split()).strip(" .")
    if plain.isascii() and plain.lstrip("-").isdecimal() and len(plain) < 4:
        return int(plain)
    if plain in _NONE:
        return 0
    return _POWER.get(plain)


def unit_said(text: str) -> Said:
    """Read a unit with its scale: ``GBP (millions)`` is a million GBP."""
    plain = " ".join(fold(text).replace("(", " ").replace(")", " ").replace(",", " ").split())
    match = _SCALE.search(plain)
    power = None
    if match is not None and match[0] != "units":
        power, plain = _POWER[match[0]], f"{plain[: match.start()]} {plain[match.end() :]}"
    plain = " ".join(plain.split()).removeprefix("of ").strip(" .:;")
    if plain.startswith(("pt_", "pc_")):  # SDMX's "percentage of …"
        plain = "percent"
    return Said(power, _UNITS_SAID.get(plain, _by_name().get(plain, plain)) if plain not in _NONE else "")


@cache
def _by_name() -> Mapping[str, str]:
    """Give the id of each built-in unit by each of its names, in every language."""
    named = ((one.id, name) for one in UNITS.values() for name in (one.id, one.symbol, *_titles(one)))
    return {fold(name): unit for unit, name in named if name}


def _titles(unit: Unit) -> tuple[str, ...]:
    return tuple(unit.title.within(lang) for lang in LANGUAGES)


# The headings of columns

MOST_LOOKED_AT = 60
MOST_ROWS = 4
_NUMBER = re.compile(r"[-+−]?[0-9][0-9 .,\u00a0\u202f]*%?")
_NUMBERED = re.compile(r"[(]?(?:[0-9]{1,2}|[A-Za-z])[)]?(?:\s?=.*)?")
_UNIT = re.compile(r"(?:don vi|dvt|unit|units)\b")
_CLOSED = re.compile(r"[.:;]\s*$|^\W*(?:bảng|biểu|table|data source|last updated)", re.IGNORECASE)


class Heading(NamedTuple):
    """A heading.

    Attributes:
        first, last: Its rows, as positions in the lines looked at.
        columns: One name for each column: the texts of its rows, from the top, parted by `` / ``.
    """

    first: int
    last: int
    columns: tuple[str, ...]


def blind(text: str) -> str:
    """Give the form in which headings are compared: without case, marks and blanks around or within."""
    return " ".join(fold(nfc(text)).split())


def find_heading(
    lines: Sequence[Sequence[str]], named: frozenset[str], rows: int | None, *, fixed: bool
) -> Heading:
    """Find the heading among the first lines that are not blank; ``fixed``: it begins with the first of them.

    ``named`` are the headings that the mapping names, as :func:`blind` gives them.
    """
    if fixed:
        return _made(lines, 0, (rows or 1) - 1)
    first, last = _guessed(lines)
    guessed = _made(lines, first, first + rows - 1 if rows else last)
    return next(
        (one for one in (guessed, *_all_headings(lines, rows)) if named <= set(map(blind, one.columns))),
        guessed,
    )


def _all_headings(lines: Sequence[Sequence[str]], rows: int | None) -> Iterator[Heading]:
    for count in (rows,) if rows else range(1, MOST_ROWS + 1):
        for first in range(len(lines) - count + 1):
            yield _made(lines, first, first + count - 1)


def _guessed(lines: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Find the rows that name columns: no figures but years, and at least half as many cells as any row has."""
    enough = max((_filled(line) for line in lines), default=0) / 2
    for first, cells in enumerate(lines):
        if _names_columns(cells) and _filled(cells) >= enough:
            return _grown(lines, first)
    return 0, 0


def _grown(lines: Sequence[Sequence[str]], at: int) -> tuple[int, int]:
    """Give the first and last row of the heading that a row belongs to: it grows downwards, then upwards."""
    first = last = at
    while last + 1 < len(lines) and last - first < MOST_ROWS - 1 and _goes_on(lines[last], lines[last + 1]):
        last += 1
    while first and last - first < MOST_ROWS - 1 and _spans_above(lines[first - 1]):
        first -= 1
    return first, last


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _names_columns(cells: Sequence[str]) -> bool:
    """Tell a row of headings from a title, a line about the unit, and a row of figures."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if any(map(_is_figure, filled)) or is_numbering(cells):
        return False
    if len(set(filled)) > 1:
        return True
    return len(cells) == 1 or (
        len(filled) == 1 and not cells[0].strip() and _UNIT.match(fold(filled[0])) is None
    )


def _is_figure(text: str) -> bool:
    if text in NO_VALUE:
        return True
    return (isinstance(text, Exact) or _NUMBER.fullmatch(text) is not None) and not is_time(str(text))


def _spans(cells: Sequence[str]) -> bool:
    pairs = itertools.pairwise(cells)
    return any(not cell.strip() for cell in cells[1:]) or any(a.strip() and a == b for a, b in pairs)


def _spans_above(cells: Sequence[str]) -> bool:
    """Tell whether a row is the upper one of a heading: it names groups of columns, but not the first column alone."""
    filled = [cell.strip() for cell in cells[1:] if cell.strip()]
    if not filled or any(map(_is_figure, filled)) or all(_UNIT.match(fold(one)) for one in filled):
        return False
    return (not cells[0].strip() and _spans(cells)) or (
        len(set(filled)) > 1 and _spans(cells) and not _CLOSED.search(cells[0])
    )


def _goes_on(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Tell whether a row is the next one of a heading: the one above spans columns, and this one names them."""
    named = [one.strip() for one in lower[1:] if one.strip()]
    if not _spans(upper) or not named or any(map(_is_figure, named)) or is_numbering(lower):
        return False
    # A row of the body may have no figure either: it stands under a first column with a heading of its own.
    return not (upper[0].strip() and lower[0].strip() and lower[0] != upper[0])


def is_numbering(cells: Sequence[str]) -> bool:
    """Tell a row that only numbers its columns (``A``, ``1``, ``2``, ``3=1+2``)."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 2 or not all(_NUMBERED.fullmatch(one) for one in filled):
        return False
    counted = [int(found[0]) for one in filled if (found := re.search("[0-9]+", one))]
    return (
        len(counted) > 1 and counted == list(range(counted[0], counted[0] + len(counted))) and counted[0] <= 2
    )


def _name_column(cells: list[str]) -> str:
    """Join the texts of a column's heading, each of them once."""
    return " / ".join(dict.fromkeys(text for cell in cells if (text := single_spaced(cell))))


def _made(lines: Sequence[Sequence[str]], first: int, last: int) -> Heading:
    rows = [list(line) for line in lines[first : last + 1]]
    width = max((len(one) for one in rows), default=0)
    for one in rows:
        one.extend([""] * (width - len(one)))
    for upper, lower in itertools.pairwise(rows):
        _fill(upper, lower)
    columns = [_name_column([row[at] for row in rows]) for at in range(width)]
    while columns and not columns[-1]:
        columns.pop()
    return Heading(first, last, tuple(columns))


def _fill(upper: list[str], lower: list[str]) -> None:
    """Let a heading hold for the columns to its right that only the row below names, unless merged cells said it."""
    if any(a.strip() and a == b for a, b in itertools.pairwise(upper)):
        return
    held = ""
    for at, text in enumerate(upper):
        if text.strip():
            held = text if lower[at].strip() else ""
        elif lower[at].strip():
            upper[at] = held
        else:
            held = ""


def unit_above(lines: Sequence[Sequence[str]]) -> str:
    """Give the unit that a line above or in the heading states (``Đơn vị tính: Nghìn người``); empty where none."""
    for cells in lines:
        for cell in cells:
            found = re.match(
                r"\W*(?:Đơn vị(?: tính)?|ĐVT|Units?(?: of measure)?)\s*[:：]\s*(.+)",
                nfc(cell).strip(),
                re.IGNORECASE,
            )
            if found is not None:
                return found[1].strip(" .)")
    return ""


def letter(at: int) -> str:
    """Give a column's letter, as spreadsheets do; for columns without a heading."""
    name = ""
    while at >= 0:
        name, at = chr(65 + at % 26) + name, at // 26 - 1
    return name
