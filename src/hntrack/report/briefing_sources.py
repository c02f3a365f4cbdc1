"""The sources of a report: each document with the words it rests on, as printed, with their lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hntrack.model.catalog import Catalog
from hntrack.model.records import Target
from hntrack.model.verdict import Verdict
from hntrack.report.briefing_words import say
from hntrack.report.words import published_text
from hntrack.text.wording import LANGUAGES


class Quote(NamedTuple):
    """Words of a document: which claim, on which line, as printed, and what they say."""

    claim: str
    line: int
    as_printed: str
    reading: str


class Document(NamedTuple):
    """A document with the words that the report rests on, by line.

    ``title`` says that it is unknown where it is; ``publisher``, ``language`` and ``url`` are empty then.
    """

    id: str
    title: str
    publisher: str
    published: str
    language: str
    url: str
    quotes: tuple[Quote, ...]


def documents(catalog: Catalog, judged: Sequence[tuple[Target, Verdict]], lang: str) -> tuple[Document, ...]:
    """Give the documents that the targets and their latest measurements stand in, the newest first."""
    found: dict[str, dict[str, Quote]] = {}
    for key in _claims(catalog, judged):
        claimed = catalog.claim.get(key)
        if claimed is not None:
            source, claim = claimed
            quote = Quote(claim.id, claim.line, claim.as_printed, claim.reading.within(lang))
            found.setdefault(source.id, {})[claim.id] = quote
    newest = sorted(found, key=lambda name: catalog.source[name].published.known_on, reverse=True)
    return tuple(_document(catalog, name, found[name], lang) for name in newest)


def _document(catalog: Catalog, name: str, quotes: dict[str, Quote], lang: str) -> Document:
    source = catalog.source[name]
    return Document(
        id=name,
        title=source.title or say("untitled", lang),
        publisher=source.publisher or "",
        published=published_text(catalog, name, lang),
        language=source.language if source.language in LANGUAGES else "",
        url=source.url or "",
        quotes=tuple(sorted(quotes.values(), key=lambda one: (one.line, one.claim))),
    )


def _claims(catalog: Catalog, judged: Sequence[tuple[Target, Verdict]]) -> Iterator[str]:
    for target, verdict in judged:
        yield target.claim
        yield from target.restated
        for used in (verdict.latest, verdict.baseline):
            measurement = catalog.measurement.get(used or "")
            if measurement is not None and measurement.claim is not None:
                yield measurement.claim
