"""Read dates and periods as people write them: ``31/12/2025``, ``quý III/2026``, ``9 tháng đầu năm 2026``, ``Q3 2026``.

Files hold one form only (:mod:`hntrack.text.periods`); what is typed, chosen or imported comes through here.
:mod:`hntrack.text.period_words` writes a period back in words, and whatever it writes is read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from hntrack.classes import NamedTuple, late
from hntrack.text.characters import nfc
from hntrack.text.periods import Period, parse_period

LONGEST = 80
_BLANKS = late(r"[ \t\u00a0\u202f\u2009]+")
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "\u2011": "-", "’": "'"})
_ROMAN = MappingProxyType({"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4,
                           "first": 1, "second": 2, "third": 3, "fourth": 4,
                           "1st": 1, "2nd": 2, "3rd": 3, "4th": 4})  # fmt: skip
_COUNTS = MappingProxyType(
    {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11,
     "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
     "eleven": 11}
)  # fmt: skip
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
_MONTHS = MappingProxyType(
    {name.lower(): at for at, name in enumerate(MONTHS, 1)}
    | {name[:3].lower(): at for at, name in enumerate(MONTHS, 1)}
    | {"sept": 9}
)
_PREFIX = late(
    r"(?:(?:số liệu )?(?:tính đến|tính tới|đến hết|cho đến|đến|hết|vào|trong)|as of|as at|by|until|in|during) "
)
_LAST_DAY = late(r"(?:cuối|ngày cuối|the end of|end of|end) (?P<rest>.+)")
_ENDS = (" đến ", " tới ", " to ", " - ", "-")


class NotAPeriod(ValueError):  # noqa: N818  (named for what the text is)
    """The text is no date or period that can be told for sure.

    Attributes:
        why: ``unknown`` (no form we know), ``no-year``, ``two-ways`` (a month or a financial year), ``financial``
            (a year over two calendar years whose first month is not said), or ``no-day`` (30/2).
        readings: For ``two-ways`` and ``financial``: how to write each of its readings so that it has one.
    """

    def __init__(self, why: str, text: str, readings: tuple[str, ...] = ()) -> None:
        super().__init__(f"{why}: {text[:60]!r}")
        self.why, self.readings = why, readings


class ReadPeriod(NamedTuple):
    """A period as read.

    Attributes:
        period: In the form of the files.
        swapped: Where day and month could change places (``5/6/2026``): the day that the other order gives.  Read
            is day before month, as in Vietnam.
    """

    period: Period
    swapped: date | None = None


def read_period(text: str, *, months: bool = False) -> ReadPeriod:
    """Read a period or a day in any of the forms that our users write.

    Args:
        text: At most 80 characters.
        months: Something else settles that ``2009-10`` is a month (a column of months, a standard).

    Raises:
        NotAPeriod: It is none, or could be two things; the error says how to write each.
    """
    low = _BLANKS.sub(" ", nfc(text).translate(_DASHES)).strip(" .,").lower()
    if not low or len(low) > LONGEST:
        raise NotAPeriod("unknown", text)
    if not months:
        _refuse_two_years(low, text)
    return _read(low, text)


def read_day(text: str) -> tuple[date, date | None]:
    """Read one day: ``31/12/2025``, ``ngày 31 tháng 12 năm 2025``, ``December 31, 2025``, ``2025-12-31``.

    Returns:
        The day, and the other day that it could be if day and month changed places, else ``None``.

    Raises:
        NotAPeriod: It is no day.
    """
    read = read_period(text, months=True)
    if read.period.start != read.period.end:
        raise NotAPeriod("unknown", text)
    return read.period.start, read.swapped


def could_be_two_years(text: str) -> bool:
    """Whether ``2009-10`` may be a month as well as a year that runs over two (also ``2009/10``)."""
    found = _SHORT.fullmatch(text.strip())
    return (
        found is not None
        and int(found["last"]) == (int(found["year"]) + 1) % 100
        and 1 <= int(found["last"]) <= 12
    )


_SHORT = late(r"(?P<year>[12][0-9]{3}) ?[-/–] ?(?P<last>[0-9]{2})", re.ASCII)


def _refuse_two_years(low: str, text: str) -> None:
    found = _SHORT.fullmatch(low)
    if found is None:
        return
    year, last = int(found["year"]), int(found["last"])
    both = f"{year}/{year + 1}"
    if could_be_two_years(low):
        raise NotAPeriod("two-ways", text, (f"{last}/{year}", both))
    if last == (year + 1) % 100:
        raise NotAPeriod("financial", text, (f"{year}-04/{year + 1}-03", both))


def _read(low: str, text: str) -> ReadPeriod:
    with suppress(ValueError):
        return ReadPeriod(parse_period(low.upper()))
    try:
        for form, canonical in _forms():
            found = form.fullmatch(low)
            if found is not None:
                return ReadPeriod(parse_period(canonical(found)), _swapped(low))
    except (ValueError, OverflowError, KeyError):
        raise NotAPeriod("no-day", text) from None
    if _PREFIX.match(low):
        return _read(_PREFIX.sub("", low, count=1), text)
    if (last := _LAST_DAY.fullmatch(low)) is not None:
        return ReadPeriod(parse_period(_read(last["rest"], text).period.end.isoformat()))
    ends = _two_ends(low)
    if ends is not None:
        return ReadPeriod(_stretch(*ends, text))
    raise NotAPeriod("no-year" if _NO_YEAR.match(low) and not _HAS_YEAR.search(low) else "unknown", text)


_NO_YEAR = late(
    r"(?:[0-9]{1,2}|[a-ză-ỹ]+) tháng|quý |nửa |q[1-4]$|h[12]$|tháng |first |second |third |fourth "
)
_HAS_YEAR = late(r"[0-9]{4}")


def _two_ends(low: str) -> tuple[str, str] | None:
    """Cut a stretch in two at the one place where it can be cut."""
    for joint in _ENDS:
        parts = low.split(joint)
        if len(parts) == 2 and all(_HAS_YEAR.search(part) for part in parts):
            first = parts[0].removeprefix("từ ").removeprefix("from ")
            return first.strip(), parts[1].strip()
    return None


def _stretch(first: str, last: str, text: str) -> Period:
    start, end = _read(first, text).period, _read(last, text).period
    try:
        return parse_period(f"{start.text.partition('/')[0]}/{end.text.rpartition('/')[2]}")
    except ValueError:
        raise NotAPeriod("no-day", text) from None


def _swapped(low: str) -> date | None:
    found = _DAY.fullmatch(low)
    if found is None or found["day"] == found["month"]:
        return None
    try:
        date(int(found["year"]), int(found["month"]), int(found["day"]))
        return date(int(found["year"]), int(found["day"]), int(found["month"]))
    except ValueError:
        return None


def _day(found: re.Match[str]) -> str:
    day, month, year = int(found["day"]), int(found["month"]), int(found["year"])
    if month > 12 >= day:
        day, month = month, day  # 12/31/2025 can only be month before day
    return date(year, month, day).isoformat()


def _named_day(found: re.Match[str]) -> str:
    return date(int(found["year"]), _MONTHS[found["name"]], int(found["day"])).isoformat()


def _months(year: int, first: int, last: int) -> str:
    """Give the months from ``first`` to ``last`` of a year in the shortest form that the files know."""
    named = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2"}.get(
        (first, last)
    )
    if (first, last) == (1, 12):
        return f"{year}"
    if named:
        return f"{year}-{named}"
    return f"{year}-{first:02}" if first == last else f"{year}-{first:02}/{year}-{last:02}"


def _so_many(found: re.Match[str]) -> str:
    count = int(found["count"]) if found["count"].isdigit() else _COUNTS[found["count"]]
    if not 2 <= count <= 12:
        raise ValueError(found[0])
    if found["end"] in ("cuối", "last"):
        return _months(int(found["year"]), 13 - count, 12)
    return _months(int(found["year"]), 1, count)


def _half(found: re.Match[str]) -> str:
    second = found["half"] in ("cuối", "sau", "second", "latter", "2")
    return f"{found['year']}-H{2 if second else 1}"


def _school_year(found: re.Match[str]) -> str:
    year, last = int(found["year"]), int(found["last"])
    if last not in (year + 1, (year + 1) % 100):
        raise ValueError(found[0])
    return f"{year}-09/{year + 1}-08"


def _named_months(found: re.Match[str]) -> str:
    return _months(int(found["year"]), _MONTHS[found["name"]], _MONTHS[found["other"] or found["name"]])


def _length(found: re.Match[str]) -> str:
    """SDMX's stretch: a first day and a duration in years, months or days."""
    start, count = date(int(found["year"]), int(found["month"]), int(found["day"])), int(found["count"])
    if found["kind"] == "d":
        return f"{start.isoformat()}/{(start + timedelta(days=count - 1)).isoformat()}"
    months = count * (12 if found["kind"] == "y" else 1)
    if start.day != 1 or not months:
        raise ValueError(found[0])
    last = start.month - 1 + months - 1
    if months % 12 == 0 and start.month == 1:
        return f"{start.year}/{start.year + months // 12 - 1}" if months > 12 else f"{start.year}"
    return f"{start.year}-{start.month:02}/{start.year + last // 12}-{last % 12 + 1:02}"


_Y = r"(?P<year>[12][0-9]{3})"
_OF_YEAR = rf"(?:[/ -]| năm | of | in |/năm )?(?:năm )?{_Y}"
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMBERS = "|".join(sorted(_COUNTS, key=len, reverse=True))
_DAY = late(rf"(?:ngày )?(?P<day>[0-9]{{1,2}})[/.-](?P<month>[0-9]{{1,2}})[/.-]{_Y}", re.ASCII)
_YEARS = (
    rf"(?:(?:giai đoạn|thời kỳ|nhiệm kỳ|các năm|period|years) )?(?:từ |from )?(?:năm )?{_Y}"
    r"(?: ?[-/] ?| đến | tới | to )(?:năm )?(?P<last>[12][0-9]{3})"
)
_Maker = Callable[[re.Match[str]], str]


@cache  # most of what is read is in the form of the files
def _forms() -> tuple[tuple[re.Pattern[str], _Maker], ...]:
    return tuple((re.compile(form), maker) for form, maker in _FORMS)


_FORMS: tuple[tuple[str, _Maker], ...] = (
    (_DAY.pattern, _day),
    (rf"{_Y}[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}})", _day),
    (r"(?:ngày )?(?P<day>[0-9]{1,2}) tháng (?P<month>[0-9]{1,2}),? năm " + _Y, _day),
    (rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<name>{_NAMES}),? {_Y}", _named_day),
    (rf"(?P<name>{_NAMES}) (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? {_Y}", _named_day),
    (rf"(?:cả )?(?:năm |year |the year )?{_Y}(?:-?a1)?", lambda m: m["year"]),
    (rf"{_Y}-(?P<month>[0-9]{{2}})", lambda m: f"{m['year']}-{m['month']}"),
    (rf"{_Y}-?m(?P<month>[0-9]{{1,2}})", lambda m: f"{m['year']}-{int(m['month']):02}"),
    (
        rf"(?:tháng |t\.?|month )?(?P<month>[0-9]{{1,2}})(?:[/ .-]| năm |/năm ){_Y}",
        lambda m: f"{m['year']}-{int(m['month']):02}",
    ),
    (rf"{_Y}/(?P<month>[0-9]{{1,2}})", lambda m: f"{m['year']}-{int(m['month']):02}"),
    (rf"(?P<name>{_NAMES})\.?(?: ?- ?(?P<other>{_NAMES})\.?)?,?[ -]{_Y}", _named_months),
    (
        rf"(?:từ )?tháng (?P<month>[0-9]{{1,2}})(?: ?- ?| đến | tới )(?:tháng )?(?P<last>[0-9]{{1,2}}){_OF_YEAR}",
        lambda m: _months(int(m["year"]), int(m["month"]), int(m["last"])),
    ),
    (
        rf"(?:quý|quí|qúy|quarter|q) ?(?P<q>iv|i{{1,3}}|[1-4]){_OF_YEAR}",
        lambda m: f"{m['year']}-Q{_ROMAN[m['q']]}",
    ),
    (
        rf"(?:the )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) quarter{_OF_YEAR}",
        lambda m: f"{m['year']}-Q{_ROMAN[m['q']]}",
    ),
    (rf"{_Y}[- ]?q(?P<q>[1-4])", lambda m: f"{m['year']}-Q{m['q']}"),
    (rf"{_Y}[- ]?[hs](?P<half>[12])", _half),
    (rf"[hs](?P<half>[12])[/ -]?{_Y}", _half),
    (rf"(?:nửa|nữa) (?P<half>đầu|cuối|sau){_OF_YEAR}", _half),
    (rf"(?:the )?(?P<half>first|second|latter) half{_OF_YEAR}", _half),
    (
        rf"(?P<count>[0-9]{{1,2}}|{_NUMBERS}) ?(?:tháng|t|m|months|month)(?: (?P<end>đầu|cuối))?{_OF_YEAR}",
        _so_many,
    ),
    (
        rf"(?:the )?(?P<end>first|last) (?P<count>[0-9]{{1,2}}|{_NUMBERS}) months{_OF_YEAR}",
        _so_many,
    ),
    (
        rf"(?:năm học|niên khóa|school year|academic year) {_Y} ?[-/] ?(?P<last>[0-9]{{4}}|[0-9]{{2}})",
        _school_year,
    ),
    (
        _YEARS,
        lambda m: f"{m['year']}/{m['last']}",
    ),
    (
        rf"{_Y}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})(?:t00:00:00)?/p(?P<count>[0-9]{{1,5}})(?P<kind>[ymd])",
        _length,
    ),
)
