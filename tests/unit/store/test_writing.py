"""Adding goes through, or is refused with a reason and without a trace."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hntrack.errors import DataError, HntrackError, InputError, UsageError, Where, problem
from hntrack.model.catalog import Catalog
from hntrack.model.records import Cited, Claim, Indicator, Measurement, Named, Published, Source, Target
from hntrack.store import append, write
from hntrack.store.append import Recorder, append_measurement, append_measurements
from hntrack.store.entries import append_claim, append_entry, create_source
from hntrack.store.folder import Folder
from hntrack.store.node_kinds import MOST_NODES
from hntrack.store.plain_measurements import read_lines
from hntrack.store.read import load
from hntrack.store.write import LOCK_FILE, locked
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period
from support.store_faults import MEASUREMENTS, TARGETS

_ONE = Measurement("one-2026", "one", parse_period("2026"), Decimal("1.5"), cited=Cited(url="https://a.b/"))
_CLAIM = Claim("c", "context", 1, "5", Wording("", "five"), value=Decimal(5))
_SOURCE = Source(
    "paper", "A title", None, None, "en", Published(None, None, "unknown"), "a.txt", "0f" * 32, (_CLAIM,)
)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    data = tmp_path / "data"
    data.mkdir()
    (data / "targets.yaml").write_text(TARGETS, "utf-8")
    (data / "measurements.yaml").write_text(MEASUREMENTS, "utf-8")
    return Folder(data, tmp_path / "seeds", lambda path: path.name)


def lines_after(folder: Folder, *made: Measurement) -> list[str]:
    append_measurements(folder, lambda _: made)
    return folder.measurements.read_text("utf-8").splitlines()


def test_line_stands_behind_its_indicator(folder: Folder) -> None:
    """A measurement goes behind the last one of its indicator, before the remarks that follow that."""
    lines = lines_after(folder, _ONE)
    assert (
        lines[10]
        == '  - {id: one-2026, indicator: one, period: 2026, value: 1.5, cited: {url: "https://a.b/"}}'
    )
    assert lines[9].strip() == "cited: {url: https://example.org/}"


def test_first_of_an_indicator_stands_behind_the_indicator_before(folder: Folder) -> None:
    """An indicator's first measurement goes behind those of the nearest indicator before it that has some."""
    folder.measurements.write_text(MEASUREMENTS.replace("indicator: two", "indicator: one"), "utf-8")
    lines = lines_after(
        folder, _ONE._replace(id="two-2026", indicator="two"), _ONE._replace(indicator="strange")
    )
    assert "second" in lines[11]
    assert "two-2026" in lines[12]
    assert "strange" in lines[13]


def test_several_at_once(folder: Folder) -> None:
    """Several measurements are written at once, and reported by the line they now stand on."""
    made = tuple(_ONE._replace(id=f"m-{n}", indicator=("one", "two")[n % 2]) for n in range(4))
    written = append_measurements(folder, lambda _: made)
    lines = folder.measurements.read_text("utf-8").splitlines()
    assert [number for number, _ in written.lines] == [11, 12, 15, 16]
    for number, line in written.lines:
        assert lines[number - 1].strip() == line
    assert load(folder).usable().measurements == written.now.measurements


def test_nothing_to_add_writes_nothing(folder: Folder) -> None:
    """An empty batch leaves the file alone."""
    before = folder.measurements.stat()
    written = append_measurements(folder, lambda _: ())
    assert (written.lines, written.diff()) == ((), "")
    assert folder.measurements.stat().st_ino == before.st_ino


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ((_ONE._replace(id="first"),), "already"),
        ((_ONE, _ONE), "already"),
        ((_ONE._replace(why="x" * 20_001),), "20001 characters"),
        ((_ONE._replace(why="half \ud83d"),), "half a character"),
        ((_ONE._replace(value=Decimal("NaN")),), "not finite"),
        ((_ONE._replace(value=Decimal(10) ** 40),), "longer than 30"),
        ((_ONE._replace(id="Not an id"),), "1 problem"),
        ((_ONE._replace(recorded="yesterday\n"),), "1 problem"),
        ((_ONE._replace(cited=Cited(url="javascript:x")),), "1 problem"),
        ((_ONE._replace(note=Wording("", "")),), "1 problem"),
    ],
)
def test_refused_measurements(folder: Folder, made: tuple[Measurement, ...], said: str) -> None:
    """What is taken, or cannot be held or read back, is refused in words, and none of a batch is written."""
    with pytest.raises(HntrackError) as raised:
        append_measurements(folder, lambda _: made)
    assert said in raised.value.message.en
    assert raised.value.message.vi != raised.value.message.en
    assert folder.measurements.read_text("utf-8") == MEASUREMENTS


def test_what_the_caller_finds_stops_the_write(folder: Folder) -> None:
    """An exception of the caller's own check ends the write; the next one goes through."""

    def make(_: Catalog) -> Measurement:
        raise KeyError("no")

    with pytest.raises(KeyError):
        append_measurement(folder, make)
    assert folder.measurements.read_text("utf-8") == MEASUREMENTS
    append_measurement(folder, lambda _: _ONE)


def test_problems_name_the_lines_of_now(folder: Folder) -> None:
    """A check that complains about a known record is asked again once its place is right."""
    recorder = Recorder(folder)
    recorder.append(lambda _: (_ONE,))
    recorder.append(lambda _: (_ONE._replace(id="one-2027"),))  # the recorder now follows, by lines

    def complain(catalog: Catalog) -> tuple[Measurement, ...]:
        raise DataError((problem("yaml-empty", catalog.measurement["second"].places[""]),))

    with pytest.raises(DataError) as raised:
        recorder.append(complain)
    lines = folder.measurements.read_text("utf-8").splitlines()
    assert "id: second" in lines[raised.value.problems[0].where.line - 1]


@pytest.mark.parametrize(
    "text",
    ["format: 1\nmeasurements: [{id: a, indicator: one, period: 2025}]\n", "{format: 1, measurements: []}\n"],
)
def test_lists_in_brackets_are_not_added_to(folder: Folder, text: str) -> None:
    """A list in brackets has no place for a line, and the remedy says so."""
    folder.measurements.write_text(text, "utf-8")
    with pytest.raises(InputError) as raised:
        append_measurement(folder, lambda _: _ONE)
    assert "brackets" in raised.value.message.en
    assert folder.measurements.read_text("utf-8") == text


def test_brackets_on_a_line_of_their_own_are_not_added_to(folder: Folder) -> None:
    """An empty list that does not stand beside its name is left to its owner."""
    folder.measurements.write_text("format: 1\nmeasurements:\n  []\n", "utf-8")
    with pytest.raises(InputError):
        append_measurement(folder, lambda _: _ONE)


def test_faulty_catalog_is_not_added_to(folder: Folder) -> None:
    """A catalog with faults is reported, not written to."""
    folder.targets.write_text(TARGETS + "colour: red\n", "utf-8")
    with pytest.raises(DataError):
        append_measurement(folder, lambda _: _ONE)
    with pytest.raises(DataError):
        append_entry(folder, "goals", lambda _: Named("h", Wording("", "H")))
    assert not (folder.data / LOCK_FILE).exists() or folder.measurements.read_text("utf-8") == MEASUREMENTS


def test_entries_where_they_belong(folder: Folder) -> None:
    """Entries stand at the end of their list, on one line or with a field a line; a missing list is made."""
    title = Wording("Ba", "Three")
    append_entry(folder, "goals", lambda _: Named("h", title))
    append_entry(
        folder, "indicators", lambda _: Indicator("three", "h", "a", title, "count", "tasks", "increase")
    )
    target = Target("t-1", "one", parse_period("2030"), "at_least", "s/c", Decimal(5))
    append_entry(folder, "targets", lambda _: target)
    append_entry(folder, "targets", lambda _: target._replace(id="t-2", indicator="three"))
    written = append_entry(folder, "targets", lambda _: target._replace(id="t-3"), dry_run=True)
    assert written.lines[0] == (written.lines[0][0], "- id: t-3")
    append_entry(folder, "targets", lambda _: target._replace(id="t-3"))
    text = folder.targets.read_text("utf-8")
    assert "  - {id: g, title: {en: G}}\n  - {id: h, title: {vi: Ba, en: Three}}\nareas:" in text
    assert (
        "  - id: three\n    goal: h\n    area: a\n    title: {vi: Ba, en: Three}\n    measure: count\n"
        in text
    )
    assert [one.id for one in load(folder).usable().targets] == ["t-1", "t-3", "t-2"]


def test_taken_entries_are_refused(folder: Folder) -> None:
    """An id stands once in its list."""
    with pytest.raises(UsageError):
        append_entry(folder, "goals", lambda _: Named("g", Wording("", "G again")))
    assert folder.targets.read_text("utf-8") == TARGETS


def test_no_place_for_an_entry(folder: Folder) -> None:
    """Where a new list would stand behind the document's end, nothing is written."""
    folder.targets.write_text(TARGETS + "...\n", "utf-8")
    with pytest.raises(HntrackError):
        append_entry(folder, "units", lambda _: Named("u", Wording("", "U")))
    assert folder.targets.read_text("utf-8") == TARGETS + "...\n"


def test_sources_and_claims(folder: Folder) -> None:
    """A document's file is made once, and claims are added to it."""
    dry = create_source(folder, lambda _: _SOURCE, dry_run=True)
    assert "+  id: paper" in dry.diff()
    assert not folder.seeds.exists()
    made = create_source(folder, lambda _: _SOURCE)
    assert [number for number, _ in made.lines[:3]] == [1, 2, 3], "an editor counts lines from 1"
    append_claim(folder, "paper", lambda _: _CLAIM._replace(id="d"))
    append_claim(folder, "paper", lambda _: _CLAIM._replace(id="e"), dry_run=True)
    assert [claim.id for claim in load(folder).usable().source["paper"].claims] == ["c", "d"]
    attempts: tuple[Callable[[], object], ...] = (
        lambda: create_source(folder, lambda _: _SOURCE),
        lambda: append_claim(folder, "paper", lambda _: _CLAIM),
        lambda: append_claim(folder, "nothing", lambda _: _CLAIM),
        lambda: create_source(folder, lambda _: _SOURCE._replace(id="../escape")),
        lambda: create_source(folder, lambda _: _SOURCE._replace(id="x" * 200)),
    )
    for attempt in attempts:
        with pytest.raises(UsageError):
            attempt()
    assert sorted(path.name for path in folder.seeds.iterdir()) == ["paper.yaml"]


def test_folder_for_sources_that_cannot_be_made(folder: Folder) -> None:
    """A file in the place of the seeds' folder is named as the cause."""
    folder.seeds.write_text("", "utf-8")
    with pytest.raises(InputError) as raised:
        create_source(folder, lambda _: _SOURCE)
    assert "seeds" in raised.value.message.en


def test_without_locks_nothing_is_written(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without these locks is told so."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with pytest.raises(InputError) as raised:
        append_measurement(folder, lambda _: _ONE)
    assert "locks" in raised.value.message.en
    assert folder.measurements.read_text("utf-8") == MEASUREMENTS


def test_new_file_where_links_are_unknown(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without hard links a new file is put in place all the same."""

    def link(*_: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", link)
    create_source(folder, lambda _: _SOURCE)
    assert load(folder).usable().source["paper"] == _SOURCE


def test_new_file_never_replaces_one(folder: Folder) -> None:
    """A file that appeared meanwhile is not overwritten."""
    path = folder.data / "new.yaml"
    path.write_text("mine", "utf-8")
    with pytest.raises(write.ChangedMeanwhileError):
        write.replace_file(path, b"ours", write.NO_FILE, "new.yaml")
    assert path.read_text("utf-8") == "mine"


def test_folder_that_cannot_be_flushed(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems know no flush of a folder: that alone stops nobody; a disk error does."""
    real = os.fsync

    def fsync(descriptor: int, code: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112  (a descriptor)
            raise OSError(code, os.strerror(code))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", lambda descriptor: fsync(descriptor, errno.EINVAL))
    append_measurement(folder, lambda _: _ONE)
    written = folder.measurements.read_bytes()
    monkeypatch.setattr(os, "fsync", lambda descriptor: fsync(descriptor, errno.EIO))
    with pytest.raises(InputError):
        append_measurement(folder, lambda _: _ONE._replace(id="lost"))
    assert folder.measurements.read_bytes() == written
    with pytest.raises(InputError):
        write.flush_folder(folder.data, "data")


@pytest.mark.parametrize("bound", ["bytes", "nodes"])
def test_full_file(folder: Folder, monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    """What could not be read back for its size is not written."""
    if bound == "bytes":
        monkeypatch.setattr(append, "MOST_BYTES", len(MEASUREMENTS) + 50)
    else:
        monkeypatch.setattr(append, "MOST_NODES", 100)
    with pytest.raises(InputError) as raised:
        append_measurement(folder, lambda _: _ONE)
    assert "is full" in raised.value.message.en
    assert folder.measurements.read_text("utf-8") == MEASUREMENTS


def test_where_of_a_new_record(folder: Folder) -> None:
    """A faulty new record's problem names the file it was meant for."""
    with pytest.raises(DataError) as raised:
        append_measurement(folder, lambda _: _ONE._replace(stage="No Stage"))
    (found,) = raised.value.problems
    assert (found.code, found.where) == ("not-id", Where("measurements.yaml"))
    assert "No Stage" in found.excerpt


def test_a_recorder_writes_and_only_plans_when_asked_to(folder: Folder) -> None:
    """Writing is what happens unless a plan is asked for; a plan leaves no lock file either."""
    planned = Recorder(folder).append(lambda _: (_ONE,), dry_run=True)
    assert not (folder.data / LOCK_FILE).exists()
    assert folder.measurements.read_bytes() == planned.before
    written = Recorder(folder).append(lambda _: (_ONE,))
    assert folder.measurements.read_bytes() == written.after == planned.after


def test_long_reading_is_done_before_anybody_waits(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first time, the file is read before the lock is taken and looked at again under it; then only under it."""
    done: list[str] = []
    refresh = append.Fresh.refresh

    def reading(fresh: append.Fresh, **how: bool) -> None:
        done.append("read")
        refresh(fresh, **how)

    def locking(*told: Any, **how: Any) -> Any:
        done.append("lock")
        return locked(*told, **how)

    monkeypatch.setattr(append.Fresh, "refresh", reading)
    monkeypatch.setattr(append, "locked", locking)
    recorder = Recorder(folder)
    recorder.append(lambda _: (_ONE,))
    assert done == ["read", "lock", "read"]
    recorder.append(lambda _: (_ONE._replace(id="one-2027"),))
    assert done == ["read", "lock", "read", "lock", "read"]


@pytest.mark.parametrize("bound", ["bytes", "nodes"])
def test_file_that_is_just_full(folder: Folder, monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    """What just goes into the file is written; one byte, or one node, more is refused."""
    planned = append_measurement(folder, lambda _: _ONE, dry_run=True)
    if bound == "bytes":
        monkeypatch.setattr(append, "MOST_BYTES", len(planned.after))
    else:
        (_, line) = planned.lines[0]
        takes = read_lines(line, "")[1].nodes
        fresh = append.Fresh(folder)
        fresh.refresh()
        monkeypatch.setattr(append, "MOST_NODES", MOST_NODES - fresh.room + takes)
    append_measurement(folder, lambda _: _ONE)
    assert folder.measurements.read_bytes() == planned.after
    with pytest.raises(InputError, match="is full"):
        append_measurement(folder, lambda _: _ONE._replace(id="b"))


def test_new_list_is_set_in_by_two(folder: Folder) -> None:
    """Where the list is not there yet its name is written, too, with its entry set in by two blanks."""
    append_entry(folder, "units", lambda _: Named("u", Wording("", "U")))
    assert folder.targets.read_text("utf-8") == TARGETS + "units:\n  - {id: u, title: {en: U}}\n"


def test_empty_brackets_behind_a_byte_order_mark(folder: Folder) -> None:
    """The brackets are cut out where they stand, whatever invisible mark the file starts with."""
    folder.measurements.write_bytes("\ufeffmeasurements: []\nformat: 1\n".encode())
    append_measurement(folder, lambda _: _ONE)
    first, second, last = folder.measurements.read_text("utf-8").splitlines()
    assert (first, last) == ("\ufeffmeasurements:", "format: 1")
    assert second.startswith("  - {id: one-2026")


def test_line_ends_are_those_of_the_first_line(folder: Folder) -> None:
    """In a file of mixed line ends new lines end as the first one does."""
    mixed = MEASUREMENTS.replace("\n", "\r\n", 1).encode()
    folder.measurements.write_bytes(mixed)
    written = append_measurement(folder, lambda _: _ONE)
    ((number, _line),) = written.lines
    assert written.after.splitlines(keepends=True)[number - 1].endswith(b"}\r\n")


class _Clock:
    """A clock that only moves while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.naps: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    """The lock's own clock."""
    found = _Clock()
    monkeypatch.setattr(write, "time", found)
    return found


@pytest.mark.parametrize(("byte", "nap"), [(0, 0.02 / 256), (127, 0.01), (255, 0.02)])
def test_naps_while_another_one_writes(
    folder: Folder, clock: _Clock, monkeypatch: pytest.MonkeyPatch, byte: int, nap: float
) -> None:
    """Who waits sleeps by chance, never longer than a fiftieth of a second, and gives up when patience ends."""
    monkeypatch.setattr(os, "urandom", lambda _count: bytes([byte, 1]))
    with (
        locked(folder.data, "data"),
        pytest.raises(InputError, match=r"after 0\.5 seconds"),
        locked(folder.data, "data", patience=0.5),
    ):
        pass
    assert set(clock.naps) == {nap}
    assert 0.499 < sum(clock.naps) < 0.5 + 2 * nap


def test_without_patience_one_try(folder: Folder, clock: _Clock) -> None:
    """Who has no patience tries once."""
    with locked(folder.data, "data"), pytest.raises(InputError), locked(folder.data, "data", patience=0):
        pass
    assert clock.naps == []


def test_whose_lock_it_is(folder: Folder, clock: _Clock) -> None:
    """The one who waits is told the number of the process; of a file that says something else, nothing."""
    with locked(folder.data, "data"):
        signed = (folder.data / LOCK_FILE).read_bytes()
        assert signed == b"%-20d\n" % os.getpid()
        with (
            pytest.raises(InputError, match=rf"Another program \(process {os.getpid()}\) is"),
            locked(folder.data, "data", patience=0),
        ):
            pass
        (folder.data / LOCK_FILE).write_bytes(b"not a number at all, and long\n")
        with pytest.raises(InputError, match="Another program is"), locked(folder.data, "data", patience=0):
            pass


def test_what_is_in_the_way_of_the_lock(folder: Folder) -> None:
    """A folder, or a link, in the place of the lock file is named; a folder that is missing is named itself."""
    (folder.data / LOCK_FILE).mkdir()
    with pytest.raises(InputError) as in_the_way, locked(folder.data, "data"):
        pass
    assert f"data{os.sep}{LOCK_FILE}" in in_the_way.value.message.en
    with pytest.raises(InputError) as missing, locked(folder.data / "nowhere", "nowhere"):
        pass
    assert LOCK_FILE not in missing.value.message.en
    assert "nowhere" in missing.value.message.en


def test_lock_file_that_is_replaced_meanwhile(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock on a file that others no longer find is none: it is taken again on the file that is there."""
    path = folder.data / LOCK_FILE
    locks, taken = write._locks, []

    def lock_and_lose(call: Any, descriptor: int) -> bool:
        done = locks(call, descriptor)
        taken.append(os.fstat(descriptor).st_ino)
        if len(taken) == 1:
            path.unlink()
        if len(taken) == 2:
            path.rename(path.with_name("away"))
            path.write_bytes(b"")
        return done

    monkeypatch.setattr(write, "_locks", lock_and_lose)
    with locked(folder.data, "data"):
        assert len(taken) == 3
        assert path.stat().st_ino == taken[-1]
        assert path.read_bytes()


def test_lock_that_fails_otherwise_is_told(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that refuses to lock is not waited for."""

    def refusing() -> Callable[[int], None]:
        def call(_descriptor: int) -> None:
            raise OSError(errno.ENOLCK, "No locks available")

        return call

    monkeypatch.setattr(write, "_lock_call", refusing)
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    with pytest.raises(InputError, match="data"), locked(folder.data, "data"):
        pass
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_link_in_the_place_of_the_file_is_not_followed(folder: Folder) -> None:
    """A file that is a link, even to a sound one, is refused, and what it leads to stays as it is."""
    elsewhere = folder.data / "elsewhere"
    folder.measurements.rename(elsewhere)
    folder.measurements.symlink_to(elsewhere)
    with pytest.raises(InputError, match="symbolic link"):
        write.identity(folder.measurements, "measurements.yaml")
    assert elsewhere.read_text("utf-8") == MEASUREMENTS


def test_what_dead_writers_left_is_removed(folder: Folder) -> None:
    """Files beside ours that no writer uses any more go; others, whatever they are called, stay."""
    names = [".measurements.yaml.0f.hntrack-new", "mine.hntrack-new", ".hidden"]
    for name in names:
        (folder.data / name).write_text("x", "utf-8")
    append_measurement(folder, lambda _: _ONE)
    assert [(folder.data / name).exists() for name in names] == [False, True, True]


def test_new_content_belongs_to_whom_the_old_did(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner is given where it is another one, and the mode always; who may not give it writes all the same."""
    given: list[tuple[int, int]] = []

    def fchown(_descriptor: int, user: int, group: int) -> None:
        given.append((user, group))
        raise PermissionError

    real = os.fstat

    def strange(descriptor: int) -> Any:
        own = real(descriptor)
        if not given and own.st_size == 0 and own.st_nlink:
            values = list(own)
            values[4] = own.st_uid + 1
            return os.stat_result(values)
        return own

    folder.measurements.chmod(0o640)
    monkeypatch.setattr(os, "fchown", fchown)
    append_measurement(folder, lambda _: _ONE)
    assert given == []
    monkeypatch.setattr(os, "fstat", strange)
    old = write.Old(write.identity(folder.measurements, ""), folder.measurements.read_bytes())
    write.replace_file(folder.measurements, b"new", old, "measurements.yaml")
    assert given == [(os.getuid(), old.was.st_gid if old.was else -1)]
    assert folder.measurements.stat().st_mode & 0o777 == 0o640
