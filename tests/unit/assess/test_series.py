"""Which measurement speaks for which date."""

from __future__ import annotations

import gc
from datetime import date
from types import SimpleNamespace
from typing import Any

from hntrack.assess import assess_all
from hntrack.assess.series import Series

AS_OF = date(2026, 6, 30)


def series(small: SimpleNamespace, *measured: Any, as_of: date = AS_OF) -> Series:
    data = small.catalog(small.indicator("share"), small.source("review", "2026-01-01"), *measured)
    return Series(data, data.measurements, as_of)


def ids(points: Any) -> list[str]:
    return [one.id for one in points]


def test_points_stand_in_the_order_of_time(small: SimpleNamespace) -> None:
    """The order of the file plays no part."""
    found = series(
        small, small.measured("share-b", "2", of="2025"), small.measured("share-a", "1", of="2020")
    )
    assert ids(found.points) == ["share-a", "share-b"]
    assert found.latest is found.points[-1]


def test_a_narrower_period_speaks_for_its_end(small: SimpleNamespace) -> None:
    """Of a year and its last quarter the quarter is nearer to the end of the year."""
    found = series(
        small, small.measured("share-q", "2", of="2025-Q4"), small.measured("share-y", "1", of="2025")
    )
    assert ids(found.points) == ["share-q"]


def test_the_later_document_speaks_for_a_period_told_twice(small: SimpleNamespace) -> None:
    """Two documents on the same year: the one published later counts."""
    found = series(
        small,
        small.source("early", "2025-01-01"),
        small.measured("share-new", "2", of="2024", doc="review"),
        small.measured("share-old", "1", of="2024", doc="early"),
    )
    assert ids(found.points) == ["share-new"]


def test_what_begins_after_the_day_is_not_known(small: SimpleNamespace) -> None:
    """A forecast for a later year is no measurement on that day; the running year is."""
    found = series(
        small, small.measured("share-a", "1", of="2026"), small.measured("share-b", "2", of="2027")
    )
    assert ids(found.points) == ["share-a"]


def test_sums_over_years_are_kept_apart(small: SimpleNamespace) -> None:
    """A sum over five years takes no part beside years, and the other way round."""
    total, year = small.measured("share-t", "9", of="2016/2020"), small.measured("share-y", "2", of="2025")
    assert ids(series(small, total, year).comparable) == ["share-y"]
    later = small.measured("share-u", "9", of="2021/2025-12")
    assert ids(series(small, total, later, small.measured("share-v", "2", of="2024")).comparable) == [
        "share-t",
        "share-u",
    ]


def test_stages_and_values_are_two_series(small: SimpleNamespace) -> None:
    """An assessment in words is not a value; what has neither is nothing."""
    found = series(
        small,
        small.measured("share-a", None, of="2023", stage="achieved"),
        small.measured("share-b", None, of="2024", stage="under_way"),
        small.measured("share-c", None, of="2025"),
    )
    assert ids(found.stages) == ["share-a", "share-b"]
    assert found.latest is None
    assert found.comparable == []


def reaching(small: SimpleNamespace, due: str, *periods: str) -> str | None:
    measured = [small.measured(f"share-{n}", "1", of=period) for n, period in enumerate(periods)]
    found = series(small, *measured, as_of=date(2029, 1, 1)).reaching(small.target("share-x", "1", by=due))
    return found.period.text if found else None


def test_the_period_that_covers_the_due_date_judges(small: SimpleNamespace) -> None:
    """The due year's own figure comes first, a figure from within it next, a later one last."""
    assert reaching(small, "2025", "2023", "2025", "2027") == "2025"
    assert reaching(small, "2025", "2023", "2025-06", "2027") == "2025-06"
    assert reaching(small, "2025", "2023", "2027") == "2027"
    assert reaching(small, "2025", "2023") is None
    assert reaching(small, "2025-06", "2025-03") is None
    assert reaching(small, "2025-06", "2025-06", "2025") == "2025-06"
    assert reaching(small, "2025-06", "2025-03", "2025") == "2025"


def test_an_undated_target_is_reached_by_nothing(small: SimpleNamespace) -> None:
    """Without a due date no measurement can reach it."""
    found = series(small, small.measured("share-1", "1", of="2025"))
    assert found.reaching(small.target("share-x", "1", by=None)) is None


def test_judging_everything_leaves_the_collector_as_it_was(small: SimpleNamespace) -> None:
    """The pause is over afterwards, and a collector that was off stays off."""
    data = small.catalog(small.indicator("share"), small.target("share-2030", "60"))
    assert gc.isenabled()
    assess_all(data, AS_OF)
    assert gc.isenabled()
    gc.disable()
    try:
        assess_all(data, AS_OF)
        assert not gc.isenabled()
    finally:
        gc.enable()
