"""An invented decision of thirty pages with an annex of sixty indicators.

``cd tests && python -m support.decision`` writes it into docs/examples, for docs/annex.md.
"""

from __future__ import annotations

from typing import NamedTuple

from support.cli import ROOT
from support.papers import Grid, Paper, docx_file, reportlab_pdf

_SUBJECTS = (
    ("Tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo", "%"),
    ("Số sáng chế được cấp văn bằng bảo hộ", "sáng chế"),
    ("Tổng chi cho nghiên cứu và phát triển", "tỷ đồng"),
    ("Tỷ lệ hồ sơ thủ tục hành chính được giải quyết trực tuyến toàn trình", "%"),
    ("Số doanh nghiệp khoa học và công nghệ", "doanh nghiệp"),
    ("Thu nhập bình quân của lao động ngành công nghệ số", "triệu đồng/người"),
    ("Tỷ lệ cơ sở giáo dục phổ thông dùng nền tảng dạy học số", "%"),
    ("Số xã, phường đạt chuẩn chuyển đổi số", "xã"),
    ("Tỷ trọng kinh tế số trong tổng sản phẩm trên địa bàn", "%"),
    ("Số phòng thí nghiệm trọng điểm được đầu tư", "phòng thí nghiệm"),
)
_BODIES = (
    "Sở Khoa học và Công nghệ",
    "Sở Tài chính",
    "Sở Giáo dục và Đào tạo",
    "Văn phòng Ủy ban nhân dân",
    "Sở Công Thương",
)
_FIELDS = ("NHÓM CHỈ TIÊU VỀ KHOA HỌC", "NHÓM CHỈ TIÊU VỀ CHÍNH QUYỀN SỐ", "NHÓM CHỈ TIÊU VỀ KINH TẾ SỐ")


class Row(NamedTuple):
    """A row of the annex."""

    name: str
    unit: str
    base: str
    in_2025: str
    in_2030: str
    body: str


def annex_rows() -> list[Row]:
    """Give the sixty indicators."""
    rows = []
    for number in range(60):
        name, unit = _SUBJECTS[number % 10]
        base = 12 + number
        base_text = f"{base},{number % 9 + 1}"
        later = (f"{base + 5}", f"≥ {base + 20}" if number % 4 == 1 else str(base + 20))
        if unit not in ("%", "tỷ đồng", "triệu đồng/người"):
            counted = 1000 + 17 * base if number % 3 == 0 else base * 3
            base_text, *counts = (
                f"{one:,}".replace(",", ".") for one in (counted, counted + base, counted + 3 * base)
            )
            later = (counts[0], counts[1])
        rows.append(
            Row(
                f"{name} thuộc lĩnh vực {number // 10 + 1}", unit, base_text, *later, _BODIES[number // 4 % 5]
            )
        )
    return rows


def decision() -> Paper:
    """Make the decision: letterhead, chapters of text, signature, annex."""
    parts: list[tuple[str, object]] = [
        ("heading", "QUYẾT ĐỊNH"),
        (
            "heading",
            "Phê duyệt Kế hoạch phát triển khoa học, công nghệ và đổi mới sáng tạo thành phố An Phú đến năm 2030",
        ),
        ("text", "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;"),
        (
            "text",
            "Xét đề nghị của Giám đốc Sở Khoa học và Công nghệ tại Tờ trình số 15/TTr-SKHCN ngày 3/2/2025;",
        ),
    ]
    for chapter in range(1, 26):
        parts.append(("heading", f"Điều {chapter}. Nhiệm vụ thứ {chapter} của kế hoạch"))
        parts += [
            (
                "text",
                f"Các sở, ngành và địa phương tổ chức thực hiện nhiệm vụ {chapter}.{step}; hằng năm rà soát kết quả, báo cáo trước ngày 15 tháng 12, và công khai trên cổng thông tin của thành phố để người dân, doanh nghiệp theo dõi, góp ý và giám sát việc thực hiện kế hoạch này theo quy định của pháp luật.",
            )
            for step in range(1, 9)
        ]
        parts.append(("page", ""))
    parts += [("text", "KT. CHỦ TỊCH"), ("text", "PHÓ CHỦ TỊCH"), ("text", "Trần Minh Đức"), ("page", "")]
    parts.append(("heading", "PHỤ LỤC: BIỂU CHỈ TIÊU ĐẾN NĂM 2030"))
    grid = [
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Hiện trạng 2023", "Mục tiêu", "", "Cơ quan chủ trì"],
        ["", "", "", "", "2025", "2030", ""],
    ]
    merged = [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 2, 1), (0, 4, 1, 2), (0, 6, 2, 1)]
    for number, row in enumerate(annex_rows()):
        if number % 20 == 0:
            merged.append((len(grid), 0, 1, 7))
            grid.append([_FIELDS[number // 20], "", "", "", "", "", ""])
        grid.append([str(number + 1), row.name, row.unit, row.base, row.in_2025, row.in_2030, row.body])
    parts.append(("table", Grid(grid, (30, 150, 60, 60, 50, 50, 85), tuple(merged), head=2)))
    return Paper(
        left=("ỦY BAN NHÂN DÂN", "THÀNH PHỐ AN PHÚ", "Số: 123/QĐ-UBND"),
        right=(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "An Phú, ngày 20 tháng 2 năm 2025",
        ),
        parts=parts,
    )


if __name__ == "__main__":
    for name, made in (("quyet-dinh-123.pdf", reportlab_pdf), ("quyet-dinh-123.docx", docx_file)):
        (ROOT / "docs" / "examples" / name).write_bytes(made(decision()))
