"""Open files that somebody else made: regular ones only, bounded, in a declared encoding.

JSON is read strictly: exact numbers, no key twice, no NaN.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from hntrack.errors import InputError, Where, unreadable
from hntrack.exchange.table import broken, refusal
from hntrack.store.folder import AT_ONCE, NOT_INHERITED
from hntrack.text.characters import visible
from hntrack.text.foreign_tables import CODECS, recognised, tcvn3
from hntrack.text.messages import _

LONGEST_LINE = 1_000_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 1 << 16


def open_regular(path: Path, label: str) -> BinaryIO:
    """Open a regular file for reading; a pipe or device, which could wait for ever, is refused.

    Raises:
        InputError: It is no regular file, or the system refuses.
    """
    try:
        file = open(os.open(path, os.O_RDONLY | AT_ONCE | NOT_INHERITED), "rb")  # noqa: PTH123, SIM115  (a descriptor; the caller closes it)
        if _is_regular(file):
            return file
    except ValueError:  # a name with NUL
        pass
    except OSError as error:
        raise unreadable(label, error) from error
    else:
        file.close()
    raise InputError(_("{label} is not a regular file.", label=label), _("Name a file of data."))


def _is_regular(file: BinaryIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(file.fileno()).st_mode)
    except OSError:
        file.close()
        raise


def read_file(path: Path, label: str, most: int) -> bytes:
    """Read a file that must be held in memory as a whole; raises ``DataError`` where it has more bytes."""
    with open_regular(path, label) as file:
        data = file.read(most + 1)
    if len(data) > most:
        what = _("The file")
        raise broken(refusal("import-too-large", Where(label), what=what, most=f"{most:,} B"))
    return data


def text_lines(file: BinaryIO, label: str, encoding: str | None) -> Iterator[str]:
    """Give the lines of a text file with their ends, decoded strictly, none longer than a million characters.

    Args:
        file: Open at its start.
        label: How messages name it.
        encoding: One of :data:`~hntrack.exchange.mapping.ENCODINGS`; ``None`` for what a byte order mark says,
            else UTF-8.

    Raises:
        DataError: A line is not in the encoding, or too long; with its number, and the encoding that it seems to be.
    """
    sample = file.read(_SAMPLE)
    found = next((name for bom, name in _BOMS if sample.startswith(bom)), None)
    if found is not None and encoding is not None and found != encoding:
        raise broken(refusal("import-encoding", Where(label, 1), expected=encoding, found=f"{found} (BOM)"))
    encoding = encoding or found or "utf-8"
    file.seek(3 if found == "utf-8" else 0)
    lines = _wide(file, label) if encoding == "utf-16" else _narrow(file, label, encoding, sample)
    try:
        yield from lines
    except OSError as error:
        raise unreadable(label, error) from error


def _narrow(file: BinaryIO, label: str, encoding: str, sample: bytes) -> Iterator[str]:
    codec = CODECS[encoding]
    lines = iter(lambda: file.readline(LONGEST_LINE), b"")
    if b"\n" not in sample and b"\r" in sample:  # line ends of old Macintosh programs
        lines = _parted_by_cr(file)
    for number, line in enumerate(lines, start=1):
        if len(line) >= LONGEST_LINE and not line.endswith((b"\n", b"\r")):
            raise broken(refusal("import-line-too-long", Where(label, number), most=LONGEST_LINE))
        try:
            text = line.decode(codec)
        except UnicodeDecodeError as error:
            where = Where(label, number, error.start + 1)
            byte = f"0x{line[error.start]:02X}"
            seems = recognised(sample + line)
            code = "import-encoding-seems" if seems and seems != encoding else "import-encoding"
            raise broken(refusal(code, where, expected=encoding, found=byte, seems=seems)) from error
        yield text if encoding != "tcvn3" else tcvn3(text)


def _parted_by_cr(file: BinaryIO) -> Iterator[bytes]:
    rest = b""
    while chunk := file.read(LONGEST_LINE - len(rest)):
        *lines, rest = (rest + chunk).split(b"\r")
        yield from (line + b"\n" for line in lines)
        if len(rest) >= LONGEST_LINE:
            break
    if rest:
        yield rest


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


MOST_BYTES = 5_000_000  # about fifty times that in memory, at worst
_MOST_DIGITS = 60


def read_json(path: Path, label: str, form: str) -> Any:
    """Read a JSON document.

    Raises:
        InputError: The file cannot be opened.
        DataError: It is no JSON, says something twice, holds NaN, or is too large or too deep; with its place.
    """
    data = read_file(path, label, MOST_BYTES)
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else f"0x{data[error.start]:02X}"
        raise broken(refusal("import-encoding", Where(label, line), expected="utf-8", found=found)) from error
    try:
        return json.loads(
            text, parse_float=_decimal, parse_int=_whole, parse_constant=_constant, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        where = Where(label, error.lineno, error.colno)
        raise broken(refusal("import-not-this-format", where, form=form, cause=error.msg)) from error
    except (_Refused, RecursionError) as error:
        cause = str(error) if isinstance(error, _Refused) else "too deep"
        raise broken(refusal("import-not-this-format", Where(label), form=form, cause=cause)) from error


class _Refused(Exception):  # noqa: N818  (never leaves this module)
    """What JSON lets pass and we do not."""


def _decimal(text: str) -> Decimal:
    value = Decimal(text) if len(text) <= _MOST_DIGITS else None
    if value is None or abs(value.adjusted()) > _MOST_DIGITS:
        raise _Refused(f"{text[:40]}: more than {_MOST_DIGITS} digits")
    return value


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise _Refused(f"{text[:40]}…: more than {_MOST_DIGITS} digits")
    return int(text)


def _constant(text: str) -> NoReturn:
    raise _Refused(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]  # adds
        raise _Refused(f"the key {twice!r} twice")
    return made
