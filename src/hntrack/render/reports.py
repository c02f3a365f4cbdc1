"""The formats of ``hntrack report``: each is a function ``(briefings) -> str`` or ``-> bytes``.

Those of plain letters are here: JSON; Markdown, in which whatever the catalog holds stays inert in its line or cell;
and text, for a terminal, a mail's text part, and whoever reads without any program.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from hntrack.__about__ import __version__
from hntrack.render import load
from hntrack.render.chart_terminal import bar, draw
from hntrack.render.json_text import SCHEMA_VERSION, dumps
from hntrack.render.markdown import escape
from hntrack.report import Json
from hntrack.report.briefing import NOTHING, Briefing, Document, Point, Promise, briefing_item, say
from hntrack.report.glance import ROOM
from hntrack.report.glance import bar as bar_of_marks
from hntrack.text.characters import NO_BREAK, unbroken, visible

REPORTS: MappingProxyType[str, str] = MappingProxyType(
    {
        "text": "hntrack.render.reports:render_text",
        "md": "hntrack.render.reports:render_markdown",
        "github-summary": "hntrack.render.reports:render_folded",
        "html": "hntrack.render.report_pages:render_html",
        "json": "hntrack.render.reports:render_json",
        "docx": "hntrack.render.report_docx",
        "pdf": "hntrack.render.report_paper",
        "xlsx": "hntrack.render.report_xlsx",
    }
)
PRINTED = ("docx", "pdf")
"""Formats of pages, which can be laid out in more than one way (``render(briefings, layout)``)."""


def render_report(
    briefings: Sequence[Briefing], form: str, layout: str = "plain", width: int | None = None
) -> str | bytes:
    """Draw a report.

    Args:
        briefings: The same report in one language or several, in the order in which they shall stand.
        form: A key of :data:`REPORTS`.
        layout: ``plain`` or ``nd30``, for :data:`PRINTED`; others have one layout.
        width: Columns of the screen, for ``text``; ``None`` where nobody's screen is known.

    Returns:
        The whole text with its last line end, or the bytes of a file that is no text.

    Raises:
        InputError: The format needs a library that is not installed.
    """
    draw = load(REPORTS[form])
    look: dict[str, object] = {"layout": layout} if form in PRINTED else {}
    if form == "text" and width is not None:
        look["width"] = width
    drawn: str | bytes = draw(briefings, **look)
    return drawn


def render_json(briefings: Sequence[Briefing]) -> str:
    """Draw the report as one JSON object."""
    first = briefings[0]
    items: list[Json] = [briefing_item(briefing) for briefing in briefings]
    whole: dict[str, Json] = {
        "schema": "hntrack/report",
        "version": SCHEMA_VERSION,
        "hntrack": __version__,
        "lang": first.lang if len(briefings) == 1 else "both",
        "as_of": first.as_of.isoformat(),
        "catalog": first.catalog,
        "items": items,
    }
    return dumps(whole) + "\n"


# Markdown.

_COLUMNS = ("indicator", "due_by", "target", "latest", "gap", "standing", "pace")
_ALIGN = {"gap": "---:"}


def render_markdown(briefings: Sequence[Briefing], *, folded: bool = False) -> str:
    """Draw the report, one language after the other.

    Args:
        briefings: The same report in one language or several.
        folded: Put charts and sources behind a click, for pages that know ``<details>``.
    """
    return "\n---\n\n".join("".join(f"{line}\n" for line in _lines(one, folded=folded)) for one in briefings)


def render_folded(briefings: Sequence[Briefing]) -> str:
    """Draw the report for a page that shows little at first."""
    return render_markdown(briefings, folded=True)


def _lines(briefing: Briefing, *, folded: bool) -> Iterator[str]:
    yield f"# {escape(briefing.title)}"
    yield ""
    yield f"**{say('as_of_title', briefing.lang)} {escape(briefing.as_of_text)}**"
    yield from _glance(briefing)
    for point in briefing.points:
        yield from _point(point)
    yield from _heading("progress", briefing.lang)
    yield from _progress(briefing)
    if briefing.figures:
        yield from _heading("figures", briefing.lang)
        for figure in briefing.figures:
            yield f"- {escape(figure.title)}: {escape(figure.latest)}"
    if briefing.changes or briefing.became_known:
        yield from _heading("changes", briefing.lang)
        yield from _changes(briefing)
    yield from _part("charts", briefing.lang, list(_charts(briefing)), folded=folded)
    sources = [line for document in briefing.documents for line in _document(document, briefing.lang)]
    yield from _part("sources", briefing.lang, sources, folded=folded)
    yield from _heading("method", briefing.lang)
    for used in briefing.methods:
        yield f"- {escape(used.said(briefing.lang))}"
    yield ""
    yield escape(say("made_by", briefing.lang, version=__version__, day=briefing.as_of_text))


def _glance(briefing: Briefing) -> Iterator[str]:
    for number, line in enumerate(briefing.lede):
        yield ""
        yield f"**{escape(line)}**" if number == 0 else escape(line)
        if number == 0:
            yield ""
            yield escape("".join(cell.text for cell in bar_of_marks(briefing.glance.outcomes, ROOM)))
            yield ""
            yield " · ".join(escape(piece.text) for piece in briefing.outcomes)
    for key, bars in briefing.parts:
        yield from ("", f"{escape(say(key, briefing.lang))}:", "")
        for bar_ in bars:
            yield f"- {escape(bar_.title)}: {escape(bar_.text)}"


def _heading(key: str, lang: str) -> Iterator[str]:
    yield ""
    yield f"## {escape(say(key, lang))}"
    yield ""


def _part(key: str, lang: str, content: Sequence[str], *, folded: bool) -> Iterator[str]:
    if not content:
        return
    if folded:
        yield ""
        yield f"<details><summary>{escape(say(key, lang))}</summary>"
        yield ""
        yield from content
        yield ""
        yield "</details>"
    else:
        yield from _heading(key, lang)
        yield from content


def _point(point: Point) -> Iterator[str]:
    yield ""
    yield f"### {escape(point.title)}: {point.number}"
    yield ""
    if point.note:
        yield escape(point.note)
        yield ""
    for line in point.lines:
        yield f"- {escape(line.text)}"


def _progress(briefing: Briefing) -> Iterator[str]:
    if not briefing.groups:
        yield escape(say("no_targets", briefing.lang))
    for number, group in enumerate(briefing.groups):
        yield from [""] * (number > 0)
        yield f"### {escape(group.title)}"
        yield ""
        heads = [escape(say(key, briefing.lang)) for key in _COLUMNS] + [escape(say("reason", briefing.lang))]
        yield f"| {' | '.join(heads)} |"
        yield f"| {' | '.join([*(_ALIGN.get(key, '---') for key in _COLUMNS), '---'])} |"
        for row in group.rows:
            yield f"| {' | '.join(_cells(row))} |"


def _cells(row: Promise) -> Iterator[str]:
    title = f"**{escape(row.title)}**"
    yield f"{title}<br>{escape(row.stated)}" if row.stated else title
    yield escape(row.due)
    yield escape(row.asked)
    drawn = f"<br>{escape(bar(row.bullet, 16))}" if row.bullet else ""
    yield f"{escape(row.latest)}{drawn}"
    for text in (row.gap, row.standing_label, row.pace_label):
        yield escape(text)
    yield escape(row.reason)


def _changes(briefing: Briefing) -> Iterator[str]:
    for change in briefing.changes:
        yield f"- {escape(change.sentence)}"
        for cause in change.further:
            yield f"  - {escape(say('because', briefing.lang))} {escape(cause)}"
    for line in briefing.became_known:
        yield ""
        yield escape(line)


def _charts(briefing: Briefing) -> Iterator[str]:
    for chart in briefing.charts:
        yield f"#### {escape(chart.title)}"
        yield ""
        yield "```text"
        yield from (line.replace("```", "'''") for line in draw(chart, 78))
        yield "```"
        yield ""
        yield escape(chart.told)
        yield ""


def _document(document: Document, lang: str) -> Iterator[str]:
    yield f"**{escape(document.title)}** ({escape(document.known)}), {escape(document.id)}"
    yield ""
    for quote in document.quotes:
        line = say("line", lang, line=quote.line)
        yield f"- {escape(line)}: “{escape(quote.as_printed)}” — {escape(quote.reading)}"
    yield ""


# Plain text.

WIDTH = 72
"""Columns where nobody's screen is known: in a pipe, a file and a mail."""
LEAST, MOST = 40, 100
"""Columns of a terminal that are used: longer lines are hard to read."""
_BAR = 48


def render_text(briefings: Sequence[Briefing], width: int = WIDTH) -> str:
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
            yield from self.heading("contents", briefing.lang)
        for number, point in enumerate(briefing.points):
            yield from [""] * (number > 0)
            yield from self.point(point)
        yield from self.heading("progress", briefing.lang)
        yield from self.progress(briefing)
        if briefing.figures:
            yield from self.heading("figures", briefing.lang)
            for figure in briefing.figures:
                yield from self.wrapped(f"{figure.title}: {figure.latest}", "- ")
        if briefing.changes or briefing.became_known:
            yield from self.heading("changes", briefing.lang)
            yield from self.changes(briefing)
        if briefing.documents:
            yield from self.heading("sources", briefing.lang)
            for number, document in enumerate(briefing.documents):
                yield from [""] * (number > 0)
                yield from self.document(document, briefing.lang)
        yield from self.heading("method", briefing.lang)
        for used in briefing.methods:
            yield from self.wrapped(used.said(briefing.lang), "- ")
        yield ""
        yield from self.wrapped(say("made_by", briefing.lang, version=__version__, day=briefing.as_of_text))

    def heading(self, key: str, lang: str) -> Iterator[str]:
        title = say(key, lang).upper()
        yield from ("", title, "-" * len(title))

    def glance(self, briefing: Briefing) -> Iterator[str]:
        """The sentence, the bar and its legend first; then what else is to be said of all, and each goal and body."""
        if briefing.lede:
            yield from self.wrapped(briefing.lede[0])
            yield ""
            yield "".join(cell.text for cell in bar_of_marks(briefing.glance.outcomes, min(ROOM, self.width)))
            legend = (piece.text.replace(" ", NO_BREAK) for piece in briefing.outcomes)
            yield from (line.replace(NO_BREAK, " ") for line in self.wrapped("   ".join(legend)))
            yield ""
        for line in briefing.lede[1:]:
            yield from self.wrapped(line)
        for key, bars in briefing.parts:
            yield from ("", f"{say(key, briefing.lang)}:")
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
            for cause in change.further:
                yield from self.wrapped(f"{say('because', briefing.lang)} {cause}", "    ")
        for line in briefing.became_known:
            yield from self.wrapped(line)

    def document(self, document: Document, lang: str) -> Iterator[str]:
        yield from self.wrapped(f"{document.title} ({document.known}) [{document.id}]")
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


def _listed(named: Sequence[tuple[str, str]], lang: str) -> str:
    return "; ".join(f"{say(key, lang)}: {text}" for key, text in named if text != NOTHING)
