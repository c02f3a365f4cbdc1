"""What a second reader points at, held against the text: it may say where, never what a figure is.

A quote must stand on its line and cut no figure in two; the value is what our own reader reads there; the year must be
printed on the line, or follow from our own rules.  What fails is refused, with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from hntrack.extract import Document, DraftClaim
from hntrack.extract.times import find_times
from hntrack.text.characters import fold, nfc, visible
from hntrack.text.messages import Message, _
from hntrack.text.quantity import Quantity, find_quantities
from hntrack.text.quantity_numbers import lower
from hntrack.workspace.curate.drafts import SecondReading

_MOST_POINTERS = 2000
_MOST_ANSWER = 2_000_000
_MOST_TRIES = 200  # places of one quote on one line
_LONGEST = 200  # characters of a quote or a subject
_KINDS = ("target", "measurement")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_JOINS = re.compile(r"[\w%‰]")
_WORDS = re.compile(r"\w+")


class Pointer(NamedTuple):
    """What a reader points at; nothing of it is believed yet."""

    line: int
    quote: str
    kind: str
    year: int | None
    subject: str


class Refusal(NamedTuple):
    """Something that was refused, and why."""

    place: str
    why: Message


class Pointed(NamedTuple):
    """What is left of a second reader's answer.

    Attributes:
        alone: Claims that only it found, with our own reading of their figures.
        differing: What it makes of claims that we found, too, where that is not the same; by line and column.
        agreed: How many claims both read alike.
        refused: What did not stand up to the text.
    """

    alone: tuple[DraftClaim, ...]
    differing: dict[tuple[int, int], SecondReading]
    agreed: int
    refused: tuple[Refusal, ...]


def read_pointers(answer: str) -> tuple[list[Pointer], list[Refusal]]:
    """Read an answer; words may stand around its object, and whatever in it is no pointer is refused."""
    text = answer[answer.find("{") : answer.rfind("}") + 1]
    try:
        claims = json.loads(text[:_MOST_ANSWER])["claims"]
    except (ValueError, LookupError, TypeError, RecursionError):
        claims = None
    if not isinstance(claims, list):
        return [], [Refusal("", _("The answer is not the JSON that was asked for."))]
    pointers, refused = [], []
    for entry in claims[:_MOST_POINTERS]:
        pointer = _pointer(entry)
        if pointer is None:
            refused.append(
                Refusal(visible(str(entry)[:60]), _("It is no pointer: line, quote, kind, year, subject."))
            )
        else:
            pointers.append(pointer)
    if len(claims) > _MOST_POINTERS:
        refused.append(Refusal("", _("Only the first {most} pointers were looked at.", most=_MOST_POINTERS)))
    return pointers, refused


def _pointer(entry: Any) -> Pointer | None:
    if not isinstance(entry, dict):
        return None
    line, quote, year = entry.get("line"), entry.get("quote"), entry.get("year")
    subject, kind = entry.get("subject") or "", entry.get("kind")
    whole = type(line) is int and (year is None or type(year) is int)
    if not (whole and _is_short(quote) and _is_short(subject) and quote and kind in _KINDS):
        return None
    return Pointer(line, nfc(str(quote)).strip(), str(kind), year, nfc(subject))  # type: ignore[arg-type]  # an int: above


def _is_short(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= _LONGEST


def hold_against_text(
    pointers: Iterable[Pointer],
    document: Document,
    own: Sequence[DraftClaim],
    everything: Sequence[DraftClaim],
    name: str,
) -> Pointed:
    """Hold what a reader points at against the body of an article and against our own reading of it.

    ``everything`` is what we read where nothing is left out: the same figures, and those that are hardly claims.
    """
    held = _Held(document, everything)
    of_line = _by_line(own)
    alone: dict[tuple[int, int], DraftClaim] = {}
    differing: dict[tuple[int, int], SecondReading] = {}
    refused: list[Refusal] = []
    agreed = 0
    for pointer in pointers:
        claim = held.claim_at(pointer)
        if isinstance(claim, Message):
            refused.append(Refusal(f"{pointer.line}: “{visible(pointer.quote)}”", claim))
            continue
        ours = next((it for it in of_line.get(claim.line, ()) if _overlap(it, claim)), None)
        if ours is None:
            alone.setdefault((claim.line, claim.column), claim)
        elif _same_kind(ours.kind, claim.kind) and ours.year == pointer.year:
            agreed += 1
        else:
            subject = claim.subject if claim.subject != ours.subject else None
            differing[ours.line, ours.column] = SecondReading(name, claim.kind, pointer.year, subject)
    return Pointed(tuple(alone.values()), differing, agreed, tuple(refused))


def _by_line(claims: Sequence[DraftClaim]) -> dict[int, list[DraftClaim]]:
    lines: dict[int, list[DraftClaim]] = {}
    for claim in claims:
        lines.setdefault(claim.line, []).append(claim)
    return lines


class _Held:
    """An article, against which pointers are held."""

    def __init__(self, document: Document, everything: Sequence[DraftClaim]) -> None:
        self.document = document
        self.lines = {line.number: line.text for line in document.lines}
        self.claims = _by_line(everything)
        self.figures: dict[int, tuple[Quantity, ...]] = {}

    def claim_at(self, pointer: Pointer) -> DraftClaim | Message:
        """Give the claim that stands where a pointer points, read by ourselves; or why it is refused."""
        line = self.lines.get(pointer.line)
        if line is None:
            return _("The article has no such line.")
        start = _stands(line, pointer.quote)
        if start is None:
            return _("The quote does not stand on this line.")
        if pointer.line not in self.figures:
            self.figures[pointer.line] = find_quantities(line, self.document.lang)
        end = start + len(pointer.quote)
        inside = [it for it in self.figures[pointer.line] if _is_within(it, start, end)]
        if not inside:
            return _("Our own reader finds no whole figure in it.")
        if len(inside) > 1:
            return _("It holds several figures.")
        own = self.claims.get(pointer.line, [])
        wrong = _wrong_year(pointer, self.document, line, inside[0], own)
        return wrong if wrong is not None else _as_claim(pointer, self.document, line, inside[0], own)


def _is_within(quantity: Quantity, start: int, end: int) -> bool:
    """Whether all numbers of a figure stand in a stretch; the words around them are ours to read."""
    return all(
        start <= first and last <= end for first, last in quantity.spans or [(quantity.start, quantity.end)]
    )


def _stands(line: str, quote: str) -> int | None:
    """Say where a quote stands on a line with no word and no number cut at its ends."""
    start = line.find(quote)
    for _try in range(_MOST_TRIES):
        if start < 0:
            break
        if not _cuts_before(line, start) and not _cuts_behind(line, start + len(quote)):
            return start
        start = line.find(quote, start + 1)
    return None


def _cuts_before(line: str, start: int) -> bool:
    """Whether a word or a number that goes on at a place begins before it."""
    if start == 0 or not _JOINS.match(line[start]):
        return False
    number = line[start - 1] in ".," and line[start - 2 : start - 1].isdigit() and line[start].isdigit()
    return number or _JOINS.match(line[start - 1]) is not None


def _cuts_behind(line: str, end: int) -> bool:
    """Whether a word or a number that ends at a place goes on behind it."""
    if end == len(line) or not _JOINS.match(line[end - 1]):
        return False
    number = line[end] in ".," and line[end + 1 : end + 2].isdigit()
    return number or _JOINS.match(line[end]) is not None


def _wrong_year(
    pointer: Pointer, document: Document, line: str, quantity: Quantity, own: Sequence[DraftClaim]
) -> Message | None:
    written = document.year or document.reported
    if pointer.year is None:
        return None
    if pointer.kind == "measurement" and written is not None and pointer.year > written:
        return _("{year} lies ahead: nothing has been measured then.", year=pointer.year)
    printed = _printed_years(line, quantity)
    derived = {time.year for time in find_times(lower(line), document.lang, written, document.published)}
    ours = {claim.year for claim in own}
    if pointer.year in printed | derived | ours:
        return None
    return _("The year {year} is not printed there, nor does it follow from our rules.", year=pointer.year)


def _printed_years(line: str, quantity: Quantity) -> set[int]:
    """Give the years that stand on a line outside of a figure."""
    years = _YEAR.finditer(line)
    return {int(year[0]) for year in years if not any(a <= year.start() < b for a, b in quantity.spans)}


def _as_claim(
    pointer: Pointer, document: Document, line: str, quantity: Quantity, own: Sequence[DraftClaim]
) -> DraftClaim:
    """Make the claim: our own where we read that figure at all, else one of the figure alone."""
    there = next((it for it in own if it.value is not None and _covers(it, quantity)), None)
    clause = f"{line[: quantity.start]}»{line[quantity.start : quantity.end]}«{line[quantity.end :]}"
    claim = there or DraftClaim(
        doc=document.name, kind=pointer.kind, subject="", lang=document.lang,
        comparator=quantity.comparator or "exactly", qualifier=quantity.qualifier, value=quantity.value,
        as_printed=line[quantity.start : quantity.end], line=pointer.line, column=quantity.start + 1,
        clause=clause, value_high=quantity.value_high, of=quantity.of, exponent=quantity.exponent,
        unit=quantity.unit, noun=quantity.noun, per=quantity.per, share_of=quantity.share_of, area=document.area,
    )  # fmt: skip
    if pointer.year != claim.year:
        basis = "by_end" if pointer.kind == "target" else "during"
        claim = replace(
            claim,
            year=pointer.year,
            year_since=None,
            year_part="",
            year_basis=basis if pointer.year else "",
            carried_from=None,
        )
        claim = replace(claim, year_source="stated" if pointer.year else "none")
    subject = pointer.subject if _is_of_line(pointer.subject, line) else claim.subject
    return replace(claim, kind=pointer.kind, subject=subject, confidence="low", also_lines=())


def _is_of_line(subject: str, line: str) -> bool:
    """Whether half of a subject's words, and each of its numbers, stand on the line."""
    words = _WORDS.findall(fold(subject))
    there = set(_WORDS.findall(fold(line)))
    known = [word for word in words if word in there]
    return 2 * len(known) >= len(words) > 0 and all(
        word in there for word in words if any(c.isdigit() for c in word)
    )


def _covers(claim: DraftClaim, quantity: Quantity) -> bool:
    start = claim.column - 1
    return start <= quantity.start < start + len(claim.as_printed) or quantity.start <= start < quantity.end


def _overlap(claim: DraftClaim, other: DraftClaim) -> bool:
    start, others = claim.column, other.column
    return (
        claim.line == other.line
        and start < others + len(other.as_printed)
        and others < start + len(claim.as_printed)
    )


def _same_kind(kind: str, other: str) -> bool:
    """An earlier value is a measurement, too."""
    return kind == other or (kind == "baseline" and other == "measurement")
