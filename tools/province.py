"""Make the filled-in workbook of docs/workbook.md: the plan of a province that does not exist, with forty indicators.

    python tools/province.py        # writes docs/examples/province/

The workbook is the empty one of ``hntrack init --workbook``, filled in cell by cell as a person would.
"""

# ruff: noqa: E501  (a table with a row an indicator)
from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "examples" / "province"
PLAN, REPORT = "ke-hoach.txt", "bao-cao.txt"

GOALS = (
    ("economy", "Kinh tế", "Economy"),
    ("digital", "Chuyển đổi số", "Digital"),
    ("education", "Giáo dục", "Education"),
    ("health", "Y tế", "Health"),
    ("environment", "Môi trường", "Environment"),
    ("transport", "Giao thông", "Transport"),
    ("housing", "Nhà ở", "Housing"),
    ("culture", "Văn hóa", "Culture"),
)
UNITS = (
    ("firms", "doanh nghiệp", "firms"),
    ("visits", "lượt khách", "visits"),
    ("homes", "căn hộ", "homes"),
)
# id, goal, Vietnamese, English, unit, comparator, aim for 2030, figures of 2023, 2024, 2025
INDICATORS: tuple[tuple[str, str, str, str, str, str, str, str, str, str], ...] = (
    ("new-firms", "economy", "Số doanh nghiệp thành lập mới", "New firms", "firms", "at_least", "1500", "910", "1020", "1130"),
    ("processing-share", "economy", "Tỷ trọng công nghiệp chế biến", "Share of processing industry", "percent", "more_than", "35", "27.5", "28.4", "29.9"),
    ("trained-workers", "economy", "Tỷ lệ lao động qua đào tạo", "Trained workers", "percent", "at_least", "75", "61.2", "63", "65.4"),
    ("poor-households", "economy", "Tỷ lệ hộ nghèo", "Poor households", "percent", "less_than", "1.5", "4.2", "3.6", "3.1"),
    ("budget-online", "economy", "Tỷ lệ thu ngân sách nộp trực tuyến", "Revenue paid online", "percent", "at_least", "95", "80.5", "86", "90.2"),
    ("online-services", "digital", "Tỷ lệ dịch vụ công trực tuyến toàn trình", "Services fully online", "percent", "at_least", "90", "52", "61.5", "70.3"),
    ("digital-signatures", "digital", "Tỷ lệ người lớn có chữ ký số", "Adults with a digital signature", "percent", "more_than", "50", "6.1", "12.4", "21"),
    ("fibre-homes", "digital", "Tỷ lệ hộ có cáp quang", "Homes with fibre", "percent", "at_least", "95", "76.4", "80", "84.1"),
    ("open-data-sets", "digital", "Tỷ lệ bộ dữ liệu được mở", "Data sets opened", "percent", "at_least", "80", "18", "27", "35.5"),
    ("cashless-schools", "digital", "Tỷ lệ trường thu không tiền mặt", "Cashless schools", "percent", "at_least", "100", "66", "78.5", "88"),
    ("standard-schools", "education", "Tỷ lệ trường đạt chuẩn quốc gia", "Schools of national standard", "percent", "at_least", "80", "58.3", "62", "65.5"),
    ("preschool", "education", "Tỷ lệ trẻ nhỏ đi nhà trẻ", "Small children in nurseries", "percent", "more_than", "40", "24.5", "26.3", "29"),
    ("upper-secondary", "education", "Tỷ lệ học sinh học hết trung học phổ thông", "Pupils finishing upper secondary school", "percent", "at_least", "92", "84", "85.7", "87.2"),
    ("english-teachers", "education", "Tỷ lệ giáo viên tiếng Anh đạt chuẩn", "English teachers up to standard", "percent", "at_least", "98", "83.5", "88", "91.4"),
    ("school-libraries", "education", "Tỷ lệ trường có thư viện đạt chuẩn", "Schools with a proper library", "percent", "at_least", "85", "49", "55.2", "60"),
    ("health-insurance", "health", "Tỷ lệ dân số có bảo hiểm y tế", "People with health insurance", "percent", "at_least", "98", "91.2", "92.5", "93.8"),
    ("health-records", "health", "Tỷ lệ người dân có hồ sơ sức khỏe điện tử", "People with an electronic health record", "percent", "more_than", "95", "55", "68", "79.5"),
    ("standard-communes", "health", "Tỷ lệ xã đạt chuẩn quốc gia về y tế", "Communes of national health standard", "percent", "at_least", "95", "78.5", "82", "85.4"),
    ("commune-doctors", "health", "Tỷ lệ trạm y tế xã có bác sĩ", "Communes with a doctor", "percent", "at_least", "100", "86", "89.5", "92"),
    ("stunting", "health", "Tỷ lệ trẻ thấp còi", "Stunted children", "percent", "less_than", "12", "19.5", "18.2", "17"),
    ("waste-collected", "environment", "Tỷ lệ rác đô thị được thu gom", "Town waste collected", "percent", "at_least", "98", "90.4", "92", "93.5"),
    ("waste-sorted", "environment", "Tỷ lệ hộ phân loại rác", "Homes sorting waste", "percent", "more_than", "60", "14", "22.5", "31"),
    ("waste-water", "environment", "Tỷ lệ nước thải đô thị được xử lý", "Town waste water treated", "percent", "at_least", "50", "17.5", "21", "26.3"),
    ("clean-water", "environment", "Tỷ lệ hộ nông thôn dùng nước sạch", "Rural homes with clean water", "percent", "at_least", "85", "58", "63.2", "67.5"),
    ("forest-cover", "environment", "Tỷ lệ che phủ rừng", "Forest cover", "percent", "at_least", "42", "39.8", "40.1", "40.5"),
    ("paved-roads", "transport", "Tỷ lệ đường xã được cứng hóa", "Commune roads paved", "percent", "at_least", "100", "82", "86.5", "90"),
    ("bus-users", "transport", "Tỷ lệ chuyến đi bằng xe buýt", "Trips by bus", "percent", "more_than", "15", "4.1", "5", "6.2"),
    ("electric-buses", "transport", "Tỷ lệ xe buýt điện", "Electric buses", "percent", "at_least", "50", "2.5", "8", "14.4"),
    ("road-deaths", "transport", "Số người chết vì tai nạn giao thông", "Road deaths", "person", "less_than", "60", "118", "109", "98"),
    ("cycle-lanes", "transport", "Chiều dài làn xe đạp", "Cycle lanes", "km", "at_least", "120", "12", "21", "34"),
    ("social-homes", "housing", "Số căn nhà ở xã hội hoàn thành", "Social homes finished", "homes", "at_least", "8000", "410", "980", "1750"),
    ("floor-space", "housing", "Diện tích nhà ở bình quân đầu người", "Floor space a person", "m2", "at_least", "32", "26.1", "26.8", "27.5"),
    ("makeshift-homes", "housing", "Tỷ lệ nhà tạm", "Makeshift homes", "percent", "less_than", "0.5", "2.4", "1.9", "1.2"),
    ("green-space", "housing", "Diện tích cây xanh đô thị một người", "Urban green space a person", "m2", "at_least", "10", "5.9", "6.2", "6.8"),
    ("street-light", "housing", "Tỷ lệ ngõ được chiếu sáng", "Lanes with lighting", "percent", "at_least", "100", "71", "77.5", "83"),
    ("overnight-visits", "culture", "Số lượt khách lưu trú", "Overnight visits", "visits", "at_least", "900000", "410000", "480000", "552000"),
    ("cultural-houses", "culture", "Tỷ lệ thôn có nhà văn hóa", "Villages with a cultural house", "percent", "at_least", "98", "84.5", "88", "91"),
    ("heritage-files", "culture", "Tỷ lệ di tích được số hóa", "Monuments digitised", "percent", "at_least", "90", "20", "33", "46.5"),
    ("library-users", "culture", "Tỷ lệ người dân có thẻ thư viện", "People with a library card", "percent", "more_than", "25", "8.4", "10.2", "12.5"),
    ("sport-regularly", "culture", "Tỷ lệ người tập thể thao thường xuyên", "People doing sport regularly", "percent", "at_least", "45", "33", "34.8", "36.4"),
)  # fmt: skip
_WORDS = {"at_least": "tối thiểu", "more_than": "trên", "less_than": "dưới"}
_UNIT_WORDS = {"percent": "%", "firms": " doanh nghiệp", "visits": " lượt khách", "homes": " căn hộ", "person": " người",
               "km": " km", "m2": " m²" }  # fmt: skip
_MEASURES = {"percent": "share", "km": "amount", "m2": "amount"}


def figure(value: str, unit: str) -> str:
    """Print a figure as a Vietnamese document does."""
    whole, _, rest = value.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{rest}{_UNIT_WORDS[unit]}" if rest else f"{grouped}{_UNIT_WORDS[unit]}"


def texts() -> tuple[list[str], list[str]]:
    """Write the plan and the report, a line an indicator (and, in the report, a year)."""
    plan = [
        f"Đến năm 2030: {vi} {_WORDS[how]} {figure(aim, unit)}."
        for _, _, vi, _, unit, how, aim, *_ in INDICATORS
    ]
    report = [
        f"{vi} năm {year}: {figure(value, unit)}."
        for _, _, vi, _, unit, _, _, *values in INDICATORS
        for year, value in zip((2023, 2024, 2025), values, strict=True)
    ]
    return plan, report


def fill(book: Any) -> None:
    """Fill the empty workbook in."""
    put = _Filling(book)
    put(
        "Catalog",
        id="ha-van",
        title_vi="Kế hoạch tỉnh Hạ Vân (tưởng tượng)",
        title_en="Plan of Hạ Vân province (fictional)",
    )
    for name, day, title, file in (
        ("plan", "2024-01-15", "Kế hoạch 2024–2030 (tưởng tượng)", PLAN),
        ("report", "2026-01-20", "Báo cáo 2025 (tưởng tượng)", REPORT),
    ):
        put(
            "Sources",
            id=name,
            title=title,
            publisher="UBND tỉnh Hạ Vân (tưởng tượng)",
            language="vi",
            published=day,
            basis="printed",
            original=file,
        )
    put("Areas", id="ha-van", title_vi="Tỉnh Hạ Vân", title_en="Hạ Vân province")
    for sheet, rows in (("Goals", GOALS), ("Units", UNITS)):
        for name, vi, en in rows:
            put(sheet, id=name, title_vi=vi, title_en=en)
    for line, (name, goal, vi, en, unit, how, aim, *values) in enumerate(INDICATORS, start=1):
        direction = "decrease" if how == "less_than" else "increase"
        measure = _MEASURES.get(unit, "count")
        put(
            "Indicators",
            id=name,
            goal=goal,
            area="ha-van",
            title_vi=vi,
            title_en=en,
            measure=measure,
            unit=unit,
            direction=direction,
        )
        words = f"{_WORDS[how]} {figure(aim, unit)}"
        put(
            "Claims",
            source="plan",
            id=f"{name}-2030",
            kind="target",
            line=line,
            as_printed=words,
            reading_vi=f"{vi} đến năm 2030",
            reading_en=f"{en} by 2030",
        )
        put(
            "Targets",
            id=f"{name}-2030",
            indicator=name,
            milestone="2030",
            comparator=how,
            value=float(aim),
            claim=f"plan/{name}-2030",
        )
        for at, (year, value) in enumerate(zip((2023, 2024, 2025), values, strict=True)):
            cited = {"source": "report", "line": 3 * (line - 1) + at + 1, "as_printed": figure(value, unit)}
            put(
                "Measurements",
                id=f"{name}-{year}",
                indicator=name,
                period=str(year),
                value=float(value),
                **cited,
            )


class _Filling:
    def __init__(self, book: Any) -> None:
        self.book = book
        self.heads = {sheet.title: {cell.value: cell.column for cell in sheet[1]} for sheet in book}
        self.next = dict.fromkeys(self.heads, 2)

    def __call__(self, sheet: str, **cells: object) -> None:
        row = self.next[sheet]
        self.next[sheet] += 1
        for name, value in cells.items():
            self.book[sheet].cell(row, self.heads[sheet][name]).value = value


def main() -> None:
    """Write the folder."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    plan, report = texts()
    (FOLDER / PLAN).write_text("\n".join(plan) + "\n", "utf-8")
    (FOLDER / REPORT).write_text("\n".join(report) + "\n", "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "hntrack", "init", f"{folder}/new", "--workbook", "--lang", "en"]
        subprocess.run(command, check=True, capture_output=True)
        book = load_workbook(io.BytesIO((Path(folder) / "new" / "catalog.xlsx").read_bytes()))
    fill(book)
    book.save(FOLDER / "plan.xlsx")
    print(f"written: {FOLDER}")


if __name__ == "__main__":
    main()
