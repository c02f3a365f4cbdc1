"""A report as a Word document: real headings, tables that repeat theirs, footnotes, charts with words for them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from hntrack.__about__ import __version__
from hntrack.errors.extras import MissingExtraError
from hntrack.render.chart_png import png
from hntrack.render.report_paper import (
    END,
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
    steady,
)
from hntrack.report.briefing import Briefing, say
from hntrack.text.characters import visible
from hntrack.text.messages import _

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

    Raises:
        MissingExtraError: python-docx, or what draws the charts, is not installed.
    """
    try:
        import docx  # noqa: PLC0415  (an extra)
        import resvg_py  # noqa: F401, PLC0415  (an extra; said before anything is drawn)
    except ImportError as missing:
        raise MissingExtraError("office", _("A Word document")) from missing
    first = briefings[0]
    book: Any = docx.Document()
    _describe(book, first)
    from hntrack.render import docx_styles  # noqa: PLC0415  (they need the extra)

    docx_styles.lay_out(book, layout, _LOCALES[first.lang])
    drawing = _Drawing(book, layout)
    for number, report in enumerate(briefings):
        if number:
            book.add_page_break()
        if layout == ND30:
            docx_styles.open_form(book, report)
        else:
            book.add_paragraph(visible(report.title), "Title")
            book.add_paragraph(f"{say('as_of_title', report.lang)} {report.as_of_text}", "Subtitle")
        for part in parts(report, end=END if layout == ND30 else ""):
            drawing.draw(part)
    if layout == ND30:
        docx_styles.close_form(book)
    else:
        docx_styles.number_pages(book, visible(first.title))
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
        from hntrack.render.docx_styles import Footnotes  # noqa: PLC0415  (needs the extra)

        self.book = book
        self.notes = Footnotes(book)
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
        from docx.enum.table import WD_TABLE_ALIGNMENT  # noqa: PLC0415  (an extra)

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
        from docx.shared import Pt, RGBColor  # noqa: PLC0415  (an extra)

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
        run.add_picture(io.BytesIO(png(part.chart, _ZOOM)), width=self.width)
        drawn = run._r.xpath(".//wp:docPr")[0]  # noqa: SLF001  (python-docx has no name for alternative text)
        drawn.set("descr", part.words)
        drawn.set("title", visible(part.chart.title))

    def _fill(self, paragraph: Any, line: Line) -> None:
        for run in line.runs:
            self._put(paragraph, run)
        if line.note:
            self.notes.add(paragraph, line.note, self._put)

    def _put(self, paragraph: Any, run: Run) -> None:
        from docx.shared import RGBColor  # noqa: PLC0415  (an extra)

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
    from docx.oxml import OxmlElement  # noqa: PLC0415  (an extra)
    from docx.oxml.ns import qn  # noqa: PLC0415

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
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415  (an extra)
    from docx.text.run import Run as WordRun  # noqa: PLC0415

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
