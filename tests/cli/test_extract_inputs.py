"""What `hntrack extract` says about files that are no article."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path
from unittest import mock

import pytest

from hntrack.workspace import articles
from hntrack.workspace.curate.drafts import read_draft
from support.cli import AS_OF, invoke

WORDS = "Đến năm 2030, thành phố phấn đấu tỷ lệ hồ sơ nộp trực tuyến đạt trên 90%."
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>
<nav><a href="/">Trang chủ</a> <a href="/b">Kinh tế 71%</a></nav>
<article><h1>Thành phố Sông Lam đặt mục tiêu</h1><p>Bài viết hư cấu.</p><p>{WORDS}</p></article>
<div class="related"><h3>Tin liên quan</h3><ul><li><a href="/x">Nơi khác đạt 72% vào năm 2030</a></li></ul></div>
<footer>© Báo Ví Dụ 73%</footer></body></html>
"""


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (WORDS.encode("utf-16"), ("byte 0: 0xFF", "UTF-16")),
        (WORDS.encode("utf-16-le"), ("UTF-16",)),
        ("plain words\n".encode("utf-16-be"), ("byte 0: 0x00", "UTF-16")),
        (b"By 2030 th\xe0nh ph\xf4 50%", ("byte 10: 0xE0", "Windows-1258")),
        (b" \n\n", ("empty",)),
        (b"", ("empty",)),
    ],
    ids=["utf-16", "utf-16 without mark", "ascii in utf-16", "windows-1258", "blank", "empty"],
)
def test_a_file_in_another_encoding_is_named(data: bytes, named: tuple[str, ...], tmp_path: Path) -> None:
    """What is no UTF-8 exits 4 with the byte's place and the encoding it may be in."""
    article = tmp_path / "a.txt"
    article.write_bytes(data)
    result = invoke("extract", str(article))
    assert (result.code, result.out) == (4, "")
    for words in named:
        assert words in result.err


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """More bytes than any article has are refused before they are read as text."""
    article = tmp_path / "a.txt"
    article.write_bytes(b"x" * 101)
    with mock.patch.object(articles, "MOST_BYTES", 100):
        result = invoke("extract", str(article))
    assert (result.code, result.out) == (4, "")
    assert "100 bytes" in result.err


@pytest.mark.parametrize("name", [".", "missing.txt", os.devnull])
def test_what_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    """A folder, a device and a missing file exit 4."""
    result = invoke("extract", str(tmp_path / name))
    assert (result.code, result.out) == (4, "")
    assert "Traceback" not in result.err


def test_a_pipe_that_nobody_writes_into_is_empty(tmp_path: Path) -> None:
    """A named pipe without a writer does not make the program wait."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert invoke("extract", str(pipe)).code == 4


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (("--published", "yesterday"), "2025-12-31"),
        (("--id", "Sông Lam"), "a–z"),
        (("--id", "../x"), "a–z"),
        (("--language", "fr"), "vi, en"),
        (("--format", "pdf"), "yaml"),
    ],
)
def test_a_wrong_option_is_explained(argv: tuple[str, ...], named: str, tmp_path: Path) -> None:
    """An option's value that cannot be exits 2 and says what can."""
    article = tmp_path / "a.txt"
    article.write_text(WORDS, "utf-8")
    result = invoke("extract", str(article), *argv)
    assert (result.code, result.out) == (2, "")
    assert named in result.err


def test_a_web_page_is_read_without_what_surrounds_it(tmp_path: Path) -> None:
    """Of a page only the readable body is read; line numbers count the text that `--save-text` keeps."""
    pytest.importorskip("trafilatura", reason="hntrack[html] is not installed")
    page, saved = tmp_path / "page.html", tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    result = invoke("extract", str(page), "-f", "plain", "--as-of", AS_OF, "--save-text", str(saved))
    assert (result.code, result.err) == (0, "")
    rows = [line.split("\t") for line in result.out.splitlines()[1:]]
    assert [row[3] for row in rows] == ["trên 90%"]
    lines = saved.read_text("utf-8").splitlines()
    assert "trên 90%" in lines[int(rows[0][1]) - 1]
    assert not {"71%", "72%", "73%"} & set(" ".join(lines).split())
    told = invoke("extract", str(page), "-f", "plain")
    assert "--save-text" in told.err


def test_a_page_is_told_by_its_beginning_too(tmp_path: Path) -> None:
    """HTML without the ending .html is recognised, and a page without words is refused."""
    pytest.importorskip("trafilatura", reason="hntrack[html] is not installed")
    page = tmp_path / "page.txt"
    page.write_text("\n<!-- x -->\n" + PAGE, "utf-8")
    assert "trên 90%" in invoke("extract", str(page), "-f", "plain").out
    page.write_text("<html><body></body></html>", "utf-8")
    assert invoke("extract", str(page)).code == 4


def test_without_the_library_the_extra_is_named(tmp_path: Path) -> None:
    """Where the library for HTML is missing, the error says what to install."""
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    with mock.patch.dict(sys.modules, {"trafilatura": None}):
        result = invoke("extract", str(page))
    assert (result.code, result.out) == (2, "")
    assert "'html'" in result.err
    assert "trafilatura>=" in result.err


def test_hostile_words_change_neither_table_nor_draft(tmp_path: Path) -> None:
    """Control characters, markup, tabs and YAML in an article come out inert, and the draft reads back."""
    article, file = tmp_path / "a.txt", tmp_path / "draft.yaml"
    article.write_text(
        "Đến năm 2030, tỷ lệ \x1b[31m[bold]hồ sơ\u202e &a *b: {x} # y\tđạt trên 90%; tối thiểu 30% GRDP.\n",
        "utf-8",
    )
    for form in ("table", "plain", "json", "csv", "md"):
        out = invoke("extract", str(article), "-f", form).out
        assert not {"\x1b", "\u202e"} & set(out)
    rows = invoke("extract", str(article), "-f", "plain").out.splitlines()
    assert len({row.count("\t") for row in rows}) == 1
    assert invoke("extract", str(article), "-f", "yaml", "-o", str(file)).code == 0
    assert read_draft(file).claims


_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_what_lies_too_deep_in_a_document_is_told(tmp_path: Path) -> None:
    """Boxes in boxes beyond what is read: the rest is read, and the reader is told that something is missing."""
    inner = "<w:p><w:r><w:t>Đến năm 2030 đạt 99%.</w:t></w:r></w:p>"
    deep = "<w:sdt><w:sdtContent>" * 8 + inner + "</w:sdtContent></w:sdt>" * 8
    words = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {_WORD}><w:body>{words}{deep}</w:body></w:document>"
        )
    article = tmp_path / "a.docx"
    article.write_bytes(out.getvalue())
    result = invoke("extract", str(article), "-f", "json", env={"HNTRACK_LANG": "en"})
    assert result.code == 0
    assert "90%" in result.out
    assert "99%" not in result.out
    assert "1 place of the document was not read" in result.err


def test_a_page_of_very_many_lines_is_told(tmp_path: Path) -> None:
    """No table is looked for among more lines than a page of a document has: the reader is told on which page."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  (only here)

    article = tmp_path / "a.pdf"
    canvas = Canvas(str(article))
    canvas.drawString(72, 700, "By 2030 at least 90% of enterprises will innovate.")
    canvas.showPage()
    for at in range(1100):
        canvas.rect(10 + at % 50 * 8, 10 + at // 50 * 8, 7, 7)
    canvas.drawString(72, 700, "In 2025 the share of enterprises was 40%.")
    canvas.save()
    said = {
        lang: invoke("extract", str(article), "--all", "-f", "json", env={"HNTRACK_LANG": lang}).err
        for lang in ("en", "vi")
    }
    assert "Pages 2: so many lines are drawn there that no table was looked for." in said["en"]
    assert "Trang 2:" in said["vi"]
