from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hntrack.text.numbers import AmbiguousNumber, NotANumber, format_number, read_number, read_typed_number
from hntrack.text.quantity import Quantity, read_quantity

LANGS = st.sampled_from(["vi", "en"])
DECIMALS = st.decimals(min_value=-(10**15), max_value=10**15, places=4).map(lambda one: one.normalize())


@given(DECIMALS, LANGS)
def test_what_is_printed_is_read_back(value: Decimal, lang: str) -> None:
    """Printing and reading are inverse for every value without trailing zeros."""
    assert read_number(format_number(value, lang), lang) == value


@given(st.text(max_size=60) | st.text("0123456789.,-_ e", max_size=20), LANGS)
def test_a_number_is_read_or_refused_by_name(text: str, lang: str) -> None:
    """No text makes the readers fail in any other way."""
    for read in (read_number, read_typed_number):
        with suppress(NotANumber, AmbiguousNumber):
            assert isinstance(read(text, lang), Decimal)


WORDS = st.sampled_from(
    ["trên", "hơn", "từ", "đến", "nhóm", "dẫn đầu", "năm", "2030", "1.200", "25,2", "%", "/", "tỷ", "đồng", "top", "three", "of",
     "5G", "18/52", "between", "and", "-", "trở lên", "/năm", "vạn dân", "İ", "\x00", "\u202e", "ngày", "57-NQ/TW"]
)  # fmt: skip


@given(st.text(max_size=80) | st.lists(WORDS, max_size=14).map(" ".join), LANGS)
def test_any_words_give_a_quantity_or_none(text: str, lang: str) -> None:
    """No text makes the reader fail, and its spans lie in the text."""
    quantity = read_quantity(text, lang)
    assert quantity is None or isinstance(quantity, Quantity)
    if quantity is not None:
        assert 0 <= quantity.start <= quantity.end
        assert quantity.value.is_finite()
