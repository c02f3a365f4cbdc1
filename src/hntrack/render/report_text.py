"""A report as plain text: for a terminal, a mail's text part, and whoever reads without any program."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from hntrack.__about__ import __version__
from hntrack.render.chart_terminal import bar
from hntrack.report.briefing import NOTHING, Briefing, Document, Point, Promise, say
from hntrack.report.glance import ROOM
from hntrack.report.glance import bar as bar_of_marks
from hntrack.text.characters import NO_BREAK, unbroken, visible

WIDTH = 72
"""Columns where nobody's screen is known: in a pipe, a file and a mail."""
LEAST, MOST = 40, 100
"""Columns of a terminal that are used: longer lines are hard to read."""
_BAR = 48


def render(briefings: Sequence[Briefing], width: int = WIDTH) -> str:
    """Draw the report, one language after the other.

    Args:
        briefings: The same report in one language or several.
        width: Columns that a line may have; at least :data:`LEAST` and at most :data:`MOST` are used.
    """
    page = _Page(min(max(width, LEAST), MOST))
    rule = "=" * page.width
    return f"\n{rule}\n\n".join("".join(f"{line}\n" for line in page.report(one)) for one in briefings)


class _Page:
    """Turns a report into lines of at most ``width`` columns."""

    def __init__(self, width: int) -> None:
        self.width = width

    def report(self, briefing: Briefing) -> Iterator[str]:
        yield from self.wrapped(briefing.title)
        yield "=" * min(len(briefing.title), self.width)
        yield from self.wrapped(f"{say('as_of_title', briefing.lang)} {briefing.as_of_text}")
        yield ""
        yield from self.glance(briefing)
        if briefing.points:
            yield from _heading("contents", briefing)
        for number, point in enumerate(briefing.points):
            yield from [""] * (number > 0)
            yield from self.point(point)
        yield from _heading("progress", briefing)
        yield from self.progress(briefing)
        if briefing.figures:
            yield from _heading("figures", briefing)
            for figure in briefing.figures:
                yield from self.wrapped(f"{figure.title}: {figure.latest}", "- ")
        if briefing.changes or briefing.became_known:
            yield from _heading("changes", briefing)
            yield from self.changes(briefing)
        if briefing.documents:
            yield from _heading("sources", briefing)
            for number, document in enumerate(briefing.documents):
                yield from [""] * (number > 0)
                yield from self.document(document, briefing.lang)
        yield from _heading("method", briefing)
        for used in briefing.methods:
            facts = {"title": used.title, "id": used.id, "version": used.version, "count": used.number}
            yield from self.wrapped(say("judged_by", briefing.lang, **facts), "- ")
        yield ""
        yield from self.wrapped(say("made_by", briefing.lang, version=__version__, day=briefing.as_of_text))

    def glance(self, briefing: Briefing) -> Iterator[str]:
        """The sentence, the bar and its legend first; then what else is to be said of all, and each goal and body."""
        if briefing.lede:
            yield from self.wrapped(briefing.lede[0])
            yield ""
            yield "".join(cell.text for cell in bar_of_marks(briefing.glance.outcomes, min(ROOM, self.width)))
            legend = (
                f"{piece.mark} {piece.number} {piece.label}".replace(" ", NO_BREAK)
                for piece in briefing.outcomes
            )
            yield from (line.replace(NO_BREAK, " ") for line in self.wrapped("   ".join(legend)))
            yield ""
        for line in briefing.lede[1:]:
            yield from self.wrapped(line)
        for key, bars in (("by_goal", briefing.goals), ("by_body", briefing.bodies)):
            if len(bars) > 1:
                yield ""
                yield f"{say(key, briefing.lang)}:"
                for bar_ in bars:
                    yield from self.wrapped(f"{bar_.title}: {bar_.text}", "- ")

    def point(self, point: Point) -> Iterator[str]:
        yield from self.wrapped(f"{point.title}: {point.number}")
        if point.note:
            yield from self.wrapped(point.note, "  ")
        for line in point.lines:
            yield from self.wrapped(line.text, "  - ")

    def progress(self, briefing: Briefing) -> Iterator[str]:
        if not briefing.groups:
            yield say("no_targets", briefing.lang)
        for number, group in enumerate(briefing.groups):
            yield from [""] * (number > 0)
            yield from self.wrapped(group.title)
            for row in group.rows:
                yield ""
                yield from self.promise(row, briefing.lang)

    def promise(self, row: Promise, lang: str) -> Iterator[str]:
        yield from self.wrapped(row.title, "* ")
        if row.stated:
            yield from self.wrapped(row.stated, "    ")
        asked = row.asked if row.due == NOTHING else f"{row.asked} ({row.due})"
        named = [("target", asked), ("latest", row.latest), ("gap", row.gap), ("required", row.required)]
        yield from self.wrapped(_listed(named, lang), "    ")
        pace = row.pace_label if row.paced else NOTHING
        yield from self.wrapped(_listed([("standing", row.standing_label), ("pace", pace)], lang), "    ")
        if row.bullet is not None:
            yield f"    {bar(row.bullet, min(_BAR, self.width - 4))}"
        if row.reason:
            yield from self.wrapped(row.reason, "    ")

    def changes(self, briefing: Briefing) -> Iterator[str]:
        for change in briefing.changes:
            yield from self.wrapped(change.sentence, "- ")
            for cause in change.because:
                if cause not in change.sentence:
                    yield from self.wrapped(f"{say('because', briefing.lang)} {cause}", "    ")
        for line in briefing.became_known:
            yield from self.wrapped(line)

    def document(self, document: Document, lang: str) -> Iterator[str]:
        known = ", ".join(part for part in (document.publisher, document.published) if part)
        yield from self.wrapped(f"{document.title} ({known}) [{document.id}]")
        for quote in document.quotes:
            line = say("line", lang, line=quote.line)
            yield from self.wrapped(f"{line}: “{quote.as_printed}” — {quote.reading}", "  - ")

    def wrapped(self, text: str, first: str = "") -> Iterator[str]:
        """Break a text into lines of at most ``width`` columns; what follows the first line stands under it."""
        lines = textwrap.wrap(
            unbroken(visible(text)),
            self.width - len(first),
            break_on_hyphens=False,
            replace_whitespace=False,
            drop_whitespace=True,
        )
        for number, line in enumerate(lines):
            yield f"{first if number == 0 else ' ' * len(first)}{line}".replace(NO_BREAK, " ")


def _heading(key: str, briefing: Briefing) -> Iterator[str]:
    title = say(key, briefing.lang).upper()
    yield ""
    yield title
    yield "-" * len(title)


def _listed(named: Sequence[tuple[str, str]], lang: str) -> str:
    return "; ".join(f"{say(key, lang)}: {text}" for key, text in named if text != NOTHING)
