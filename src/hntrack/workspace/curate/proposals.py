"""From what the extractor found to a draft: ids, readings, and a mark on what the catalog has already."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from hntrack.documents.anchors import Scroll
from hntrack.documents.letterhead import Letterhead, read_letterhead
from hntrack.extract import DraftClaim
from hntrack.extract.speakers import speaker_at
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Published, Source
from hntrack.text.fold import fold, nfc
from hntrack.text.lines import split_lines
from hntrack.text.periods import parse_period
from hntrack.text.visible import visible
from hntrack.text.wording import Wording
from hntrack.workspace.articles import Article
from hntrack.workspace.curate.claim_places import around_claim, catalog_place
from hntrack.workspace.curate.drafts import Draft, Proposed, Suggested, new_draft
from hntrack.workspace.curate.known import Known

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
    """Make the draft of an article.

    Args:
        article: What was read.
        document: What is known of it.
        claims: What the extractor found.
        catalog: What is known already; ``None`` marks nothing.
        as_in_text: Keep the order of the text instead of that of a review.

    Returns:
        The draft, and by the id of each of its claims what the extractor found.
    """
    head = read_letterhead(article.document) if article.document is not None else Letterhead()
    source = Source(
        id=document.id,
        title=head.title.text if head.number and head.title else None,
        publisher=head.issuer.text if head.number and head.issuer else None,
        author=None,
        language=document.language,
        published=_published(document.published, head),
        original=document.file,
        sha256=hashlib.sha256(article.handed if document.file == article.name else article.data).hexdigest(),
        claims=(),
    )
    known = Known(catalog, source) if catalog is not None else None
    scroll = Scroll(article.document) if article.document is not None else None
    lines = split_lines(nfc(article.text))
    pairs = [
        (
            _placed(
                _spoken(proposed(one, known.id_of(one) if known else None), lines, one.lang), one, scroll
            ),
            one,
        )
        for one in claims
    ]
    if article.page and document.file == article.name:
        pairs = [(_of_the_page(claim, found), found) for claim, found in pairs]
    draft = new_draft(source, (one for one, _ in pairs), as_in_text=as_in_text)
    by_place = {(one.line, one.as_printed, one.kind, one.suggests): found for one, found in pairs}
    return draft, {one.id: by_place[one.line, one.as_printed, one.kind, one.suggests] for one in draft.claims}


def _spoken(claim: Proposed, lines: list[str], lang: str) -> Proposed:
    """Give a claim with who says it, where its line tells."""
    line = lines[claim.line - 1] if 1 <= claim.line <= len(lines) else ""
    return replace(claim, said_by=speaker_at(line, claim.column - 1, lang))


def _published(given: Published, head: Letterhead) -> Published:
    """Give the day that an act bears, where nobody has said another one; it is printed there."""
    if given.period is not None or head.number is None or head.day is None:
        return given
    return Published(parse_period(head.day.text), None, "printed")


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


def proposed(one: DraftClaim, known: str | None = None) -> Proposed:
    """Make a claim of a draft of what the extractor found."""
    unscaled = one.exponent not in _SCALE_OF
    shift = one.exponent if unscaled else 0
    suggests = Suggested(
        subject=visible(nfc(one.subject)),
        comparator=one.comparator,
        qualifier=one.qualifier,
        unit=one.unit or visible(nfc(one.noun)) or None,
        scale="one" if unscaled else _SCALE_OF[one.exponent],
        share_of=visible(nfc(one.share_of)) or None,
        year=one.year,
        year_from=_year_from(one),
        basis=one.year_basis or None,
        period=_period(one),
        area=one.area or None,
        confidence=one.confidence,
        also_lines=one.also_lines,
        responsible=visible(nfc(one.responsible)),
    )
    return Proposed(
        id=claim_id(one.subject, one.year),
        kind=one.kind,
        line=one.line,
        as_printed=nfc(one.as_printed),
        reading=_reading(one),
        suggests=suggests,
        value=_shifted(one.value, shift),
        value_high=_shifted(one.value_high, shift),
        of=one.of,
        column=one.column,
        clause=visible(nfc(one.clause)) or None,
        known=known,
    )


def claim_id(subject: str, year: int | None) -> str:
    """Make an id of the first words of a subject and the year: ``ty-trong-kinh-te-so-2030``."""
    words = _NOT_ID.sub(" ", fold(subject)).split()[:_ID_WORDS]
    name = "-".join([*(words or ["claim"]), *([str(year)] if year else [])])
    return name[:70].strip("-")


def _period(one: DraftClaim) -> str | None:
    """Give the period where it is more or less than a year: ``2016/2021``, ``2025-Q3``, ``2025-06``."""
    if one.year is None or not (one.year_since or one.year_part):
        return None
    return f"{one.year_since}/{one.year}" if one.year_since else f"{one.year}-{one.year_part}"


def _year_from(one: DraftClaim) -> str | None:
    if one.year_source == "carried":
        return f"carried from line {one.carried_from}" if one.carried_from else "carried"
    return {"stated": "stated", "doc_date": "the document's date"}.get(one.year_source)


def _reading(one: DraftClaim) -> Wording:
    """Give a first reading, for the curator to put in words of their own."""
    year = f" ({one.year})" if one.year else ""
    words = visible(nfc(one.subject)) or visible(nfc(one.as_printed))
    said = f"{words}: {visible(nfc(one.as_printed))}{year}" if one.value is not None else f"{words}{year}"
    return Wording(said, "") if one.lang == "vi" else Wording("", said)


def _shifted(value: Decimal | None, exponent: int) -> Decimal | None:
    return None if value is None else Decimal(format(value.scaleb(exponent), "f"))
