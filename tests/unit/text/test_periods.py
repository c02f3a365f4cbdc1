"""Periods: a year stays a year and is over on its last day; nothing else is guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hntrack.text.periods import parse_day, parse_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2030", date(2030, 1, 1), date(2030, 12, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2030-02", date(2030, 2, 1), date(2030, 2, 28)),
        ("2030-12", date(2030, 12, 1), date(2030, 12, 31)),
        ("2030-Q1", date(2030, 1, 1), date(2030, 3, 31)),
        ("2030-Q4", date(2030, 10, 1), date(2030, 12, 31)),
        ("2030-H2", date(2030, 7, 1), date(2030, 12, 31)),
        ("2030-06-15", date(2030, 6, 15), date(2030, 6, 15)),
        ("2016/2020", date(2016, 1, 1), date(2020, 12, 31)),
        ("2020-11/2021-Q1", date(2020, 11, 1), date(2021, 3, 31)),
    ],
)
def test_each_form_is_read_to_its_last_day(text: str, start: date, end: date) -> None:
    """A period starts on its first and is due on its last day, and keeps its own spelling."""
    period = parse_period(text)
    assert (period.start, period.end, str(period)) == (start, end, text)


@pytest.mark.parametrize(
    "text",
    ["", "30", "20300", "2030-13", "2030-00", "2030-02-30", "2030-Q5", "2030-H3", "2030/2020", "2030/", "/2030",
     "２０３０", "2030-1", "2030-6-15", "02/09/2025", "0999", "3000", "2030-q1", "2025012016", "20250105/1", "2030-W01", "2030-W01-1", " 2030", "2030\n", "-2030", "nan"],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    """Misprints, other notations and impossible days are errors, never a neighbouring date."""
    with pytest.raises(ValueError, match=r"\S"):
        parse_period(text)


@pytest.mark.parametrize("text", ["2030", "2030-06", "2030-02-30", "15/06/2030"])
def test_a_day_is_a_day_only(text: str) -> None:
    """Where a day is asked for, a year or month will not do."""
    with pytest.raises(ValueError, match=r"\S"):
        parse_day(text)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_lies_in_its_month_quarter_half_and_year(day: date) -> None:
    """The forms agree with each other on every day."""
    quarter, half = (day.month - 1) // 3 + 1, (day.month - 1) // 6 + 1
    for text in (f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y}-Q{quarter}", f"{day:%Y}-H{half}", day.isoformat()):
        period = parse_period(text)
        assert period.start <= day <= period.end
        assert (period.end + timedelta(days=1)).day == 1 or period.start == period.end == day


@given(st.text(max_size=20))
def test_any_text_is_a_period_or_a_value_error(text: str) -> None:
    """Nothing but ValueError comes out of any text."""
    try:
        period = parse_period(text)
    except ValueError:
        return
    assert period.start <= period.end
