"""Floor 1: faults in the data as values, faults in use or surroundings as exceptions.

A :class:`Problem` says what is wrong in somebody's file; all of them are collected and shown at once.
An :class:`HntrackError` ends the command; the one boundary (``hntrack.cli.streams``) turns it into a line on
stderr and an exit code.  Those of a file that the system refuses, and of a name that does not exist, are worded here.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hntrack.classes import Literal, NamedTuple
from hntrack.text.characters import fold
from hntrack.text.messages import Message, Visible, _, _n, verbatim

NOTHING = Message("")
LONGEST_SHOWN = 120

EXIT_OK = 0
EXIT_GATE = 1
EXIT_USAGE = 2
EXIT_DATA = 3
EXIT_INPUT = 4
EXIT_BUG = 70


class Where(NamedTuple):
    """A place in a file as an editor counts it: line and column from 1; 0 is "the file as a whole"."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


class Problem(NamedTuple):
    """One fault in the data.

    Attributes:
        code: Stable name, ``value-differs``; declared beside what finds it.
        severity: ``error`` (the catalog must not be used) or ``warning``.
        where: Where the fault stands.
        message: What is wrong.
        hint: What to do about it.
        excerpt: The offending line as it stands in the file, without its line end; may be empty.
    """

    code: str
    severity: str
    where: Where
    message: Message
    hint: Message
    excerpt: str = ""


class Entry(NamedTuple):
    """What a problem code says: its severity, the message and the remedy in English, with ``{placeholders}``."""

    severity: str
    english: str
    remedy: str

    @property
    def message(self) -> Message:
        """What is wrong."""
        return Message(self.english)

    @property
    def hint(self) -> Message:
        """What to do about it."""
        return Message(self.remedy)


def error(english: str, remedy: str) -> Entry:
    """An entry for a fault that makes the catalog unusable."""
    return Entry("error", english, remedy)


def warning(english: str, remedy: str) -> Entry:
    """An entry for a fault that is worth a look but changes no figure."""
    return Entry("warning", english, remedy)


Stage = Literal["reading", "checking", "verifying", "importing"]
_DECLARED: dict[str, tuple[Stage, Entry]] = {}


def declare(stage: Stage, entries: Mapping[str, Entry]) -> None:
    """Declare problem codes beside the code that finds them, when its module is loaded.

    Args:
        stage: When they are found: in reading files, checking the catalog, verifying against originals, or importing.
        entries: Code → what it says.

    Raises:
        ValueError: A code is declared already: each has one meaning.
    """
    for code, entry in entries.items():
        if code in _DECLARED:
            raise ValueError(f"the problem code {code} is declared twice")
        _DECLARED[code] = stage, entry


def declared(stage: Stage) -> dict[str, Entry]:
    """Give the codes of a stage that loaded modules have declared, sorted."""
    return {code: entry for code, (of, entry) in sorted(_DECLARED.items()) if of == stage}


def problem(code: str, where: Where, excerpt: str = "", /, **facts: object) -> Problem:
    """Make a problem of a declared code.

    Args:
        code: What :func:`declare` was told.
        where: Where the fault stands.
        excerpt: The offending line.
        facts: What the message's ``{placeholders}`` name; shown as ``str``, control characters made visible.
    """
    return fill(code, where, excerpt, facts)


def fill(
    code: str, where: Where, excerpt: str, facts: Mapping[str, object], *, limit: int = LONGEST_SHOWN
) -> Problem:
    """Make a problem as :func:`problem` does, with so many characters of each fact at most."""
    entry = _DECLARED[code][1]
    shown = {name: Visible(fact, limit) for name, fact in facts.items()}
    return Problem(
        code, entry.severity, where, entry.message.filled(shown), entry.hint.filled(shown), excerpt
    )


class HntrackError(Exception):
    """Something cannot be done: what happened, what to do about it, and the exit code that a command ends with.

    Attributes:
        message, hint: Say them in a language: ``error.message.within("vi")``.
        problems: The faults of the data, where these are the reason.
    """

    exit_code = EXIT_BUG
    problems: tuple[Problem, ...] = ()

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.hint = hint or NOTHING


class UsageError(HntrackError):
    """The command was called in a way it does not understand."""

    exit_code = EXIT_USAGE


class InputError(HntrackError):
    """A file or folder cannot be read or written."""

    exit_code = EXIT_INPUT


class DataError(HntrackError):
    """The data has problems; they are all here."""

    exit_code = EXIT_DATA

    def __init__(self, problems: tuple[Problem, ...], message: Message | None = None) -> None:
        count = len(problems)
        super().__init__(
            message or _n("The data has {count} problem.", "The data has {count} problems.", count)
        )
        self.problems = problems


_CAUSES = MappingProxyType(
    {
        errno.ENOENT: _("it is not there"),
        errno.EACCES: _("permission denied"),
        errno.EPERM: _("not permitted"),
        errno.EROFS: _("the file system is read-only"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk quota is used up"),
        errno.EFBIG: _("the file size limit is exceeded"),
        errno.EIO: _("the disk reports an input/output error"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("a part of the path is no folder"),
        errno.ELOOP: _("it is a symbolic link"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EMFILE: _("too many files are open"),
        errno.ENOLCK: _("the file system has no locks"),
    }
)


def cause(error: Exception) -> Message:
    """Say why the system refused; what we have no words for is quoted as the system says it."""
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return _CAUSES.get(getattr(error, "errno", None) or 0) or verbatim(words)


def unreadable(label: str, error: OSError) -> InputError:
    """A file or folder cannot be read."""
    return InputError(
        _("{label} cannot be read: {why}.", label=label, why=cause(error)),
        _("See whether it is there and you are allowed to read it."),
    )


def unwritable(label: str, error: OSError) -> InputError:
    """A file cannot be written; it is as it was."""
    return InputError(
        _("{label} cannot be written: {why}.", label=label, why=cause(error)),
        _("The file is as it was before."),
    )


_MOST_NAMES = 12  # that are all listed
_LONGEST_NAME = 100


def unknown(name: str, names: Iterable[str], listing: str = "hntrack targets") -> UsageError:
    """Make the error for a name that does not exist: it lists a few names, of many the nearest, or says what does."""
    from difflib import get_close_matches  # noqa: PLC0415  (only a slip of the pen pays for it)

    names = tuple(names)
    inside = [one for one in names if fold(name) and fold(name) in one]
    near = list(dict.fromkeys([*get_close_matches(name, names, n=3, cutoff=0.5), *inside]))[:4]
    if near:
        hint = _("The nearest: {listed}.", listed=", ".join(near))
    elif not names:
        hint = _("The catalog holds none of its kind yet.")
    elif len(names) <= _MOST_NAMES:
        hint = _("There are: {listed}.", listed=", ".join(names))
    else:
        hint = _("'{listing}' lists the ids.", listing=listing)
    said = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
    return UsageError(_("There is no '{said}'.", said=said), hint)
