"""What a person at a terminal can read: colours, whole figures, and one screen."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from rich.color import Color

from hntrack.assess import assess_all
from hntrack.render import Drawing
from hntrack.render.table import COLORS, render
from hntrack.report.glance import glance
from hntrack.report.progress import brief_view, progress_view
from hntrack.report.view import Cell, Column, Group, Row, View
from hntrack.text.unbroken import unbroken

DAY = date(2026, 1, 1)


def luminance(red: int, green: int, blue: int) -> float:
    """Relative luminance by WCAG 2.2."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (red / 255, green / 255, blue / 255)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", COLORS)
def test_colours_can_be_read_on_white_and_on_black(name: str) -> None:
    """Each colour has a contrast of 4.5 at least on both, as it comes out in a terminal of 256 colours."""
    drawn = Color.parse(COLORS[name]).downgrade(Color.parse("color(255)").system)
    assert drawn.number is None or drawn.number >= 16, "the first sixteen are the terminal's own"
    mark = luminance(*drawn.get_truecolor())
    assert (1 + 0.05) / (mark + 0.05) >= 4.5
    assert (mark + 0.05) / 0.05 >= 4.5


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("≥ 40% GRDP", "≥_40%_GRDP"),
        ("more than 90 projects", "more than 90_projects"),
        ("1,200 billion VND (2025)", "1,200_billion_VND (2025)"),
        ("còn thiếu 24,8 điểm phần trăm", "còn thiếu 24,8_điểm_phần_trăm"),
        ("> 50% đến năm 2030", ">_50% đến năm_2030"),
        ("18 of 52 component indices", "18_of_52_component indices"),
        ("rank 1 (2025)", "rank_1 (2025)"),
        ("no figure at all", "no figure at all"),
    ],
)
def test_figures_are_kept_together(text: str, kept: str) -> None:
    """A number stands with its sign, unit and scale; a text keeps its length."""
    assert unbroken(text, "_") == kept
    assert len(unbroken(text)) == len(text)


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_ends_within_a_figure(width: int) -> None:
    """However wide the table is, no number is parted from its unit, and no day broken."""
    columns = (Column("a", "Indicator", flexible=True), Column("b", "Latest", flexible=True))
    cells = (
        Cell("A share of something that has a rather long name in words " * 3),
        Cell("about 800 firms (2024-09-30)"),
    )
    view = View("x", "en", "2026-01-01", "", columns, (Group("", (Row(cells, "missing 24.8 pp " * 20),)),))
    lines = render(view, Drawing(width=width)).splitlines()
    assert not [line for line in lines if line.rstrip().endswith(("24.8", "800", "2024-", "09-"))]


def test_the_brief_view_fits_a_screen(small: SimpleNamespace) -> None:
    """200 promises of 30 goals and many bodies, in every state and with long names: 24 lines of 80 columns."""
    records = []
    for number in range(200):
        name = f"i{number}"
        records.append(small.indicator(name, goal=f"goal-{number % 30}"))
        due = {0: "2025", 1: None}.get(number % 5, "2030")
        body = f"Sở có một tên gọi rất dài để thử xuống dòng, số {number % 7}"
        records.append(small.target(f"{name}-x", "50", by=due, responsible=body))
        if number % 3:
            records += [
                small.measured(f"{name}-a", "20", of="2020"),
                small.measured(f"{name}-b", str(18 + number % 40)),
            ]
    catalog = small.catalog(*records)
    judged = list(zip(catalog.targets, assess_all(catalog, DAY), strict=True))
    counted = glance(catalog, judged, DAY)
    assert len(counted.outcomes) >= 4
    for lang in ("vi", "en"):
        lines = render(
            brief_view(catalog, counted, lang=lang, as_of="2026-01-01"), Drawing(width=80, color=False)
        ).splitlines()
        assert len(lines) <= 24, "\n".join(lines)
        assert all(len(line) <= 80 for line in lines)
    whole = progress_view(catalog, judged, lang="en", as_of="2026-01-01", glance=counted)
    assert "goal-29" in render(whole, Drawing(width=80))
