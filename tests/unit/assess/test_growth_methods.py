"""The edges of the growth-rate methods, as their publishers have them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.assess import assess
from hntrack.assess.arithmetic import OutOfRangeError, shown
from hntrack.assess.growth import cagr, limit_factor, nearest_year, next_year
from hntrack.model.verdict import Verdict

AS_OF = date(2026, 6, 30)


def verdict(
    small: SimpleNamespace, method: str, measured: dict[str, str], value: str | None = "50", **more: Any
) -> Verdict:
    direction, limit = more.pop("direction", "increase"), more.pop("limit", None)
    comparator = "at_least" if direction == "increase" else "at_most"
    more.setdefault("comparator", comparator if value is not None else "text")
    data = small.catalog(
        small.indicator("share", direction=direction, limit=limit, unit=more.pop("unit", "percent")),
        small.target("share-2030", value, **more),
        *(small.measured(f"share-{year}", one, of=year) for year, one in measured.items()),
    )
    return assess(data, data.targets[0], AS_OF, method)


def test_growth_is_undefined_without_time_base_or_common_sign() -> None:
    """No rate is made up."""
    assert cagr(2.0, 1.0, 0) is None
    assert cagr(2.0, 0.0, 5) is None
    assert cagr(-2.0, 1.0, 5) is None
    assert cagr(1e300, 1e-300, 1) is None
    assert cagr(0.0, 5.0, 5) == -1
    assert cagr(-4.0, -1.0, 2) == 1


@pytest.mark.parametrize(
    ("base", "limit", "factor"),
    [
        ("50", None, 1),
        ("0", "0", 1),
        ("300", "100", 1),
        ("100", "100", 0),
        ("-100", "-100", 0),
        ("0", "100", 1),
    ],
)
def test_the_factor_near_a_limit(base: str, limit: str | None, factor: float) -> None:
    """Far from the limit thresholds stay, at the limit they vanish."""
    assert limit_factor(float(base), None if limit is None else Decimal(limit)) == factor


def test_the_factor_is_the_same_on_both_sides_of_the_limit() -> None:
    """Base 80 and base 120 have the same room to a limit of 100."""
    assert limit_factor(80, Decimal(100)) == pytest.approx(limit_factor(120, Decimal(100)))


def test_base_years(small: SimpleNamespace) -> None:
    """Open SDG takes 2015 or the next year; EUSTAT the nearest, the later one of two."""
    points = [small.measured(f"share-{year}", "1", of=str(year)) for year in (2013, 2017, 2020)]
    assert next_year(points, 2015) is points[1]
    assert nearest_year(points, 2015) is points[1]
    assert nearest_year(points, 2014) is points[0]
    assert nearest_year(points, 2030) is points[2]
    assert nearest_year([], 2015) is next_year([], 2015) is None


@pytest.mark.parametrize(
    ("measured", "more", "category", "flags"),
    [
        ({"2015": "0", "2023": "0.004"}, {"value": "0.01"}, "substantial_progress", ("zero_replaced",)),
        (
            {"2015": "8", "2023": "1"},
            {"value": "0", "direction": "decrease"},
            "limited_progress",
            ("zero_replaced",),
        ),
        (
            {"2015": "8", "2023": "0"},
            {"value": "0", "direction": "decrease"},
            "target_achieved",
            ("zero_replaced",),
        ),
        ({"2015": "-8", "2023": "4"}, {}, "not_available", ()),
        ({"2015": "-8", "2023": "-4"}, {"value": "-1"}, "moderate_progress", ()),
        ({"2015": "-8", "2023": "-4"}, {"value": "4"}, "not_available", ()),
        ({"2012": "8"}, {}, "not_available", ()),
        ({}, {}, "not_available", ()),
        ({"2015": "50", "2023": "50"}, {}, "target_achieved", ()),
        ({"2023": "40"}, {}, "not_available", ()),
        ({"2023": "60"}, {}, "target_achieved", ()),
        ({"2015": "10", "2023": "9"}, {"value": None}, "deterioration", ()),
        ({"2015": "10", "2023": "10"}, {"value": None}, "limited_progress", ()),
        ({"2015": "100", "2023": "100"}, {"value": None, "limit": Decimal(100)}, "substantial_progress", ()),
        ({"2015": "99", "2023": "99.2"}, {"value": None, "limit": Decimal(100)}, "moderate_progress", ()),
        ({"2015": "10", "2023": "11"}, {"value": None, "direction": None}, "not_available", ()),
        ({"2028": "10"}, {"by": "2020"}, "not_available", ()),
    ],
)
def test_open_sdg_edges(
    small: SimpleNamespace,
    measured: dict[str, str],
    more: dict[str, Any],
    category: str,
    flags: tuple[str, ...],
) -> None:
    """Zeros are replaced with a flag, signs and single points refused, targets met achieved."""
    found = verdict(small, "opensdg-2.4", measured, **more)
    assert found.category == category
    assert [flag for flag in found.flags if flag == "zero_replaced"] == list(flags)


@pytest.mark.parametrize(
    ("measured", "more", "category", "score"),
    [
        ({"2015": "100", "2023": "101"}, {"value": None}, "moderate_progress", None),
        ({"2015": "100", "2023": "100.1"}, {"value": None}, "no_progress", None),
        ({"2015": "200", "2023": "194"}, {"value": None}, "moderate_movement_away", None),
        ({"2015": "100", "2023": "80"}, {"value": None}, "significant_movement_away", "-5"),
        ({"2015": "100", "2023": "100"}, {"value": None, "limit": Decimal(100)}, "significant_progress", "5"),
        (
            {"2015": "100", "2023": "70"},
            {"value": None, "limit": Decimal(100)},
            "significant_movement_away",
            "-5",
        ),
        ({"2015": "10", "2023": "9"}, {}, "movement_away", None),
        ({"2015": "10", "2023": "11"}, {}, "insufficient_progress", None),
        ({"2013": "10", "2023": "40"}, {}, "significant_progress", None),
        ({}, {}, "not_available", None),
    ],
)
def test_eurostat_edges(
    small: SimpleNamespace, measured: dict[str, str], more: dict[str, Any], category: str, score: str | None
) -> None:
    """Seven classes, and a score that the factor magnifies upwards only."""
    found = verdict(small, "eurostat", measured, **more)
    assert found.category == category
    if score is not None:
        assert found.numbers["score"] == Decimal(score)


@pytest.mark.parametrize(
    ("measured", "more", "category", "reason"),
    [
        ({"2015": "10", "2023": "20"}, {"value": None}, "met_or_on_track", "growth_rate"),
        ({"2015": "100", "2023": "106"}, {"value": None}, "fair_progress", "growth_rate"),
        ({"2015": "100", "2023": "101"}, {"value": None}, "stagnation_or_regression", "growth_rate"),
        ({"2015": "50", "2023": "40"}, {}, "stagnation_or_regression", "no_way_to_go"),
        ({"2015": "60", "2023": "40"}, {}, "stagnation_or_regression", "expected_share"),
        ({"2015": "0", "2023": "40"}, {}, "not_available", "zero_base"),
        ({"2015": "-5", "2023": "40"}, {}, "not_available", "opposite_signs"),
        ({"2023": "40"}, {}, "not_available", "one_measurement"),
        ({"2023": "40"}, {"by": "2020"}, "not_available", "base_after_latest"),
        ({"2015": "10", "2023": "11"}, {"value": None, "direction": None}, "not_available", "no_direction"),
        (
            {"2015": "2", "2023": "0.6"},
            {"value": "0", "direction": "decrease"},
            "met_or_on_track",
            "within_one_point",
        ),
        (
            {"2015": "2", "2023": "1.9"},
            {"value": "0", "direction": "decrease", "unit": "point"},
            "stagnation_or_regression",
            "expected_share",
        ),
    ],
)
def test_un_edges(
    small: SimpleNamespace, measured: dict[str, str], more: dict[str, Any], category: str, reason: str
) -> None:
    """One point from the end counts for percentages only; what cannot be computed is not available."""
    found = verdict(small, "unsd-2023", measured, **more)
    assert found.category == category
    assert found.reasons[-1].code == reason


def test_yes_or_no_aims(small: SimpleNamespace) -> None:
    """For the UN and EUSTAT an aim that is reached or not is at one end of their scale or at the other."""
    for stage, un, eustat in (
        ("achieved", "met_or_on_track", "significant_progress"),
        ("under_way", "stagnation_or_regression", "significant_movement_away"),
    ):
        data = small.catalog(
            small.indicator("law", "text"),
            small.target("law-2030", comparator="text"),
            small.measured("law-1", None, stage=stage, judged_by="the ministry"),
        )
        assert assess(data, data.targets[0], AS_OF, "unsd-2023").category == un
        assert assess(data, data.targets[0], AS_OF, "eurostat").category == eustat


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (1e12, "1000000000000"),
        (1 / 3, "0.333333333333"),
        (-2.6999999999999993, "-2.7"),
        (1e-7, "1E-7"),
    ],
)
def test_floats_are_shown_without_noise(number: float, text: str) -> None:
    """Twelve digits, half to even, never 2.6999999999999993."""
    assert str(shown(number)) == text


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_never_shown(number: float) -> None:
    """Infinity and NaN end the computation."""
    with pytest.raises(OutOfRangeError):
        shown(number)


def test_numbers_beyond_all_bounds_are_not_assessable(small: SimpleNamespace) -> None:
    """A growth of 10^600 has no verdict, and no exception."""
    found = verdict(small, "unsd-2023", {"2015": "1e-200", "2017": "1e-20"}, "1e300")
    assert (found.pace, found.reasons[-1].code) == ("not_assessable", "out_of_range")
