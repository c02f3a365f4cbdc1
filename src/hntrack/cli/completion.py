"""Completion for bash, zsh and fish: commands, options, their words, and the ids of the catalog, without Typer.

``_HNTRACK_COMPLETE=bash_source hntrack`` gives the script for a shell; the script asks with ``bash_complete``, the
words of the line in ``COMP_WORDS`` (one a line), and in ``COMP_CWORD`` which of them is being typed.  What can be said
is read from the declarations that the commands are called by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from hntrack.classes import NamedTuple
from hntrack.cli.commands import COMMANDS, Declared, Registry, declared, purpose
from hntrack.cli.streams import write_out
from hntrack.errors import HntrackError, UsageError
from hntrack.text.characters import visible
from hntrack.text.messages import _
from hntrack.text.numbers import read_whole

SHELLS = ("bash", "zsh", "fish")
"""Each has its script in a file beside this one: ``completion.bash``."""

_WORDS = re.compile(r"[a-z0-9_-]+(?:\|[a-z0-9_-]+)+")
_ACT, _MEASUREMENT, _PROMISED = ("act",), ("measurement",), ("target", "indicator")
_OF_OPTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "--area": ("area",), "--goal": ("goal",), "--source": ("source",), "--indicator": ("indicator",),
        "--unit": ("unit",), "--act": _ACT, "--basis": _ACT, "--amends": _ACT, "--implements": _ACT,
        "--replaces": _ACT, "--claim": ("claim",), "--restated": ("claim",), "--baseline": _MEASUREMENT,
        "--relative-to": _MEASUREMENT, "--derived-from": _MEASUREMENT, "--supersedes": ("target",),
    }
)  # fmt: skip
_OF_COMMANDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "progress": _PROMISED, "targets": _PROMISED, "report": _PROMISED, "show": _PROMISED, "chart": _PROMISED,
        "history": _PROMISED, "indicators": ("indicator",), "measurements": ("indicator", "measurement"),
        "log": ("indicator",), "record": ("indicator",), "add target": ("indicator",), "revise": _MEASUREMENT,
        "withdraw": _MEASUREMENT, "sources show": ("source",), "sources verify": ("source",),
        "sources coverage": ("source",),
    }
)  # fmt: skip


class _Typing(NamedTuple):
    """A line that is being typed: the command, what it takes, the words behind it, and the word under the cursor."""

    command: str
    takes: Sequence[Declared]
    before: Sequence[str]
    flags: frozenset[str]


Told = Iterator[tuple[str, str]]


def complete(environ: Mapping[str, str], registered: Callable[[str], Registry]) -> int:
    """Give the script of a shell, or what may stand where the cursor is: one a line, a tab, and what it is for.

    Args:
        environ: ``_HNTRACK_COMPLETE``, ``COMP_WORDS`` and ``COMP_CWORD``.
        registered: Gives what a command declares.

    Raises:
        UsageError: Such a shell is not known.
    """
    shell, _underline, asked = environ["_HNTRACK_COMPLETE"].partition("_")
    if shell not in SHELLS or asked not in {"source", "complete"}:
        raise UsageError(
            _("There is no completion for '{shell}'.", shell=shell),
            _("There is one for: {listed}.", listed=", ".join(SHELLS)),
        )
    if asked == "source":
        write_out(Path(__file__).with_suffix(f".{shell}").read_text("utf-8"))
        return 0
    words = environ.get("COMP_WORDS", "").split("\n")
    at = read_whole(environ.get("COMP_CWORD", ""), 99_999)
    number = len(words) if at is None else at
    typed = words[number] if number < len(words) else ""
    before = [word for word in words[1:number] if word != "="]  # bash parts --option=value into three
    typed = "" if typed == "=" else typed
    with suppress(HntrackError):  # a catalog with faults: the command itself will say so
        fitting = {word: about for word, about in _told(before, typed, registered) if word.startswith(typed)}
        write_out("".join(f"{word}\t{visible(about, limit=100)}\n" for word, about in fitting.items()))
    return 0


def _told(before: Sequence[str], typed: str, registered: Callable[[str], Registry]) -> Told:
    """Give what may stand behind some words."""
    if not before:
        yield from ((name, purpose(name)) for name in COMMANDS)
        yield from (("--help", ""), ("--version", ""))
        return
    if before[0] not in COMMANDS:
        return
    registry = registered(before[0])
    group = registry.groups.get(before[0])
    member = group.commands.get(before[1]) if group is not None and len(before) > 1 else None
    if group is None:
        line = _line(before[0], registry.commands[before[0]].run, before[1:])
    elif member is not None:
        line = _line(" ".join(before[:2]), member.run, before[2:])
    else:
        if len(before) == 1:
            yield from ((name, command.about) for name, command in group.commands.items())
        if group.alone is None:
            return
        line = _line(before[0], group.alone, before[1:])
    yield from _of_line(line, typed)


def _line(command: str, run: Callable[..., int], before: Sequence[str]) -> _Typing:
    both = [declared(parameter.annotation) for parameter in run.parameters]  # type: ignore[attr-defined]  # made by `flat`
    flags = {name for kind, told in both if kind in {bool, bool | None} for name in told.names}
    return _Typing(command, [told for _kind, told in both], before, frozenset(flags))


def _of_line(line: _Typing, typed: str) -> Told:
    last = line.before[-1] if line.before else ""
    asked = next((told for told in line.takes if last in told.names and last not in line.flags), None)
    if asked is not None:
        yield from _values(line, asked)
    elif typed.startswith("-"):
        yield from ((name, told.help) for told in line.takes for name in told.names if name.startswith("--"))
        yield "--help", ""
    else:
        yield from _ids(line, _OF_COMMANDS.get(line.command, ()))


def _values(line: _Typing, asked: Declared) -> Told:
    """Give the words that an option takes, or the ids that it names."""
    if _WORDS.fullmatch(asked.metavar or ""):
        yield from ((word, "") for word in (asked.metavar or "").split("|"))
    elif "--method" in asked.names:
        from hntrack.assess.methods import MODULES  # noqa: PLC0415  (only this option pays for it)

        yield from ((name, "") for name in (*MODULES, "all"))
    else:
        yield from _ids(line, next((_OF_OPTIONS[name] for name in asked.names if name in _OF_OPTIONS), ()))


def _ids(line: _Typing, kinds: Sequence[str]) -> Told:
    """Give ids of the catalog that the line names."""
    if not kinds:
        return
    from hntrack.cli.commands import environment  # noqa: PLC0415  (only ids need a catalog)
    from hntrack.workspace import find, open_catalog  # noqa: PLC0415  (as above)

    words = [*line.before, ""]
    data = next((words[at + 1] for at, word in enumerate(line.before) if word == "--data"), None)
    catalog = open_catalog(find(data, environment(), Path.cwd()))
    for kind in kinds:
        yield from ((name, "") for name in getattr(catalog, kind))
