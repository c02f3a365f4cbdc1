"""The options that every report has: where the data is, which day, which language, which format, where to."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Self
from unittest import mock

import pytest

from support.cli import ROOT, invoke, spawn
from support.commands import EXAMPLES


def copy_catalog(to: Path) -> Path:
    for name in ("data", "seeds"):
        shutil.copytree(ROOT / name, to / name)
    return to


@pytest.mark.parametrize(
    ("env", "argv", "lang"),
    [
        ({}, (), "en"),
        ({"LANG": "vi_VN.UTF-8"}, (), "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "de_DE.UTF-8"}, (), "en"),
        ({"LANG": "vi_VN.UTF-8", "HNTRACK_LANG": "en"}, (), "en"),
        ({"LANG": "en_GB", "HNTRACK_LANG": "vi"}, (), "vi"),
        ({"HNTRACK_LANG": "vi"}, ("--lang", "en"), "en"),
        ({"HNTRACK_LANG": "en"}, ("--lang=vi",), "vi"),
        ({"HNTRACK_LANG": "klingon", "LC_MESSAGES": "vi_VN"}, (), "vi"),
    ],
)
def test_the_language_is_chosen(env: dict[str, str], argv: tuple[str, ...], lang: str) -> None:
    """--lang wins, then HNTRACK_LANG, then the locale, then English."""
    result = invoke("targets", "-f", "json", *argv, env=env)
    assert json.loads(result.out)["lang"] == lang


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (("--lang", "fr"), "vi, en"),
        (("--format", "pdf"), "json"),
        (("--color", "sometimes"), "always"),
        (("--as-of", "yesterday"), "2025-12-31"),
        (("--as-of", "2025-02-30"), "2025-12-31"),
        (("--as-of", "31/31/2025"), "2025-12-31"),
    ],
)
def test_a_wrong_value_is_explained(argv: tuple[str, ...], named: str) -> None:
    """An option's value that cannot be exits 2 and says what can."""
    result = invoke("progress", *argv)
    assert (result.code, result.out) == (2, "")
    assert named in result.err


def test_as_of_hides_what_came_later() -> None:
    """Documents published later do not exist: before February 2025 nobody had promised more than 50 %."""
    result = invoke("targets", "--as-of", "2025-01-31", "-f", "json")
    assert "innovating-firms-2030" not in {item["target"] for item in json.loads(result.out)["items"]}
    later = invoke("targets", "--as-of", "2025-02-28", "-f", "json")
    assert "innovating-firms-2030" in {item["target"] for item in json.loads(later.out)["items"]}


def test_as_of_takes_a_year_for_its_end() -> None:
    """`--as-of 2025` is the last day of 2025."""
    assert json.loads(invoke("progress", "--as-of", "2025", "-f", "json").out)["as_of"] == "2025-12-31"


@pytest.mark.parametrize("data", [".", "data"])
def test_data_names_the_folder_or_the_one_above(data: str, tmp_path: Path) -> None:
    """`--data` takes the folder with targets.yaml or the folder that holds data/."""
    catalog = copy_catalog(tmp_path)
    result = invoke(*EXAMPLES["targets"], "--data", str(catalog / data))
    assert result == invoke(*EXAMPLES["targets"])


def test_data_is_looked_for_upwards(tmp_path: Path) -> None:
    """Without --data, data/ of the folder or of one above it is used; HNTRACK_DATA comes first."""
    targets = copy_catalog(tmp_path) / "data" / "targets.yaml"
    targets.write_text(targets.read_text("utf-8").replace("id: hanoi-sti", "id: my-own", 1), "utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    found = spawn("targets", "-f", "json", cwd=below)
    assert json.loads(found.out)["catalog"] == "my-own"
    named = spawn("targets", "-f", "json", cwd=below, env={"HNTRACK_DATA": str(ROOT / "data")})
    assert json.loads(named.out)["catalog"] == "hanoi-sti"


def test_data_that_is_not_there(tmp_path: Path) -> None:
    """A folder without a catalog exits 4 and says how to make one."""
    result = invoke("progress", "--data", str(tmp_path))
    assert (result.code, result.out) == (4, "")
    assert "hntrack init" in result.err


def test_faulty_data_is_refused_with_its_place(tmp_path: Path) -> None:
    """A fault in the data exits 3 and names file, line and column; nothing is reported on top of it."""
    targets = copy_catalog(tmp_path) / "data" / "targets.yaml"
    text = targets.read_text("utf-8")
    line = text.count("\n", 0, text.index("comparator: more_than")) + 1
    targets.write_text(text.replace("comparator: more_than", "comparator: rather_more", 1), "utf-8")
    for command in ("progress", "targets", "check"):
        result = invoke(command, "--data", str(tmp_path))
        assert result.code == 3
        assert f"targets.yaml:{line}:" in result.out + result.err


def test_output_replaces_a_file_whole(tmp_path: Path) -> None:
    """`--output` writes what stdout would get, over an older file, and leaves nothing else behind."""
    file = tmp_path / "report.json"
    file.write_text("older")
    result = invoke(*EXAMPLES["targets"], "-f", "json", "-o", str(file))
    assert (result.code, result.out) == (0, "")
    assert file.read_text("utf-8") == invoke(*EXAMPLES["targets"], "-f", "json").out
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_output_to_a_file_is_plain_unless_said(tmp_path: Path) -> None:
    """A file gets plain text, though a terminal looks on, and no colour."""
    file = tmp_path / "report.txt"
    assert invoke(*EXAMPLES["targets"], "-o", str(file), tty=True).code == 0
    assert file.read_text("utf-8") == invoke(*EXAMPLES["targets"]).out


@pytest.mark.parametrize("name", ["missing/report.txt", "."])
def test_output_that_cannot_be_written(name: str, tmp_path: Path) -> None:
    """Where the file cannot be written, the exit code is 4 and the name is given."""
    result = invoke("targets", "-o", str(tmp_path / name))
    assert (result.code, result.out) == (4, "")
    assert str(tmp_path) in result.err


def test_output_never_tears_a_file_when_data_is_faulty(tmp_path: Path) -> None:
    """A run that fails leaves the older file as it was."""
    file = tmp_path / "report.txt"
    file.write_text("older")
    assert invoke("targets", "--data", str(tmp_path / "none"), "-o", str(file)).code == 4
    assert file.read_text() == "older"


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(flag: str) -> None:
    """`--version` gives the name and the version and nothing else."""
    result = invoke(flag)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("hntrack 0.")


@pytest.mark.parametrize("argv", [(), ("-h",), ("--help",)])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_overview(argv: tuple[str, ...], lang: str) -> None:
    """Without a command, or with -h, the overview lists every command."""
    result = invoke(*argv, env={"HNTRACK_LANG": lang})
    assert (result.code, result.err) == (0, "")
    for name in EXAMPLES:
        assert f"\n  {name} " in result.out


def test_an_unknown_command_gets_the_nearest() -> None:
    """A slip in the command's name exits 2 and names the nearest command."""
    result = invoke("progres")
    assert (result.code, result.out) == (2, "")
    assert "progress" in result.err


class _FixedDay(date):
    @classmethod
    def today(cls) -> Self:
        return cls(2029, 7, 1)


def test_today_is_the_default_day() -> None:
    """Without --as-of the report speaks of today, and says so."""
    with mock.patch("hntrack.cli.session.date", _FixedDay):
        result = invoke("targets", "-f", "json")
    assert json.loads(result.out)["as_of"] == "2029-07-01"
