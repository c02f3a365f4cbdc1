"""Why a verdict is what it is: lines of an explanation and sentences of a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.assess import assess
from hntrack.assess.what_if import explain
from hntrack.model.verdict import Reason
from hntrack.report.explained import explanation
from hntrack.report.reasons import sentence

AS_OF = date(2026, 6, 30)


def lines(
    small: SimpleNamespace, method: str, measured: dict[str, str], value: str | None = "60", **more: Any
) -> list[str]:
    fields = {key: more.pop(key) for key in ("direction", "limit", "measure") if key in more}
    data = small.catalog(
        small.indicator("share", **fields),
        small.target("share-2030", value, **more),
        *(small.measured(f"share-{year}", one, of=year) for year, one in measured.items()),
    )
    verdict = assess(data, data.targets[0], AS_OF, method)
    return [explanation(line, "en") for line in explain(data, verdict, AS_OF)]


def test_a_trajectory_is_spelled_out(small: SimpleNamespace) -> None:
    """Inputs and why they were chosen, then each formula with its numbers."""
    assert lines(small, "trajectory", {"2020": "10", "2025": "30"}) == [
        "Latest measurement: 30 (2025, share-2025).",
        "Baseline: 10 (2020, share-2020), the last value known when the promise was made.",
        "30 ≥ 60: false.",
        "Required pace from 2026-06-30 on, if nothing has moved since: (60 − 30) / 4.5 yr = 6.66667 a year.",
        "Required pace since the latest measurement: (60 − 30) / 5 yr = 6 a year.",
        "Value on the trajectory: 10 + (60 − 10) × 5 / 10 = 35.",
        "Observed pace: (30 − 10) / 5 yr = 4 a year.",
        "Projected to the due date: 30 + 4 × 5 = 50.",
        "At the observed pace it would be reached on 2033-07-02.",
        "It should have had this value 547 days before 2026-06-30.",
    ]


def test_one_measurement_still_shows_the_pace_needed(small: SimpleNamespace) -> None:
    """The arithmetic of 24.8 points in five years needs no baseline."""
    assert lines(small, "trajectory", {"2025": "25.2"}, "50", comparator="more_than") == [
        "Latest measurement: 25.2 (2025, share-2025).",
        "25.2 > 50: false.",
        "Required pace from 2026-06-30 on, if nothing has moved since: (50 − 25.2) / 4.5 yr = 5.51111 a year.",
        "Required pace since the latest measurement: (50 − 25.2) / 5 yr = 4.96 a year.",
    ]


@pytest.mark.parametrize(
    ("method", "measured", "more", "said"),
    [
        ("trajectory", {}, {}, "No measurement was used."),
        (
            "trajectory",
            {"2020": "10", "2025": "40"},
            {},
            "From 2026-06-30 on it may stand still for 184 days",
        ),
        ("trajectory", {"2020": "10", "2025": "30"}, {"baseline": "share-2020"}, "named with the target"),
        (
            "trajectory",
            {"2021": "10", "2022": "14", "2023": "16", "2024": "21", "2025": "24"},
            {},
            "Nominal 95% prediction interval for 2030-12-31 (random walk with drift, 5 measurements)",
        ),
        (
            "trajectory",
            {"2020": "30", "2025": "80"},
            {"value": "99"},
            "80 + 10 × 5 = 130, limited to 100.",
        ),
        ("threshold", {"2025": "61"}, {"by": "2025"}, "Measurement that reaches the due date: 61"),
        (
            "trajectory",
            {"1990": "1000", "2020": "600", "2025": "500"},
            {"value": "-65", "comparator": "at_most", "relative_to": "share-1990", "direction": "decrease"},
            "Value to be reached: 1,000 (1990) × (1 + -65 / 100) = 350.",
        ),
        (
            "trajectory",
            {"1990": "1000", "2020": "600", "2025": "500"},
            {"value": "-65", "comparator": "at_most", "relative_to": "share-1990", "direction": "decrease"},
            "Change against the base so far: −50%; −65% promised.",
        ),
        (
            "threshold",
            {"2024": "1", "2026": "3"},
            {"value": "2", "further": True, "measure": "count"},
            "Value to be reached: 1 (2024) + 2 = 3.",
        ),
        ("opensdg-2.4", {"2015": "0", "2023": "4"}, {}, "takes a zero as 0.001"),
        (
            "opensdg-2.4",
            {"2015": "96", "2023": "98"},
            {"value": None, "comparator": "text", "limit": 100},
            "Natural limit 100",
        ),
        (
            "eurostat",
            {"2015": "96", "2023": "98"},
            {"value": None, "comparator": "text"},
            "Thresholds a year: ≥ 1%",
        ),
        ("unsd-2023", {"2015": "10", "2023": "20"}, {}, "q = (36.6802 − 10) / (60 − 10) = 0.533603."),
        (
            "unsd-2023",
            {"2015": "10", "2023": "20"},
            {"value": None, "comparator": "text"},
            "Growth in the wanted direction",
        ),
        (
            "sdsn-linear",
            {"2015": "10", "2023": "20"},
            {},
            "1.25 a year of late / 3.33333 a year needed = 0.375.",
        ),
        ("aarr", {"2015": "10", "2023": "20"}, {}, "Current rate 9.05% a year; needed 12.69%."),
        (
            "rank",
            {"2023": "9", "2025": "6"},
            {"value": "3", "comparator": "within_top", "measure": "rank"},
            "Ranking before: 9",
        ),
        (
            "trajectory",
            {"2020": "10", "2025": "30"},
            {"hold": "every_year"},
            "Measurement that did not satisfy it: 10 (2020, share-2020).",
        ),
        (
            "destatis",
            {str(y): str(y - 1980) for y in range(2019, 2026)},
            {},
            "The window of the last six measurements",
        ),
    ],
)
def test_each_method_names_its_choices_and_numbers(
    small: SimpleNamespace, method: str, measured: dict[str, str], more: dict[str, Any], said: str
) -> None:
    """Whatever a verdict rests on stands in its explanation."""
    found = lines(small, method, measured, **more)
    assert any(said.replace("+ -65", "+ −65") in line for line in found), found


def test_milestones_on_the_way_are_named(small: SimpleNamespace) -> None:
    """Where the line bends, the explanation says that it passes earlier milestones."""
    data = small.catalog(
        small.indicator("share"),
        small.target("share-2030", "60"),
        small.target("share-2027", "20", by="2027"),
        small.measured("share-a", "10", of="2020"),
        small.measured("share-b", "30", of="2025"),
    )
    verdict = assess(data, data.targets[0], AS_OF, "trajectory")
    said = [explanation(line, "en") for line in explain(data, verdict, AS_OF)]
    assert "Value on the trajectory from 10 through the earlier milestones to 60: 17.1429." in said


def test_a_sentence_is_written_as_its_language_writes(small: SimpleNamespace) -> None:
    """Decimal comma and day-first dates in Vietnamese; units and the names of one's own units in both."""
    data = small.catalog(
        small.indicator("firms", "count", scale="thousand"),
        small.target("firms-2030", "1.5"),
        small.measured("firms-1", "0.25", qualifier="about"),
    )
    reason = assess(data, data.targets[0], AS_OF).reasons[0]
    assert sentence(reason, "vi").startswith(
        "Khoảng 0,25 nghìn doanh nghiệp (2025), mục tiêu ít nhất 1,5 nghìn"
    )
    assert "cần 0,278 nghìn doanh nghiệp mỗi năm cho đến 31/12/2030" in sentence(reason, "vi")
    assert sentence(reason, "en").startswith(
        "About 0.25 thousand firms (2025) against at least 1.5 thousand firms:"
    )


@pytest.mark.parametrize(
    ("facts", "en"),
    [
        ({"value": 3, "unit": "rank"}, "3"),
        ({"value": 3, "unit": "vnd", "scale": "billion"}, "3 billion VND"),
        ({"value": 3, "unit": "unheard"}, "3 unheard"),
        ({"value": 3}, "3"),
    ],
)
def test_units_stand_behind_values(facts: dict[str, Any], en: str) -> None:
    """A rank has none, money its scale, an unknown unit its own name."""
    made = {key: Decimal(one) if isinstance(one, int) else one for key, one in facts.items()}
    said = sentence(Reason("within_one_point", made), "en")
    assert said == f"{en} is within one point of the target."


def test_a_relative_promise_is_said_both_ways(small: SimpleNamespace) -> None:
    """The figure to reach and the change that was promised."""
    data = small.catalog(
        small.indicator("share", direction="decrease"),
        small.target("share-2030", "-65", comparator="at_most", relative_to="share-old"),
        small.measured("share-old", "1000", of="1990"),
        small.measured("share-new", "500", of="2025"),
    )
    said = sentence(assess(data, data.targets[0], AS_OF).reasons[0], "en")
    assert "at most 350% (−65% against 1990)" in said


def test_what_is_exactly_on_the_line_has_no_day_to_spare(small: SimpleNamespace) -> None:
    """On the day on which the line passes a value it is in time, by no day."""
    data = small.catalog(
        small.indicator("share"),
        small.target("share-2030", "60"),
        small.measured("share-2020", "10", of="2020"),
        small.measured("share-2025", "35", of="2025"),
    )
    day = date(2025, 12, 31)
    told = [explanation(line, "en") for line in explain(data, assess(data, data.targets[0], day), day)]
    assert (
        told[-1] == "From 2025-12-31 on it may stand still for 0 days before it falls below the trajectory."
    )


def test_a_mean_and_a_sum_say_what_is_still_needed(small: SimpleNamespace) -> None:
    """Of a mean, what each of the years to come must have; of a sum, what must come together a year."""
    for over, needed in (
        ("mean", "Mean needed of what is left: (10 × 5 − 13) / (5 − 2) = 12.3333."),
        ("sum", "Required pace: (40 − 13) / 2.5 yr = 10.8 a year."),
    ):
        data = small.catalog(
            small.indicator("firms", measure="count", nature="flow"),
            small.target("firms-2025", "10" if over == "mean" else "40", by="2021/2025", over=over),
            small.measured("firms-2021", "6", of="2021"),
            small.measured("firms-2022", "7", of="2022"),
        )
        day = date(2023, 6, 30)
        told = [explanation(line, "en") for line in explain(data, assess(data, data.targets[0], day), day)]
        assert needed in told


def test_a_pace_that_does_not_come_out_even_is_no_natural_limit(small: SimpleNamespace) -> None:
    """What division leaves of numbers of thirteen digits is not told as a limit that cuts them."""
    measured = {"2022": "1", "2025": "1000000000001"}
    told = lines(small, "trajectory", measured, "9000000000000", measure="count", by="2037")
    (projected,) = [line for line in told if line.startswith("Projected")]
    assert "limit" not in projected
