"""Say where the claims of a document stand: page, heading, cell, and the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hntrack.documents.anchors import Quote, Scroll, find_quote, plain, quote_at
from hntrack.documents.lines import Document, Place
from hntrack.extract.draft import DraftClaim
from hntrack.model.records import ClaimPlace
from hntrack.text.fold import nfc
from hntrack.text.lines import split_lines
from hntrack.workspace.articles import Article

_AROUND = 48


def place_claims(article: Article, claims: Iterable[DraftClaim]) -> tuple[DraftClaim, ...]:
    """Give the claims with their places in the document; those of plain texts as they are.

    The lines of a web page count its readable text, so its claims are found again in the page by their words.
    """
    return tuple(_placed(article, claims))


def with_tables(claims: tuple[DraftClaim, ...], of_tables: tuple[DraftClaim, ...]) -> tuple[DraftClaim, ...]:
    """Add the claims of tables; what was read of the same tables as if they were sentences goes."""
    tables = {claim.place.table for claim in of_tables if claim.place is not None}
    kept = (claim for claim in claims if claim.place is None or claim.place.table not in tables)
    return (*kept, *of_tables) if tables else claims


def _placed(article: Article, claims: Iterable[DraftClaim]) -> Iterator[DraftClaim]:
    document = article.document
    if document is None:
        yield from claims
        return
    scroll = Scroll(document) if article.page else None
    lines = split_lines(nfc(article.text)) if article.page else []
    for claim in claims:
        if claim.place is not None:
            yield claim
        elif scroll is not None:
            yield replace(claim, place=_found_in_page(scroll, lines, claim))
        else:
            yield replace(claim, place=_place_of(document, claim))


def _place_of(document: Document, claim: DraftClaim) -> Place | None:
    line = document.lines[claim.line - 1] if 1 <= claim.line <= len(document.lines) else None
    return line.at(max(0, line.text.find(nfc(claim.as_printed)))) if line is not None else None


def _found_in_page(scroll: Scroll, lines: list[str], claim: DraftClaim) -> Place | None:
    line = lines[claim.line - 1] if 1 <= claim.line <= len(lines) else ""
    before, _, after = plain(line).partition(plain(claim.as_printed))
    quote = Quote(claim.as_printed, before[-_AROUND:].partition(" ")[2], after[:_AROUND].rpartition(" ")[0])
    return find_quote(scroll, quote, Place(0)).place


def around_claim(scroll: Scroll, claim: DraftClaim) -> Quote:
    """Give a claim's words with those around them."""
    return quote_at(scroll, claim.as_printed, claim.place) if claim.place else Quote(claim.as_printed)


def catalog_place(place: Place) -> ClaimPlace | None:
    """Give a place as the catalog keeps it; ``None`` where a line is all there is."""
    in_table = place.table is not None
    found = ClaimPlace(
        page=place.page,
        heading=place.heading or None,
        paragraph=None if in_table else place.paragraph,
        table=place.table,
        row=place.row,
        column=place.column if in_table else None,
    )
    return None if found == ClaimPlace() else found
