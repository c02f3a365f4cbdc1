"""Make documents as offices publish them, with the writers that people use: the same content in every form."""

# ruff: noqa: PLC0415  (each writer of documents is imported where it writes)
from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import font_roboto

FONTS = Path(font_roboto.__path__[0]) / "files"
REGULAR, BOLD = str(FONTS / "Roboto-Regular.ttf"), str(FONTS / "Roboto-Bold.ttf")


class Grid(NamedTuple):
    """A table; ``merged`` are (row, column, rows, columns) from 0, of which only the first holds text."""

    rows: list[list[str]]
    widths: tuple[int, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    head: int = 1

    def drawn(self) -> list[list[tuple[str, int, int] | None]]:
        """Give each place of each row: (text, rows, columns) of a cell, ``None`` where another one covers it."""
        spans = {(row, column): (rows, columns) for row, column, rows, columns in self.merged}
        covered = {
            (row + down, column + right)
            for (row, column), (rows, columns) in spans.items()
            for down in range(rows)
            for right in range(columns)
        } - spans.keys()
        return [
            [
                None if (at, column) in covered else (text, *spans.get((at, column), (1, 1)))
                for column, text in enumerate(cells)
            ]
            for at, cells in enumerate(self.rows)
        ]


@dataclass
class Paper:
    """A document to be made.

    Attributes:
        parts: (``heading`` | ``text`` | ``item``, words), (``table``, :class:`Grid`), or (``page``, "").
        left, right: The lines of the letterhead, side by side.
        note: Words of a note; its number stands behind the last paragraph of text.
        running_head: What each page repeats at its top.
    """

    parts: list[tuple[str, Any]] = field(default_factory=list)
    left: Sequence[str] = ()
    right: Sequence[str] = ()
    note: str = ""
    running_head: str = ""


def reportlab_pdf(
    paper: Paper, *, decomposed: bool = False, columns: int = 1, landscape: bool = False
) -> bytes:
    """Make a PDF with ReportLab; ``decomposed``: in Unicode's form NFD."""
    from reportlab.lib import pagesizes
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table

    pdfmetrics.registerFont(TTFont("Plain", REGULAR))
    pdfmetrics.registerFont(TTFont("Strong", BOLD))
    text = ParagraphStyle("text", fontName="Plain", fontSize=11, leading=15, spaceAfter=6, alignment=4)
    head = ParagraphStyle("head", parent=text, fontName="Strong", alignment=0)
    small = ParagraphStyle("small", parent=text, fontSize=9, leading=11, spaceAfter=0, alignment=0)
    centred = ParagraphStyle("centred", parent=head, fontSize=10, leading=13, alignment=1, spaceAfter=0)

    def words(content: str) -> str:
        return escape(unicodedata.normalize("NFD", content) if decomposed else content)

    flow: list[Any] = []
    if paper.left:
        cells = [[Paragraph(words(line), centred) for line in side] for side in (paper.left, paper.right)]
        flow += [Table([[cells[0], cells[1]]], colWidths=[200, 260]), Spacer(0, 12)]
    last = max((at for at, (kind, _) in enumerate(paper.parts) if kind == "text"), default=-1)
    for at, (kind, content) in enumerate(paper.parts):
        if kind == "page":
            flow.append(PageBreak())
        elif kind == "table":
            flow.append(_reportlab_table(content, Paragraph, small, words))
            flow.append(Spacer(0, 8))
        else:
            note = "<super size=6>1</super>" if paper.note and at == last else ""
            flow.append(Paragraph(words(content) + note, head if kind == "heading" else text))
    out = io.BytesIO()
    size = pagesizes.landscape(pagesizes.A4) if landscape else pagesizes.A4

    def decorate(canvas: Any, document: Any) -> None:
        canvas.setFont("Plain", 9)
        canvas.drawCentredString(size[0] / 2, 30, str(document.page))
        if paper.running_head:
            canvas.drawString(60, size[1] - 35, words(paper.running_head))
        if paper.note and document.page == 1:
            canvas.line(60, 72, 200, 72)
            canvas.setFont("Plain", 8)
            canvas.drawString(60, 60, words("1 " + paper.note))

    wide = (size[0] - 120 - 18 * (columns - 1)) / columns
    frames = [
        Frame(60 + number * (wide + 18), 80, wide, size[1] - 140, 0, 0, 0, 0) for number in range(columns)
    ]
    document = BaseDocTemplate(out, pagesize=size, title="untitled")
    document.addPageTemplates(PageTemplate(frames=frames, onPage=decorate))
    document.build(flow)
    return out.getvalue()


def _reportlab_table(grid: Grid, paragraph: Any, style: Any, words: Any) -> Any:
    from reportlab.platypus import Table, TableStyle

    rows = [[paragraph(words(cell), style) if cell else "" for cell in row] for row in grid.rows]
    table = Table(rows, colWidths=grid.widths, repeatRows=grid.head)
    spans = [("SPAN", (c, r), (c + cs - 1, r + rs - 1)) for r, c, rs, cs in grid.merged]
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *spans])
    )
    return table


def fpdf_pdf(paper: Paper) -> bytes:
    """Make a PDF with fpdf2, whose tables draw other lines and whose fonts are embedded otherwise."""
    from fpdf import FPDF

    class Pages(FPDF):
        def header(self) -> None:
            if paper.running_head:
                self.set_font("Plain", size=9)
                self.cell(0, 6, paper.running_head, new_x="LMARGIN", new_y="NEXT")
                self.ln(4)

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("Plain", size=9)
            self.cell(0, 6, f"- {self.page_no()} -", align="C")

    pdf = Pages()
    pdf.add_font("Plain", "", REGULAR)
    pdf.add_font("Plain", "B", BOLD)
    pdf.set_margin(20)
    pdf.add_page()
    for left, right in zip(paper.left, paper.right, strict=False):
        pdf.set_font("Plain", "B", 10)
        pdf.cell(70, 6, left, align="C")
        pdf.cell(100, 6, right, align="C", new_x="LMARGIN", new_y="NEXT")
    for kind, content in paper.parts:
        if kind == "page":
            pdf.add_page()
        elif kind == "table":
            _fpdf_table(pdf, content)
        else:
            pdf.set_font("Plain", "B" if kind == "heading" else "", 11)
            pdf.multi_cell(0, 6, content, align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(3)
    return bytes(pdf.output())


def _fpdf_table(pdf: Any, grid: Grid) -> None:
    pdf.set_font("Plain", "", 9)
    from fpdf.fonts import FontFace

    with pdf.table(
        col_widths=grid.widths,
        line_height=5,
        num_heading_rows=grid.head,
        headings_style=FontFace(emphasis="B"),
    ) as table:
        for cells in grid.drawn():
            row = table.row()
            for cell in cells:
                if cell is not None:
                    row.cell(cell[0], rowspan=cell[1], colspan=cell[2])


def docx_file(paper: Paper) -> bytes:
    """Make a DOCX as Word writes it."""
    import docx

    document: Any = docx.Document()
    if paper.left:
        head = document.add_table(1, 2)
        for cell, lines in zip(head.rows[0].cells, (paper.left, paper.right), strict=True):
            cell.text = "\n".join(lines)
    for kind, content in paper.parts:
        if kind == "page":
            document.add_page_break()
        elif kind == "heading":
            document.add_heading(content, 2)
        elif kind == "item":
            document.add_paragraph(content, style="List Bullet")
        elif kind == "table":
            _docx_table(document, content)
        else:
            document.add_paragraph(content)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_table(document: Any, grid: Grid) -> None:
    table = document.add_table(len(grid.rows), len(grid.rows[0]), style="Table Grid")
    for at, cells in enumerate(grid.rows):
        row = table.rows[at].cells
        for column, text in enumerate(cells):
            if text:
                row[column].text = text
    for r, c, rs, cs in grid.merged:
        table.cell(r, c).merge(table.cell(r + rs - 1, c + cs - 1))
        table.cell(r, c).text = grid.rows[r][c]


def odt_file(paper: Paper) -> bytes:
    """Make an ODT."""
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P

    document = OpenDocumentText()
    for left, right in zip(paper.left, paper.right, strict=False):
        document.text.addElement(P(text=left))
        document.text.addElement(P(text=right))
    for kind, content in paper.parts:
        if kind == "heading":
            document.text.addElement(H(outlinelevel=2, text=content))
        elif kind == "table":
            document.text.addElement(_odt_table(content))
        elif kind != "page":
            document.text.addElement(P(text=content))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _odt_table(grid: Grid) -> Any:
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    table = Table(name="T")
    for cells in grid.drawn():
        row = TableRow()
        for drawn in cells:
            if drawn is None:
                row.addElement(CoveredTableCell())
                continue
            text, rows, columns = drawn
            cell = TableCell(numberrowsspanned=rows, numbercolumnsspanned=columns)
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    return table


def html_page(paper: Paper) -> bytes:
    """Make a web page, with a menu before the text."""
    parts = []
    for left, right in zip(paper.left, paper.right, strict=False):
        parts.append(f"<p>{escape(left)}</p><p>{escape(right)}</p>")
    for kind, content in paper.parts:
        if kind == "heading":
            parts.append(f"<h2>{escape(content)}</h2>")
        elif kind == "item":
            parts.append(f"<ul><li>{escape(content)}</li></ul>")
        elif kind == "table":
            parts.append(_html_table(content))
        elif kind == "text":
            parts.append(f"<p>{escape(content)}</p>")
    body = "\n".join(parts)
    page = f"<!DOCTYPE html><html lang=vi><head><meta charset=utf-8><title>Trang</title></head><body><nav>Trang chủ</nav><main>{body}</main></body></html>"
    return page.encode()


def _html_table(grid: Grid) -> str:
    rows = [
        "".join(f"<td rowspan={cell[1]} colspan={cell[2]}>{escape(cell[0])}</td>" for cell in cells if cell)
        for cells in grid.drawn()
    ]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def mhtml_file(paper: Paper) -> bytes:
    """Save the web page as a browser does."""
    message = MIMEMultipart("related")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://example.org/ke-hoach"
    message.attach(MIMEText(html_page(paper).decode(), "html", "utf-8"))
    return message.as_bytes()


def warc_file(paper: Paper) -> bytes:
    """Save the web page as an archive does."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
    record = writer.create_warc_record(
        "https://example.org/ke-hoach", "response", payload=io.BytesIO(html_page(paper)), http_headers=headers
    )
    writer.write_record(record)
    return out.getvalue()


WRITERS: dict[str, Any] = {
    "reportlab.pdf": reportlab_pdf,
    "fpdf.pdf": fpdf_pdf,
    "word.docx": docx_file,
    "libre.odt": odt_file,
    "page.html": html_page,
    "page.mhtml": mhtml_file,
    "page.warc.gz": warc_file,
}
"""Name of a file → what makes it."""
