"""Time between two days in years: exact wherever both days end a month, as the ends of printed periods do."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from math import ceil

from hntrack.assess.arithmetic import divide

DAYS_A_YEAR = Decimal("365.2425")
_LAST_YEAR = 2999
_LAST_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TWELVE = Decimal(12)
_WHOLE = tuple(Decimal(n) for n in range(201))


def years_between(start: date, end: date) -> Decimal:
    """Give the time from one day to another in years; negative where ``end`` lies before ``start``.

    Days with the same month and day are a whole number of years apart; ends of months a number of twelfths;
    other days are counted and divided by 365.2425.
    """
    if start.month == end.month and start.day == end.day:
        whole = end.year - start.year
        return _WHOLE[whole] if 0 <= whole <= 200 else Decimal(whole)
    if ends_month(start) and ends_month(end):
        months = 12 * (end.year - start.year) + end.month - start.month
        return divide(Decimal(months), _TWELVE)
    return divide(Decimal((end - start).days), DAYS_A_YEAR)


def add_years(day: date, years: Decimal) -> date | None:
    """Give the first day at least ``years`` (not negative) after ``day``; ``None`` beyond the year 2999."""
    if years > _LAST_YEAR - day.year:
        return None
    whole = int(years)
    if whole == years:
        if day.month == 2 and day.day == 29:
            day = day.replace(day=28)
        return day.replace(year=day.year + whole)
    return date.fromordinal(day.toordinal() + ceil(years * DAYS_A_YEAR))


def ends_month(day: date) -> bool:
    """Whether a day is the last of its month."""
    last = day.day
    if last < 28 or day.month != 2:
        return last == _LAST_DAYS[day.month]
    return (day + timedelta(days=1)).day == 1
