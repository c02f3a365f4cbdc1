"""The administrative form around a report in Word: the head of its first page, and who signs it."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from hntrack.render import office_form as form
from hntrack.report.briefing import Briefing
from hntrack.report.briefing_words import say
from hntrack.text.visible import visible


def open_form(book: Any, report: Briefing) -> None:
    """Write the head: issuing body and number to the left, country, motto, place and day to the right; the title."""
    left, right = _columns(book, (Mm(65), Mm(100)))
    _put(left, form.ABOVE, 12)
    _put(left, form.ISSUER, 12, bold=True)
    _rule(left, Mm(25))
    _put(left, form.NUMBER, 13, before=6)
    _put(right, form.COUNTRY, 12, bold=True)
    _put(right, form.MOTTO, 13, bold=True)
    _rule(right, Mm(58))
    _put(right, form.PLACE_AND_DAY, 13, italic=True, before=6)
    for text, style, before in ((form.KIND, "Kind", 18.0), (visible(report.title), "Title", 0.0)):
        paragraph = book.add_paragraph("", style)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.first_line_indent = Cm(0)
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.add_run(text)
    as_of = f"({say('as_of_title', report.lang)} {report.as_of_text})"
    paragraph = book.add_paragraph("", "Title")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Cm(0)
    paragraph.add_run(as_of)
    _line_below(book.add_paragraph(), (Mm(165) - Mm(50)) // 2)


def close_form(book: Any) -> None:
    """Write the end: who gets it to the left, who signs it to the right, never on a page alone."""
    book.paragraphs[-1].paragraph_format.keep_with_next = True
    left, right = _columns(book, (Mm(65), Mm(100)))
    _put(left, form.RECEIVERS, 12, bold=True, italic=True, middle=False)
    for text in form.RECEIVER_LINES:
        _put(left, text, 11, middle=False)
    _put(right, form.SIGNER, 13, bold=True)
    _put(right, "", 14, before=60)
    _put(right, form.NAME, 13, bold=True)


def _columns(book: Any, widths: tuple[Any, Any]) -> tuple[Any, Any]:
    """Give the two cells of a table without lines, which screen readers are told to read as text."""
    table = book.add_table(rows=1, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = column.cells[0].width = width
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  (no name for it)
    left, right = table.rows[0].cells
    return left, right


def _put(
    cell: Any,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    middle: bool = True,
) -> None:
    first = cell.paragraphs[0]
    paragraph = first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if middle else WD_ALIGN_PARAGRAPH.LEFT
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_before, shape.space_after, shape.line_spacing = (
        Cm(0),
        Pt(before),
        Pt(0),
        1,
    )
    words = paragraph.add_run(text)
    words.font.size, words.bold, words.italic = Pt(size), bold, italic


def _rule(cell: Any, width: Any) -> None:
    """Draw the thin line below the text above it, of a width and in the middle."""
    _put(cell, "", 2)
    _line_below(cell.paragraphs[-1], (cell.width - width) // 2 - Mm(2))


def _line_below(paragraph: Any, side: Any) -> None:
    """Draw a thin line as wide as the paragraph without a margin on each side."""
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_before, shape.space_after, shape.line_spacing = (
        Cm(0),
        Pt(2),
        Pt(6),
        1,
    )
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    spacing = paragraph._p.get_or_add_pPr().find(qn("w:spacing"))  # noqa: SLF001  (no name for borders)
    spacing.addprevious(borders)
