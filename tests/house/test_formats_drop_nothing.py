"""Every format shows all of a view: what one of them forgot would be a silent difference between two outputs."""

from __future__ import annotations

import pytest

from hntrack.render import RENDERERS, Drawing, render
from hntrack.report.view import Cell, Column, Group, Row, Section, Sheet, View

VIEW = View(
    name="progress",
    lang="en",
    as_of="2026-01-01",
    title="sentinel-title",
    columns=(Column("name", "sentinel-heading-1"), Column("value", "sentinel-heading-2", align="right")),
    groups=(
        Group(
            "sentinel-group",
            (Row((Cell("sentinel-cell"), Cell("25.2", "bad")), "sentinel-reason, a remark"),),
        ),
    ),
    summary=("sentinel-summary",),
    items=({"name": "sentinel-item", "reason": "sentinel-exact"},),
    empty="sentinel-empty",
)
# What a person must find in each drawn format; `plain` is one line a row, for other programs, and keeps to the table.
# Formats that are not named here are for machines: they give the items, and leave out what is drawn for people.
DRAWN = {
    "table": ("title", "heading-1", "heading-2", "group", "cell", "reason", "summary"),
    "md": ("title", "heading-1", "heading-2", "group", "cell", "reason", "summary"),
    "plain": ("heading-1", "heading-2", "cell"),
}


@pytest.mark.parametrize("form", RENDERERS)
def test_a_view_is_shown_whole(form: str) -> None:
    """Title, headings, groups, cells, reasons and summary are there; formats for machines give every member."""
    text = render(VIEW, form, Drawing(width=100))
    missing = [part for part in DRAWN.get(form, ("item", "exact")) if f"sentinel-{part}" not in text]
    assert missing == [], (
        f"{RENDERERS[form]} drops them; a format that draws for people names in DRAWN what it shows"
    )


@pytest.mark.parametrize("form", sorted(set(DRAWN) - {"plain"}))
def test_what_is_empty_says_so(form: str) -> None:
    """A view without rows says what it would have shown."""
    assert "sentinel-empty" in render(VIEW._replace(groups=(), items=(), empty="sentinel-empty"), form)


@pytest.mark.parametrize("form", ["table", "md"])
def test_a_sheet_is_shown_whole(form: str) -> None:
    """Lines, pairs and the table of each section are there."""
    sheet = Sheet(
        name="show",
        lang="en",
        as_of="2026-01-01",
        title="sentinel-title",
        sections=(
            Section("sentinel-lines", ("sentinel-line",)),
            Section("sentinel-pairs", pairs=(("sentinel-name", "sentinel-text"),)),
            Section("sentinel-table", table=VIEW),
        ),
    )
    text = render(sheet, form, Drawing(width=100))
    for part in ("title", "lines", "line", "pairs", "name", "text", "table", "heading-1", "cell", "reason"):
        assert f"sentinel-{part}" in text, f"render/{form} drops it"
