"""Every catalog in tests/examples/invalid/read-* is refused with the problems, files and lines it names."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hntrack.errors.messages_reading import READING
from hntrack.store import Folder, Loaded, load

_EXAMPLES = Path(__file__).parents[2] / "examples" / "invalid"
_FOLDERS = sorted(_EXAMPLES.glob("read-*"))
# Faults of size: made by the tests themselves, not kept as files.
_MADE_ELSEWHERE = {"file-too-large", "yaml-too-many-nodes", "too-many-sources", "half-character"}


def _read(folder: Path) -> Loaded:
    return load(Folder(folder / "data", folder / "seeds", lambda path: path.relative_to(folder).as_posix()))


def _expected(folder: Path) -> list[tuple[str, str, int]]:
    listed = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))["problems"]
    return sorted((one["code"], one["file"], one["line"]) for one in listed)


@pytest.mark.parametrize("folder", _FOLDERS, ids=lambda folder: folder.name)
def test_example_is_refused_where_it_is_wrong(folder: Path) -> None:
    """Reading finds exactly the problems that the example names, each in its file and line."""
    found = sorted((p.code, p.where.file, p.where.line) for p in _read(folder).problems)
    assert found == _expected(folder)


@pytest.mark.parametrize("folder", _FOLDERS, ids=lambda folder: folder.name)
def test_example_is_explained(folder: Path) -> None:
    """Each problem has a message and a remedy in both languages, no open placeholder, and the line it is about."""
    for problem in _read(folder).problems:
        for text in (problem.message.vi, problem.message.en, problem.hint.vi, problem.hint.en):
            assert text
            assert text.isprintable()
        assert problem.message.vi != problem.message.en
        lines = (folder / problem.where.file).read_bytes().split(b"\n")
        if problem.where.line and problem.excerpt.isascii() and "…" not in problem.excerpt:
            assert problem.excerpt.encode() == lines[problem.where.line - 1].rstrip(b"\r")


def test_every_code_has_an_example() -> None:
    """Each reading problem code has at least one example folder named after it."""
    named = {folder.name.removeprefix("read-").rpartition("-")[0] for folder in _FOLDERS}
    assert named | _MADE_ELSEWHERE == set(READING)
