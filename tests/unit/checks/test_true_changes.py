"""Whether the word for a change is borne out by the two targets."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from hntrack.checks.derived import replaced_targets

CASES = (
    # comparator, direction, old value, old milestone, new value, new milestone, words that are true
    ("at_least", "increase", "50", "2030", "60", "2030", {"raised"}),
    ("at_least", "increase", "60", "2030", "50", "2030", {"lowered"}),
    ("at_most", "decrease", "10", "2030", "5", "2030", {"raised"}),
    ("at_most", "decrease", "5", "2030", "10", "2030", {"lowered"}),
    ("within_top", None, "5", "2030", "3", "2030", {"raised"}),
    ("exactly", "decrease", "5", "2030", "3", "2030", {"raised"}),
    ("at_least", "increase", "50", "2030", "50", "2035", {"postponed"}),
    ("at_least", "increase", "50", "2030", "50", "2028", {"brought_forward"}),
    ("at_least", "increase", "50", "2030", "60", "2035", {"raised", "postponed"}),
    ("at_least", "increase", "50", "2030", "50", "2030", {"reworded"}),
)
WORDS = ("raised", "lowered", "brought_forward", "postponed", "reworded")


@pytest.mark.parametrize(("comparator", "direction", "old", "by", "new", "then", "true"), CASES)
def test_only_what_the_numbers_show_is_true(
    small: SimpleNamespace,
    comparator: str,
    direction: str | None,
    old: str,
    by: str,
    new: str,
    then: str,
    true: set[str],
) -> None:
    """Of the words for a change those are accepted that number and date bear out, and no others."""
    measure = "rank" if comparator == "within_top" else "share"
    indicator = small.indicator("share", measure, direction=direction)
    accepted = set()
    for word in WORDS:
        first = small.target("share-1", old, by=by, comparator=comparator)
        second = small.target(
            "share-2", new, by=then, comparator=comparator, supersedes="share-1", change=word
        )
        if not list(replaced_targets(small.catalog(indicator, first, second))):
            accepted.add(word)
    assert accepted == true


def test_a_withdrawal_needs_no_numbers(small: SimpleNamespace) -> None:
    """What is taken back may repeat the old number."""
    first = small.target("share-1", "50")
    second = small.target("share-2", "50", supersedes="share-1", change="withdrawn")
    assert list(replaced_targets(small.catalog(small.indicator("share"), first, second))) == []


def test_stages_are_raised_too(small: SimpleNamespace) -> None:
    """A later stage is more than an earlier one."""
    indicator = small.indicator("park", "stage", stages=("planned", "open"), unit=None)
    first = small.target("park-1", comparator="reaches", stage="planned")
    second = small.target("park-2", comparator="reaches", stage="open", supersedes="park-1", change="raised")
    third = small.target("park-3", comparator="reaches", stage="open", supersedes="park-1", change="lowered")
    assert list(replaced_targets(small.catalog(indicator, first, second))) == []
    assert [one.code for one in replaced_targets(small.catalog(indicator, first, third))] == ["change-untrue"]
