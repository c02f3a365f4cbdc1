"""A large catalog stands in several files, which are read together and written to as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from hntrack.store import Folder, load
from hntrack.store.compiled import compiled_of, read_compiled, write_compiled
from hntrack.store.folder import read_contents
from support.cli import invoke
from support.own_catalog import copy_of_example

MORE = """\
format: 1
measurements:
  - id: online-services-more
    indicator: online-services
    period: 2019
    value: 30
    cited: {url: "https://example.org/more", title: More}
    published: 2020-03-01
"""
MORE_TARGETS = """\
format: 1
targets:
  - id: online-services-2040
    indicator: online-services
    milestone: 2040
    comparator: at_least
    value: 99
    claim: sample-plan-2024/online-services-2030
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A catalog with a part in each place where parts may stand."""
    copy_of_example(tmp_path)
    data = tmp_path / "data"
    (data / "measurements").mkdir()
    (data / "measurements-old.yaml").write_text(MORE, "utf-8")
    (data / "measurements" / "b.yaml").write_text(
        MORE.replace("-more", "-b").replace("2019", "2018"), "utf-8"
    )
    (data / "measurements" / "a.yaml").write_text(
        MORE.replace("-more", "-a").replace("2019", "2017"), "utf-8"
    )
    (data / "targets-later.yaml").write_text(MORE_TARGETS, "utf-8")
    return Folder(data, tmp_path / "seeds")


def test_all_parts_are_read_in_the_order_of_their_names(folder: Folder) -> None:
    """The main file first, then the parts beside it, then those in the folder; places name each file."""
    catalog = load(folder).usable()
    last = catalog.measurements[-3:]
    assert [one.id for one in last] == ["online-services-more", "online-services-a", "online-services-b"]
    assert [one.places["value"].file.rpartition("data")[2][1:] for one in last] == [
        "measurements-old.yaml",
        "measurements/a.yaml",
        "measurements/b.yaml",
    ]
    assert catalog.targets[-1].id == "online-services-2040"


def test_an_id_that_stands_in_two_files_is_found(folder: Folder) -> None:
    """What holds within a file holds across them."""
    (folder.data / "measurements" / "c.yaml").write_text(MORE, "utf-8")
    done = invoke("check", "--data", str(folder.data))
    assert done.code == 3
    assert "duplicate" in done.out


def test_a_compiled_catalog_knows_its_parts(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part that is added, changed or taken away makes it stale."""
    monkeypatch.setenv("HNTRACK_CACHE", str(tmp_path / "cache"))
    contents, loaded = read_contents(folder), load(folder)
    write_compiled(folder, contents, compiled_of(folder, contents, loaded, sound=True))
    found = read_compiled(folder, contents)
    assert found is not None
    assert found.catalog.measurements == loaded.usable().measurements
    (folder.data / "measurements" / "a.yaml").unlink()
    assert read_compiled(folder, read_contents(folder)) is None


def test_what_is_recorded_goes_into_the_main_file(folder: Folder) -> None:
    """Also where the indicator's other measurements stand elsewhere; no other file changes."""
    before = read_contents(folder)
    done = invoke(
        "record", "online-services", "41", "--period", "2016", "--url", "https://example.org/x", "--title", "X",
        "--published", "2017-02-01", "--data", str(folder.data),
    )  # fmt: skip
    assert done.code == 0, done.err
    after = read_contents(folder)
    assert {path for path in after if after[path] != before[path]} == {folder.measurements}
    revised = invoke(
        "revise", "online-services-b", "31", "--why", "A slip", "--our-correction", "--data", str(folder.data),
        "--url", "https://example.org/x", "--title", "X", "--published", "2020-03-01",
    )  # fmt: skip
    assert revised.code == 0, revised.err
    assert load(folder).usable().measurements[-1].id == "online-services-b"


def test_many_nodes_are_said_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the room is used up, the file that did so says it, and the files behind it say nothing more."""
    monkeypatch.setattr("hntrack.store.read.MOST_NODES", 100)
    codes = [one.code for one in load(folder).problems]
    assert codes.count("yaml-too-many-nodes") == 1
