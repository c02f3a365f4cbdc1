"""Carry what sentences set: are we among aims or results, of which year, since which line?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from hntrack.extract.body import BodyLine
from hntrack.extract.cues import ENDS_AIMS
from hntrack.extract.document import Document
from hntrack.extract.draft import DraftClaim
from hntrack.extract.kinds import Cues, kind_of, nearest_cue
from hntrack.extract.sentences import Sentence
from hntrack.extract.times import Time

_HEADING_WORDS = 10
# "kể từ khi Việt Nam tham gia đánh giá vào năm 2003" tells when something else was.
_PRESENT = re.compile(r"(?<!\w)(?:is|are|has|have|says|say|spends?|costs?|accounts? for)(?!\w)")
_SINCE = re.compile(r"(?<!\w)(?:từ khi|kể từ|ever since|since)(?!\w)")
_ITEM = re.compile(r"\s*(?:[-–—•*+▪■●○◦»]|\(?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})[.)]\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the sentences so far have set.

    Attributes:
        kind: ``target``, ``measurement`` or ``""``.
        year, basis: The horizon, where one was named.
        line: Where it was named.
        firm: Its year is printed, not "this year" or a part of it.
        passing: It was named in passing, behind a figure, and holds to the end of its line only.
    """

    kind: str = ""
    year: int | None = None
    basis: str = ""
    line: int = 0
    passing: bool = False
    firm: bool = True


class Reading(NamedTuple):
    """A sentence with what was found in it."""

    document: Document
    line: BodyLine
    sentence: Sentence
    times: tuple[Time, ...]
    cues: Cues


@dataclass(frozen=True, slots=True)
class Dating:
    """When a claim is about, and how that is known; fields as in ``DraftClaim``."""

    year: int | None
    basis: str
    source: str
    carried_from: int | None = None


def is_item(text: str) -> bool:
    """Whether a line is an item of a list: it starts with a bullet, ``1.``, ``a)`` or the like."""
    return _ITEM.match(text) is not None


def entered(scene: Scene, reading: Reading, first: int) -> Scene:
    """Give the scene after what a sentence says before its first figure (at ``first``).

    A horizon sets it; "now" sets results; a word of aims without a horizon sets aims, with the year in the title
    of the plan it speaks of, if any; several words of results end a list of aims, except in a bullet.
    """
    if scene.passing and scene.line != reading.line.number:
        scene = Scene(scene.kind)
    kinds = [kind for _, kind in reading.cues]
    since = _SINCE.search(reading.sentence.low)
    bound = min(first, since.start() if since else first)
    opening = [one for one in reading.times if one.end <= bound]
    number = reading.line.number
    if horizons := [one for one in opening if one.role == "when"]:
        time = horizons[-1]
        _, limit = reading.sentence.clause_of(first)
        cue = nearest_cue(reading.cues, first) or next(
            (kind for end, kind in reading.cues if end <= limit), ""
        )
        kind = kind_of(time, cue, (scene.kind, scene.year), reading.document)
        return Scene(kind, time.year, time.basis, number, firm=not time.relative)
    if any(one.role == "now" for one in opening) or _is_present(scene, reading):
        return Scene("measurement", None, "as_of", number)
    if _heads_another_part(reading, first):
        return Scene()
    if scene.kind != "target" or any(one.role == "title" and one.end <= first for one in reading.times):
        return _among_aims(scene, reading, first)
    ended = "target" not in kinds and kinds.count("measurement") > 1 and not is_item(reading.line.text)
    return Scene("measurement", None, "", number) if ended else scene


def _is_present(scene: Scene, reading: Reading) -> bool:
    """Whether an English sentence without a time leaves the past year that was spoken of: ``We are spending …``."""
    past = scene.kind == "measurement" and scene.year is not None and not reading.times
    return past and reading.document.lang == "en" and _PRESENT.search(reading.sentence.low) is not None


def _among_aims(scene: Scene, reading: Reading, first: int) -> Scene:
    """Give the scene after a sentence that may start to speak of aims, without naming a horizon before them."""
    spoken = any(kind == "target" and end <= first for end, kind in reading.cues)
    if not spoken or any(one.role == "when" for one in reading.times):
        return scene
    titles = [one.year for one in reading.times if one.role == "title"]
    return Scene("target", titles[0] if titles else None, "by_end" if titles else "", reading.line.number)


def after_claims(scene: Scene, reading: Reading, claims: list[DraftClaim]) -> Scene:
    """Let the one year that the aims of a sentence state hold for the next ones on the line, where there is none."""
    years = {one.year for one in claims if one.kind == "target" and one.year_source == "stated" and one.year}
    if years and scene.kind == "target" and scene.line == reading.line.number and scene.year is not None:
        return replace(scene, year=max(years)) if max(years) > scene.year else scene
    if scene.year is not None or scene.kind == "measurement" or len(years) != 1:
        return scene
    return Scene("target", years.pop(), "by_end", reading.line.number, passing=True)


def _heads_another_part(reading: Reading, first: int) -> bool:
    low = reading.sentence.low
    if first < len(low) or any(kind == "target" for _, kind in reading.cues):
        return False
    if len(low.split(None, _HEADING_WORDS)) > _HEADING_WORDS:
        return False
    return any(one in low for one in ENDS_AIMS[reading.document.lang])


def dating_of(time: Time | None, kind: str, scenes: tuple[Scene, Scene], reading: Reading) -> Dating:
    """Say when a claim of some kind is about: as its own time says, else as the scene does, else as the document.

    An aim without any time falls due with the plan that was named last; ``scenes`` are the scene and that plan.
    """
    scene, plan = scenes
    own = reading.document.year
    if own is None and time is not None and time.role == "now":
        own = reading.document.reported
    if time is not None and time.role != "title":
        basis = _basis(time.basis, kind)
        return Dating(time.year or own, basis, "stated" if time.year else "doc_date")
    if scene.year is not None and scene.kind == kind:
        carried = scene.line if scene.line != reading.line.number else None
        return Dating(scene.year, _basis(scene.basis, kind), "carried" if carried else "stated", carried)
    if kind == "target":
        if plan.year is None or plan.year < (own or 0):
            return Dating(None, "", "none")
        carried = plan.line if plan.line != reading.line.number else None
        return Dating(plan.year, "by_end", "carried" if carried else "stated", carried)
    return Dating(own, "as_of", "doc_date" if own else "none")


def _basis(basis: str, kind: str) -> str:
    """Read "vào năm 2030" as a deadline of a promise, and as the year of a report."""
    if kind == "target":
        return "during" if basis == "during" else "by_end"
    return "during" if basis == "at" else basis
