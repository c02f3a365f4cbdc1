"""Write dates and periods as each language does; :mod:`hntrack.text.typed_periods` reads whatever is written here."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from hntrack.text.messages import day_text
from hntrack.text.periods import Period
from hntrack.text.typed_periods import MONTHS

_QUARTERS = ("I", "II", "III", "IV")


def period_words(period: Period, lang: str) -> str:
    """Write a period: ``quý II/2026``, ``9 tháng đầu năm 2026``; ``Q2 2026``, ``first 9 months of 2026``.

    Args:
        period: Any period.
        lang: ``vi`` or ``en``.
    """
    if period.start == period.end:
        return day_text(period.start, lang)
    months = _whole_months(period)
    if months is None:
        return _from_to(period, lang)
    (year, first), (last_year, last) = months
    if (first, last) == (1, 12):
        return f"{year}" if year == last_year else f"{year}–{last_year}"
    if (first, last) == (9, 8) and last_year == year + 1:
        return f"năm học {year}–{last_year}" if lang == "vi" else f"school year {year}–{last_year}"
    if year != last_year:
        return _from_to(period, lang)
    return _part_of_year(year, first, last, lang)


def _whole_months(period: Period) -> tuple[tuple[int, int], tuple[int, int]] | None:
    start, end = period.start, period.end
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return None
    return (start.year, start.month), (end.year, end.month)


def _part_of_year(year: int, first: int, last: int, lang: str) -> str:
    vi = lang == "vi"
    if first == last:
        return f"tháng {first}/{year}" if vi else f"{MONTHS[first - 1]} {year}"
    if last - first == 2 and last % 3 == 0:
        return f"quý {_QUARTERS[last // 3 - 1]}/{year}" if vi else f"Q{last // 3} {year}"
    if first == 1:
        six = "first half" if last == 6 else f"first {last} months"
        return f"{last} tháng đầu năm {year}" if vi else f"{six} of {year}"
    if (first, last) == (7, 12):
        return f"6 tháng cuối năm {year}" if vi else f"second half of {year}"
    return f"tháng {first}–{last}/{year}" if vi else f"{MONTHS[first - 1]}–{MONTHS[last - 1]} {year}"


def _from_to(period: Period, lang: str) -> str:
    start, _, end = period.text.partition("/")
    ends = (_end(start, period.start, lang), _end(end, period.end, lang))
    return (" đến " if lang == "vi" else " to ").join(ends)


def _end(text: str, day: date, lang: str) -> str:
    """Write one end of a stretch, no more precise than it was given: a year, a month, else its day."""
    if len(text) == 4:
        return text
    if len(text) == 7 and text[5:].isdigit():
        return _part_of_year(day.year, day.month, day.month, lang)
    return day_text(day, lang)
