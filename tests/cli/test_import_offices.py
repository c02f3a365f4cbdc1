"""``hntrack import`` on tables as offices have them: proposals, filters, new editions, and a word about every row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.cli import Result, invoke
from support.exchange_catalog import CITED, make_catalog

EN = {"HNTRACK_LANG": "en"}
_WIDE = '"Share by province"\n\n"Province";"2023";"2025";"Prel. 2026"\n"Riverton";21,0;22,5;23,1\n"Elsewhere";..;9,1;9,4\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_catalog(tmp_path)
    return tmp_path


def _import(folder: Path, table: str, *more: str, lang: str = "en") -> Result:
    (folder / "a.csv").write_text(table, "utf-8")
    options = ("--data", str(folder), *CITED[:-1], "2026-05-01", *more)
    return invoke("import", str(folder / "a.csv"), *options, env={"HNTRACK_LANG": lang})


def _items(result: Result) -> list[tuple[str, str, str]]:
    items = json.loads(result.out)["items"]
    return [(one["deed"], one["id"], one["obs_status"]) for one in items]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_in_a_pipe_nothing_is_guessed(folder: Path, lang: str) -> None:
    """A file that nobody described is not imported in a pipe: the proposal and its first values stand on stderr."""
    before = (folder / "data" / "measurements.yaml").read_bytes()
    result = _import(folder, _WIDE, "--indicator", "share", lang=lang)
    assert (result.code, result.out) == (3, "")
    for said in ("columns: periods", "one_of: [Riverton]", "a.csv:4:4", "2026", "--yes", "--write-map"):
        assert said in result.err
    assert (folder / "data" / "measurements.yaml").read_bytes() == before


def test_a_proposal_that_is_taken(folder: Path) -> None:
    """--yes takes it: every value, period and firmness is right."""
    result = _import(folder, _WIDE, "--indicator", "share", "--yes", "-f", "json")
    assert _items(result) == [
        ("new", "share-2023", "final"),
        ("new", "share-2025", "final"),
        ("new", "share-2026", "provisional"),
    ]


def test_a_proposal_that_is_written(folder: Path) -> None:
    """--write-map writes it as a mapping file and imports nothing; the mapping then gives the same rows."""
    file = folder / "map.yaml"
    assert _import(folder, _WIDE, "--indicator", "share", "--write-map", str(file)).code == 0
    result = _import(folder, _WIDE, "--map", str(file), "--dry-run", "-f", "json")
    assert [one[1] for one in _items(result)] == ["share-2023", "share-2025", "share-2026"]


def test_what_only_a_person_can_say(folder: Path) -> None:
    """Where the file does not show it, the proposal asks, and --yes does not help."""
    result = _import(folder, "Ort;2023;2025\nA;1,5;2,5\nB;3,5;4,5\n", "--yes")
    assert result.code == 3
    assert "--indicator" in result.err
    assert "--where 'Ort=" in result.err


def test_filters_on_the_command_line(folder: Path) -> None:
    """--where chooses rows; what it leaves out, and what the column holds, is said."""
    result = _import(
        folder, "indicator,period,value,area\nshare,2025,25,A\nshare,2025,30,B\n", "--where", "area=C"
    )
    assert result.code == 0
    assert "2 rows left out by the filter on 'area'; that column holds: A, B." in result.err


def test_a_new_edition(folder: Path) -> None:
    """--revise records what changed as revisions with the reason, adds what is new, leaves what is equal alone."""
    _import(folder, "indicator,period,value\nshare,2025,25.2\nfirms,2025,1200\n")
    edition = "indicator,period,value\nshare,2025,25.4\nfirms,2025,1200\nfirms,2026-Q1,1300\n"
    assert _import(folder, edition).code == 3
    result = _import(folder, edition, "--revise", "--why", "Yearbook 2026")
    assert result.code == 0, result.err
    assert "share 2025: 25.2 → 25.4 (+0.2)" in result.err
    text = (folder / "data" / "measurements.yaml").read_text("utf-8")
    assert "revises: share-2025, why: Yearbook 2026" in text
    again = _import(folder, edition, "--revise", "--why", "Yearbook 2026", "-f", "json")
    assert {one[0] for one in _items(again)} == {"same"}
    assert invoke("check", "--data", str(folder)).code == 0
    assert _import(folder, edition, "--revise").code == 2


def test_refusals_are_grouped(folder: Path) -> None:
    """Of many rows refused for one cause five are shown, and how many more there are, with places."""
    result = _import(folder, "indicator,period,value\n" + "share,2025,many\n" * 30)
    assert result.err.count("import-not-number]: ") == 5 + 1
    assert "… and 25 more for the same cause" in result.err


def test_decimal_marks_on_the_command_line(folder: Path) -> None:
    """--decimal says what nothing in the file shows."""
    table = "indicator;period;value\nfirms;2025;1.250\n"
    assert _import(folder, table, "--dry-run").code == 3
    result = _import(folder, table, "--decimal", ".", "--dry-run", "-f", "json")
    assert (
        json.loads(result.out)["items"][0]["value"] == 1.25
        if result.code == 0
        else "count-not-whole" in result.err
    )
