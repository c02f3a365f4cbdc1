from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

import pytest

from hntrack.text.quantity import Quantity, find_quantities, read_quantity
from hntrack.text.quantity_numbers import lower, masked_spans
from hntrack.text.quantity_words import COMPARING, MASKS, RANK_WORDS, Comparing, Mask, RankWord


def facts(quantity: Quantity) -> str:
    """Show what a reading says, as a short text."""
    value = f"{quantity.value}" if quantity.value_high is None else f"{quantity.value}..{quantity.value_high}"
    shown = [value, quantity.comparator, quantity.qualifier, quantity.unit, quantity.exponent, quantity.of]
    return " ".join(str(one) for one in shown if one not in {None, "exact", 0})


@pytest.mark.parametrize(
    ("printed", "says"),
    [
        ("25,2%", "25.2 percent"),
        ("1.200", "1200"),
        ("168", "168"),
        ("07 thành viên", "7"),
        ("90.000 tỷ đồng", "90000 vnd 9"),
        ("1200 tỉ đồng", "1200 vnd 9"),
        ("633.092 triệu đồng", "633092 vnd 6"),
        ("2,2 triệu tỷ đồng", "2.2 vnd 15"),
        ("hơn 1.000 doanh nghiệp", "1000 more_than more_than"),
        ("trên 50%", "50 more_than more_than percent"),
        ("tối thiểu 50% GRDP", "50 at_least at_least percent"),
        ("từ 50% trở lên", "50 at_least at_least percent"),
        ("không quá 3%", "3 at_most up_to percent"),
        ("dưới 0,8%", "0.8 less_than less_than percent"),
        ("lên tới 1200 tỉ đồng", "1200 up_to vnd 9"),
        ("khoảng 800 doanh nghiệp", "800 about"),
        ("TOP 50", "50 within_top rank"),
        ("nhóm 3 địa phương dẫn đầu", "3 within_top rank"),
        ("nhóm ba nước dẫn đầu", "3 within_top rank"),
        ("nhóm 3 tỉnh, thành đứng đầu", "3 within_top rank"),
        ("18/52 chỉ số", "18 52"),
        ("168 trên tổng số khoảng 800 doanh nghiệp", "168 800"),
        ("xếp hạng 44/139", "44 rank 139"),
        ("từ 2 đến 3 tập đoàn", "2..3 between"),
        ("55 - 58% GDP", "55..58 between percent"),
        ("12 người/vạn dân", "12 per_10000_people"),
        ("dẫn đầu cả nước", "1 rank"),
    ],
)
def test_vietnamese_words_are_read(printed: str, says: str) -> None:
    """Number, scale, unit, comparator and qualifier come out of the few words as printed."""
    quantity = read_quantity(printed, "vi")
    assert quantity is not None
    assert facts(quantity) == says


@pytest.mark.parametrize(
    ("printed", "says"),
    [
        ("more than 50%", "50 more_than more_than percent"),
        ("at least 95%", "95 at_least at_least percent"),
        ("no more than 290 megatonnes", "290 at_most up_to mt"),
        ("top 40", "40 within_top rank"),
        ("top five", "5 within_top rank"),
        ("between 2 and 3 firms", "2..3 between"),
        ("1.5 million homes", "1.5 6"),
        ("£22.6bn", "22.6 gbp 9"),
        ("ranked 44th out of 139", "44 rank 139"),
        ("10 000 nodes", "10000"),
        ("about 7 percent a year", "7 about percent"),
        ("Rs 2,94,427 crore", "294427 inr 7"),
        ("3.6pc", "3.6 percent"),
        ("19.4 MMT", "19.4 mt"),
        ("Dh1.395 trillion", "1.395 12"),
        ("VT3 billion", "3 9"),
        ("K1,200", "1200"),
        ("$34b", "34 usd 9"),
        ("Rs105.1tr", "105.1 inr 12"),
        ("UGX5.35 trillion", "5.35 12"),
        ("3,877 gigawatt hours", "3877 gwh"),
        ("11-million new jobs", "11 6"),
        ("2.5% to US$11.4 billion", "2.5 percent"),
        ("$98 million to 24,000 households", "98 usd 6"),
        ("$98 to 120 million", "98..120 between usd 6"),
        ("by 44% to 56%", "44..56 between percent"),
        ("by 5 to 7 percent", "5..7 between percent"),
        ("400,000 MT", "400000 t"),
        ("4.08 MT per hectare", "4.08 t"),
        ("290 MT", "290 mt"),
        ("shall number 30,000", "30000"),
        ("ranked 1,201", "1201 rank"),
        ("number 2", "2 rank"),
        ("6th largest economy", "6 rank"),
    ],
)
def test_english_words_are_read(printed: str, says: str) -> None:
    """The same in English notation."""
    quantity = read_quantity(printed, "en")
    assert quantity is not None
    assert facts(quantity) == says


@pytest.mark.parametrize(
    "printed", ["", "năm 2025", "phủ sóng 5G", "nhóm dẫn đầu khu vực ASEAN", "43/KH-UBND", "ngày 22/12"]
)
def test_words_without_a_figure_give_none(printed: str) -> None:
    """Dates, years, names and groups without a number are no quantity."""
    assert read_quantity(printed, "vi") is None


def test_digits_that_are_no_part_of_the_figure_are_told() -> None:
    """A check can then ask that each of them is accounted for."""
    quantity = read_quantity("đến năm 2030 phủ sóng 5G cho 99,5% dân số", "vi")
    assert quantity is not None
    assert quantity.other_numbers == ("2030", "5")
    assert quantity.value == Decimal("99.5")


def test_decomposed_words_are_read_like_composed_ones() -> None:
    """The two Unicode forms of a word are one word."""
    printed = "tối thiểu 40%"
    assert read_quantity(unicodedata.normalize("NFD", printed), "vi") == read_quantity(printed, "vi")


def test_a_rate_and_what_a_share_is_of_are_told() -> None:
    """A yearly rate and a share of GRDP are more than a percentage."""
    found = find_quantities("tăng 10-12%/năm, chi 2% GRDP", "vi")
    assert [(one.per, one.share_of) for one in found] == [("year", ""), ("", "GRDP")]


@pytest.mark.parametrize("row", COMPARING, ids=lambda one: f"{one.lang}-{one.words}")
def test_the_example_of_a_comparing_word_is_read(row: Comparing) -> None:
    """An entry of the table proves itself."""
    quantity = read_quantity(row.example, row.lang)
    assert quantity is not None
    assert (quantity.comparator or "", quantity.qualifier) == (row.comparator, row.qualifier)


@pytest.mark.parametrize("row", RANK_WORDS, ids=lambda one: f"{one.lang}-{one.before}-{one.behind}")
def test_the_example_of_a_rank_word_is_a_rank(row: RankWord) -> None:
    """An entry of the table proves itself."""
    quantity = read_quantity(row.example, row.lang)
    assert quantity is not None
    assert (quantity.unit, quantity.comparator or "") == ("rank", row.comparator)


@pytest.mark.parametrize("row", MASKS, ids=lambda one: one.example)
def test_the_example_of_a_mask_holds_no_quantity(row: Mask) -> None:
    """An entry of the table proves itself."""
    for lang in ("vi", "en") if row.lang == "any" else [row.lang]:
        covered = {at for start, end in masked_spans(lower(row.example), lang) for at in range(start, end)}
        assert all(m.start() in covered for m in re.finditer(r"\d", row.example))


def test_lower_case_moves_no_position() -> None:
    """Spans of the lower-case text hold in the text itself."""
    assert len(lower("İSTANBUL 5%")) == len("İSTANBUL 5%")
