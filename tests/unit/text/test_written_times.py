"""Times in words: every entry of the tables proves itself by its example, and parts of years are told apart."""

from __future__ import annotations

from datetime import date

import pytest

from hntrack.languages import load_table
from hntrack.text.written_times import find_times, part_of_year

LANGUAGES = ("vi", "en")


@pytest.mark.parametrize(
    ("lang", "example"),
    [(lang, row["example"]) for lang in LANGUAGES for row in load_table("times", lang)["time"]],
)
def test_each_way_to_name_a_time_is_read(lang: str, example: str) -> None:
    """The example of a way to name a time is found, at its start."""
    found = find_times(example.lower(), lang, 2025, date(2025, 6, 1))
    assert found
    years = {"compared", "event", "now"}
    assert found[0].role in {"when", "title", *years}


@pytest.mark.parametrize(
    ("lang", "words", "part"),
    [
        ("vi", "tính đến tháng 6-2026", "06"),
        ("vi", "tính đến ngày 30/6/2026", "06-30"),
        ("vi", "tính đến ngày 31/6/2026", ""),
        ("vi", "tính đến ngày 29/2/2026", "02"),
        ("vi", "tháng 13 năm 2026", ""),
        ("vi", "hết quý ii/2026", "Q2"),
        ("vi", "6 tháng đầu năm 2026", "H1"),
        ("vi", "chín tháng năm 2026", "M9"),
        ("vi", "3 tháng cuối năm 2026", ""),
        ("vi", "từ tháng 1 đến tháng 5 năm 2026", ""),
        ("en", "as of june 2026", "06"),
        ("en", "the second quarter of 2026", "Q2"),
        ("en", "the march quarter 2026", "Q1"),
        ("en", "the first nine months of 2026", "M9"),
        ("en", "the last six months of 2026", "H2"),
        ("en", "six months to june 2026", ""),
    ],
)
def test_the_part_of_a_year_is_kept(lang: str, words: str, part: str) -> None:
    """Months, quarters, halves and days are told from the year as a whole; what is no one part of it is none."""
    assert part_of_year(words, lang) == part
