from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hntrack.text.numbers import (
    AmbiguousNumber,
    NotANumber,
    format_number,
    read_misprinted_number,
    read_number,
    read_typed_number,
)


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("1.200", "vi", "1200"),
        ("25,2", "vi", "25.2"),
        ("633.092", "vi", "633092"),
        ("1.114,1", "vi", "1114.1"),
        ("07", "vi", "7"),
        ("-65", "vi", "-65"),
        ("−65", "vi", "-65"),
        ("0,125", "vi", "0.125"),
        ("1,200", "en", "1200"),
        ("25.2", "en", "25.2"),
        ("1234567", "en", "1234567"),
    ],
)
def test_a_number_is_read_in_the_notation_of_its_language(text: str, lang: str, value: str) -> None:
    """Points group in Vietnamese and commas in English, the other mark begins the decimals."""
    assert read_number(text, lang) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25_2",
        "1e3",
        "nan",
        "inf",
        "٢٥",
        "２５",
        "1.2.3",
        "1.20",
        "25.2",
        ".5",
        "5,",
        "1 200",
        "+5",
        "--5",
        "0.200",
        "1" * 41,
    ],
)
def test_what_is_no_vietnamese_number_is_refused(text: str) -> None:
    """Nothing but digits with the language's own marks is a number."""
    with pytest.raises(NotANumber):
        read_number(text, "vi")


@pytest.mark.parametrize(
    ("text", "lang", "readings"), [("1,200", "vi", ("1.2", "1200")), ("1.200", "en", ("1.2", "1200"))]
)
def test_a_decimal_that_may_be_a_thousands_group_is_refused_with_both_readings(
    text: str, lang: str, readings: tuple[str, ...]
) -> None:
    """Three decimals that end in 0 are read by nobody without asking."""
    with pytest.raises(AmbiguousNumber) as refused:
        read_number(text, lang)
    assert refused.value.readings == tuple(Decimal(one) for one in readings)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("27,1", "27.1"),
        ("27.1", "27.1"),
        ("1.200,5", "1200.5"),
        ("1,200.5", "1200.5"),
        ("1.200.000", "1200000"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_typed_number_is_read_in_either_notation(text: str, value: str, lang: str) -> None:
    """What a person types has one value or is refused."""
    assert read_typed_number(text, lang) == Decimal(value)


@pytest.mark.parametrize("text", ["1.200", "1,200", "12.345"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_typed_number_with_two_values_is_refused(text: str, lang: str) -> None:
    """The readings stand in the order of the language."""
    with pytest.raises(AmbiguousNumber) as refused:
        read_typed_number(text, lang)
    assert refused.value.readings[0] == read_number(text, lang) if not text.endswith("00") else True
    assert len(set(refused.value.readings)) == 2


def test_numbers_grouped_as_in_india_are_read() -> None:
    """Lakhs and crores are set apart by two digits; anything else so grouped is no number."""
    assert read_number("2,94,427", "en") == Decimal(294427)
    assert read_number("1,03,45,099.5", "en") == Decimal("10345099.5")
    for text in ("2,94,42", "0,94,427", "294,42,700,1"):
        with pytest.raises(NotANumber):
            read_number(text, "en")


def test_a_misprint_with_one_reading_is_read() -> None:
    """A Vietnamese page that prints 25.2 or 1,200,000 means what it can only mean."""
    assert read_misprinted_number("25.2", "vi") == Decimal("25.2")
    assert read_misprinted_number("1,200,000", "vi") == Decimal(1200000)
    with pytest.raises(NotANumber):
        read_misprinted_number("1.2.3", "vi")


@pytest.mark.parametrize(
    ("value", "lang", "options", "text"),
    [
        ("25.2", "vi", {}, "25,2"),
        ("1200", "vi", {}, "1.200"),
        ("1200", "en", {}, "1,200"),
        ("1200", "vi", {"grouping": False}, "1200"),
        ("2.5", "en", {"places": 0}, "2"),
        ("3.5", "en", {"places": 0}, "4"),
        ("-0.04", "en", {"places": 1}, "0.0"),
        ("-1234.5", "vi", {"minus": "−"}, "−1.234,5"),
        ("1E+6", "en", {}, "1,000,000"),
        ("9.995", "vi", {"places": 2}, "10,00"),
    ],
)
def test_a_number_is_printed_as_the_language_does(
    value: str, lang: str, options: dict[str, Any], text: str
) -> None:
    """No exponent, no negative zero, half to even."""
    assert format_number(Decimal(value), lang, **options) == text


def test_only_finite_numbers_are_printed() -> None:
    """NaN and infinity are no data."""
    for value in ("NaN", "Infinity"):
        with pytest.raises(ValueError, match="finite"):
            format_number(Decimal(value), "vi")
