"""Values as people type them are read in one way or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hntrack.errors import UsageError
from hntrack.model.catalog import Catalog
from hntrack.model.codes import QUALIFIERS, Measure, Scale, word
from hntrack.model.records import Indicator, Measurement, Named
from hntrack.report.words import measurement_text
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period
from hntrack.workspace.typed_values import read_change, read_typed


def made(measure: Measure, unit: str | None, scale: Scale = "one", stages: tuple[str, ...] = ()) -> Indicator:
    return Indicator(
        id="thing",
        goal="goal",
        area="area",
        title=Wording("", ""),
        measure=measure,
        unit=unit,
        direction="increase",
        scale=scale,
        stages=tuple(Named(one, Wording(one, one)) for one in stages),
    )


SHARE = made("share", "percent")
MONEY = made("amount", "vnd", "billion")
COUNT = made("count", "firms")


@pytest.mark.parametrize(
    ("indicator", "text", "lang", "value"),
    [
        (SHARE, "27,1", "vi", "27.1"),
        (SHARE, "27.1", "vi", "27.1"),
        (SHARE, "27,1", "en", "27.1"),
        (SHARE, "27,1%", "vi", "27.1"),
        (SHARE, "-3,5", "vi", "-3.5"),
        (MONEY, "1.200 tỷ", "vi", "1200"),
        (MONEY, "1.200 tỷ", "en", "1200"),
        (MONEY, "1,2 nghìn tỷ đồng", "vi", "1200"),
        (MONEY, "633.092 triệu đồng", "vi", "633.092"),
        (MONEY, "1200", "vi", "1200"),
        (COUNT, "1.234.567", "vi", "1234567"),
        (SHARE, "−3,5", "vi", "-3.5"),
        (SHARE, "–3,5", "en", "-3.5"),
        (SHARE, "âm 3,5", "vi", "-3.5"),
        (SHARE, "minus 3.5 %", "en", "-3.5"),
        (SHARE, "(2,7)", "vi", "-2.7"),
        (SHARE, "(2,7 %)", "en", "-2.7"),
        (SHARE, ",5", "vi", "0.5"),
        (SHARE, "-.5", "en", "-0.5"),
        (SHARE, "một nửa", "en", "50"),
        (COUNT, "ba", "vi", "3"),
        (COUNT, "10 000", "en", "10000"),
    ],
)
def test_notation_and_scale_are_read_exactly(indicator: Indicator, text: str, lang: str, value: str) -> None:
    """A typed value is taken digit for digit, in the indicator's own scale."""
    assert read_typed(text, indicator, lang).value == Decimal(value)


@pytest.mark.parametrize("text", ["1.200", "1,200"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_can_be_read_in_two_ways_is_refused_with_both_readings(text: str, lang: str) -> None:
    """`1.200` is one thousand two hundred to one person and 1.2 to another: neither is guessed."""
    with pytest.raises(UsageError) as caught:
        read_typed(text, COUNT, lang)
    assert "1200" in caught.value.message.en
    assert "1.2" in caught.value.message.en
    assert "1,2" in caught.value.message.vi


@pytest.mark.parametrize(
    ("indicator", "text"),
    [
        (SHARE, "abc"),
        (SHARE, "25_2"),
        (SHARE, "1e3"),
        (SHARE, "１２"),
        (SHARE, "nan"),
        (SHARE, "inf"),
        (SHARE, ""),
        (SHARE, "27,1 tỷ"),
        (SHARE, "27 đồng"),
        (SHARE, "từ 2 đến 3"),
        (SHARE, "chưa đạt 50"),
        (SHARE, "giảm 3,5"),
        (SHARE, "mục tiêu 50"),
        (SHARE, "not 50"),
        (SHARE, "50 chưa đạt"),
        (SHARE, "dự kiến 50"),
        (SHARE, "(-2,7)"),
        (SHARE, "--3"),
        (SHARE, "- 3"),
        (SHARE, "(5"),
        (SHARE, "25,2*"),
        (SHARE, "6,5 %/năm"),
        (SHARE, "a third"),
        (COUNT, "12 xe"),
        (MONEY, "12%"),
        (MONEY, "1200 đồng"),
        (made("stage", None, stages=("begun", "done")), "finished"),
        (made("text", None), "yes"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_remedy(indicator: Indicator, text: str) -> None:
    """A value in another unit, without its scale, or unreadable is refused, and the hint says what to type."""
    with pytest.raises(UsageError) as caught:
        read_typed(text, indicator, "vi")
    assert caught.value.hint.vi
    assert caught.value.hint.en


def test_words_around_a_number_are_kept_as_its_qualifier_and_total() -> None:
    """`trên 85%` is more than 85; `18/52` is 18 of 52."""
    assert read_typed("trên 85%", SHARE, "vi").qualifier == "more_than"
    assert read_typed("khoảng 800", COUNT, "vi").qualifier == "about"
    counted = read_typed("18/52", COUNT, "vi")
    assert (counted.value, counted.of) == (Decimal(18), Decimal(52))


@pytest.mark.parametrize(
    ("text", "value"),
    [("−65 %", "-65"), ("giảm 65%", "-65"), ("reduce by 65 %", "-65"), ("+20", "20"), ("gấp đôi", "100"),
     ("doubled", "100"), ("gấp rưỡi", "50"), ("giảm một nửa", "-50"), ("halved", "-50"), ("tăng gấp ba", "200")],
)  # fmt: skip
def test_a_change_is_read_with_the_word_that_says_its_way(text: str, value: str) -> None:
    """Targets that are relative to an earlier value are typed as documents print them."""
    assert read_change(text, "vi") == Decimal(value)


@pytest.mark.parametrize("text", ["giảm −65", "65 tỷ", "từ 2 đến 3", "much"])
def test_what_is_no_change_is_refused(text: str) -> None:
    """Two signs, a scale or a range are no change in percent."""
    with pytest.raises(UsageError):
        read_change(text, "vi")


def test_the_hint_shows_how_to_write_three_decimals() -> None:
    """`53.125` has no last zero to leave out: one more zero makes it a decimal in either notation."""
    with pytest.raises(UsageError) as caught:
        read_typed("53.125", SHARE, "en")
    assert "53125" in caught.value.hint.en
    assert "53.1250" in caught.value.hint.en
    assert "53,1250" in caught.value.hint.vi
    assert read_typed("53.1250", SHARE, "en").value == Decimal("53.125")


def test_the_titles_of_unit_and_indicator_may_follow() -> None:
    """`800 doanh nghiệp` is in the unit of the catalog; another noun is not."""
    firms = {"firms": Named("firms", Wording("doanh nghiệp", "enterprises"))}
    assert read_typed("khoảng 800 doanh nghiệp", COUNT, "vi", units=firms).value == Decimal(800)
    assert read_typed("1,000 enterprises", COUNT, "vi", units=firms).value == Decimal(1000)
    with pytest.raises(UsageError):
        read_typed("800 tập đoàn", COUNT, "vi", units=firms)


def test_a_stage_is_taken_by_its_id() -> None:
    """Stages are the indicator's own, or the three of an aim in words."""
    assert read_typed("done", made("stage", None, stages=("begun", "done")), "vi").stage == "done"
    assert read_typed("achieved", made("text", None), "en").stage == "achieved"


@given(st.text(max_size=60), st.sampled_from(["vi", "en"]), st.sampled_from([SHARE, MONEY, COUNT]))
def test_any_text_is_read_or_refused(text: str, lang: str, indicator: Indicator) -> None:
    """No typed text leads to anything but a finite value or a usage error."""
    try:
        typed = read_typed(text, indicator, lang)
    except UsageError:
        return
    assert typed.value is not None
    assert typed.value.is_finite()


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=3).map(lambda one: one.normalize()),
    st.sampled_from(["vi", "en"]),
    st.sampled_from(QUALIFIERS),
    st.sampled_from([SHARE, MONEY, COUNT, made("rank", "rank")]),
)
def test_what_we_print_is_read_as_the_same_number(
    value: Decimal, lang: str, qualifier: str, indicator: Indicator
) -> None:
    """A value copied from our tables gives the same record; only `1.200 %` may be refused, for its two readings."""
    firms = Named("firms", Wording("doanh nghiệp", "enterprises"))
    catalog = Catalog("made", Wording("", ""), indicators=(indicator,), units=(firms,))
    measured = Measurement(
        "m", "thing", parse_period("2025"), value=value, qualifier=word(qualifier, QUALIFIERS)
    )
    printed = measurement_text(catalog, measured, lang)
    said = read_or_message(printed, indicator, lang, catalog)
    assert "two ways" in said if isinstance(said, str) else said == (value, qualifier)


def read_or_message(
    text: str, indicator: Indicator, lang: str, catalog: Catalog
) -> tuple[Decimal | None, str] | str:
    try:
        typed = read_typed(text, indicator, lang, units=catalog.unit)
    except UsageError as error:
        return error.message.en
    return typed.value, typed.qualifier or "exact"
