"""A system that refuses to write: the cause is named, and nothing has changed."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from hntrack.errors import HntrackError, InputError
from hntrack.model.catalog import Catalog
from hntrack.model.records import Cited, Measurement
from hntrack.store.append import Recorder, append_measurement
from hntrack.store.folder import Folder
from hntrack.store.write import LOCK_FILE
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period
from support.store_faults import MEASUREMENTS, TARGETS, lost

_ONE = Measurement(
    "added-it",
    "one",
    parse_period("2026"),
    Decimal(1),
    cited=Cited(url="https://example.org/"),
    note=Wording("", "long enough to need room " * 40),
)


def _record(folder: Folder) -> None:
    append_measurement(folder, lambda _: _ONE)


def _said_in_child(prepare: Callable[[], object], folder: Folder) -> str:
    """Record in a process of its own, prepared first; give the error's English message, or nothing."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        said = ""
        try:
            prepare()
            _record(folder)
        except HntrackError as error:
            said = error.message.en
        except BaseException as error:  # noqa: BLE001  (the parent shows it)
            said = f"not worded: {error!r}"
        os.write(theirs, json.dumps(said).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as pipe:
        said = str(json.loads(pipe.read()))
    os.waitpid(child, 0)
    return said


def _nobody() -> None:
    os.setgid(65534)
    os.setuid(65534)


def _unchanged(folder: Folder) -> bool:
    return folder.measurements.read_text("utf-8") == MEASUREMENTS and lost(folder, []) == []


def test_file_size_limit(folder: Folder) -> None:
    """A file size limit is an error, not a signal."""
    limit = len(MEASUREMENTS.encode()) + 100
    said = _said_in_child(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)), folder)
    assert said == "measurements.yaml cannot be written: the file size limit is exceeded."
    assert _unchanged(folder)


@pytest.fixture
def mounted(tmp_path: Path) -> Folder:
    """A catalog on a small file system of its own."""
    top = tmp_path / "small"
    top.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(top)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this user may not mount a file system, so a full or read-only one cannot be tried")
    data = top / "data"
    data.mkdir()
    (data / "targets.yaml").write_text(TARGETS, "utf-8")
    (data / "measurements.yaml").write_text(MEASUREMENTS, "utf-8")
    return Folder(data, top / "seeds", lambda path: path.name)


@pytest.fixture(autouse=True)
def _unmount(request: pytest.FixtureRequest, tmp_path: Path) -> object:
    yield
    if "mounted" in request.fixturenames:
        subprocess.run(["umount", str(tmp_path / "small")], capture_output=True, check=False)


def test_full_disk(mounted: Folder) -> None:
    """On a full disk nothing changes, and with room again writing goes on."""
    filler = mounted.data.parent / "filler"
    with filler.open("wb", buffering=0) as file:
        room = os.statvfs(mounted.data)
        file.write(b"x" * (room.f_bavail * room.f_bsize))
    with pytest.raises(InputError) as raised:
        _record(mounted)
    assert "the disk is full" in raised.value.message.en
    assert "đĩa đã đầy" in raised.value.message.vi
    assert _unchanged(mounted)
    filler.unlink()
    _record(mounted)
    assert lost(mounted, ["added-it"]) == []


def test_read_only_file_system(mounted: Folder) -> None:
    """On a read-only file system nothing is tried that could hurt, and the cause is named."""
    subprocess.run(["mount", "-o", "remount,ro", str(mounted.data.parent)], check=True)
    with pytest.raises(InputError) as raised:
        _record(mounted)
    assert "the file system is read-only" in raised.value.message.en


def test_folder_without_permission(folder: Folder) -> None:
    """In a folder that may only be read, the missing permission is named."""
    folder.data.chmod(0o555)
    said = _said_in_child(_nobody if os.geteuid() == 0 else lambda: None, folder)
    folder.data.chmod(0o755)
    assert said == "data cannot be written: permission denied."
    assert _unchanged(folder)


def test_folder_of_another_user_with_its_lock(folder: Folder) -> None:
    """A lock file of another user does not hide that the folder may not be written."""
    (folder.data / LOCK_FILE).write_text("", "utf-8")
    (folder.data / LOCK_FILE).chmod(0o444)
    folder.data.chmod(0o555)
    said = _said_in_child(_nobody if os.geteuid() == 0 else lambda: None, folder)
    folder.data.chmod(0o755)
    assert said == "measurements.yaml cannot be written: permission denied."
    assert _unchanged(folder)


def test_symbolic_link(folder: Folder) -> None:
    """A link in the file's place is neither followed nor replaced."""
    real = folder.data.parent / "elsewhere.yaml"
    folder.measurements.rename(real)
    folder.measurements.symlink_to(real)
    with pytest.raises(InputError) as raised:
        _record(folder)
    assert "symbolic link" in raised.value.message.en
    assert folder.measurements.is_symlink()
    assert real.read_text("utf-8") == MEASUREMENTS


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_lock_that_is_no_file(folder: Folder, kind: str) -> None:
    """A link or folder in the lock's place stops the write with a worded error."""
    lock = folder.data / LOCK_FILE
    if kind == "link":
        lock.symlink_to(folder.data / "nowhere")
    else:
        lock.mkdir()
    with pytest.raises(InputError):
        _record(folder)
    assert _unchanged(folder)


def test_lock_held_by_another(folder: Folder) -> None:
    """Another writer that does not let go is waited for, then named."""
    with (folder.data / LOCK_FILE).open("w", encoding="ascii") as held:
        held.write(f"{4711:<20}\n")
        held.flush()
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(InputError) as raised:
            Recorder(folder, patience=0.1).append(lambda _: (_ONE,))
    assert "process 4711" in raised.value.message.en
    assert _unchanged(folder)
    _record(folder)


def test_lock_file_removed_while_waiting(folder: Folder) -> None:
    """A lock on a file that others no longer find is not taken for the lock."""
    lock = folder.data / LOCK_FILE
    with lock.open("w", encoding="ascii") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        lock.unlink()
        _record(folder)
    assert lock.exists()
    assert lost(folder, ["added-it"]) == []


def test_edited_by_hand_meanwhile(folder: Folder) -> None:
    """What an editor saved between our reading and our writing is kept."""
    edited = MEASUREMENTS.replace("About the first", "About the very first")
    calls = []

    def make(_: Catalog) -> tuple[Measurement]:
        calls.append(1)
        if len(calls) == 1:
            folder.measurements.write_text(edited, "utf-8")
        return (_ONE,)

    Recorder(folder).append(make)
    text = folder.measurements.read_text("utf-8")
    assert "About the very first" in text
    assert "added-it" in text
    assert len(calls) == 2


def test_edited_by_hand_again_and_again(folder: Folder) -> None:
    """A file that never stays still is given up on, with what was saved last in it."""
    count = 0

    def make(_: Catalog) -> tuple[Measurement]:
        nonlocal count
        count += 1
        folder.measurements.write_text(f"{MEASUREMENTS}# {count}\n", "utf-8")
        return (_ONE,)

    with pytest.raises(InputError) as raised:
        Recorder(folder).append(make)
    assert "kept being edited" in raised.value.message.en
    assert folder.measurements.read_text("utf-8") == f"{MEASUREMENTS}# {count}\n"


def test_mode_and_owner_stay(folder: Folder) -> None:
    """The file keeps its mode, and its owner also when another user who may writes it."""
    folder.measurements.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(folder.measurements, 65534, 65534)
    before = folder.measurements.stat()
    _record(folder)
    after = folder.measurements.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


def test_leftovers_of_the_dead_are_cleared(folder: Folder) -> None:
    """A file that a dead writer left beside the data goes with the next write; other files stay."""
    left = folder.data / ".measurements.yaml.0123456789ab.hntrack-new"
    left.write_text("half", "utf-8")
    other = folder.data / "notes.hntrack-new"
    other.write_text("mine", "utf-8")
    _record(folder)
    assert not left.exists()
    assert other.exists()


def test_dry_run_writes_nothing(folder: Folder) -> None:
    """A dry run tells what would be written, and leaves not even a lock."""
    written = append_measurement(folder, lambda _: _ONE._replace(note=None), dry_run=True)
    assert written.lines == ((11, written.lines[0][1]),)
    assert "+  - {id: added-it" in written.diff()
    assert _unchanged(folder)
    assert not (folder.data / LOCK_FILE).exists()
