"""Curated figures beside the words they rest on: what agrees, and what is found to differ."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.checks.printed import digits_of_claims, figures_as_printed, figures_of_claims
from hntrack.checks.quotes import _areas
from hntrack.model.records import Cited, Claim, Published, Source
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period


def document(words: str, *, lang: str = "vi", claim: str = "x-1", **more: Any) -> Source:
    """A document with one claim, whose readings repeat no digit unless told to."""
    reading = Wording("Bằng lời", "In words")
    fields: dict[str, Any] = {"kind": "context", "line": 1, "reading": reading} | more
    one = Claim(id=claim, as_printed=words, **fields)
    when = Published(parse_period("2025"), None, "printed")
    return Source("plan", "Plan", None, None, lang, when, "plan.txt", "0" * 64, (one,))


TARGETS: tuple[tuple[object, ...], ...] = (
    # words, language, the indicator's fields, the target's fields, codes found
    ("trên 50%", "vi", {}, {"value": "50", "comparator": "more_than"}, []),
    ("trên 50%", "vi", {}, {"value": "50", "comparator": "at_least"}, ["comparator-differs"]),
    ("đạt 50%", "vi", {}, {"value": "50", "comparator": "at_least"}, []),
    ("đạt 50%", "vi", {"direction": None}, {"value": "50", "comparator": "exactly"}, []),
    ("còn 5%", "vi", {"direction": "decrease"}, {"value": "5", "comparator": "at_most"}, []),
    ("từ 2 đến 3%", "vi", {}, {"value": "2", "high": "3", "comparator": "between"}, []),
    ("từ 2 đến 3%", "vi", {}, {"value": "2", "high": "4", "comparator": "between"}, ["value-high-differs"]),
    ("từ 2 đến 3%", "vi", {}, {"value": "2", "comparator": "at_least"}, ["comparator-differs"]),
    ("thuộc nhóm 3 địa phương dẫn đầu", "vi", {"measure": "rank"}, {"value": "3", "comparator": "within_top"}, []),
    ("top 3", "en", {"measure": "rank"}, {"value": "4", "comparator": "within_top"}, ["value-differs"]),
    ("giảm ít nhất 65%", "vi", {"direction": "decrease"}, {"value": "-65", "relative_to": "x-0", "comparator": "at_most"}, []),
    ("giảm 65%", "vi", {"direction": "decrease"}, {"value": "-64", "relative_to": "x-0", "comparator": "at_most"}, ["value-differs"]),
    ("trên 1.200 tỷ đồng", "vi", {"measure": "amount", "unit": "vnd", "scale": "billion"}, {"value": "1200", "comparator": "more_than"}, []),
    ("trên 1.200 tỷ đồng", "vi", {"measure": "amount", "unit": "vnd", "scale": "trillion"}, {"value": "1.2", "comparator": "more_than"}, []),
    ("trên 1.200 tỷ đồng", "vi", {"measure": "amount", "unit": "vnd", "scale": "million"}, {"value": "1200", "comparator": "more_than"}, ["scale-differs"]),
    ("trên 1.200 tỷ", "vi", {"measure": "amount", "unit": "vnd", "scale": "billion"}, {"value": "1200", "comparator": "more_than"}, []),
    ("trên 1.200", "vi", {"measure": "amount", "unit": "vnd"}, {"value": "1200", "comparator": "more_than"}, ["unit-unprinted"]),
    ("hơn 50 doanh nghiệp", "vi", {}, {"value": "50", "comparator": "more_than"}, ["unit-unprinted"]),
    ("tăng gấp đôi", "vi", {}, {"value": "100", "relative_to": "x-0", "comparator": "at_least"}, []),
    ("doubled", "en", {}, {"value": "50", "relative_to": "x-0", "comparator": "at_least"}, ["value-differs"]),
    ("giảm một nửa", "vi", {"direction": "decrease"}, {"value": "-50", "relative_to": "x-0", "comparator": "at_most"}, []),
    ("tăng trưởng hai con số", "vi", {}, {"value": "10", "comparator": "at_least"}, []),
    ("một nửa số hộ", "vi", {}, {"value": "50", "comparator": "at_least"}, []),
    ("a third of homes", "en", {}, {"value": "33.3", "comparator": "at_least"}, []),
    ("a third of homes", "en", {}, {"value": "35", "comparator": "at_least"}, ["words-without-figure"]),
    ("ba trung tâm", "vi", {"measure": "count"}, {"value": "3", "comparator": "at_least"}, []),
    ("three centres", "en", {"measure": "count"}, {"value": "4", "comparator": "at_least"}, ["words-without-figure"]),
    ("âm 2,5%", "vi", {"limit": None}, {"value": "-2.5", "comparator": "at_least"}, []),
    ("−2.5%", "en", {"limit": None}, {"value": "2.5", "comparator": "at_least"}, ["value-differs"]),
    ("-2.5%", "en", {"limit": None}, {"value": "-2.5", "comparator": "at_least"}, []),
    ("(2.5%)", "en", {"limit": None}, {"value": "-2.5", "comparator": "at_least"}, []),
    ("nhiều doanh nghiệp", "vi", {"measure": "count"}, {"value": "50", "comparator": "more_than"}, ["words-without-figure"]),
)  # fmt: skip


@pytest.mark.parametrize(("words", "lang", "indicator", "target", "codes"), TARGETS)
def test_a_target_is_held_to_its_words(
    small: SimpleNamespace,
    words: str,
    lang: str,
    indicator: dict[str, str],
    target: dict[str, str],
    codes: list[str],
) -> None:
    """Value, ends, comparator, unit and scale are those of the words."""
    fields = dict(indicator)
    measure = fields.pop("measure", "share")
    value = dict(target)
    catalog = small.catalog(
        small.indicator("x", measure, **fields),
        small.target("x-1", value.pop("value"), **value),
        document(words, lang=lang),
    )
    assert [one.code for one in figures_as_printed(catalog)] == codes


MEASUREMENTS: tuple[tuple[object, ...], ...] = (
    ("25,2%", "25.2", {}, []),
    ("25,2%", "25.20", {}, []),
    ("25,2%", "252", {}, ["value-differs"]),
    ("khoảng 25,2%", "25.2", {}, ["qualifier-differs"]),
    ("khoảng 25,2%", "25.2", {"qualifier": "about"}, []),
    ("lên tới 25%", "25", {"qualifier": "up_to"}, []),
    ("25,2%", "25.2", {"qualifier": "more_than"}, ["qualifier-differs"]),
    ("năm 2025 đạt 25,2%", "25.2", {}, []),
    ("18/52 (34%)", "34", {}, []),
)


@pytest.mark.parametrize(("words", "value", "more", "codes"), MEASUREMENTS)
def test_a_measurement_is_held_to_its_words(
    small: SimpleNamespace, words: str, value: str, more: dict[str, str], codes: list[str]
) -> None:
    """Value and qualifier are those of the words; of several figures the one that is meant counts."""
    catalog = small.catalog(
        small.indicator("x"), small.measured("x-1", value, doc="plan", **more), document(words)
    )
    assert [one.code for one in figures_as_printed(catalog)] == codes


def test_every_restatement_must_say_the_same(small: SimpleNamespace) -> None:
    """A claim that is named as saying the same again, and does not, is found."""
    target = small.target("x-1", "50", comparator="more_than", restated=("book/again",))
    other = small.source("book", "2025", again="trên 55%")
    catalog = small.catalog(small.indicator("x"), target, document("trên 50%"), other)
    found = list(figures_as_printed(catalog))
    assert [one.code for one in found] == ["value-differs"]
    assert "trên 55%" in found[0].message.en


@pytest.mark.parametrize(("words", "codes"), [("25,2%", []), ("25.2%", []), ("25,3%", ["value-differs"])])
def test_words_of_a_page_may_be_in_either_language(
    small: SimpleNamespace, words: str, codes: list[str]
) -> None:
    """A cited page has no known language: either notation will do, another number will not."""
    cited = Cited(url="https://example.org/", as_printed=words)
    catalog = small.catalog(
        small.indicator("x"), small.measured("x-1", "25.2", claim=None, cited=cited, published=None)
    )
    assert [one.code for one in figures_as_printed(catalog)] == codes


DIGITS: tuple[tuple[object, ...], ...] = (
    # words, the claim's own fields, digits left over
    ("phủ sóng 5G", {}, "5"),
    ("phủ sóng 5G", {"reading": Wording("Sóng 5G", "5G coverage")}, ""),
    ("phủ sóng 5G", {"reading": Wording("Sóng 5G", "Coverage")}, "5"),
    ("phủ sóng 5G", {"reading": Wording("", "5G coverage")}, ""),
    ("5G và 5G", {"reading": Wording("5G", "5G")}, "5"),
    ("200 gian hàng", {"value": Decimal(200)}, ""),
    ("200 gian hàng", {}, "200"),
    ("200 đến 300 gian hàng", {"value": Decimal(200)}, "300"),
    ("200 đến 300 gian hàng", {"value": Decimal(200), "value_high": Decimal(300)}, ""),
    ("18/52 chỉ số", {"value": Decimal(18)}, "52"),
    ("18/52 chỉ số", {"value": Decimal(18), "of": Decimal(52)}, ""),
    ("90.000 gian hàng", {"value": Decimal(90000)}, ""),
    ("Nghị quyết 57", {"reading": Wording("Nghị quyết 57", "Resolution 57")}, ""),
    ("không có số", {}, ""),
)


@pytest.mark.parametrize(("words", "more", "left"), DIGITS)
def test_digits_are_held_or_repeated(
    small: SimpleNamespace, words: str, more: dict[str, Any], left: str
) -> None:
    """A digit is part of a figure that somebody holds, or stands in each reading as often as in the words."""
    found = list(digits_of_claims(small.catalog(document(words, **more))))
    assert [one.message.en.rpartition(": ")[2] for one in found] == ([f"{left}."] if left else [])


def test_a_total_may_stand_elsewhere_in_the_words(small: SimpleNamespace) -> None:
    """A total that the reader of quantities does not join to the value is still one of the numbers printed."""
    measured = small.measured("x-1", "3", doc="plan")._replace(of=Decimal(63))
    catalog = small.catalog(
        small.indicator("x", "rank"), measured, document("xếp thứ 3, cả nước có 63 tỉnh, thành")
    )
    assert list(figures_as_printed(catalog)) == []
    assert list(digits_of_claims(catalog)) == []


@pytest.mark.parametrize(
    ("words", "value", "codes"),
    [
        ("1.200 tỷ đồng", Decimal(1200), []),
        ("1.200 tỷ đồng", Decimal(1_200_000_000_000), []),
        ("1.200 tỷ đồng", Decimal(1201), ["value-differs"]),
        ("1.200 tỷ đồng", None, ["set-aside-without-value"]),
        ("dẫn đầu cả nước", None, []),
        ("nhiều gian hàng", Decimal(3), ["words-without-figure"]),
    ],
)
def test_a_claim_set_aside_holds_its_own_figure(
    small: SimpleNamespace, words: str, value: Decimal | None, codes: list[str]
) -> None:
    """What no target or measurement holds, the claim holds as printed, with or without the scale worked in."""
    aside = document(words, value=value, set_aside=Wording("Bối cảnh", "Context"))
    assert [one.code for one in figures_of_claims(small.catalog(aside))] == codes


@pytest.mark.parametrize(
    ("title", "text", "named"),
    [
        ("Nam", "Đến năm 2030 đạt 3%", False),
        ("Nam", "Việt Nam đạt 3%", False),
        ("North", "3% in North Korea", False),
        ("Nam", "3% ở miền Nam", True),
        ("Huế", "TP. Huế đạt 3%", True),
        ("Hà Nội", "thành phố HÀ NỘI đạt 3%", True),
    ],
)
def test_an_area_is_named_by_its_own_word(title: str, text: str, named: bool) -> None:
    """A word that is the area's without its marks, or part of a longer name, is not the area."""
    catalog: Any = SimpleNamespace(areas=[SimpleNamespace(id="here", title=Wording(title, title))])
    assert _areas(catalog, text) == ({"here"} if named else set())
