"""Every format of a report says the same, and is what its readers expect."""

from __future__ import annotations

import email
import email.policy
import io
import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from cmarkgfm import github_flavored_markdown_to_html
from justhtml import JustHTML
from lxml import html
from markdown_it import MarkdownIt

from hntrack.render.report_pages import segments
from hntrack.render.reports import REPORTS
from hntrack.report.bars import Bullet
from hntrack.report.schemas import output_schema
from support.cli import AS_OF, invoke, spawn

ARGS = ("report", "--as-of", AS_OF, "--since", "2025-06-01")
WITHOUT_JINJA = (
    "import sys; sys.modules['jinja2'] = None; from hntrack.cli.app import run; sys.exit(run(sys.argv[1:]))"
)
every_lang = pytest.mark.parametrize("lang", ["vi", "en", "both"])


def drawn(form: str, lang: str = "vi", *more: str) -> str:
    result = invoke(*ARGS, "-f", form, "--lang", lang, *more)
    assert (result.code, result.err) == (0, "")
    return result.out


@every_lang
def test_the_page_is_valid_html(lang: str) -> None:
    """The strict parser of another finds no error, in one language and in two."""
    page = drawn("html", lang)
    JustHTML(page, strict=True)
    tree = html.document_fromstring(page)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(
        tree.get_element_by_id(one) is not None
        for name in tree.xpath("//@aria-labelledby")
        for one in name.split()
    )
    assert [one.get("lang") for one in tree.iter("article")] == (["vi", "en"] if lang == "both" else [lang])


@every_lang
def test_the_page_of_a_mail_is_valid_html(lang: str) -> None:
    """So is what a mail shows."""
    raw = drawn("eml", lang, "--to", "a@b.vn", "--from", "c@d.vn")
    body = email.message_from_string(raw, policy=email.policy.strict).get_body(("html",))
    assert body is not None
    JustHTML(body.get_content(), strict=True)


def test_the_page_has_words_for_every_picture() -> None:
    """Bars are labelled, drawings are described, and nothing is loaded or run."""
    page = drawn("html")
    tree = html.document_fromstring(page)
    assert all(one.get("aria-label") for one in tree.find_class("bar"))
    assert len(tree.find_class("bar")) >= 2
    assert len(tree.xpath("//svg[@role='img'][@aria-labelledby]")) == 2
    assert not tree.xpath("//script | //link | //img | //iframe")
    assert "default-src 'none'" in page
    assert not re.search(r"https?://", page)


@every_lang
@pytest.mark.parametrize("form", ["md", "github-summary"])
def test_markdown_has_its_tables(form: str, lang: str) -> None:
    """Two renderers of others see the same tables, eight cells a row, twenty-five rows a language."""
    text = drawn(form, lang)
    for page in (
        github_flavored_markdown_to_html(text),
        MarkdownIt("commonmark").enable("table").render(text),
    ):
        rows = [len(row) for row in html.fromstring(f"<div>{page}</div>").iter("tr")]
        assert set(rows) == {8}
        heads = len(list(html.fromstring(f"<div>{page}</div>").iter("thead")))
        assert len(rows) - heads == (52 if lang == "both" else 26)


@every_lang
def test_json_follows_its_schema(lang: str) -> None:
    """One item a language, and the schema is a schema."""
    report = json.loads(drawn("json", lang), parse_float=Decimal)
    schema = output_schema("report")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(drawn("json", lang)), schema)
    assert report["lang"] == lang
    assert [item["lang"] for item in report["items"]] == (["vi", "en"] if lang == "both" else [lang])
    firms = next(one for one in report["items"][0]["targets"] if one["target"] == "innovating-firms-2030")
    assert firms["latest"]["value"] == Decimal("25.2")


def test_text_is_readable_anywhere() -> None:
    """At most 72 columns, and the words of the page."""
    text = drawn("text")
    assert all(len(line) <= 72 for line in text.splitlines())
    assert "25,2% (2025)" in text
    assert "Kết luận được tiến độ của 1/26 mục tiêu." in text


@pytest.mark.parametrize(("columns", "most"), [("30", 40), ("60", 60), ("90", 90), ("300", 100)])
def test_text_fits_the_screen(columns: str, most: int) -> None:
    """As many columns as the screen has, between 40 and 100; a file has 72, whatever the screen."""
    lines = invoke("report", "--as-of", "2026-01-01", env={"COLUMNS": columns}).out.splitlines()
    assert most - 8 <= max(map(len, lines)) <= most


def test_text_in_a_file_has_72_columns(tmp_path: Path) -> None:
    """The same report is the same file, whatever the screen."""
    there = tmp_path / "report.txt"
    invoke("report", "--as-of", "2026-01-01", "-o", str(there), env={"COLUMNS": "140"})
    assert there.read_text("utf-8") == invoke("report", "--as-of", "2026-01-01").out


def test_the_formats_agree() -> None:
    """Each target's title, aim and latest value stand in every format."""
    report = json.loads(drawn("json"))
    words = {one["label"]["indicator"] for one in report["items"][0]["targets"]}
    for form in ("html", "text", "md"):
        text = (
            " ".join(
                html.fromstring(f"<div>{github_flavored_markdown_to_html(drawn(form))}</div>")
                .text_content()
                .split()
            )
            if form == "md"
            else " ".join(drawn(form).split())
        )
        assert [word for word in words if word not in text] == [], form


def test_the_workbook_has_numbers(tmp_path: Path) -> None:
    """Values are numbers to calculate with, dates of the file are the report's, and equal reports are equal bytes."""
    paths = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for path in paths:
        assert spawn(*ARGS, "--lang", "vi", "-o", str(path)).code == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(paths[0].read_bytes()))
    assert book.properties.modified is not None
    assert book.properties.modified.date().isoformat() == AS_OF
    rows = list(book["Mục tiêu"].iter_rows(values_only=True))
    firms = next(row for row in rows if "innovating-firms-2030" in row)
    assert 25.2 in firms
    assert 13 in firms


def test_the_workbook_prints_and_filters(tmp_path: Path) -> None:
    """A4 across and as wide as a page, its heading on each and in sight, filters, units; a verdict is word and colour."""
    path = tmp_path / "a.xlsx"
    assert invoke(*ARGS, "--lang", "en", "-o", str(path)).code == 0
    book: Any = openpyxl.load_workbook(path)
    for sheet in book:
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes
    sheet = book["Targets"]
    head = next(row[0].row for row in sheet.iter_rows() if "Id" in (cell.value for cell in row))
    names = {cell.value: cell.column for cell in sheet[head]}
    assert sheet["A2"].value.startswith("Of 26 promises")
    assert sheet.print_area.endswith(f"$J${sheet.max_row}")
    printed = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJ"]
    assert sum(printed) <= 160, "more would be printed in letters of less than 8 points"
    row = next(
        row
        for row in sheet.iter_rows(min_row=head + 1)
        if row[names["Id"] - 1].value == "innovating-firms-2030"
    )
    formats = [row[names[name] - 1].number_format for name in ("Value", "Gap", "Needed a year")]
    assert formats == ['#,##0.0"%"', '#,##0.0" pp"', '#,##0.00" pp"']
    standing = row[names["Standing"] - 1]
    assert standing.value == "not yet met"
    assert standing.font.color.rgb.endswith("33506E")
    assert standing.fill.fgColor.rgb.endswith("E8EEF5")


def test_a_report_can_be_compared_with_a_revision(tmp_path: Path) -> None:
    """``--since git:HEAD`` says that nothing changed where nothing did, and a folder without Git is a clear error."""
    result = invoke(*ARGS[:3], "--since", "git:HEAD", "--lang", "vi")
    assert result.code in (0, 4)
    outside = spawn("report", "--since", "git:HEAD", cwd=tmp_path, env={"GIT_CEILING_DIRECTORIES": "/"})
    assert "Traceback" not in outside.err


@pytest.mark.parametrize(
    ("name", "form"), [("r.html", "html"), ("r.md", "md"), ("r.txt", "text"), ("r.json", "json")]
)
def test_the_name_of_the_file_says_the_format(tmp_path: Path, name: str, form: str) -> None:
    """``-o report.html`` is a page without another word."""
    assert invoke(*ARGS, "--lang", "vi", "-o", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8") == drawn(form)


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    """It sees the report, can build on ours, and its faults are named with their line."""
    own = tmp_path / "own.md.j2"
    own.write_text("{{ report.title|md }}: {{ report.rows|length }}", encoding="utf-8")
    assert drawn("md", "vi", "--template", str(own)).endswith(": 26\n")
    page = tmp_path / "own.html.j2"
    page.write_text("<p>{{ report.title }}</p>", encoding="utf-8")
    assert drawn("html", "vi", "--template", str(page)).startswith("<p>")
    for text, where in (
        ("{% if %}", "own.md.j2:1"),
        ("{{ nothing }}", "nothing"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
    ):
        own.write_text(text, encoding="utf-8")
        result = invoke(*ARGS, "--template", str(own))
        assert (result.code, result.out) == (4, "")
        assert where in result.err
    assert invoke(*ARGS, "--template", str(tmp_path / "none.j2")).code == 4


def test_a_template_cannot_reach_out(tmp_path: Path) -> None:
    """The sandbox lets no template at the interpreter."""
    own = tmp_path / "own.txt.j2"
    own.write_text("{{ report.__class__.__mro__[1].__subclasses__() }}", encoding="utf-8")
    result = invoke(*ARGS, "--template", str(own))
    assert (result.code, result.out) == (4, "")


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_what_needs_no_template_needs_no_engine(form: str) -> None:
    """Text, Markdown and JSON do without the extra."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_JINJA, *ARGS, "-f", form],
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_missing_engine_is_said_with_its_remedy() -> None:
    """Without Jinja2, the page names the line that installs it."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_JINJA, *ARGS, "-f", "html"],
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 2
    assert b"extra 'report'" in done.stderr
    assert b"install 'jinja2>=" in done.stderr or b"install jinja2" in done.stderr


@pytest.mark.parametrize(
    ("reached", "low", "high"),
    [("0.25", "0.5", "1"), ("1", "0", "1"), ("0", "0.2", "0.3"), ("0.99", "0.99", "1")],
)
def test_the_pieces_of_a_bar_make_it_whole(reached: str, low: str, high: str) -> None:
    """Pieces add up to 100, the value's pieces to the value."""
    ends = {"wanted_from": Decimal(low), "wanted_to": Decimal(high)}
    fields = dict.fromkeys(Bullet._fields if hasattr(Bullet, "_fields") else Bullet.__dataclass_fields__)
    bullet = Bullet(**{**fields, "reached": Decimal(reached), **ends})  # type: ignore[arg-type]
    pieces = segments(bullet)
    assert sum(one.width for one in pieces) == 100
    assert sum(one.width for one in pieces if one.kind == "reached") == int(Decimal(reached) * 100)


def test_every_format_is_offered() -> None:
    """Help and the table of formats name the same."""
    shown = invoke("report", "-h").out
    assert all(form in shown for form in REPORTS)
