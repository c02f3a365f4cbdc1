"""Every format shows all of a view: what one of them forgot would be a silent difference between two outputs."""

from __future__ import annotations

import pytest
from indexes import written_commands, written_formats

from hntrack.render import RENDERERS, WHOLE, Drawing, load, render
from hntrack.report import Cell, Column, Group, Row, Section, Sheet, View

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
SHOWN = {form: load(call).shows for form, call in RENDERERS.items()}  # type: ignore[attr-defined]
FOR_PEOPLE = [form for form, parts in SHOWN.items() if parts == WHOLE]


@pytest.mark.parametrize("form", RENDERERS)
def test_a_view_is_shown_whole(form: str) -> None:
    """Title, headings, groups, cells, reasons and summary are there; formats for machines give every member.

    `plain` is one line a row, for other programs, and keeps to the table.
    """
    text = render(VIEW, form, Drawing(width=100))
    missing = [part for part in SHOWN[form] if f"sentinel-{part}" not in text]
    assert missing == [], (
        f"{RENDERERS[form]} drops them; above a format that draws for people stands what it shows: @draws(…, shows=WHOLE)"
    )


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_what_is_empty_says_so(form: str) -> None:
    """A view without rows says what it would have shown."""
    assert "sentinel-empty" in render(VIEW._replace(groups=(), items=(), empty="sentinel-empty"), form)


@pytest.mark.parametrize("form", FOR_PEOPLE)
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


def test_the_indexes_list_what_is_declared() -> None:
    """What a decorator declares is found by the program only after `python tools/commands.py` has listed it."""
    for path, text in (written_formats(), written_commands()):
        assert path.read_text("utf-8") == text, "run python tools/commands.py"
