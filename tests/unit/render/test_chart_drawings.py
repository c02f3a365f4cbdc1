"""The drawings of one chart model: terminal, SVG, PNG and Vega-Lite."""

from __future__ import annotations

import json
import sys
import unicodedata
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from hntrack.assess import assess
from hntrack.errors.extras import MissingExtraError
from hntrack.model.snapshot import snapshot
from hntrack.render.chart_png import png
from hntrack.render.chart_svg import DARK, LIGHT, svg
from hntrack.render.chart_terminal import bar, draw
from hntrack.render.chart_vega import render, specification
from hntrack.report.bullets import Bullet, bullet
from hntrack.report.charts import Chart, chart
from support.page import shape
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

    def luminance(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    paper = luminance(colors["paper"])
    for name in ("ink", "quiet", "data", "aim"):
        high, low = sorted((luminance(colors[name]), paper), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, name


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
    # One legend or label more or less could only come from a word that became markup.
    assert shape(ET.fromstring(good)) == shape(ET.fromstring(bad))
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
    picture = png(model("share"))
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture[16:20]) == 1120


def test_without_the_extra_the_png_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing renderer is told with the line that installs it."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtraError) as raised:
        png(model("share"))
    assert raised.value.extra == "charts"
    assert "resvg-py>=" in raised.value.hint.en
