"""Whatever a text begins with, a line of Markdown stays a paragraph of that text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hntrack.render.markdown import escape
from hntrack.render.site.data import script

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
