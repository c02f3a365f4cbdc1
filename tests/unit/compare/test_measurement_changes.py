"""Two sets of measurements."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

from hntrack.compare.measurements import difference, measurement_changes
from hntrack.model.catalog import snapshot
from hntrack.model.records import Measurement
from hntrack.text.periods import parse_period


def test_new_is_set_against_the_latest_before(small: SimpleNamespace) -> None:
    """A new measurement is compared with the latest earlier one that was known."""
    old = small.measured("firms-2023", "168", of="2023", doc="old")
    older = small.measured("firms-2019", "9", of="2019", doc="old")
    new = small.measured("firms-2025", "207")
    before = small.catalog(small.indicator("firms", "count"), older, old)
    after = small.catalog(small.indicator("firms", "count"), older, old, new)
    (change,) = measurement_changes(before, after)
    assert (change.kind, change.previous, change.difference) == ("new", old, Decimal(39))


def test_revised_withdrawn_and_removed(small: SimpleNamespace) -> None:
    """A revision gives old, new and difference; a withdrawal names its record; what is gone was removed."""
    first = small.measured("firms-2025", "25.2", doc="first")
    second = small.measured("firms-2024", "20", of="2024", doc="first")
    third = small.measured("firms-2023", "18", of="2023", doc="first")
    revision = small.measured("firms-rev", "25.5", doc="later", revises="firms-2025", why="typo")
    back = small.measured("firms-back", of="2024", doc="later", withdraws="firms-2024", why="wrong city")
    full = small.catalog(
        small.indicator("firms"), small.source("later", "2026"), first, second, revision, back
    )
    before = small.catalog(small.indicator("firms"), first, second, third)
    after = snapshot(full, small.day("2027-01-01"))
    found = measurement_changes(before, after, all_after=full)
    assert [(c.kind, c.measurement.id, c.difference) for c in found] == [
        ("revised", "firms-rev", Decimal("0.3")),
        ("withdrawn", "firms-2024", None),
        ("removed", "firms-2023", None),
    ]
    assert found[1].record == back


def test_status(small: SimpleNamespace) -> None:
    """The same value made final is a change of status, not of the value."""
    before = small.catalog(
        small.indicator("firms"), small.measured("firms-2025", "25", obs_status="provisional")
    )
    after = small.catalog(small.indicator("firms"), small.measured("firms-2025", "25"))
    assert [c.kind for c in measurement_changes(before, after)] == ["status_changed"]
    assert measurement_changes(after, after) == ()


def test_stages_have_no_difference(small: SimpleNamespace) -> None:
    """An assessment of a stage changes without a number."""
    eco = small.indicator("eco", "stage", stages=("none", "country"))
    before = small.catalog(eco, small.measured("eco-2025", stage="none"))
    after = small.catalog(eco, small.measured("eco-2025", stage="country"))
    (change,) = measurement_changes(before, after)
    assert (change.kind, change.difference) == ("revised", None)


def test_bounds_have_no_difference() -> None:
    """More than 1,000 and then 1,200: nobody knows by how much it grew."""
    old = Measurement("a", "firms", parse_period("2024"), value=Decimal(1000), qualifier="more_than")
    new = Measurement("b", "firms", parse_period("2025"), value=Decimal(1200))
    assert difference(old, new) is None
    assert difference(old._replace(qualifier="exact"), new) == Decimal(200)
    assert difference(old._replace(qualifier="exact"), new._replace(qualifier="up_to")) is None
