"""How a Word document looks: A4, its letters and its styles, one set for each layout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.story import StoryPart
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from hntrack.render import report_paper as form
from hntrack.render.report_paper import ND30, Run
from hntrack.report.briefing import Briefing, say
from hntrack.text.characters import visible

# The administrative form around a report in Word: the head of its first page, and who signs it.


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


# Footnotes in a Word document: python-docx reads past them, so their part of the file is made here.

_EMPTY = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""
"""The two lines that part notes from text; Word takes a file without them for a broken one."""


class Footnotes:
    """The footnotes of a document, numbered from 1."""

    def __init__(self, book: Any) -> None:
        self.part = StoryPart(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, parse_xml(_EMPTY), book.part.package
        )
        book.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        self.number = 0

    def add(self, paragraph: Any, runs: tuple[Run, ...], put: Callable[[Any, Run], None]) -> None:
        """Put a mark at a paragraph's end, and the note that it stands for below the page.

        Args:
            paragraph: Of python-docx.
            runs: The note.
            put: Writes a run into a paragraph.
        """
        self.number += 1
        mark = paragraph.add_run()
        mark.style = "Footnote Mark"
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self.number))
        mark._r.append(reference)  # noqa: SLF001  (python-docx has no name for it, nor below)
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(self.number))
        body = OxmlElement("w:p")
        note.append(body)
        self.part.element.append(note)
        text = Paragraph(body, self.part)
        text.style = "Footnote"
        mark = text.add_run()
        mark.style = "Footnote Mark"
        mark._r.append(OxmlElement("w:footnoteRef"))  # noqa: SLF001
        put(text, Run(" "))
        for run in runs:
            put(text, run)


_BLACK, _INK, _QUIET, _LINK = "000000", "0b3a66", "4d5966", "0a4a86"


class _Look(NamedTuple):
    """Letters, sizes in points, margins in millimetres (left, right, top, bottom), colour of headings."""

    letters: str
    text: float
    table: float
    note: float
    headings: tuple[float, float, float]
    title: float
    margins: tuple[int, int, int, int]
    color: str


_PLAIN = _Look("Arial", 10.5, 9, 8.5, (16, 12.5, 11), 22, (22, 18, 20, 20), _INK)
_ND30 = _Look("Times New Roman", 14, 12, 11, (14, 14, 14), 14, (30, 15, 20, 20), _BLACK)
"""Decree 30/2020/NĐ-CP, appendix I: Times New Roman of 13 or 14, black; 30, 15, 20 and 20 mm."""


def lay_out(book: Any, layout: str, locale: str) -> None:
    """Set page, language and styles.

    Args:
        book: A new document of python-docx.
        layout: ``plain`` or ``nd30``.
        locale: As ``vi-VN``.
    """
    look = _ND30 if layout == ND30 else _PLAIN
    section = book.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    left, right, top, bottom = look.margins
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.header_distance = section.footer_distance = Mm(10)
    _speak(book, locale)
    _basic(book, look)
    _headings(book, look)
    _tables(book, look)
    _small(book, look)
    if layout == ND30:
        _administrative(book)


def _speak(book: Any, locale: str) -> None:
    for lang in book.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), locale)
        lang.set(qn("w:eastAsia"), locale)


def _style(book: Any, name: str, based_on: str = "Normal") -> Any:
    if name in {style.name for style in book.styles}:
        return book.styles[name]
    made = book.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = book.styles[based_on]
    return made


def _letters(style: Any, look: _Look, size: float, color: str = _BLACK, *, bold: bool = False) -> None:
    """Set letters; those of a theme would win over the ones that are named."""
    style.font.name = look.letters
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for kind in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), look.letters)
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(color)


def _spaced(style: Any, before: float, after: float, *, lines: float = 1.0, keep: bool = False) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing = lines
    form.keep_with_next = keep


def _basic(book: Any, look: _Look) -> None:
    normal = book.styles["Normal"]
    _letters(normal, look, look.text)
    _spaced(normal, 0, 6, lines=1.15)
    title = book.styles["Title"]
    _letters(title, look, look.title, look.color, bold=True)
    _spaced(title, 0, 4)
    border = title.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        title.element.pPr.remove(border)
    kind = _style(
        book, "Kind"
    )  # the word for the kind of document, above the title of the administrative form
    _letters(kind, look, look.title, look.color, bold=True)
    below = book.styles["Subtitle"]
    _letters(below, look, look.text + 1, _QUIET)
    for spacing in below.element.rPr.findall(qn("w:spacing")):
        below.element.rPr.remove(spacing)
    _spaced(below, 0, 10)
    bullets = book.styles["List Bullet"]
    _letters(bullets, look, look.text)
    _spaced(bullets, 0, 3)


def _headings(book: Any, look: _Look) -> None:
    for level, size in enumerate(look.headings, start=1):
        style = book.styles[f"Heading {level}"]
        _letters(style, look, size, look.color, bold=True)
        _spaced(style, 18 if level == 1 else 10, 6 if level == 1 else 4, keep=True)


def _tables(book: Any, look: _Look) -> None:
    text = _style(book, "Table Text")
    _letters(text, look, look.table)
    _spaced(text, 1, 1)
    text.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    text.paragraph_format.first_line_indent = Cm(0)
    head = _style(book, "Table Head", "Table Text")
    _letters(head, look, look.table, look.color, bold=True)
    _spaced(head, 2, 2, keep=True)


def _small(book: Any, look: _Look) -> None:
    picture = _style(book, "Picture")
    _spaced(picture, 4, 12)
    picture.paragraph_format.first_line_indent = Cm(0)
    note = _style(book, "Footnote")
    _letters(note, look, look.note)
    _spaced(note, 0, 2)
    note.paragraph_format.first_line_indent = Cm(0)
    note.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    mark = book.styles.add_style("Footnote Mark", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    link = book.styles.add_style("Link", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(_LINK)
    link.font.underline = True


def _administrative(book: Any) -> None:
    """Justified text with the first line set in, headings below each other at the same place."""
    normal = book.styles["Normal"].paragraph_format
    normal.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    normal.first_line_indent = Cm(1.27)
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        form = book.styles[name].paragraph_format
        form.first_line_indent = Cm(1.27)
        form.space_before = Pt(6)
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT
    section = book.sections[0]
    section.different_first_page_header_footer = True
    top = section.header.paragraphs[0]
    top.alignment = WD_ALIGN_PARAGRAPH.CENTER
    top.paragraph_format.first_line_indent = Cm(0)
    _field(top, "PAGE")


def number_pages(book: Any, title: str) -> None:
    """Put the title and the page's number below each page."""
    foot = book.sections[0].footer.paragraphs[0]
    foot.style = _style(book, "Foot", "Footnote")
    foot.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{title} — ")
    _field(foot, "PAGE")
    foot.add_run("/")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  (python-docx has no name for fields)
