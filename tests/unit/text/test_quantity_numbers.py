"""Shares and multiples in words: every entry of the table proves itself."""

from __future__ import annotations

import pytest

from hntrack.text.quantity_numbers import FIGURE_WORDS, FigureWord, figure_words


@pytest.mark.parametrize("word", FIGURE_WORDS, ids=lambda one: f"{one.lang}-{one.words}")
def test_a_figure_in_words_is_found_whole(word: FigureWord) -> None:
    """The example holds these words and no others of the table."""
    (found,) = figure_words(f"x {word.example} y", word.lang)
    assert found[0] == word


def test_half_of_a_year_is_no_share() -> None:
    """The first half of the year is a time."""
    assert figure_words("in the first half of the year", "en") == []
