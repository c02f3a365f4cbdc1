"""A proposed claim, before a curator has looked at it, and one claim for what a text says twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from hntrack.documents.lines import Place
from hntrack.model.codes import UNITS

_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "more_than": ">",
        "at_least": ">=",
        "less_than": "<",
        "at_most": "<=",
        "exactly": "=",
        "between": "range",
        "within_top": "rank<=",
        "text": "qualitative",
    }
)
# How units are spelt for other programs, where the symbol alone would not be understood.
_SPELT: Mapping[str, str] = MappingProxyType(
    {
        "rank": "rank",
        "place": "places",
        "point": "points",
        "index": "index",
        "times": "times",
        "percentage_point": "%",
        "mt": "megatonnes",
        "t": "tonnes",
        "per_10000_people": "per 10,000 people",
        "per_1000_people": "per 1,000 people",
        "per_100000_people": "per 100,000 people",
    }
)


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One claim that the text seems to make.

    Attributes:
        doc: The document it was read from, as the caller named it.
        kind: ``target``, ``measurement``, ``baseline`` (an earlier value it is compared with) or ``context``.
        subject: What it is about, in the document's own words.
        lang: The document's language.
        comparator: One of the model's comparators; ``text`` for an aim without a figure.
        qualifier: One of the model's qualifiers.
        value, value_high, of: As printed, before the scale.
        exponent: Power of ten of the scale words.
        unit: Id of a built-in unit; ``None`` for what is counted (then ``noun`` says what) and for texts.
        noun, per, share_of: As in :class:`~hntrack.text.quantity.Quantity`.
        as_printed: The words on the line.
        line: From 1, as an editor counts.
        column: Where on the line the words start, from 1.
        clause: The clause it stands in, the words between ``»`` and ``«``.
        year: The year it is about; ``None`` where nothing says it.
        year_since: The first year of a period that ends in ``year``; ``None`` where it is one year.
        year_part: The part of the year, as in :class:`~hntrack.text.written_times.Time`: ``06``, ``Q3`` or ``""``.
        year_basis: ``by_end``, ``during``, ``as_of`` or ``""``.
        year_source: ``stated`` (in the same sentence), ``carried`` (from ``carried_from``), ``doc_date`` or ``none``.
        carried_from: Line that the year was carried from.
        area: English name of the place; ``""`` where unknown.
        confidence: ``high``, ``medium`` or ``low``.
        worth: The chance that it is a claim at all, by its evidence.
        likely: The chance that its kind and year are right, where it is a claim.
        reasons: The evidence that weighed most, for ``--explain``.
        also_lines: Further lines that say the same.
        place: Where it stands in a document with pages, headings or tables.
        responsible: The body that a table names for it.
        each: What its unit is counted per, in a rate: ``ha`` of ``6,3 tấn/ha``.
    """

    doc: str
    kind: str
    subject: str
    lang: str
    comparator: str
    qualifier: str
    value: Decimal | None
    as_printed: str
    line: int
    column: int = 1
    clause: str = ""
    value_high: Decimal | None = None
    of: Decimal | None = None
    exponent: int = 0
    unit: str | None = None
    noun: str = ""
    per: str = ""
    share_of: str = ""
    year: int | None = None
    year_since: int | None = None
    year_part: str = ""
    year_basis: str = ""
    year_source: str = "none"
    carried_from: int | None = None
    area: str = ""
    confidence: str = "medium"
    worth: float = 1.0
    likely: float = 1.0
    reasons: tuple[str, ...] = ()
    also_lines: tuple[int, ...] = ()
    place: Place | None = None
    responsible: str = ""
    each: str = ""

    @property
    def scaled(self) -> Decimal | None:
        """The value times its scale: 633092000000 for ``633.092 triệu đồng``."""
        return None if self.value is None else _scaled(self.value, self.exponent)

    @property
    def period(self) -> str | None:
        """The period where it is more or less than a year: ``2016/2021``, ``2025-Q3``, ``2025-01/2025-09``."""
        if self.year is None or not (self.year_since or self.year_part):
            return None
        if self.year_since:
            return f"{self.year_since}/{self.year}"
        if self.year_part.startswith("M"):
            return f"{self.year}-01/{self.year}-{int(self.year_part[1:]):02}"
        return f"{self.year}-{self.year_part}"


def to_scorer_json(claims: tuple[DraftClaim, ...]) -> list[dict[str, object]]:
    """Give claims as plain mappings for JSON; values are scaled to the unit, as exact numbers where they are whole."""
    return [_as_mapping(claim) for claim in claims]


def _as_mapping(draft_claim: DraftClaim) -> dict[str, object]:
    return {
        "doc": draft_claim.doc,
        "kind": draft_claim.kind,
        "subject_vi": draft_claim.subject if draft_claim.lang == "vi" else None,
        "subject_en": draft_claim.subject if draft_claim.lang == "en" else None,
        "comparator": _sign(draft_claim),
        "value": _plain(draft_claim.scaled),
        "value_high": _plain(
            None if draft_claim.value_high is None else _scaled(draft_claim.value_high, draft_claim.exponent)
        ),
        "of": _plain(draft_claim.of),
        "unit": _unit(draft_claim),
        "as_printed": draft_claim.as_printed,
        "year": draft_claim.year,
        "year_basis": draft_claim.year_basis or None,
        "period": draft_claim.period or (None if draft_claim.year is None else str(draft_claim.year)),
        "jurisdiction": draft_claim.area or None,
        "line": draft_claim.line,
        "column": draft_claim.column,
        "clause": draft_claim.clause,
        "year_source": draft_claim.year_source,
        "carried_from": draft_claim.carried_from,
        "qualifier": draft_claim.qualifier,
        "confidence": draft_claim.confidence,
        "reasons": list(draft_claim.reasons),
        "also_lines": list(draft_claim.also_lines),
        "place": _place(draft_claim.place),
        "responsible": draft_claim.responsible or None,
    }


def _place(place: Place | None) -> dict[str, object] | None:
    """Give where a claim stands in a document with pages, headings or tables."""
    if place is None:
        return None
    names = ("page", "heading", "paragraph", "table", "row", "column")
    return {name: getattr(place, name) or None for name in names}


def _sign(draft_claim: DraftClaim) -> str:
    if draft_claim.kind != "target" and draft_claim.unit == "rank" and draft_claim.comparator == "within_top":
        return "="
    return _SIGNS[draft_claim.comparator]


def _scaled(value: Decimal, exponent: int) -> Decimal:
    """Multiply by a power of ten exactly, whatever the context's precision."""
    sign, digits, own = value.as_tuple()
    assert isinstance(own, int)
    return Decimal((sign, digits, own + exponent))


def _plain(value: Decimal | None) -> int | Decimal | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value


def _unit(draft_claim: DraftClaim) -> str | None:
    if draft_claim.value is None:
        return None
    if draft_claim.unit is None:
        return draft_claim.noun or ("count" if isinstance(_plain(draft_claim.scaled), int) else "index")
    name = _SPELT.get(draft_claim.unit) or UNITS[draft_claim.unit].symbol or draft_claim.unit
    if draft_claim.share_of:
        name = f"{name} of {draft_claim.share_of}"
    name = f"{name}/{draft_claim.each}" if draft_claim.each else name
    return f"{name}/year" if draft_claim.per == "year" else name


# --- what is said twice -------------------------------------------------------------------------------------


_WORD = re.compile(r"\w+")
# With how many earlier claims of the same figure a claim is compared; a text that repeats itself more is folded less.
_RIVALS = 20


def folded(claims: list[DraftClaim]) -> tuple[DraftClaim, ...]:
    """Fold repeats on other lines into the one that says most; the order of the text is kept.

    Two claims are one where kind, figure and unit are equal, the times do not contradict, and the subjects share
    half of their words.  Claims on one line are never folded: ``80% … ; 80% …`` are two.
    """
    kept: list[DraftClaim] = []
    lines: list[set[int]] = []
    by_key: dict[tuple[object, ...], list[int]] = {}
    for claim in claims:
        key = (claim.kind, claim.scaled, claim.value_high, claim.unit)  # three times None for an aim in words
        rivals = by_key.setdefault(key, [])
        match = next((i for i in reversed(rivals[-_RIVALS:]) if _same(kept[i], claim)), None)
        if match is None:
            rivals.append(len(kept))
            kept.append(claim)
            lines.append({claim.line})
        else:
            lines[match].add(claim.line)
            if kept[match].year is None and claim.year is not None:
                kept[match] = claim
    return tuple(
        replace(one, also_lines=tuple(sorted(said - {one.line}))) if len(said) > 1 else one
        for one, said in zip(kept, lines, strict=True)
    )


def _same(claim: DraftClaim, other: DraftClaim) -> bool:
    if claim.line == other.line or _differ(claim.year, other.year):
        return False
    subjects = _likeness(claim.subject, other.subject)
    if claim.comparator == "text":
        return subjects >= 0.6 or _likeness(claim.as_printed, other.as_printed) >= 0.6
    return subjects >= 0.5 and not _differ(claim.year_part, other.year_part)


def _differ(told: object, other: object) -> bool:
    """Whether both claims tell it, and not the same."""
    return bool(told and other and told != other)


def _likeness(one: str, other: str) -> float:
    first, second = _words(one), _words(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """Give the words of a subject, which is compared with many others."""
    return frozenset(_WORD.findall(text.lower()))
