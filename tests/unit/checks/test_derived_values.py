"""Sums and shares of curated numbers, exact and at the printed precision."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from hntrack.checks.derived import arithmetic_of_derived, certainty_of_derived, parts_of_derived
from hntrack.model.catalog import Catalog
from hntrack.model.codes import RULES, word
from hntrack.model.records import Derived

SHARES = (
    ("168", "800", "21", True),
    ("168", "800", "21.0", True),
    ("168", "800", "22", False),
    ("1", "3", "33.3", True),
    ("1", "3", "33.33", True),
    ("1", "3", "33.4", False),
    ("1", "8", "12.5", True),
    ("1", "8", "12", True),
    ("1", "8", "13", True),
    ("1", "8", "14", False),
    ("2", "3", "67", True),
    ("2", "3", "66", False),
    ("1", "1000000", "0.0001", True),
)


def _share(small: SimpleNamespace, part: str, whole: str, value: str) -> Catalog:
    return small.catalog(  # type: ignore[no-any-return]  # the fixture is a namespace of builders
        small.indicator("share"),
        small.indicator("part", "count"),
        small.indicator("whole", "count"),
        small.measured("part-1", part),
        small.measured("whole-1", whole),
        small.measured("share-1", value, claim=None, derived=Derived("share", ("part-1", "whole-1"))),
    )


@pytest.mark.parametrize(("part", "whole", "value", "right"), SHARES)
def test_a_share_comes_out_at_its_precision(
    small: SimpleNamespace, part: str, whole: str, value: str, right: bool
) -> None:
    """A share is right when the exact one rounds to it, an exact half either way."""
    found = [one.code for one in arithmetic_of_derived(_share(small, part, whole, value))]
    assert found == ([] if right else ["share-differs"])


def test_a_share_of_nothing_is_said(small: SimpleNamespace) -> None:
    """Nothing is divided by zero."""
    assert [one.code for one in arithmetic_of_derived(_share(small, "1", "0", "5"))] == ["share-of-nothing"]


@pytest.mark.parametrize(("total", "right"), [("1.5", True), ("1500", False), ("1.50", True), ("1.6", False)])
def test_a_sum_works_in_the_scales(small: SimpleNamespace, total: str, right: bool) -> None:
    """Five hundred thousand and one million are one and a half million."""
    catalog = small.catalog(
        small.indicator("sum", "count", scale="million"),
        small.indicator("one", "count", scale="thousand"),
        small.indicator("two", "count"),
        small.measured("one-1", "500"),
        small.measured("two-1", "1000000"),
        small.measured("sum-1", total, claim=None, derived=Derived("sum", ("one-1", "two-1"))),
    )
    assert [one.code for one in arithmetic_of_derived(catalog)] == ([] if right else ["sum-differs"])
    assert list(parts_of_derived(catalog)) == []


@pytest.mark.parametrize(
    ("rule", "parts", "given", "right"),
    [
        ("sum", ("exact", "exact"), "exact", True),
        ("sum", ("exact", "about"), "about", True),
        ("sum", ("exact", "about"), "exact", False),
        ("sum", ("exact", "more_than"), "more_than", True),
        ("sum", ("about", "more_than"), "about", True),
        ("share", ("exact", "more_than"), "about", True),
        ("share", ("exact", "more_than"), "more_than", False),
        ("share", ("exact", "exact"), "about", False),
    ],
)
def test_what_we_derive_is_as_sure_as_its_parts(
    small: SimpleNamespace, rule: str, parts: tuple[str, str], given: str, right: bool
) -> None:
    """A bound passes through a sum; anything uncertain makes a share approximate."""
    catalog = small.catalog(
        small.indicator("whole", "share" if rule == "share" else "count"),
        small.indicator("part", "count"),
        small.measured("part-1", "2", qualifier=parts[0]),
        small.measured("part-2", "4", qualifier=parts[1]),
        small.measured(
            "whole-1",
            "50",
            claim=None,
            qualifier=given,
            derived=Derived(word(rule, RULES), ("part-1", "part-2")),
        ),
    )
    assert [one.code for one in certainty_of_derived(catalog)] == ([] if right else ["derived-certainty"])
