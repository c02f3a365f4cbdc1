"""What would it take, and what if."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.assess import assess
from hntrack.assess.case import Case
from hntrack.assess.series import Series
from hntrack.assess.what_if import Hypothesis, Needed, Prediction, predict, quantile, what_if, what_it_takes
from hntrack.model.catalog import Snapshot
from hntrack.text.periods import parse_period

AS_OF = date(2026, 6, 30)


def catalog(small: SimpleNamespace, measured: dict[str, str], value: str = "60", **more: Any) -> Snapshot:
    found: Snapshot = small.catalog(
        small.indicator("share", more.pop("measure", "share")),
        small.target("share-2030", value, **more),
        *(small.measured(f"share-{year}", one, of=year) for year, one in measured.items()),
    )
    return found


def needed(small: SimpleNamespace, measured: dict[str, str], value: str = "60", **more: Any) -> Needed:
    data = catalog(small, measured, value, **more)
    return what_it_takes(data, data.targets[0], AS_OF)


def test_it_takes_so_much_a_year(small: SimpleNamespace) -> None:
    """30 in 2025, 60 by 2030, seen in the middle of 2026: four and a half years are left; 17 % a year as growth."""
    found = needed(small, {"2020": "10", "2025": "30"})
    assert found.gap == 30
    assert found.years_left == Decimal("4.5")
    assert found.required_pace == Decimal("6.66666666666667")
    assert found.required_pace_since_latest == 6
    assert found.observed_pace == 4
    assert found.multiple == Decimal("1.66666666666667")
    assert found.projected == 50
    assert found.required_growth == Decimal("16.6529039576")
    assert found.due_value_now == 35
    assert found.due_value_today == Decimal("37.5")
    assert found.reached_on == date(2033, 7, 2)
    assert found.buffer_days == -547
    assert found.prediction is None


def test_what_must_turn_round_takes_a_negative_multiple(small: SimpleNamespace) -> None:
    """It fell by 2 a year and must rise by 9."""
    found = needed(small, {"2020": "30", "2025": "19.5"})
    assert found.multiple == Decimal("-4.28571428571429")
    assert found.reached_on is None


def test_one_measurement_gives_the_pace_needed_and_no_more(small: SimpleNamespace) -> None:
    """Nothing is compared with what is not known."""
    found = needed(small, {"2025": "25.2"}, "50", comparator="more_than")
    assert found.required_pace_since_latest == Decimal("4.96")
    assert (found.observed_pace, found.multiple, found.due_value_today, found.buffer_days) == (None,) * 4


@pytest.mark.parametrize(
    ("measured", "more", "gap"),
    [
        ({"2025": "7"}, {"value": "3", "comparator": "within_top", "measure": "rank"}, 4),
        ({}, {}, None),
        ({"2025": "7"}, {"by": None}, 53),
    ],
)
def test_for_some_only_the_gap_can_be_said(
    small: SimpleNamespace, measured: dict[str, str], more: dict[str, Any], gap: int | None
) -> None:
    """A rank has places, an undated aim a distance, an unmeasured one nothing."""
    assert needed(small, measured, **more) == Needed(gap=None if gap is None else Decimal(gap))


def test_growth_needs_values_of_one_sign(small: SimpleNamespace) -> None:
    """From 0 or from below no growth rate leads to 60."""
    assert needed(small, {"2025": "0"}).required_growth is None
    assert needed(small, {"2025": "-5"}).required_growth is None


def test_once_due_or_met_nothing_is_needed(small: SimpleNamespace) -> None:
    """What is reached, and what is over, takes no pace."""
    assert needed(small, {"2020": "50", "2025": "70"}).required_pace is None
    assert needed(small, {"2020": "50", "2025": "55"}, by="2025").required_pace is None


def test_a_value_of_the_running_year_counts_from_its_end(small: SimpleNamespace) -> None:
    """A figure of 2026, seen in June 2026, leaves the four years after it."""
    found = needed(small, {"2026": "40"})
    assert found.required_pace == 5
    assert found.required_pace_since_latest == 5


def test_a_hypothesis_is_judged_like_a_measurement(small: SimpleNamespace) -> None:
    """28 in 2026 is a second point: now there is a pace; the catalog itself is as it was."""
    data = catalog(small, {"2025": "25.2"}, "50", comparator="more_than")
    supposed, day = what_if(data, AS_OF, [Hypothesis("share", parse_period("2026"), Decimal(28))])
    verdict = assess(supposed, supposed.targets[0], day)
    assert day == date(2026, 12, 31)
    assert verdict.latest == "what-if-share-2026"
    assert verdict.observed_pace == Decimal("2.8")
    assert verdict.pace == "behind"
    assert len(data.measurements) == 1


def test_a_hypothesis_takes_the_place_of_a_measurement(small: SimpleNamespace) -> None:
    """What if 2025 had been 51?  Of two suppositions on one period the last counts."""
    data = catalog(small, {"2025": "25.2"}, "50")
    year = parse_period("2025")
    supposed, day = what_if(
        data, AS_OF, [Hypothesis("share", year, Decimal(40)), Hypothesis("share", year, Decimal(51))]
    )
    assert day == AS_OF
    assert [one.value for one in supposed.measurements] == [51]


def test_a_stage_can_be_supposed(small: SimpleNamespace) -> None:
    """What if it were achieved?"""
    data = small.catalog(small.indicator("law", "text"), small.target("law-2030", comparator="text"))
    supposed, day = what_if(data, AS_OF, [Hypothesis("law", parse_period("2026"), stage="achieved")])
    assert assess(supposed, supposed.targets[0], day).standing == "met"


def test_an_unknown_indicator_cannot_be_supposed(small: SimpleNamespace) -> None:
    """The caller learns which one it was."""
    data = catalog(small, {})
    with pytest.raises(KeyError, match="nothing"):
        what_if(data, AS_OF, [Hypothesis("nothing", parse_period("2026"), Decimal(1))])


# The prediction interval: a random walk with drift, computed by hand.
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
    ("freedom", "value"), [(1, "12.7062"), (30, "2.0423"), (31, "2.0394"), (40, "2.0210")]
)
def test_quantiles_of_the_table_and_beyond(freedom: int, value: str) -> None:
    """Four decimals, the last of which may be one off beyond the table."""
    assert round(quantile(freedom), 4) == Decimal(value)
