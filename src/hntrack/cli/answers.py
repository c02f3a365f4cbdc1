"""An answer that was given before, given again while everything that it was made of is still the same.

A command that only reads says the same again for the same words, in the same surroundings, on the same day, by the same
program, about the same bytes.  All of these are compared, the files by their whole content, so an answer that is kept
cannot be an old one; what is kept is in the user's own cache folder (:mod:`hntrack.store.kept`), in a few files that
take turns, and nothing needs it.

Asking comes before everything else in a run: nothing is imported here that Python does not load by itself.
"""

import marshal
import os
import stat
import sys
import time

from hntrack.cli import take_any_text
from hntrack.store.kept import kept_path, read_kept, write_kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from hntrack.store.folder import Contents, Folder

REPEATED = ("progress", "targets", "show", "history", "log", "search", "check")
"""Commands that read a catalog and write to stdout and stderr, and do nothing else."""

_MAGIC = b"hntrack answer 1\n"
_LONG, _LONGEST = 200_000, 4_000_000  # characters of an answer
_LARGE_FILES = 8  # of long answers; 256 of others: some 80 megabytes at the very most
# What changes from run to run and says nothing to us; everything else in the environment counts.
_ENVIRONMENT_OF_SHELLS = (
    "_",
    "OLDPWD",
    "PWD",
    "SHLVL",
    "SSH_CLIENT",
    "SSH_CONNECTION",
    "SSH_TTY",
    "WINDOWID",
)


def recall(argv: "Sequence[str]") -> int | None:
    """Give an answer again.

    Args:
        argv: The arguments without the program's name.

    Returns:
        The exit code; ``None`` where nothing was said, and the run has to find out.
    """
    asked = _asked(argv)
    if asked is None:
        return None
    for large in (False, True):
        path = _path(asked, large=large)
        data = read_kept(path, _MAGIC) if path is not None else None
        code = None if data is None else _repeat(data, asked)
        if code is not None:
            return code
    return None


def _repeat(data: bytes, asked: bytes) -> int | None:
    """Give the answer in a file again, if it is the one to this question and still so."""
    try:
        of, made_of, said, code = marshal.loads(data)  # noqa: S302  (the user's own, and whole)
        if of != asked or not _still_so(*made_of):
            return None
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return _say(said, code)


class Listener:
    """Listens to a run, to keep its answer."""

    def __init__(self, argv: "Sequence[str]") -> None:
        """Begin to listen, where the command is one whose answers are kept."""
        self.argv = argv
        self.asked = _asked(argv)
        self.said: list[tuple[str, str]] = []
        self.read: list[tuple[Folder, Contents, Any]] = []
        if self.asked is not None:
            from hntrack.cli.streams import listen  # noqa: PLC0415  (asking comes before importing)
            from hntrack.store.folder import watch  # noqa: PLC0415  (as above)

            listen(self.said)
            watch(lambda folder, contents: self.read.append((folder, contents, _listings(folder))))

    def stop(self) -> None:
        """Listen no more."""
        if self.asked is not None:
            from hntrack.cli.streams import listen  # noqa: PLC0415  (as above)
            from hntrack.store.folder import watch  # noqa: PLC0415  (as above)

            listen(None)
            watch(None)

    def keep(self, code: int) -> None:
        """Keep what was said; where anything about it is in doubt, nothing is kept."""
        if self.asked is None or len(self.read) != 1 or _asked(self.argv) != self.asked:
            return
        length = sum(len(text) for _, text in self.said)
        path = _path(self.asked, large=length > _LONG)
        if path is None or length > _LONGEST or any(stream == "file" for stream, _ in self.said):
            return
        folder, contents, listings = self.read[0]
        try:
            made_of = (
                _program(),
                _nearer(folder.data),
                listings,
                [(str(file.absolute()), _digest(data)) for file, data in contents.items()],
            )
            if listings == _listings(folder):
                write_kept(path, _MAGIC, marshal.dumps((self.asked, made_of, self.said, code)))
        except (OSError, ValueError):
            return


def _asked(argv: "Sequence[str]") -> bytes | None:
    """Give one number for the question and all around it; ``None`` where answers are not kept."""
    if not argv or argv[0] not in REPEATED or sys.stdout is None or sys.stderr is None:
        return None
    if (
        any(word.startswith(("-h", "--h", "--o", "-o", "--de")) for word in argv)
        or "HNTRACK_LOCALES" in os.environ
    ):
        return None
    surroundings = sorted(item for item in os.environ.items() if item[0] not in _ENVIRONMENT_OF_SHELLS)
    try:
        streams = [stream.isatty() for stream in (sys.stdout, sys.stderr)]
        whole = repr(
            (list(argv), surroundings, _here(), streams, _width(), time.localtime()[:3], sys.version)
        )
    except (OSError, ValueError):
        return None
    return _digest(whole.encode("utf-8", "surrogateescape"))


def _here() -> str:
    return os.getcwd()  # noqa: PTH109  (before importing pathlib)


def _width() -> int:
    try:
        return os.get_terminal_size(1).columns
    except OSError:
        return 0


def _path(asked: bytes, *, large: bool) -> str | None:
    return kept_path(f"{asked[0] % _LARGE_FILES}.long-answer" if large else f"{asked[0]:03}.answer")


def _digest(data: bytes) -> bytes:
    from _blake2 import blake2b  # noqa: PLC0415  (`hashlib` would load OpenSSL)

    gathered: bytes = blake2b(data, digest_size=32).digest()
    return gathered


def _still_so(
    program: "Sequence[tuple[str, int, int]]",
    nearer: "Sequence[str]",
    listings: "Sequence[tuple[str, list[str] | None]]",
    files: "Sequence[tuple[str, bytes]]",
) -> bool:
    """Whether everything is as it was: the program, which catalog is meant, its files, and every byte of them."""
    for path, size, changed in program:
        gathered = os.stat(path)  # noqa: PTH116  (before importing pathlib)
        if (gathered.st_size, gathered.st_mtime_ns) != (size, changed):
            return False
    if any(map(os.path.exists, nearer)):
        return False
    if any(_listing(path) != names for path, names in listings):
        return False
    return all(_digest(_content(path)) == digest for path, digest in files)


def _content(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:  # noqa: PTH123  (a descriptor)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError
        return file.read()


def _listing(path: str) -> list[str] | None:
    """Give the YAML files of a folder by name; ``None`` where there is no such folder."""
    try:
        return sorted(name for name in os.listdir(path) if name.lower().endswith((".yaml", ".yml")))  # noqa: PTH208
    except FileNotFoundError:
        return None


def _listings(folder: "Folder") -> list[tuple[str, list[str] | None]]:
    gathered = []
    for each in (folder.data, folder.data / "measurements", folder.data / "seeds", folder.seeds):
        path = str(each.absolute())
        gathered.append((path, _listing(path)))
    return gathered


def _nearer(data: "Path") -> list[str]:
    """Name what would be another catalog than this one, if it were there: a data folder nearer to where we are."""
    from hntrack.store.folder import light_path  # noqa: PLC0415  (asking comes before importing)

    used = data.absolute()
    gathered = [used.parent / "targets.yaml"]  # where `--data` names the folder above
    here = light_path(_here())
    for folder in (here, *here.parents):
        if folder / "data" == used:
            break
        gathered.append(folder / "data" / "targets.yaml")
    return [str(path) for path in gathered if not os.path.exists(path)]  # noqa: PTH110


def _program() -> list[tuple[str, int, int]]:
    """Give size and time of every file that the run loaded as code, but Python's own, and of our translations."""
    own = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    python = os.path.dirname(os.__file__)  # noqa: PTH120
    files = {getattr(module, "__file__", None) for module in tuple(sys.modules.values())}
    wanted = [
        file
        for file in files
        if file and (not file.startswith(python) or "site-packages" in file) and os.path.exists(file)  # noqa: PTH110
    ]
    locales = os.path.join(own, "locale")  # noqa: PTH118
    wanted.append(locales)  # its time changes with a new language
    for name in os.listdir(locales):  # noqa: PTH208
        translation = os.path.join(locales, name, "LC_MESSAGES", "hntrack.po")  # noqa: PTH118
        if os.path.exists(translation):  # noqa: PTH110
            wanted.append(translation)
    gathered = []
    for file in sorted(wanted):
        seen = os.stat(file)  # noqa: PTH116
        gathered.append((file, seen.st_size, seen.st_mtime_ns))
    return gathered


def _say(said: "Sequence[tuple[str, str]]", code: int) -> int:
    """Say it again, in the order in which it was said."""
    for each in (sys.stdout, sys.stderr):
        take_any_text(each)
    for stream, text in said:
        meant = sys.stdout if stream == "out" else sys.stderr
        try:
            meant.write(text)
            meant.flush()
        except (OSError, ValueError):
            if stream == "out":
                return _not_said(text, code)
    return code


def _not_said(text: str, code: int) -> int:
    """Meet a full disk and a closed pipe as any run does."""
    from hntrack.cli.streams import guarded, write_out  # noqa: PLC0415  (as above)

    def write() -> int:
        write_out(text)
        return code

    return guarded(write, ())
