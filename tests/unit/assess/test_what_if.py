"""What would it take, and what if."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.assess import assess
from hntrack.assess.what_if import Hypothesis, Needed, what_if, what_it_takes
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
