"""How a Word document looks: A4, its letters and its styles, one set for each layout."""

from __future__ import annotations

from typing import Any, NamedTuple

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

from hntrack.render.report_paper import ND30

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
