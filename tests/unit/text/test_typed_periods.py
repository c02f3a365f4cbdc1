"""Dates and periods are read as the country writes them, or refused by name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hntrack.text.period_words import period_words
from hntrack.text.periods import parse_period
from hntrack.text.typed_periods import NotAPeriod, could_be_two_years, read_day, read_period


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("31/12/2025", "2025-12-31"),
        ("31.12.2025", "2025-12-31"),
        ("ngày 31 tháng 12 năm 2025", "2025-12-31"),
        ("December 31, 2025", "2025-12-31"),
        ("12/31/2025", "2025-12-31"),
        ("tính đến 31/12/2025", "2025-12-31"),
        ("cuối năm 2025", "2025-12-31"),
        ("10/2026", "2026-10"),
        ("tháng 10/2026", "2026-10"),
        ("Tháng 10 năm 2026", "2026-10"),
        ("T10/2026", "2026-10"),
        ("2024M03", "2024-03"),
        ("Oct 2026", "2026-10"),
        ("quý III/2026", "2026-Q3"),
        ("Quý 3 năm 2026", "2026-Q3"),
        ("2026Q3", "2026-Q3"),
        ("Q3 2026", "2026-Q3"),
        ("third quarter of 2026", "2026-Q3"),
        ("3 tháng đầu năm 2026", "2026-Q1"),
        ("6 tháng đầu năm 2026", "2026-H1"),
        ("6 tháng 2026", "2026-H1"),
        ("nửa đầu năm 2026", "2026-H1"),
        ("nửa cuối năm 2026", "2026-H2"),
        ("first half of 2026", "2026-H1"),
        ("9 tháng 2026", "2026-01/2026-09"),
        ("9 tháng đầu năm 2026", "2026-01/2026-09"),
        ("chín tháng năm 2026", "2026-01/2026-09"),
        ("9T/2026", "2026-01/2026-09"),
        ("first nine months of 2026", "2026-01/2026-09"),
        ("từ tháng 1 đến tháng 9/2026", "2026-01/2026-09"),
        ("12 tháng 2026", "2026"),
        ("cả năm 2026", "2026"),
        ("năm học 2025-2026", "2025-09/2026-08"),
        ("school year 2025/26", "2025-09/2026-08"),
        ("giai đoạn 2021-2025", "2021/2025"),
        ("2021–2025", "2021/2025"),
        ("2016/2020-07-14", "2016/2020-07-14"),
        ("2016-01-01/P5Y", "2016/2020"),
        ("đến hết quý III/2026", "2026-Q3"),
        ("by 2030", "2030"),
    ],
)
def test_what_people_write_is_stored_in_one_form(text: str, stored: str) -> None:
    """Whatever the form, the file holds the same period."""
    assert read_period(text).period.text == stored


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2009-10", "two-ways"),
        ("2010–11", "two-ways"),
        ("2009/10", "two-ways"),
        ("2012-13", "financial"),
        ("2025/26", "financial"),
        ("1996-97", "financial"),
        ("6 tháng đầu năm", "no-year"),
        ("quý II", "no-year"),
        ("30/2/2026", "no-day"),
        ("13/2026", "no-day"),
        ("2026-13", "no-day"),
        ("soon", "unknown"),
        ("", "unknown"),
        ("FY2026", "unknown"),
        ("2026 2027 2028", "unknown"),
        ("9" * 200, "unknown"),
    ],
)
def test_what_is_doubtful_is_refused_with_its_reason(text: str, why: str) -> None:
    """A year over two, a period without its year and a day that never was are not guessed at."""
    with pytest.raises(NotAPeriod) as caught:
        read_period(text)
    assert caught.value.why == why


def test_both_readings_of_a_financial_year_can_be_typed() -> None:
    """Each way out that the error shows is read."""
    with pytest.raises(NotAPeriod) as caught:
        read_period("2009-10")
    assert [read_period(one).period.text for one in caught.value.readings] == ["2009-10", "2009/2010"]
    assert read_period("2009-10", months=True).period.text == "2009-10"


@given(st.integers(1990, 2030), st.integers(1, 12))
def test_only_the_following_year_makes_a_month_doubtful(year: int, month: int) -> None:
    """`2026-10` is a month: no year after 2026 ends in 10."""
    assert could_be_two_years(f"{year}-{month:02}") == (month == (year + 1) % 100)


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_day_comes_before_month(day: date) -> None:
    """As in Vietnam; where the two could change places, the other day is told."""
    read, swapped = read_day(f"{day.day}/{day.month}/{day.year}")
    assert read == day
    assert (swapped is not None) == (day.day <= 12 and day.day != day.month)


def _stretches() -> st.SearchStrategy[str]:
    year = st.integers(1900, 2990)
    month = st.builds(lambda y, m: f"{y}-{m:02}", year, st.integers(1, 12))
    part = st.builds(lambda y, p: f"{y}-{p}", year, st.sampled_from(["Q1", "Q2", "Q3", "Q4", "H1", "H2"]))
    day = st.dates(date(1900, 1, 1), date(2990, 12, 31)).map(date.isoformat)
    one = st.one_of(year.map(str), month, part, day)
    many = st.builds(lambda y, a, b: f"{y}-{a:02}/{y}-{b:02}", year, st.integers(1, 6), st.integers(7, 12))
    days = st.builds(
        lambda a, n: f"{a.isoformat()}/{(a + timedelta(days=n)).isoformat()}",
        st.dates(date(1900, 1, 1), date(2990, 1, 1)), st.integers(1, 3000),
    )  # fmt: skip
    return st.one_of(one, many, days, st.builds(lambda y, n: f"{y}/{y + n}", year, st.integers(1, 9)))


@given(_stretches(), st.sampled_from(["vi", "en"]))
def test_what_we_print_is_read_as_the_same_days(text: str, lang: str) -> None:
    """Words for a period are read back as the period, whatever its form."""
    period = parse_period(text)
    back = read_period(period_words(period.start, period.end, period.text, lang)).period
    assert (back.start, back.end) == (period.start, period.end)


@given(
    st.text(max_size=100)
    | st.lists(
        st.sampled_from(["9", "tháng", "quý", "2026", "-", "/", "đến", "năm", "H1", "từ", "12"]), max_size=9
    ).map(" ".join)
)
def test_any_text_is_a_period_or_refused(text: str) -> None:
    """No text makes the reader fail in another way."""
    try:
        read_period(text)
    except NotAPeriod:
        return
