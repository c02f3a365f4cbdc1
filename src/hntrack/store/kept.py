"""What is kept in the user's cache folder, to be faster the next time; nothing ever needs it.

``HNTRACK_CACHE`` names another folder; ``HNTRACK_CACHE=off`` does without.  A file is read only where it and its folder
belong to the user alone, and only whole: behind what it is stands a check sum.  Imported before everything else: no
module here that Python itself does not load at its start.
"""

import os
import stat
from binascii import crc32

_LARGEST = 200_000_000
_SUM = 4  # bytes
_AN_HOUR = 3600.0  # in seconds: nobody writes a file of the cache for so long


def kept_path(name: str) -> str | None:
    """Name a file of the cache; ``None`` where there is no cache."""
    named = os.environ.get("HNTRACK_CACHE")
    if named == "off":
        return None
    home = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "HOME")
    base = named or os.environ.get("XDG_CACHE_HOME") or (f"{home}/.cache" if home else None)
    if base is None or not os.path.isabs(base):  # noqa: PTH117  (a start without pathlib)
        return None
    return os.path.join(base, "hntrack", name)  # noqa: PTH118  (as above)


def read_kept(path: str, magic: bytes) -> bytes | None:
    """Give what was kept; ``None`` where there is nothing whole of the user's own, of this make.

    Args:
        path: Of :func:`kept_path`.
        magic: What the file begins with.
    """
    try:
        if not _is_own(os.lstat(os.path.dirname(path))):  # noqa: PTH120  (as above)
            return None
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123  (a descriptor)
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or not _is_own(status) or status.st_size > _LARGEST:
                return None
            data = file.read()
    except OSError:
        return None
    head = len(magic) + _SUM
    return data[head:] if data[:head] == _head(magic, memoryview(data)[head:]) else None


def write_kept(path: str, magic: bytes, data: bytes) -> None:
    """Keep something for the user alone; whatever goes wrong, nothing is kept.

    Args:
        path: Of :func:`kept_path`.
        magic: What the file shall begin with.
        data: What is to be kept.
    """
    if len(data) > _LARGEST:
        return
    new = f"{path}.{os.getpid()}"
    folder = os.path.dirname(path)  # noqa: PTH120  (as above)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103  (as above)
        if not _is_own(os.lstat(folder)):
            return
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123  (a descriptor)
            now = os.fstat(file.fileno()).st_mtime
            file.write(_head(magic, data) + data)
        os.replace(new, path)  # noqa: PTH105  (as above)
        _clear(folder, now)
    except OSError:
        _remove(new)


def _clear(folder: str, now: float) -> None:
    """Remove what writers that were killed left behind long ago, beside any file of the cache."""
    with os.scandir(folder) as entries:
        for entry in entries:
            _, _, process = entry.name.rpartition(".")
            if process.isdigit() and now - entry.stat(follow_symlinks=False).st_mtime > _AN_HOUR:
                _remove(entry.path)


def _remove(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108  (as above)
    except OSError:
        return


def _head(magic: bytes, data: bytes | memoryview) -> bytes:
    return magic + crc32(data).to_bytes(_SUM, "big")


def _is_own(status: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):
        return True  # Windows: the folder of the user's own data
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022
