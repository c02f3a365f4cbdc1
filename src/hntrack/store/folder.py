"""Where a catalog's files are, and their bytes; what they say is read elsewhere (:mod:`hntrack.store.read`)."""

from __future__ import annotations

import os
import stat
from _blake2 import blake2b  # `hashlib` would load OpenSSL
from collections.abc import Callable
from contextlib import suppress
from itertools import islice

from hntrack.classes import TYPE_CHECKING, NamedTuple
from hntrack.errors import InputError, unreadable
from hntrack.text.messages import _

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeAlias

# A byte of a file takes some ten of memory while it is read.
MOST_BYTES = 24_000_000
TARGETS_FILE = "targets.yaml"
MEASUREMENTS_FILE = "measurements.yaml"
SERIES_FILE = "series.yaml"
MOST_SOURCES = 2000
MOST_BYTES_IN_ALL = 2 * MOST_BYTES

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
        rows = _series_files(folder, read[folder.series])
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


def _series_files(folder: Folder, content: bytes) -> list[Path]:
    from hntrack.store.series_files import series_paths  # noqa: PLC0415  (few catalogs have series)

    return series_paths(folder.data, content)


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
