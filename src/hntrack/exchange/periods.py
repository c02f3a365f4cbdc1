"""Periods as other systems write them: SDMX's and PX-Web's forms beside ours."""

from __future__ import annotations

import re
from datetime import timedelta

from hntrack.text.periods import Period
from hntrack.text.typed_periods import NotAPeriod, read_period


def period_of(text: str, *, months: bool = True) -> Period | None:
    """Read a period in our notation, as people write it, in SDMX's (``2016-01-01/P5Y``) or PX-Web's (``2024M03``).

    Args:
        text: The cell.
        months: ``2009-10`` is a month; where nothing settles that, it raises.

    Returns:
        The period in our notation, or ``None`` where the text is none.

    Raises:
        NotAPeriod: Without ``months``: it may be a month, or a year that runs over two.
    """
    try:
        return read_period(text, months=months).period
    except NotAPeriod as error:
        if not months and error.why == "two-ways":
            raise
        return None


_TWO_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})[-–/]([0-9]{2})", re.ASCII)


def two_years(text: str) -> Period | None:
    """Read ``2009-10`` and ``1999-00`` as two years; ``None`` where the second does not follow the first."""
    found = _TWO_DIGITS.fullmatch(text.strip())
    if found is None or (int(found[2]) + 1) % 100 != int(found[3]):
        return None
    year = int(found[1] + found[2])
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
