"""From what the extractor found to a draft: ids, readings, and a mark on what the catalog has already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from hntrack.documents.anchors import Scroll
from hntrack.documents.letterhead import Letterhead, read_letterhead
from hntrack.extract import DraftClaim
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Claim, Measurement, Published, Source, Target
from hntrack.text.fold import fold, nfc
from hntrack.text.periods import parse_period
from hntrack.text.visible import visible
from hntrack.text.wording import Wording
from hntrack.workspace.articles import Article
from hntrack.workspace.drafts import Draft, Proposed, Suggested, new_draft
from hntrack.workspace.placing import around_claim, catalog_place

_NOT_ID = re.compile(r"[^a-z0-9]+")
_BLANKS = re.compile(r"\s+")
_SCALE_OF = MappingProxyType({exponent: name for name, exponent in SCALES.items()})
_ID_WORDS = 6
_LEAST_WORD = 3
# Words that nearly every title has.
_EVERYWHERE = frozenset(
    ("ty", "trong", "cua", "tren", "cac", "cho", "tai", "voi", "nam", "the", "and", "for", "share", "rate")
)
_RESULTS = ("measurement", "baseline")


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of the document that a draft is made of.

    Attributes:
        id: Its id.
        language: ``vi`` or ``en``.
        published: When it appeared.
        file: Name of the text whose lines are counted.
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
        sha256=article.sha256,
        claims=(),
    )
    known = _Known(catalog, source) if catalog is not None else None
    scroll = Scroll(article.document) if article.document is not None else None
    pairs = [
        (_placed(proposed(one, known.id_of(one) if known else None), one, scroll), one) for one in claims
    ]
    draft = new_draft(source, (one for one, _ in pairs), as_in_text=as_in_text)
    by_place = {(one.line, one.as_printed, one.kind, one.suggests): found for one, found in pairs}
    return draft, {one.id: by_place[one.line, one.as_printed, one.kind, one.suggests] for one in draft.claims}


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
        known=known,
    )


def claim_id(subject: str, year: int | None) -> str:
    """Make an id of the first words of a subject and the year: ``ty-trong-kinh-te-so-2030``."""
    words = _NOT_ID.sub(" ", fold(subject)).split()[:_ID_WORDS]
    name = "-".join([*(words or ["claim"]), *([str(year)] if year else [])])
    return name[:70].strip("-")


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


def facts_of(catalog: Catalog) -> tuple[Target | Measurement, ...]:
    """Give all targets and measurements of a catalog."""
    return (*catalog.targets, *catalog.measurements)


class _Known:
    """What a catalog has already, by figure and by words."""

    def __init__(self, catalog: Catalog, source: Source) -> None:
        self.catalog = catalog
        self.by_figure: dict[tuple[object, ...], list[Target | Measurement]] = {}
        for fact in facts_of(catalog):
            if fact.value is not None:
                self.by_figure.setdefault(self._figure(fact), []).append(fact)
        self.by_words = {
            (claim.line, _plain(claim.as_printed)): self._used(f"{one.id}/{claim.id}")
            for one in catalog.sources
            if one.id == source.id or one.sha256 == source.sha256
            for claim in one.claims
        }

    def id_of(self, one: DraftClaim) -> str | None:
        """Give the id of what says the same, or ``None``."""
        words = _plain(one.as_printed)
        for (line, printed), key in self.by_words.items():
            if line in (one.line, *one.also_lines) and (_inside(words, printed) or _inside(printed, words)):
                return key
        if one.scaled is None:
            return None
        kind = "measurement" if one.kind in _RESULTS else one.kind
        alike = self.by_figure.get((kind, one.scaled.normalize(), one.unit, one.year), ())
        return next((fact.id for fact in alike if self._about_the_same(fact, one)), None)

    def _figure(self, fact: Target | Measurement) -> tuple[object, ...]:
        indicator = self.catalog.indicator.get(fact.indicator)
        scale = SCALES[indicator.scale] if indicator else 0
        unit = indicator.unit if indicator and indicator.unit not in self.catalog.unit else None
        period = fact.milestone if isinstance(fact, Target) else fact.period
        assert fact.value is not None, "asked for facts with a value only"
        kind = "target" if isinstance(fact, Target) else "measurement"
        return kind, fact.value.scaleb(scale).normalize(), unit, period.year if period else None

    def _about_the_same(self, fact: Target | Measurement, one: DraftClaim) -> bool:
        """Tell whether place and half of the subject's words agree: an equal figure of something else is new."""
        indicator = self.catalog.indicator.get(fact.indicator)
        if indicator is not None and not self._same_place(indicator.area, one.area):
            return False
        claim = self.catalog.claim.get(fact.claim or "")
        titles = list(indicator.title.texts.values()) if indicator else []
        titles += list(claim[1].reading.texts.values()) if claim else []
        subject = _words(one.subject)
        return not subject or any(2 * len(subject & _words(title)) >= len(subject) for title in titles)

    def _same_place(self, area: str, name: str) -> bool:
        """Whether the place that a claim is about may be an area of the catalog; a claim without one may be any."""
        named = self.catalog.area.get(area)
        if not name or named is None:
            return True
        names = {fold(title) for title in named.title.texts.values()}
        return fold(name) in names | {fold(area.replace("-", " "))}

    def _used(self, key: str) -> str:
        """Name the target or measurement that rests on a claim, else the claim."""
        users: Iterator[Target | Measurement] = (fact for fact in facts_of(self.catalog) if fact.claim == key)
        fact = next(users, None)
        return key if fact is None else fact.id


def _words(text: str) -> frozenset[str]:
    found = _NOT_ID.sub(" ", fold(text)).split()
    return frozenset(word for word in found if len(word) >= _LEAST_WORD) - _EVERYWHERE


def _inside(words: str, others: str) -> bool:
    """Whole words only: ``5%`` is not in ``25%``."""
    return f" {words} " in f" {others} "


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", nfc(text)).strip()


def same_claim(claim: Claim, one: Proposed) -> bool:
    """Tell whether a claim of the catalog is the one that a draft proposes: its words on its line."""
    return claim.line == one.line and _plain(claim.as_printed) == _plain(one.as_printed)
