"""A report as the parts of a printed document: what Word files and PDFs draw, so that they say the same.

The PDF is drawn here: tagged (PDF/UA-1), set by typst, one wheel with letters of its own.  Its template is fixed; the
report goes into it as data, so that no word of a catalog is ever read as markup.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from hntrack.__about__ import __version__
from hntrack.errors import InputError
from hntrack.errors.extras import MissingExtraError
from hntrack.report.briefing import NOTHING, Briefing, Document, Point, Promise, Quote, say
from hntrack.report.charts import Chart
from hntrack.text.characters import unbroken, visible
from hntrack.text.messages import Message, _

# Office files are archives that hold the time of their making; equal reports shall be equal bytes.


def steady(data: bytes, day: date) -> bytes:
    """Give the same file with the day of the report for every time it holds, so that equal reports are equal."""
    moment = datetime(max(day.year, 1980), day.month, day.day, tzinfo=UTC)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (moment.year, moment.month, moment.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _dated(content, moment)
            new.writestr(entry, content)
    return out.getvalue()


def _dated(core: bytes, moment: datetime) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), core)


# The administrative form of Viet Nam (Decree 30/2020/NĐ-CP, appendix I): its fixed words, and blanks for the rest.

FORM: Mapping[str, str] = MappingProxyType(
    {
        "above": "……………………",
        "issuer": "……………………",
        "number": "Số: ……/BC-……",
        "country": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
        "place": "………, ngày … tháng … năm ……",
        "kind": "BÁO CÁO",
        "receivers": "Nơi nhận:",
        "signer": "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ",
        "name": "……………………",
    }
)
RECEIVERS = ("- ……………;", "- Lưu: VT, ….")
END = "./."

PLAIN, ND30 = "plain", "nd30"
LAYOUTS = (PLAIN, ND30)

TONES = {"good": "11663a", "warn": "7a4a00", "bad": "a01c1c", "plain": "33506e", "muted": "4d5966"}
"""Colours of verdicts on white paper, each beside its word; all of a contrast of 6 or more."""

OUTCOME_COLORS = {
    "kept": "0c5a32",
    "met": "11663a",
    "on_track": "2b7350",
    "nearly": "8a5500",
    "behind": "b02a2a",
    "missed": "7d1414",
    "broken": "6d1238",
    "unsettled": "7a4a00",
    "not_judged": "5a6672",
}
"""Colours of the bar of outcomes, all of a contrast of 4.5 or more with the white numbers in it."""

_WEB = re.compile(r"https?://[^\s<>\"']+")


class Run(NamedTuple):
    """Some words in a line.

    Attributes:
        text: With hidden characters made visible.
        style: ``strong``, ``quiet``, a key of :data:`TONES`, or empty.
        lang: The language where it is another than the document's; may be empty.
        url: A web address that it leads to; empty for none.
    """

    text: str
    style: str = ""
    lang: str = ""
    url: str = ""


class Line(NamedTuple):
    """A paragraph, and the footnote at its end (empty for none)."""

    runs: tuple[Run, ...]
    note: tuple[Run, ...] = ()


class Heading(NamedTuple):
    """A heading of level 1 to 3."""

    level: int
    text: str
    lang: str = ""


class Bullets(NamedTuple):
    """A list."""

    lines: tuple[Line, ...]


class Table(NamedTuple):
    """A table whose heading is repeated on each page; no row is split.

    Attributes:
        title: What it holds, for readers who do not see it.
        heads: The heading of each column.
        widths: Of each column, in hundredths of the page's width.
        rows: Cells of lines.
    """

    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


class Shares(NamedTuple):
    """The bar of outcomes: a piece each, with its number in it, its share in hundredths and its colour; and its key."""

    pieces: tuple[tuple[str, int, str], ...]
    words: str


class Figure(NamedTuple):
    """A chart, which says by itself what it shows, and the words that stand for it where nobody sees it."""

    chart: Chart
    words: str


Part = Heading | Line | Bullets | Table | Figure | Shares


def _in_short(report: Briefing) -> Iterator[Part]:
    for number, text in enumerate(report.lede):
        yield _line(text, "" if number else "strong")
        if not number:
            yield from _shares(report)
    if report.points:
        yield Heading(1, say("contents", report.lang))
    for key, bars in report.parts:
        yield Heading(2, say(key, report.lang))
        yield Bullets(tuple(_line(f"{bar.title}: {bar.text}") for bar in bars))
    for point in report.points:
        yield from _point(point)


def parts(report: Briefing, *, end: str = "") -> Iterator[Part]:
    """Give the parts of a report below its title, in order; ``end`` is the mark that closes it, if any."""
    yield from _in_short(report)
    yield Heading(1, say("progress", report.lang))
    yield from _progress(report)
    if report.figures:
        yield Heading(1, say("figures", report.lang))
        yield Bullets(tuple(_line(f"{figure.title}: {figure.latest}") for figure in report.figures))
    if report.changes or report.became_known:
        yield Heading(1, say("changes", report.lang))
        yield from _changes(report)
    yield from _charts(report)
    if report.documents:
        yield Heading(1, say("sources", report.lang))
        for document in report.documents:
            yield from _document(document, report.lang)
    yield Heading(1, say("method", report.lang))
    yield Bullets(tuple(_line(used.said(report.lang)) for used in report.methods))
    made = say("made_by", report.lang, version=__version__, day=report.as_of_text)
    yield _line(f"{made.removesuffix('.')}{end}" if end else made, "quiet")


def _charts(report: Briefing) -> Iterator[Part]:
    if report.charts:
        yield Heading(1, say("charts", report.lang))
    for chart in report.charts:
        yield Heading(2, visible(chart.title))
        yield Figure(chart, visible(chart.told))


def _shares(report: Briefing) -> Iterator[Part]:
    pieces = tuple((str(piece.number), piece.width, OUTCOME_COLORS[piece.key]) for piece in report.outcomes)
    words = " · ".join(f"{piece.number} {piece.label}" for piece in report.outcomes)
    yield Shares(pieces, words)


def _line(text: str, style: str = "", note: tuple[Run, ...] = ()) -> Line:
    return Line((Run(unbroken(visible(text)), style),), note)


def _point(point: Point) -> Iterator[Part]:
    yield Heading(2, visible(f"{point.title}: {point.number}"))
    if point.note:
        yield _line(point.note)
    if point.lines:
        yield Bullets(tuple(_line(told.text) for told in point.lines))


def _progress(report: Briefing) -> Iterator[Part]:
    if not report.groups:
        yield _line(say("no_targets", report.lang))
    notes = _Notes(report)
    verdict = f"{say('standing', report.lang)}, {say('pace', report.lang).lower()}"
    heads = (*(say(key, report.lang) for key in ("indicator", "target", "latest")), verdict)
    for group in report.groups:
        title = visible(group.title)
        yield Heading(2, title)
        rows = tuple(tuple(tuple(cell) for cell in _cells(row, notes, report.lang)) for row in group.rows)
        yield Table(title, heads, (30, 18, 20, 32), rows)


def _cells(row: Promise, notes: _Notes, lang: str) -> Iterator[Iterator[Line]]:
    yield (
        _line(text, style)
        for text, style in ((row.title, "strong"), (row.stated, ""), (row.area, "quiet"))
        if text
    )
    yield _cell(row.asked, notes.of_target(row), [("due_by", row.due)], lang)
    yield _cell(row.latest, notes.of_latest(row), [("gap", row.gap), ("required", row.required)], lang)
    yield _verdict(row)


def _cell(text: str, note: tuple[Run, ...], more: list[tuple[str, str]], lang: str) -> Iterator[Line]:
    yield _line(text, "", note)
    for key, value in more:
        if value != NOTHING:
            yield _line(f"{say(key, lang)}: {value}", "quiet")


def _verdict(row: Promise) -> Iterator[Line]:
    words = [Run(visible(row.standing_label), row.standing_tone)]
    if row.paced:
        words += [Run("; "), Run(visible(row.pace_label), row.pace_tone)]
    yield Line(tuple(words))
    if row.reason:
        yield _line(row.reason, "quiet")


class _Notes:
    """The footnotes of a report: which words of which document a figure rests on."""

    def __init__(self, report: Briefing) -> None:
        self.lang = report.lang
        self.items = {str(item["target"]): item for item in report.items}
        self.quotes = {
            f"{doc.id}/{quote.claim}": (doc, quote) for doc in report.documents for quote in doc.quotes
        }

    def of_target(self, row: Promise) -> tuple[Run, ...]:
        return self._note(self.items[row.id].get("claim"))

    def of_latest(self, row: Promise) -> tuple[Run, ...]:
        latest = self.items[row.id].get("latest")
        return self._note(latest.get("claim")) if isinstance(latest, dict) else ()

    def _note(self, claim: object) -> tuple[Run, ...]:
        if str(claim) not in self.quotes:
            return ()
        document, quote = self.quotes[str(claim)]
        where = ", ".join(filter(None, (document.published, say("line", self.lang, line=quote.line))))
        return (
            *_quoted(document, quote),
            Run(" — "),
            Run(visible(document.title), "", document.language, web_address(document.url)),
            Run(f" ({visible(where)})"),
        )


def _quoted(document: Document, quote: Quote) -> Iterator[Run]:
    yield Run(f"“{visible(quote.as_printed)}”", "", document.language)


def web_address(text: str) -> str:
    """Give an address that may become a link; empty where it is none of the web."""
    return text if _WEB.fullmatch(text) else ""


def _changes(report: Briefing) -> Iterator[Part]:
    lines = []
    for change in report.changes:
        lines.append(_line(change.sentence))
        if change.further:
            causes = "; ".join(change.further)
            lines[-1] = _line(f"{change.sentence} {say('because', report.lang)} {causes}")
    if lines:
        yield Bullets(tuple(lines))
    for text in report.became_known:
        yield _line(text)


def _document(document: Document, lang: str) -> Iterator[Part]:
    yield Heading(2, visible(document.title), document.language)
    name = f"[{visible(document.id)}]"
    known = f"({visible(document.known)}) {name}" if document.known else name
    address = web_address(document.url)
    yield Line((Run(known, "quiet"), *((Run(" "), Run(address, "", "", address)) if address else ())))
    heads = tuple(say(key, lang) for key in ("line_number", "as_printed", "reading"))
    rows = tuple(
        ((_line(str(quote.line)),), (Line(tuple(_quoted(document, quote))),), (_line(quote.reading),))
        for quote in document.quotes
    )
    yield Table(visible(document.title), heads, (11, 35, 54), rows)


# The PDF.

_OWN = "Libertinus Serif"
"""Letters that typst brings along, Vietnamese ones too."""
# PDF/UA refuses a letter that no font has; then a page with a box in its place, tagged all the same, serves better.
_STANDARDS: tuple[Literal["ua-1"] | None, ...] = ("ua-1", None)
LETTERS = "Times New Roman"
"""Letters that the administrative form asks for."""


def render(briefings: Sequence[Briefing], layout: str = PLAIN) -> bytes:
    """Draw the report, one language after the other.

    Args:
        briefings: The report; in one language for the administrative form.
        layout: ``plain`` or ``nd30`` (see :mod:`hntrack.render.report_docx`).

    Raises:
        MissingExtraError: typst is not installed.
        InputError: It cannot set this report.
    """
    try:
        import typst  # noqa: PLC0415  (an extra)
    except ImportError as missing:
        raise MissingExtraError("pdf", _("A PDF")) from missing
    first = briefings[0]
    day = datetime(max(first.as_of.year, 1970), first.as_of.month, first.as_of.day, tzinfo=UTC)
    template = (files("hntrack.render") / "report_templates" / "report.typ").read_bytes()
    data = json.dumps(_pages(briefings, layout), ensure_ascii=False)
    fault: Exception | None = None
    for standard in _STANDARDS:
        try:
            drawn: bytes = typst.compile(
                template, sys_inputs={"data": data}, pdf_standards=standard, timestamp=int(day.timestamp())
            )
        except typst.TypstError as error:
            fault = error
        else:
            return drawn
    shown = visible(str(fault), limit=300)
    raise InputError(_("The PDF cannot be set: {shown}.", shown=shown), _("Use --format docx.")) from fault


def other_letters(layout: str) -> Message | None:
    """Say that a form is not set in the letters that it asks for, where this machine has none of them."""
    import typst  # noqa: PLC0415  (as above)

    if layout != ND30 or LETTERS in typst.Fonts().families():
        return None
    return _("This machine has no {letters}: the PDF is set in other letters.", letters=LETTERS)


def _pages(briefings: Sequence[Briefing], layout: str) -> dict[str, Any]:
    first = briefings[0]
    return {
        "title": visible(first.title),
        "author": f"hntrack {__version__}",
        "day": [max(first.as_of.year, 1970), first.as_of.month, first.as_of.day],
        "tones": {name: f"#{color}" for name, color in TONES.items()},
        "form": {**FORM, "lines": RECEIVERS} if layout == ND30 else None,
        "languages": [
            {
                "lang": report.lang,
                "title": visible(report.title),
                "as_of": f"{say('as_of_title', report.lang)} {report.as_of_text}",
                "parts": [_set_part(part) for part in parts(report, end=END if layout == ND30 else "")],
            }
            for report in briefings
        ],
    }


def _set_part(part: Part) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"kind": "heading", **part._asdict()}
    if isinstance(part, Bullets):
        return {"kind": "bullets", "lines": [*map(_set_line, part.lines)]}
    if isinstance(part, Table):
        rows = [[[*map(_set_line, cell)] for cell in row] for row in part.rows]
        return {**part._asdict(), "kind": "table", "rows": rows}
    if isinstance(part, Figure):
        from hntrack.render.chart_svg import FONT, svg  # noqa: PLC0415  (only a PDF pays for it)

        drawn = svg(part.chart).replace(FONT, _OWN)
        return {"kind": "figure", "svg": drawn, "words": part.words}
    if isinstance(part, Shares):
        pieces = [{"text": text, "share": share, "color": f"#{color}"} for text, share, color in part.pieces]
        return {"kind": "shares", "pieces": pieces, "words": part.words}
    return {"kind": "line", "line": _set_line(part)}


def _set_line(line: Line) -> dict[str, Any]:
    return {"runs": [run._asdict() for run in line.runs], "note": [run._asdict() for run in line.note]}
