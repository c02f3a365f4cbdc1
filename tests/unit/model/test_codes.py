"""What a comparator asks is said once; every place that words it knows every comparator."""

from __future__ import annotations

import pytest

from hntrack.model.codes import COMPARATORS, MEASURES, UNITS, Comparator, comparators_of, meaning


@pytest.mark.parametrize("comparator", COMPARATORS)
def test_every_comparator_has_a_meaning_and_words(comparator: Comparator) -> None:
    """It fits a measure, is strict only as a bound, and has its label and, with a number, its sentence."""
    asked = meaning(comparator)
    assert asked.measures
    assert not asked.strict or asked.asks == "bound"
    assert (asked.asks == "bound") == (asked.way != 0)
    assert asked.label.en
    assert (asked.asks == "words") == (asked.asked.en == "")


def test_every_measure_can_be_asked_for() -> None:
    """Ranks are asked for by their top, stages by a stage, texts by words, other numbers by size."""
    asked = {measure: comparators_of(measure) for measure in MEASURES}
    assert all(asked.values())
    assert asked["rank"] == ("between", "exactly", "within_top")
    assert (asked["stage"], asked["text"]) == (("reaches",), ("text",))
    assert asked["share"] == asked["amount"] == COMPARATORS[:6]


def test_every_unit_has_titles_in_both_languages() -> None:
    """A unit is never shown by its id."""
    assert all(one.title.within("vi") and one.title.within("en") for one in UNITS.values())
    assert all(name == one.id for name, one in UNITS.items())
