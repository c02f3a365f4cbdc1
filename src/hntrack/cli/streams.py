"""Streams: reports go to stdout whole or not at all, everything else to stderr."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys

from hntrack.classes import TYPE_CHECKING
from hntrack.cli.encoding import take_any_text
from hntrack.errors import InputError, UsageError
from hntrack.store.paths import light_path
from hntrack.text.messages import Message, _, verbatim

if TYPE_CHECKING:
    from pathlib import Path

    from hntrack.store.write import Content, Old


class _Closed(io.TextIOBase):
    """Stands for a stream that the caller had closed (``>&-``), where Python has no stream object at all."""

    def write(self, text: str, /) -> int:
        del text
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def prepare() -> None:
    """Make stdout and stderr take any text."""
    sys.stdout = sys.stdout or _Closed()
    sys.stderr = sys.stderr or _Closed()
    for stream in (sys.stdout, sys.stderr):
        take_any_text(stream)


_heard: list[tuple[str, str]] | None = None


def listen(heard: list[tuple[str, str]] | None) -> None:
    """Note in a list what is said from now on: ``out`` or ``err`` and the text, ``file`` for what goes elsewhere."""
    global _heard  # noqa: PLW0603  (one run, one listener)
    _heard = heard


def _hear(stream: str, text: str = "") -> None:
    if _heard is not None:
        _heard.append((stream, text))


def note(text: str) -> None:
    """Write a line to stderr; a closed stderr is no reason to fail."""
    _hear("err", f"{text}\n")
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def write_out(text: str, path: str | None = None) -> None:
    """Write a report.

    Args:
        text: The whole report.
        path: A file to be replaced by it at once, or ``None`` for stdout.  A reader of stdout that had enough
            (``head -1``) is no fault.

    Raises:
        InputError: It cannot be written, with the cause.
    """
    if path is not None:
        _hear("file")
        _write_file(light_path(path), text.encode("utf-8", "backslashreplace"))
        return
    _hear("out", text)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        silence_stdout()
    except OSError as error:
        silence_stdout()
        raise _no_stdout(error) from error


def write_blocks(content: Content, path: str) -> None:
    """Write a file block by block, so that nobody holds all of it.

    Args:
        content: Gives the blocks, the same ones each time that it is asked.
        path: A file to be replaced by them at once.

    Raises:
        InputError: It cannot be written, with the cause.
    """
    _hear("file")
    _write_file(light_path(path), content)


def write_bytes(data: bytes, path: str | None = None) -> None:
    """Write what is no text: a picture, a workbook.

    Args:
        data: All of it.
        path: A file to be replaced by it at once, or ``None`` for stdout.

    Raises:
        InputError: It cannot be written, with the cause.
        UsageError: stdout is a terminal, which would take the bytes for orders.
    """
    _hear("file")
    if path is not None:
        _write_file(light_path(path), data)
        return
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        raise _no_stdout(OSError(errno.EBADF, os.strerror(errno.EBADF)))
    if sys.stdout.isatty():
        raise UsageError(_("This output is no text."), _("Use --output FILE, or a pipe."))
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        silence_stdout()
    except OSError as error:
        silence_stdout()
        raise _no_stdout(error) from error


def silence_stdout() -> None:
    """Point stdout nowhere, so that Python's own flush at exit has nothing to complain about."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_file(path: Path, data: Content) -> None:
    """Replace a file as a whole; a device or a pipe is written to as it is."""
    from hntrack.errors.os_errors import unwritable  # noqa: PLC0415  (only --output)
    from hntrack.store.write import ChangedMeanwhileError, blocks_of, replace_file  # noqa: PLC0415  (as above)

    label = str(path)
    try:
        real = path.resolve()
        _insist_on_place(real, path)
        if real.is_char_device() or real.is_fifo():
            with real.open("wb") as opened:
                opened.writelines(blocks_of(data))
            return
    except BrokenPipeError:
        return
    except OSError as error:
        raise unwritable(label, error) from error
    except (ValueError, RuntimeError) as error:  # a name that no system takes, links that lead in a circle
        raise _unfit(label, verbatim(str(error)), _ANOTHER) from error
    try:
        replace_file(real, data, _old(real, label), label)
    except ChangedMeanwhileError:
        replace_file(real, data, _old(real, label), label)


def _insist_on_place(real: Path, asked: Path) -> None:
    """Refuse a folder, and a file in a folder that is not there."""
    if real.is_dir():
        raise _unfit(
            str(asked), _("it is a folder"), _("Name a file in it, such as {asked}/report.txt.", asked=asked)
        )
    if not real.parent.is_dir():
        missing = (
            real.parent if asked.parent.is_dir() else asked.parent
        )  # the one: where a link leads nowhere
        raise _unfit(
            str(asked),
            _("there is no folder {missing}", missing=missing),
            _("Make the folder first, or choose another."),
        )


def _old(path: Path, label: str) -> Old:
    """Give a file as it is, to be put back where the new one cannot be made to last."""
    from hntrack.errors.os_errors import unreadable  # noqa: PLC0415  (only --output)
    from hntrack.store.write import NO_FILE, Old, identity  # noqa: PLC0415  (as above)

    was = identity(path, label)
    if was is None:
        return NO_FILE
    try:
        return Old(was, path.read_bytes())
    except OSError as error:
        raise unreadable(label, error) from error


_ANOTHER = _("Choose another name.")


def _unfit(name: str, cause: Message, remedy: Message) -> InputError:
    return InputError(_("Cannot write to {name}: {cause}.", name=name, cause=cause), remedy)


def _no_stdout(error: OSError) -> InputError:
    from hntrack.errors.os_errors import cause  # noqa: PLC0415  (only where stdout fails)

    return InputError(
        _("Cannot write to stdout: {cause}.", cause=cause(error)), _("Check the disk space and the pipe.")
    )
