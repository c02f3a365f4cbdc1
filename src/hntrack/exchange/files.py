"""Open files that somebody else made: regular ones only, bounded, in a declared encoding."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from hntrack.errors import InputError, Where
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import broken
from hntrack.store.causes import unreadable
from hntrack.text.messages import _
from hntrack.text.visible import visible

LONGEST_LINE = 1_000_000
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CODECS = {"utf-8": "utf-8", "windows-1258": "cp1258"}


def open_regular(path: Path, label: str) -> BinaryIO:
    """Open a regular file for reading; a pipe or device, which could wait for ever, is refused.

    Raises:
        InputError: It is no regular file, or the system refuses.
    """
    try:
        file = open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")  # noqa: PTH123, SIM115  (a descriptor; the caller closes it)
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return file
    except ValueError:  # a name with NUL
        pass
    except OSError as error:
        raise unreadable(label, error) from error
    else:
        file.close()
    raise InputError(
        _("{label} is not a regular file.", label=label),
        _("Name a file of data."),
    )


def read_whole(path: Path, label: str, most: int) -> bytes:
    """Read a file that must be held in memory as a whole; raises ``DataError`` where it has more bytes."""
    with open_regular(path, label) as file:
        data = file.read(most + 1)
    if len(data) > most:
        what = _("The file")
        raise broken(refusal("import-too-large", Where(label), what=what, most=f"{most:,} B"))
    return data


def text_lines(file: BinaryIO, label: str, encoding: str) -> Iterator[str]:
    """Give the lines of a text file with their ends, decoded strictly, none longer than a million characters.

    Raises:
        DataError: A line is not in the encoding, or too long; with its number.
    """
    start = file.read(3)
    found = next((name for bom, name in _BOMS if start.startswith(bom)), None)
    if found is not None and found != encoding:
        raise broken(refusal("import-encoding", Where(label, 1), expected=encoding, found=f"{found} (BOM)"))
    file.seek(3 if found == "utf-8" else 0)
    lines = _wide(file, label) if encoding == "utf-16" else _narrow(file, label, encoding)
    try:
        yield from lines
    except OSError as error:
        raise unreadable(label, error) from error


def _narrow(file: BinaryIO, label: str, encoding: str) -> Iterator[str]:
    codec = _CODECS[encoding]
    for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), start=1):
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            raise broken(refusal("import-line-too-long", Where(label, number), most=LONGEST_LINE))
        try:
            yield line.decode(codec)
        except UnicodeDecodeError as error:
            where = Where(label, number, error.start + 1)
            byte = f"0x{line[error.start]:02X}"
            raise broken(refusal("import-encoding", where, expected=encoding, found=byte)) from error


def _wide(file: BinaryIO, label: str) -> Iterator[str]:
    import codecs  # noqa: PLC0415  (hardly anybody needs it)

    reader = codecs.getreader("utf-16")(file)
    number = 0
    try:
        for number, line in enumerate(iter(lambda: reader.readline(LONGEST_LINE), ""), start=1):  # noqa: B007  (named by the fault)
            yield line
    except UnicodeError as error:
        where = Where(label, number + 1)
        raise broken(
            refusal("import-encoding", where, expected="utf-16", found=visible(str(error)))
        ) from error
