"""One writer at a time: an advisory lock on a file of its own that is never removed.

The lock belongs to the open file, so the system releases it when its holder dies, however it dies.  It is not on
the data file: that one is replaced by every write, and a lock on a replaced file protects nothing.

:func:`_lock_call` is all that differs between systems: ``flock`` on Linux and macOS, ``LockFile`` (through ``msvcrt``)
on Windows.  A library for two calls would be one more dependency of everybody's.
"""

from __future__ import annotations

import errno
import importlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hntrack.classes import Any
from hntrack.errors import InputError, unwritable
from hntrack.store.paths import AT_ONCE, BINARY, NO_LINK, NOT_INHERITED
from hntrack.text.messages import _

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
