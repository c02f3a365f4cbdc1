"""Two sets of targets, two milestones, two documents."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from hntrack.compare.measurements import compare_documents, measured_in
from hntrack.compare.promise import milestone_changes, target_changes
from hntrack.model.catalog import snapshot
from hntrack.model.records import Cited, Derived
from hntrack.text.periods import parse_period


def kinds(changes: object) -> list[tuple[str, str]]:
    """What changed, as kind and target id."""
    return [(one.kind, one.target.id) for one in changes]  # type: ignore[attr-defined]


def test_targets_are_followed_along_supersedes(small: SimpleNamespace) -> None:
    """A target that replaces another one, even twice over, is the same promise changed, not a new one."""
    first = small.target("firms-2030", "50", doc="first")
    second = small.target("firms-2031", "55", doc="second", supersedes="firms-2030", change="raised")
    third = small.target("firms-2032", "60", doc="third", supersedes="firms-2031", change="raised", by="2031")
    everything = small.catalog(
        small.indicator("firms"),
        small.source("second", "2021"),
        small.source("third", "2022"),
        first,
        second,
        third,
    )
    before, after = (
        snapshot(everything, small.day("2020-12-31")),
        snapshot(everything, small.day("2023-01-01")),
    )
    found = target_changes(before, after, all_before=everything, all_after=everything)
    assert kinds(found) == [("raised", "firms-2032"), ("postponed", "firms-2032")]
    assert found[0].difference == Decimal(10)


def test_withdrawn_is_not_dropped(small: SimpleNamespace) -> None:
    """What a record withdraws is withdrawn; what merely is not there any more was dropped."""
    one, other = small.target("firms-2030", "50"), small.target("other-2030", "1")
    back = small.target(
        "firms-none", doc="later", supersedes="firms-2030", change="withdrawn", comparator="text"
    )
    records = (small.indicator("firms"), small.indicator("other"), small.source("later", "2021"), one)
    full = small.catalog(*records, back)
    before, after = small.catalog(*records, other), snapshot(full, small.day("2022-01-01"))
    assert kinds(target_changes(before, after, all_after=full)) == [
        ("withdrawn", "firms-2030"),
        ("dropped", "other-2030"),
    ]


def test_renamed_targets_pair_by_indicator_and_milestone(small: SimpleNamespace) -> None:
    """Another id for the same indicator and milestone is no new promise."""
    before = small.catalog(small.indicator("firms"), small.target("firms-2030", "50"))
    after = small.catalog(
        small.indicator("firms"),
        small.target("firms-by2030", "55"),
        small.target("firms-2035", "60", by="2035"),
    )
    assert kinds(target_changes(before, after)) == [("raised", "firms-by2030"), ("new", "firms-2035")]


def test_loops_of_supersedes_end(small: SimpleNamespace) -> None:
    """Targets that supersede each other in a circle are compared all the same."""
    one = small.target("firms-a", "50", supersedes="firms-b", change="raised")
    other = small.target("firms-b", "50", supersedes="firms-a", change="raised")
    catalog = small.catalog(small.indicator("firms"), one, other)
    assert target_changes(catalog, catalog) == ()


def test_milestones(small: SimpleNamespace) -> None:
    """Two milestones show what is raised from the one to the other, and what stands in one only; no more."""
    catalog = small.catalog(
        small.indicator("digital"),
        small.indicator("firms"),
        small.indicator("corps", "count"),
        small.indicator("same"),
        small.target("digital-2030", "40"),
        small.target("digital-2045", "50", by="2045"),
        small.target("digital-2035", "45", by="2035"),
        small.target("firms-2030", "50", comparator="more_than"),
        small.target("corps-2045", "2", by="2045", comparator="between", high="3"),
        small.target("same-2030", "9"),
        small.target("same-2045", "9", by="2045"),
        small.target("firms-some", "99", by=None),
    )
    found = milestone_changes(catalog, parse_period("2030"), parse_period("2045"))
    assert kinds(found) == [
        ("raised", "digital-2045"),
        ("only_left", "firms-2030"),
        ("only_right", "corps-2045"),
    ]
    assert found[0].difference == Decimal(10)


@pytest.fixture
def two_documents(small: SimpleNamespace) -> object:
    """An old plan, and a review that restates, dates, lowers, measures and promises."""
    return small.catalog(
        small.indicator("firms"),
        small.indicator("digital"),
        small.indicator("pii", "rank", direction="decrease"),
        small.indicator("centre", "stage", stages=("country", "asean")),
        small.indicator("labs"),
        small.indicator("proxy", proxy_for="digital"),
        small.indicator("staff", "count"),
        small.target("firms-2030", "50", restated=("review/firms-again",)),
        small.target("digital-2030", "40"),
        small.target("digital-late", "35", doc="review"),
        small.target("centre-some", comparator="reaches", stage="asean", by=None),
        small.target("centre-2030", comparator="reaches", stage="asean", doc="review"),
        small.target("pii-2030", "3", comparator="within_top"),
        small.measured("pii-2025", "1"),
        small.measured("proxy-2025", "12"),
        small.measured("labs-2020", "82", of="2020", doc="plan"),
        small.measured("labs-2025", "80"),
        small.measured("staff-2020", "5", of="2020", doc="plan"),
    )


def test_documents_state_and_change(two_documents: object) -> None:
    """Two documents share what both state, and differ in dates, numbers and promises of their own."""
    found = compare_documents(two_documents, "plan", "review")  # type: ignore[arg-type]
    assert [one.id for one in found.shared] == ["firms-2030"]
    assert kinds(found.targets) == [
        ("lowered", "digital-late"),
        ("dated", "centre-2030"),
        ("only_left", "pii-2030"),
    ]


def test_documents_measure_each_other(two_documents: object) -> None:
    """What one measures of the other's promises is found, also by way of a stand-in."""
    found = compare_documents(two_documents, "plan", "review")  # type: ignore[arg-type]
    assert [(one.measurement.id, one.target.id) for one in found.right_bears] == [
        ("proxy-2025", "digital-2030"),
        ("pii-2025", "pii-2030"),
    ]
    assert found.left_bears == ()
    assert [(one.kind, one.measurement.id, one.difference) for one in found.measurements] == [
        ("measured_again", "labs-2025", Decimal(-2)),
        ("only_left", "staff-2020", None),
        ("only_right", "pii-2025", None),
        ("only_right", "proxy-2025", None),
    ]


def test_what_a_document_measures(small: SimpleNamespace) -> None:
    """Printed figures, cited lines and what follows from these alone belong to a document."""
    one, other = small.measured("a-2025", "1"), small.measured("b-2025", "2", doc="else")
    cited = small.measured("c-2025", "3", claim=None, cited=Cited(source="review", line=1))
    own = small.measured("d-2025", "4", claim=None, derived=Derived("sum", ("a-2025", "c-2025")))
    mixed = small.measured("e-2025", "3", claim=None, derived=Derived("sum", ("a-2025", "b-2025")))
    loose = small.measured("f-2025", "3", claim=None)
    back = small.measured("g-2025", withdraws="a-2025")
    catalog = small.catalog(one, other, cited, own, mixed, loose, back)
    assert [m.id for m in measured_in(catalog, "review")] == ["a-2025", "c-2025", "d-2025"]
