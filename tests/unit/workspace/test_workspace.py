"""The one door gives what the commands give: the same items, the same errors, the same bytes written."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import hntrack
from hntrack.model.catalog import Snapshot as Taken
from support.cli import invoke
from support.own_catalog import copy_of_example, copy_of_ours

DAY = "2026-11-01"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return copy_of_example(tmp_path / "example")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", ["progress", "targets", "log", "sources"])
def test_rows_are_the_items_of_the_commands(tmp_path: Path, kind: str, lang: str) -> None:
    """`rows` gives what `-f json` prints, number for number."""
    ours = copy_of_ours(tmp_path / "ours")
    printed = invoke(kind, "--as-of", DAY, "--data", str(ours), "-f", "json", "--lang", lang).out
    items = json.loads(printed, parse_float=Decimal, parse_int=Decimal)["items"]
    rows = hntrack.open(ours).as_of(DAY).rows(kind, lang=lang)
    assert sorted(rows, key=str) == sorted(items, key=str) or rows == items


@pytest.mark.parametrize("kind", ["indicators", "measurements", "claims"])
def test_other_rows_name_their_record(example: Path, kind: str) -> None:
    """Each row has an id; claims name their document."""
    rows = hntrack.open(example).as_of(DAY).rows(kind)
    assert rows
    assert all(row["id"] for row in rows)
    assert kind != "claims" or all(row["source"] for row in rows)


def test_a_day_is_read_as_the_commands_read_it(example: Path) -> None:
    """A year means its end; a date is a date; what is neither is refused."""
    work = hntrack.open(example)
    assert work.as_of("2025").day == work.as_of(date(2025, 12, 31)).day
    with pytest.raises(hntrack.UsageError, match="no-day"):
        work.as_of("no-day")


def test_only_a_snapshot_can_be_judged(example: Path) -> None:
    """The whole catalog has no verdicts; its snapshot is another type, and knows what was public."""
    work = hntrack.open(example)
    now = work.as_of(DAY)
    assert not hasattr(work.everything, "judge")
    assert isinstance(now, Taken)
    assert len(now.public.measurements) >= len(now.measurements)
    assert work.as_of("1999-01-01").judge() == ()


def test_a_method_that_does_not_exist_is_named(example: Path) -> None:
    """Neither does a target, nor a kind of rows; the nearest are offered."""
    now = hntrack.open(example).as_of(DAY)
    for wrong in (
        lambda: now.judge(method="nearest"),
        lambda: now.judge(targets=["nothing"]),
        lambda: now.rows("progres"),
    ):
        with pytest.raises(hntrack.UsageError):
            wrong()


def test_what_is_recorded_is_there(example: Path) -> None:
    """`record`, `revise` and `withdraw` write what the commands write, and the workspace sees it."""
    work = hntrack.open(example)
    page: dict[str, Any] = {"url": "https://example.org/r", "title": "R", "published": "2026-08-01"}
    made = work.record("online-services", "61,5%", period="2026-H1", lang="vi", **page)
    assert made.value == Decimal("61.5")
    assert work.everything.measurement[made.id] == hntrack.open(example).everything.measurement[made.id]
    again = work.revise(made.id, Decimal("61.250"), why="misread", **page)
    assert (again.revises, again.value) == (made.id, Decimal("61.250"))
    gone = work.withdraw(again.id, why="wrong page")
    assert gone.withdraws == again.id
    assert work.check() == ()


def test_a_trial_writes_nothing(example: Path) -> None:
    """With `dry_run` the file stays as it is."""
    file = example / "data" / "measurements.yaml"
    before = file.read_bytes()
    work = hntrack.open(example)
    work.record(
        "online-services", 61, period="2026-H1", dry_run=True, url="https://a.b/", published="2026-08-01"
    )
    assert file.read_bytes() == before


def test_what_looks_like_a_slip_is_refused_until_it_is_confirmed(example: Path) -> None:
    """A value ten times off the series is refused with its problem, as `hntrack record` refuses it."""
    work = hntrack.open(example)
    page: dict[str, Any] = {"period": "2026-H1", "url": "https://a.b/", "published": "2026-08-01"}
    with pytest.raises(hntrack.DataError) as caught:
        work.record("online-services", "6.1%", **page)
    assert [one.code for one in caught.value.problems] == ["value-factor"]
    made = work.record("online-services", "6.1%", confirmed=True, **page)
    with pytest.raises(hntrack.DataError):
        work.revise(made.id, "0.61%", why="misread", url="https://a.b/", published="2026-08-02")


def test_a_field_that_does_not_exist_is_refused(example: Path) -> None:
    """A slip of the pen in a field's name is an error with the nearest name; so is a missing period."""
    work = hntrack.open(example)
    with pytest.raises(hntrack.UsageError, match="publisched"):
        work.record("online-services", 61, period="2026", publisched="2026-08-01")
    with pytest.raises(hntrack.UsageError, match="period"):
        work.record("online-services", 61, url="https://a.b/", published="2026-08-01")


def test_faults_come_with_the_error(example: Path) -> None:
    """A catalog with faults raises when it is asked; all faults are in `.problems`."""
    file = example / "data" / "measurements.yaml"
    file.write_text(file.read_text("utf-8").replace("period:", "perod:"), "utf-8")
    work = hntrack.open(example)
    with pytest.raises(hntrack.DataError) as caught:
        work.as_of(DAY)
    assert {problem.code for problem in caught.value.problems} == {"field-misspelt"}
    assert hntrack.UsageError(caught.value.message).problems == ()
