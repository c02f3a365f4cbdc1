"""Periods as other systems write them: SDMX's and PX-Web's forms beside ours."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hntrack.text.periods import Period, parse_period

_MONTH = re.compile(r"([0-9]{4})-?M([0-9]{2})")
_PART = re.compile(r"([0-9]{4})-?([QSH])([1-4])")
_YEAR = re.compile(r"([0-9]{4})-?A1")
_STRETCH = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T00:00:00)?/P([0-9]{1,5})([YMD])")
_PARTS = {"Q": "Q", "S": "H", "H": "H"}


def period_of(text: str) -> Period | None:
    """Read a period in our notation, in SDMX's (``2024-S1``, ``2016-01-01/P5Y``) or PX-Web's (``2024M03``).

    Returns:
        The period in our notation, or ``None`` where the text is none.
    """
    try:
        return parse_period(_ours(text.strip()))
    except (ValueError, OverflowError):
        return None


def _ours(text: str) -> str:
    if (found := _MONTH.fullmatch(text)) is not None:
        return f"{found[1]}-{found[2]}"
    if (found := _PART.fullmatch(text)) is not None:
        return f"{found[1]}-{_PARTS[found[2]]}{found[3]}"
    if (found := _YEAR.fullmatch(text)) is not None:
        return found[1]
    if (found := _STRETCH.fullmatch(text)) is not None and found[5] == "D":
        start = date(int(found[1]), int(found[2]), int(found[3]))
        return f"{start.isoformat()}/{(start + timedelta(days=int(found[4]) - 1)).isoformat()}"
    if found is not None and found[3] == "01":
        return _stretch(int(found[1]), int(found[2]), int(found[4]) * (12 if found[5] == "Y" else 1))
    return text


def _stretch(year: int, month: int, months: int) -> str:
    last = month - 1 + months - 1
    if months % 12 == 0 and month == 1:
        return f"{year:04}/{year + months // 12 - 1:04}" if months > 12 else f"{year:04}"
    return f"{year:04}-{month:02}/{year + last // 12:04}-{last % 12 + 1:02}"


def sdmx_period(period: Period) -> str:
    """Write a period as SDMX does: halves as semesters, longer stretches by their first day and duration."""
    if "/" in period.text:
        if period.start.day != 1 or (period.end + timedelta(days=1)).day != 1:
            return f"{period.start.isoformat()}/P{(period.end - period.start).days + 1}D"
        months = 12 * (period.end.year - period.start.year) + period.end.month - period.start.month + 1
        length = f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
        return f"{period.start.isoformat()}/{length}"
    return period.text.replace("-H", "-S")
