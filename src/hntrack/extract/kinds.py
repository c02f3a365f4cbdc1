"""Decide whether a sentence promises or reports, and for which year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hntrack.extract.cues import CUES
from hntrack.extract.times import Time
from hntrack.text.quantity_numbers import words_pattern

# "đạt và vượt các chỉ tiêu" reports, though it speaks of targets.
_ACHIEVING = {
    "vi": re.compile(r"(?<!\w)(?:đạt và vượt|đạt,? vượt|hoàn thành|đạt được|vượt)(?: \w+){0,3} $"),
    "en": re.compile(r"(?<!\w)(?:met|exceeded|surpassed|missed|achieved|fulfilled)(?: \w+){0,3} $"),
}
_TURNS = {"vi": re.compile(r"\s*(?:lên|xuống|còn)"), "en": re.compile(r"\s*(?:to|up|down)(?!\w)")}


@dataclass(frozen=True, slots=True)
class Scene:
    """What the sentences so far have set: are we among aims or results, of which year, since which line?"""

    kind: str = ""
    year: int | None = None
    basis: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Dating:
    """When a claim is about, and how that is known."""

    year: int | None
    basis: str
    source: str
    carried_from: int | None = None
    role: str = ""


def cues_in(low: str, lang: str) -> list[tuple[int, str]]:
    """Give the cues of a lower-case text, each with where it ends and its kind; a longer cue hides those in it."""
    pattern, kinds = _cues(lang)
    found: list[tuple[int, str]] = []
    for match in pattern.finditer(low):
        kind = kinds[re.sub(r"\s+", " ", match.group())]
        if kind == "target" and _ACHIEVING[lang].search(low[max(0, match.start() - 30) : match.start()]):
            kind = "measurement"
        found.append((match.end(), kind))
    return found


def nearest_cue(cues: list[tuple[int, str]], position: int, start: int = 0) -> str:
    """Give the kind of the last cue between two positions, ``""`` for none."""
    kinds = [kind for end, kind in cues if start <= end <= position]
    return kinds[-1] if kinds else ""


def time_for(
    low: str, times: tuple[Time, ...], spans: list[tuple[int, int]], index: int, lang: str
) -> Time | None:
    """Find the time that governs one of several claims of a sentence.

    A time directly behind a claim wins (``30% GDP vào năm 2030 và 50% GDP vào năm 2045``), unless a comma or the
    claim after it takes it; else the last one before the claim that no earlier claim has taken.
    """
    taken = {
        id(behind)
        for other in range(index)
        if (behind := _behind(low, times, spans, other, lang)) is not None
    }
    behind = _behind(low, times, spans, index, lang)
    if behind is not None:
        return behind
    before = [
        one
        for one in times
        if one.end <= spans[index][0] and one.role in {"when", "now"} and id(one) not in taken
    ]
    if before:
        return before[-1]
    closing = [
        one for one in times if one.start >= spans[index][1] and one.role == "when" and one.basis == "by_end"
    ]
    return closing[0] if closing and index == len(spans) - 1 else None


def _behind(
    low: str, times: tuple[Time, ...], spans: list[tuple[int, int]], index: int, lang: str
) -> Time | None:
    end = spans[index][1]
    limit = spans[index + 1][0] if index + 1 < len(spans) else len(low)
    for one in times:
        if one.start < end or one.role not in {"when", "now"}:
            continue
        if one.start >= limit or re.search(r"[,;:]|(?<!\w)(?:và|and)\s+$", low[end : one.start]):
            return None
        gap = low[one.end : limit]
        if limit < len(low) and len(gap) < 40 and not re.search(r"[,;.]|(?<!\w)(?:và|and)(?!\w)", gap):
            return one if _TURNS[lang].match(gap) else None
        return one
    return None


def kind_of(time: Time | None, cue: str, scene: Scene, reference: int | None) -> str:
    """Decide between promise and report.

    Args:
        time: The time that governs the claim.
        cue: The kind for which the nearest cue of the sentence speaks.
        scene: What the sentences before have set.
        reference: The year of the document, where known.
    """
    if time is None or time.role == "title":
        return cue or scene.kind
    if time.role == "now" or time.year is None:
        return "measurement"
    if reference is not None and time.year != reference:
        return "target" if time.year > reference else "measurement"
    if cue:
        return cue
    if time.basis == "by_end" or (reference is None and time.year % 5 == 0):
        return "target"
    return scene.kind if scene.kind and scene.year == time.year else "measurement"


@cache
def _cues(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {one.words: one.kind for one in CUES if one.lang == lang}
    return re.compile(rf"(?<!\w)(?:{words_pattern(kinds)})(?!\w)"), kinds
