"""``hntrack chart``: the formats, where they go, and what is refused."""

from __future__ import annotations

import functools
import json
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from support.cli import AS_OF, invoke

CALL = ("chart", "innovating-firms", "--as-of", AS_OF)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_terminal_gets_drawing_bar_and_words(lang: str) -> None:
    """The default draws the way, a bar a target, and says the same in a sentence."""
    result = invoke(*CALL, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    assert "●" in result.out
    assert "━" in result.out
    assert ("Measured: 25.2% (2025)." if lang == "en" else "Đã đo: 25,2% (2025).") in result.out


def test_one_target_alone_is_drawn() -> None:
    """The id of a target draws that target only."""
    both = invoke("chart", "digital-economy", "--as-of", AS_OF).out
    one = invoke("chart", "digital-economy-2045", "--as-of", AS_OF).out
    told = [next(line for line in out.splitlines() if "Promised: " in line) for out in (both, one)]
    assert ["2030" in line for line in told] == [True, False]


def test_a_pattern_draws_what_matches_and_has_a_number() -> None:
    """``*`` matches indicators; one without a number is named, and is an error only where nothing is left."""
    several = invoke("chart", "pii-*", "coherent*", "innovating-firms", "--as", "svg", "--as-of", AS_OF)
    assert several.code == 0
    assert "coherent-ecosystem" in several.err
    assert several.out.count("<title") >= 3
    assert invoke("chart", "coherent*", "--as-of", AS_OF).code == 2
    assert invoke("chart", "nothing-like*", "--as-of", AS_OF).code == 2


def test_each_format_is_what_it_says() -> None:
    """SVG is well-formed XML, Vega-Lite is JSON that names its schema."""
    assert ET.fromstring(invoke(*CALL, "--as", "svg").out).get("role") == "img"
    assert "vega-lite" in json.loads(invoke(*CALL, "--format", "vega").out)["$schema"]


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", b"<svg "), ("a.json", b"{"), ("a.txt", b"Share of"), ("a.SVG", b"<svg ")]
)
def test_the_files_name_chooses_the_format(tmp_path: Path, name: str, start: bytes) -> None:
    """Without ``--as``, the ending of the output file says what to draw."""
    assert invoke(*CALL, "-o", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_the_asked_format_wins_over_the_name(tmp_path: Path) -> None:
    """``--as`` says it outright."""
    assert invoke(*CALL, "--as", "vega", "-o", str(tmp_path / "a.svg")).code == 0
    assert (tmp_path / "a.svg").read_bytes().startswith(b"{")


def test_a_png_goes_into_a_file(tmp_path: Path) -> None:
    """With the extra installed, a picture is written."""
    pytest.importorskip("resvg_py", reason="the extra 'charts' is not installed")
    assert invoke(*CALL, "-o", str(tmp_path / "a.png")).code == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("lang", "said"), [("en", "no font"), ("vi", "phông chữ")])
def test_a_picture_without_letters_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str, said: str
) -> None:
    """Where no font is installed the renderer leaves out all words: hints say so, in the chart and in a mail's."""
    resvg = pytest.importorskip("resvg_py", reason="the extra 'charts' is not installed")
    fontless = functools.partial(resvg.svg_to_bytes, skip_system_fonts=True)
    mail = ("report", "-f", "eml", "--from", "a@example.org", "--to", "b@example.org", "--images", "cid")
    for argv in ((*CALL, "-o", str(tmp_path / "a.png")), (*mail, "-o", str(tmp_path / "a.eml"))):
        assert said not in invoke(*argv, env={"HNTRACK_LANG": lang}).err
        with monkeypatch.context() as patched:
            patched.setattr(resvg, "svg_to_bytes", fontless)
            result = invoke(*argv, env={"HNTRACK_LANG": lang})
        assert result.code == 0
        assert result.err.count(said) == 1


def test_a_missing_extra_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the renderer the command says what to install, and writes nothing."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    result = invoke(*CALL, "-o", str(tmp_path / "a.png"))
    assert result.code == 2
    assert "'charts'" in result.err
    assert not list(tmp_path.iterdir())


def test_a_site_without_the_extra_is_told_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without Jinja2 the website says what to install, and makes no folder."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    result = invoke("site", "build", str(tmp_path / "s"))
    assert result.code == 2
    assert "'report'" in result.err
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("chart", "startup-ecosystem"), "nothing to draw"),
        (("chart", "nothing-such"), "There is no"),
        (("chart", "innovating-firms", "--as", "gif"), "--format does not take"),
    ],
)
def test_what_cannot_be_drawn_is_refused(argv: tuple[str, ...], said: str) -> None:
    """An aim in words, an unknown id and an unknown format are usage errors with a sentence."""
    result = invoke(*argv)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_several_indicators_stand_side_by_side(tmp_path: Path) -> None:
    """Small multiples: one file with a name above each drawing, ids of its own in each, and one legend."""
    file = tmp_path / "charts.svg"
    assert invoke("chart", "innovating-firms", "pii-rank", "-o", str(file), "--as-of", AS_OF).code == 0
    drawn = ET.parse(file).getroot()
    ids = [element.get("id") for element in drawn.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    words = [text.text or "" for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert sum(word == "measured" for word in words) == 1
    assert any(word.startswith("Share of enterprises") for word in words)
    assert any(word.startswith("Hanoi's rank") for word in words)
    assert invoke("chart", "innovating-firms", "pii-rank", "-f", "vega").code == 2


def test_each_of_several_charts_says_what_it_does_not_show(tmp_path: Path) -> None:
    """What is true of one drawing stands under it, not in a heap below all of them; no label loses its date."""
    file = tmp_path / "charts.svg"
    names = ("digital-economy", "hoa-lac-capital", "st-enterprises")
    assert invoke("chart", *names, "-o", str(file), "--as-of", AS_OF).code == 0
    svg = "{http://www.w3.org/2000/svg}"
    cells = [
        " ".join(text.text or "" for text in cell.iter(f"{svg}text"))
        for cell in ET.parse(file).getroot().findall(f"{svg}g")
    ][: len(names)]
    assert all(f"As of {AS_OF}" in cell and "Source: " in cell for cell in cells)
    assert ["The scale begins at 40, not at zero." in cell for cell in cells] == [True, False, False]
    assert "about 90,000 billion VND (2020-10-11)" in cells[1]
