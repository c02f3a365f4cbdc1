"""Stretches of time as people print them: a year stays a year, and is over on its last day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

from hntrack.classes import NamedTuple, late

_FORM = late(
    r"(?P<year>[0-9]{4})(?:-(?:(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
)
_PARTS = {
    "": (1, 12),
    **{f"-Q{number}": (3 * number - 2, 3) for number in range(1, 5)},
    **{f"-H{number}": (6 * number - 5, 6) for number in (1, 2)},
}
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


class Period(NamedTuple):
    """A stretch of whole days, no more precise than the words it was given in.

    Attributes:
        start: First day.
        end: Last day; what is promised "by 2030" falls due on 2030-12-31.
        text: As written: ``2030``, ``2030-06``, ``2030-06-15``, ``2030-Q2``, ``2030-H1`` or ``2016/2020``.
    """

    start: date
    end: date
    text: str

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.end.year

    def within(self, lang: str, /) -> str:
        """Give the period as people write it in a language: ``quý II/2026``, ``Q2 2026``."""
        if len(self.text) == 4:
            return self.text
        from hntrack.text.period_words import period_words  # noqa: PLC0415  (years, the usual periods, need no words)

        return period_words(self.start, self.end, self.text, lang)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)  # a catalog has some dozens of them
def parse_period(text: str) -> Period:
    """Read a period.

    Args:
        text: One of the forms named at :class:`Period`; years 1000 to 2999, ASCII digits only.

    Raises:
        ValueError: The text is none of these forms, names no real day, or ends before it starts.
    """
    first, slash, last = text.partition("/")
    start = _parse_one(first)
    if not slash:
        return Period(*start, text)
    end = _parse_one(last)
    if end[1] < start[0]:
        raise ValueError(f"the period ends before it starts: {text}")
    return Period(start[0], end[1], text)


def words_of_period(text: str, lang: str) -> str:
    """Write a period that stands in the form of the files (``2026-Q2``); what is none is given as it is."""
    try:
        return parse_period(text).within(lang)
    except ValueError:
        return text


def parse_day(text: str) -> date:
    """Read one ISO day, ``2030-12-31``; raises ``ValueError`` for anything else, periods included."""
    match = _FORM.fullmatch(text)
    if match is None or match["day"] is None:
        raise ValueError(f"not a day: {text}")
    return _parse_one(text)[0]


def _parse_one(text: str) -> tuple[date, date]:
    with suppress(ValueError):
        plain = _plain(text)
        if plain is not None:
            return plain
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"not a period: {text}")
    year = int(match["year"])
    _must_be_known(date(max(year, 1), 1, 1), text)
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["month"]:
        return _months(year, int(match["month"]), 1)
    if match["quarter"]:
        return _months(year, 3 * int(match["quarter"]) - 2, 3)
    if match["half"]:
        return _months(year, 6 * int(match["half"]) - 5, 6)
    return date(year, 1, 1), date(year, 12, 31)


def _plain(text: str) -> tuple[date, date] | None:
    """Read what is well-formed without the pattern, which a start would have to compile."""
    if text[4:] in _PARTS:
        first = date.fromisoformat(f"{text[:4]}-01-01")
        return _months(_must_be_known(first, text).year, *_PARTS[text[4:]])
    if (
        len(text) not in {7, 10} or text[4::3].strip("-") or "W" in text
    ):  # the library knows other forms, and weeks
        return None
    day = _must_be_known(date.fromisoformat(text if len(text) == 10 else f"{text}-01"), text)
    return (day, day) if len(text) == 10 else _months(day.year, day.month, 1)


def _must_be_known(day: date, text: str) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"not a year between {_FIRST_YEAR} and {_LAST_YEAR}: {text}")
    return day


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    start = date(year, month, 1)
    years, before = divmod(month - 1 + count, 12)
    return start, date(year + years, before + 1, 1) - timedelta(days=1)
