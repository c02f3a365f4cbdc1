from __future__ import annotations

import pytest

from hntrack.text.quantity import read_quantity
from hntrack.text.quantity_words import SCALE_WORDS, UNIT_WORDS, ScaleWord, UnitWord


@pytest.mark.parametrize("word", UNIT_WORDS, ids=lambda one: f"{one.lang}-{one.words}")
def test_the_example_of_a_unit_word_is_read_in_its_unit(word: UnitWord) -> None:
    """An entry of the table proves itself."""
    quantity = read_quantity(word.example, "en" if word.lang == "en" else "vi")
    assert quantity is not None
    assert quantity.unit == word.unit


@pytest.mark.parametrize("word", SCALE_WORDS, ids=lambda one: f"{one.lang}-{one.words}")
def test_the_example_of_a_scale_word_is_scaled(word: ScaleWord) -> None:
    """An entry of the table proves itself."""
    quantity = read_quantity(word.example, word.lang)
    assert quantity is not None
    assert quantity.exponent >= word.exponent
