"""A report as a tagged PDF (PDF/UA-1), set by typst: one wheel with letters of its own, nothing else on the machine.

The template is fixed; the report goes into it as data, so that no word of a catalog is ever read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Literal

from hntrack.__about__ import __version__
from hntrack.errors import InputError
from hntrack.errors.extras import MissingExtraError
from hntrack.render import report_paper
from hntrack.render.chart_svg import FONT, svg
from hntrack.render.report_paper import (
    ND30,
    PLAIN,
    TONES,
    Bullets,
    Figure,
    Heading,
    Line,
    Part,
    Run,
    Shares,
    Table,
    parts,
)
from hntrack.report.briefing import Briefing, say
from hntrack.text.characters import visible
from hntrack.text.messages import Message, _

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
    data = json.dumps(_document(briefings, layout), ensure_ascii=False)
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


def _document(briefings: Sequence[Briefing], layout: str) -> dict[str, Any]:
    first = briefings[0]
    return {
        "title": visible(first.title),
        "author": f"hntrack {__version__}",
        "day": [max(first.as_of.year, 1970), first.as_of.month, first.as_of.day],
        "tones": {name: f"#{color}" for name, color in TONES.items()},
        "form": _form() if layout == ND30 else None,
        "languages": [
            {
                "lang": report.lang,
                "title": visible(report.title),
                "as_of": f"{say('as_of_title', report.lang)} {report.as_of_text}",
                "parts": [
                    _part(part) for part in parts(report, end=report_paper.END if layout == ND30 else "")
                ],
            }
            for report in briefings
        ],
    }


def _form() -> Mapping[str, Any]:
    return {
        "above": report_paper.ABOVE,
        "issuer": report_paper.ISSUER,
        "number": report_paper.NUMBER,
        "country": report_paper.COUNTRY,
        "motto": report_paper.MOTTO,
        "place": report_paper.PLACE_AND_DAY,
        "kind": report_paper.KIND,
        "receivers": report_paper.RECEIVERS,
        "lines": report_paper.RECEIVER_LINES,
        "signer": report_paper.SIGNER,
        "name": report_paper.NAME,
    }


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"kind": "heading", "level": part.level, "text": part.text, "lang": part.lang}
    if isinstance(part, Bullets):
        return {"kind": "bullets", "lines": [_line(line) for line in part.lines]}
    if isinstance(part, Table):
        rows = [[[_line(line) for line in cell] for cell in row] for row in part.rows]
        return {
            "kind": "table",
            "title": part.title,
            "heads": part.heads,
            "widths": part.widths,
            "rows": rows,
        }
    if isinstance(part, Figure):
        drawn = svg(part.chart).replace(FONT, _OWN)
        return {"kind": "figure", "svg": drawn, "words": part.words}
    if isinstance(part, Shares):
        pieces = [{"text": text, "share": share, "color": f"#{color}"} for text, share, color in part.pieces]
        return {"kind": "shares", "pieces": pieces, "words": part.words}
    return {"kind": "line", "line": _line(part)}


def _line(line: Line) -> dict[str, Any]:
    return {"runs": [_run(run) for run in line.runs], "note": [_run(run) for run in line.note]}


def _run(run: Run) -> dict[str, str]:
    return {"text": run.text, "style": run.style, "lang": run.lang, "url": run.url}
