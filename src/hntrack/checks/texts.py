"""Texts: composed, without anything hidden, in both languages; citations short and placed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from hntrack.checks.shared import Placed, at, check
from hntrack.classes import Any
from hntrack.errors import Problem, Where, error, problem, warning
from hntrack.model.catalog import Catalog
from hntrack.model.fields import RECORDS
from hntrack.text.fold import nfc
from hntrack.text.wording import REQUIRED, Wording

# A citation is a few words; more would be copying the document.
LONGEST_CITATION = 12
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_TEXTS = frozenset({"text", "text_or_unknown", "wording"})

_Text = tuple[Placed, str, str | Wording | None]


@check(
    {
        "text-not-nfc": error(
            "Texts of this file are not composed Unicode (NFC): {count}, the first “{text}”.",
            "Convert the file to NFC (uconv -x any-nfc, or save it again in an editor that composes).",
        ),
        "text-hides-character": error(
            "The text hides a character that nobody sees, {codepoint}: “{text}”.", "Delete that character."
        ),
    }
)
def forms_of_texts(catalog: Catalog) -> Iterator[Problem]:
    """Every text is in NFC and shows all it holds; line ends stand in notes only.

    What is decomposed is named once a file: one keyboard or one copied page decomposes all of it.
    """
    decomposed: dict[str, tuple[Where, str, int]] = {}
    for record, field, text in texts_of(catalog):
        for name, one in _languages(field, text):
            if one.isascii() and one.isprintable():
                continue
            if one != nfc(one):
                where = at(record, name)
                first, text_, count = decomposed.get(where.file, (where, one, 0))
                decomposed[where.file] = (first, text_, count + 1)
            hidden = next((c for c in one if _is_hidden(c, field)), None)
            if hidden is not None:
                yield problem(
                    "text-hides-character", at(record, name), codepoint=f"U+{ord(hidden):04X}", text=one
                )
    for where, one, count in decomposed.values():
        yield problem("text-not-nfc", where, text=one, count=count)


@check(
    {
        "wording-in-one-language": warning(
            "{field} is missing its {missing} text.",
            "Add it; until then the other language is shown instead.",
        ),
    }
)
def languages_of_wordings(catalog: Catalog) -> Iterator[Problem]:
    """A text is there in each language that the catalog's head names; in Vietnamese and English where it names none."""
    required = catalog.languages or REQUIRED
    for record, field, text in texts_of(catalog):
        missing = (
            [lang for lang in required if not text.get(lang).strip()] if isinstance(text, Wording) else []
        )
        if missing:
            yield problem(
                "wording-in-one-language", at(record, field), field=field, missing=", ".join(missing)
            )


@check(
    {
        "as-printed-too-long": error(
            "The citation is {words} words long; {most} is the most.",
            "Keep the few words around the figure: the article is somebody else's.",
        ),
    }
)
def lengths_of_citations(catalog: Catalog) -> Iterator[Problem]:
    """As-printed words are few."""
    for record, field, text in texts_of(catalog):
        words = len(text.split()) if isinstance(text, str) and field.endswith("as_printed") else 0
        if words > LONGEST_CITATION:
            yield problem("as-printed-too-long", at(record, field), words=words, most=LONGEST_CITATION)


@check(
    {
        "act-number-unread": warning(
            "'{number}' is not the number of an act as such acts are numbered.",
            "Write number and sign as the act prints them: 57-NQ/TW, 43/KH-UBND, 39/2024/QH15.",
        ),
        "act-kind-differs": error(
            "The number {number} is that of another kind of act: {found}, not {kind}.",
            "Correct kind or number.",
        ),
    }
)
def numbers_of_acts(catalog: Catalog) -> Iterator[Problem]:
    """A number is read whole by the grammar of numbers, and as that of an act of its kind."""
    if not catalog.acts:
        return
    from hntrack.documents.acts import find_acts, kind_names  # noqa: PLC0415  (only catalogs with acts pay for the grammar)

    for act in catalog.acts:
        found = find_acts(act.number)
        if len(found) != 1 or found[0].printed != act.number:
            yield problem("act-number-unread", at(act, "number"), number=act.number)
        elif act.kind not in (found[0].kind, *_SAME_SIGN.get(found[0].kind, ())):
            printed, written = (Wording(*kind_names(kind)) for kind in (found[0].kind, act.kind))
            yield problem("act-kind-differs", at(act, "kind"), number=act.number, found=printed, kind=written)


# Kinds that bear the sign of another one: the Party's regulations that of decisions; of assemblies, the year alone.
_SAME_SIGN = {
    "decision": ("regulation",),
    "law": ("resolution", "ordinance", "order"),
    "resolution": ("ordinance",),
}


def texts_of(catalog: Catalog) -> Iterator[_Text]:
    """Give every text of the catalog: the record, the field in it, and the text or the wording."""
    yield from _of(catalog, "catalog")
    stages = (stage for indicator in catalog.indicators for stage in indicator.stages)
    for named in (*catalog.goals, *catalog.units, *stages):
        yield from _of(named, "named")
    for area in catalog.areas:
        yield from _of(area, "area")
    for act in catalog.acts:
        yield from _of(act, "act")
    for indicator in catalog.indicators:
        yield from _of(indicator, "indicator")
    for target in catalog.targets:
        yield from _of(target, "target")
    for measurement in catalog.measurements:
        yield from _of(measurement, "measurement")
    for source in catalog.sources:
        yield from _of(source, "source")
        for claim in source.claims:
            yield from _of(claim, "claim")


def _of(record: Placed, kind: str) -> Iterator[_Text]:
    """Give the texts of a record, those inside it too (``cited.title``)."""
    for field, steps in _text_fields(kind):
        value: Any = record
        for step in steps:
            value = None if value is None else getattr(value, step)
        yield record, field, value


@cache
def _text_fields(kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the fields that hold texts: dotted names as places have them, and attributes."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for field in RECORDS[kind]:
        own = () if field.spread else (field.in_model,)
        if field.kind in _TEXTS:
            found.append((field.name, own))
        elif field.kind == "record":
            found += ((f"{field.name}.{name}", (*own, *steps)) for name, steps in _text_fields(field.of))
    return tuple(found)


def _languages(field: str, text: str | Wording | None) -> Iterator[tuple[str, str]]:
    if isinstance(text, Wording):
        yield from ((f"{field}.{lang}", said) for lang, said in text.texts.items())
    elif text is not None:
        yield field, text


def _is_hidden(character: str, field: str) -> bool:
    if character == "\n":
        return not field.endswith(("note", "why", "reading", "set_aside", "stated"))
    return unicodedata.category(character) in _HIDDEN
