"""Tables that stand in a text as lines."""

from __future__ import annotations

from typing import Any

import pytest

from hntrack.documents.body_lines import BodyLine
from hntrack.extract import extract, read_document, survey
from hntrack.extract.indicator_tables import read_written_tables

TABS = """Bảng 1. Kết quả
STT\tChỉ tiêu\tĐơn vị tính\tThực hiện 2024\tKế hoạch 2025
1\tTỷ lệ che phủ rừng\t%\t51,2\t52
2\tSản lượng lúa\tnghìn tấn\t1.210\t1.250
Hết bảng."""
BARS = """| Indicator | Baseline 2020 | Target 2030 |
|---|---|---|
| Access to electricity (%) | 45.2 | 90 |
| Stunting in under-fives (%) | 29 | 15 |
The plan was published in 2021."""
BLANKS = """TT Chỉ tiêu Đơn vị tính Thực hiện năm 2023 Mục tiêu năm 2030
I Kinh tế số
1 Tỷ trọng kinh tế số trong GRDP % 11,2 ≥ 30
2 Doanh nghiệp công nghệ số doanh nghiệp 163 600
II Chính quyền số
3 Xếp hạng chỉ số DTI cấp tỉnh hạng 27 10
Ghi chú: số liệu do Sở tổng hợp."""
ENGLISH = """Indicator Unit 2019 actual 2024 target
Renewable share of generation % 31.5 45
Road deaths per 100,000 people number 12.1 9"""
NAMES_WITH_UNITS = """Chỉ tiêu Kế hoạch 2025 Ước thực hiện 2025
1. Tốc độ tăng GRDP, % 8,0 8,3
2. Thu ngân sách, tỷ đồng 12.000 12.950"""

A_CELL_A_LINE = """Bảng 2. Chỉ tiêu chủ yếu của ngành
TT
Chỉ tiêu
Đơn vị tính
Thực hiện 2024
Mục tiêu năm 2030
I
Hạ tầng
1
Số trạm sạc xe điện
trạm
163
1.200
2
Tỷ lệ hộ có điện mặt trời
%
11,2
≥ 30
Nguồn: Sở Giao thông."""
A_CELL_A_LINE_WITHOUT_UNITS = """Indicator
Baseline 2020
Target 2030
Access to safe water (%)
61.5
95
Road deaths per 100,000 people
14
7
The table was adopted in 2021."""


def rows(text: str) -> list[str]:
    """Say each claim in a line."""
    return [
        f"{claim.line} {claim.kind} {claim.comparator} {claim.scaled:f} "
        f"{claim.unit or claim.noun} {claim.year} {claim.subject}"
        for claim in extract(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            TABS,
            [
                "3 measurement exactly 51.2 percent 2024 Tỷ lệ che phủ rừng",
                "3 target exactly 52 percent 2025 Tỷ lệ che phủ rừng",
                "4 measurement exactly 1210000 t 2024 Sản lượng lúa",
                "4 target exactly 1250000 t 2025 Sản lượng lúa",
            ],
        ),
        (
            BARS,
            [
                "3 baseline exactly 45.2 percent 2020 Access to electricity",
                "3 target exactly 90 percent 2030 Access to electricity",
                "4 baseline exactly 29 percent 2020 Stunting in under-fives",
                "4 target exactly 15 percent 2030 Stunting in under-fives",
            ],
        ),
        (
            BLANKS,
            [
                "3 measurement exactly 11.2 percent 2023 Tỷ trọng kinh tế số trong GRDP",
                "3 target at_least 30 percent 2030 Tỷ trọng kinh tế số trong GRDP",
                "4 measurement exactly 163 doanh nghiệp 2023 Doanh nghiệp công nghệ số",
                "4 target exactly 600 doanh nghiệp 2030 Doanh nghiệp công nghệ số",
                "6 measurement exactly 27 rank 2023 Xếp hạng chỉ số DTI cấp tỉnh",
                "6 target within_top 10 rank 2030 Xếp hạng chỉ số DTI cấp tỉnh",
            ],
        ),
        (
            ENGLISH,
            [
                "2 measurement exactly 31.5 percent 2019 Renewable share of generation",
                "2 target exactly 45 percent 2024 Renewable share of generation",
                "3 measurement exactly 12.1 number 2019 Road deaths per 100,000 people",
                "3 target exactly 9 number 2024 Road deaths per 100,000 people",
            ],
        ),
        (
            NAMES_WITH_UNITS,
            [
                "2 target exactly 8.0 percent 2025 Tốc độ tăng GRDP",
                "2 measurement exactly 8.3 percent 2025 Tốc độ tăng GRDP",
                "3 target exactly 12000000000000 vnd 2025 Thu ngân sách",
                "3 measurement exactly 12950000000000 vnd 2025 Thu ngân sách",
            ],
        ),
    ],
)
def test_a_written_table_is_read_by_its_columns(text: str, expected: list[str]) -> None:
    """The head tells kind and year of each value; name, unit and value of a row are told apart."""
    assert rows(text) == expected


def test_prose_is_no_table() -> None:
    """A sentence with the words and years of a head is read as a sentence, and so are the lines behind it."""
    text = (
        "Chỉ tiêu chủ yếu của kế hoạch 2025 và mục tiêu 2030 đã được giao.\nTỷ lệ hộ nghèo năm 2024 là 2,5%."
    )
    assert rows(text) == ["2 measurement exactly 2.5 percent 2024 Tỷ lệ hộ nghèo"]


def test_a_row_that_lacks_a_value_ends_the_table() -> None:
    """Which column a lone value belongs to is not guessed."""
    assert not any("target exactly 300" in row for row in rows(f"{ENGLISH}\nHomes built number 300"))


def test_the_place_of_a_value_is_its_own() -> None:
    """The column counts characters of the line as it stands, and the clause marks that very value."""
    line = BARS.splitlines()[3]
    claim = next(claim for claim in extract(BARS) if claim.as_printed == "15")
    assert line[claim.column - 1 :].startswith("15 |")
    assert "»15«" in claim.clause


def test_numbers_in_thousands_are_not_taken_apart() -> None:
    """Groups of three digits are one number where each column has as many; where that is not sure, nothing is read."""
    head = "Indicator 2019 actual 2024 target"
    rest = "Renewable share of generation 31.5% 45%"
    found = rows(f"{head}\n{rest}\nHouseholds with water 1 102 340 1 106 000")
    assert found[2:] == [
        "3 measurement exactly 1102340  2019 Households with water",
        "3 target exactly 1106000  2024 Households with water",
    ]
    unsure = extract(f"{head}\n{rest}\n{rest}\nHouseholds with water 102 340 1 106 000")
    assert [claim.line for claim in unsure if claim.confidence == "high"] == [2, 2, 3, 3]


def test_a_cell_a_line() -> None:
    """Where each cell stands on a line of its own, the head says how many lines make a row."""
    assert rows(A_CELL_A_LINE) == [
        "12 measurement exactly 163 trạm 2024 Số trạm sạc xe điện",
        "13 target exactly 1200 trạm 2030 Số trạm sạc xe điện",
        "17 measurement exactly 11.2 percent 2024 Tỷ lệ hộ có điện mặt trời",
        "18 target at_least 30 percent 2030 Tỷ lệ hộ có điện mặt trời",
    ]
    assert rows(A_CELL_A_LINE_WITHOUT_UNITS) == [
        "5 baseline exactly 61.5 percent 2020 Access to safe water",
        "6 target exactly 95 percent 2030 Access to safe water",
        "8 baseline exactly 14  2020 Road deaths per 100,000 people",
        "9 target exactly 7  2030 Road deaths per 100,000 people",
    ]


def test_rows_count_against_the_bound_of_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading ends with the line that holds the last figure of those that are read, in tables, too."""
    monkeypatch.setattr("hntrack.extract.run._MOST_FIGURES", 2)
    unread: list[int] = []
    found = read_document(survey(A_CELL_A_LINE, "", "vi", None), unread=unread)
    assert [claim.line for claim in found] == [12, 13]
    assert unread == [15]  # a lone number is no line to read


class _Counted(list[BodyLine]):
    """Lines that count how often one of them is asked for."""

    asked = 0

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        self.asked += len(found) if isinstance(at, slice) else 1
        return found


@pytest.mark.parametrize(
    "texts", [["mục tiêu 5%"], ["Chỉ tiêu Mục tiêu Kế hoạch"], ["Chỉ tiêu", "Mục tiêu", "Kế hoạch"]]
)
def test_no_line_copies_the_rest_of_the_text(texts: list[str]) -> None:
    """Lines that are no table, heads among them, are looked at a few times each, however many follow."""
    lines = _Counted(BodyLine(number, texts[number % len(texts)]) for number in range(500))
    assert read_written_tables(lines, doc="", lang="vi", written=None) == ([], frozenset())
    assert lines.asked < 10 * len(lines)


def test_a_head_of_values_and_units_is_enough() -> None:
    """A table is read whose first column has no known head, and whose columns name values, targets or units."""
    bars = "Area | Q3 2023/24 value | Target | Status\nLibraries | 61.2% | 65% | Amber\nParks | 153 | 125 | Green\n"
    shown = [(c.kind, c.value, c.subject) for c in extract(bars, lang="en")]
    assert [(kind, str(value), name) for kind, value, name in shown] == [
        ("measurement", "61.2", "Libraries"),
        ("target", "65", "Libraries"),
        ("measurement", "153", "Parks"),
        ("target", "125", "Parks"),
    ]
    units = (
        "Mặt hàng | Xuất khẩu quý I (triệu USD) | So cùng kỳ (%)\nVán ép | 690 | +15\nDăm gỗ | 424 | +0,4\n"
    )
    first = extract(units, lang="vi")[0]
    assert (first.unit, first.exponent, first.subject) == ("usd", 6, "Xuất khẩu quý I Ván ép")
