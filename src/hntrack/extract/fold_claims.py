"""Fold what a document says more than once, and order claims for review."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from hntrack.extract.draft import DraftClaim

_WORD = re.compile(r"\w+")
# With how many earlier claims of the same figure a claim is compared; a text that repeats itself more is folded less.
_RIVALS = 20
_KINDS = ("target", "measurement", "baseline", "context")


def folded(claims: list[DraftClaim]) -> tuple[DraftClaim, ...]:
    """Fold repeats on other lines into the one that says most; the order of the text is kept.

    Two claims are one where kind, figure and unit are equal, the times do not contradict, and the subjects share
    half of their words.  Claims on one line are never folded: ``80% … ; 80% …`` are two.
    """
    kept: list[DraftClaim] = []
    lines: list[set[int]] = []
    by_key: dict[tuple[object, ...], list[int]] = {}
    for claim in claims:
        rivals = by_key.setdefault(_key(claim), [])
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


def for_review(claims: tuple[DraftClaim, ...]) -> tuple[DraftClaim, ...]:
    """Order claims as a curator reads them: by kind (targets first), year, line and place."""
    return tuple(sorted(claims, key=lambda one: (_KINDS.index(one.kind), one.year or 9999, one.line)))


def _key(draft_claim: DraftClaim) -> tuple[object, ...]:
    if draft_claim.comparator == "text":
        return (draft_claim.kind, "text")
    return (draft_claim.kind, draft_claim.scaled, draft_claim.value_high, draft_claim.unit)


def _same(draft_claim: DraftClaim, other: DraftClaim) -> bool:
    if draft_claim.line == other.line:
        return False
    if draft_claim.comparator == "text":
        if draft_claim.year is not None and other.year is not None and draft_claim.year != other.year:
            return False
        return (
            _likeness(draft_claim.as_printed, other.as_printed) >= 0.6
            or _likeness(draft_claim.subject, other.subject) >= 0.6
        )
    if draft_claim.year != other.year and draft_claim.year is not None and other.year is not None:
        return False
    if draft_claim.year_part != other.year_part and draft_claim.year_part and other.year_part:
        return False
    return draft_claim.subject == other.subject != "" or _likeness(draft_claim.subject, other.subject) >= 0.5


def _likeness(one: str, other: str) -> float:
    first, second = _words(one), _words(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """Give the words of a subject, which is compared with many others."""
    return frozenset(_WORD.findall(text.lower()))
