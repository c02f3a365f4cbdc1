"""What sentences leave behind for the next ones: which time was named, of which kind, and how far it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from hntrack.languages import load_table
from hntrack.text.quantity_numbers import whole_words

_HEADING_WORDS = 10
_ITEM = re.compile(r"\s{0,20}(?:[-–—•*+▪■●○◦»]|\(?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})[.)]\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """A time that holds beyond its sentence.

    Attributes:
        kind: What was said of it: ``target``, ``measurement`` or ``""``.
        year, basis, since, part: Of the time; the year may be unknown.
        line: Where it was named.
        title: It is only the time of a plan's name.
        passing: It was named behind a figure, not at the head of what follows.
        relative: Its year follows from the document's.
        turns: How many sentences since then have told something else.
    """

    kind: str
    year: int | None
    basis: str
    line: int
    since: int | None = None
    title: bool = False
    passing: bool = False
    relative: bool = False
    turns: int = 0
    part: str = ""


@dataclass(slots=True)
class Context:
    """The scenes that are open, from the sentences that have been read.

    Attributes:
        here: The last scene.
        listed: The scene of the list that is being read, set before it.
        plan: The time in the name of the plan named last.
        heading: The kind that the last heading promises; ``other`` for a part of measures.
        in_list: The line is an item of a list.
    """

    here: Scene | None = None
    listed: Scene | None = None
    plan: Scene | None = None
    heading: str = ""
    in_list: bool = False

    def begin_line(self, text: str) -> None:
        """Start a line: an item starts from what was said before its list, not from the item before it."""
        self.in_list = is_item(text)
        if self.in_list:
            self.here = self.listed

    def end_line(self, text: str, *, heads: bool) -> None:
        """End a line: a paragraph, or an item that heads others, sets the scene of the items that follow."""
        if not self.in_list or heads or text.rstrip().endswith(":"):
            self.listed = self.here

    def enter_heading(self, low: str, lang: str) -> None:
        """Note what a short line without a figure promises of the lines that follow."""
        heading = heading_of(low, lang)
        if heading:
            self.heading = heading
        if heading in {"other", "measurement"}:
            self.here = self.listed = None

    def turn(self) -> None:
        """Note that a sentence told something else than the open scene."""
        if self.here is not None:
            self.here = replace(self.here, turns=self.here.turns + 1)


def is_item(text: str) -> bool:
    """Whether a line is an item of a list: it starts with a bullet, ``1.``, ``a)`` or the like."""
    return _ITEM.match(text) is not None


def heading_of(low: str, lang: str) -> str:
    """Say which kind of part a short line heads: ``target``, ``measurement``, ``other`` or ``""``."""
    if len(low.split(None, _HEADING_WORDS)) > _HEADING_WORDS:
        return ""
    match = _headings(lang).search(low)
    return match.lastgroup or "" if match else ""


@cache
def _headings(lang: str) -> re.Pattern[str]:
    table = load_table("cues", lang)["clauses"]
    kinds = ("target", "measurement", "other")
    return re.compile(
        "|".join(rf"(?P<{kind}>(?:{whole_words(table[f'heads_{kind}'])})(?!\w))" for kind in kinds)
    )
