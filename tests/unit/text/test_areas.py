"""Countries and places that texts speak of."""

from __future__ import annotations

import pytest

from hntrack.languages import load_table
from hntrack.text.areas import area_name, areas_in, main_area


def test_each_word_of_a_place_means_it() -> None:
    """A word of a place, in a sentence, means it and no other."""
    words = [(name, word) for table in load_table("areas").values() for name in table for word in table[name]]
    wrong = [word for name, word in words if [it for _, it in areas_in(f"tại {word} có")] != [name]]
    assert not wrong


@pytest.mark.parametrize(
    ("lang", "lines", "expected"),
    [
        # a country's words, whatever their form
        ("en", ["Kenyan schools get solar roofs"], "Kenya"),
        ("en", ["The Union Minister spoke of India's dairy farms."], "India"),
        # an office names a place that no table knows; words like "Local" do not
        ("en", ["Ashcombe City Council wants 40% fewer car trips."], "Ashcombe"),
        ("en", ["The Government of Upper Varnia will build 900 homes."], "Upper Varnia"),
        ("en", ["The Local Council and the Climate Council met."], ""),
        # a market abroad is not what the text is about
        (
            "vi",
            ["Xuất khẩu quế tăng 12%", "Nhật Bản và Trung Quốc mua nhiều nhất, cả nước thu 90 triệu USD."],
            "Vietnam",
        ),
        ("vi", ["Singapore phủ kín cây xanh", "Singapore trồng 1 triệu cây."], "Singapore"),
        # where it was signed or sent from says nothing of its matter
        ("vi", ["BỘ XÂY DỰNG", "Hà Nội, ngày 3 tháng 4 năm 2024", "Hà Nội (TTXVN 3/4)"], "Vietnam"),
        # a province that is not named is not the country
        ("vi", ["UBND tỉnh giao chỉ tiêu", "Toàn tỉnh có 90 trạm, theo chương trình mục tiêu quốc gia."], ""),
        ("vi", ["Lạng Sơn phấn đấu có 90 trạm, theo nghị quyết của Bộ Chính trị."], "Lang Son"),
    ],
)
def test_what_place_a_text_is_about(lang: str, lines: list[str], expected: str) -> None:
    """The place is the one named most, by name, adjective or office; ``""`` where none is."""
    assert main_area(lines, lang) == expected


def test_a_place_is_told_in_the_language_of_its_reader() -> None:
    """Claims name places in English; who reads Vietnamese knows them by their own names."""
    own = {
        "Quang Binh": "Quảng Bình",
        "Cao Bang": "Cao Bằng",
        "Ho Chi Minh City": "Hồ Chí Minh",
        "China": "Trung Quốc",
    }
    assert {name: area_name(name, "vi") for name in own} == own
    assert {name: area_name(name, "en") for name in own} == {name: name for name in own}
    assert [area_name(name, "vi") for name in ("", "Leeds", "Singapore", "Gia Lai")] == [
        "",
        "Leeds",
        "Singapore",
        "Gia Lai",
    ]
