"""`progress` in all its ways: methods side by side, explained, supposed, rolled up, since a day; and `methods`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from support.cli import AS_OF, invoke
from support.own_catalog import copy_of_example

PAGE = ("--url", "https://example.org/r")
RISING = {"2018": "10", "2019": "11", "2020": "13", "2021": "20", "2022": "21", "2024": "22"}


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The fictional example, with a longer series of one indicator."""
    folder = copy_of_example(tmp_path / "example")
    for year, value in RISING.items():
        published = f"{int(year) + 1}-03-01"
        done = invoke(
            "record",
            "online-services",
            value,
            "--period",
            year,
            *PAGE,
            "--published",
            published,
            "--data",
            str(folder),
        )
        assert done.code == 0, done.err
    return folder


def asked(data: Path, *argv: str) -> dict[str, Any]:
    done = invoke(*argv, "--data", str(data), "--as-of", AS_OF, "-f", "json", "--lang", "en")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert isinstance(found, dict)
    return found


def test_every_method_stands_beside_the_others(example: Path) -> None:
    """`--method all` gives one row a target and one verdict a method, in the same order everywhere."""
    found = asked(example, "progress", "--method", "all")
    methods = [one["id"] for one in found["methods"]]
    assert len(methods) == 10
    for item in found["items"]:
        assert [one["method"]["id"] for one in item["verdicts"]] == methods


def test_methods_that_contradict_each_other_are_marked(example: Path) -> None:
    """`--disagreeing` keeps only targets that some methods call on track and others do not."""
    items = asked(example, "progress", "--method", "all", "--disagreeing")["items"]
    for item in asked(example, "progress", "--method", "all")["items"]:
        paces = {one["pace"] for one in item["verdicts"]}
        contradict = bool(paces & {"on_track", "met"}) and bool(
            paces & {"nearly", "behind", "stalled", "reversing"}
        )
        assert item["disagree"] is contradict
        assert (item["target"] in {one["target"] for one in items}) is contradict


def test_no_method_guesses_from_one_measurement() -> None:
    """On our own catalog 25.2 % alone is assessable by none, and the PII rank only by `rank`."""
    done = invoke(
        "progress", "innovating-firms", "pii-rank", "--method", "all", "--as-of", AS_OF, "-f", "json"
    )
    firms, rank = json.loads(done.out)["items"]
    assert {one["pace"] for one in firms["verdicts"]} == {"not_assessable"}
    assert all(one["reason"] for one in firms["verdicts"])
    paces = {one["method"]["id"]: one["pace"] for one in rank["verdicts"]}
    assert paces.pop("rank") == "met"
    assert set(paces.values()) == {"not_assessable"}


def test_an_explanation_puts_the_numbers_in(example: Path) -> None:
    """`--explain` names the inputs, the formula with its numbers, and what it still takes."""
    item = asked(example, "progress", "online-services", "--explain")["items"][0]
    text = "\n".join(item["explanation"])
    assert "online-services-2023" in text
    assert "(80 −" in text
    assert item["needed"]["required_pace"] is not None
    assert item["needed"]["multiple"] is not None
    both = asked(example, "progress", "online-services", "--explain", "--method", "trajectory,eurostat")[
        "items"
    ]
    assert [one["method"]["id"] for one in both] == ["trajectory", "eurostat"]


def test_a_supposition_changes_the_verdict_and_nothing_else(example: Path) -> None:
    """`--what-if` judges as if something had been measured; no file changes, and it says so."""
    before = {path: path.read_bytes() for path in example.rglob("*.yaml")}
    done = invoke(
        "progress", "online-services", "--what-if", "online-services=79,5%@2029", "--data", str(example),
        "--as-of", AS_OF, "-f", "json", "--lang", "en",
    )  # fmt: skip
    assert "nothing is stored" in done.err
    found = json.loads(done.out)
    assert found["as_of"] == "2029-12-31"
    assert str(found["items"][0]["latest"]["value"]) == "79.5"
    assert before == {path: path.read_bytes() for path in example.rglob("*.yaml")}


@pytest.mark.parametrize(
    "text",
    [
        "online-services",
        "online-services=1.200@2026",
        "none=3@2026",
        "online-services=3@soon",
        "online-services=101@2027",
        "innovation-rank=2.5@2027",
    ],
)
def test_a_supposition_that_cannot_be_read_is_a_usage_error(example: Path, text: str) -> None:
    """A wrong `--what-if` says how to write it."""
    done = invoke("progress", "--what-if", text, "--data", str(example))
    assert done.code == 2
    assert done.err


def test_since_must_lie_before_the_day_of_the_report(example: Path) -> None:
    """A `--since` after `--as-of` would tell the story backwards: refused."""
    done = invoke(
        "progress", "--since", "2030-01-01", "--as-of", AS_OF, "--data", str(example), "--lang", "en"
    )
    assert done.code == 2
    assert "is after the last" in done.err


@pytest.mark.parametrize("by", ["goal", "plan", "indicator"])
def test_a_roll_up_counts_every_target_once(example: Path, by: str) -> None:
    """Counts add up to the number of targets, whatever they are counted by."""
    items = asked(example, "progress", "--roll-up", by)["items"]
    total = len(asked(example, "targets")["items"])
    assert sum(item["targets"] for item in items) == total
    assert sum(sum(item["standing"].values()) for item in items) == total
    assert sum(sum(item["pace"].values()) for item in items) == total


def test_only_published_roll_ups_have_a_category(example: Path) -> None:
    """Open SDG and Destatis publish a roll-up of an indicator; nothing else is averaged."""
    items = asked(example, "progress", "--roll-up", "indicator", "--method", "all")["items"]
    assert {item["method"] for item in items if item["category"]} <= {"opensdg-2.4", "destatis"}


def test_since_a_day_tells_the_cause(example: Path) -> None:
    """`--since` lists changed verdicts with their causes, for the selected targets only."""
    found = asked(example, "progress", "online-services", "--since", "2024-06-01")
    assert {item["indicator"] for item in found["items"]} <= {"online-services"}
    for item in found["items"]:
        assert item["causes"]


def test_history_tells_each_day_on_which_something_became_known(example: Path) -> None:
    """`history` has a row for every publication that concerns the promise, oldest first."""
    items = asked(example, "history", "online-services")["items"]
    days = [item["date"] for item in items]
    assert days == sorted(days)
    assert all(item["causes"] for item in items if item["changed"])


@pytest.mark.parametrize("argv", [("--method", "wizard"), ("--roll-up", "moon"), ("--since", "yesterday")])
def test_wrong_words_are_usage_errors(argv: tuple[str, ...]) -> None:
    """An unknown method, roll-up or day exits 2 and says what there is."""
    done = invoke("progress", *argv)
    assert done.code == 2
    assert done.err


def test_each_method_is_documented() -> None:
    """`methods` lists all; `methods ID` gives formula, source and traps; a wrong id names the nearest."""
    listed = json.loads(invoke("methods", "-f", "json").out)["items"]
    for one in listed:
        shown = invoke("methods", one["id"], "--lang", "vi")
        assert shown.code == 0
        assert one["formula"] in shown.out
    wrong = invoke("methods", "opensdg", env={"HNTRACK_LANG": "en"})
    assert wrong.code == 2
    assert "opensdg-2.4" in wrong.err


@pytest.mark.parametrize("argv", [(), ("--roll-up", "goal"), ("--method", "all")])
def test_every_heading_writes_its_day_as_the_language_does(example: Path, argv: tuple[str, ...]) -> None:
    """A Vietnamese heading has a Vietnamese date, whatever way the verdicts are laid out."""
    done = invoke(
        "progress", *argv, "-f", "table", "--as-of", "2026-06-30", "--lang", "vi", "--data", str(example)
    )
    assert "tính đến 30/06/2026" in " ".join(done.out.split())
