"""The verdict at each date on which something became known."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from hntrack.model.catalog import Catalog
from hntrack.report import history as histories
from hntrack.report.history import history


@pytest.fixture
def told(small: SimpleNamespace) -> Catalog:
    """A promise that is measured, raised, measured again, revised, and falls due."""
    found: Catalog = small.catalog(
        small.source("plan", "2021-01-10"),
        small.source("first", "2022-02-01"),
        small.source("raise", "2023-03-01"),
        small.source("second", "2024-02-01"),
        small.source("errata", "2024-05-01"),
        small.source("else", "2024-06-01"),
        small.indicator("firms"),
        small.indicator("other"),
        small.target("firms-2025", "50", by="2025"),
        small.target("firms-raised", "60", by="2025", doc="raise", supersedes="firms-2025", change="raised"),
        small.measured("firms-2021", "55", of="2021", doc="first"),
        small.measured("firms-2023", "61", of="2023", doc="second"),
        small.measured("firms-again", "59", of="2023", doc="errata", revises="firms-2023", why="misprint"),
        small.measured("other-2023", "1", of="2023", doc="else"),
    )
    return found


def test_each_change_has_its_day_and_cause(told: Catalog) -> None:
    """A row for every day on which the promise's standing, or its figures, became other ones."""
    view = history(told, ["firms-2025"], date(2026, 12, 31), "en")
    assert [(item["date"], item["standing"], item["causes"]) for item in view.items] == [
        ("2021-01-10", "no_measurement", ["new_target"]),
        ("2022-02-01", "met", ["new_measurement"]),
        ("2023-03-01", "not_met", ["raised"]),
        ("2024-02-01", "met", ["new_measurement"]),
        ("2024-05-01", "not_met", ["revised_measurement"]),
        ("2026-01-01", "due_not_assessed", ["time_passed"]),
    ]
    assert [row.remark.partition(". By the promise of")[0] for row in view.rows][2:] == [
        "target raised from ≥ 50% by 2025 to ≥ 60% by 2025",
        "new measurement: 61% (2023), published 2024-02-01",
        "revised measurement: 61% (2023) became 59% (2023)",
        "the due date 2025-12-31 has passed",
    ]


def test_the_first_promise_is_judged_beside_todays(told: Catalog) -> None:
    """Moved goalposts show: what the promise of 2021 would say stands beside what that of 2023 says."""
    rows = history(told, ["firms-2025"], date(2026, 12, 31), "en").items
    assert rows[2]["first_promise"] == (
        "By the promise of 2021-01-10 (≥ 50%, 2025): met, must hold; by today's: not yet met."
    )


def test_a_chain_is_told_once(told: Catalog) -> None:
    """The old and the new form of a promise have one history."""
    both = history(told, ["firms-raised", "firms-2025"], date(2026, 12, 31), "vi")
    assert both.items == history(told, ["firms-2025"], date(2026, 12, 31), "vi").items
    assert [group.title for group in both.groups] == ["firms (vi): ≥ 60% đến năm 2025"]


def test_figures_without_effect_are_told_as_such(small: SimpleNamespace) -> None:
    """A new figure that leaves the verdict as it was has its row, and the row says so."""
    catalog = small.catalog(
        small.source("plan", "2021"),
        small.source("late", "2024-02-01"),
        small.indicator("pii", "rank", direction="decrease"),
        small.target("pii-2030", "3", comparator="within_top"),
        small.measured("pii-2020", "1", of="2020", doc="plan"),
        small.measured("pii-2023", "2", of="2023", doc="late"),
    )
    view = history(catalog, ["pii-2030"], date(2026, 1, 1), "en")
    assert [item["changed"] for item in view.items] == [True, False]
    assert view.rows[1].remark == "new measurement: rank 2 (2023), published 2024-02-01; the verdict stays"


def test_a_promise_made_again_is_told(small: SimpleNamespace) -> None:
    """A later document that promises the same, word for word, has its row."""
    catalog = small.catalog(
        small.source("plan", "2021-01-10", firms_2030="trên 50%"),
        small.source("again", "2023-03-01", firms_again="trên 50%"),
        small.indicator("firms"),
        small.target("firms-2030", "50"),
        small.target("firms-again", "50", doc="again", supersedes="firms-2030", change="reworded"),
    )
    view = history(catalog, ["firms-2030"], date(2026, 1, 1), "en")
    assert [(item["target"], item["changed"], item["causes"]) for item in view.items] == [
        ("firms-2030", True, ["new_target"]),
        ("firms-again", False, ["promised_again"]),
    ]
    assert view.rows[1].remark.startswith("the same was promised again; the verdict stays")


def test_withdrawn_promise_ends(small: SimpleNamespace) -> None:
    """A withdrawn promise has no verdict any more, and that is its last row."""
    catalog = small.catalog(
        small.source("plan", "2021"),
        small.source("end", "2023"),
        small.indicator("firms"),
        small.target("firms-2030", "50"),
        small.target("firms-end", doc="end", supersedes="firms-2030", change="withdrawn", comparator="text"),
    )
    view = history(catalog, ["firms-2030"], date(2026, 1, 1), "en")
    assert [(item["standing"], item["causes"]) for item in view.items] == [
        ("no_measurement", ["new_target"]),
        (None, ["withdrawn_target"]),
    ]
    assert view.groups[0].title == "firms (en): ≥ 50% by 2030"


def test_nothing_known_yet(told: Catalog) -> None:
    """Before the promise there is nothing to tell; an unknown id is the caller's fault."""
    view = history(told, ["firms-2025"], date(2020, 1, 1), "vi")
    assert (view.items, view.rows, view.empty) == ((), (), "Chưa có thông tin nào.")
    with pytest.raises(KeyError):
        history(told, ["nope"], date(2020, 1, 1), "vi")


def test_promise_of_unknown_date(small: SimpleNamespace) -> None:
    """What leads to no date counts as known since ever, and no date is made up for it."""
    target = small.target("firms-2030", "50", doc="lost")
    catalog = small.catalog(small.indicator("firms"), target)
    undated = type(catalog)(id="x", title=catalog.title, indicators=catalog.indicators, targets=(target,))
    view = history(undated, ["firms-2030"], date(2026, 1, 1), "en")
    assert [(item["date"], item["standing"]) for item in view.items] == [(None, "no_measurement")]
    assert view.rows[0].cells[0].text == "—"


@pytest.mark.parametrize("backwards", [False, True])
def test_of_one_day_the_last_step_of_the_chain_is_in_force(small: SimpleNamespace, backwards: bool) -> None:
    """Two versions of one day, in whichever order they stand: the later step holds, and the other is told."""
    promises = [
        small.target("firms-2025", "50", by="2025"),
        small.target("firms-lowered", "40", by="2025", supersedes="firms-2025", change="lowered"),
    ]
    catalog = small.catalog(
        small.source("plan", "2021-01-10"),
        small.source("first", "2022-02-01"),
        small.indicator("firms"),
        *(reversed(promises) if backwards else promises),
        small.measured("firms-2021", "45", of="2021", doc="first"),
    )
    rows = history(catalog, ["firms-2025"], date(2022, 12, 31), "en").items
    assert [(row["target"], row["standing"]) for row in rows] == [
        ("firms-lowered", "no_measurement"),
        ("firms-lowered", "met"),
    ]
    assert "≥ 50% by 2025 (firms-2025) was promised and replaced on the same day" in str(rows[0]["because"])
    assert str(rows[1]["first_promise"]).startswith("By the promise of 2021-01-10 (≥ 50%, 2025): not yet met")


def test_of_too_much_only_the_last_days_are_told(told: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would grow with the square of the data has a bound, which is said; the days that are told stay as they are."""
    whole = history(told, ["firms-2025"], date(2026, 12, 31), "en")
    monkeypatch.setattr(
        histories, "MOST", 8
    )  # of four measurements with that of another indicator's: three days
    short = history(told, ["firms-2025"], date(2026, 12, 31), "en")
    assert short.items == whole.items[-3:]
    assert not whole.summary
    (said,) = short.summary
    assert said.endswith("so much was measured that the first 3 days are not told.")


def test_each_version_stands_behind_what_it_supersedes(small: SimpleNamespace) -> None:
    """In whatever order the file has them, and from whichever of them one asks; other promises are none of theirs."""
    catalog: Catalog = small.catalog(
        small.source("plan", "2021-01-10"),
        small.indicator("firms"),
        small.target("third", "70", by="2025", supersedes="second", change="raised"),
        small.target("apart", "10", by="2030"),
        small.target("first", "50", by="2025"),
        small.target("second", "60", by="2025", supersedes="first", change="raised"),
        small.target("fourth", "80", by="2025", supersedes="third", change="raised"),
    )
    ids = {name: [version.id for version in chain] for name, chain in catalog.chain_of.items()}
    whole = ["first", "second", "third", "fourth"]
    assert ids == {"apart": ["apart"], **dict.fromkeys(whole, whole)}


def test_promises_that_supersede_each_other_come_to_an_end(small: SimpleNamespace) -> None:
    """Faulty data names no first version; nothing hangs, and nothing is lost."""
    catalog: Catalog = small.catalog(
        small.source("plan", "2021-01-10"),
        small.indicator("firms"),
        small.target("a", "50", by="2025", supersedes="b", change="raised"),
        small.target("b", "60", by="2025", supersedes="a", change="raised"),
        small.target("c", "60", by="2025", supersedes="lost", change="raised"),
    )
    ids = {name: sorted(version.id for version in chain) for name, chain in catalog.chain_of.items()}
    assert ids == {"a": ["a", "b"], "b": ["a", "b"], "c": ["c"]}
