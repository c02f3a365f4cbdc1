"""Does the catalog account for everything a document says?  Every figure and aim of its body against its claims.

The view of it is that of ``hntrack sources coverage``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from hntrack.documents.acts import find_acts
from hntrack.documents.body_lines import BodyLine, read_body
from hntrack.documents.lines import Document
from hntrack.extract.indicator_tables import read_tables
from hntrack.extract.run import extract
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Act, Claim, Measurement, Source, Target
from hntrack.report import Cell, Column, Group, Json, Row, View
from hntrack.text.characters import nfc, split_lines
from hntrack.text.messages import _, _n
from hntrack.text.quantity import find_quantities

Span = tuple[int, int]
_Claimed = Mapping[int, Sequence[tuple[Span, str]]]
# The number of a chapter or a point, before the words that it heads: 1.1, 2.3.4., 5).
_NUMBERING = (
    r"^\s*+[0-9]{1,2}+(?:(?:\.[0-9]{1,2}+)++[.)]?|[.)])\s++(?=[A-ZĐÀ-Ỹ])(?!(?:Mill|Bill|Trill|Per ?cent))"
)
# Numbers that state nothing about the subject.
_NO_FIGURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "vi": (
            r"(?i)(?:kỷ niệm|lần thứ|sau|gần|hơn) [0-9]+ năm(?! trước)",  # kỷ niệm 65 năm
            r"(?i)(?<![0-9])[0-9]++ năm (?:ngày|thành lập|xây dựng|triển khai|thực hiện)",
            r"(?<!\w)số (?:nhà )?[0-9]+[a-z]?(?= [A-ZĐ])",  # số 46 Trần Hưng Đạo
            r"(?<![0-9.,])[0-9]+[a-z]?(?= [A-ZĐ]\w+ [A-ZĐ]\w+ [A-ZĐ]\w+)",
            _NUMBERING,
        ),
        "en": (
            _NUMBERING,
            r"(?i)(?:the )?(?<![0-9])[0-9]++(?:st|nd|rd|th)? (?:anniversary|birthday)",
            r"(?i)(?<![0-9])[0-9]++ years (?:of|since|after)(?!\w)",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a document says and that a claim should account for.

    Attributes:
        line: From 1, as an editor counts.
        words: The words on that line.
        kind: ``figure`` (a number or rank) or ``aim`` (an aim in words).
        claim: The id of the claim that accounts for it, or ``None``.
    """

    line: int
    words: str
    kind: str
    claim: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a document says, and what of it the claims account for.

    Attributes:
        said: Everything found in the body, by line.
        acts: The numbers of legal acts in the body; ``claim`` is the id of the catalog's act, where it has that one.
        speakers: Who said what the claims state, as the claims say, in the order of the document.
        body, rest: How many lines were read, and how many were left out as not of the article (teasers, captions
            of pictures, menus: ``hntrack.documents.body_lines`` states the rule).
    """

    said: tuple[Said, ...]
    body: int
    rest: int
    acts: tuple[Said, ...] = ()
    speakers: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Said, ...]:
        """What no claim accounts for."""
        return tuple(one for one in self.said if one.claim is None)


def held_values(catalog: Catalog) -> Mapping[str, frozenset[Decimal]]:
    """Give for each ``source/claim`` the numbers that it, and the facts resting on it, hold (scaled and in full).

    A claim that is not here holds no number: it is an aim, a stage or a rank in words.
    """
    found: dict[str, set[Decimal]] = {}
    for key, (_source, claim) in catalog.claim.items():
        found.setdefault(key, set()).update(
            n for n in (claim.value, claim.value_high, claim.of) if n is not None
        )
    facts: list[Target | Measurement] = [*catalog.targets, *catalog.measurements]
    for fact in facts:
        indicator = catalog.indicator.get(fact.indicator)
        scale = SCALES[indicator.scale] if indicator is not None else 0
        other = fact.value_high if isinstance(fact, Target) else fact.of
        numbers = {abs(n) for n in (fact.value, other) if n is not None}
        for name in (fact.claim, *fact.restated) if isinstance(fact, Target) else (fact.claim,):
            found.setdefault(name or "", set()).update(numbers | {n.scaleb(scale) for n in numbers})
    return {key: frozenset(numbers) for key, numbers in found.items() if numbers}


def find_coverage(
    source: Source,
    text: str,
    held: Mapping[str, frozenset[Decimal]] = MappingProxyType({}),
    acts: Iterable[Act] = (),
    document: Document | None = None,
) -> Coverage:
    """Hold a document's claims against its text.

    Args:
        source: The document with its claims.
        text: The original.
        held: What the claims hold (:func:`held_values`): a claim accounts for the figures that it holds, not for
            every figure that happens to stand within its words.
        acts: The acts that the catalog knows.
        document: How it was read, where it has tables: of a table of indicators the cells of its columns of values
            count, not its running numbers nor the figures in the names of its rows.

    Returns:
        Numbers and ranks found by the same reader that checks the claims, and aims found by ``extract``.  Dates,
        years and numbers of documents (``text.quantity_words.MASKS``), addresses and anniversaries are no
        figures.
    """
    lang = "vi" if source.language == "vi" else "en"
    body = read_body(text).lines
    lines = split_lines(nfc(text))
    claimed = _by_line(source.claims, lines)
    kept = {claim.id: held.get(f"{source.id}/{claim.id}", frozenset()) for claim in source.claims}
    cells = list(_cells(source, document, lang)) if document is not None else []
    tabled = _rows_of_indicators(document, cells) if document is not None else frozenset()
    running = [line for line in body if line.number not in tabled]
    aims = (aim for aim in _aims(text, source, lines, claimed) if aim.line not in tabled)
    found = [*_figures(running, claimed, kept, lang), *aims, *cells]
    found.sort(key=lambda one: (one.line, one.words))
    rest = sum(1 for line in lines if line.strip()) - len(body)
    said_by = dict.fromkeys(claim.said_by.name for claim in source.claims if claim.said_by is not None)
    return Coverage(tuple(found), len(body), rest, tuple(_acts(body, acts)), tuple(said_by))


def _cells(source: Source, document: Document, lang: str) -> Iterator[Said]:
    """Give what the columns of values of tables of indicators say, a cell each."""
    published = source.published.period
    claimed = {
        (claim.line, claim.place.column, nfc(claim.as_printed)): claim.id
        for claim in source.claims
        if claim.place is not None
    }
    for cell in read_tables(document, lang=lang, written=published.year if published else None):
        column = cell.place.column if cell.place is not None else None
        words = nfc(cell.as_printed)
        kind = "figure" if cell.value is not None else "aim"
        yield Said(cell.line, words, kind, claimed.get((cell.line, column, words)))


def _rows_of_indicators(document: Document, cells: Iterable[Said]) -> frozenset[int]:
    """Give the lines of the tables that these cells stand in."""
    rows = {line.place.line: line.place.table for line in document.lines if line.kind == "row"}
    tables = {rows.get(cell.line) for cell in cells}
    return frozenset(line for line, table in rows.items() if table in tables)


def _acts(body: Iterable[BodyLine], acts: Iterable[Act]) -> Iterator[Said]:
    """Give the acts that are named, each where it is named first."""
    known = {act.number: act.id for act in acts}
    seen: set[str] = set()
    for line in body:
        for act in find_acts(line.text):
            if act.number not in seen:
                seen.add(act.number)
                yield Said(line.number, act.number, "act", known.get(act.number))


def _by_line(claims: Iterable[Claim], lines: Sequence[str]) -> _Claimed:
    """Where on its line each claim's words stand."""
    found: dict[int, list[tuple[Span, str]]] = {}
    for claim in claims:
        if 1 <= claim.line <= len(lines):
            line, words = lines[claim.line - 1], nfc(claim.as_printed)
            start = line.find(words)
            while start >= 0:
                found.setdefault(claim.line, []).append(((start, start + len(words)), claim.id))
                start = line.find(words, start + 1)
    return found


def _figures(
    body: Iterable[BodyLine], claimed: _Claimed, held: Mapping[str, frozenset[Decimal]], lang: str
) -> Iterator[Said]:
    for line in body:
        blocked = _no_figures(line.text, lang)
        for figure in find_quantities(line.text, lang):
            if any(first <= figure.start < last for first, last in blocked):
                continue
            spans = figure.spans or ((figure.start, figure.end),)
            numbers = {abs(figure.value), abs(figure.value).scaleb(figure.exponent)}
            there = [c for c in claimed.get(line.number, ()) if not held[c[1]] or held[c[1]] & numbers]
            words = line.text[figure.start : figure.end]
            yield Said(line.number, words, "figure", _claiming(spans, there))


def _no_figures(line: str, lang: str) -> list[Span]:
    return [match.span() for pattern in _NO_FIGURES[lang] for match in re.finditer(pattern, line)]


def _aims(text: str, source: Source, lines: Sequence[str], claimed: _Claimed) -> Iterator[Said]:
    for draft in extract(text, published=source.published.known_on, doc=source.id, lang=source.language):
        if draft.value is None:
            words = nfc(draft.as_printed)
            start = lines[draft.line - 1].find(words)
            claim = _claiming(((start, start + len(words)),), claimed.get(draft.line, ()))
            yield Said(draft.line, words, "aim", claim)


def _claiming(spans: Iterable[Span], claims: Sequence[tuple[Span, str]]) -> str | None:
    """Give the claim whose words overlap one of these places."""
    overlapping = (
        claim for start, end in spans for (first, last), claim in claims if first < end and start < last
    )
    return next(overlapping, None)


def coverage_view(found: Sequence[tuple[Source, Coverage]], *, lang: str, as_of: str) -> View:
    """Say for each document how much of what it says is accounted for, and list what is not."""
    return View(
        name="coverage",
        lang=lang,
        as_of=as_of,
        title="",
        columns=(
            Column("words", _("Not accounted for").within(lang), flexible=True),
            Column("line", _("Line").within(lang), "right"),
            Column("kind", _("Kind").within(lang)),
        ),
        groups=tuple(_missing(source, one, lang) for source, one in found if one.missing),
        summary=(
            *(_share(source, one, lang) for source, one in found),
            *(line for source, one in found for line in _acts_and_speakers(source, one, lang)),
        ),
        items=tuple(_coverage_item(source, one) for source, one in found),
        empty=_(
            "Each figure and aim that the reader found is accounted for; what it cannot read, it cannot miss."
        ).within(lang),
    )


def _missing(source: Source, coverage: Coverage, lang: str) -> Group:
    kinds = {"figure": _("figure").within(lang), "aim": _("aim").within(lang)}
    rows = tuple(
        Row((Cell(m.words, "warn"), Cell(str(m.line)), Cell(kinds[m.kind]))) for m in coverage.missing
    )
    return Group(source.id, rows)


def _acts_and_speakers(source: Source, coverage: Coverage, lang: str) -> tuple[str, ...]:
    """Say which acts a document names, which of them the catalog lacks, and how many people speak in it."""
    if not coverage.acts and not coverage.speakers:
        return ()
    lacking = [act.words for act in coverage.acts if act.claim is None]
    spoken = sum(claim.said_by is not None for claim in source.claims)
    told = _n(
        "{source}: of {count} act that it names {known} is in the catalog; {speakers} of {claims}.",
        "{source}: of {count} acts that it names {known} are in the catalog; {speakers} of {claims}.",
        len(coverage.acts),
        source=source.id,
        known=len(coverage.acts) - len(lacking),
        speakers=_n("{count} speaker", "{count} speakers", len(coverage.speakers)),
        claims=_n("{count} claim", "{count} claims", spoken),
    ).within(lang)
    if not lacking:
        return (told,)
    more = _("Not in the catalog: {acts}.", acts=", ".join(lacking)).within(lang)
    return (f"{told} {more}",)


def _share(source: Source, coverage: Coverage, lang: str) -> str:
    there = len(coverage.said) - len(coverage.missing)
    percent = 100 * there // len(coverage.said) if coverage.said else 100
    return _(
        "{source}: {there} of {all} found by the reader ({percent}%), {body} lines read, "
        "{rest} left out as not of the article.",
        source=source.id,
        there=there,
        all=len(coverage.said),
        percent=percent,
        body=coverage.body,
        rest=coverage.rest,
    ).within(lang)


def _coverage_item(source: Source, coverage: Coverage) -> dict[str, Json]:
    return {
        "source": source.id,
        "said": len(coverage.said),
        "accounted": len(coverage.said) - len(coverage.missing),
        "body_lines": coverage.body,
        "other_lines": coverage.rest,
        "missing": [{"line": m.line, "words": m.words, "kind": m.kind} for m in coverage.missing],
        "acts": [{"line": act.line, "number": act.words, "act": act.claim} for act in coverage.acts],
        "speakers": list(coverage.speakers),
    }
