"""A report as plain text of 72 columns: for a mail's text part, and for whoever reads without any program."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from hntrack.__about__ import __version__
from hntrack.render.chart_terminal import bar
from hntrack.report.briefing import NOTHING, Briefing, Promise
from hntrack.report.briefing_points import Document, Point, say
from hntrack.report.glance_words import ROOM
from hntrack.report.glance_words import bar as bar_of_marks
from hntrack.text.unbroken import NO_BREAK, unbroken
from hntrack.text.visible import visible

WIDTH = 72
_RULE = "=" * WIDTH


def render(briefings: Sequence[Briefing]) -> str:
    """Draw the report, one language after the other."""
    return f"\n{_RULE}\n\n".join("".join(f"{line}\n" for line in _report(briefing)) for briefing in briefings)


def _report(briefing: Briefing) -> Iterator[str]:
    yield from _wrapped(briefing.title)
    yield "=" * min(len(briefing.title), WIDTH)
    yield from _wrapped(f"{say('as_of_title', briefing.lang)} {briefing.as_of_text}")
    yield ""
    yield from _glance(briefing)
    yield from _heading("contents", briefing)
    for number, point in enumerate(briefing.points):
        yield from [""] * (number > 0)
        yield from _point(point)
    yield from _heading("progress", briefing)
    yield from _progress(briefing)
    if briefing.figures:
        yield from _heading("figures", briefing)
        for figure in briefing.figures:
            yield from _wrapped(f"{figure.title}: {figure.latest}", "- ")
    if briefing.changes or briefing.became_known:
        yield from _heading("changes", briefing)
        yield from _changes(briefing)
    if briefing.documents:
        yield from _heading("sources", briefing)
        for number, document in enumerate(briefing.documents):
            yield from [""] * (number > 0)
            yield from _document(document, briefing.lang)
    yield from _heading("method", briefing)
    for used in briefing.methods:
        facts = {"title": used.title, "id": used.id, "version": used.version, "count": used.number}
        yield from _wrapped(say("judged_by", briefing.lang, **facts), "- ")
    yield ""
    yield from _wrapped(say("made_by", briefing.lang, version=__version__, day=briefing.as_of_text))


def _glance(briefing: Briefing) -> Iterator[str]:
    """The sentence, the bar and its legend first; then what else is to be said of all, and each goal and body."""
    if briefing.lede:
        yield from _wrapped(briefing.lede[0])
        yield ""
        yield "".join(cell.text for cell in bar_of_marks(briefing.glance.outcomes, ROOM))
        legend = (
            f"{piece.mark} {piece.number} {piece.label}".replace(" ", NO_BREAK) for piece in briefing.outcomes
        )
        yield from (line.replace(NO_BREAK, " ") for line in _wrapped("   ".join(legend)))
        yield ""
    for line in briefing.lede[1:]:
        yield from _wrapped(line)
    for key, bars in (("by_goal", briefing.goals), ("by_body", briefing.bodies)):
        if len(bars) > 1:
            yield ""
            yield f"{say(key, briefing.lang)}:"
            for bar_ in bars:
                yield from _wrapped(f"{bar_.title}: {bar_.text}", "- ")


def _heading(key: str, briefing: Briefing) -> Iterator[str]:
    title = say(key, briefing.lang).upper()
    yield ""
    yield title
    yield "-" * len(title)


def _point(point: Point) -> Iterator[str]:
    yield from _wrapped(f"{point.title}: {point.number}")
    if point.note:
        yield from _wrapped(point.note, "  ")
    for line in point.lines:
        yield from _wrapped(line.text, "  - ")


def _progress(briefing: Briefing) -> Iterator[str]:
    if not briefing.groups:
        yield say("no_targets", briefing.lang)
    for number, group in enumerate(briefing.groups):
        yield from [""] * (number > 0)
        yield from _wrapped(group.title)
        for row in group.rows:
            yield ""
            yield from _promise(row, briefing.lang)


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


def _changes(briefing: Briefing) -> Iterator[str]:
    for change in briefing.changes:
        yield from _wrapped(change.sentence, "- ")
        for cause in change.because:
            if cause not in change.sentence:
                yield from _wrapped(f"{say('because', briefing.lang)} {cause}", "    ")
    for line in briefing.became_known:
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
