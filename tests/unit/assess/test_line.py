"""The prediction interval: a random walk with drift, computed by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.assess.case import Case
from hntrack.assess.line import Line, Prediction, predict, quantile, time_passed
from hntrack.assess.series import Series

AS_OF = date(2026, 6, 30)
RISING = {"2021": "10", "2022": "14", "2023": "16", "2024": "21", "2025": "24"}


def prediction(
    small: SimpleNamespace, measured: dict[str, str], value: str | None = "60", **more: Any
) -> Prediction | None:
    status = more.pop("status", {})
    fields = {key: more.pop(key) for key in ("direction", "measure") if key in more}
    data = small.catalog(
        small.indicator("share", **fields),
        small.target("share-2030", value, **more),
        *(
            small.measured(f"share-{year}", one, of=year, obs_status=status.get(year, "final"))
            for year, one in measured.items()
        ),
    )
    return predict(Case(data, data.targets[0], AS_OF, Series(data, data.measurements, AS_OF)))


def test_the_interval_is_that_of_a_random_walk_with_drift(small: SimpleNamespace) -> None:
    """Drift 3.5; s² = 5/3; h (1 + h/span) = 5 × 2.25; t(3) × √18.75 = 13.78; rounding 0.5 + 1 × 5/4 = 1.75."""
    found = prediction(small, RISING)
    assert found is not None
    assert found.fitted == Decimal("41.5")
    assert round(found.high - found.fitted, 2) == Decimal("15.53")
    assert round(found.fitted - found.low, 2) == Decimal("15.53")
    assert found.points == 5


def test_steps_of_several_years_count_by_their_length(small: SimpleNamespace) -> None:
    """Drift 3.5; s² = (¼ + 1/2 + ¼) / 2; t(2) × √(½ × 5 × 2.25) = 10.20; rounding 1.75."""
    found = prediction(small, {"2021": "10", "2022": "14", "2024": "20", "2025": "24"})
    assert found is not None
    assert found.fitted == Decimal("41.5")
    assert round(found.high - found.fitted, 2) == Decimal("11.95")


def test_it_is_never_narrower_than_the_rounding_of_its_inputs(small: SimpleNamespace) -> None:
    """Values on a straight line leave open what their last digits leave open, and more the further ahead."""
    found = prediction(small, {"2022": "10", "2023": "12", "2024": "14", "2025": "16"})
    assert found is not None
    assert found.fitted == 26
    assert round(found.high - found.fitted, 4) == round(Decimal("0.5") + Decimal(5) / 3, 4)


def test_it_stays_within_the_natural_limits(small: SimpleNamespace) -> None:
    """No share is predicted above 100 or below 0."""
    found = prediction(small, {"2022": "60", "2023": "75", "2024": "80", "2025": "95"}, "99")
    assert found is not None
    assert found.fitted == found.high == 100
    falling = prediction(
        small,
        {"2022": "60", "2023": "40", "2024": "30", "2025": "5"},
        "1",
        comparator="at_most",
        direction="decrease",
    )
    assert falling is not None
    assert falling.fitted == falling.low == 0


@pytest.mark.parametrize(
    ("measured", "more"),
    [
        (dict(list(RISING.items())[:3]), {}),
        (RISING, {"by": "2025"}),
        (RISING, {"value": None, "comparator": "text"}),
        (RISING, {"by": None}),
        (RISING, {"value": "3", "comparator": "within_top", "measure": "rank"}),
        (RISING, {"status": {"2024": "break"}}),
    ],
)
def test_without_enough_to_go_on_there_is_none(
    small: SimpleNamespace, measured: dict[str, str], more: dict[str, Any]
) -> None:
    """Three points, a date in the past, words, no date, ranks, too few points since a break: no interval."""
    assert prediction(small, measured, **more) is None


def test_quantiles_go_over_into_those_of_the_normal_distribution() -> None:
    """The table and the expansion meet."""
    assert quantile(1) == Decimal("12.7062")
    assert quantile(30) == Decimal("2.0423")
    assert round(quantile(31), 3) == Decimal("2.039")
    assert round(quantile(10_000), 2) == Decimal("1.96")


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


@pytest.mark.parametrize(
    ("freedom", "value"), [(1, "12.7062"), (30, "2.0423"), (31, "2.0394"), (40, "2.0210")]
)
def test_quantiles_of_the_table_and_beyond(freedom: int, value: str) -> None:
    """Four decimals, the last of which may be one off beyond the table."""
    assert round(quantile(freedom), 4) == Decimal(value)
