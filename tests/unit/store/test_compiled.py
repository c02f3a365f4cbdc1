"""A compiled catalog is the catalog: equal record for record and place for place, or it is not used."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hntrack.model.catalog import Catalog
from hntrack.model.record_values import LISTS
from hntrack.store.append import Fresh
from hntrack.store.compiled import compiled_of, read_compiled, write_compiled
from hntrack.store.folder import Contents, Folder, read_contents
from hntrack.store.kept import read_kept, write_kept
from hntrack.store.node_kinds import MOST_NODES
from hntrack.store.read import Loaded, decode_contents, load
from support.cli import invoke
from support.own_catalog import copy_of_example, copy_of_ours


@pytest.fixture(params=["ours", "example"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("HNTRACK_CACHE", str(tmp_path / "cache"))
    copy = copy_of_ours if request.param == "ours" else copy_of_example
    copy(tmp_path / "catalog")
    return Folder(tmp_path / "catalog" / "data", tmp_path / "catalog" / "seeds")


def compiled(folder: Folder) -> tuple[Catalog, Contents, Path]:
    """Compile a catalog; give it as it was read, its bytes, and the file."""
    contents, loaded = read_contents(folder), load(folder)
    write_compiled(folder, contents, compiled_of(folder, contents, loaded, sound=True))
    (file,) = Path(os.environ["HNTRACK_CACHE"]).rglob("*.catalog")
    return loaded.usable(), contents, file


def shown(record: object) -> str:
    """Give every digit of a record, but not where it stands."""
    return re.sub(r"places=<[^>]*>", "", repr(record))


def test_it_is_the_catalog_with_all_places(folder: Folder) -> None:
    """Every list, every record, every place of every field, inner ones too, is what reading the files gives."""
    read, contents, _ = compiled(folder)
    found = read_compiled(folder, contents)
    assert found is not None
    again = found.catalog
    assert again == read
    assert (again.note, dict(again.places)) == (read.note, dict(read.places))
    for name in LISTS:
        for one, other in zip(getattr(read, name), getattr(again, name), strict=True):
            assert dict(other.places) == dict(one.places)
            assert shown(other) == shown(one)
    for source, other in zip(read.sources, again.sources, strict=True):
        assert other.claims == source.claims
        assert [dict(claim.places) for claim in other.claims] == [
            dict(claim.places) for claim in source.claims
        ]
    first = read.measurements[0]
    assert again.measurements[0].places["claim"] == first.places["claim"]
    with pytest.raises(KeyError):
        again.measurements[0].places["nothing"]


def test_a_changed_byte_is_noticed(folder: Folder) -> None:
    """Another byte in any file, a file more or a file less: what was compiled is not used."""
    _, contents, _ = compiled(folder)
    for path in contents:
        changed = {**contents, path: contents[path].replace(b"0", b"1", 1)}
        assert read_compiled(folder, changed) is None
    assert read_compiled(folder, {path: contents[path] for path in list(contents)[:-1]}) is None
    assert read_compiled(folder, contents) is not None


def test_what_a_killed_writer_left_is_cleared_away(tmp_path: Path) -> None:
    """Once it is an hour old; what another process may be writing now stays, and so does every kept file."""
    path = str(tmp_path / "cache" / "a.catalog")
    write_kept(path, b"magic", b"first")
    old, now, other = (tmp_path / "cache" / name for name in ("b.catalog.123", "a.catalog.456", "c.answers"))
    for one in (old, now, other):
        one.write_bytes(b"x")
    for one in (old, other):
        os.utime(one, (0, 0))
    write_kept(path, b"magic", b"second")
    assert read_kept(path, b"magic") == b"second"
    assert sorted(one.name for one in (tmp_path / "cache").iterdir()) == [
        "a.catalog",
        "a.catalog.456",
        "c.answers",
    ]


def test_a_writer_reads_again_only_what_it_must(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing changed, or lines were added: what was read holds. Anything else: all is read, and nothing old stays."""
    copy_of_example(tmp_path)
    folder = Folder(tmp_path / "data", tmp_path / "seeds")
    readings: list[bool] = []

    def counted(*args: Any, **kwargs: Any) -> Loaded:
        readings.append(True)
        return decode_contents(*args, **kwargs)

    monkeypatch.setattr("hntrack.store.append.decode_contents", counted)

    def refreshed(wanted: int, *, exact: bool) -> None:
        readings.clear()
        fresh.refresh()
        full = load(folder)
        assert (len(readings), fresh.exact) == (wanted, exact)
        assert fresh.catalog == full.usable()
        room = MOST_NODES - sum(faults.nodes for faults in full.files.values())
        assert room - 10 < fresh.room <= room

    fresh = Fresh(folder)
    refreshed(1, exact=True)
    refreshed(0, exact=True)
    there = folder.measurements.read_text("utf-8").rstrip("\n")
    line = there.split("\n")[-1]
    more = re.sub(r"id: [a-z-]*\d+", "id: added-1", line, count=1).replace("period: 2025", "period: 2021")
    folder.measurements.write_text(f"{there}\n{more}\n", "utf-8")
    refreshed(0, exact=False)
    refreshed(0, exact=False)
    folder.measurements.write_text(f"{there}\n", "utf-8")
    refreshed(1, exact=True)
    source = min(folder.seeds.glob("*.yaml"))
    source.write_text(source.read_text("utf-8").replace("title: ", "title: X ", 1), "utf-8")
    refreshed(1, exact=True)
    targets = folder.targets.read_text("utf-8")
    folder.targets.write_text(re.sub(r"(title: {vi: )(\w)", r"\1X\2", targets, count=1), "utf-8")
    refreshed(1, exact=True)


def test_a_writer_begins_with_what_is_compiled(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads no file a second time, knows how much more has room, and whether the places of records still hold."""
    full, _, _ = compiled(folder)
    room = MOST_NODES - sum(faults.nodes for faults in load(folder).files.values())

    def no_reading(*_: object, **__: object) -> Loaded:
        pytest.fail("read though it was compiled")

    monkeypatch.setattr("hntrack.store.append.decode_contents", no_reading)
    fresh = Fresh(folder)
    fresh.refresh()
    assert (fresh.catalog, fresh.room, fresh.exact) == (full, room, True)


def _recorded(folder: Folder, *argv: str) -> None:
    kept = {"HNTRACK_CACHE": os.environ["HNTRACK_CACHE"], "HNTRACK_LANG": "en"}
    page = ("--url", "https://example.org/r", "--title", "R", "--published", "2015-02-01", "--confirmed")
    done = invoke("record", *argv, *page, "--data", str(folder.data), env=kept)
    assert done.code == 0, done.err


def test_what_was_recorded_since_is_taken_in(folder: Folder) -> None:
    """Lines that commands have added since: what was compiled and these give what reading everything gives."""
    read, _, _ = compiled(folder)
    first, last = (m for m in (read.measurements[0], read.measurements[-1]))
    for one in (first, last):
        if one.value is not None:
            _recorded(folder, one.indicator, str(one.value), "--period", "2013")
            _recorded(folder, one.indicator, str(one.value), "--period", "2012")
    found = read_compiled(folder, read_contents(folder))
    assert found is not None
    assert found.added
    whole = load(folder).usable()
    assert found.catalog == whole
    for name in LISTS:
        for one, other in zip(getattr(whole, name), getattr(found.catalog, name), strict=True):
            assert dict(other.places) == dict(one.places)
    for one, other in zip(whole.measurements, found.catalog.measurements, strict=True):
        if one.cited is not None:
            assert other.places["cited"] == one.places["cited"]
    write_compiled(folder, read_contents(folder), found)
    again = read_compiled(folder, read_contents(folder))
    assert again is not None
    assert not again.added
    assert again.catalog == whole
    assert [dict(one.places) for one in again.catalog.measurements] == [
        dict(one.places) for one in whole.measurements
    ]


def test_what_was_added_by_hand_is_looked_at(folder: Folder) -> None:
    """A line added by hand that takes a known id, or contradicts another, is found as in a full reading."""
    kept = {"HNTRACK_CACHE": os.environ["HNTRACK_CACHE"], "HNTRACK_LANG": "en"}
    argv = ("progress", "--data", str(folder.data), "--as-of", "2026-01-01", "-f", "json")
    read = load(folder).usable()
    first = next(m for m in read.measurements if m.value is not None and m.revises is None)
    before = folder.measurements.read_text("utf-8")
    for name, period in ((read.measurements[-1].id, "2011"), ("new-one", first.period.text)):
        folder.measurements.write_text(before, "utf-8")
        assert invoke(*argv, env=kept).code == 0
        cited = "cited: {url: 'https://example.org/r', title: R}, published: 2025-02-01"
        entry = f"  - {{id: {name}, indicator: {first.indicator}, period: {period}, value: 1.1, {cited}}}\n"
        lines = before.splitlines(keepends=True)
        at = first.places[""].line - 1
        folder.measurements.write_text("".join((*lines[:at], entry, *lines[at:])), "utf-8")
        with_it, without = invoke(*argv, env=kept), invoke(*argv, env={**kept, "HNTRACK_CACHE": "off"})
        assert with_it == without
        assert with_it.err


def test_a_copy_is_not_known_to_be_sound(folder: Folder) -> None:
    """That nothing in a catalog contradicts itself is said of it alone, not of what is made of it."""
    catalog = load(folder).usable()
    catalog.set_known_sound()
    assert catalog.known_sound
    assert not catalog.with_measurements(catalog.measurements).known_sound
    assert not replace(catalog, measurements=()).known_sound


@pytest.mark.parametrize("harm", ["cut", "turned", "empty", "other"])
def test_a_broken_one_is_ignored(folder: Folder, harm: str) -> None:
    """Cut off, with another byte, empty, or something else altogether: read as if it were not there."""
    _, contents, file = compiled(folder)
    data = file.read_bytes()
    turned = bytearray(data)
    turned[len(data) // 2] ^= 1
    file.write_bytes({"cut": data[:-9], "turned": bytes(turned), "empty": b"", "other": b"x" * 999}[harm])
    assert read_compiled(folder, contents) is None


def test_what_others_can_write_is_not_read(folder: Folder) -> None:
    """A file or folder that others may write to, and a link, are not used."""
    _, contents, file = compiled(folder)
    file.chmod(0o622)
    assert read_compiled(folder, contents) is None
    file.chmod(0o600)
    file.parent.chmod(0o777)
    assert read_compiled(folder, contents) is None
    file.parent.chmod(0o700)
    real = file.with_name("real")
    file.rename(real)
    file.symlink_to(real)
    assert read_compiled(folder, contents) is None


def test_it_can_be_switched_off(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """With HNTRACK_CACHE=off nothing is read or kept; a folder that cannot be made is no matter."""
    _, contents, file = compiled(folder)
    monkeypatch.setenv("HNTRACK_CACHE", "off")
    assert read_compiled(folder, contents) is None
    monkeypatch.setenv("HNTRACK_CACHE", str(file))
    write_compiled(folder, contents, compiled_of(folder, contents, load(folder), sound=True))
    assert read_compiled(folder, contents) is None


def test_commands_say_the_same_with_and_without(tmp_path: Path) -> None:
    """Output is byte for byte the same; what is edited between two runs shows at once."""
    data = copy_of_ours(tmp_path / "ours")
    kept = {"HNTRACK_CACHE": str(tmp_path / "cache")}
    argv = ("progress", "--data", str(data), "--as-of", "2026-01-01", "-f", "json")
    without = invoke(*argv, env={"HNTRACK_CACHE": "off"})
    assert [invoke(*argv, env=kept) for _ in range(2)] == [without, without]
    file = data / "data" / "targets.yaml"
    file.write_text(file.read_text("utf-8").replace("value: 50\n", "value: 51\n", 1), "utf-8")
    changed = invoke(*argv, env=kept)
    assert changed.out != without.out
    assert changed.out == invoke(*argv, env={"HNTRACK_CACHE": "off"}).out
    assert list((tmp_path / "cache").rglob("*.catalog"))


def test_recording_upon_a_compiled_catalog_writes_the_same(folder: Folder) -> None:
    """What is added goes to the same line of the file whether the catalog was compiled or read."""
    compiled(folder)
    before = folder.measurements.read_bytes()
    read = load(folder).usable()
    name = next(m.indicator for m in read.measurements if m.value is not None)
    value = next(str(m.value) for m in read.measurements if m.indicator == name and m.value is not None)
    page = ("--url", "https://example.org/r", "--title", "R", "--published", "2015-02-01", "--confirmed")
    argv = ("record", name, value, "--period", "2014", *page, "--data", str(folder.data), "--dry-run")
    kept = {"HNTRACK_CACHE": os.environ["HNTRACK_CACHE"], "HNTRACK_LANG": "en"}
    with_it, without = invoke(*argv, env=kept), invoke(*argv, env={**kept, "HNTRACK_CACHE": "off"})
    assert with_it.code == 0, with_it.err
    assert re.sub(r"recorded: [^}]*", "", with_it.out) == re.sub(r"recorded: [^}]*", "", without.out)
    assert folder.measurements.read_bytes() == before
    done = invoke(*argv[:-1], env=kept)
    assert done.code == 0, done.err
    assert len(load(folder).usable().measurements) == len(read.measurements) + 1
