"""What sentences leave behind for the next ones: which time was named, of which kind, and how far it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from hntrack.languages import load_table
from hntrack.text.quantity_numbers import lower, whole_words

_HEADING_WORDS, _LONGEST_HEAD = 10, 60
_ITEM = re.compile(r"\s{0,20}(?:[-–—•*+▪■●○◦»]|\(?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})[.)]\s)", re.IGNORECASE)
_ROW = re.compile(r"[^:;.\d]{3,60}:[^:;]{0,40}\d[^:;]{0,40}(?<![.\s])\s?")
_LONGEST_ROW = 160


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
class Told:
    """What the last figure was read as, when the last ones of each kind were, and how many so far are promises."""

    kind: str = ""
    year: int | None = None
    line: int = 0
    targets: int = 0
    figures: int = 0
    dated: dict[str, Scene] = field(default_factory=dict)

    def copy(self) -> Told:
        """Give a copy that can be gone on with."""
        return replace(self, dated=dict(self.dated))

    def note(self, kind: str, year: int | None, line: int) -> None:
        """Note what the next figure was read as."""
        self.kind, self.year, self.line = kind, year, line
        self.targets += kind == "target"
        self.figures += 1
        if year is not None:
            self.dated[kind] = Scene(
                kind, year, "by_end" if kind == "target" else "during", line, passing=True
            )

    def where(self, line: int) -> str:
        """Say how far before a line the last figure stands."""
        return (
            ("on the line", "on the line before")[line - self.line] if line - self.line < 2 else "far before"
        )

    def share(self) -> str:
        """Say how many of the figures so far are promises."""
        if self.targets in {0, self.figures}:
            return "all" if self.targets else "no"
        return "most" if 2 * self.targets > self.figures else "some"


@dataclass(slots=True)
class Context:
    """The scenes that are open, from the sentences that have been read.

    Attributes:
        here: The last scene.
        listed: The scene of the list that is being read, set before it.
        plan: The time in the name of the plan named last.
        heading: The kind that the last heading promises; ``other`` for a part of measures.
        in_list: The line is an item of a list.
        under: What the line stands under: a ``lead`` that ends in a colon, an ``intro`` that does not, a ``heading``,
            ``nothing``; or ``after`` a list.
        head: Line of that lead, introduction or heading.
        says: The kind that it speaks of, as :func:`heading_of` tells.
        last: The line before.
        told: What the last figure was read as.
    """

    here: Scene | None = None
    listed: Scene | None = None
    plan: Scene | None = None
    heading: str = ""
    in_list: bool = False
    under: str = "nothing"
    head: int = 0
    says: str = ""
    last: int = 0
    last_text: str = ""
    told: Told = field(default_factory=Told)

    def begin_line(self, text: str, lang: str) -> None:
        """Start a line: an item starts from what was said before its list, not from the item before it."""
        item = is_item(text) or _is_row(text)
        if item and not self.in_list and self.head != self.last:
            self._stand_under("intro", self.last, self.last_text, lang)
        if self.in_list and not item:
            self.under = "after"
        self.in_list = item
        if self.in_list:
            self.here = self.listed

    def _stand_under(self, under: str, number: int, text: str, lang: str) -> None:
        self.under, self.head, self.says = under, number, heading_of(lower(text), lang, _LONGEST_HEAD)

    def end_line(self, text: str, number: int, lang: str, *, heads: bool, plain: bool) -> None:
        """End a line: a paragraph, or an item that heads others, sets the scene of the items that follow."""
        leads = text.rstrip().endswith(":")
        if not self.in_list or heads or leads:
            self.listed = self.here
        if leads or (plain and not text.rstrip().endswith(".") and len(text.split()) <= _HEADING_WORDS):
            self._stand_under("lead" if leads else "heading", number, text, lang)
        self.last, self.last_text = number, text

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


def _is_row(text: str) -> bool:
    """Whether a line is only a name and its figure: ``Tỷ lệ đô thị hóa: 45%``."""
    return len(text) <= _LONGEST_ROW and _ROW.fullmatch(text) is not None


def heading_of(low: str, lang: str, most: int = _HEADING_WORDS) -> str:
    """Say which kind of part a line of few words heads: ``target``, ``measurement``, ``other`` or ``""``."""
    if len(low.split(None, most)) > most:
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
