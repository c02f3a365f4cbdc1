"""Run the command line: inside this process (fast), or as a process of its own (streams, signals, environment)."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from hntrack.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-01-01"
"""The day of every run whose output is compared: after the last document of the catalog, before any due date of 2030."""

_KEPT = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True)
class Result:
    """What a run left behind."""

    code: int
    out: str
    err: str


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def environment(env: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give an environment without anything of this machine's owner, with what coverage needs in a child."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    return {"HNTRACK_CACHE": "off", **kept, **measured, **(env or {})}


def unmeasured() -> dict[str, str]:
    """Give the environment of a child that nobody measures: measuring takes time and imports of its own."""
    return {name: value for name, value in environment().items() if not name.startswith("COVERAGE_")}


def invoke(*argv: str, env: Mapping[str, str] | None = None, tty: bool = False) -> Result:
    """Run a command line inside this process.

    Args:
        argv: Arguments without the program's name.
        env: The whole environment as far as hntrack looks at it.
        tty: Both streams claim to be a terminal.
    """
    out, err = (_Terminal(), _Terminal()) if tty else (io.StringIO(), io.StringIO())
    with (
        mock.patch.dict(os.environ, environment(env), clear=True),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = run(list(argv))
    return Result(code, out.getvalue(), err.getvalue())


def command_line(*argv: str) -> tuple[str, ...]:
    """Give the words that start hntrack as a process."""
    return (sys.executable, "-m", "hntrack", *argv)


def spawn(*argv: str, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Result:
    """Run a command line as a process, its streams being pipes.  Output that is not UTF-8 fails the test."""
    done = subprocess.run(
        command_line(*argv),
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=environment(env),
        cwd=cwd,
        timeout=600,  # for what hangs; no measure of speed
    )
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
