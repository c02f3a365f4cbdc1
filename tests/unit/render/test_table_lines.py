"""What a person can read: whole figures and one screen at a terminal, and the colours of everything."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from itertools import product
from types import SimpleNamespace

import pytest
from rich.color import Color

from hntrack.assess import assess_all
from hntrack.render import Drawing
from hntrack.render.report_paper import OUTCOME_COLORS, TONES
from hntrack.render.report_xlsx import PALE
from hntrack.render.table import COLORS, render
from hntrack.report import Cell, Column, Group, Row, View
from hntrack.report.glance import brief_view, glance, progress_view
from hntrack.text.characters import NO_BREAK, held_together, unbroken
from support.page import contrast, over

DAY = date(2026, 1, 1)


@pytest.mark.parametrize("name", COLORS)
def test_colours_can_be_read_on_white_and_on_black(name: str) -> None:
    """Each colour has a contrast of 4.5 at least on both, as it comes out in a terminal of 256 colours."""
    drawn = Color.parse(COLORS[name]).downgrade(Color.parse("color(255)").system)
    assert drawn.number is None or drawn.number >= 16, "the first sixteen are the terminal's own"
    mark = drawn.get_truecolor().hex
    assert contrast(mark, "#ffffff") >= 4.5
    assert contrast(mark, "#000000") >= 4.5


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


RENDER = files("hntrack.render")
SHEETS = {
    "site": RENDER / "site" / "assets" / "site.css",
    "report": RENDER / "report_templates" / "report.html.j2",
}
MAIL = (RENDER / "report_templates" / "mail.html.j2").read_text("utf-8")


def palettes(name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Give what a style declares for light surroundings, and for dark ones."""
    blocks = re.findall(r":root\s*\{([^}]*--paper[^}]*)\}", SHEETS[name].read_text("utf-8"))
    light, dark = (dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,8})", block)) for block in blocks[:2])
    whole = {key: f"#{value[1:] * 2}" if len(value) == len("#fff") else value for key, value in light.items()}
    return whole, whole | dark


@pytest.mark.parametrize(("name", "scheme"), list(product(SHEETS, (0, 1))))
def test_letters_of_pages_can_be_read(name: str, scheme: int) -> None:
    """Texts, links and verdicts, on paper and on the ground, in light and in dark surroundings."""
    colors = palettes(name)[scheme]
    pairs = [(ink, ground) for ink in ("ink", "quiet", "link") for ground in ("paper", "ground")]
    pairs += [(tone, f"{tone}-bg") for tone in TONES]
    faint = [
        (ink, ground)
        for ink, ground in pairs
        for below in ("paper", "ground")
        if contrast(colors[ink], over(colors[ground], colors[below])) < 4.5
    ]
    assert faint == []
    assert contrast(colors.get("head-ink", "#ffffff"), colors["head"]) >= 4.5
    assert all(contrast(colors[mark], colors["paper"]) >= 3 for mark in ("data", "aim"))


@pytest.mark.parametrize("scheme", [0, 1])
def test_pieces_of_the_sites_bar_can_be_told_from_the_page(scheme: int) -> None:
    """Each outcome's colour stands off the page by 3, in light and in dark surroundings."""
    sheet = SHEETS["site"].read_text("utf-8")
    colors = palettes("site")[scheme]
    sets = re.findall(r"(?:\.o-\w+ \{ fill: #[0-9a-f]{6}; --edge: #[0-9a-f]{6}; \}\s*)+", sheet)
    fills = dict(re.findall(r"\.o-(\w+) \{ fill: (#[0-9a-f]{6})", sets[scheme]))
    assert set(fills) == set(OUTCOME_COLORS)
    faint = [
        name
        for name, fill in fills.items()
        for below in ("paper", "ground")
        if contrast(fill, colors[below]) < 3
    ]
    assert faint == []


def test_letters_of_a_mail_can_be_read() -> None:
    """Verdicts on their own ground, white marks in the bar, and each colour of letters on the mail's papers."""
    badges = re.findall(r'"\w+": \("(#\w{6})", "(#\w{6})"\)', MAIL)
    assert len(badges) == len(TONES)
    assert all(contrast(ink, ground) >= 4.5 for ink, ground in badges)
    (tones,) = re.findall(r"\{% set tone = \{(.*?)\} %\}", MAIL)
    bars = dict(re.findall(r'"(\w+)": "(#\w{6})"', tones))
    assert set(bars) == set(OUTCOME_COLORS)
    assert all(contrast(color, "#ffffff") >= 4.5 for color in bars.values())
    inks = set(re.findall(r"[;\"]color:(#\w{6})", MAIL)) - {"#ffffff"}
    assert inks
    assert all(contrast(ink, paper) >= 4.5 for ink in inks for paper in ("#ffffff", "#f8fafb"))


def test_letters_on_paper_can_be_read() -> None:
    """Verdicts in Word files and PDFs on white and in a workbook on their pale ground; white numbers in the bar."""
    assert all(contrast(color, "ffffff") >= 4.5 for color in (*TONES.values(), *OUTCOME_COLORS.values()))
    assert all(contrast(TONES[tone], ground) >= 4.5 for tone, ground in PALE.items())
    assert set(PALE) == set(TONES)


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("<p>due by 2030-12-31.</p>", '<p>due <span class="k">by 2030-12-31.</span></p>'),
        ("<p>until 2030-12-31, then</p>", '<p>until <span class="k">2030-12-31</span>, then</p>'),
        ("<p>an id: plan-2030-12-31</p>", "<p>an id: plan-2030-12-31</p>"),
        ("<td>&gt; 50% of all</td>", '<td><span class="k">&gt; 50%</span> of all</td>'),
        ("<b>1,200 billion VND</b>", '<b><span class="k">1,200 billion VND</span></b>'),
        (f"<p>a{NO_BREAK}b</p>", '<p><span class="k">a b</span></p>'),
        ('<a title="by 2030">no figure</a>', '<a title="by 2030">no figure</a>'),
        ("<svg><text>by 2030</text></svg>", "<svg><text>by 2030</text></svg>"),
        ("<code>by 2030</code> by 2030<br>", '<code>by 2030</code> <span class="k">by 2030</span><br>'),
        (f"<p>1 {'a' * 60}</p>", f"<p>1 {'a' * 60}</p>"),
    ],
)
def test_a_page_keeps_figures_together_by_its_style(page: str, kept: str) -> None:
    """Blanks and hyphens stay what they are; drawings, codes, attributes and endless words stay as they are."""
    assert held_together(page) == kept


def test_a_mail_keeps_them_together_by_blanks() -> None:
    """Where elements would cost too much room, no-break spaces do it; days keep their hyphens, and their line."""
    page = held_together("<p>&gt; 50% by 2030-12-31</p>", by_style=False)
    assert page == f'<p>&gt;{NO_BREAK}50% by{NO_BREAK}<span style="white-space:nowrap">2030-12-31</span></p>'
