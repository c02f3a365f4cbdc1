"""What `hntrack progress` says of the real catalog: the figures that a reader would quote."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from support.cli import AS_OF, invoke

DUE_2030 = {
    "innovating-firms-2030": ("more_than", 50),
    "digital-economy-2030": ("at_least", 40),
    "pii-rank-2030": ("within_top", 3),
    "gii-rank-2030": ("within_top", 40),
    "gci-rank-2030": ("within_top", 50),
    "sti-centre-2030": ("reaches", None),
    "coherent-ecosystem-2030": ("text", None),
    "digital-infrastructure-2030": ("text", None),
    "coverage-5g-2030": ("text", None),
    "smart-city-2030": ("text", None),
}


@cache
def progress(*argv: str) -> dict[str, dict[str, Any]]:
    result = invoke("progress", "--as-of", AS_OF, "-f", "json", *argv)
    assert (result.code, result.err) == (0, "")
    return {item["target"]: item for item in json.loads(result.out)["items"]}


def test_innovating_firms() -> None:
    """25.2 % against more than 50 %: not met, 24.8 points missing, more than 4.96 a year needed, no pace."""
    item = progress()["innovating-firms-2030"]
    assert (item["latest"]["value"], item["latest"]["period"]) == (25.2, "2025")
    assert (item["comparator"], item["value"], item["unit"], item["due"]) == (
        "more_than",
        50,
        "percent",
        "2030-12-31",
    )
    assert (item["gap"], item["required_pace"]) == (24.8, 4.96)
    assert (item["standing"], item["pace"]) == ("not_met", "not_assessable")
    assert item["observed_pace"] is item["projected"] is item["buffer_days"] is item["baseline"] is None
    assert "24.8 percentage points" in item["reason"]
    assert "more than 4.96 percentage points a year" in item["reason"]
    assert "one measurement" in item["reason"]
    assert item["provenance"]["line"] == 13
    assert item["provenance"]["as_printed"].startswith("trên 50%")


def test_innovating_firms_in_vietnamese() -> None:
    """The same reason in Vietnamese, with a decimal comma."""
    reason = progress("--lang", "vi")["innovating-firms-2030"]["reason"]
    assert "24,8 điểm phần trăm" in reason
    assert "4,96 điểm phần trăm" in reason


@pytest.mark.parametrize("method", ["threshold", "trajectory", "all"])
def test_one_measurement_is_never_a_trend(method: str) -> None:
    """No method calls 25.2 % on track or behind."""
    result = invoke("progress", "innovating-firms", "--method", method, "--as-of", AS_OF, "-f", "json")
    assert result.code == 0
    for code in ("on_track", "nearly", "behind", "stalled", "reversing"):
        assert f'"{code}"' not in result.out


def test_the_innovation_index() -> None:
    """Rank 1 is within the top 3 and must hold until 2030; places are counted, nothing is interpolated."""
    item = progress()["pii-rank-2030"]
    assert (item["standing"], item["latest"]["value"], item["latest"]["period"]) == ("met", 1, "2025")
    assert item["method"]["id"] == "rank"
    assert item["gap"] <= 0
    assert item["required_pace"] is None
    assert "2030-12-31" in item["reason"]


def test_the_ecosystem_due_in_2025() -> None:
    """The start-up ecosystem was to lead the country by 2025: due, and nobody has assessed it."""
    item = progress()["startup-ecosystem-2025"]
    assert (item["standing"], item["pace"]) == ("due_not_assessed", "not_assessable")
    before = json.loads(
        invoke("progress", "startup-ecosystem-2025", "--as-of", "2025-12-31", "-f", "json").out
    )["items"]
    assert before[0]["standing"] == "not_assessed"


@pytest.mark.parametrize(
    "target", ["digital-economy-2030", "digital-economy-2045", "gii-rank-2030", "gci-rank-2030"]
)
def test_what_nobody_measures(target: str) -> None:
    """Without a measurement there is no standing, no gap and no pace."""
    item = progress()[target]
    assert (item["standing"], item["pace"]) == ("no_measurement", "not_assessable")
    assert item["latest"] is item["gap"] is item["required_pace"] is None


def test_2030_is_exactly_these() -> None:
    """`targets --year 2030` lists every target of 2030, and nothing else."""
    result = invoke("targets", "--year", "2030", "--as-of", AS_OF, "-f", "json")
    found = {item["target"]: (item["comparator"], item["value"]) for item in json.loads(result.out)["items"]}
    assert found == DUE_2030


def test_undated_aims_are_never_judged_late() -> None:
    """Aims without a date have the standing `undated`, however far the day."""
    late = invoke("progress", "--year", "undated", "--as-of", "2100-01-01", "-f", "json")
    items = json.loads(late.out)["items"]
    assert items
    assert {item["standing"] for item in items} == {"undated"}


def test_after_2030_promises_are_settled_or_open() -> None:
    """After the due date nothing measured before 2030 settles a promise: not kept, not missed."""
    items = json.loads(invoke("progress", "--year", "2030", "--as-of", "2031-06-30", "-f", "json").out)[
        "items"
    ]
    assert len(items) == len(DUE_2030)
    assert {item["standing"] for item in items} <= {"due_not_assessed"}


def test_every_verdict_has_a_reason_and_a_method() -> None:
    """No verdict without reason, method and version; each with document, line and words as printed."""
    for item in progress().values():
        assert item["reason"]
        assert item["method"]["id"]
        assert item["method"]["version"]
        assert item["provenance"]["line"] > 0
        assert item["provenance"]["as_printed"]


def test_the_summary_counts_them_all() -> None:
    """The summary's counts add up to the number of targets, by standing and by pace."""
    summary = json.loads(invoke("progress", "--as-of", AS_OF, "-f", "json").out)["summary"]
    assert sum(summary["standing"].values()) == sum(summary["pace"].values()) == summary["targets"] == 26
