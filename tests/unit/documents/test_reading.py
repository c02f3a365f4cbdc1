# mypy: disable-error-code="no-untyped-def, no-untyped-call"
# ruff: noqa: PLC0415  (writers of documents are imported where they write)
import io
import os
import shutil
import zipfile

import pytest

from hntrack.documents.office import read_docx, read_odt
from hntrack.documents.reading import form_of, read
from hntrack.errors import InputError
from support.papers import WRITERS, Grid, Paper, docx_file, fpdf_pdf, reportlab_pdf

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # warcio's writer leaves its buffer open

TEXT = "Đến năm 2030, thành phố phấn đấu trên 50% doanh nghiệp có hoạt động đổi mới sáng tạo, và chi cho khoa học, công nghệ đạt 2% tổng sản phẩm trên địa bàn."


@pytest.mark.parametrize("name", WRITERS)
def test_every_form_gives_paragraphs_whole_and_tables_by_cell(name, paper):
    """A paragraph is one line, whatever the producer; each cell of a table stands at its row and column."""
    document = read(WRITERS[name](paper), name)
    assert TEXT in [line.text for line in document.lines]
    assert [line.kind for line in document.lines if line.text == "I. MỤC TIÊU"] == ["heading"]
    (table,) = document.tables
    cells = table.spread()
    assert cells[1, 4].text == "Mục tiêu"
    assert cells[1, 5] == cells[1, 4]
    assert cells[2, 1].text == "STT"
    assert [cells[3, column].text for column in range(1, 6)] == paper.parts[4][1].rows[2]
    assert [cells[4, column].text for column in range(1, 6)] == paper.parts[4][1].rows[3]
    line = next(line for line in document.lines if line.text == TEXT)
    assert (line.place.heading, line.place.paragraph) == ("I. MỤC TIÊU", 1)
    assert line.place.page == (1 if name.endswith("pdf") else None)


def test_decomposed_letters_columns_and_notes_of_a_pdf(paper):
    """Letters in NFD, two columns, a note and a running head: the text reads as if printed in one column."""
    paper.parts = [part for part in paper.parts if part[0] != "table"] + [
        ("text", f"Câu thứ {number} nói rằng đến năm 2030 có {number + 100} xã đạt chuẩn nông thôn mới.")
        for number in range(40)
    ]
    paper.note = "Theo báo cáo năm 2024 của thành phố."
    paper.running_head = "Kế hoạch khoa học của An Phú"
    paper.left = paper.right = ()
    document = read(reportlab_pdf(paper, decomposed=True, columns=2), "x.pdf")
    body = [line.text for line in document.body() if line.kind == "paragraph"]
    assert TEXT in body
    wanted = [content for kind, content in paper.parts if kind == "text"]
    assert [text.rstrip("¹") for text in body] == wanted
    assert body[-1].endswith("mới.¹")
    assert not any("Kế hoạch khoa học" in line.text for line in document.body())
    assert ["Theo báo cáo" in line.text for line in document.lines if line.kind == "footnote"] == [True]


def test_a_sentence_that_goes_on_overleaf_is_one_and_knows_both_pages():
    """A paragraph parted by the end of a page is one line, each half at its page."""
    filler = [("text", f"Dòng thứ {number} của phần mở đầu.") for number in range(31)]
    long = "Thành phố giao cho các sở những việc sau đây, " * 8 + "và đến năm 2030 đạt trên 77% số xã."
    document = read(reportlab_pdf(Paper([*filler, ("text", long)])), "x.pdf")
    line = next(line for line in document.lines if "77%" in line.text)
    assert line.text == " ".join(long.split())
    assert line.place.page == 1
    assert line.at(line.text.index("77%")).page == 2


@pytest.mark.slow
def test_a_table_over_pages_is_one_table_and_its_head_stands_once():
    """Rows go on counting, a repeated head is dropped, and each cell knows its page."""
    rows = [["STT", "Chỉ tiêu", "2030"], *([str(n), f"Chỉ tiêu số {n}", f"{n},5"] for n in range(1, 121))]
    for made in (reportlab_pdf, fpdf_pdf):
        document = read(made(Paper([("table", Grid(rows, (40, 250, 60)))])), "x.pdf")
        (table,) = document.tables
        assert [[table.spread()[r, c].text for c in (1, 2, 3)] for r in range(1, table.height + 1)] == rows
        assert table.spread()[121, 3].page == 3


@pytest.mark.slow
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_looked_at(degrees, paper):
    """A page stored turned, with a flag that turns it back, gives the same text and table."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(reportlab_pdf(paper))
    pdf[0].set_rotation(degrees)
    out = io.BytesIO()
    pdf.save(out)
    document = read(out.getvalue(), "x.pdf")
    assert TEXT in [line.text for line in document.lines]
    assert document.tables[0].spread()[3, 5].text == "50"


def test_a_table_without_lines_is_read_by_its_columns():
    """Figures set under each other without ruling lines are a table too."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    rows = [
        ["Chi tieu", "2025", "2030"],
        ["Kinh te so", "30", "40"],
        ["Xa dat chuan", "90", "100"],
        ["Sang che", "120", "240"],
    ]
    for at, row in enumerate(rows):
        for x, cell in zip((60, 250, 350), row, strict=True):
            canvas.drawString(x, 700 - 16 * at, cell)
    canvas.save()
    (table,) = read(out.getvalue(), "x.pdf").tables
    assert [[table.spread()[r, c].text for c in (1, 2, 3)] for r in (1, 2, 3, 4)] == rows


def test_a_scan_is_said_to_be_one(paper):
    """Pages that are pictures are no empty document: the message says scan, and what to do."""
    with pytest.raises(InputError) as caught:
        read(scanned(paper), "ban-quet.pdf")
    assert "is a scan" in caught.value.message.en
    assert "--ocr" in caught.value.hint.en


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs Tesseract")
def test_a_recognised_scan_says_which_pages_a_machine_read(paper):
    """With OCR the text is there, and every page of it is marked as recognised."""
    document = read(scanned(paper), "x.pdf", recognise=True)
    assert document.recognised == (1,)
    assert "trên 50% doanh nghiệp" in document.text


def scanned(paper):
    import pypdfium2
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    page = pypdfium2.PdfDocument(reportlab_pdf(paper))[0]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=page.get_size())
    canvas.drawImage(ImageReader(page.render(scale=3).to_pil()), 0, 0, *page.get_size())
    canvas.save()
    return out.getvalue()


def bomb(entities):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", entities)
    return out.getvalue()


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CELLS = "<w:tbl><w:tr><w:tc>" * 5000 + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 5000
LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 50 + '">]><x>&b;</x>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


BOXES = {
    "docx": ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    "odt": (
        "<table:table><table:table-row><table:table-cell>",
        "</table:table-cell></table:table-row></table:table>",
    ),
    "docx text": ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
    "odt text": ("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>"),
}
ROWS = {
    "docx": "<w:tbl>"
    + f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{at}</w:t></w:r></w:p></w:tc>' for at in 'abc')}</w:tr>" * 3
    + "</w:tbl>",
    "odt": "<table:table>"
    + f"<table:table-row>{''.join(f'<table:table-cell><text:p>{at}</text:p></table:table-cell>' for at in 'abc')}"
    "</table:table-row>" * 3 + "</table:table>",
}


@pytest.mark.parametrize("box", BOXES)
def test_a_table_inside_boxes_is_read_once(box):
    """In cells that only place text, and in text boxes: its rows stand once, and depth without end costs nothing."""
    form = box[:4].strip()
    start, end = BOXES[box]
    make, read_it = {"docx": (worded, read_docx), "odt": (opened, read_odt)}[form]
    document = read_it(make(start + ROWS[form] + end))
    assert [line.text for line in document.lines] == ["a | b | c"] * 3
    assert len(document.tables) == 1
    deep = read_it(make(start * 60 + ROWS[form] + end * 60))  # sixty took minutes
    assert deep.too_deep == 1
    assert not deep.lines


def worded(body):
    return bomb(f"<w:document {WORD}><w:body>{body}</w:body></w:document>")


def opened(body):
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{at}:1.0"' for name, at in ODF.items()
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return out.getvalue()


ODF = {"office": "office", "text": "text", "table": "table", "draw": "drawing"}


def locked_pdf(paper):
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(reportlab_pdf(paper))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    return out.getvalue()


def archived(length, *, behind=b""):
    """A WARC record that states a length of its own choice."""
    page = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>Dat 50% nam 2030.</p></body></html>"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\n"
    head += b"WARC-Date: 2025-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    return head + b"Content-Length: %d\r\n\r\n" % (len(page) + length) + page + behind


HOSTILE = {
    "longer.warc": lambda _: archived(5_000_000),
    "shorter.warc": lambda _: archived(-20),
    "deep.html": lambda _: (
        b"<html><body><p>Dat 50%</p>" + b"<div>" * 100_000 + b"</div>" * 100_000 + b"<p>Sau</p>"
    ),
    "cells.docx": lambda _: bomb(f"<w:document {WORD}><w:body>{CELLS}</w:body></w:document>"),
    "locked.docx": lambda _: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    ),
    "cut.pdf": lambda paper: b"%PDF-1.7\n" + reportlab_pdf(paper)[900:1500],
    "noise.pdf": lambda _: b"%PDF-1.4\n" + bytes(range(256)) * 400,
    "cut.docx": lambda paper: docx_file(paper)[:3000],
    "laughs.docx": lambda _: bomb(LAUGHS),
    "outside.docx": lambda _: bomb(OUTSIDE),
    "zeros.docx": lambda _: bomb("<x>" + "0" * 80_000_000),
    "empty.odt": lambda _: bomb("<x/>").replace(b"word/", b"nope/"),
    "old.doc": lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "empty.warc": lambda _: b"WARC/1.0\r\n\r\n",
    "empty.mhtml": lambda _: b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx",
    "locked.pdf": locked_pdf,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_clear_problem_within_bounds(name, paper):
    """Encrypted, broken, bombs: one message with cause and remedy, in seconds."""
    data = HOSTILE[name](paper)
    with pytest.raises(InputError) as caught:  # the system holds the reading to its seconds: see bounds
        read(data, name)
    assert name in caught.value.message.vi
    assert caught.value.hint.vi
    assert caught.value.hint.en


@pytest.mark.slow
def test_two_hundred_dense_pages_are_read_within_the_bounds(monkeypatch):
    """A long plan with tables is no hostile file: it stays within the memory and computing that are allowed.

    As many as 500 pages are allowed this computing, which take half of it: a machine that is four times slower passes.
    """
    for name in [name for name in os.environ if name.startswith("COVERAGE_")]:
        monkeypatch.delenv(name)  # counting lines costs several times what reading costs
    text = ("text", "Các sở, ngành và địa phương tổ chức thực hiện nhiệm vụ, đạt 25,5% vào năm 2030. " * 24)
    grid = Grid(
        [["STT", "Chỉ tiêu", "2030"], *([str(n), f"Chỉ tiêu số {n}", f"{n},5"] for n in range(25))],
        (30, 300, 60),
    )
    parts = [part for at in range(200) for part in ((text if at % 4 else ("table", grid)), ("page", ""))]
    assert read(reportlab_pdf(Paper(parts)), "x.pdf").pages == 200
    assert len(read(docx_file(Paper(parts)), "x.docx").tables) == 50


def test_ten_thousand_pages_are_refused_by_number():
    """Nobody waits for what is too long: the number of pages is said."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument.new()
    for _ in range(2000):
        pdf.new_page(100, 100)
    out = io.BytesIO()
    pdf.save(out)
    with pytest.raises(InputError) as caught:
        read(out.getvalue(), "x.pdf")
    assert "2000 pages" in caught.value.message.en


def test_scripts_and_references_of_a_pdf_are_neither_run_nor_fetched(paper):
    """A PDF with JavaScript, a launch action and a remote reference gives its text, and nothing else happens."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(reportlab_pdf(paper))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS="app.alert(1); this.submitForm('http://127.0.0.1:9/');"
        )
        pdf.Root.AA = pikepdf.Dictionary(WC=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="/bin/sh"))
        pdf.save(out)
    assert TEXT in read(out.getvalue(), "x.pdf").text


@pytest.mark.parametrize("name", WRITERS)
def test_the_bytes_tell_the_form_where_the_name_does_not(name, paper):
    """A file without a suffix is known by its bytes."""
    suffix = name.removesuffix(".gz").rpartition(".")[2]
    wanted = suffix if suffix != "warc" else "text"  # a packed archive is known by its name only
    assert form_of(WRITERS[name](paper), "noname") == wanted
