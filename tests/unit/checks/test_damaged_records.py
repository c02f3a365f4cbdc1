"""Checks on a catalog of which some records could not be read."""

from __future__ import annotations

from types import SimpleNamespace

from hntrack.checks import check
from hntrack.checks.each_record import MOST_SUGGESTIONS, dangling_references


def test_what_may_be_a_damaged_record_is_not_called_dangling(small: SimpleNamespace) -> None:
    """A reference to a record that is there but unreadable is not the referrer's fault."""
    catalog = small.catalog(small.target("share-2030", "50"))
    assert [one.code for one in dangling_references(catalog)] == ["indicator-unknown"]
    assert list(dangling_references(catalog, frozenset({"share"}))) == []
    assert list(dangling_references(catalog, frozenset({"*"}))) == []
    assert len(list(dangling_references(catalog, frozenset({"other"})))) == 1


def test_a_damaged_document_may_hold_any_claim(small: SimpleNamespace) -> None:
    """Of a document that could not be read whole, every claim may exist."""
    catalog = small.catalog(
        small.indicator("share"), small.target("share-2030", "50", restated=("book/again",))
    )
    assert [one.code for one in dangling_references(catalog)] == ["claim-unknown"]
    assert list(dangling_references(catalog, frozenset({"book"}))) == []
    assert list(dangling_references(catalog, frozenset({"book/again"}))) == []


def test_nothing_is_called_unused_where_the_user_may_be_unreadable(small: SimpleNamespace) -> None:
    """What looks for missing records waits until all can be read."""
    catalog = small.catalog(small.source("plan", "2025-01-01", share_2030="over 50%"))
    codes = {one.code for one in check(catalog)}
    assert {"claim-unused", "record-unused"} <= codes
    assert {one.code for one in check(catalog, frozenset({"x"}))} & {"claim-unused", "record-unused"} == set()


def test_a_catalog_full_of_faults_is_told_in_time(small: SimpleNamespace) -> None:
    """Similar ids are looked for a limited number of times."""
    targets = [small.target(f"shares{n}-2030", "50") for n in range(MOST_SUGGESTIONS + 20)]
    catalog = small.catalog(*[small.indicator(f"share{n}") for n in range(300)], *targets)
    found = list(dangling_references(catalog))
    assert len(found) == MOST_SUGGESTIONS + 20
    assert "share" in found[0].hint.en
    assert found[-1].hint.en.endswith("(…).")
