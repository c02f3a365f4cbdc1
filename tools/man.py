"""Write man/hntrack.1 from what the commands declare of themselves, in English.

Usage: ``python tools/man.py [--check]``
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

from blocks import ROOT, settle

from hntrack.__about__ import __version__
from hntrack.cli.app import registered
from hntrack.cli.commands import COMMANDS, PURPOSES
from hntrack.cli.declare import Declared, Registry, declared
from hntrack.cli.help import TOPICS, text_of
from hntrack.cli.help_text import EXAMPLES, GROUPS

ABOUT = (
    "hntrack follows a public promise from the words it was made in to the number that shows whether it is kept. "
    "Reports go to standard output and nothing else does; hints and errors go to standard error. It never asks the "
    "network."
)
VARIABLES = (
    ("HNTRACK_DATA", "The data folder, where --data names none."),
    ("HNTRACK_LANG", "The language, vi or en, where --lang names none; else the locale decides."),
    ("NO_COLOR", "No colour, whatever it holds."),
    ("COLUMNS", "The width of what is drawn."),
    ("PAGER", "What shows the pages of 'hntrack help' on a terminal."),
)


def main() -> int:
    """Write or check the page; its words are those of a run in English."""
    if os.environ.get("HNTRACK_LANG") != "en":
        env = {**os.environ, "HNTRACK_LANG": "en"}
        return subprocess.run((sys.executable, __file__, *sys.argv[1:]), check=False, env=env).returncode
    return settle([(ROOT / "man" / "hntrack.1", page())], __doc__)


def page() -> str:
    """Give the whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '.\\" Written by tools/man.py; do not edit.'
    yield f'.TH HNTRACK 1 "" "hntrack {__version__}" "User Commands"'
    yield from (".SH NAME", _text("hntrack - follow public promises from their words to the numbers"))
    yield from (".SH SYNOPSIS", ".B hntrack", ".I COMMAND", "[OPTIONS] [ARGUMENTS]")
    yield from (".SH DESCRIPTION", _text(ABOUT))
    yield ".SH COMMANDS"
    for title, names in GROUPS:
        yield f'.SS "{_text(title.within("en"))}"'
        for name in names:
            yield from _entry(name, PURPOSES[name].within("en"))
    yield ".SH OPTIONS"
    for name in COMMANDS:
        yield from _command(registered(name))
    yield ".SH TOPICS"
    yield _text("'hntrack help TOPIC' tells about:")
    for name, topic in TOPICS.items():
        yield from _entry(name, topic.about.within("en"))
    yield ".SH EXIT STATUS"
    for line in text_of("exit-codes", "en").splitlines():
        code, _, means = line.strip("| ").partition(" | ")
        if code.isdigit():
            yield from _entry(code, means.replace("`", ""))
    yield ".SH ENVIRONMENT"
    for name, about in VARIABLES:
        yield from _entry(name, about)
    yield ".SH EXAMPLES"
    for name in COMMANDS:
        for example in EXAMPLES.get(name, ())[:1]:
            yield from (".PP", ".nf", _text(example), ".fi")


def _command(registry: Registry) -> Iterator[str]:
    """Give the options of a command, and of those below it."""
    for own, command in registry.commands.items():
        yield f'.SS "hntrack {_text(own)}"'
        yield _text(command.about)
        for parameter in command.run.parameters:  # type: ignore[attr-defined]
            _type, told = declared(parameter.annotation)
            yield from _entry(_usage(told), told.help)
    for own, group in registry.groups.items():
        yield f'.SS "hntrack {_text(own)}"'
        yield _text(group.about)
        for below, command in group.commands.items():
            yield from _entry(f"{own} {below}", command.short or command.about)


def _usage(told: Declared) -> str:
    names = ", ".join(sorted(told.names, key=len))
    return " ".join(part for part in (names, told.metavar or "") if part)


def _entry(term: str, about: str) -> Iterator[str]:
    yield ".TP"
    yield f".B {_text(term)}"
    yield _text(about)


def _text(text: str) -> str:
    """Give a text for roff: a backslash, a hyphen and a first dot are what they are."""
    plain = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    sys.exit(main())
