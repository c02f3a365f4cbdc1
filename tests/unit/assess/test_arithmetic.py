"""What a printed value leaves open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.assess.arithmetic import Bounds, add_years, interval, settled, years_between

OPEN = None


@pytest.mark.parametrize(
    ("value", "more", "low", "high"),
    [
        ("25.2", {}, "25.15", "25.25"),
        ("25.20", {}, "25.195", "25.205"),
        ("26", {}, "25.5", "26.5"),
        ("100", {}, "99.5", "100"),
        ("0", {}, "0", "0"),
        ("800", {"qualifier": "about"}, "750", "850"),
        ("26", {"qualifier": "about"}, "25.5", "26.5"),
        ("85", {"qualifier": "more_than"}, "85", OPEN),
        ("85", {"qualifier": "up_to"}, OPEN, "85"),
        ("21", {"derived": object()}, "21", "21"),
    ],
)
def test_the_interval_follows_from_what_is_printed(
    small: SimpleNamespace, value: str, more: dict[str, Any], low: str | None, high: str | None
) -> None:
    """Digits, qualifier and natural limit say between which bounds the true value lies."""
    indicator = small.indicator("share", limit=Decimal(100))
    found = interval(indicator, small.measured("share-1", value, **more))
    assert found == tuple(None if one is None else Decimal(one) for one in (low, high))


def test_a_lower_limit_bounds_the_interval_from_below(small: SimpleNamespace) -> None:
    """Nothing lies below zero where zero is the limit."""
    indicator = small.indicator("share", limit=Decimal(0), direction="decrease")
    assert interval(indicator, small.measured("share-1", "0.1")) == (Decimal("0.05"), Decimal("0.15"))
    assert interval(indicator, small.measured("share-1", "0.3", qualifier="about"))[0] == Decimal("0.25")


def test_counted_things_are_exact(small: SimpleNamespace) -> None:
    """207 enterprises on a list are not 206.5."""
    assert (
        interval(small.indicator("count", "count"), small.measured("count-1", "207")) == (Decimal(207),) * 2
    )


LEAST, MOST = Bounds(Decimal(85), None, strict=False), Bounds(None, Decimal(85), strict=False)
MORE, LESS = Bounds(Decimal(85), None, strict=True), Bounds(None, Decimal(85), strict=True)
BETWEEN = Bounds(Decimal(80), Decimal(90), strict=False)


@pytest.mark.parametrize(
    ("qualifier", "value", "asked", "met", "left_open"),
    [
        ("more_than", "85", LEAST, True, ""),
        ("more_than", "85", MORE, True, ""),
        ("at_least", "85", LEAST, True, ""),
        ("at_least", "85", MORE, False, "unsettled"),
        ("more_than", "80", LEAST, False, "unsettled"),
        ("more_than", "85", MOST, False, ""),
        ("more_than", "80", MOST, False, "unsettled"),
        ("more_than", "85", BETWEEN, False, "unsettled"),
        ("more_than", "90", BETWEEN, False, ""),
        ("less_than", "85", MOST, True, ""),
        ("less_than", "85", LESS, True, ""),
        ("up_to", "85", LESS, False, "unsettled"),
        ("up_to", "85", MOST, True, ""),
        ("less_than", "85", LEAST, False, ""),
        ("up_to", "85", LEAST, False, "unsettled"),
        ("up_to", "90", BETWEEN, False, "unsettled"),
        ("about", "80", LEAST, False, "unsettled"),
        ("about", "70", LEAST, False, ""),
        ("exact", "85.0", LEAST, True, "within_rounding"),
        ("exact", "85.1", LEAST, True, ""),
        ("exact", "84.9", LEAST, False, ""),
        ("exact", "85", BETWEEN, True, ""),
        ("exact", "90", BETWEEN, True, "within_rounding"),
    ],
)
def test_a_verdict_that_the_print_cannot_settle_says_so(
    small: SimpleNamespace, qualifier: str, value: str, asked: Bounds, met: bool, left_open: str
) -> None:
    """A bound satisfies only what all values within it satisfy; rounding is named where it could turn the verdict."""
    measured = small.measured("share-1", value, qualifier=qualifier)
    assert settled(small.indicator("share"), measured, asked) == (met, left_open)


# Time in years.
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
