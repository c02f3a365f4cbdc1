"""Where a catalog's files are, and their bytes; what they say is read elsewhere (:mod:`hntrack.store.read`)."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from hntrack.errors import InputError
from hntrack.store.os_errors import unreadable
from hntrack.text.messages import _

MOST_BYTES = 8_000_000
TARGETS_FILE = "targets.yaml"
MEASUREMENTS_FILE = "measurements.yaml"
MOST_SOURCES = 2000
MOST_BYTES_IN_ALL = 3 * MOST_BYTES

Contents = dict[Path, bytes]


def as_typed(path: Path) -> str:
    """Name a file as its user would type it: relative below the current folder, as it is elsewhere."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):  # elsewhere, or there is no current folder any more
        return str(path)


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
        InputError: A file cannot be opened or read.
    """
    contents: Contents = {}
    room = MOST_BYTES_IN_ALL
    for path in (folder.targets, folder.measurements, *_source_files(folder)):
        contents[path] = read_bytes(path, folder.label(path))
        room -= len(contents[path])
        if room < 0:
            raise InputError(
                _(
                    "The files of the catalog have more than {most_bytes_in_all} bytes.",
                    most_bytes_in_all=MOST_BYTES_IN_ALL,
                ),
                _("Split it into several catalogs."),
            )
    if _watching is not None:
        _watching(folder, contents)
    return contents


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
                    _("{label} is not a regular file.", label=label),
                    _("Put a YAML file there."),
                )
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(label, error) from error


def _source_files(folder: Folder) -> list[Path]:
    """Give the YAML files in ``seeds`` by name, at most one more than is allowed; hidden ones are not ours."""
    try:
        names = sorted(path.name for path in folder.seeds.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(folder.label(folder.seeds), error) from error
    wanted = (name for name in names if not name.startswith(".") and name.lower().endswith((".yaml", ".yml")))
    return [folder.seeds / name for name in islice(wanted, MOST_SOURCES + 1)]
