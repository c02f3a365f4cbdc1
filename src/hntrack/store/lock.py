"""One writer at a time: an advisory lock on a file of its own that is never removed.

The lock belongs to the open file, so the system releases it when its holder dies, however it dies.  It is not on
the data file: that one is replaced by every write, and a lock on a replaced file protects nothing.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hntrack.errors import InputError
from hntrack.store.os_errors import unwritable
from hntrack.text.messages import _

LOCK_FILE = ".hntrack.lock"
PATIENCE = 30.0
_LONGEST_NAP = 0.02


@contextmanager
def locked(data: Path, label: str, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a data folder.

    Args:
        data: The folder that holds ``targets.yaml``.
        label: How messages name it.
        patience: How many seconds to wait for another writer.

    Raises:
        InputError: The lock file cannot be made, another writer keeps the lock, or this system has no such locks.
    """
    descriptor = _acquire(data / LOCK_FILE, label, patience)
    try:
        yield
    finally:
        _close(descriptor)


def _acquire(path: Path, label: str, patience: float) -> int:
    flock = _flock()
    deadline = time.monotonic() + patience
    while True:
        descriptor = _open(path, label)
        try:
            if _locks(flock, descriptor) and _is_still(path, descriptor):
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
    flags = os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    try:
        try:
            return os.open(path, flags | os.O_RDWR, 0o666)
        except PermissionError as error:
            return _open_foreign(path, (flags & ~os.O_CREAT) | os.O_RDONLY, error)
    except OSError as error:
        in_the_way = error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO)
        raise unwritable(f"{label}{os.sep}{path.name}" if in_the_way else label, error) from error


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


def _flock() -> Callable[[int], None]:
    """Give the system's call that takes a lock or fails at once."""
    try:
        import fcntl  # noqa: PLC0415  (only writers pay for it, and not every system has it)
    except ImportError:
        raise InputError(
            _("This system lacks the file locks we need."),
            _("Write from Linux or macOS."),
        ) from None
    return lambda descriptor: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _locks(flock: Callable[[int], None], descriptor: int) -> bool:
    """Try to take the lock, without waiting."""
    try:
        flock(descriptor)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EINTR):
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
        os.pwrite(descriptor, f"{os.getpid():<20}\n".encode("ascii"), 0)


def _signature(descriptor: int) -> str:
    with suppress(OSError):
        text = os.pread(descriptor, 20, 0).decode("ascii", errors="replace").strip()
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
