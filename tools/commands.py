"""Write docs/commands.md: the help of every command in both languages, as the program prints it.

Usage: ``python tools/commands.py [--check]``
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from unittest import mock

from blocks import ROOT, settle

from hntrack.cli.app import run
from hntrack.cli.commands import COMMANDS

INTRODUCTION = """\
# Commands

This page is written by `python tools/commands.py` from the program's own help, first in English, then in
Vietnamese. Exit codes and what the words mean: [README](../README.md). Which language a run speaks: `--lang`, else
`HNTRACK_LANG`, else the locale, else English.
"""


def main() -> int:
    """Write or check the page."""
    return settle([(ROOT / "docs" / "commands.md", page())], __doc__)


def page() -> str:
    """Give the whole page."""
    parts = [INTRODUCTION]
    for path in ((), *paths()):
        parts.append(f"## {' '.join(('hntrack', *path))}\n")
        parts += [f"```text\n{said(*path, lang=lang).rstrip()}\n```\n" for lang in ("en", "vi")]
    return "\n".join(parts)


def paths() -> Iterator[tuple[str, ...]]:
    """Give every command, and under a command that is a group every command of the group."""
    for name in COMMANDS:
        yield (name,)
        for line in _members(said(name, lang="en")):
            yield (name, line)


def said(*argv: str, lang: str) -> str:
    """Give a command's help.

    Raises:
        SystemExit: There is none.
    """
    out = io.StringIO()
    with (
        mock.patch.dict(os.environ, {"HNTRACK_LANG": lang, "COLUMNS": "100"}),
        contextlib.redirect_stdout(out),
    ):
        code = run([*argv, "--help"])
    if code:
        raise SystemExit(f"hntrack {' '.join(argv)} --help left with exit code {code}")
    return out.getvalue()


def _members(help_text: str) -> Iterator[str]:
    _, found, rest = help_text.partition("\nCommands:\n")
    for line in rest.splitlines() if found else ():
        if line.startswith("  ") and not line.startswith("   "):
            yield line.split()[0]


if __name__ == "__main__":
    sys.exit(main())
