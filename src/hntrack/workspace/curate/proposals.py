"""From what the extractor found to a draft: ids, readings, places, and a mark on what the catalog has already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from hntrack.documents.anchors import Quote, Scroll, find_quote, plain, quote_at
from hntrack.documents.lines import Document as PlacedDocument
from hntrack.documents.lines import Place
from hntrack.extract import DraftClaim
from hntrack.extract.speakers import speaker_at
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import ClaimPlace, Published
from hntrack.text.characters import fold, nfc, split_lines, visible
from hntrack.text.messages import Wording
from hntrack.workspace.articles import Article, describe_source
from hntrack.workspace.curate.candidates import Known
from hntrack.workspace.curate.drafts import Draft, Proposed, Suggested, new_draft

_AROUND = 48


def place_claims(article: Article, claims: Iterable[DraftClaim]) -> tuple[DraftClaim, ...]:
    """Give the claims with their places in the document; those of plain texts as they are.

    The lines of a web page count its readable text, so its claims are found again in the page by their words.
    """
    return tuple(_with_places(article, claims))


def with_tables(claims: tuple[DraftClaim, ...], of_tables: tuple[DraftClaim, ...]) -> tuple[DraftClaim, ...]:
    """Add the claims of tables; what was read of the same tables as if they were sentences goes."""
    tables = {claim.place.table for claim in of_tables if claim.place is not None}
    kept = (claim for claim in claims if claim.place is None or claim.place.table not in tables)
    return (*kept, *of_tables) if tables else claims


def _with_places(article: Article, claims: Iterable[DraftClaim]) -> Iterator[DraftClaim]:
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


def _place_of(document: PlacedDocument, claim: DraftClaim) -> Place | None:
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


_NOT_ID = re.compile(r"[^a-z0-9]+")
_SCALE_OF = MappingProxyType({exponent: name for name, exponent in SCALES.items()})
_ID_WORDS = 6


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of the document that a draft is made of.

    Attributes:
        id: Its id.
        language: ``vi`` or ``en``.
        published: When it appeared.
        file: Name of the original: the article's own, or that of the text which was saved of it.
    """

    id: str
    language: str
    published: Published
    file: str


def draft_of(
    article: Article,
    document: Document,
    claims: Iterable[DraftClaim],
    catalog: Catalog | None,
    *,
    as_in_text: bool = False,
) -> tuple[Draft, Mapping[str, DraftClaim]]:
    """Make the draft of an article from what the extractor found; a catalog marks what is known already.

    Returns:
        The draft, and by the id of each of its claims what the extractor found.
    """
    source = describe_source(
        article, document.id, document.published, language=document.language, file=document.file
    )
    known = Known(catalog, source) if catalog is not None else None
    scroll = Scroll(article.document) if article.document is not None else None
    lines = split_lines(nfc(article.text))
    of_page = article.page and document.file == article.name

    def made(read: DraftClaim) -> Proposed:
        claim = _spoken(proposed(read, known.id_of(read) if known else None), lines, read.lang)
        claim = _placed(claim, read, scroll)
        return _of_the_page(claim, read) if of_page else claim

    pairs = [(made(read), read) for read in claims]
    draft = new_draft(source, (read for read, _ in pairs), as_in_text=as_in_text)
    by_place = {(read.line, read.as_printed, read.kind, read.suggests): found for read, found in pairs}
    return draft, {
        read.id: by_place[read.line, read.as_printed, read.kind, read.suggests] for read in draft.claims
    }


def _spoken(claim: Proposed, lines: list[str], lang: str) -> Proposed:
    """Give a claim with who says it, where its line tells."""
    line = lines[claim.line - 1] if 1 <= claim.line <= len(lines) else ""
    return replace(claim, said_by=speaker_at(line, claim.column - 1, lang))


def _placed(claim: Proposed, found: DraftClaim, scroll: Scroll | None) -> Proposed:
    """Give a claim with its place in a document and the words around it."""
    if scroll is None or found.place is None:
        return claim
    quote = around_claim(scroll, found)
    return replace(
        claim,
        place=catalog_place(found.place),
        before=visible(quote.before) or None,
        after=visible(quote.after) or None,
        recognised=found.place.page in scroll.document.recognised,
    )


def _of_the_page(claim: Proposed, found: DraftClaim) -> Proposed:
    """Count the lines of the page itself, not those of its readable text, which nobody has as a file."""
    return claim if found.place is None else replace(claim, line=found.place.line)


def proposed(read: DraftClaim, known: str | None = None) -> Proposed:
    """Make a claim of a draft of what the extractor found."""
    unscaled = read.exponent not in _SCALE_OF
    shift = read.exponent if unscaled else 0
    suggests = Suggested(
        subject=visible(nfc(read.subject)),
        comparator=read.comparator,
        qualifier=read.qualifier,
        unit=read.unit or visible(nfc(read.noun)) or None,
        scale="one" if unscaled else _SCALE_OF[read.exponent],
        share_of=visible(nfc(read.share_of)) or None,
        year=read.year,
        year_from=_year_from(read),
        basis=read.year_basis or None,
        period=read.period,
        area=read.area or None,
        confidence=read.confidence,
        also_lines=read.also_lines,
        responsible=visible(nfc(read.responsible)),
    )
    return Proposed(
        id=claim_id(read.subject, read.year),
        kind=read.kind,
        line=read.line,
        as_printed=nfc(read.as_printed),
        reading=_reading(read),
        suggests=suggests,
        value=_shifted(read.value, shift),
        value_high=_shifted(read.value_high, shift),
        of=read.of,
        column=read.column,
        clause=visible(nfc(read.clause)) or None,
        known=known,
    )


def claim_id(subject: str, year: int | None) -> str:
    """Make an id of the first words of a subject and the year: ``ty-trong-kinh-te-so-2030``."""
    words = _NOT_ID.sub(" ", fold(subject)).split()[:_ID_WORDS]
    name = "-".join([*(words or ["claim"]), *([str(year)] if year else [])])
    return name[:70].strip("-")


def _year_from(read: DraftClaim) -> str | None:
    if read.year_source == "carried":
        return f"carried from line {read.carried_from}" if read.carried_from else "carried"
    return {"stated": "stated", "doc_date": "the document's date"}.get(read.year_source)


def _reading(read: DraftClaim) -> Wording:
    """Give a first reading, for the curator to put in words of their own."""
    year = f" ({read.year})" if read.year else ""
    words = visible(nfc(read.subject)) or visible(nfc(read.as_printed))
    said = f"{words}: {visible(nfc(read.as_printed))}{year}" if read.value is not None else f"{words}{year}"
    return Wording(said, "") if read.lang == "vi" else Wording("", said)


def _shifted(value: Decimal | None, exponent: int) -> Decimal | None:
    return None if value is None else Decimal(format(value.scaleb(exponent), "f"))
