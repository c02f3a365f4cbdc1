"""The prediction interval: a random walk with drift, computed by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.assess.case import Case
from hntrack.assess.line import Prediction, predict, quantile
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
