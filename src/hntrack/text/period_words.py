"""Write dates and periods as each language does; :mod:`hntrack.text.typed_periods` reads whatever is written here."""

from __future__ import annotations

from datetime import date, timedelta

from hntrack.text.messages import Message, _, _c, day_text

_QUARTERS = (
    _c("date", "Q1 {year}"),
    _c("date", "Q2 {year}"),
    _c("date", "Q3 {year}"),
    _c("date", "Q4 {year}"),
)
_MONTHS = (
    _c("month", "January"),
    _c("month", "February"),
    _c("month", "March"),
    _c("month", "April"),
    _c("month", "May"),
    _c("month", "June"),
    _c("month", "July"),
    _c("month", "August"),
    _c("month", "September"),
    _c("month", "October"),
    _c("month", "November"),
    _c("month", "December"),
)


def period_words(start: date, end: date, text: str, lang: str) -> str:
    """Write a period: ``quý II/2026``, ``9 tháng đầu năm 2026``; ``Q2 2026``, ``first 9 months of 2026``.

    Args:
        start: Its first day.
        end: Its last day.
        text: As it was given: ``2026-Q2``, ``2026-04/2026-06``.
        lang: In which language.
    """
    if start == end:
        return day_text(start, lang)
    return _words(start, end, text).within(lang)


def _words(start: date, end: date, text: str) -> Message:
    months = _whole_months(start, end)
    if months is None:
        return _from_to(start, end, text)
    (year, first), (last_year, last) = months
    if (first, last) == (1, 12):
        if year == last_year:
            return _("{year}", year=year)
        return _("{year}–{last_year}", year=year, last_year=last_year)
    if (first, last) == (9, 8) and last_year == year + 1:
        return _("school year {year}–{last_year}", year=year, last_year=last_year)
    if year != last_year:
        return _from_to(start, end, text)
    return _part_of_year(year, first, last)


def _whole_months(start: date, end: date) -> tuple[tuple[int, int], tuple[int, int]] | None:
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return None
    return (start.year, start.month), (end.year, end.month)


def _part_of_year(year: int, first: int, last: int) -> Message:
    if first == last:
        return _c("date", "{month} {year}", month=_MONTHS[first - 1], year=year)
    if last - first == 2 and last % 3 == 0:
        return _QUARTERS[last // 3 - 1].filled({"year": year})
    if (first, last) == (1, 6):
        return _("first half of {year}", year=year)
    if (first, last) == (7, 12):
        return _("second half of {year}", year=year)
    if first == 1:
        return _("first {count} months of {year}", count=last, year=year)
    return _c("date", "{first}–{last} {year}", first=_MONTHS[first - 1], last=_MONTHS[last - 1], year=year)


def _from_to(start: date, end: date, text: str) -> Message:
    first, _slash, last = text.partition("/")
    return _("{start} to {end}", start=_end(first, start), end=_end(last, end))


def _end(text: str, day: date) -> Message | date | str:
    """Give one end of a stretch, no more precise than it was given: a year, a month, else its day."""
    if len(text) == 4:
        return text
    if len(text) == 7 and text[5:].isdigit():
        return _part_of_year(day.year, day.month, day.month)
    return day
