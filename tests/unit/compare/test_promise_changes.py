"""What one target asks against another version of it."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.compare.promise import TargetChange, changes_between


def between(
    small: SimpleNamespace, measured: Any, old: Any, new: Any, **how: Any
) -> tuple[TargetChange, ...]:
    catalog = small.catalog(measured, old, new)
    return changes_between(catalog, catalog, old, new, **how)


def test_equal_targets_do_not_differ(small: SimpleNamespace) -> None:
    """A target has no change against itself."""
    one = small.target("firms-2030", "50")
    assert between(small, small.indicator("firms"), one, one) == ()


@pytest.mark.parametrize(
    ("comparator", "measure", "old", "new", "kind", "number", "ambition"),
    [
        ("at_least", "share", "40", "50", "raised", "up", "harder"),
        ("at_least", "share", "50", "40", "lowered", "down", "easier"),
        ("within_top", "rank", "3", "1", "raised", "down", "harder"),
        ("within_top", "rank", "1", "3", "lowered", "up", "easier"),
        ("at_most", "count", "100", "80", "raised", "down", "harder"),
        ("less_than", "count", "80", "100", "lowered", "up", "easier"),
        ("exactly", "count", "80", "100", "raised", "up", "harder"),
    ],
)
def test_raised_means_more_ambitious(
    small: SimpleNamespace,
    comparator: str,
    measure: str,
    old: str,
    new: str,
    kind: str,
    number: str,
    ambition: str,
) -> None:
    """A target is raised when it becomes harder, whichever way its number moves."""
    (change,) = between(
        small,
        small.indicator("one", measure),
        small.target("one-2030", old, comparator=comparator),
        small.target("one-2045", new, comparator=comparator),
    )
    assert (change.kind, change.number, change.ambition) == (kind, number, ambition)
    assert change.difference == Decimal(new) - Decimal(old)


def test_unknown_direction_is_said(small: SimpleNamespace) -> None:
    """Where nobody said which way is better, the number's way names the change and the ambition is unknown."""
    (change,) = between(
        small,
        small.indicator("one", "count", direction=None),
        small.target("one-2030", "5", comparator="exactly"),
        small.target("one-2045", "4", comparator="exactly"),
    )
    assert (change.kind, change.ambition) == ("lowered", "unknown")


@pytest.mark.parametrize(
    ("old", "new", "kind", "ambition"),
    [
        (("2", "3"), ("3", "4"), "raised", "harder"),
        (("2", "6"), ("3", "5"), "raised", "harder"),
        (("3", "5"), ("2", "6"), "lowered", "easier"),
        (("2", "3"), ("2", "4"), "lowered", "easier"),
    ],
)
def test_intervals(
    small: SimpleNamespace, old: tuple[str, str], new: tuple[str, str], kind: str, ambition: str
) -> None:
    """An interval is harder when it moves the wanted way or shrinks, easier when it widens."""
    (change,) = between(
        small,
        small.indicator("one", "count"),
        small.target("one-2030", old[0], high=old[1], comparator="between"),
        small.target("one-2045", new[0], high=new[1], comparator="between"),
    )
    assert (change.kind, change.ambition) == (kind, ambition)
    assert change.difference_high == Decimal(new[1]) - Decimal(old[1])


def test_exact_difference(small: SimpleNamespace) -> None:
    """Differences carry no float noise and are not rounded, however many digits the numbers have."""
    big = "123456789012345678901234567890123456"
    (change,) = between(
        small,
        small.indicator("one", "count"),
        small.target("one-2030", "0.1"),
        small.target("one-2045", big + ".3"),
    )
    assert str(change.difference) == big + ".2"


def test_stages(small: SimpleNamespace) -> None:
    """A later stage is a raised target, counted in stages."""
    (change,) = between(
        small,
        small.indicator("eco", "stage", stages=("none", "country", "asean", "asia")),
        small.target("eco-2025", comparator="reaches", stage="country"),
        small.target("eco-2045", comparator="reaches", stage="asia"),
    )
    assert (change.kind, change.difference, change.measured_in) == ("raised", Decimal(2), "stages")


def test_stage_of_another_scale_is_redefined(small: SimpleNamespace) -> None:
    """A stage that the indicator no longer has cannot be counted from."""
    (change,) = between(
        small,
        small.indicator("eco", "stage", stages=("country", "asia")),
        small.target("eco-2025", comparator="reaches", stage="country"),
        small.target("eco-2045", comparator="reaches", stage="world"),
    )
    assert change.kind == "redefined"


@pytest.mark.parametrize(
    ("old", "new", "kind", "days", "ambition"),
    [
        ("2030", "2035", "postponed", Decimal(1826), "easier"),
        ("2030", "2028", "brought_forward", Decimal(-730), "harder"),
        (None, "2030", "dated", None, "harder"),
        ("2030", None, "undated", None, "easier"),
    ],
)
def test_due_dates(
    small: SimpleNamespace, old: str | None, new: str | None, kind: str, days: Decimal | None, ambition: str
) -> None:
    """Another due date is a change of its own; any date is harder than none."""
    pair = small.target("firms-a", "50", by=old), small.target("firms-b", "50", by=new)
    (change,) = between(small, small.indicator("firms"), *pair, ignoring=("wording",))
    assert (change.kind, change.difference, change.ambition) == (kind, days, ambition)
    assert between(small, small.indicator("firms"), *pair, ignoring=("due", "wording")) == ()


def test_two_changes_at_once(small: SimpleNamespace) -> None:
    """A promise that is raised and postponed has both changes, what is asked for first."""
    found = between(
        small,
        small.indicator("firms"),
        small.target("firms-a", "50"),
        small.target("firms-b", "60", by="2035"),
    )
    assert [one.kind for one in found] == ["raised", "postponed"]


@pytest.mark.parametrize(
    ("old", "new", "ambition"),
    [
        ("at_least", "more_than", "harder"),
        ("exactly", "at_least", "easier"),
        ("at_least", "at_most", "unknown"),
    ],
)
def test_comparator(small: SimpleNamespace, old: str, new: str, ambition: str) -> None:
    """The same number with another comparator is neither raised nor the same."""
    (change,) = between(
        small,
        small.indicator("firms"),
        small.target("firms-a", "50", comparator=old),
        small.target("firms-b", "50", comparator=new),
    )
    assert (change.kind, change.ambition, change.difference) == ("comparator_changed", ambition, Decimal(0))


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"further": True}, "redefined"),
        ({"relative_to": "firms-2020"}, "redefined"),
        ({"hold": "every_year"}, "redefined"),
        ({"baseline": "firms-2020"}, "baseline_changed"),
    ],
)
def test_small_print(small: SimpleNamespace, more: dict[str, Any], kind: str) -> None:
    """Other terms for the same number are told, without a difference that would mean nothing."""
    (change,) = between(
        small, small.indicator("firms"), small.target("firms-a", "50"), small.target("firms-b", "50", **more)
    )
    assert (change.kind, change.difference) == (kind, None)


def test_number_became_words(small: SimpleNamespace) -> None:
    """A number that became an aim in words is redefined."""
    (change,) = between(
        small,
        small.indicator("firms"),
        small.target("firms-a", "50"),
        small.target("firms-b", comparator="text"),
    )
    assert change.kind == "redefined"


def test_area_and_direction(small: SimpleNamespace) -> None:
    """The same number for another area is told as that; a turned direction redefines the target."""
    one = small.target("firms-2030", "50")
    before = small.catalog(small.indicator("firms"), one)
    country = small.catalog(small.indicator("firms", area="vietnam"), one)
    turned = small.catalog(small.indicator("firms", direction="decrease"), one)
    assert [c.kind for c in changes_between(before, country, one, one)] == ["area_changed"]
    assert [c.kind for c in changes_between(before, turned, one, one)] == ["redefined"]


def test_another_unit_is_no_difference(small: SimpleNamespace) -> None:
    """Values in different units are not subtracted."""
    old, new = small.target("firms-2030", "50"), small.target("firms-2030", "500")
    before = small.catalog(small.indicator("firms"), old)
    after = small.catalog(small.indicator("firms", "count"), new)
    (change,) = changes_between(before, after, old, new)
    assert (change.kind, change.difference) == ("redefined", None)


def test_reworded(small: SimpleNamespace) -> None:
    """The same promise in other printed words is reworded, unless the words do not count."""
    source = small.source("plan", "2025", firms_a="trên 50%", firms_b="hơn 50%")
    old, new = small.target("firms-a", "50"), small.target("firms-b", "50")
    catalog = small.catalog(source, small.indicator("firms"), old, new)
    assert [c.kind for c in changes_between(catalog, catalog, old, new)] == ["reworded"]
    assert changes_between(catalog, catalog, old, new, ignoring=("wording",)) == ()
