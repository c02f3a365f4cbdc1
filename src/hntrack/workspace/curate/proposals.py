"""From what the extractor found to a draft: ids, readings, places, and a mark on what the catalog has already.

Which indicators a claim may belong to, the nearest first, is found in the same way, blind to marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

from hntrack.documents.anchors import Quote, Scroll, find_quote, plain, quote_at
from hntrack.documents.lines import Document as PlacedDocument
from hntrack.documents.lines import Place
from hntrack.extract import DraftClaim
from hntrack.model.catalog import Catalog, current_measurements, current_targets
from hntrack.model.codes import NUMERIC_MEASURES, SCALES, UNITS
from hntrack.model.records import Claim, ClaimPlace, Indicator, Measurement, Published, Source, Target
from hntrack.report.words import dated_text, milestone_text, target_text
from hntrack.text.areas import areas_in
from hntrack.text.characters import fold, nfc, split_lines, visible
from hntrack.text.messages import Wording, _
from hntrack.text.quantity_numbers import lower
from hntrack.workspace.articles import Article, describe_source
from hntrack.workspace.curate.drafts import Draft, Proposed, Suggested, new_draft
from hntrack.workspace.curate.speakers import speaker_at

Agreement = Literal["same", "other", "unknown"]


def compare_place(catalog: Catalog, area: str, name: str | None) -> Agreement:
    """Compare an area (an id) with a place (as claims name it): the same, another one, or nobody said."""
    named = catalog.area.get(area)
    if not name or named is None:
        return "unknown"
    titles = [*named.title.texts.values(), area.replace("-", " ")]
    if fold(name) in {fold(title) for title in titles}:
        return "same"
    return (
        "same" if any(name == known for title in titles for _, known in areas_in(lower(title))) else "other"
    )


def area_of(catalog: Catalog, name: str | None) -> str | None:
    """Give the id of the area that a place is; ``None`` where the catalog has none."""
    return next((area.id for area in catalog.areas if compare_place(catalog, area.id, name) == "same"), None)


_NEAREST = 5
_LIKELY, _THINKABLE, _SAME_UNIT = Decimal("0.55"), Decimal("0.2"), Decimal("0.1")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class Candidate(NamedTuple):
    """An indicator, how like its title is to a subject (0 to 1, a little more for the same unit), and its place."""

    indicator: Indicator
    likeness: Decimal
    place: Agreement


def nearest(catalog: Catalog, suggests: Suggested) -> list[Candidate]:
    """Find the indicators that a claim may belong to, blind to marks; the best first, other places last."""
    words = frozenset(_words(suggests.subject))
    near = []
    for indicator in catalog.indicators:
        alike = max(_alike(words, frozenset(_words(title))) for title in indicator.title.texts.values())
        if alike >= _THINKABLE:
            more = _SAME_UNIT if indicator.unit == suggests.unit else Decimal(0)
            near.append(
                Candidate(indicator, alike + more, compare_place(catalog, indicator.area, suggests.area))
            )
    near.sort(key=lambda it: (it.place == "other", -it.likeness, it.place != "same", it.indicator.id))
    return near[:_NEAREST]


def suggest(near: list[Candidate], suggests: Suggested) -> Candidate | None:
    """Give the one that may be offered: likely, of the same kind of number, and of no other place.

    Where the text names no place, indicators of two places that are both likely are offered by neither.
    """
    likely = [
        it for it in near if it.likeness >= _LIKELY and it.place != "other" and _fits(it.indicator, suggests)
    ]
    if not likely or (likely[0].place == "unknown" and len({it.indicator.area for it in likely}) > 1):
        return None
    return likely[0]


def last_known(catalog: Catalog, indicator: Indicator, lang: str) -> str:
    """Say what the catalog has of an indicator: its last value, and what is promised."""
    measured = current_measurements(tuple(catalog.measurements_of.get(indicator.id, ())))
    latest = max(measured, key=lambda it: (it.period.end, it.id), default=None)
    known = [_("last value {value}", value=dated_text(catalog, latest, lang)).within(lang)] if latest else []
    targets = current_targets(tuple(catalog.targets_of.get(indicator.id, ())))
    known += [
        _(
            "target {target} by {year}",
            target=target_text(catalog, it, lang),
            year=milestone_text(it.milestone, lang),
        ).within(lang)
        for it in targets[-2:]
    ]
    return " · ".join(known) or _("no value yet").within(lang)


def _fits(indicator: Indicator, suggests: Suggested) -> bool:
    """Whether an indicator's values are of the kind that the words state."""
    if suggests.comparator == "text":
        return indicator.measure not in NUMERIC_MEASURES
    if suggests.unit in UNITS:
        return indicator.unit == suggests.unit
    return indicator.measure in ("count", "index")


def _words(text: str) -> list[str]:
    return _NOT_WORD.sub(" ", fold(text)).split()


def _alike(words: frozenset[str], others: frozenset[str]) -> Decimal:
    return (
        Decimal(2 * len(words & others)) / Decimal(len(words) + len(others))
        if words and others
        else Decimal(0)
    )


_BLANKS = re.compile(r"\s+")
_LEAST_WORD = 3
# Words that nearly every title has.
_EVERYWHERE = frozenset(
    ("ty", "trong", "cua", "tren", "cac", "cho", "tai", "voi", "nam", "the", "and", "for", "share", "rate")
)
_RESULTS = ("measurement", "baseline")


def facts_of(catalog: Catalog) -> tuple[Target | Measurement, ...]:
    """Give all targets and measurements of a catalog."""
    return (*catalog.targets, *catalog.measurements)


class Known:
    """What a catalog has already, by figure and by words."""

    def __init__(self, catalog: Catalog, source: Source) -> None:
        self.catalog = catalog
        self.by_figure: dict[tuple[object, ...], list[Target | Measurement]] = {}
        for fact in facts_of(catalog):
            if fact.value is not None:
                self.by_figure.setdefault(self._figure(fact), []).append(fact)
        self.by_words = {
            (claim.line, _plain(claim.as_printed)): self._used(f"{read.id}/{claim.id}")
            for read in catalog.sources
            if read.id == source.id or read.sha256 == source.sha256
            for claim in read.claims
        }

    def id_of(self, read: DraftClaim) -> str | None:
        """Give the id of what says the same, or ``None``."""
        words = _plain(read.as_printed)
        lines = (read.line, *read.also_lines, *([read.place.line] if read.place else []))
        for (line, printed), key in self.by_words.items():
            if line in lines and (_inside(words, printed) or _inside(printed, words)):
                return key
        if read.scaled is None:
            return None
        kind = "measurement" if read.kind in _RESULTS else read.kind
        alike = self.by_figure.get((kind, read.scaled.normalize(), read.unit, read.year), ())
        return next((fact.id for fact in alike if self._about_the_same(fact, read)), None)

    def _figure(self, fact: Target | Measurement) -> tuple[object, ...]:
        indicator = self.catalog.indicator.get(fact.indicator)
        scale = SCALES[indicator.scale] if indicator else 0
        unit = indicator.unit if indicator and indicator.unit not in self.catalog.unit else None
        period = fact.milestone if isinstance(fact, Target) else fact.period
        assert fact.value is not None, "asked for facts with a value only"
        kind = "target" if isinstance(fact, Target) else "measurement"
        return kind, fact.value.scaleb(scale).normalize(), unit, period.year if period else None

    def _about_the_same(self, fact: Target | Measurement, read: DraftClaim) -> bool:
        """Tell whether place and half of the subject's words agree: an equal figure of something else is new."""
        indicator = self.catalog.indicator.get(fact.indicator)
        if indicator is not None and compare_place(self.catalog, indicator.area, read.area) == "other":
            return False
        claim = self.catalog.claim.get(fact.claim or "")
        titles = list(indicator.title.texts.values()) if indicator else []
        titles += list(claim[1].reading.texts.values()) if claim else []
        subject = _kept_words(read.subject)
        return not subject or any(2 * len(subject & _kept_words(title)) >= len(subject) for title in titles)

    def _used(self, key: str) -> str:
        """Name the target or measurement that rests on a claim, else the claim."""
        users: Iterator[Target | Measurement] = (fact for fact in facts_of(self.catalog) if fact.claim == key)
        fact = next(users, None)
        return key if fact is None else fact.id


def _kept_words(text: str) -> frozenset[str]:
    return frozenset(word for word in _words(text) if len(word) >= _LEAST_WORD) - _EVERYWHERE


def _inside(words: str, others: str) -> bool:
    """Whole words only: ``5%`` is not in ``25%``."""
    return f" {words} " in f" {others} "


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", nfc(text)).strip()


def same_claim(claim: Claim, read: Proposed) -> bool:
    """Tell whether a claim of the catalog is the one that a draft proposes: its words on its line."""
    return claim.line == read.line and _plain(claim.as_printed) == _plain(read.as_printed)


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


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 1 <= number <= len(lines) else ""


def _found_in_page(scroll: Scroll, lines: list[str], claim: DraftClaim) -> Place | None:
    line = _line(lines, claim.line)
    before, _, after = plain(line).partition(plain(claim.as_printed))
    quote = Quote(claim.as_printed, before[-_AROUND:].partition(" ")[2], after[:_AROUND].rpartition(" ")[0])
    return find_quote(scroll, quote, Place(0)).place


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


SCALE_OF = MappingProxyType({exponent: name for name, exponent in SCALES.items()})
"""Power of ten → scale."""
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
        claim = proposed(read, known.id_of(read) if known else None)
        speaker = speaker_at(_line(lines, claim.line), claim.column - 1, read.lang)
        claim = _placed(replace(claim, said_by=speaker), read, scroll)
        # the lines of the page itself count, not those of its readable text, which nobody has as a file
        return replace(claim, line=read.place.line) if of_page and read.place is not None else claim

    pairs = [(made(read), read) for read in claims]
    draft = new_draft(source, (read for read, _ in pairs), as_in_text=as_in_text)
    by_place = {(read.line, read.as_printed, read.kind, read.suggests): found for read, found in pairs}
    return draft, {
        read.id: by_place[read.line, read.as_printed, read.kind, read.suggests] for read in draft.claims
    }


def _placed(claim: Proposed, found: DraftClaim, scroll: Scroll | None) -> Proposed:
    """Give a claim with its place in a document and the words around it."""
    if scroll is None or found.place is None:
        return claim
    quote = quote_at(scroll, found.as_printed, found.place)
    return replace(
        claim,
        place=catalog_place(found.place),
        before=visible(quote.before) or None,
        after=visible(quote.after) or None,
        recognised=found.place.page in scroll.document.recognised,
    )


def proposed(read: DraftClaim, known: str | None = None) -> Proposed:
    """Make a claim of a draft of what the extractor found."""
    unscaled = read.exponent not in SCALE_OF
    shift = read.exponent if unscaled else 0
    suggests = Suggested(
        subject=visible(nfc(read.subject)),
        comparator=read.comparator,
        qualifier=read.qualifier,
        unit=read.unit or visible(nfc(read.noun)) or None,
        scale="one" if unscaled else SCALE_OF[read.exponent],
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
    words = _words(subject)[:_ID_WORDS]
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
