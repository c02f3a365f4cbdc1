"""Words at the edges of subjects (the tables ``subjects`` of each language)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from hntrack.languages import load_table

Words = tuple[str, ...]


class Edges(NamedTuple):
    """The lists of the table, under its names; what each is for stands there."""

    leading: Words
    introductions: Words
    verbs: Words
    predicates: Words
    no_noun: Words
    after_stops: Words
    elsewhere: Words
    head_stops: Words
    classifiers: Words
    pronouns: Words
    wholes: Words
    about_targets: Words
    clause_verbs: Words
    measures: Words
    finite: Words
    open_ends: Words
    joints: Words
    general: Words
    open_words: Words
    measured_in: Mapping[str, Words]


@cache
def edges(lang: str) -> Edges:
    """Give the words of a language."""
    table = load_table("subjects", lang)
    lists = {name: tuple(table[name]) for name in Edges._fields if name != "measured_in"}
    lists["predicates"] = (*lists["verbs"], *lists["predicates"])
    return Edges(**lists, measured_in={word: tuple(names) for word, names in table["measured_in"].items()})
