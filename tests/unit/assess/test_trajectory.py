"""The line that a promise draws to its due date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hntrack.assess.methods.trajectory import Line, time_passed


@pytest.mark.parametrize(
    ("start", "at", "end", "passed", "length"),
    [
        ("2020-12-31", "2024-02-29", "2030-06-30", 38, 114),  # months: all end one
        ("2020-03-15", "2023-03-15", "2030-03-15", 3, 10),  # years: the same day of each
        ("2020-03-15", "2020-03-20", "2021-03-15", 5, 365),
        ("2020-12-31", "2020-12-31", "2021-01-01", 0, 1),
        ("2020-02-29", "2021-02-28", "2021-03-01", 365, 366),
        ("2020-03-15", "2023-03-16", "2030-03-15", 1096, 3652),
    ],
)
def test_time_is_counted_in_one_unit(start: str, at: str, end: str, passed: int, length: int) -> None:
    """Months where all three days end one, years where they are the same day, else days."""
    days = (date.fromisoformat(day) for day in (start, at, end))
    assert time_passed(*days) == (passed, length)


_DAYS = tuple(date(year, 12, 31) for year in (2020, 2024, 2026, 2030))
_BENT = Line(tuple(zip(_DAYS, (Decimal(10), Decimal(18), Decimal(30), Decimal(34)), strict=True)))


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize(
    ("year", "there"),
    [(2020, 10), (2022, 14), (2024, 18), (2025, 24), (2026, 30), (2027, 31), (2030, 34), (2033, 34)],
)
def test_a_value_is_ahead_on_or_short_of_its_piece_of_the_line(year: int, there: int, way: int) -> None:
    """At each vertex and between them, rising and falling; behind the last vertex the line stays where it is."""
    line = Line(tuple((day, value * way) for day, value in _BENT.vertices))
    day = date(year, 12, 31)
    assert line.beside(day, Decimal(there * way), way) == (Decimal(there * way), 0)
    assert line.beside(day, there * way + way * Decimal("0.01"), way) == (Decimal(there * way), 1)
    assert line.side(day, there * way - way * Decimal("0.01"), way) == -1


def test_a_line_of_two_vertices_goes_on() -> None:
    """Its values by the months that have passed."""
    line = Line(((date(2020, 12, 31), Decimal(0)), (date(2030, 12, 31), Decimal(120))))
    assert line.beside(date(2022, 6, 30), Decimal(18), 1) == (Decimal(18), 0)
    assert line.beside(date(2022, 6, 30), Decimal(19), -1) == (Decimal(18), -1)


@pytest.mark.parametrize("way", [1, -1])
def test_the_day_on_which_a_line_passes_a_value(way: int) -> None:
    """The first from a day on, else the last before it; on the line it is that day, and short of it the day before."""
    ups = (Decimal(0), Decimal(10), Decimal(4), Decimal(20))
    line = Line(tuple((day, value * way) for day, value in zip(_DAYS, ups, strict=True)))

    def passes(value: str, day: date, side: int) -> date | None:
        return line.passes(Decimal(value) * way, day, way, side)

    assert passes("5", date(2021, 6, 1), 1) == date(2022, 12, 31)
    assert passes("5", date(2023, 6, 1), 1) == date(2027, 4, 1)
    assert passes("5", date(2028, 6, 1), 1) == date(2028, 6, 1)
    assert passes("5", date(2028, 6, 1), -1) == date(2027, 4, 1)
    assert passes("5", date(2021, 6, 1), -1) == date(2021, 5, 31)
    assert passes("5", date(2021, 6, 1), 0) == date(2021, 6, 1)
    assert passes("5", date(2022, 12, 31), 1) == date(2022, 12, 31)
    assert passes("0", date(2020, 12, 31), 1) == date(2020, 12, 31)
    assert passes("20", date(2021, 6, 1), 1) is None
    assert passes("-0.1", date(2021, 6, 1), 1) is None
