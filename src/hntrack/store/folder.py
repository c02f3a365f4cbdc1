"""Where a catalog's files are, and their bytes; what they say is read elsewhere (:mod:`hntrack.store.read`).

A start has paths of its own (:func:`light_path`): ``pathlib`` loads patterns and web addresses, as long as Python
itself takes.  Flags with which a file is opened stand here, too: where a system lacks one it is 0, and changes
nothing.
"""

from __future__ import annotations

import os
import stat
import sys
from _blake2 import blake2b  # `hashlib` would load OpenSSL
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

from hntrack.classes import TYPE_CHECKING, Any, NamedTuple, cast, late
from hntrack.errors import InputError, unreadable
from hntrack.store.node_kinds import MOST_BYTES, Faults, Mapping, Node, Scalar, Sequence
from hntrack.text.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

TARGETS_FILE = "targets.yaml"
MEASUREMENTS_FILE = "measurements.yaml"
SERIES_FILE = "series.yaml"
MOST_SOURCES = 2000
MOST_SERIES = 200
MOST_BYTES_IN_ALL = 2 * MOST_BYTES

_CONTROL = late("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Contents: TypeAlias = "dict[Path, bytes]"


def as_typed(path: Path) -> str:
    """Name a file as its user would type it: relative below the current folder, as it is elsewhere."""
    try:
        whole, here = str(path.absolute()), os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118  (without pathlib)
    except OSError:  # there is no current folder any more
        return str(path)
    if whole.startswith(here):
        return whole[len(here) :]
    return os.curdir if f"{whole}{os.sep}" == here else str(path)


class Folder(NamedTuple):
    """Where a catalog's files are.

    Attributes:
        data: Folder of ``targets.yaml`` and ``measurements.yaml``.
        seeds: Folder of the documents' files; it need not exist.
        label: How messages name a file.
    """

    data: Path
    seeds: Path
    label: Callable[[Path], str] = as_typed

    @property
    def targets(self) -> Path:
        """The file of goals, indicators and targets."""
        return self.data / TARGETS_FILE

    @property
    def measurements(self) -> Path:
        """The file of measurements."""
        return self.data / MEASUREMENTS_FILE

    def all_targets(self) -> list[Path]:
        """The files of what was promised: ``targets.yaml``, then ``targets-*.yaml`` by name."""
        return [self.targets, *_parts(self.data, "targets-")]

    def all_measurements(self) -> list[Path]:
        """The files of what was measured: ``measurements.yaml``, ``measurements-*.yaml``, ``measurements/*.yaml``."""
        return [
            self.measurements,
            *_parts(self.data, "measurements-"),
            *_parts(self.data / "measurements", ""),
        ]

    @property
    def series(self) -> Path:
        """The file that names files whose rows are measurements; it need not exist."""
        return self.data / SERIES_FILE

    def strangers(self) -> list[Path]:
        """YAML files in the data folder that are not read, by name: a misspelt one would be missed by nobody."""
        known = {*self.all_targets(), *self.all_measurements(), *_source_files(self), self.series}
        beside = [
            *_yaml_files(self.data, (".yaml", ".yml")),
            *_yaml_files(self.data / "measurements", (".yaml", ".yml")),
        ]
        return [path for path in beside if path not in known]

    def source(self, source: str) -> Path:
        """The file of one document."""
        return self.seeds / f"{source}.yaml"


_watching: Callable[[Folder, Contents], None] | None = None


def watch(seen: Callable[[Folder, Contents], None] | None) -> None:
    """Have every reading of a whole catalog told, with the bytes that were read."""
    global _watching  # noqa: PLW0603  (one run, one watcher)
    _watching = seen


def read_contents(folder: Folder) -> Contents:
    """Read the bytes of all files of a catalog.

    Raises:
        InputError: A file cannot be opened or read, or is a link that leads out of the catalog's folder.
    """
    contents: Contents = {}
    room = MOST_BYTES_IN_ALL
    _must_stay_within(folder, [folder.seeds, folder.data / "measurements"])
    files = [*folder.all_targets(), *folder.all_measurements(), *_source_files(folder)]
    rows: list[Path] = []
    read: Contents = {}
    if os.path.exists(folder.series):  # noqa: PTH110  (a path less at every start)
        files.append(folder.series)
        read[folder.series] = read_bytes(folder.series, folder.label(folder.series))
        rows = series_paths(folder.data, read[folder.series])
    _must_stay_within(folder, files)
    files += rows
    for path in files:
        if path in read:
            contents[path] = read[path]
        else:  # what a series names and is not there is said where the series is read: there is its line
            contents[path] = _rows_or_nothing(path) if path in rows else read_bytes(path, folder.label(path))
        room -= len(contents[path])
        if room < 0:
            raise InputError(
                _(
                    "The files of the catalog have {found} bytes, more than {most}.",
                    found=_size(files),
                    most=MOST_BYTES_IN_ALL,
                ),
                _("Split it into several catalogs; 'hntrack bulk' judges tables of any size."),
            )
    if _watching is not None:
        _watching(folder, contents)
    return contents


def _must_stay_within(folder: Folder, paths: list[Path]) -> None:
    """Refuse links that lead out of the catalog's folder: whose catalog it is may not know what it shows of others.

    Raises:
        InputError: One does, or the system refuses to say.
    """
    linked = [path for path in paths if _is_link(folder, path)]
    if not linked:
        return
    tops = [os.path.realpath(folder.data.parent), os.path.realpath(folder.data)]
    for path in linked:
        target = os.path.realpath(path)
        if not any(target == top or target.startswith(os.path.join(top, "")) for top in tops):  # noqa: PTH118
            raise InputError(
                _(
                    "{label} is a symbolic link that leads out of the catalog's folder.",
                    label=folder.label(path),
                ),
                _("Put there what it leads to."),
            )


def _is_link(folder: Folder, path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError as error:
        raise unreadable(folder.label(path), error) from error


def series_paths(data: Path, content: bytes) -> list[Path]:
    """Give the files that the bytes of ``series.yaml`` name, each once, as far as they may be looked at."""
    from hntrack.store.nodes import compose  # noqa: PLC0415  (few catalogs have series)

    text = content.decode("utf-8", "replace")
    # What hides characters is refused when it is read as a whole; here, no parser shall meet it.
    plain = text.isprintable() or not _CONTROL.search(text)
    root = compose(text, Faults("")) if plain else None
    paths = (safe_path(data, name) for name in _series_names(root))
    return list(dict.fromkeys(path for path in paths if path is not None))[:MOST_SERIES]


def safe_path(data: Path, name: str) -> Path | None:
    """Give the file of a name within a folder; ``None`` where the name, or a link on its way, leads out of it."""
    from pathlib import PurePosixPath  # noqa: PLC0415  (as above)

    parts = PurePosixPath(name).parts
    if not parts or "\\" in name or "\0" in name or ":" in parts[0] or {"..", "/", "//"} & set(parts):
        return None
    path = data.joinpath(*parts)
    try:
        inside = os.path.realpath(path).startswith(os.path.realpath(data) + os.sep)
    except (OSError, ValueError):
        return None
    return path if inside else None


def _series_names(root: Node | None) -> Iterator[str]:
    listed = root.keys.get("series") if type(root) is Mapping else None
    for entry in listed[1].items if listed is not None and type(listed[1]) is Sequence else ():
        original = entry.keys.get("original") if type(entry) is Mapping else None
        file = original[1].keys.get("file") if original is not None and type(original[1]) is Mapping else None
        if file is not None and type(file[1]) is Scalar:
            yield file[1].text


def _rows_or_nothing(path: Path) -> bytes:
    try:
        return read_bytes(path, "")
    except InputError:
        return b""


def digest_of(contents: Contents) -> bytes:
    """Give one number for the files of a catalog: where they are and every byte of them."""
    gathered = blake2b(digest_size=32)
    for path, data in contents.items():
        gathered.update(f"{path.absolute()}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        gathered.update(data)
    digest: bytes = gathered.digest()
    return digest


def read_bytes(path: Path, label: str) -> bytes:
    """Read a regular file, at most one byte more than is allowed.

    Raises:
        InputError: It is missing, no regular file, or the system refuses.
    """
    try:
        # A named pipe would wait for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123  (a descriptor)
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise InputError(
                    _("{label} is not a regular file.", label=label), _("Put a YAML file there.")
                )
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(label, error) from error


def _size(files: list[Path]) -> int:
    """Give the size of all files together, as far as they can be asked."""
    found = 0
    for path in files:
        with suppress(OSError):
            found += path.stat().st_size
    return found


def _parts(folder: Path, prefix: str) -> list[Path]:
    return [path for path in _yaml_files(folder, (".yaml",)) if path.name.startswith(prefix)]


def _yaml_files(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """Give the files of a folder by name; hidden ones, such as an editor's, are nobody's data."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208  (a path for each entry would cost every start)
    except OSError:
        return []
    wanted = (name for name in names if name.endswith(suffixes) and not name.startswith("."))
    return [folder / name for name in islice(wanted, MOST_SOURCES)]


def _source_files(folder: Folder) -> list[Path]:
    """Give the YAML files in ``seeds`` by name, at most one more than is allowed; hidden ones are not ours."""
    try:
        names = sorted(os.listdir(folder.seeds))  # noqa: PTH208  (as above)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(folder.label(folder.seeds), error) from error
    wanted = (name for name in names if not name.startswith(".") and name.lower().endswith((".yaml", ".yml")))
    return [folder.seeds / name for name in islice(wanted, MOST_SOURCES + 1)]


_HASHED_BY_PARTS = sys.version_info < (3, 12)


def light_path(text: str | os.PathLike[str]) -> Path:
    """Give the path that a text names: it behaves as a ``pathlib.Path`` does and equals it.

    What a start asks of a path is answered here; for everything else the path of the library is made.

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
