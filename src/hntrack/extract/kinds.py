"""Decide whether a sentence promises or reports, and which time governs a claim."""

from __future__ import annotations

import re
from functools import cache

from hntrack.extract.cues import CUES
from hntrack.extract.document import Document
from hntrack.extract.times import Time
from hntrack.text.quantity_numbers import words_pattern

Cues = list[tuple[int, str]]
Span = tuple[int, int]

# "đạt và vượt các chỉ tiêu" reports, though it speaks of targets.
_ACHIEVING = {
    "vi": re.compile(r"(?<!\w)(?:đạt và vượt|đạt,? vượt|hoàn thành|đạt được|vượt)(?: \w+){0,3} $"),
    "en": re.compile(r"(?<!\w)(?:met|exceeded|surpassed|missed|achieved|fulfilled)(?: \w+){0,3} $"),
}
_TURNS = {"vi": re.compile(r"\s*(?:lên|xuống|còn)"), "en": re.compile(r"\s*(?:to|up|down)(?!\w)")}
_OTHER_CLAIM = re.compile(r"[,;:]|(?<!\w)(?:và|and)\s+$")
_PAUSE = re.compile(r"[,;.]|(?<!\w)(?:và|and)(?!\w)")


def cues_in(low: str, lang: str) -> Cues:
    """Give the cues of a lower-case text, each with where it ends and its kind; a longer cue hides those in it."""
    pattern, kinds = _cues(lang)
    found: Cues = []
    for match in pattern.finditer(low):
        kind = kinds[re.sub(r"\s+", " ", match.group())]
        if kind == "target" and _ACHIEVING[lang].search(low[max(0, match.start() - 30) : match.start()]):
            kind = "measurement"
        found.append((match.end(), kind))
    return found


def nearest_cue(cues: Cues, position: int) -> str:
    """Give the kind of the last cue before a position, ``report`` only where there is no stronger one."""
    kinds = [kind for end, kind in cues if end <= position]
    strong = [kind for kind in kinds if kind != "report"]
    return strong[-1] if strong else (kinds[-1] if kinds else "")


def time_for(low: str, times: tuple[Time, ...], spans: list[Span], index: int, lang: str) -> Time | None:
    """Find the time that governs one of several claims of a sentence.

    A time directly behind a claim wins (``30% GDP vào năm 2030 và 50% GDP vào năm 2045``), unless a comma stands
    between or the claim after it takes it; else the last one before the claim that no earlier claim has taken;
    else the only one behind it in its clause (``A đạt 5%, B đạt 6% vào năm 2030``).
    """
    behind = _behind(low, times, spans, index, lang)
    if behind is not None:
        return behind
    taken = {_behind(low, times, spans, other, lang) for other in range(index)}
    before = [one for one in times if one.end <= spans[index][0] and one.role in {"when", "now"}]
    before = [one for one in before if one not in taken]
    return before[-1] if before else _closing(low, times, spans[index])


def _behind(low: str, times: tuple[Time, ...], spans: list[Span], index: int, lang: str) -> Time | None:
    end = spans[index][1]
    limit = spans[index + 1][0] if index + 1 < len(spans) else len(low)
    for one in times:
        if one.start < end or one.role not in {"when", "now"}:
            continue
        if one.start >= limit or _OTHER_CLAIM.search(low[end : one.start]):
            return None
        gap = low[one.end : limit]
        if limit < len(low) and len(gap) < 40 and not _PAUSE.search(gap):
            return one if _TURNS[lang].match(gap) else None
        return one
    return None


def _closing(low: str, times: tuple[Time, ...], span: Span) -> Time | None:
    end = low.find(";", span[1])
    end = end if end >= 0 else len(low)
    named = [one for one in times if one.role in {"when", "now"} and span[1] <= one.start < end]
    return named[0] if len(named) == 1 and named[0].role == "when" else None


def kind_of(time: Time | None, cue: str, scene: tuple[str, int | None], document: Document) -> str:
    """Decide between promise and report.

    Args:
        time: The time that governs the claim.
        cue: The kind for which the nearest cue of the sentence speaks.
        scene: Kind and year that the sentences before have set.
        document: Tells the year in which it was written, and its deadlines.

    Returns:
        ``target``, ``measurement`` or ``""`` where nothing speaks for either.
    """
    scene_kind, scene_year = scene
    if cue == "report":
        cue = scene_kind or "measurement"
    if time is None or time.role == "title":
        return cue or scene_kind
    if time.role == "now" or time.year is None:
        return "measurement"
    if document.year is not None and time.year != document.year:
        return "target" if time.year > document.year else "measurement"
    if cue:
        return cue
    if scene_kind and scene_year == time.year:
        return scene_kind
    if time.basis == "by_end":
        # Plans end in years like 2025 and 2030; "vào cuối năm 2024" reports unless something says otherwise.
        return "target" if document.year is not None or time.year % 5 == 0 else scene_kind or "measurement"
    return "target" if document.year is None and time.year in document.deadlines else "measurement"


@cache
def _cues(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {one.words: one.kind for one in CUES if one.lang == lang}
    return re.compile(rf"(?<!\w)(?:{words_pattern(kinds)})(?!\w)"), kinds
