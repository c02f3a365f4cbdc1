"""A report as plain text of 72 columns: for a mail's text part, and for whoever reads without any program."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from hntrack.__about__ import __version__
from hntrack.render.chart_terminal import bar
from hntrack.report.briefing import NOTHING, Briefing, Promise
from hntrack.report.briefing_points import Point
from hntrack.report.briefing_sources import Document
from hntrack.report.briefing_words import say
from hntrack.report.glance_words import ROOM
from hntrack.report.glance_words import bar as bar_of_marks
from hntrack.text.unbroken import NO_BREAK, unbroken
from hntrack.text.visible import visible

WIDTH = 72
_RULE = "=" * WIDTH


def render(briefings: Sequence[Briefing]) -> str:
    """Draw the report, one language after the other."""
    return f"\n{_RULE}\n\n".join("".join(f"{line}\n" for line in _report(one)) for one in briefings)


def _report(one: Briefing) -> Iterator[str]:
    yield from _wrapped(one.title)
    yield "=" * min(len(one.title), WIDTH)
    yield from _wrapped(f"{say('as_of_title', one.lang)} {one.as_of_text}")
    yield ""
    yield from _glance(one)
    yield from _heading("contents", one)
    for number, point in enumerate(one.points):
        yield from [""] * (number > 0)
        yield from _point(point)
    yield from _heading("progress", one)
    yield from _progress(one)
    if one.figures:
        yield from _heading("figures", one)
        for figure in one.figures:
            yield from _wrapped(f"{figure.title}: {figure.latest}", "- ")
    if one.changes or one.became_known:
        yield from _heading("changes", one)
        yield from _changes(one)
    if one.documents:
        yield from _heading("sources", one)
        for number, document in enumerate(one.documents):
            yield from [""] * (number > 0)
            yield from _document(document, one.lang)
    yield from _heading("method", one)
    for used in one.methods:
        facts = {"title": used.title, "id": used.id, "version": used.version, "count": used.number}
        yield from _wrapped(say("judged_by", one.lang, **facts), "- ")
    yield ""
    yield from _wrapped(say("made_by", one.lang, version=__version__, day=one.as_of_text))


def _glance(one: Briefing) -> Iterator[str]:
    """The sentence, the bar and its legend first; then what else is to be said of all, and each goal and body."""
    if one.lede:
        yield from _wrapped(one.lede[0])
        yield ""
        yield "".join(cell.text for cell in bar_of_marks(one.glance.outcomes, ROOM))
        legend = (
            f"{piece.mark} {piece.number} {piece.label}".replace(" ", NO_BREAK) for piece in one.outcomes
        )
        yield from (line.replace(NO_BREAK, " ") for line in _wrapped("   ".join(legend)))
        yield ""
    for line in one.lede[1:]:
        yield from _wrapped(line)
    for key, bars in (("by_goal", one.goals), ("by_body", one.bodies)):
        if len(bars) > 1:
            yield ""
            yield f"{say(key, one.lang)}:"
            for bar_ in bars:
                yield from _wrapped(f"{bar_.title}: {bar_.text}", "- ")


def _heading(key: str, one: Briefing) -> Iterator[str]:
    title = say(key, one.lang).upper()
    yield ""
    yield title
    yield "-" * len(title)


def _point(point: Point) -> Iterator[str]:
    yield from _wrapped(f"{point.title}: {point.number}")
    if point.note:
        yield from _wrapped(point.note, "  ")
    for line in point.lines:
        yield from _wrapped(line.text, "  - ")


def _progress(one: Briefing) -> Iterator[str]:
    if not one.groups:
        yield say("no_targets", one.lang)
    for number, group in enumerate(one.groups):
        yield from [""] * (number > 0)
        yield from _wrapped(group.title)
        for row in group.rows:
            yield ""
            yield from _promise(row, one.lang)


def _promise(row: Promise, lang: str) -> Iterator[str]:
    yield from _wrapped(row.title, "* ")
    if row.stated:
        yield from _wrapped(row.stated, "    ")
    asked = row.asked if row.due == NOTHING else f"{row.asked} ({row.due})"
    named = [("target", asked), ("latest", row.latest), ("gap", row.gap), ("required", row.required)]
    yield from _wrapped(_listed(named, lang), "    ")
    pace = row.pace_label if row.paced else NOTHING
    yield from _wrapped(_listed([("standing", row.standing_label), ("pace", pace)], lang), "    ")
    if row.bullet is not None:
        yield f"    {bar(row.bullet, 48)}"
    if row.reason:
        yield from _wrapped(row.reason, "    ")


def _listed(named: Sequence[tuple[str, str]], lang: str) -> str:
    return "; ".join(f"{say(key, lang)}: {text}" for key, text in named if text != NOTHING)


def _changes(one: Briefing) -> Iterator[str]:
    for change in one.changes:
        yield from _wrapped(change.sentence, "- ")
        for cause in change.because:
            if cause not in change.sentence:
                yield from _wrapped(f"{say('because', one.lang)} {cause}", "    ")
    for line in one.became_known:
        yield from _wrapped(line)


def _document(document: Document, lang: str) -> Iterator[str]:
    known = ", ".join(part for part in (document.publisher, document.published) if part)
    yield from _wrapped(f"{document.title} ({known}) [{document.id}]")
    for quote in document.quotes:
        line = say("line", lang, line=quote.line)
        yield from _wrapped(f"{line}: “{quote.as_printed}” — {quote.reading}", "  - ")


def _wrapped(text: str, first: str = "") -> Iterator[str]:
    """Break a text into lines of at most 72 columns; what follows the first line stands under it."""
    lines = textwrap.wrap(
        unbroken(visible(text)),
        WIDTH - len(first),
        break_on_hyphens=False,
        replace_whitespace=False,
        drop_whitespace=True,
    )
    for number, line in enumerate(lines):
        yield f"{first if number == 0 else ' ' * len(first)}{line}".replace(NO_BREAK, " ")
