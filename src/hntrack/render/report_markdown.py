"""A report as GitHub-flavoured Markdown; whatever the catalog holds stays inert in its line or cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hntrack.__about__ import __version__
from hntrack.render.chart_terminal import bar, draw
from hntrack.render.markdown import escape
from hntrack.report.briefing import Briefing, Document, Point, Promise, say
from hntrack.report.glance import ROOM
from hntrack.report.glance import bar as bar_of_marks

_COLUMNS = ("indicator", "due_by", "target", "latest", "gap", "standing", "pace")
_ALIGN = {"gap": "---:"}


def render(briefings: Sequence[Briefing]) -> str:
    """Draw the report, one language after the other."""
    return "\n---\n\n".join("".join(f"{line}\n" for line in lines(briefing)) for briefing in briefings)


def lines(briefing: Briefing, *, folded: bool = False) -> Iterator[str]:
    """Give the lines of a report.

    Args:
        briefing: The report.
        folded: Put charts and sources behind a click, for pages that know ``<details>``.
    """
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
        facts = {"title": used.title, "id": used.id, "version": used.version, "count": used.number}
        yield f"- {escape(say('judged_by', briefing.lang, **facts))}"
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
            yield " · ".join(
                escape(f"{piece.mark} {piece.number} {piece.label}") for piece in briefing.outcomes
            )
    for key, bars in (("by_goal", briefing.goals), ("by_body", briefing.bodies)):
        if len(bars) > 1:
            yield ""
            yield f"{escape(say(key, briefing.lang))}:"
            yield ""
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
        for cause in change.because:
            if cause not in change.sentence:
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
    known = ", ".join(part for part in (document.publisher, document.published) if part)
    yield f"**{escape(document.title)}** ({escape(known)}), {escape(document.id)}"
    yield ""
    for quote in document.quotes:
        line = say("line", lang, line=quote.line)
        yield f"- {escape(line)}: “{escape(quote.as_printed)}” — {escape(quote.reading)}"
    yield ""


def render_folded(briefings: Sequence[Briefing]) -> str:
    """Draw the report, one language after the other."""
    return "\n---\n\n".join(
        "".join(f"{line}\n" for line in lines(briefing, folded=True)) for briefing in briefings
    )
