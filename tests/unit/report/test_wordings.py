"""Small words of reports: until when, how many, what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from hntrack.extract.coverage import coverage
from hntrack.model.records import Published, Source
from hntrack.report.words import by_due
from hntrack.text.periods import parse_period


@pytest.mark.parametrize(
    ("period", "english", "vietnamese"),
    [
        ("2030", "> 50% by 2030", "> 50% đến năm 2030"),
        ("2030-06", "> 50% by June 2030", "> 50% đến tháng 6/2030"),
        ("2026/2030", "> 50% in the period 2026–2030", "> 50% trong giai đoạn 2026–2030"),
        (
            "2024-07/2025-06",
            "> 50% in the period July 2024 to June 2025",
            "> 50% trong giai đoạn tháng 7/2024 đến tháng 6/2025",
        ),
    ],
)
def test_until_when(period: str, english: str, vietnamese: str) -> None:
    """A day, month or year is a time until which; a stretch of years is a time in which, said once."""
    due = parse_period(period)
    assert by_due("> 50%", due, "en") == english
    assert by_due("> 50%", due, "vi") == vietnamese


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("1.1. Mục tiêu cụ thể: đạt 25,2% vào năm 2030", ["25,2%"]),
        ("2.3 Tỷ lệ doanh nghiệp đạt 25,2%", ["25,2%"]),
        ("5) Phấn đấu có 12 doanh nghiệp", ["12"]),
        ("1,5 triệu người được hỗ trợ", ["1,5 triệu"]),
    ],
)
def test_a_number_of_a_chapter_is_no_figure(line: str, figures: list[str]) -> None:
    """What numbers a heading or a point states nothing; what opens a sentence with a number does."""
    source = Source(
        "paper", None, None, None, "vi", Published(None, date(2025, 1, 1), "unknown"), "paper.txt", "", ()
    )
    found = [said.words for said in coverage(source, f"Tiêu đề\n\n{line}.\n").said if said.kind == "figure"]
    assert found == figures
