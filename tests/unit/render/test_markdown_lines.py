"""Whatever a text begins with, a line of Markdown stays a paragraph of that text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hntrack.render import Drawing
from hntrack.render.csv_text import write_safe
from hntrack.render.markdown import escape, render
from hntrack.render.site.data import script
from hntrack.report import Cell, Column, Group, Line, Row, Section, Sheet, View
from hntrack.text.characters import visible

OPENINGS = (
    "- ",
    "* ",
    "+ ",
    "1. ",
    "12) ",
    "    ",
    "\t",
    "> ",
    "# ",
    "---",
    "```",
    "| ",
    "- [ ] ",
    "1.",
    "  - ",
)


@pytest.mark.parametrize("opening", OPENINGS)
def test_no_opening_changes_the_structure(opening: str) -> None:
    """A text that starts like a list item, a rule or code is a paragraph all the same, and reads as it was."""
    tokens = MarkdownIt().parse(escape(f"{opening}five"))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    shown = "".join(child.content for child in children)
    assert shown.split() == f"{opening}five".replace("\t", "\\t").split() or "five" in shown


@given(st.text(alphabet="-+*1. )#>\tab", max_size=12))
def test_any_opening(text: str) -> None:
    """Marks and blanks in any order make no block of their own."""
    kinds = {token.type for token in MarkdownIt().parse(escape(f"{text}x"))}
    assert kinds == {"paragraph_open", "inline", "paragraph_close"}


def test_data_in_a_script_ends_no_script() -> None:
    """No text of the catalog can close the script element that it stands in, or open a comment there."""
    written = script({"title": "</script><!-- <script>"})
    assert b"<" not in written


def _drawn(view: View | Sheet) -> str:
    return render(view, Drawing())


def test_a_page_in_markdown() -> None:
    """Title, lines, tables with their headings, remarks in a column of their own, lines below: each in its place."""
    columns = (Column("a", "A|b"), Column("n", "N", "right"))
    rows = (Row((Cell("x"), Cell("1")), "why"), Row((Cell("y"), Cell("2"))))
    view = View(
        "progress",
        "en",
        "2026-01-01",
        "A title",
        columns,
        (Group("First", rows), Group("", rows[1:])),
        summary=("- below",),
        opening=(
            Line((Cell("plain"),)),
            Line((Cell("one"),), 4),
            Line((Cell("two"),), 4),
            Line((Cell("last"),)),
        ),
    )
    assert _drawn(view) == (
        "## A title\n\nplain\n\n- one\n- two\n\nlast\n\n"
        "### First\n\n| A&#124;b | N |  |\n| --- | ---: | --- |\n| x | 1 | why |\n| y | 2 |  |\n\n"
        "| A&#124;b | N |  |\n| --- | ---: | --- |\n| y | 2 |  |\n\n&#45; below\n"
    )
    bare = view._replace(title="", opening=(), summary=(), groups=(Group("", rows[1:]),))
    assert _drawn(bare) == "| A&#124;b | N |\n| --- | ---: |\n| y | 2 |\n"
    assert _drawn(bare._replace(groups=(), empty="None.")) == "None.\n"
    assert _drawn(bare._replace(groups=(), columns=(), title="T")) == "## T\n\n"


def test_a_sheet_in_markdown() -> None:
    """Sections with and without headings; set in lines are points of a list; pairs; a table; a chart as it is drawn."""
    table = View("", "en", "", "", (Column("a", "A"),), (Group("", (Row((Cell("x"),)),)),))
    sheet = Sheet(
        "show",
        "en",
        "",
        "All #1",
        (
            Section("Words", ("plain", "  in", "  in too", "out"), pairs=(("who", "*me*"),)),
            Section("", ("  last",)),
            Section("Table", table=table),
        ),
    )
    assert _drawn(sheet) == (
        "## All \\#1\n\n### Words\n\nplain\n\n- in\n- in too\n\nout\n\n- **who**: \\*me\\*\n\n- last\n\n"
        "### Table\n\n| A |\n| --- |\n| x |\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a<b>c|d&e:f\\g`h[i]j$k", "a&#60;b&#62;c&#124;d&#38;e&#58;f&#92;g&#96;h&#91;i&#93;j&#36;k"),
        ("a*b_c{d}e(f)g#h+i!j~k^l", "a\\*b\\_c\\{d\\}e\\(f\\)g\\#h\\+i\\!j\\~k\\^l"),
        ("me@a.b www.a.b", "me&#64;<!-- -->a.b www&#46;a.b"),
        ("1. a", "1&#46; a"),
        ("12.", "12&#46;"),
        ("1.5 a", "1.5 a"),
        ("- a", "&#45; a"),
        ("-a", "-a"),
        ("  a", "&#32;&#32;a"),
    ],
)
def test_each_mark(text: str, written: str) -> None:
    """Marks that every dialect knows as entities become these; the others are escaped; numbers stay as they are."""
    assert escape(text) == written


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("plain", None, "plain"),
        ("plain", 5, "plain"),
        ("plain!", 5, "plai…"),
        ("a\nb\tc\rd", None, "a\\nb\\tc\\rd"),
        ("\u202eab\x1b", None, "\\u{202e}ab\\u{001b}"),
        ("\U000e0001", None, "\\u{e0001}"),
        ("\ud800", None, "\\u{d800}"),
        ("Hà Nội\u00a0x", None, "Hà Nội\u00a0x"),
        ("::error::x", None, ":\\u{003a}error:\\u{003a}x"),
        ("##[error]", None, "#\\u{0023}[error]"),
        ("x ##vso[task]", None, "x #\\u{0023}vso[task]"),
        ("a :: b ## c", None, "a :: b ## c"),
    ],
)
def test_what_would_be_obeyed_or_not_seen_is_shown(text: str, limit: int | None, shown: str) -> None:
    """Controls, marks of direction, halves of characters and a build server's commands are written out."""
    assert visible(text, limit=limit) == shown


def test_every_hidden_character_is_shown() -> None:
    """Of all characters, none of a hidden kind comes through; all others do as they are."""
    for point in (*range(0x3000), 0xFEFF, 0xFFFB, 0xE000, 0xE007F, 0x2FFFF):
        shown = visible(chr(point))
        assert (shown == chr(point)) == (
            unicodedata.category(chr(point)) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        *((f"{mark}1+1", f"'{mark}1+1") for mark in "=+-@\uff1d\uff0b\uff0d\uff20\t"),
        *((number, number) for number in ("-1", "+1.5", "-0.25", "12", "a=b", "")),
        *((text, f"'{text}") for text in ("-1.", "-1,5", "--1", "+", "-1 2", "-.5")),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    """What a spreadsheet would calculate gets an apostrophe; a number is a number."""
    head, row = write_safe([["a", "b"], [cell, "x"]]).splitlines()
    assert head == "\ufeffa,b"
    assert row.rpartition(",")[0].replace('"', "") == written
