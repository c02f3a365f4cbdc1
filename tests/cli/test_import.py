"""``hntrack import``: rows become records, once; what cannot is refused with its place, and nothing is half done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hntrack.cli import import_
from support.cli import Result, invoke, spawn
from support.exchange_catalog import CITED, make_catalog

_GOOD = "indicator,period,value\nshare,2025,25.2\nfirms,2025,1200\nshare,2024,24.5\n"
_MIXED = "indicator,period,value\nshare,2025,25.2\nfirms,2025,many\nshare,2024,99\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_catalog(tmp_path)
    return tmp_path


def _import(
    folder: Path, table: str, *more: str, env: dict[str, str] | None = None, tty: bool = False
) -> Result:
    (folder / "a.csv").write_text(table, "utf-8")
    return invoke("import", str(folder / "a.csv"), "--data", str(folder), *CITED, *more, env=env, tty=tty)


def _file(folder: Path) -> str:
    return (folder / "data" / "measurements.yaml").read_text("utf-8")


def test_good_rows_are_recorded(folder: Path) -> None:
    """New rows are there afterwards, with provenance; hand-written lines stay as they were; the catalog is sound."""
    before = _file(folder)
    result = _import(folder, _GOOD, env={"HNTRACK_LANG": "en"})
    summary = "3 rows: 2 new, 1 already there, 0 left out, 0 refused. 2 measurements written.\n"
    assert (result.code, result.err) == (0, summary)
    assert "share-2025" in result.out
    after = _file(folder)
    assert [line for line in after.splitlines() if line in before.splitlines()] == before.splitlines()
    assert "https://example.org/tables" in after
    assert invoke("check", "--data", str(folder)).code == 0
    assert "25.2" in invoke("show", "share", "--data", str(folder), "--as-of", "2026-12-31").out


def test_the_same_file_twice_adds_nothing(folder: Path) -> None:
    """A second import of the same file succeeds and leaves the data as it is."""
    _import(folder, _GOOD)
    once = _file(folder)
    result = _import(folder, _GOOD)
    assert (result.code, _file(folder)) == (0, once)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_all_or_nothing(folder: Path, lang: str) -> None:
    """With one faulty row nothing is written; each fault is told with file, row and column; the exit code is 3."""
    before = _file(folder)
    result = _import(folder, _MIXED, env={"HNTRACK_LANG": lang})
    assert (result.code, _file(folder)) == (3, before)
    assert "a.csv:3:3" in result.err
    assert "a.csv:4" in result.err
    assert "hntrack revise share-2024 99" in result.err
    assert "--take-good" in result.err


def test_take_good(folder: Path) -> None:
    """Asked to, it takes the good rows of a faulty file; the exit code still says that some were refused."""
    result = _import(folder, _MIXED, "--take-good")
    assert result.code == 3
    assert "share-2025" in _file(folder)
    assert "firms-2025" not in _file(folder)


def test_dry_run(folder: Path) -> None:
    """A dry run says what would be, and writes nothing."""
    before = _file(folder)
    result = _import(folder, _GOOD, "--dry-run", env={"HNTRACK_LANG": "en"})
    assert (result.code, _file(folder)) == (0, before)
    assert "would add\tshare-2025" in result.out


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_column_is_named(folder: Path, lang: str) -> None:
    """In a pipe, too, each column of what became of the rows has a heading."""
    heading = _import(folder, _GOOD, env={"HNTRACK_LANG": lang}).out.splitlines()[0].split("\t")
    assert len(heading) == 5
    assert all(heading)


def test_json(folder: Path) -> None:
    """For programs: every row with its deed and place, and the counts; as the schema says."""
    document = json.loads(_import(folder, _GOOD, "-f", "json").out)
    Draft202012Validator(json.loads(invoke("schema", "import").out)).validate(document)
    assert [item["deed"] for item in document["items"]] == ["new", "new", "same"]
    assert (document["rows"], document["written"], document["refused"]) == (3, 2, 0)
    assert document["items"][0]["where"].endswith("a.csv:2")


def test_a_mapping_file(folder: Path) -> None:
    """A mapping file makes sense of an office's table."""
    (folder / "map.yaml").write_text(
        'decimal: ","\nfields:\n  indicator: {constant: share}\n  period: {column: Năm}\n  value: {column: Tỷ lệ}\n',
        "utf-8",
    )
    result = _import(folder, "Năm;Tỷ lệ\n2025;25,2\n", "--map", str(folder / "map.yaml"))
    assert result.code == 0
    assert "value: 25.2" in _file(folder)


def test_without_a_mapping_the_error_says_how(folder: Path) -> None:
    """Columns that nobody knows lead to the mapping file and its documentation."""
    result = _import(folder, "Năm;Tỷ lệ\n2025;25,2\n", env={"HNTRACK_LANG": "en"})
    assert result.code == 3
    assert "--map" in result.err
    assert "docs/exchange.md" in result.err


def test_one_indicator_for_all_rows(folder: Path) -> None:
    """``--indicator`` says what a table without such a column is about."""
    assert _import(folder, "Year,Value\n2025,25.2\n", "--indicator", "share").code == 0
    assert "share-2025" in _file(folder)


@pytest.mark.parametrize(
    "more",
    [
        ("--indicator", "shares"),
        ("--source", "nothing"),
        ("--published", "soon"),
        ("--url", "javascript:alert(1)"),
        ("--from", "pdf"),
    ],
)
def test_options_that_cannot_be(folder: Path, more: tuple[str, ...]) -> None:
    """An option that leads nowhere is a usage error before anything is written."""
    before = _file(folder)
    result = _import(folder, _GOOD, *more)
    assert (result.code, result.out, _file(folder)) == (2, "", before)


def test_the_bundled_catalog_is_not_written(tmp_path: Path) -> None:
    """Without a catalog of one's own, the error says how to get one."""
    (tmp_path / "a.csv").write_text(_GOOD)
    result = spawn("import", "a.csv", *CITED, cwd=tmp_path, env={"HNTRACK_LANG": "en"})
    assert result.code == 4
    assert "hntrack init" in result.err


@pytest.mark.parametrize("name", ["none.csv", "/dev/zero", ".", "a.pdf", "x" * 300 + ".csv"])
def test_what_cannot_be_opened(folder: Path, name: str) -> None:
    """A file that is none, or of no known format, ends in one sentence and exit code 4."""
    result = invoke("import", name, "--data", str(folder), *CITED, "--lang", "en", env={"HOME": str(folder)})
    assert result.code == 4, result
    assert "Traceback" not in result.err


def test_hostile_headings_reach_no_terminal(folder: Path) -> None:
    """Escape sequences of a file are shown, not obeyed."""
    result = _import(folder, "\x1b]0;evil\x07,b\n1,2\n")
    assert "\x1b" not in result.err + result.out
    assert result.code == 3


def test_progress_only_on_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long import counts its rows on stderr where a person is watching, and is silent in a pipe."""
    table = "indicator,period,value\n" + "share,2024,..\n" * 10_000
    assert "  10000" not in _import(folder, table).err
    assert "  10000" in _import(folder, table, tty=True).err
    assert callable(import_.import_file)
