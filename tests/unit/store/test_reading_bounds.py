"""Reading stays within its bounds, whatever a file holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hntrack.errors import InputError
from hntrack.store import folder as folder_module
from hntrack.store import read
from hntrack.store.folder import Folder
from hntrack.store.node_kinds import MOST_BYTES, MOST_PER_FILE, Faults, Mapping, Scalar
from hntrack.store.nodes import compose, text_of
from hntrack.store.read import load

_HEAD = "format: 1\ncatalog: {id: c, title: {en: C}}\n"
_NO_MEASUREMENTS = "format: 1\nmeasurements:\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "targets.yaml").write_text(_HEAD, "utf-8")
    (tmp_path / "measurements.yaml").write_text(_NO_MEASUREMENTS, "utf-8")
    return Folder(tmp_path, tmp_path / "seeds", lambda path: path.name)


def codes(folder: Folder) -> list[str]:
    return [problem.code for problem in load(folder).problems]


def test_least_catalog_is_read(folder: Folder) -> None:
    """A catalog of nothing but its name has no problems."""
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.catalog is not None
    assert (loaded.catalog.id, loaded.catalog.measurements, loaded.catalog.sources) == ("c", (), ())


def test_large_file_is_refused_unread(folder: Folder) -> None:
    """A file over the limit is refused without being parsed."""
    folder.targets.write_bytes(b"#" * (MOST_BYTES + 1))
    assert codes(folder) == ["file-too-large"]


def test_nodes_are_counted(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of too many nodes is refused where the limit is passed."""
    monkeypatch.setattr(read, "MOST_NODES", 50)
    folder.targets.write_text(_HEAD + "goals: [" + "a," * 60 + "]\n", "utf-8")
    problem = next(p for p in load(folder).problems if p.where.file == "targets.yaml")
    assert (problem.code, problem.where.line) == ("yaml-too-many-nodes", 3)


def test_nodes_of_all_files_are_counted_together(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files that are each within the limit are not within it together."""
    monkeypatch.setattr(read, "MOST_NODES", 40)
    folder.seeds.mkdir()
    for name in ("a", "b"):
        folder.source(name).write_text("x: [1, 2, 3, 4, 5]\n", "utf-8")
    found = [(p.code, p.where.file) for p in load(folder).problems if p.code == "yaml-too-many-nodes"]
    assert found == [("yaml-too-many-nodes", "b.yaml")]


def test_bytes_of_all_files_are_counted_together(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are too many bytes together are not read on."""
    monkeypatch.setattr(folder_module, "MOST_BYTES_IN_ALL", 50)
    with pytest.raises(InputError):
        load(folder)


def test_source_files_are_counted(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """More source files than the limit are not opened one by one."""
    monkeypatch.setattr(read, "MOST_SOURCES", 1)
    folder.seeds.mkdir()
    for name in ("a", "b"):
        folder.source(name).write_text("", "utf-8")
    assert codes(folder) == ["too-many-sources"]


def test_deep_nesting_is_cheap() -> None:
    """Millions of open brackets end at the depth limit instead of in the C composer."""
    faults = Faults("f")
    assert compose("[" * 3_000_000, faults) is None
    assert [p.code for p in faults.problems] == ["yaml-too-deep"]


def test_problems_are_capped(folder: Folder) -> None:
    """A file full of faults ends its list with one problem that says there are more."""
    folder.measurements.write_text("format: 1\nmeasurements:\n" + "  - {xx: 1}\n" * 2000, "utf-8")
    found = codes(folder)
    assert len(found) == MOST_PER_FILE + 1
    assert found[-1] == "too-many-problems"


def test_byte_order_mark_is_passed_over(folder: Folder) -> None:
    """A byte order mark and CRLF line ends change neither content nor places."""
    folder.targets.write_bytes(b"\xef\xbb\xbf" + _HEAD.replace("\n", "\r\n").encode() + b"goals: 1\r\n")
    (problem,) = load(folder).problems
    assert (problem.where.line, problem.where.column, problem.excerpt) == (3, 8, "goals: 1")


def test_place_of_undecodable_byte() -> None:
    """A byte that is no UTF-8 is found by line, column and position, counted in characters and bytes."""
    text, faults = text_of("đầu\nviệ".encode() + b"\xfft\n", "f")
    assert text is None
    (problem,) = faults.problems
    assert (problem.where.line, problem.where.column) == (2, 4)
    assert "0xFF" in problem.message.en


@pytest.mark.parametrize("pure", [False, True])
def test_both_parsers_give_the_same_places(*, pure: bool) -> None:
    """The parser in C and the one in Python give the same texts, lines and columns."""
    faults = Faults("f")
    root = compose("a: đ\nb:\n  - 'x'\n  - |\n    block\n  - no\n", faults, pure=pure)
    assert type(root) is Mapping
    key, value = root.keys["b"]
    assert (key.line, key.column) == (2, 1)
    items = [(n.text, n.line, n.column, n.plain) for n in getattr(value, "items", ()) if type(n) is Scalar]
    assert items == [("x", 3, 5, False), ("block", 4, 5, False), ("no", 6, 5, True)]
    assert faults.problems == []


def test_lone_surrogates_are_refused() -> None:
    """Half a character, which only the parser in Python lets through, is refused."""
    faults = Faults("f")
    compose('a: "\\ud83d"\n', faults, pure=True)
    assert [p.code for p in faults.problems] == ["half-character"]


@pytest.mark.parametrize("made", ["missing", "folder", "pipe"])
def test_what_is_no_file_is_no_input(folder: Folder, made: str) -> None:
    """A missing file, a folder or a named pipe in a file's place ends at once with a named cause."""
    folder.measurements.unlink()
    if made == "folder":
        folder.measurements.mkdir()
    elif made == "pipe":
        os.mkfifo(folder.measurements)
    with pytest.raises(InputError) as raised:
        load(folder)
    assert "measurements.yaml" in raised.value.message.en
    assert raised.value.hint.vi


def test_other_files_in_seeds_are_left_alone(folder: Folder) -> None:
    """Hidden files, editors' copies and notes beside the source files are not read."""
    folder.seeds.mkdir()
    for name in (".paper.yaml.swp", "paper.yaml~", "README.md", ".hidden.yaml"):
        (folder.seeds / name).write_text("[", "utf-8")
    assert codes(folder) == []


def test_damaged_records_are_named(folder: Folder) -> None:
    """Which records could not be read is known, so that references to them are told apart from those to nothing."""
    folder.measurements.write_text(
        "format: 1\nmeasurements:\n  - {id: broken, indicator: i, period: x}\n  - {id: whole, indicator: i, period: 2025}\n",
        "utf-8",
    )
    loaded = load(folder)
    assert loaded.catalog is not None
    assert [m.id for m in loaded.catalog.measurements] == ["whole"]
    assert loaded.damaged == {"broken"}
