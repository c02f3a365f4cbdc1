"""Write the indexes of formats and commands, and docs/commands.md: the help of every command in both languages.

The indexes follow what stands above the functions (``tools/indexes.py``); the help is what the program prints.

Usage: ``python tools/commands.py [--check]``
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator

from blocks import ROOT, settle
from indexes import written_commands, written_formats

from hntrack.cli.app import run
from hntrack.cli.commands import COMMANDS

INTRODUCTION = """\
# Commands

This page is written by `python tools/commands.py` from the program's own help, first in English, then in
Vietnamese. Exit codes and what the words mean: [README](../README.md). Which language a run speaks: `--lang`, else
`HNTRACK_LANG`, else the locale, else English.
"""
ONE_LANGUAGE = "--print-one-language"


def main() -> int:
    """Write or check the indexes and the page."""
    if sys.argv[1:] == [ONE_LANGUAGE]:
        print(json.dumps([[list(path), said(*path)] for path in paths()]))
        return 0
    stale = settle([written_formats(), written_commands()], __doc__)
    return settle([(ROOT / "docs" / "commands.md", page())], __doc__) or stale


def page() -> str:
    """Give the whole page."""
    parts = [INTRODUCTION]
    for (path, english), (_, vietnamese) in zip(helps("en"), helps("vi"), strict=True):
        parts.append(f"## {' '.join(('hntrack', *path))}\n")
        parts += [f"```text\n{text.rstrip()}\n```\n" for text in (english, vietnamese)]
    return "\n".join(parts)


def helps(lang: str) -> list[tuple[list[str], str]]:
    """Give every command's help in one language.

    Each language is asked of a process of its own: commands take their words when they are loaded.
    """
    done = subprocess.run(
        (sys.executable, __file__, ONE_LANGUAGE),
        stdout=subprocess.PIPE,
        check=True,
        env={**os.environ, "HNTRACK_LANG": lang, "COLUMNS": "100"},
    )
    return [(path, text) for path, text in json.loads(done.stdout)]


def paths() -> Iterator[tuple[str, ...]]:
    """Give the program, every command, and under a command that is a group every command of the group."""
    yield ()
    for name in COMMANDS:
        yield (name,)
        for member in _members(said(name)):
            yield (name, member)


def said(*argv: str) -> str:
    """Give a command's help.

    Raises:
        SystemExit: There is none.
    """
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = run([*argv, "--help"])
    if code:
        raise SystemExit(f"hntrack {' '.join(argv)} --help left with exit code {code}")
    return out.getvalue()


def _members(help_text: str) -> Iterator[str]:
    lines = iter(help_text.splitlines())
    for line in lines:
        if line in ("Commands:", "Lệnh:"):
            break
    for line in lines:
        if not line:
            return  # what follows are examples
        if line.startswith("  ") and not line.startswith("   "):
            yield line.split()[0]


if __name__ == "__main__":
    sys.exit(main())
