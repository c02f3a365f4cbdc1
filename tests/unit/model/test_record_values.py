"""Names for new records: the same everywhere, never taken, never too long."""

from __future__ import annotations

import pytest

from hntrack.model.record_values import LONGEST, free_id, id_of, revision_id, slug, withdrawal_id
from hntrack.store.decode import matches


@pytest.mark.parametrize(
    ("text", "made"), [("2026-Q2", "2026-q2"), ("2016/2020", "2016-2020"), ("2026", "2026"), ("/", "")]
)
def test_a_slug_is_part_of_an_id(text: str, made: str) -> None:
    """Periods become parts of ids."""
    assert slug(text) == made


@pytest.mark.parametrize("length", [1, 60, 72, 73, 78, 79, 80])
def test_no_name_is_too_long(length: int) -> None:
    """However long the indicator's id, every name made from it is an id, and tells its period."""
    stem = "a" * length
    made = id_of(stem, "2026-Q2")
    assert made.endswith("-2026-q2")
    names = [made, free_id(made, {made}), revision_id(made, set()), withdrawal_id(made)]
    assert len(set(names)) == len(names)
    assert all(matches("id", name) and len(name) <= LONGEST for name in names)


def test_numbers_are_counted_behind_a_name() -> None:
    """The first is the name itself; the others count from 2, however many there are."""
    taken: set[str] = set()
    for _ in range(12):
        taken.add(free_id("a" * LONGEST, taken))
    assert len(taken) == 12
    assert free_id("firms-2025", {"firms-2025", "firms-2025-2"}) == "firms-2025-3"


def test_a_revision_is_named_after_the_first_record() -> None:
    """The second revision counts on, and does not stack its marks."""
    assert revision_id("firms-2025", set()) == "firms-2025-r2"
    assert revision_id("firms-2025-r2", {"firms-2025-r2"}) == "firms-2025-r3"
