"""Decide whether a sentence promises or reports."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from hntrack.extract.cues import CUES, FORETELLING
from hntrack.extract.document import Document
from hntrack.extract.times import Time
from hntrack.text.quantity_numbers import whole_words

Cues = list[tuple[int, str]]

# "đạt và vượt các chỉ tiêu" reports, though it speaks of targets.
_ACHIEVING = {
    "vi": re.compile(
        r"(?<!\w)(?:đạt và vượt|đạt,? vượt|hoàn thành|đạt được|vượt|thấp hơn|cao hơn|chưa đạt)(?: [\w/.,]+){0,3} $"
    ),
    "en": re.compile(r"(?<!\w)(?:met|exceeded|surpassed|missed|achieved|fulfilled)(?: \w+){0,3} $"),
}
_BLANKS = re.compile(r"\s+")
# "of the 19 targets" speaks about targets and sets none.
_IS_TALK = {
    "vi": re.compile(r"(?<!\w)(?:chương trình mục|(?:nhiều|một số|trên các|ở các|theo) (?:chỉ|mục)) tiêu$"),
    "en": re.compile(
        r"(?<!\w)(?:of (?:the|all) (?:[\w\-]+ ){0,3}|\d (?:national )?)(?:targets|goals|milestones)$"
    ),
}
_ACHIEVED_BEHIND = re.compile(r" (?:đã |đều )*(?:đạt và vượt|vượt|hoàn thành)(?!\w)")
_NOT_WITHIN = "".join(f"(?<!{one} h)" for one in ("thực", "thể", "phát", "xuất", "biểu"))


def cues_in(low: str, lang: str) -> Cues:
    """Give the cues of a lower-case text, each with where it ends and its kind; a longer cue hides those in it."""
    pattern, kinds = _cues(lang)
    found: Cues = []
    for match in pattern.finditer(low):
        kind = kinds[_BLANKS.sub(" ", match.group())]
        if kind == "target" and _IS_TALK[lang].search(low[max(0, match.start() - 30) : match.end()]):
            continue
        if match.group().endswith("tiêu") and _ACHIEVED_BEHIND.match(low, match.end()):
            kind = "measurement"
        if kind == "target" and _ACHIEVING[lang].search(low[max(0, match.start() - 30) : match.start()]):
            kind = "measurement"
        found.append((match.end(), kind))
    return found


def nearest_cue(cues: Cues, position: int) -> str:
    """Give the kind of the last cue before a position, ``report`` only where there is no stronger one."""
    weak = ""
    for _, kind in reversed(cues[: bisect_right(cues, (position, "~"))]):
        if kind != "report":
            return kind
        weak = kind
    return weak


def only_foretells(low: str, cues: Cues, position: int, lang: str) -> bool:
    """Whether the last word of promise before a position is one with which the weather is foretold, too."""
    ends = [end for end, kind in cues if kind == "target" and end <= position]
    return bool(ends) and low[: ends[-1]].endswith(FORETELLING[lang])


def cue_for(cues: Cues, position: int, limit: int, lang: str) -> str:
    """Give the nearest cue before a figure's end, else the first one behind it (in Vietnamese, of results only).

    Args:
        cues: Of the sentence.
        position: Where the figure ends.
        limit: Where the words end that may still be said of it.
        lang: The language.
    """
    found = nearest_cue(cues, position)
    if found:
        return found
    behind = (kind for end, kind in cues if position < end <= limit)
    if lang == "vi":
        return next((kind for kind in behind if kind == "measurement"), "")
    return next(behind, "")


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
        fits = scene_kind and (time is None or time.year in {None, scene_year})
        cue = scene_kind if fits else "measurement"
    if time is None or time.role == "title":
        return cue or scene_kind
    if time.role == "now" or time.year is None or (time.partial and cue != "target"):
        return "measurement"
    written = document.year or document.reported
    if written is not None and time.year != written:
        return "target" if time.year > written else "measurement"
    if document.year is None and time.basis == "by_end" and time.year > (document.not_before or 9999) + 1:
        return "target"
    return cue or (scene_kind if scene_year == time.year else "") or _by_time(time, scene, document)


def _by_time(time: Time, scene: tuple[str, int | None], document: Document) -> str:
    """Decide by the way the time is named, where nothing else speaks and the document is of that year or undated."""
    scene_kind, scene_year = scene
    if scene_kind == "target" and time.year is not None and scene_year is not None and time.year > scene_year:
        return "target"
    if document.not_before is not None and time.year is not None and document.year is None:
        if time.year < document.not_before:
            return "measurement"
        if time.year > document.not_before + 1:
            return "target"
    if time.basis not in {"by_end", "at"}:
        ahead = (
            document.year is None
            and time.year is not None
            and time.year >= min(document.deadlines, default=9999)
        )
        return "target" if ahead else "measurement"
    # Plans end in years like 2025 and 2030; "vào cuối năm 2024" reports unless something says otherwise.
    round_year = time.year is not None and time.year % 5 == 0
    return "target" if document.year is not None or round_year else scene_kind or "measurement"


@cache
def _cues(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {one.words: one.kind for one in CUES if one.lang == lang}
    # "hiện" is a word of "thực hiện" and "hiện đại" too.
    now = rf"|h(?<!\wh){_NOT_WITHIN}iện(?! đại| thực| hữu| tượng| trạng)" if "hiện" in kinds else ""
    words = whole_words(one for one in kinds if one != "hiện")
    return re.compile(rf"(?:{words}{now})(?!\w)"), kinds
