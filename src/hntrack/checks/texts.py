"""Texts: composed, without anything hidden, in both languages; citations short and placed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hntrack.checks.places import Placed, at
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.text.fold import nfc
from hntrack.text.wording import Wording

# A citation is a few words; more would be copying the document.
LONGEST_CITATION = 12
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_OF_CITED = ("as_printed", "title", "publisher")

_Text = tuple[Placed, str, str | Wording | None]


def forms_of_texts(catalog: Catalog) -> Iterator[Problem]:
    """Every text is in NFC and shows all it holds; line ends stand in notes only."""
    for record, field, text in _texts(catalog):
        for name, one in _languages(field, text):
            if one.isascii() and one.isprintable():
                continue
            if one != nfc(one):
                yield problem("text-not-nfc", at(record, name), text=one)
            hidden = next((c for c in one if _is_hidden(c, field)), None)
            if hidden is not None:
                yield problem(
                    "text-hides-character", at(record, name), codepoint=f"U+{ord(hidden):04X}", text=one
                )


def languages_of_wordings(catalog: Catalog) -> Iterator[Problem]:
    """A wording is there in Vietnamese and in English."""
    for record, field, text in _texts(catalog):
        if isinstance(text, Wording) and not (text.vi.strip() and text.en.strip()):
            missing = "vi" if not text.vi.strip() else "en"
            yield problem("wording-in-one-language", at(record, field), field=field, missing=missing)


def lengths_of_citations(catalog: Catalog) -> Iterator[Problem]:
    """As-printed words are few."""
    for record, field, text in _texts(catalog):
        words = len(text.split()) if isinstance(text, str) and field.endswith("as_printed") else 0
        if words > LONGEST_CITATION:
            yield problem("as-printed-too-long", at(record, field), words=words, most=LONGEST_CITATION)


def _texts(catalog: Catalog) -> Iterator[_Text]:
    yield from _fields(catalog, "title", "note")
    stages = (stage for indicator in catalog.indicators for stage in indicator.stages)
    for named in (*catalog.goals, *catalog.areas, *catalog.units, *stages):
        yield from _fields(named, "title", "note")
    for indicator in catalog.indicators:
        yield from _fields(indicator, "title", "share_of", "note")
    for target in catalog.targets:
        yield from _fields(target, "stated", "note")
    for one in catalog.measurements:
        yield from _fields(one, "why", "judged_by", "note")
        if one.cited is not None:
            cited = one.cited
            yield from ((one, f"cited.{field}", getattr(cited, field)) for field in _OF_CITED)
    for source in catalog.sources:
        yield from _fields(source, "title", "publisher", "author", "original", "note")
        yield source, "published.note", source.published.note
        for claim in source.claims:
            yield from _fields(claim, "as_printed", "reading", "set_aside")


def _fields(record: Placed, *names: str) -> Iterator[_Text]:
    return ((record, name, getattr(record, name)) for name in names)


def _languages(field: str, text: str | Wording | None) -> Iterator[tuple[str, str]]:
    if isinstance(text, Wording):
        yield f"{field}.vi", text.vi
        yield f"{field}.en", text.en
    elif text is not None:
        yield field, text


def _is_hidden(character: str, field: str) -> bool:
    if character == "\n":
        return not field.endswith(("note", "why", "reading", "set_aside", "stated"))
    return unicodedata.category(character) in _HIDDEN
