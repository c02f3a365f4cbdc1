"""Writing as on Windows, which is not here: its calls stand in for ours, and what it lacks is taken away."""

from __future__ import annotations

import errno
import fcntl
import os
import pickle
import resource
import sys
import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack import documents
from hntrack.errors import InputError
from hntrack.model.records import Cited, Measurement
from hntrack.store import write as writes
from hntrack.store.append import append_measurement
from hntrack.store.folder import Folder, light_path
from hntrack.store.read import load
from hntrack.store.write import LOCK_FILE, locked
from hntrack.text.periods import parse_period
from hntrack.workspace import revision
from support.cli import invoke
from support.own_catalog import copy_of_example
from support.store_faults import MEASUREMENTS, TARGETS, lost

_FLOCK = fcntl.flock


class Msvcrt(SimpleNamespace):
    """``msvcrt`` as far as we use it: one byte of an open file, at its place, for one holder."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        super().__init__()
        self.places: list[int] = []

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        """Lock, or say as Windows does that another one has it."""
        assert (mode, count) == (self.LK_NBLCK, 1)
        self.places.append(os.lseek(descriptor, 0, os.SEEK_CUR))
        try:
            _FLOCK(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PermissionError(errno.EACCES, "Permission denied") from None


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Msvcrt:
    """What Windows has and has not."""
    msvcrt = Msvcrt()
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(writes, "_HELD", (errno.EACCES, errno.EDEADLK))
    monkeypatch.setattr(writes, "ON_WINDOWS", True)
    for name in ("AT_ONCE", "NO_LINK", "FOLDER"):
        monkeypatch.setattr(writes, name, 0)
    for name in ("fchmod", "fchown", "pread", "pwrite"):
        monkeypatch.delattr(os, name)
    return msvcrt


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    data = tmp_path / "data"
    data.mkdir()
    (data / "targets.yaml").write_bytes(TARGETS.encode())
    (data / "measurements.yaml").write_bytes(MEASUREMENTS.encode())
    return Folder(data, tmp_path / "seeds", lambda path: path.name)


def _record(folder: Folder, name: str) -> None:
    one = Measurement(
        f"added-{name}", "one", parse_period("2026"), Decimal(1), cited=Cited(url="https://example.org/")
    )
    append_measurement(folder, lambda _: one)


def test_what_is_recorded_is_there(windows: Msvcrt, folder: Folder) -> None:
    """Two records, under the lock of Windows, which holds a byte that nobody reads."""
    _record(folder, "a")
    _record(folder, "b")
    assert lost(folder, ["added-a", "added-b"]) == []
    assert len(windows.places) >= 2
    assert set(windows.places) == {writes._WINDOWS_BYTE}
    assert (folder.data / LOCK_FILE).stat().st_size < 100


def test_writers_wait_for_each_other(windows: Msvcrt, folder: Folder) -> None:
    """While one holds the lock, another gives up after its patience and names the holder."""
    with locked(folder.data, "data"):
        with pytest.raises(InputError) as refused, locked(folder.data, "data", patience=0.1):
            pass
        assert str(os.getpid()) in refused.value.message.en
    with locked(folder.data, "data", patience=0.1):
        pass


def test_many_writers_lose_nothing(windows: Msvcrt, folder: Folder) -> None:
    """Eight writers at the same time."""
    writers = [threading.Thread(target=_record, args=(folder, str(n))) for n in range(8)]
    for one in writers:
        one.start()
    for one in writers:
        one.join(60)
    assert lost(folder, [f"added-{n}" for n in range(8)]) == []


def _busy_for(times: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    real: Callable[..., None] = os.replace
    tries: list[int] = []

    def replace(*args: Any) -> None:
        tries.append(1)
        if len(tries) <= times:
            raise PermissionError(errno.EACCES, "Access is denied")
        real(*args)

    monkeypatch.setattr(os, "replace", replace)
    return tries


def test_a_file_that_is_open_elsewhere_is_waited_for(
    windows: Msvcrt, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader, or a virus scanner, has the file open for a moment, in which Windows replaces nothing."""
    tries = _busy_for(3, monkeypatch)
    _record(folder, "a")
    assert len(tries) == 4
    assert lost(folder, ["added-a"]) == []


def test_a_file_that_stays_open_elsewhere_is_as_it_was(
    windows: Msvcrt, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel has it open: refused after a while, nothing changed, nothing left behind."""
    monkeypatch.setattr(writes, "_OPEN_ELSEWHERE", 0.1)
    _busy_for(10**9, monkeypatch)
    with pytest.raises(InputError):
        _record(folder, "a")
    assert folder.measurements.read_bytes() == MEASUREMENTS.encode()
    assert lost(folder, []) == []


def test_line_ends_of_windows_stay(windows: Msvcrt, folder: Folder) -> None:
    """A file with CRLF gets lines with CRLF."""
    folder.measurements.write_bytes(MEASUREMENTS.replace("\n", "\r\n").encode())
    _record(folder, "a")
    written = folder.measurements.read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n")
    assert load(folder).problems == ()


def test_a_link_in_the_place_of_the_lock_is_refused(windows: Msvcrt, folder: Folder, tmp_path: Path) -> None:
    """Where the system cannot refuse links by itself, we look."""
    (folder.data / LOCK_FILE).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError):
        _record(folder, "a")
    assert not (tmp_path / "elsewhere").exists()


def test_a_system_without_locks_is_told_so(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither kind of lock: refused, nothing written."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", None)
    with pytest.raises(InputError, match="file locks"):
        _record(folder, "a")
    assert folder.measurements.read_bytes() == MEASUREMENTS.encode()


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM])
def test_a_disk_without_second_names_takes_new_files(
    windows: Msvcrt, folder: Folder, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """FAT and exFAT, as sticks have it, and folders of a network: each system says it in another way."""

    def link(*_names: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", link)
    writes.replace_file(folder.data / "new.yaml", b"a: 1\n", writes.NO_FILE, "new.yaml")
    assert (folder.data / "new.yaml").read_bytes() == b"a: 1\n"
    assert len(list(folder.data.iterdir())) == 3


@pytest.mark.parametrize("refused", [False, True])
def test_macos_flushes_to_the_disk_itself(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, *, refused: bool
) -> None:
    """Its `fsync` ends at the drive; where only that is known, as in a folder of a network, it has to do."""
    whole: list[int] = []
    plain: list[int] = []

    def control(descriptor: int, order: int) -> None:
        assert order == 51
        whole.append(descriptor)
        if refused:
            raise OSError(errno.ENOTSUP, "no such order")

    monkeypatch.setattr(writes, "ON_MACOS", True)
    monkeypatch.setattr(os, "fsync", plain.append)
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", control)
    _record(folder, "a")
    assert len(whole) == 2, "the file, and its folder"
    assert plain == (whole if refused else [])


def test_git_is_not_taken_from_the_folder_of_a_stranger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows looks for a program where we are before it looks where programs are."""
    for name in ("here", "programs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "git.exe").touch()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(revision, "ON_WINDOWS", True)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "here", str(tmp_path / "programs")]))
    assert revision._program("git") == str(tmp_path / "programs" / "git.exe")
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(InputError):
        revision._program("git")


@pytest.mark.parametrize(
    "refusal", [ValueError("current limit exceeds maximum limit"), OSError(errno.EINVAL, "")]
)
def test_bounds_that_a_system_does_not_have_stop_no_reading(
    monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    """A bound on addresses is refused by macOS: the others hold all the same."""
    asked: list[tuple[int, tuple[int, int]]] = []

    def bound(what: int, limits: tuple[int, int]) -> None:
        if what == resource.RLIMIT_AS:
            raise refusal
        asked.append((what, limits))

    monkeypatch.setattr(resource, "setrlimit", bound)
    documents.bound()
    assert [what for what, _ in asked] == [resource.RLIMIT_CPU, resource.RLIMIT_CORE]


def test_a_bound_that_is_lower_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who runs us within tighter bounds gets these, and no error."""
    asked: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(
        resource, "getrlimit", lambda what: (5, 7) if what == resource.RLIMIT_CPU else (-1, 99)
    )
    monkeypatch.setattr(resource, "setrlimit", asked.__setitem__)
    documents.bound()
    assert asked == {resource.RLIMIT_CPU: (5, 7), resource.RLIMIT_AS: (99, 99), resource.RLIMIT_CORE: (0, 0)}
    documents.allow_pages(5000)
    assert asked[resource.RLIMIT_CPU] == (7, 7)


TEXTS = (
    "/a/b.c",
    "a",
    "a/b.yaml",
    "/",
    "..",
    "../a",
    "/a/../b",
    "a b/é.tar.gz",
    ".a",
    "a.",
    "./a",
    "a//b",
    "a/",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_light_path_is_as_one_of_the_library(text: str) -> None:
    """What a start asks of a path, and what it leaves to the library, comes out the same."""
    light, real = light_path(text), Path(text)
    for ask in (str, repr, bytes, hash, os.fspath):
        assert ask(light) == ask(real), ask
    for name in ("name", "suffix", "stem", "parent", "parts", "anchor"):
        assert getattr(light, name) == getattr(real, name), name
    assert list(light.parents) == list(real.parents)
    for name in ("absolute", "is_file", "is_dir", "is_symlink", "exists", "as_posix"):
        assert getattr(light, name)() == getattr(real, name)(), name
    assert light == real
    assert real == light
    assert {real: 1}[light] == 1
    for other in ("x", "..", "/x", "x/y", "x//y", "", Path("x"), light_path("x")):
        assert light / other == real / other
    assert "/top" / light == "/top" / real
    assert (light < Path("b")) == (real < Path("b"))
    assert (Path("b") < light) == (Path("b") < real)
    assert pickle.loads(pickle.dumps(light)) == real


def test_a_light_path_tells_what_is_there(tmp_path: Path) -> None:
    """Files, folders and links, and what is asked of a file as if it were a folder."""
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("file", "folder", "link", "nothing", "file/within", "a\0b", "a" * 5000):
        light, real = light_path(str(tmp_path / name)), tmp_path / name
        for ask in ("is_file", "is_dir", "is_symlink"):
            assert outcome(getattr(light, ask)) == outcome(getattr(real, ask)), (name, ask)


def outcome(ask: Callable[[], bool]) -> bool | type[OSError]:
    try:
        return ask()
    except OSError as error:
        return type(error)


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_no_file_is_called_as_a_device_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A document has a file of its id, an indicator a page: refused where they are made, on every system."""
    copy_of_example(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Năm 2025 đạt 30%", "utf-8")
    indicator = (
        "--vi",
        "X",
        "--en",
        "X",
        "--goal",
        "digital-city",
        "--area",
        "sample-city",
        "--measure",
        "share",
    )
    for call in (
        ("sources", "add", "a.txt", "--id", name, "--published", "2026"),
        ("add", "indicator", name, *indicator, "--unit", "percent", "--direction", "increase"),
    ):
        done = invoke(*call, env={"HNTRACK_LANG": "en"})
        assert done.code == 2, done.err
        assert f"'{name}' cannot be the name of a file on Windows." in done.err
    assert not (tmp_path / "seeds" / f"{name}.yaml").exists()
    assert invoke("add", "area", name, "--vi", "X", "--en", "X").code == 0, "an area has no file"
    call = ("add", "indicator", "com10", *indicator, "--unit", "percent", "--direction", "increase")
    assert invoke(*call, env={"HNTRACK_LANG": "en"}).code == 0, "no device has two digits"
