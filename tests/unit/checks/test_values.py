"""What looks like a slip is told; what grows is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from hntrack.checks.values import shifted_values, unfinished_periods
from hntrack.model.records import Cited, Measurement
from hntrack.text.periods import parse_period


def value(name: str, number: str, period: str, published: str = "2027-01-01") -> Measurement:
    """A measurement of the indicator ``x`` from a page."""
    day = date.fromisoformat(published)
    cited = Cited(url="https://example.org/")
    return Measurement(name, "x", parse_period(period), value=Decimal(number), cited=cited, published=day)


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("27.1", []), ("12", []), ("60", []), ("2.71", ["value-factor"]), ("271", ["value-factor"]),
        ("0.271", ["share-as-fraction"]), ("2710", ["value-factor"]),
    ],
)  # fmt: skip
def test_a_share_off_its_series_is_told(small: SimpleNamespace, number: str, codes: list[str]) -> None:
    """A shifted decimal mark and a fraction are slips; a doubling is not."""
    catalog = small.catalog(
        small.indicator("x", "share", limit=None),
        value("a", "24.1", "2023"), value("b", "25.2", "2024"), value("c", number, "2025"),
    )  # fmt: skip
    assert [one.code for one in shifted_values(catalog) if one.message.en.startswith(number)] == codes


@pytest.mark.parametrize(
    ("period", "published", "told"),
    [
        ("2025", "2025-11-20", True),
        ("2025", "2025-12-25", False),
        ("2025", "2026-01-05", False),
        ("2025-11", "2025-11-20", False),
        ("2025-11-20", "2025-11-20", False),
        ("2025-Q4", "2025-11-20", True),
        ("2025-H1", "2025-07-05", False),
        ("2021/2025", "2024-06-01", True),
    ],
)
def test_a_period_that_was_not_over_is_told(
    small: SimpleNamespace, period: str, published: str, *, told: bool
) -> None:
    """A November reading is no value of the year; its month or its day is what it may be filed under."""
    catalog = small.catalog(small.indicator("x", "share"), value("a", "25", period, published))
    assert bool(tuple(unfinished_periods(catalog))) == told
    forecast = value("a", "25", period, published)._replace(obs_status="estimated")
    assert not tuple(unfinished_periods(small.catalog(small.indicator("x", "share"), forecast)))
