"""Every entry of the extractor's tables proves itself by its example."""

from __future__ import annotations

import pytest

from hntrack.extract import extract
from hntrack.languages import load_table
from hntrack.text.aims import aims_of
from hntrack.text.sentences import Sentence, find_cues

LANGUAGES = ("vi", "en")
WORDS = [
    (lang, name, word)
    for lang in LANGUAGES
    for name, table in load_table("cues", lang).items()
    if "kind" in table
    for word in table["words"]
]
EXAMPLES = [
    (lang, name, table["example"])
    for lang in LANGUAGES
    for name, table in load_table("cues", lang).items()
    if "example" in table
]


@pytest.mark.parametrize(("lang", "name", "word"), WORDS)
def test_each_cue_is_found_as_its_class(lang: str, name: str, word: str) -> None:
    """A word of the table, alone between others, is found whole and under its class."""
    found = find_cues(f"xyz {word} abc", lang)
    assert any(f"xyz {word} abc"[cue.start : cue.end] == word and cue.name == name for cue in found)


@pytest.mark.parametrize(("lang", "name", "example"), EXAMPLES)
def test_each_class_of_cues_has_an_example(lang: str, name: str, example: str) -> None:
    """The example of a class holds a word of it."""
    assert name in {cue.name for cue in find_cues(example.lower(), lang)}


@pytest.mark.parametrize(
    ("lang", "example"),
    [(lang, row["example"]) for lang in LANGUAGES for row in load_table("aims", lang)["aim"]],
)
def test_each_aim_in_words_is_found(lang: str, example: str) -> None:
    """The example of an aim holds one."""
    assert aims_of(Sentence(example), lang, [], [])


def test_what_an_event_is_among_is_no_aim() -> None:
    """Being one of many events or tasks is a description; nobody promises it."""
    assert not aims_of(
        Sentence("hội chợ là một trong những hoạt động thường niên của thành phố"), "vi", [], []
    )


def test_a_place_at_the_head_of_a_line_holds_for_all_of_it() -> None:
    """A figure of a place's own paragraph is of that place, and a market abroad is none."""
    text = "Lào Cai và các tỉnh\nTỉnh Lai Châu: Trồng 90 ha quế. Đến năm 2030, thu 40 tỷ đồng từ Nhật Bản, đạt 60%."
    assert {claim.area for claim in extract(text)} == {"Lai Chau"}
