"""Time in years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hntrack.assess.arithmetic import add_years, years_between


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2025-12-31", "2030-12-31", "5"),
        ("2025-06-30", "2030-06-30", "5"),
        ("2025-06-30", "2025-12-31", "0.5"),
        ("2024-02-29", "2025-02-28", "1"),
        ("2025-03-31", "2025-04-30", "0.0833333333333333"),
        ("2030-12-31", "2025-12-31", "-5"),
        ("1500-12-31", "2025-12-31", "525"),
    ],
)
def test_ends_of_months_are_exactly_so_many_months_apart(start: str, end: str, years: str) -> None:
    """From the end of one printed period to the end of another the time is exact."""
    assert years_between(date.fromisoformat(start), date.fromisoformat(end)) == Decimal(years)


def test_other_days_are_counted() -> None:
    """Between days within months, days are counted against the mean year."""
    assert round(years_between(date(2025, 1, 10), date(2026, 1, 15)), 3) == Decimal("1.013")


@pytest.mark.parametrize(
    ("day", "years", "reached"),
    [
        ("2025-12-31", "3", "2028-12-31"),
        ("2025-12-31", "0.5", "2026-07-02"),
        ("2024-02-29", "1", "2025-02-28"),
        ("2025-12-31", "973.9", "2999-11-25"),
    ],
)
def test_whole_years_lead_to_the_same_day_and_parts_round_up(day: str, years: str, reached: str) -> None:
    """The first day on which so many years have passed."""
    assert add_years(date.fromisoformat(day), Decimal(years)) == date.fromisoformat(reached)


@pytest.mark.parametrize("years", ["975", "1e30", "974.5"])
def test_beyond_the_year_2999_there_is_no_day(years: str) -> None:
    """A pace of next to nothing reaches its target never, not with an exception."""
    assert add_years(date(2025, 12, 31), Decimal(years)) is None
