"""Put new content in a file's place so that a crash at any moment leaves the old or the new one, whole.

The new content is written beside the file, flushed to the disk, and renamed over it; then the folder is flushed, so
that what was acknowledged survives a lost power supply.

One writer at a time: an advisory lock on a file of its own that is never removed.  The lock belongs to the open file,
so the system releases it when its holder dies, however it dies.  It is not on the data file: that one is replaced by
every write, and a lock on a replaced file protects nothing.  :func:`_lock_call` is all that differs between systems:
``flock`` on Linux and macOS, ``LockFile`` (through ``msvcrt``) on Windows.  A library for two calls would be one more
dependency of everybody's.
"""

from __future__ import annotations

import errno
import importlib
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hntrack.classes import TYPE_CHECKING, Any, NamedTuple
from hntrack.errors import HntrackError, InputError, unwritable
from hntrack.store.folder import AT_ONCE, BINARY, FOLDER, NO_LINK, NOT_INHERITED
from hntrack.text.messages import _

if TYPE_CHECKING:
    from typing import NoReturn

_ENDING = ".hntrack-new"
ON_WINDOWS = os.name == "nt"
ON_MACOS = sys.platform == "darwin"
_OPEN_ELSEWHERE = 5.0  # seconds
# File systems that know no second name for a file say one of these: FAT, exFAT, network folders, each in its way.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EINVAL, errno.ENOSYS)
_NO_FLUSH = (
    errno.EINVAL,
    errno.ENOTSUP,
    errno.EBADF,
)  # file systems that cannot flush a folder say one of these


class ChangedMeanwhileError(Exception):
    """The file is no longer the one that was read."""


def identity(path: Path, label: str) -> os.stat_result | None:
    """Look at a file that is to be written, without following a link; ``None`` where there is none.

    Raises:
        InputError: It is no regular file, or cannot be looked at.
    """
    try:
        found = path.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unwritable(label, error) from error
    if stat.S_ISREG(found.st_mode):
        return found
    raise InputError(
        _("{label} is a symbolic link or no regular file; nothing was written.", label=label),
        _("Point --data at the folder that holds the real file."),
    )


class Old(NamedTuple):
    """A file as it was read: which state of it, and its bytes."""

    was: os.stat_result | None
    content: bytes


NO_FILE = Old(None, b"")
Content = bytes | Callable[[], Iterable[bytes]]
"""All of a file, or what gives it block by block: then nobody holds it whole."""


def replace_file(path: Path, content: Content, old: Old, label: str) -> None:
    """Replace a file, or make a new one; to be called under the lock.

    Args:
        path: The file.
        content: All of its new bytes, or what gives them; asked again where the file must be written anew.
        old: What :func:`identity` said before the file was read, and what was read; :data:`NO_FILE` to make a
            new one.
        label: How messages name it.

    Raises:
        ChangedMeanwhileError: The file was changed since; nothing was written.
        InputError: The system refused; the file is as it was.
    """
    try:
        _put(path, content, old, label)
        _flush(path.parent)
    except _UnflushedError as error:
        _put_back(path, old, label, error)
    except OSError as error:
        raise unwritable(label, error) from error


def _put(path: Path, content: Content, old: Old, label: str) -> None:
    beside = path.with_name(f".{path.name}.{os.urandom(6).hex()}{_ENDING}")
    try:
        _write_flushed(beside, content, old.was)
        _insist_on(old.was, identity(path, label))
        _move(beside, path, new=old.was is None)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _put_back(path: Path, old: Old, label: str, error: OSError) -> NoReturn:
    """Undo what could not be made to last, so that a refusal means that nothing has changed."""
    try:
        if old.was is None:
            path.unlink()
        else:
            _put(path, old.content, Old(identity(path, label), b""), label)
    except (OSError, HntrackError, ChangedMeanwhileError):
        raise InputError(
            _("{label} was written, but the system could not confirm that it is on the disk.", label=label),
            _("Look at the file before you record it again, or it may be there twice."),
        ) from error
    raise unwritable(label, error) from error


def clear_leftovers(folder: Path) -> None:
    """Remove what dead writers left beside the files; to be called under the lock, so none of it is in use."""
    try:
        names = os.listdir(folder)  # noqa: PTH208  (no path object per file)
    except OSError:
        return
    for name in names:
        if name.startswith(".") and name.endswith(_ENDING):
            with suppress(OSError):
                os.unlink(folder / name)  # noqa: PTH108  (one system call, as the fault tests count them)


def blocks_of(content: Content) -> Iterable[bytes]:
    """Give what a file shall hold, block by block."""
    return (content,) if isinstance(content, bytes) else content()


def _write_flushed(path: Path, content: Content, like: os.stat_result | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK | NOT_INHERITED | BINARY
    descriptor = os.open(path, flags, 0o666)
    try:
        if like is not None:
            _dress(descriptor, like)
        for block in blocks_of(content):
            rest = memoryview(block)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        _flush_whole(descriptor)
    finally:
        os.close(descriptor)


def _flush_whole(descriptor: int) -> None:
    """Have what was written on the disk; on macOS, a plain flush leaves it in the drive's own memory."""
    if ON_MACOS:
        fcntl: Any = importlib.import_module("fcntl")
        with suppress(OSError):  # network folders know the plain one only
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _dress(descriptor: int, like: os.stat_result) -> None:
    """Give the new file the old one's owner, where we may, and mode."""
    if not hasattr(os, "fchmod"):
        return  # Windows: a new file has the rights of its folder
    own = os.fstat(descriptor)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        with suppress(PermissionError):
            os.fchown(descriptor, like.st_uid, like.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode))


def _move(beside: Path, path: Path, *, new: bool) -> None:
    if not new:
        _replace(beside, path)
        return
    try:
        os.link(beside, path)  # unlike a rename, it replaces nothing
    except FileExistsError:
        raise ChangedMeanwhileError from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _replace(beside, path)  # the lock keeps other writers of ours away
        return
    with suppress(OSError):  # the file is there: what is left beside it, the next writer clears away
        os.unlink(beside)  # noqa: PTH108  (one system call, as the fault tests count them)


def _replace(beside: Path, path: Path) -> None:
    """Move a file over another one; on Windows, wait a moment for those who have it open (virus scanners)."""
    deadline = time.monotonic() + _OPEN_ELSEWHERE
    while True:
        try:
            os.replace(beside, path)  # noqa: PTH105  (one system call, as the fault tests count them)
        except PermissionError:
            if not ON_WINDOWS or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _insist_on(was: os.stat_result | None, now: os.stat_result | None) -> None:
    if _which(was) != _which(now):
        raise ChangedMeanwhileError


def _which(found: os.stat_result | None) -> tuple[int, ...]:
    """Tell one file, and one state of it, from another."""
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns) if found is not None else ()


def flush_folder(folder: Path, label: str) -> None:
    """Flush a folder, so that the names in it survive a lost power supply.

    Raises:
        InputError: The disk reports an error.
    """
    try:
        _flush(folder)
    except OSError as error:
        raise unwritable(label, error) from error


class _UnflushedError(OSError):
    """A folder could not be flushed."""


def _flush(folder: Path) -> None:
    if not FOLDER:
        return  # Windows opens no folders; NTFS keeps a journal of the names in them
    try:
        descriptor = os.open(folder, os.O_RDONLY | FOLDER | NOT_INHERITED)
        try:
            _flush_whole(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise _UnflushedError(error.errno, error.strerror) from error


LOCK_FILE = ".hntrack.lock"
PATIENCE = 30.0
_LONGEST_NAP = 0.02
_WINDOWS_BYTE = 1 << 30
_HELD = (errno.EAGAIN, errno.EINTR, errno.EDEADLK, *((errno.EACCES,) if os.name == "nt" else ()))


@contextmanager
def locked(data: Path, label: str, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a data folder, waiting so many seconds for another writer.

    Raises:
        InputError: The lock file cannot be made, another writer keeps the lock, or this system has no such locks.
    """
    descriptor = _acquire(data / LOCK_FILE, label, patience)
    try:
        yield
    finally:
        _close(descriptor)


def _acquire(path: Path, label: str, patience: float) -> int:
    lock = _lock_call()
    deadline = time.monotonic() + patience
    while True:
        descriptor = _open(path, label)
        try:
            if _locks(lock, descriptor) and _is_still(path, descriptor):
                _sign(descriptor)
                return descriptor
        except OSError as error:
            _close(descriptor)
            raise unwritable(label, error) from error
        except BaseException:
            _close(descriptor)
            raise
        holder = _signature(descriptor)
        _close(descriptor)
        if time.monotonic() >= deadline:
            raise _busy(label, holder, patience)
        # By chance, so that many writers who wait do not come back at the same moment.
        time.sleep(_LONGEST_NAP * (1 + os.urandom(1)[0]) / 256)


def _open(path: Path, label: str) -> int:
    flags = os.O_CREAT | NO_LINK | NOT_INHERITED | AT_ONCE | BINARY
    try:
        if not NO_LINK:
            _refuse_link(path)
        try:
            return os.open(path, flags | os.O_RDWR, 0o666)
        except PermissionError as error:
            return _open_foreign(path, (flags & ~os.O_CREAT) | os.O_RDONLY, error)
    except OSError as error:
        in_the_way = error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO)
        raise unwritable(f"{label}{os.sep}{path.name}" if in_the_way else label, error) from error


def _refuse_link(path: Path) -> None:
    """Where the system cannot refuse to follow a link, look before."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _open_foreign(path: Path, flags: int, refused: PermissionError) -> int:
    """Open another user's lock file: what may only be read can be locked all the same."""
    try:
        return os.open(path, flags)
    except FileNotFoundError:
        raise refused from None


def _close(descriptor: int) -> None:
    """Let go; a fault in that takes nothing back of what was written."""
    with suppress(OSError):
        os.close(descriptor)


def _lock_call() -> Callable[[int], None]:
    """Give the system's call that takes a lock or fails at once."""
    try:
        import fcntl  # noqa: PLC0415  (only writers pay for it, and Windows does not have it)
    except ImportError:
        return _windows_call()
    return lambda descriptor: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _windows_call() -> Callable[[int], None]:
    try:
        msvcrt: Any = importlib.import_module("msvcrt")  # by name: mypy looks at the system that it runs on
    except ImportError:
        raise InputError(
            _("This system lacks the file locks we need."), _("Write from Linux, macOS or Windows.")
        ) from None

    def lock(descriptor: int) -> None:
        # Others may not even read what is locked there, so it is a byte that nobody reads, far behind the end.
        os.lseek(descriptor, _WINDOWS_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    return lock


def _locks(lock: Callable[[int], None], descriptor: int) -> bool:
    """Try to take the lock, without waiting."""
    try:
        lock(descriptor)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True


def _is_still(path: Path, descriptor: int) -> bool:
    """Tell whether the file that is locked is the one that others will find."""
    try:
        there = path.stat(follow_symlinks=False)
    except FileNotFoundError:
        return False
    here = os.fstat(descriptor)
    return (there.st_ino, there.st_dev) == (here.st_ino, here.st_dev)


def _sign(descriptor: int) -> None:
    """Write down who holds the lock; a disk too full for that must not stop anybody."""
    with suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid():<20}\n".encode("ascii"))


def _signature(descriptor: int) -> str:
    with suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        text = os.read(descriptor, 20).decode("ascii", errors="replace").strip()
        return text if text.isdigit() else ""
    return ""


def _busy(label: str, holder: str, patience: float) -> InputError:
    return InputError(
        _(
            "Another program{process} is still writing to {label} after {patience:g} seconds of waiting.",
            process=_(" (process {holder})", holder=holder) if holder else "",
            label=label,
            patience=patience,
        ),
        _("Nothing was written; try again when it is done."),
    )
