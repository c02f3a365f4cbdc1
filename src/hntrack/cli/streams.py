"""Streams and the one boundary: reports go to stdout whole or not at all, all else to stderr, no traceback anywhere."""

from __future__ import annotations

import _signal  # built in: `signal` is a file that every start would read
import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from hntrack.classes import TYPE_CHECKING
from hntrack.cli import take_any_text
from hntrack.cli.commands import say, spoken
from hntrack.errors import (
    EXIT_BUG,
    EXIT_INPUT,
    EXIT_USAGE,
    DataError,
    HntrackError,
    InputError,
    Problem,
    UsageError,
    cause,
    unreadable,
    unwritable,
)
from hntrack.store.folder import light_path
from hntrack.text.characters import visible
from hntrack.text.messages import Message, _, verbatim

if TYPE_CHECKING:
    from pathlib import Path
    from sys import UnraisableHookArgs

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


YES = frozenset(("y", "yes", "c", "có", "co"))


def agreed() -> bool:
    """Ask on a terminal whether to do what was shown; elsewhere nobody can agree."""
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(say("Take it? [y/N] "))
    sys.stderr.flush()
    try:
        return sys.stdin.readline().strip().lower() in YES
    except (OSError, ValueError):
        return False


def silence_stdout() -> None:
    """Point stdout nowhere, so that Python's own flush at exit has nothing to complain about."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_file(path: Path, data: Content) -> None:
    """Replace a file as a whole; a device or a pipe is written to as it is."""
    from hntrack.store.write import ChangedMeanwhileError, blocks_of, replace_file  # noqa: PLC0415  (only --output)

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
    from hntrack.store.write import NO_FILE, Old, identity  # noqa: PLC0415  (only --output)

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
    return InputError(
        _("Cannot write to stdout: {cause}.", cause=cause(error)), _("Check the disk space and the pipe.")
    )


_INTERRUPTED = 130
_LONGEST = 4000  # characters of a line that says what is wrong: it may quote what somebody typed
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What a temporary file meets; those that people name are written where this is told with their names."""
_A_MOMENT = 0.001  # in seconds


def guarded(work: Callable[[], int], argv: Sequence[str]) -> int:
    """Run a command.

    Returns:
        Its exit code, or the one of the error that ended it; 70 for a fault of our own.
    """
    try:
        return _interruptible(work)
    except HntrackError as error:
        _debug(argv)
        return _expected(error)
    except (KeyboardInterrupt, EOFError):
        return _stopped()
    except BrokenPipeError:
        silence_stdout()
        return 0
    except Exception as error:  # noqa: BLE001  (the boundary: nothing may pass it as a traceback)
        return _typers_own(error, argv)


def _typers_own(error: Exception, argv: Sequence[str]) -> int:
    """Leave as Typer asks for, where Typer was there and asked; else an error that was not expected."""
    typers = sys.modules.get("typer")
    if typers is not None and isinstance(error, typers.Exit):
        return int(error.exit_code)
    if typers is not None and isinstance(error, typers.Abort):
        return _stopped()
    _debug(argv)
    return _unexpected(error, argv)


def _stopped() -> int:
    note(say("\nStopped."))
    return _INTERRUPTED


def _interruptible(work: Callable[[], int]) -> int:
    """Run a command with Ctrl-C let in, and hold it back again afterwards where it was held before."""
    hold = getattr(_signal, "pthread_sigmask", None)
    if hold is None:
        return work()
    told, sys.unraisablehook = sys.unraisablehook, _interrupt_again
    before = hold(_signal.SIG_UNBLOCK, {_signal.SIGINT})
    try:
        return work()
    finally:
        hold(_signal.SIG_SETMASK, before)
        sys.unraisablehook = told


def _interrupt_again(lost: UnraisableHookArgs) -> None:
    """Repeat a Ctrl-C that came while Python cleaned up after an object.

    What is raised there (a lock of an import being dropped, say) reaches no caller: Python would print it with a
    traceback and go on as if nobody had pressed a key.
    """
    if lost.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(lost)
        return
    _signal.signal(_signal.SIGALRM, _signal.default_int_handler)
    _signal.setitimer(_signal.ITIMER_REAL, _A_MOMENT)


def _expected(error: HntrackError) -> int:
    if isinstance(error, DataError):
        for line in problem_lines(error.problems):
            note(line)
    note(f"hntrack: {say('error')}: {visible(spoken(error.message), limit=_LONGEST)}")
    if spoken(error.hint):
        note(f"  {visible(spoken(error.hint), limit=_LONGEST)}")
    return error.exit_code


def _unexpected(error: Exception, argv: Sequence[str]) -> int:
    """Tell a slip on the command line (Typer's own usage errors) from an internal error."""
    if "typer" in sys.modules:
        from hntrack.cli.typed import usage_lines  # noqa: PLC0415  (Typer is loaded, so it may be Typer's error)

        if lines := usage_lines(error, argv):
            for line in lines:
                note(visible(line, limit=_LONGEST))
            return EXIT_USAGE
    if isinstance(
        error, UnicodeEncodeError
    ):  # half a character, as no keyboard types it, where a path belongs
        note(say("hntrack: error: '{text}' is no text.", text=visible(str(error.object), limit=120)))
        return EXIT_USAGE
    if isinstance(error, OSError) and (refused := _by_the_system(error)):
        note(refused)
        return EXIT_INPUT
    note(
        say(
            "hntrack: internal error: {name}: {error}",
            name=type(error).__name__,
            error=visible(str(error), limit=300),
        )
    )
    note(say("  Add --debug for the traceback, and please report it."))
    return EXIT_BUG


def _by_the_system(error: OSError) -> str:
    """Say what the system refused, of a file that it names or of a temporary one; nothing of any other error."""
    named = isinstance(error.filename, str)  # too long a name, say
    if not named and error.errno not in _FULL:
        return ""
    why, what = spoken(cause(error)), error.filename if named else say("a temporary file")
    return f"hntrack: {say('error')}: {visible(what, limit=120)}: {why}."


def _debug(argv: Sequence[str]) -> None:
    if "--debug" not in argv:
        return
    import traceback  # noqa: PLC0415  (only who asks pays for it)

    note(say("Internal detail (--debug):"))
    for line in traceback.format_exc().splitlines():
        note(visible(line))


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Give each problem as two to three lines."""
    for problem in problems:
        severity = say("error") if problem.severity == "error" else say("warning")
        yield f"{visible(str(problem.where))}: {severity}[{problem.code}]: {spoken(problem.message)}"
        if problem.excerpt.strip():
            yield f"    | {visible(problem.excerpt.strip(), limit=160)}"
        yield f"    = {spoken(problem.hint)}"
