"""The one boundary: whatever happens inside becomes a line on stderr and an exit code."""

from __future__ import annotations

import _signal  # built in: `signal` is a file that every start would read
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from hntrack.classes import TYPE_CHECKING
from hntrack.cli.language import say, spoken
from hntrack.cli.streams import note, silence_stdout
from hntrack.errors import EXIT_BUG, EXIT_INPUT, EXIT_USAGE, DataError, HntrackError, Problem
from hntrack.text.visible import visible

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


_INTERRUPTED = 130
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
    note(f"hntrack: {say('error')}: {visible(spoken(error.message))}")
    if spoken(error.hint):
        note(f"  {visible(spoken(error.hint))}")
    return error.exit_code


def _unexpected(error: Exception, argv: Sequence[str]) -> int:
    """Tell a slip on the command line (Typer's own usage errors) from an internal error."""
    if "typer" in sys.modules:
        from hntrack.cli.typed import usage_lines  # noqa: PLC0415  (Typer is loaded, so it may be Typer's error)

        if lines := usage_lines(error, argv):
            for line in lines:
                note(visible(line))
            return EXIT_USAGE
    if isinstance(
        error, UnicodeEncodeError
    ):  # half a character, as no keyboard types it, where a path belongs
        note(say("hntrack: error: '{text}' is no text.", text=visible(str(error.object), limit=120)))
        return EXIT_USAGE
    if isinstance(error, OSError) and isinstance(
        error.filename, str
    ):  # of the surroundings: a name too long, say
        from hntrack.errors.os_errors import cause  # noqa: PLC0415  (only what fails pays for it)

        why = spoken(cause(error))
        note(f"hntrack: {say('error')}: {visible(error.filename, limit=120)}: {why}.")
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
