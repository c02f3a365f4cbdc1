"""An answer that is kept is the answer, or it is not given."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import hntrack
from hntrack.assess import METHODS, assess_all
from hntrack.cli import answers
from hntrack.cli.app import run
from hntrack.cli.progress import packed, unpacked
from support.cli import spawn
from support.own_catalog import copy_of_example

ASK = ["progress", "--as-of", "2026-06-01", "-f", "json"]


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalog with an empty cache, and we are below it."""
    copy_of_example(tmp_path / "catalog")
    below = tmp_path / "catalog" / "below"
    below.mkdir()
    monkeypatch.chdir(below)
    monkeypatch.setenv("HNTRACK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HNTRACK_LANG", "en")
    return tmp_path / "catalog"


@pytest.mark.parametrize(
    "argv",
    [ASK, ["targets"], ["check"], ["show", "online-services"], ["targets", "--year", "1999"]],
    ids=" ".join,
)
def test_it_is_given_again_to_the_letter(
    argv: list[str], catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both streams and the exit code, those of hints and of faults included."""
    assert answers.recall(argv) is None
    code = run(argv)
    first = capsys.readouterr()
    assert answers.recall(argv) == code
    assert capsys.readouterr() == first


def _touch_measurements(catalog: Path) -> None:
    file = catalog / "data" / "measurements.yaml"
    before = file.stat()
    text = file.read_bytes()
    at = text.rindex(b"value:") + 7
    file.write_bytes(text[:at] + bytes([49 + (text[at] - 48) % 9]) + text[at + 1 :])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))  # its time and size say nothing


def _nearer_catalog(catalog: Path) -> None:
    (catalog / "below" / "data").mkdir()
    (catalog / "below" / "data" / "targets.yaml").write_text("{}\n", "utf-8")


def _another_source(catalog: Path) -> None:
    (catalog / "seeds" / "more.yaml").write_text("{}\n", "utf-8")


def _another_file(catalog: Path) -> None:
    (catalog / "data" / "targets-more.yaml").write_text("{}\n", "utf-8")


def _broken_answer(catalog: Path) -> None:
    for file in (catalog.parent / "cache" / "hntrack").glob("*answer"):
        data = bytearray(file.read_bytes())
        data[-3] ^= 1
        file.write_bytes(data)


def _open_to_others(catalog: Path) -> None:
    (catalog.parent / "cache" / "hntrack").chmod(0o777)


@pytest.mark.parametrize(
    "change",
    [_touch_measurements, _nearer_catalog, _another_source, _another_file, _broken_answer, _open_to_others],
)
def test_a_change_is_noticed(catalog: Path, change: Callable[[Path], None]) -> None:
    """One digit, a file more, a catalog nearer by, a broken or foreign answer: the run finds out anew."""
    assert run(ASK) == 0
    assert answers.recall(ASK) == 0
    change(catalog)
    assert answers.recall(ASK) is None


def test_other_surroundings_are_another_question(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day, the language, the width, any variable of the environment, the folder, the program."""
    assert run(ASK) == 0
    assert answers.recall(ASK) == 0
    for name, value in {"HNTRACK_LANG": "vi", "COLUMNS": "33", "ANYTHING": "1", "TZ": "X"}.items():
        with monkeypatch.context() as other:
            other.setenv(name, value)
            assert answers.recall(ASK) is None
    with monkeypatch.context() as other:
        other.chdir(catalog)
        assert answers.recall(ASK) is None
    with monkeypatch.context() as other:
        other.setattr(time, "localtime", lambda: (1999, 1, 1))
        assert answers.recall(ASK) is None
    with monkeypatch.context() as other:
        other.setattr(sys, "version", "another")
        assert answers.recall(ASK) is None
    with monkeypatch.context() as other:
        other.setenv("HNTRACK_CACHE", "off")
        assert answers.recall(ASK) is None
    assert answers.recall(ASK) == 0


def test_what_writes_a_file_is_not_kept(catalog: Path) -> None:
    """An answer is what a run said; a run that leaves a file has done more than that."""
    words = [*ASK, "--output", "out.json"]
    assert run(words) == 0
    assert answers.recall(words) is None
    assert not list((catalog.parent / "cache" / "hntrack").glob("*answer"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_met_as_in_any_run(catalog: Path) -> None:
    """A kept answer that cannot be written ends as a fresh one does."""
    assert run(["targets"]) == 0
    with Path("/dev/full").open("w", encoding="utf-8") as full, pytest.MonkeyPatch.context() as other:
        other.setattr(sys, "stdout", full)
        assert answers.recall(["targets"]) == 4
        other.undo()


def test_two_processes_say_the_same(catalog: Path) -> None:
    """The second one has only to say it."""
    env = {"HNTRACK_CACHE": str(catalog.parent / "cache"), "HNTRACK_LANG": "vi"}
    first, second = (spawn(*ASK, env=env, cwd=catalog) for _ in range(2))
    assert first == second
    assert first.code == 0


ASKS = (
    ASK,
    [*ASK, "--lang", "vi"],
    [*ASK, "--method", "eurostat"],
    [*ASK, "--outcome", "behind,on_track"],
    [*ASK, "--group-by", "milestone"],
    [*ASK, "--year", "2030"],
    [*ASK, "--year", "2030", "--lang", "vi"],
    ["progress", "--as-of", "2025-01-01", "-f", "json"],
    [*ASK, "--recorded-by", "2025-01-01"],
    [*ASK, "--tolerance", "1pp"],
    [*ASK, "--what-if", "online-services=90@2026"],
    [*ASK[:-1], "plain"],
    [*ASK[:-1], "table", "--explain"],
)


def _kept(catalog: Path) -> list[Path]:
    return sorted((catalog.parent / "cache" / "hntrack").glob("*-items"))


def _said(
    argv: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, cache: str
) -> tuple[int, str, str]:
    with monkeypatch.context() as patched:
        patched.setenv("HNTRACK_CACHE", cache)
        code = run(argv)
    out, err = capsys.readouterr()
    return code, out, err


def test_every_question_is_answered_to_the_letter(
    catalog: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after the other, each twice: by what another question left, and by what it left itself."""
    cache = str(catalog.parent / "cache")
    for argv in (*ASKS, *ASKS):
        assert _said(argv, capsys, monkeypatch, cache) == _said(argv, capsys, monkeypatch, "off"), argv
    assert len(_kept(catalog)) == 2  # a language each


def test_items_that_are_kept_are_used(
    catalog: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is judged again."""
    cache = str(catalog.parent / "cache")
    first = _said(ASK, capsys, monkeypatch, cache)
    monkeypatch.setattr("hntrack.assess.run.assess", None)
    assert _said(ASK, capsys, monkeypatch, cache) == first


@pytest.mark.parametrize("spoil", ["a measured value", "the file itself", "who may write to it"])
def test_items_that_are_not_the_same_are_not_used(
    spoil: str, catalog: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed byte, a broken file and a file of somebody else."""
    cache = str(catalog.parent / "cache")
    _said(ASK, capsys, monkeypatch, cache)
    (kept,) = _kept(catalog)
    if spoil == "a measured value":
        file = catalog / "data" / "measurements.yaml"
        text = file.read_bytes()
        at = text.rindex(b"value:") + 7
        file.write_bytes(text[:at] + bytes([49 + (text[at] - 48) % 9]) + text[at + 1 :])
    elif spoil == "the file itself":
        data = kept.read_bytes().replace(b'"standing": "', b'"standing": "?')
        kept.write_bytes(data)
    else:
        kept.chmod(0o666)
    assert _said(ASK, capsys, monkeypatch, cache) == _said(ASK, capsys, monkeypatch, "off")


def test_a_verdict_that_is_kept_comes_back_whole() -> None:
    """By every method, on the catalog that comes with the program."""
    catalog = hntrack.open(Path(hntrack.__file__).parents[2] / "data").as_of("2026-11-28")
    verdicts = assess_all(catalog, catalog.day, tuple(METHODS))
    assert [unpacked(packed(verdict)) for verdict in verdicts] == list(verdicts)
