"""Decide whether a sentence promises or reports, and which time governs a claim."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from hntrack.extract.cues import CUES
from hntrack.extract.document import Document
from hntrack.extract.times import Time
from hntrack.text.quantity_numbers import whole_words

Cues = list[tuple[int, str]]
Span = tuple[int, int]

# "đạt và vượt các chỉ tiêu" reports, though it speaks of targets.
_ACHIEVING = {
    "vi": re.compile(r"(?<!\w)(?:đạt và vượt|đạt,? vượt|hoàn thành|đạt được|vượt)(?: \w+){0,3} $"),
    "en": re.compile(r"(?<!\w)(?:met|exceeded|surpassed|missed|achieved|fulfilled)(?: \w+){0,3} $"),
}
_TURNS = {"vi": re.compile(r"\s*(?:lên|xuống|còn)"), "en": re.compile(r"\s*(?:to|up|down)(?!\w)")}
_OTHER_CLAIM = re.compile(r"[,;:]|(?<!\w)(?:và|and)\s+$")
_NOT_WITHIN = "".join(f"(?<!{one} h)" for one in ("thực", "thể", "phát", "xuất", "biểu"))
_PART_OF = re.compile(r"(?<!\w)(?:trong đó|bao gồm|gồm|including|of which)(?!\w)")
_TWO_YEARS = re.compile(r"\d{4}.{1,8}\d{2}")
_BLANKS = re.compile(r"\s+")
_PAUSE = re.compile(r"[,;.]|(?<!\w)(?:và|and)(?!\w)")


def cues_in(low: str, lang: str) -> Cues:
    """Give the cues of a lower-case text, each with where it ends and its kind; a longer cue hides those in it."""
    pattern, kinds = _cues(lang)
    found: Cues = []
    for match in pattern.finditer(low):
        kind = kinds[_BLANKS.sub(" ", match.group())]
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


def cue_for(cues: Cues, position: int, limit: int, lang: str) -> str:
    """Give the nearest cue before a figure's end; in English, where the verb may follow, else the first one behind it.

    Args:
        cues: Of the sentence.
        position: Where the figure ends.
        limit: Where its clause ends.
        lang: The language.
    """
    found = nearest_cue(cues, position)
    if found or lang != "en":
        return found
    return next((kind for end, kind in cues if position < end <= limit), "")


def times_for(low: str, times: tuple[Time, ...], spans: list[Span], lang: str) -> list[Time | None]:
    """Find the time that governs each claim of a sentence.

    A time directly behind a claim wins (``30% GDP vào năm 2030 và 50% GDP vào năm 2045``), unless a comma stands
    between or the claim after it takes it; else the last one before the claim that no earlier claim has taken;
    else the only one behind it in its clause (``A đạt 5%, B đạt 6% vào năm 2030``).
    """
    named = [one for one in times if one.role in {"when", "now"}]
    if not named:
        return [None] * len(spans)
    starts = [one.start for one in named]
    taken: set[int] = set()
    found: list[Time | None] = []
    for index, (start, end) in enumerate(spans):
        limit = spans[index + 1][0] if index + 1 < len(spans) else len(low)
        behind = bisect_left(starts, end)
        if behind < len(named) and _is_behind(low, named[behind], end, limit, lang):
            taken.add(behind)
            found.append(named[behind])
            continue
        before = bisect_right(starts, start) - 1
        while before >= 0 and (before in taken or named[before].end > start):
            before -= 1
        time = named[before] if before >= 0 else _closing(low, named, behind, end)
        if time is None and index and _PART_OF.search(low[spans[index - 1][1] : start]):
            time = found[-1]
        found.append(time)
    return found


def _is_behind(low: str, one: Time, end: int, limit: int, lang: str) -> bool:
    if one.start >= limit or _OTHER_CLAIM.search(low[end : one.start]):
        return False
    gap = low[one.end : limit]
    if limit < len(low) and len(gap) < 40 and not _PAUSE.search(gap):
        return _TURNS[lang].match(gap) is not None
    return True


def _closing(low: str, named: list[Time], behind: int, position: int) -> Time | None:
    """Give the time behind a claim if it is the only one in the clause."""
    if behind >= len(named) or named[behind].role != "when":
        return None
    if _TWO_YEARS.search(low[named[behind].start : named[behind].end]):
        return None  # a period belongs to the figure it stands with
    end = low.find(";", position, named[behind].start)
    after = named[behind + 1] if behind + 1 < len(named) else None
    alone = after is None or low.find(";", named[behind].end, after.start) >= 0
    return named[behind] if end < 0 and alone else None


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
    if time.role == "now" or time.year is None:
        return "measurement"
    if document.year is not None and time.year != document.year:
        return "target" if time.year > document.year else "measurement"
    return cue or (scene_kind if scene_year == time.year else "") or _by_time(time, scene_kind, document)


def _by_time(time: Time, scene_kind: str, document: Document) -> str:
    """Decide by the way the time is named, where nothing else speaks and the document is of that year or undated."""
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
