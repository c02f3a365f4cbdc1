"""Values as people type them are read in one way or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hntrack.errors import UsageError
from hntrack.model.records import Indicator, Named
from hntrack.text.wording import Wording
from hntrack.workspace.typed import read_typed


def made(measure: str, unit: str | None, scale: str = "one", stages: tuple[str, ...] = ()) -> Indicator:
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
