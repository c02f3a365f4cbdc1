import pytest

from support.papers import Grid, Paper


@pytest.fixture
def paper() -> Paper:
    rows = [
        ["STT", "Chỉ tiêu", "Đơn vị", "Mục tiêu", ""],
        ["", "", "", "2025", "2030"],
        [
            "1",
            "Tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo trên tổng số doanh nghiệp",
            "%",
            "25,2",
            "50",
        ],
        ["2", "Số sáng chế được bảo hộ", "sáng chế", "1.250", "2.400"],
    ]
    merged = ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 1, 2))
    return Paper(
        left=("UBND THÀNH PHỐ AN PHÚ", "Số: 43/KH-UBND"),
        right=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "An Phú, ngày 15 tháng 2 năm 2025"),
        parts=[
            ("heading", "I. MỤC TIÊU"),
            (
                "text",
                "Đến năm 2030, thành phố phấn đấu trên 50% doanh nghiệp có hoạt động đổi mới sáng tạo, và chi cho khoa học, công nghệ đạt 2% tổng sản phẩm trên địa bàn.",
            ),
            (
                "text",
                "Kinh tế số đạt 40% tổng sản phẩm vào năm 2030; mỗi năm thêm 120 doanh nghiệp khoa học và công nghệ.",
            ),
            ("heading", "II. BIỂU CHỈ TIÊU"),
            ("table", Grid(rows, (30, 180, 60, 60, 60), merged, head=2)),
            ("text", "Biểu này do Sở Khoa học và Công nghệ theo dõi."),
        ],
    )
