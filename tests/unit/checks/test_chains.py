"""Chains of records: circles are found once, long chains cost no more than their length."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

from hntrack.checks import check, essential
from hntrack.checks.each_record import LONGEST_DERIVATION, endless, in_circle
from hntrack.model.records import Derived


def test_each_circle_is_found_once() -> None:
    """Two circles and a tail that leads into one of them are two circles."""
    edges = {"a": ("b",), "b": ("a",), "c": ("c",), "d": ("a",), "e": ()}
    assert list(in_circle(edges)) == [("a", "b"), ("c",)]


def test_a_branch_that_meets_again_is_no_circle() -> None:
    """Two ways to one record are no circle."""
    assert list(in_circle({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()})) == []


def test_a_chain_as_long_as_a_catalog_needs_no_recursion() -> None:
    """Fifty thousand records in a row are walked without reaching a limit of the interpreter."""
    edges = {str(n): (str(n + 1),) for n in range(50_000)} | {"50000": ("0",)}
    assert [len(circle) for circle in in_circle(edges)] == [50_001]


def test_what_leads_nowhere_soon_is_told_from_what_does() -> None:
    """A circle, and what leads into it, has no end; a short chain has one."""
    edges = {"a": ("b",), "b": ("a",), "c": ("a",), "d": ("e",), "e": ()}
    assert endless(edges) == {"a", "b", "c"}


def test_a_named_circle_stays_short(small: SimpleNamespace) -> None:
    """The message about a circle of a thousand targets names the first few."""
    targets = [
        small.target(f"share-{n}", "50", supersedes=f"share-{(n + 1) % 1000}", change="reworded")
        for n in range(1000)
    ]
    found = essential(small.catalog(small.indicator("share"), *targets))
    assert [one.code for one in found] == ["supersedes-circle"]
    assert found[0].message.en.count("→") == 7


def test_a_circle_of_derived_values_is_a_problem_and_no_crash(small: SimpleNamespace) -> None:
    """The day on which such a value became known cannot be found, and is not asked for."""
    a = small.measured("share-a", "50", claim=None, derived=Derived("sum", ("share-b", "share-b")))
    b = small.measured("share-b", "50", claim=None, derived=Derived("sum", ("share-a", "share-a")))
    found = check(small.catalog(small.indicator("share"), a, b))
    assert "derived-circle" in {one.code for one in found}


def test_parts_that_share_parts_cost_nothing(small: SimpleNamespace) -> None:
    """Forty sums, each of the one before twice over, are checked at once, not in 2^40 steps."""
    steps = [small.measured("share-0", "0")]
    for n in range(1, LONGEST_DERIVATION - 10):
        derived = Derived("sum", (f"share-{n - 1}", f"share-{n - 1}"))
        steps.append(small.measured(f"share-{n}", "0", claim=None, derived=derived))
    catalog = small.catalog(small.indicator("share"), *steps)
    assert "derived-too-deep" not in {one.code for one in check(catalog)}
    assert steps[-1].value == Decimal(0)
