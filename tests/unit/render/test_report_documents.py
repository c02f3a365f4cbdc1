"""Word documents and PDFs: what the programs of others find in them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from hntrack.assess import assess
from hntrack.model.catalog import Catalog, snapshot
from hntrack.render.report_paper import FORM
from hntrack.render.reports import render_report
from hntrack.report.briefing import Briefing, briefing
from support.cli import AS_OF, invoke, spawn
from support.site_catalog import AS_OF as SITE_AS_OF
from support.site_catalog import site_catalog

ARGS = ("report", "--as-of", AS_OF, "--since", "2025-06-01")


def made(folder: Path, name: str, *more: str) -> bytes:
    """Make a report; gives its bytes."""
    path = folder / name
    result = invoke(*ARGS, *more, "-o", str(path))
    assert result.code == 0, result.err
    return path.read_bytes()


def briefing_of(catalog: Catalog) -> Briefing:
    """Make the report of a catalog."""
    now = snapshot(catalog, SITE_AS_OF)
    judged = [(one, assess(now, one, SITE_AS_OF)) for one in now.targets]
    return briefing(now, judged, None, as_of=SITE_AS_OF, lang="vi")


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return docx.Document(io.BytesIO(made(tmp_path_factory.mktemp("word"), "r.docx", "--lang", "en")))


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return docx.Document(io.BytesIO(made(tmp_path_factory.mktemp("word"), "r.docx", "--layout", "nd30")))


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made(tmp_path_factory.mktemp("pdf"), "r.pdf", "--lang", "vi"))) as opened:
        yield opened


def test_a_word_document_has_real_headings(word: Any) -> None:
    """A reader's list of headings is the report's; the page is A4."""
    styles = [one.style.name for one in word.paragraphs]
    assert styles[:2] == ["Title", "Subtitle"]
    firsts = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert firsts[:2] == ["In short", "Targets and measurements"]
    assert Counter(styles)["Heading 2"] >= 10
    page = word.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)


def test_its_tables_repeat_their_headings(word: Any) -> None:
    """Each first row is a heading, no row is split over two pages, and each table has a name."""
    assert len(word.tables) >= 8
    bar, *tables = word.tables
    assert len(bar.rows) == 1
    for table in tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        for number, row in enumerate(table.rows):
            kinds = {one.tag for one in row._tr.trPr}
            assert qn("w:cantSplit") in kinds
            assert (qn("w:tblHeader") in kinds) is (number == 0)


def test_its_pictures_have_words(word: Any) -> None:
    """A chart is described where it is not seen, below a heading that names it."""
    described = [one._inline.docPr.get("descr") for one in word.inline_shapes]
    assert len(described) == 2
    assert all("Measured: " in one for one in described)
    titles = [one._inline.docPr.get("title") for one in word.inline_shapes]
    assert set(titles) <= {one.text for one in word.paragraphs if one.style.name == "Heading 2"}


def test_its_sources_are_footnotes(word: Any) -> None:
    """Each mark has its note, and each note names words, document and line."""
    part = next(one for one in word.part.package.iter_parts() if one.partname == "/word/footnotes.xml")
    notes = {one.get(qn("w:id")): "".join(one.itertext()) for one in etree.fromstring(part.blob)}
    marks = [one.get(qn("w:id")) for one in word.element.iter(qn("w:footnoteReference"))]
    assert set(notes) - set(marks) == {"-1", "0"}
    assert len(marks) == len(set(marks)) == 28
    assert notes["1"].strip().startswith("“trên 50% số doanh nghiệp” — ")
    assert notes["1"].endswith("line 13)")


def test_it_says_its_language_and_no_moment(word: Any) -> None:
    """Its day is the report's; quotes are marked as Vietnamese within English."""
    facts = word.core_properties
    assert facts.title == "Hanoi's science, technology and innovation goals"
    assert facts.author.startswith("hntrack ")
    assert {facts.created.date().isoformat(), facts.modified.date().isoformat()} == {AS_OF}
    assert word.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    quoted = word.element.xpath(".//w:r[w:rPr/w:lang[@w:val='vi-VN']]/w:t")
    assert any("trên 50%" in one.text for one in quoted)


def test_a_long_hostile_title_fits() -> None:
    """A property holds 255 characters; what is written as escapes is longer than it was."""
    title = "\u202e" * 300
    one = briefing_of(site_catalog(lambda text: f"{text} {title}"))
    drawn = render_report([one], "docx")
    assert isinstance(drawn, bytes)
    assert len(docx.Document(io.BytesIO(drawn)).core_properties.title) == 255


def test_a_source_on_the_web_is_a_link() -> None:
    """The note leads to the document's address in both formats; nothing else does."""
    one = briefing_of(site_catalog(url="https://example.org/plan"))
    word, pages = render_report([one], "docx"), render_report([one], "pdf")
    assert isinstance(word, bytes)
    assert isinstance(pages, bytes)
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        found = re.findall(r'Target="(http[^"]+)"', archive.read("word/_rels/footnotes.xml.rels").decode())
    assert set(found) == {"https://example.org/plan"}
    with pikepdf.open(io.BytesIO(pages)) as opened:
        links = {
            str(a.A.URI)
            for page in opened.pages
            for a in page.get("/Annots", [])
            if "/URI" in a.get("/A", {})
        }
    assert links == {"https://example.org/plan"}


def test_the_administrative_form(form: Any) -> None:
    """Margins and letters are those of the decree; what only the office knows is dots, not a guess."""
    page = form.sections[0]
    margins = (page.left_margin, page.right_margin, page.top_margin, page.bottom_margin)
    assert [round(one.mm) for one in margins] == [30, 15, 20, 20]
    normal = form.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    assert round(normal.paragraph_format.first_line_indent.mm, 1) == 12.7
    left, right = (cell.text for cell in form.tables[0].rows[0].cells)
    assert re.fullmatch(r"[….\n]*Số: …+/BC-…+", left)
    assert right.split("\n")[:2] == [FORM["country"], FORM["motto"]]
    assert re.fullmatch(r"…+, ngày … tháng … năm …+", right.strip().split("\n")[-1])
    assert form.paragraphs[0].text == FORM["kind"]
    assert next(one.text for one in form.paragraphs if one.style.name == "Heading 1") == "I. Tóm tắt"
    assert page.different_first_page_header_footer
    assert not page.first_page_header.paragraphs[0].text


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        (("-f", "md", "--layout", "nd30"), "--format docx"),
        (("-f", "docx", "--layout", "nd30", "--lang", "en"), "--lang vi"),
        (("-f", "pdf", "--template", "x.j2"), "Leave out"),
        (("-f", "docx", "--layout", "nd31"), "nd30"),
    ],
)
def test_a_layout_that_does_not_fit(more: tuple[str, ...], hint: str) -> None:
    """What cannot go together is said, with what can."""
    result = invoke(*ARGS, *more)
    assert (result.code, result.out) == (2, "")
    assert hint in result.err


def tags(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += reversed(list(one))
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                yield one
            if "/K" in one:
                waiting.append(one.K)


def test_a_pdf_is_tagged(pdf: pikepdf.Pdf) -> None:
    """It says that it keeps to PDF/UA-1, and its tags are those of headings, lists, tables, notes and figures."""
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "vi"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert re.search(rb"pdfuaid:part>1<", pdf.Root.Metadata.read_bytes())
    kinds = Counter(str(one.S) for one in tags(pdf))
    assert kinds["/H1"] >= 5
    assert kinds["/Table"] == kinds["/THead"] == kinds["/TBody"] >= 8
    assert (kinds["/Note"], kinds["/Figure"]) == (28, 2)
    described = [str(one.Alt) for one in tags(pdf) if str(one.S) == "/Figure"]
    assert "Đã đo: 25,2% (2025)" in described[0].replace("\u00a0", " ")


def test_cells_of_a_pdf_name_their_headings(pdf: pikepdf.Pdf) -> None:
    """Each heading says that it is a column's, and each cell which headings it stands below."""
    kinds: dict[str, list[set[str]]] = {"/TH": [], "/TD": []}
    for one in tags(pdf):
        if str(one.S) in kinds:
            given: Any = one.get("/A", [])
            parts = [given] if isinstance(given, pikepdf.Dictionary) else list(given)
            kinds[str(one.S)].append({str(key) for part in parts for key in part.keys()})  # noqa: SIM118
    assert len(kinds["/TH"]) >= 30
    assert all("/Scope" in keys for keys in kinds["/TH"])
    assert len(kinds["/TD"]) >= 150
    assert all("/Headers" in keys for keys in kinds["/TD"])


def test_who_signs_stands_on_one_line(tmp_path: Path) -> None:
    """The administrative form keeps the words for the signer together."""
    pages = made(tmp_path, "r.pdf", "--layout", "nd30")
    document = pypdfium2.PdfDocument(pages)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ" in text


def test_a_pdf_brings_its_letters(pdf: pikepdf.Pdf) -> None:
    """The letters are in the file, and come with the extra, not from the machine: Vietnamese is set anywhere."""
    names = {
        str(font.BaseFont).rpartition("+")[2]
        for page in pdf.pages
        for font in page.resources.get("/Font", {}).values()
    }
    assert names
    assert all(name.startswith("Libertinus") for name in names)


@pytest.mark.parametrize("name", ["r.docx", "r.pdf"])
def test_equal_documents_are_equal_bytes(tmp_path: Path, name: str) -> None:
    """Another process at another time makes the same file."""
    first, second = tmp_path / f"a-{name}", tmp_path / f"b-{name}"
    for path in (first, second):
        assert spawn(*ARGS, "--lang", "both", "-o", str(path)).code == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("more", [("--lang", "en"), ("--layout", "nd30")])
def test_an_office_opens_it(tmp_path: Path, more: tuple[str, ...]) -> None:
    """LibreOffice lays it out on A4 with its notes."""
    made(tmp_path, "r.docx", *more)
    call = ("soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf")
    subprocess.run(
        (*call, "--outdir", tmp_path, tmp_path / "r.docx"), check=True, capture_output=True, timeout=300
    )
    with pikepdf.open(tmp_path / "r.pdf") as opened:
        assert 5 <= len(opened.pages) <= 14
        box = [round(float(side)) for side in opened.pages[0].mediabox]
        assert box == [0, 0, 595, 842]
