"""What the extractor makes of sentences like those of policy articles (all of them invented)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hntrack.extract import extract, to_scorer_json
from hntrack.extract.fold_claims import for_review

DAY = date(2025, 6, 1)


def rows(text: str, published: date | None = DAY, lang: str | None = None) -> list[str]:
    """Show the claims of a text, one line each."""
    shown = []
    for one in to_scorer_json(extract(text, published=published, lang=lang)):
        value = one["value"] if one["value_high"] is None else f"{one['value']}..{one['value_high']}"
        shown.append(f"{one['kind']} {one['comparator']} {value} {one['unit']} {one['year']}")
    return shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đến năm 2030, quy mô kinh tế biển đạt 12% GRDP; tỷ lệ che phủ rừng trên 42%.",
            ["target = 12 % of GRDP 2030", "target > 42 % 2030"],
        ),
        (
            "Mục tiêu kinh tế xanh đạt 20% GRDP vào năm 2030 và 35% GRDP vào năm 2045.",
            ["target = 20 % of GRDP 2030", "target = 35 % of GRDP 2045"],
        ),
        (
            "Phấn đấu tỷ lệ tái chế đạt 40%, tỷ lệ thu gom đạt 90% vào năm 2035.",
            ["target = 40 % 2035", "target = 90 % 2035"],
        ),
        (
            "Tỷ lệ hộ nghèo giảm từ 5,2% năm 2020 xuống còn 1,9% năm 2024.",
            ["baseline = 5.2 % 2020", "measurement = 1.9 % 2024"],
        ),
        (
            "Hiện tỉnh có hơn 1.200 doanh nghiệp số, chiếm khoảng 5% cả nước.",
            ["measurement > 1200 doanh nghiệp 2025", "measurement = 5 % 2025"],
        ),
        ("Tốc độ tăng giai đoạn 2026-2030 đạt 10-11%/năm.", ["target range 10..11 %/year 2030"]),
        (
            "Tầm nhìn đến năm 2045 thuộc nhóm 20 nước dẫn đầu châu Á về logistics.",
            ["target rank<= 20 rank 2045"],
        ),
        (
            "Năm 2024, tỉnh dẫn đầu 7/30 tiêu chí thành phần, thu hút 633.092 triệu đồng vốn.",
            ["measurement = 7 tiêu chí 2024", "measurement = 633092000000 VND 2024"],
        ),
        ("Dự kiến tổng vốn lên tới 1200 tỉ đồng.", ["target = 1200000000000 VND None"]),
        (
            "Đến năm 2030 có 35 giường bệnh, 21 bác sĩ trên 10.000 dân.",
            ["target = 35 per 10,000 people 2030", "target = 21 per 10,000 people 2030"],
        ),
    ],
)
def test_vietnamese_sentences(text: str, expected: list[str]) -> None:
    """Horizon, kind, comparator, unit and scale are read together."""
    assert rows(text, lang="vi") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By 2030, at least 60% of buses should be electric.", ["target >= 60 % 2030"]),
        (
            "The region pledged to cut waste by 30% by 2030 and by 50% by 2040.",
            ["target = 30 % 2030", "target = 50 % 2040"],
        ),
        (
            "In 2023, the recycling rate reached 24.5%, up from 23% in 2022.",
            ["measurement = 24.5 % 2023", "baseline = 23 % 2022"],
        ),
        ("The target is 1.5 million homes by 2029.", ["target = 1500000 homes 2029"]),
        ("The city aims to be among the top ten ports by 2040.", ["target rank<= 10 rank 2040"]),
        ("The plan aims for 12-15 GW of offshore wind by 2035.", ["target range 12..15 GW 2035"]),
    ],
)
def test_english_sentences(text: str, expected: list[str]) -> None:
    """The same in English."""
    assert rows(text) == expected


def test_a_horizon_is_carried_over_lines() -> None:
    """A heading dates the bullets under it, and each says from where."""
    text = "Chương trình đề ra các mục tiêu đến năm 2030:\n- Kinh tế số chiếm 30% GRDP;\n- 100% xã có cáp quang.\n"
    claims = extract(text, published=DAY)
    assert [(one.year, one.year_source, one.carried_from, one.line) for one in claims] == [
        (2030, "carried", 1, 2),
        (2030, "carried", 1, 3),
    ]


def test_the_words_of_now_end_a_list_of_aims() -> None:
    """What a document reports after its aims is no aim."""
    text = "Đến năm 2030, tỷ lệ này đạt 60%.\nHiện nay, tỷ lệ này đạt 45%.\n"
    assert rows(text, lang="vi") == ["target = 60 % 2030", "measurement = 45 % 2025"]


def test_the_year_in_the_title_of_a_plan_dates_nothing_else() -> None:
    """The name "Chiến lược … đến năm 2030" names a document; what was done so far is no promise for 2030."""
    text = "Sau hai năm thực hiện Chiến lược phát triển du lịch đến năm 2030, tỉnh đã đón 2 triệu lượt khách."
    assert rows(text, lang="vi") == ["measurement = 2000000 lượt 2025"]


def test_events_agendas_and_names_are_no_claims() -> None:
    """Delegates, agenda items, addresses, ages and dates are not tracked."""
    text = (
        "Sáng 16/10, hội nghị khai mạc tại số 46 Trần Hưng Đạo với 550 đại biểu, thảo luận 6 nội dung.\n"
        "Ông A (35 tuổi) nói về Nghị quyết 57-NQ/TW ngày 22/12/2024 và mạng 5G.\n"
    )
    assert rows(text) == []


def test_an_aim_said_twice_is_one_claim() -> None:
    """The repeat is kept as a further line."""
    text = (
        "Đến 2030, kinh tế số đạt tối thiểu 30% GDP\n"
        "Nghị quyết nêu rõ mục tiêu đến năm 2030, kinh tế số đạt tối thiểu 30% GDP.\n"
    )
    claims = extract(text, published=DAY)
    assert [(one.line, one.also_lines) for one in claims] == [(1, (2,))]


def test_two_equal_figures_on_a_line_stay_two() -> None:
    """80% of one thing and 80% of another are two claims."""
    text = "Đến năm 2030, tỷ lệ dùng dịch vụ công đạt 80%; tỷ lệ dùng dịch vụ công mức cao đạt 80%."
    assert len(extract(text, published=DAY)) == 2


def test_the_printed_words_stand_on_their_line() -> None:
    """As printed means as printed."""
    text = (
        "\r\nTheo kế hoạch,\u2028đến năm 2030 có ít nhất 5 trung tâm nghiên cứu và 2% GRDP cho khoa học.\r\n"
    )
    for one in extract(text, published=DAY, lang="vi"):
        assert one.as_printed in text.split("\n")[one.line - 1]


def test_claims_are_ordered_for_review() -> None:
    """Targets come first, by year and line."""
    text = "Năm 2024 đạt 5%. Đến năm 2045 đạt 50%. Đến năm 2030 đạt 20%."
    ordered = for_review(extract(text, published=DAY, lang="vi"))
    assert [(one.kind, one.year) for one in ordered] == [
        ("target", 2030),
        ("target", 2045),
        ("measurement", 2024),
    ]


def test_a_first_place_reported_is_a_rank_and_one_aimed_at_an_aim_in_words() -> None:
    """The words "dẫn đầu cả nước" are rank 1 in a report; as a promise it stays in words."""
    reported = extract("Năm 2024, tỉnh đã dẫn đầu cả nước về chỉ số xanh.", published=DAY)
    wanted = extract("Phấn đấu đến năm 2030 dẫn đầu cả nước về chỉ số xanh.", published=DAY)
    assert [(one.kind, one.value, one.unit) for one in reported] == [("measurement", Decimal(1), "rank")]
    assert [(one.kind, one.value, one.comparator) for one in wanted] == [("target", None, "text")]


def test_a_cue_of_the_other_language_is_no_cue() -> None:
    """`HIỆN` in an English text is just a word."""
    assert extract("HIỆN", lang="en") == ()
