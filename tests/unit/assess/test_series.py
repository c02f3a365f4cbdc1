"""Which measurement speaks for which date."""

from __future__ import annotations

import gc
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.assess import assess_all
from hntrack.assess.series import YEAR, Series, deciding, kind_of
from hntrack.text.periods import parse_period

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
    found = series(small, total, year)
    assert ids(found.like(YEAR)) == ["share-y"]
    assert ids(found.like((60, 1))) == ["share-t"]


def test_stages_and_values_are_two_series(small: SimpleNamespace) -> None:
    """An assessment in words is not a value; what has neither is nothing."""
    found = series(
        small,
        small.measured("share-a", None, of="2023", stage="achieved"),
        small.measured("share-b", None, of="2024", stage="under_way"),
        small.measured("share-c", None, of="2025"),
    )
    assert ids(found.stages) == ["share-a", "share-b"]
    assert found.points == []


def judging(small: SimpleNamespace, due: str, *periods: str) -> str | None:
    measured = [small.measured(f"share-{n}", "1", of=period) for n, period in enumerate(periods)]
    found = series(small, *measured, as_of=date(2029, 1, 1))
    kind = kind_of(parse_period(due))
    decides = deciding(found.like(kind), parse_period(due).end)
    return decides.period.text if decides else None


def test_the_period_that_covers_the_due_date_judges(small: SimpleNamespace) -> None:
    """A figure that covers the due date or ends at it decides; an earlier or a later one does not."""
    assert judging(small, "2025", "2023", "2025", "2027") == "2025"
    assert judging(small, "2025", "2023", "2025-06", "2027") is None
    assert judging(small, "2025", "2023", "2025-Q4") == "2025-Q4"
    assert judging(small, "2025", "2023", "2025-04/2026-03") == "2025-04/2026-03"
    assert judging(small, "2025", "2023", "2027") is None
    assert judging(small, "2025-06", "2025-06", "2025") == "2025-06"
    assert judging(small, "2025-06", "2025-03", "2025") == "2025"
    assert judging(small, "2026-06-30", "2026-Q2") == judging(small, "2026-Q2", "2026-Q2") == "2026-Q2"


def flow(small: SimpleNamespace, *periods: str, nature: str | None = "flow") -> Series:
    data = small.catalog(
        small.indicator("firms", "count", nature=nature),
        *(small.measured(f"firms-{n}", "1", of=period) for n, period in enumerate(periods)),
    )
    return Series(data, data.measurements, AS_OF)


def test_a_flow_is_compared_within_one_kind_of_period(small: SimpleNamespace) -> None:
    """Years with years, nine months with nine months; a December is not its year."""
    found = flow(small, "2023", "2024", "2024-12", "2024-01/2024-09", "2025-01/2025-09")
    assert [one.period.text for one in found.like(YEAR)] == ["2023", "2024"]
    assert [one.period.text for one in found.like((9, 1))] == ["2024-01/2024-09", "2025-01/2025-09"]
    assert found.like((6, 1)) == []
    assert not found.mixed


def test_where_nobody_knows_the_nature_lengths_may_not_be_mixed(small: SimpleNamespace) -> None:
    """Years alone are fine; a half-year beside them is not."""
    assert not flow(small, "2023", "2024", nature=None).mixed
    assert flow(small, "2023", "2024", "2025-H1", nature=None).mixed
    assert not flow(small, "2023", "2024", "2025-H1", nature="stock").mixed


@pytest.mark.parametrize(
    ("period", "kind"),
    [
        ("2025", (12, 1)),
        ("2025-04/2026-03", (12, 4)),
        ("2025-Q3", (3, 7)),
        ("2025-H2", (6, 7)),
        ("2025-01/2025-09", (9, 1)),
        ("2025-06-30", (0, 0)),
        ("2021/2025", (60, 1)),
        ("2025-06-10/2025-06-20", (-11, 610)),
    ],
)
def test_a_kind_is_length_and_place_in_the_year(period: str, kind: tuple[int, int]) -> None:
    """Whole months count in months, anything else in days."""
    assert kind_of(parse_period(period)) == kind


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
