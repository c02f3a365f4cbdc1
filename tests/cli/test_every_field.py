"""`add` and `record` can set every field: each has an option, and what is given is what stands in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hntrack.model.fields import RECORDS
from hntrack.workspace import find, open_catalog
from support.cli import invoke
from support.own_catalog import copy_of_example

# Fields that no option gives: arguments, options with another name, what the program itself writes.
OTHERWISE = {
    "named": {"id": "NAME", "title": "--vi, --en"},
    "indicator": {"id": "NAME", "title": "--vi, --en"},
    "target": {"indicator": "NAME", "stage": "--value"},
    "claim": {
        "id": "NAME",
        "reading": "--vi, --en",
        **dict.fromkeys(("before", "after", "recognised"), "found by curate where the document is read"),
    },
    "source": {"id": "NAME"},
    "original": {"sha256": "of the file"},
    "measurement": {
        "indicator": "NAME",
        "value": "VALUE",
        "stage": "VALUE",
        "claim": "--source SOURCE/CLAIM",
        "recorded": "now",
        "revises": "revise",
        "withdraws": "withdraw",
        "why": "revise --why",
    },
}
COMMANDS = {
    "named": ("add", "goal"),
    "indicator": ("add", "indicator"),
    "target": ("add", "target"),
    "claim": ("add", "claim"),
    "source": ("add", "source"),
    "published": ("add", "source"),
    "original": ("add", "source"),
    "measurement": ("record",),
    "cited": ("record",),
    "derived": ("record",),
}


@pytest.mark.parametrize(
    ("record", "name"), [(record, field.name) for record in COMMANDS for field in RECORDS[record]]
)
def test_every_field_has_an_option(record: str, name: str) -> None:
    """The help of the command that makes a record has an option for the field, unless something else gives it."""
    field = next(field for field in RECORDS[record] if field.name == name)
    if field.kind == "record" or name in OTHERWISE.get(record, {}):
        return
    assert field.flag is not None
    helped = invoke(*COMMANDS[record], "-h", env={"HNTRACK_LANG": "en"}).out
    assert f" {field.flag} " in helped or f" {field.flag}\n" in helped, helped


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return copy_of_example(tmp_path / "example")


def run(data: Path, *argv: str) -> None:
    done = invoke(*argv, "--data", str(data), env={"HNTRACK_LANG": "en"})
    assert done.code == 0, done.err


def catalog(data: Path) -> Any:
    return open_catalog(find(str(data), {}, data))


def test_an_indicator_is_given_whole(example: Path) -> None:
    """Stages, what it stands in for and a note in two languages."""
    there = catalog(example)
    run(
        example, "add", "indicator", "portal", "--vi", "Cổng", "--en", "Portal", "--measure", "stage",
        "--goal", there.goals[0].id, "--area", there.areas[0].id, "--direction", "increase",
        "--stages", "planned=Planned", "--stages", "planned=vi=Đã có kế hoạch", "--stages", "open=Open",
        "--proxy-for", there.indicators[0].id, "--note", "vi=Ghi chú", "--note", "en=A note",
    )  # fmt: skip
    made = catalog(example).indicator["portal"]
    assert [(stage.id, stage.title.get("en"), stage.title.get("vi")) for stage in made.stages] == [
        ("planned", "Planned", "Đã có kế hoạch"),
        ("open", "Open", ""),
    ]
    assert made.proxy_for == there.indicators[0].id
    assert dict(made.note.texts) == {"vi": "Ghi chú", "en": "A note"}


def test_a_target_is_given_whole(example: Path) -> None:
    """How long it holds, from where it starts, its gate and its words: all that a file can hold."""
    old = next(t for t in catalog(example).targets if t.value is not None and t.milestone is not None)
    run(
        example, "add", "target", old.indicator, "--id", "whole", "--comparator", old.comparator,
        "--milestone", "2041", "--value", str(old.value), "--claim", old.claim,
        "--hold", "every_year", "--gate", "behind=error", "--gate", "nearly=warn",
        "--stated", "The aim.", "--note", "A note.",
    )  # fmt: skip
    made = catalog(example).target["whole"]
    assert (made.hold, dict(made.gate)) == ("every_year", {"behind": "error", "nearly": "warn"})
    assert (made.stated.get("en"), made.note.get("en")) == ("The aim.", "A note.")
    items = json.loads(
        invoke("targets", "whole", "--data", str(example), "-f", "json", "--as-of", "2040-01-01").out
    )["items"]
    assert items[0]["gate"] == {"behind": "error", "nearly": "warn"}
    assert items[0]["stated"] == {"en": "The aim."}


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--gate", "behind"), "--gate behind=warn"),
        (("--gate", "late=warn"), "--gate does not take 'late'"),
        (("--hold", "always"), "--hold does not take 'always'"),
        (("--baseline", "nothing"), "There is no 'nothing'"),
        (("--milestone", "soon"), "--milestone: 'soon'"),
        (("--note", " "), "--note is empty"),
        (("--change", "renamed"), "--change does not take"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(example: Path, option: tuple[str, str], said: str) -> None:
    """The message names the option and what it takes."""
    old = next(t for t in catalog(example).targets if t.value is not None)
    done = invoke(
        "add", "target", old.indicator, "--id", "x", "--comparator", old.comparator, "--claim", old.claim,
        *option, "--data", str(example), env={"HNTRACK_LANG": "en"},
    )  # fmt: skip
    assert done.code == 2
    assert said in done.err


def test_the_id_of_a_record_can_be_chosen(example: Path) -> None:
    """`record --id` names the record; a name that is taken is refused."""
    page = ("--url", "https://example.org/r", "--title", "R", "--published", "2026-05-01")
    name = catalog(example).measurements[0].indicator
    value = str(catalog(example).measurements[0].value)
    run(example, "record", name, value, "--period", "2024", "--id", "mine", *page, "--as-of", "2026-11-01")
    assert catalog(example).measurement["mine"].indicator == name
    again = invoke(
        "record", name, value, "--period", "2023", "--id", "mine", *page,
        "--data", str(example), env={"HNTRACK_LANG": "en"},
    )  # fmt: skip
    assert again.code in {2, 3}
    assert "mine" in again.err


def test_a_long_indicator_id_can_be_recorded(example: Path) -> None:
    """An indicator whose id has 78 letters is recorded like any other: the name is cut, not refused."""
    there = catalog(example)
    long = "a" * 78
    run(
        example, "add", "indicator", long, "--vi", "Dài", "--en", "Long", "--measure", "share",
        "--unit", "percent", "--goal", there.goals[0].id,
        "--area", there.areas[0].id, "--direction", "increase",
    )  # fmt: skip
    page = ("--url", "https://example.org/r", "--title", "R", "--published", "2026-05-01")
    run(example, "record", long, "5", "--period", "2025", *page, "--as-of", "2026-11-01")
    assert [m.id for m in catalog(example).measurements if m.indicator == long] == ["a" * 75 + "-2025"]


def test_a_value_that_follows_from_others_is_recorded(example: Path) -> None:
    """`--derived` names the rule, `--derived-from` the parts; one without the other is refused."""
    there = catalog(example)
    part = next(m for m in there.measurements if m.value is not None and m.withdraws is None)
    given = ("record", part.indicator, str(part.value), "--period", "2021", "--derived", "sum")
    half = invoke(*given, "--data", str(example), env={"HNTRACK_LANG": "en"})
    assert half.code == 2
    assert "--derived-from" in half.err
    unknown = invoke(*given, "--derived-from", "none", "--data", str(example), env={"HNTRACK_LANG": "en"})
    assert unknown.code == 2
    assert "There is no 'none'" in unknown.err
    whole = invoke(*given, "--derived-from", part.id, "--data", str(example), env={"HNTRACK_LANG": "en"})
    assert whole.code == 3, "it was read: a sum of one measurement contradicts the rules of sums"
    assert "derived-parts" in whole.err
