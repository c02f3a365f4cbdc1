"""Paths for the start of a command: ``pathlib`` loads patterns and web addresses, as long as Python itself takes.

:func:`light_path` gives what behaves as a ``pathlib.Path`` does and equals it.  What a start asks of a path is answered
here; for everything else the path of the library is made.  Flags with which a file is opened stand here, too: where a
system lacks one it is 0, and changes nothing.
"""

from __future__ import annotations

import os
import stat
import sys

from hntrack.classes import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HASHED_BY_PARTS = sys.version_info < (3, 12)


def light_path(text: str | os.PathLike[str]) -> Path:
    """Give the path that a text names.

    Args:
        text: Of any form; what would have to be tidied first (``a//b``, ``./a``), and all of Windows, is left to
            the library.
    """
    named = os.fspath(text)
    if os.name == "posix" and _is_tidy(named):
        return cast("Path", _Light(named))
    from pathlib import Path  # noqa: PLC0415  (what this module is there to spare)

    return Path(named)


def _is_tidy(text: str) -> bool:
    return not {"", "."} & {*text.removeprefix("/").split("/")} or text == "/"


class _Light:
    """A path that is tidy as it is written."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __fspath__(self) -> str:
        return self._text

    __str__ = __fspath__

    def __repr__(self) -> str:
        return repr(self._path)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Light):
            return self._text == other._text
        return isinstance(other, os.PathLike) and self._path == other

    def __hash__(self) -> int:
        # As the library does it: tables know a path by either.
        if not _HASHED_BY_PARTS:
            return hash(self._text)
        rooted = self._text.startswith("/")
        return hash((*("/" * rooted), *filter(None, self._text.split("/"))))

    def __lt__(self, other: os.PathLike[str]) -> bool:
        return self._path < _real(other)

    def __gt__(self, other: os.PathLike[str]) -> bool:
        return self._path > _real(other)

    def __le__(self, other: os.PathLike[str]) -> bool:
        return self._path <= _real(other)

    def __ge__(self, other: os.PathLike[str]) -> bool:
        return self._path >= _real(other)

    def __bytes__(self) -> bytes:
        return os.fsencode(self._text)

    def __truediv__(self, other: str | os.PathLike[str]) -> Any:
        named = os.fspath(other)
        if named.startswith("/") or not _is_tidy(named):
            return self._path / named
        return _Light(f"{'' if self._text == '/' else self._text}/{named}")

    def __rtruediv__(self, other: str | os.PathLike[str]) -> Any:
        return other / self._path

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._text,)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._path, name)

    @property
    def _path(self) -> Path:
        return _real(self._text)

    @property
    def name(self) -> str:
        """The last part."""
        return self._text.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """What stands behind the last point of the name, with it."""
        name = self.name
        place = name.rfind(".")
        return name[place:] if 0 < place < len(name) - 1 else ""

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return self.name.removesuffix(self.suffix)

    @property
    def parent(self) -> Any:
        """The folder that it is in."""
        folder, slash, _ = self._text.rpartition("/")
        if self._text == "/":
            return self
        return _Light(folder or slash) if slash else self._path.parent

    @property
    def parents(self) -> tuple[Any, ...]:
        """The folders that it is in, the nearest first."""
        if not self._text.startswith("/"):
            return tuple(self._path.parents)
        parts = self._text.split("/")[1:-1] if self._text != "/" else None
        if parts is None:
            return ()
        return tuple(_Light("/" + "/".join(parts[:count])) for count in range(len(parts), -1, -1))

    def absolute(self) -> Any:
        """Give the whole path, its links and ``..`` as they are."""
        return self if self._text.startswith("/") else light_path(os.getcwd()) / self._text  # noqa: PTH109

    def is_file(self) -> bool:
        """Whether there is a regular file."""
        return self._is(stat.S_ISREG, os.stat, "is_file")

    def is_dir(self) -> bool:
        """Whether there is a folder."""
        return self._is(stat.S_ISDIR, os.stat, "is_dir")

    def is_symlink(self) -> bool:
        """Whether it is a link."""
        return self._is(stat.S_ISLNK, os.lstat, "is_symlink")

    def _is(self, fits: Callable[[int], bool], look: Callable[[str], os.stat_result], question: str) -> bool:
        try:
            return fits(look(self._text).st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except (OSError, ValueError):
            return bool(
                getattr(self._path, question)()
            )  # the library knows which errors mean that there is none


def _real(path: str | os.PathLike[str]) -> Path:
    from pathlib import Path  # noqa: PLC0415  (as above)

    return Path(path)


BINARY: int = getattr(os, "O_BINARY", 0)  # Windows turns line ends into its own without it
NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
NOT_INHERITED: int = getattr(os, "O_CLOEXEC", getattr(os, "O_NOINHERIT", 0))
AT_ONCE: int = getattr(os, "O_NONBLOCK", 0)  # a pipe would wait for its other end for ever
FOLDER: int = getattr(os, "O_DIRECTORY", 0)  # Windows opens no folders
