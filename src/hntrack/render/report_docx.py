"""A report as a Word document: real headings, tables that repeat theirs, footnotes, charts with words for them.

First what is written; then the form around it, the footnotes, and how all of it looks, a set of styles for each layout.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from hntrack.__about__ import __version__
from hntrack.errors.extras import MissingExtraError
from hntrack.render.chart_svg import png, svg
from hntrack.render.report_paper import (
    END,
    FORM,
    ND30,
    PLAIN,
    RECEIVERS,
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
    steady,
)
from hntrack.report.briefing import Briefing, say
from hntrack.text.characters import visible
from hntrack.text.messages import _

try:
    import resvg_py  # noqa: F401  (of the same extra; said before anything is drawn)
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.parts.story import StoryPart
    from docx.shared import Cm, Mm, Pt, RGBColor
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run as WordRun
except ImportError as missing:  # this module is loaded where a Word document was asked for
    raise MissingExtraError("office", _("A Word document")) from missing

_LOCALES = MappingProxyType({"vi": "vi-VN", "en": "en-GB"})
_QUIET = "4d5966"
_ZOOM = 3
_LONGEST_FACT = 255
"""Characters of a property, at most (python-docx)."""


def render(briefings: Sequence[Briefing], layout: str = PLAIN) -> bytes:
    """Draw the report, one language after the other.

    Args:
        briefings: The report; in one language for the administrative form.
        layout: ``plain``, or ``nd30``: a report as Decree 30/2020/NĐ-CP lays it out, with blanks for what only the
            office knows.
    """
    first = briefings[0]
    book: Any = Document()
    _describe(book, first)
    _lay_out(book, layout, _LOCALES[first.lang])
    drawing = _Drawing(book, layout)
    for number, report in enumerate(briefings):
        if number:
            book.add_page_break()
        if layout == ND30:
            _open_form(book, report)
        else:
            book.add_paragraph(visible(report.title), "Title")
            book.add_paragraph(f"{say('as_of_title', report.lang)} {report.as_of_text}", "Subtitle")
        for part in parts(report, end=END if layout == ND30 else ""):
            drawing.draw(part)
    if layout == ND30:
        _close_form(book)
    else:
        _number_pages(book, visible(first.title))
    out = io.BytesIO()
    book.save(out)
    return steady(out.getvalue(), first.as_of)


def _describe(book: Any, report: Briefing) -> None:
    """Say what the file is; of the moment in which it was made it says nothing."""
    day = datetime(report.as_of.year, report.as_of.month, report.as_of.day, tzinfo=UTC)
    facts = book.core_properties
    facts.title = visible(report.title)[:_LONGEST_FACT]
    facts.subject = f"{say('as_of_title', report.lang)} {report.as_of_text}"
    facts.author = facts.last_modified_by = f"hntrack {__version__}"
    facts.comments = ""
    facts.language = _LOCALES[report.lang]
    facts.created = facts.modified = day
    facts.revision = 1


class _Drawing:
    """Puts parts into a document."""

    def __init__(self, book: Any, layout: str) -> None:
        self.book = book
        self.notes = _Footnotes(book)
        section = book.sections[0]
        self.width = section.page_width - section.left_margin - section.right_margin
        self.administrative = layout == ND30
        self.numbers: list[int] | None = [0, 0] if self.administrative else None
        self.item = "Normal" if self.administrative else "List Bullet"
        self.last: Any = None

    def draw(self, part: Part) -> None:
        """Add a part below the others."""
        if not isinstance(part, Table):
            self.last = None
        if isinstance(part, Heading):
            text = self._numbered(part)
            paragraph = self.book.add_paragraph("", f"Heading {part.level}")
            self._put(paragraph, Run(text, "", part.lang))
        elif isinstance(part, Bullets):
            for line in part.lines:
                paragraph = self.book.add_paragraph("- " if self.administrative else "", self.item)
                self._fill(paragraph, line)
        elif isinstance(part, Table):
            self._table(part)
        elif isinstance(part, Figure):
            self._figure(part)
        elif isinstance(part, Shares):
            self._shares(part)
        else:
            self.last = self.book.add_paragraph()
            self._fill(self.last, part)

    def _numbered(self, heading: Heading) -> str:
        """Number a heading as the administrative form wants it: I. for parts, 1. for what stands in them."""
        if self.numbers is None or heading.level > len(self.numbers):
            return heading.text
        at = heading.level - 1
        self.numbers[at:] = [self.numbers[at] + 1, *([0] * (1 - at))]
        number = ROMAN[self.numbers[0] - 1] if at == 0 else str(self.numbers[1])
        return f"{number}. {heading.text}"

    def _table(self, part: Table) -> None:

        if self.last is not None:  # what introduces a table stays with it
            self.last.paragraph_format.keep_with_next = True
        table = self.book.add_table(rows=1, cols=len(part.heads), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _title(table, part.title)
        for cell, text in zip(table.rows[0].cells, part.heads, strict=True):
            cell.paragraphs[0].style = "Table Head"
            cell.paragraphs[0].add_run(text)
        _heading_row(table.rows[0])
        for row in part.rows:
            cells = table.add_row()
            _unsplit(cells)
            for cell, lines in zip(cells.cells, row, strict=True):
                for number, line in enumerate(lines):
                    paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                    paragraph.style = "Table Text"
                    self._fill(paragraph, line)
        widths = [self.width * share // 100 for share in part.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for drawn in table._tbl.tr_lst:  # noqa: SLF001  (python-docx finds the cells of a column anew for each)
            for cell, width in zip(drawn.tc_lst, widths, strict=True):
                cell.width = width
        self.book.add_paragraph("", "Table Text")

    def _shares(self, part: Shares) -> None:
        """Draw the bar of outcomes as a row of shaded cells, each as wide as its share."""
        table = self.book.add_table(rows=1, cols=len(part.pieces))
        table.autofit = False
        _title(table, part.words)
        places = zip(table.columns, table.rows[0].cells, part.pieces, strict=True)
        for column, cell, (number, share, color) in places:
            column.width = cell.width = self.width * share // 100
            cell.paragraphs[0].style = "Table Text"
            words = cell.paragraphs[0].add_run(number)
            words.bold, words.font.color.rgb = True, RGBColor(255, 255, 255)
            cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=color))  # noqa: SLF001
        below = self.book.add_paragraph()
        below.paragraph_format.space_before = Pt(4)
        self._put(below, Run(part.words, "quiet"))

    def _figure(self, part: Figure) -> None:
        paragraph = self.book.add_paragraph()
        paragraph.style = "Picture"
        run = paragraph.add_run()
        run.add_picture(io.BytesIO(png(svg(part.chart), _ZOOM)), width=self.width)
        drawn = run._r.xpath(".//wp:docPr")[0]  # noqa: SLF001  (python-docx has no name for alternative text)
        drawn.set("descr", part.words)
        drawn.set("title", visible(part.chart.title))

    def _fill(self, paragraph: Any, line: Line) -> None:
        for run in line.runs:
            self._put(paragraph, run)
        if line.note:
            self.notes.add(paragraph, line.note, self._put)

    def _put(self, paragraph: Any, run: Run) -> None:

        if run.url:
            _link(paragraph, run)
            return
        words = paragraph.add_run(run.text)
        if run.style == "strong" or run.style in TONES:
            words.bold = True
        color = _QUIET if run.style == "quiet" else TONES.get(run.style)
        if color and not self.administrative:  # the decree has all of it black
            words.font.color.rgb = RGBColor.from_string(color)
        if run.lang:
            _speak(words, run.lang)


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def _element(tag: str, **attributes: str) -> Any:

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _heading_row(row: Any) -> None:
    _unsplit(row)
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001  (no name for it, nor below)


def _unsplit(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001


def _title(table: Any, title: str) -> None:
    table._tbl.tblPr.append(_element("w:tblCaption", val=title))  # noqa: SLF001


def _speak(run: Any, lang: str) -> None:
    run._r.get_or_add_rPr().append(_element("w:lang", val=_LOCALES.get(lang, lang)))  # noqa: SLF001


def _link(paragraph: Any, run: Run) -> None:

    address = paragraph.part.relate_to(run.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = _element("w:hyperlink")
    link.set(qn("r:id"), address)
    inner = _element("w:r")
    link.append(inner)
    paragraph._p.append(link)  # noqa: SLF001
    words = WordRun(inner, paragraph)
    words.text = run.text
    words.style = "Link"
    if run.lang:
        _speak(words, run.lang)


# The administrative form around a report in Word: the head of its first page, and who signs it.


def _open_form(book: Any, report: Briefing) -> None:
    """Write the head: issuing body and number to the left, country, motto, place and day to the right; the title."""
    left, right = _columns(book, (Mm(65), Mm(100)))
    _put(left, FORM["above"], 12)
    _put(left, FORM["issuer"], 12, bold=True)
    _rule(left, Mm(25))
    _put(left, FORM["number"], 13, before=6)
    _put(right, FORM["country"], 12, bold=True)
    _put(right, FORM["motto"], 13, bold=True)
    _rule(right, Mm(58))
    _put(right, FORM["place"], 13, italic=True, before=6)
    _centred(book, FORM["kind"], "Kind").paragraph_format.space_before = Pt(18)
    _centred(book, visible(report.title), "Title").paragraph_format.space_before = Pt(0)
    _centred(book, f"({say('as_of_title', report.lang)} {report.as_of_text})", "Title")
    _line_below(book.add_paragraph(), (Mm(165) - Mm(50)) // 2)


def _centred(book: Any, text: str, style: str) -> Any:
    paragraph = book.add_paragraph("", style)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Cm(0)
    paragraph.add_run(text)
    return paragraph


def _close_form(book: Any) -> None:
    """Write the end: who gets it to the left, who signs it to the right, never on a page alone."""
    book.paragraphs[-1].paragraph_format.keep_with_next = True
    left, right = _columns(book, (Mm(65), Mm(100)))
    _put(left, FORM["receivers"], 12, bold=True, italic=True, middle=False)
    for text in RECEIVERS:
        _put(left, text, 11, middle=False)
    _put(right, FORM["signer"], 13, bold=True)
    _put(right, "", 14, before=60)
    _put(right, FORM["name"], 13, bold=True)


def _columns(book: Any, widths: tuple[Any, Any]) -> tuple[Any, Any]:
    """Give the two cells of a table without lines, which screen readers are told to read as text."""
    table = book.add_table(rows=1, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = column.cells[0].width = width
    _unsplit(table.rows[0])
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
    _set_apart(paragraph, before, 0)
    words = paragraph.add_run(text)
    words.font.size, words.bold, words.italic = Pt(size), bold, italic


def _set_apart(paragraph: Any, before: float, after: float) -> None:
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_before = Cm(0), Pt(before)
    shape.space_after, shape.line_spacing = Pt(after), 1


def _rule(cell: Any, width: Any) -> None:
    """Draw the thin line below the text above it, of a width and in the middle."""
    _put(cell, "", 2)
    _line_below(cell.paragraphs[-1], (cell.width - width) // 2 - Mm(2))


def _line_below(paragraph: Any, side: Any) -> None:
    """Draw a thin line as wide as the paragraph without a margin on each side."""
    _set_apart(paragraph, 2, 6)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    borders = _element("w:pBdr")
    borders.append(_element("w:top", val="single", sz="6", space="1", color="000000"))
    spacing = paragraph._p.get_or_add_pPr().find(qn("w:spacing"))  # noqa: SLF001  (no name for borders)
    spacing.addprevious(borders)


# Footnotes in a Word document: python-docx reads past them, so their part of the file is made here.

_EMPTY = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""
"""The two lines that part notes from text; Word takes a file without them for a broken one."""


class _Footnotes:
    """The footnotes of a document, numbered from 1."""

    def __init__(self, book: Any) -> None:
        self.part = StoryPart(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, parse_xml(_EMPTY), book.part.package
        )
        book.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        self.number = 0

    def add(self, paragraph: Any, runs: tuple[Run, ...], put: Callable[[Any, Run], None]) -> None:
        """Put a mark at a paragraph's end, and the note that it stands for below the page; ``put`` writes a run."""
        self.number += 1
        _mark(paragraph, _element("w:footnoteReference", id=str(self.number)))
        note = _element("w:footnote", id=str(self.number))
        body = _element("w:p")
        note.append(body)
        self.part.element.append(note)
        text = Paragraph(body, self.part)
        text.style = "Footnote"
        _mark(text, _element("w:footnoteRef"))
        put(text, Run(" "))
        for run in runs:
            put(text, run)


def _mark(paragraph: Any, reference: Any) -> None:
    mark = paragraph.add_run()
    mark.style = "Footnote Mark"
    mark._r.append(reference)  # noqa: SLF001  (python-docx has no name for it)


# How it looks: A4, letters and styles.

_BLACK, _INK, _LINK = "000000", "0b3a66", "0a4a86"


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


def _lay_out(book: Any, layout: str, locale: str) -> None:
    """Set page, language (``vi-VN``) and styles of a new document."""
    look = _ND30 if layout == ND30 else _PLAIN
    section = book.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    left, right, top, bottom = look.margins
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.header_distance = section.footer_distance = Mm(10)
    _set_language(book, locale)
    _basic(book, look)
    _headings(book, look)
    _tables(book, look)
    _small(book, look)
    if layout == ND30:
        _administrative(book)


def _set_language(book: Any, locale: str) -> None:
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
    kind = _style(book, "Kind")  # of document: the word above the title of the administrative form
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


def _number_pages(book: Any, title: str) -> None:
    """Put the title and the page's number below each page."""
    foot = book.sections[0].footer.paragraphs[0]
    foot.style = _style(book, "Foot", "Footnote")
    foot.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{title} — ")
    _field(foot, "PAGE")
    foot.add_run("/")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    field = _element("w:fldSimple", instr=code)
    run = _element("w:r")
    text = _element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  (python-docx has no name for fields)
