"""Every entry of the extractor's tables proves itself."""

from __future__ import annotations

from datetime import date

import pytest

from hntrack.extract import extract
from hntrack.extract.areas import AREAS, Area, areas_in
from hntrack.extract.cues import CUES, Cue
from hntrack.extract.kinds import cues_in
from hntrack.extract.public_words import PUBLIC_WORDS, is_public
from hntrack.extract.qualitative_words import AIMS, Aim
from hntrack.extract.time_words import TIME_WORDS, TimeWord
from hntrack.extract.times import find_times

PLAIN = {"vi": "theo đó, thành phố {} tỷ lệ 45%", "en": "the city {} a rate of 45%"}


@pytest.mark.parametrize("cue", CUES, ids=lambda one: f"{one.lang}-{one.words}")
def test_a_cue_speaks_for_its_kind(cue: Cue) -> None:
    """In a plain sentence the cue is found and counts for what the table says."""
    assert cue.kind in {kind for _, kind in cues_in(PLAIN[cue.lang].format(cue.words), cue.lang)}


@pytest.mark.parametrize("word", TIME_WORDS, ids=lambda one: f"{one.lang}-{one.example}")
def test_a_time_is_found_whole(word: TimeWord) -> None:
    """The example is one time, of the basis and role that the table says."""
    low = word.example.lower()
    found = find_times(f"đạt 5% {low}." if word.lang == "vi" else f"the {low}.", word.lang)
    assert [(one.basis, one.role) for one in found] == [(word.basis, word.role)]


@pytest.mark.parametrize("aim", AIMS, ids=lambda one: f"{one.lang}-{one.example}")
def test_an_aim_in_words_is_a_target_without_a_figure(aim: Aim) -> None:
    """The example gives one aim."""
    claims = extract(
        aim.example[0].upper() + aim.example[1:] + ".", lang=aim.lang, published=date(2024, 5, 1)
    )
    assert [(one.kind, one.comparator, one.value) for one in claims] == [("target", "text", None)]


@pytest.mark.parametrize("area", AREAS, ids=lambda one: one.name)
def test_a_place_is_known_by_each_of_its_names(area: Area) -> None:
    """Each name alone means the place."""
    assert {name for word in area.words for _, name in areas_in(f"ở {word},")} == {area.name}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_three_words_of_public_matters_are_enough(lang: str) -> None:
    """Any three of the table, however long the rest, and no two."""
    rest = "xin chào " * 60
    words = PUBLIC_WORDS[lang]
    for index in range(0, len(words) - 3, 3):
        assert is_public([rest, ". ".join(words[index : index + 3])], lang)
    assert not is_public([rest, f"{words[0]}. {words[1]}. {words[0]}"], lang)
    assert is_public(["xin chào"], lang)
