"""The prediction interval at the due date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.assess.prediction import Prediction, predict, quantile, student_cdf

AS_OF = date(2026, 6, 30)


def predicted(
    small: SimpleNamespace, values: list[str], *, start: int = 2016, measure: str = "share", **more: Any
) -> Prediction | None:
    statuses = more.pop("statuses", {})
    data = small.catalog(
        small.indicator("share", measure),
        small.target("share-2030", "60", **more),
        *(
            small.measured(f"share-{year}", value, of=str(year), obs_status=statuses.get(year, "final"))
            for year, value in enumerate(values, start)
        ),
    )
    return predict(data, data.targets[0], AS_OF)


def test_the_interval_is_the_textbook_one(small: SimpleNamespace) -> None:
    """Five points 1, 3, 2, 5, 4 and the tenth year: by hand 8.8 ± 3.1824·s·√(1 + 1/5 + 64/10) with s² = 3.6/3."""
    found = predicted(small, ["1", "3", "2", "5", "4"], start=2021, by="2031")
    assert found is not None
    half = Decimal("3.1824") * (Decimal("1.2") * Decimal("7.6")).sqrt()
    assert found.fitted == Decimal("9.4")
    assert abs(found.high - found.fitted - half) < Decimal("1e-9")
    assert abs(found.fitted - found.low - half) < Decimal("1e-9")
    assert (found.points, found.chance) == (5, None)


def test_a_perfect_line_has_no_width(small: SimpleNamespace) -> None:
    """Points on a line leave no spread, and no chance is computed from none."""
    found = predicted(small, [str(10 + n) for n in range(10)])
    assert found is not None
    assert found.low == found.fitted == found.high == 24
    assert found.chance is None


def test_a_chance_needs_eight_points_and_a_near_due_date(small: SimpleNamespace) -> None:
    """Nine points and five years ahead give a chance; seven points do not, nor does a far date."""
    values = ["30", "33", "35", "39", "41", "44", "45", "49", "51", "54"]
    near = predicted(small, values)
    assert near is not None
    assert near.chance == 100
    few, far = predicted(small, values[3:], start=2019), predicted(small, values, by="2045")
    assert few is not None
    assert far is not None
    assert few.chance is far.chance is None


def test_the_chance_is_that_of_the_bound(small: SimpleNamespace) -> None:
    """A bound at the centre of the prediction is reached with one chance in two; a range has two ends."""
    values = ["30", "33", "35", "39", "41", "44", "45", "49", "51", "54"]
    chances: tuple[tuple[dict[str, Any], int, int], ...] = (
        ({"comparator": "at_least"}, 0, 100),
        ({"comparator": "at_most"}, 0, 0),
        ({"comparator": "between", "high": "70"}, 99, 100),
    )
    for more, least, most in chances:
        found = predicted(small, values, **more)
        assert found is not None
        assert found.chance is not None
        assert least <= found.chance <= most


@pytest.mark.parametrize(
    "more",
    [
        {"values": ["1", "2", "3"]},
        {"measure": "rank", "comparator": "within_top"},
        {"by": "2020"},
        {"by": None},
        {"comparator": "text"},
        {"statuses": {2018: "break"}},
    ],
)
def test_where_it_cannot_be_defended_there_is_none(small: SimpleNamespace, more: dict[str, Any]) -> None:
    """Three points, ranks, past or missing dates, words and broken series have no prediction interval."""
    assert predicted(small, **({"values": ["1", "2", "3", "5"]} | more)) is None


def test_quantiles_lead_back_to_their_probability() -> None:
    """At the 97.5 % quantile the distribution function gives 0.975, from the table and beyond it."""
    for freedom in (1, 2, 3, 4, 5, 10, 29, 30, 31, 60, 500):
        assert student_cdf(float(quantile(freedom)), freedom) == pytest.approx(0.975, abs=2e-5)
        assert student_cdf(-float(quantile(freedom)), freedom) == pytest.approx(0.025, abs=2e-5)
    assert student_cdf(0.0, 7) == pytest.approx(0.5)
