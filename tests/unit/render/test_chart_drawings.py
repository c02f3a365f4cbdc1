"""The drawings of one chart model: terminal, SVG, PNG and Vega-Lite."""

from __future__ import annotations

import json
import random
import re
import sys
import unicodedata
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from hntrack.assess import assess
from hntrack.errors.extras import MissingExtraError
from hntrack.model.catalog import Snapshot, snapshot
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.render.chart_svg import DARK, LIGHT, Box, Placed, Segment, png, svg
from hntrack.render.chart_terminal import bar, draw
from hntrack.render.chart_vega import render, specification
from hntrack.report.bars import Bullet, bullet
from hntrack.report.charts import Chart, chart
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period
from support.page import contrast
from support.site_catalog import AS_OF, Words, benign, hostile, site_catalog

DRAWN = ("share", "emissions", "rank", "count", "loose")
SVG = "{http://www.w3.org/2000/svg}"


def model(name: str, words: Words = benign, lang: str = "en") -> Chart:
    catalog = snapshot(site_catalog(words), AS_OF)
    judged = [(t, assess(catalog, t, AS_OF)) for t in catalog.targets if t.indicator == name]
    found = chart(catalog, catalog.indicator[name], judged, lang=lang, as_of=AS_OF)
    assert found is not None
    return found


def bullet_of(name: str) -> Bullet:
    catalog = snapshot(site_catalog(), AS_OF)
    target = catalog.target[name]
    found = bullet(catalog, target, assess(catalog, target, AS_OF), lang="en", as_of=AS_OF)
    assert found is not None
    return found


def kinds(drawing: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(one.tag, tuple(sorted(one.attrib))) for one in ET.fromstring(drawing).iter()}


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_drawing_fits(name: str, width: int) -> None:
    """No line is wider than the terminal, none ends in blanks, and nothing in it is a control character."""
    for line in draw(model(name), width):
        assert len(line) <= max(width, 40) + 4
        assert line == line.rstrip()
        assert not any(unicodedata.category(c).startswith("C") for c in line)


def test_the_terminal_drawing_shows_measured_promised_path_and_projection() -> None:
    """Every part has a mark of its own, and the legend names those that occur."""
    text = "\n".join(draw(model("share"), 80))
    for mark in ("● measured", "◇ promised", "· required path", "- at the observed pace", "┊ as of"):
        assert mark in text
    assert "required path" not in "\n".join(draw(model("rank"), 80))


def test_the_bar_reaches_as_far_as_its_value() -> None:
    """A quarter of the scale is a quarter of the bar; the bound and the value due now have marks."""
    line = bar(bullet_of("share-2030"), 40)
    assert len(line) == 40
    assert line.count("━") in {10, 11}
    assert "┃" in line
    assert "╎" in line
    assert line.endswith("▒")


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_svg_is_small_whole_and_told_to_a_screen_reader(name: str, lang: str) -> None:
    """Well-formed XML with role, title and description that the labels point at; no script, nothing loaded."""
    text = svg(model(name, lang=lang))
    root = ET.fromstring(text)
    assert len(text.encode()) < 8000
    assert root.get("role") == "img"
    ids = {one.get("id"): one for one in root.iter() if one.get("id")}
    title, description = (ids[key] for key in (root.get("aria-labelledby") or "").split())
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text
    assert description.text
    assert not {f"{SVG}script", f"{SVG}image", f"{SVG}use", f"{SVG}foreignObject"} & {
        one.tag for one in root.iter()
    }
    assert all("href" not in key and not key.startswith("on") for one in root.iter() for key in one.attrib)
    assert text.count("http") == 1  # the namespace


def test_the_svg_carries_colours_for_light_and_dark() -> None:
    """Alone it has its own style with both palettes; inside a page it has none."""
    alone, inside = svg(model("share")), svg(model("share"), alone=False, uid="a")
    assert "prefers-color-scheme:dark" in alone
    assert "<style" not in inside
    assert "style=" not in inside
    assert 'aria-labelledby="a-t a-d"' in inside


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_the_colours_of_texts_have_contrast(colors: dict[str, str]) -> None:
    """Every colour of a text stands off its paper by 4.5 to 1 at least (WCAG 2.2, 1.4.3)."""
    for name in ("ink", "quiet", "data", "aim"):
        assert contrast(colors[name], colors["paper"]) >= 4.5, name


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("alone", [True, False])
def test_hostile_words_do_not_change_the_svg(name: str, alone: bool) -> None:
    """The tree of elements and attributes is that of the harmless catalog."""
    good, bad = (
        svg(model(name, words), alone=alone).replace(
            "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', not alone
        )
        for words in (benign, hostile)
    )
    # Long titles take more lines, and labels without room are left out; a word that became markup would be new.
    assert kinds(bad) <= kinds(good)
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"} for c in bad)


@pytest.mark.parametrize("name", DRAWN)
def test_the_vega_specification_holds_exact_numbers(name: str) -> None:
    """It is JSON whose measured values are those printed, digit for digit."""
    one = model(name)
    spec = json.loads(render(one), parse_float=Decimal, parse_int=Decimal)
    rows = [row for layer in spec["layer"] for row in layer["data"]["values"]]
    assert {p.id: p.value for p in one.measured} == {
        row["id"]: row["value"] for row in rows if row.get("kind") == "measured"
    }
    assert spec["layer"][0]["encoding"]["x"]["scale"]["type"] == "utc"


def test_hostile_words_do_not_change_the_vega_specification() -> None:
    """Only the texts differ: no key, mark, encoding or address comes from the data."""

    def bones(value: object) -> object:
        if isinstance(value, dict):
            return {
                key: bones(one) for key, one in value.items() if key not in {"title", "description", "label"}
            }
        return [bones(one) for one in value] if isinstance(value, list) else value

    good, bad = (specification(model("share", words)) for words in (benign, hostile))
    assert bones(good) == bones(bad)


def test_the_png_is_a_picture_of_twice_the_size() -> None:
    """The extra's renderer draws it; the size in the header is that of the drawing, doubled."""
    pytest.importorskip("resvg_py", reason="the extra 'charts' is not installed")
    picture = png(svg(model("share")))
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture[16:20]) == 1120


def test_without_the_extra_the_png_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing renderer is told with the line that installs it."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtraError) as raised:
        png(svg(model("share")))
    assert raised.value.extra == "charts"
    assert "resvg-py>=" in raised.value.hint.en


def boxes_and_lines(drawing: str) -> tuple[list[Box], list[Segment], list[Box]]:
    """Read from a drawing, not from the model: the rooms of its labels, its lines, and its round and pointed marks."""
    labels: list[Box] = []
    lines: list[Segment] = []
    marks: list[Box] = []
    for one in ET.fromstring(drawing.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)).iter():
        if one.tag == f"{SVG}text" and one.get("class") in ("m", "v"):
            labels.append(Placed(one.text or "", float(one.attrib["x"]), float(one.attrib["y"])).box)
        elif one.tag == f"{SVG}polyline":
            spots = [tuple(map(float, pair.split(","))) for pair in one.attrib["points"].split()]
            lines += [Segment(*start, *end) for start, end in pairwise(spots)]
        elif one.tag == f"{SVG}circle":
            x, y = float(one.attrib["cx"]), float(one.attrib["cy"])
            marks.append(Box(x - 5, y - 5, x + 5, y + 5))
        elif one.get("class") == "a":
            x, y = map(float, re.findall(r"-?[0-9.]+", one.attrib["d"])[:2])
            marks.append(Box(x - 5, y - 5, x + 5, y + 5))
    return labels, lines, marks


def some_chart(number: int) -> Chart:
    """An invented series: between one and twelve values that rise, fall or jump, and up to four promises of it."""
    dice = random.Random(number)
    years = sorted(dice.sample(range(2010, 2026), dice.randint(1, 12)))
    level, records = dice.uniform(5, 90), []
    values = []
    for _year in years:
        level = min(max(level + dice.uniform(-15, 18), 0), 100)
        values.append(Decimal(str(round(level, 1))))
    wording = Wording(f"Chỉ tiêu {number}", f"Indicator {number}")
    indicator = Indicator("i", "g", "a", wording, "share", "percent", "increase", limit=Decimal(100))
    due = sorted(dice.sample(range(2020, 2046), dice.randint(1, 4)))
    for year in due:
        value = Decimal(dice.randint(10, 99))
        records.append(
            Target(
                f"t{year}", "i", parse_period(str(year)), dice.choice(("at_least", "more_than")), "d/c", value
            )
        )
    measured = [
        Measurement(
            f"m{year}",
            "i",
            parse_period(str(year)),
            value,
            qualifier=dice.choice(("exact", "about", "more_than")),
        )
        for year, value in zip(years, values, strict=True)
    ]
    catalog = Snapshot(
        id="x",
        title=wording,
        indicators=(indicator,),
        targets=tuple(records),
        measurements=tuple(measured),
    )
    judged = [(target, assess(catalog, target, AS_OF)) for target in records]
    found = chart(catalog, indicator, judged, lang="vi", as_of=AS_OF)
    assert found is not None
    return found


@pytest.mark.slow
def test_no_label_stands_on_a_line_or_a_mark() -> None:
    """Of 200 invented series: no label touches a line, a mark or another label, and hardly any is left out."""
    overlaps, wanted, shown = [], 0, 0
    for number in range(200):
        found = some_chart(number)
        labels, lines, marks = boxes_and_lines(svg(found, alone=False))
        wanted += len(found.milestones) + 1
        shown += len(labels)
        overlaps += [
            number
            for at, label in enumerate(labels)
            if any(line.crosses(label) for line in lines)
            or any(label.meets(mark) for mark in (*marks, *labels[at + 1 :]))
        ]
    assert overlaps == []
    assert shown >= wanted * 0.97


def test_a_chart_says_where_it_comes_from() -> None:
    """Standing alone it carries title, unit, source, day and method; inside a page the page says them."""
    alone = svg(model("share"))
    texts = " ".join(one.text or "" for one in ET.fromstring(alone).iter(f"{SVG}text"))
    for part in ("Indicator share (%)", "Source: ", "As of 2026-06-30.", "Method: trajectory"):
        assert part in texts
    assert "Source: " not in svg(model("share"), alone=False)


def test_a_year_stands_where_it_begins() -> None:
    """A tick is the first of January; the number stands within its year."""
    found = model("share")
    assert {(tick.month, tick.day) for tick in found.calendar.ticks} == {(1, 1)}


def test_no_band_passes_a_natural_limit() -> None:
    """What no share can reach is not drawn."""
    for number in range(60):
        found = some_chart(number)
        ahead = found.projection
        assert ahead is None or 0 <= ahead.low <= ahead.end[1] <= ahead.high <= 100
