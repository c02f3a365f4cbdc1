"""Run the terminal sessions of README.md and docs/*.md and write down what they print.

Usage: ``python tools/sessions.py [--check]``

A session is a block ``<!-- session: COMMAND -->`` … ``<!-- /session -->``.  The command runs in bash on a terminal
of 88 columns (a pseudo-terminal, so what is shown is what a person sees), in an empty folder, with the hntrack of
this Python.  ``exit=N COMMAND`` says which exit code is expected where it is not 0.  Sessions name the day they
speak of with ``--as-of``, so that their output changes only when the program or the catalog does.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from blocks import ROOT, filled, settle

COLUMNS = 88
_EXPECTED = re.compile(r"(?:exit=(\d+) )?(.*)", re.DOTALL)


def main() -> int:
    """Write or check every document."""
    return settle(_documents(), __doc__)


def _documents() -> Iterator[tuple[Path, str]]:
    with tempfile.TemporaryDirectory() as folder:
        for path in (*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").glob("**/*.md"))):
            run = partial(session, folder=Path(folder), lang=language_of(path))
            yield path, filled(path.read_text("utf-8"), "session", run)


def language_of(document: Path) -> str:
    """Give the language in which a document's sessions are run."""
    return "vi" if document.name.endswith(".vi.md") or document.parent.name == "vi" else "en"


def session(asked: str, folder: Path, lang: str = "en") -> str:
    """Run one command line and give it with its output as a Markdown block.

    Raises:
        SystemExit: It left with another exit code than expected.
    """
    match = _EXPECTED.fullmatch(asked)
    assert match is not None, "the pattern matches everything"
    command = match[2]
    code, said = on_terminal(command, folder, lang)
    if code != int(match[1] or 0):
        raise SystemExit(f"{command!r} left with exit code {code} and said:\n{said}")
    return f"```console\n$ {command}\n{said.rstrip()}\n```"


def on_terminal(command: str, folder: Path, lang: str = "en") -> tuple[int, str]:
    """Run a command line with a pseudo-terminal as its output; give exit code and text."""
    ours, theirs = pty.openpty()
    environ = {
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(folder),
        "HNTRACK_DATA": str(ROOT / "data"),
        "HNTRACK_LANG": lang,
        "COLUMNS": str(COLUMNS),
        "TERM": "xterm",
        "NO_COLOR": "1",
    }
    process = subprocess.Popen(
        ("bash", "-o", "pipefail", "-c", command),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=environ,
    )
    os.close(theirs)
    said = b"".join(_chunks(ours))
    return process.wait(), said.decode("utf-8").replace("\r\n", "\n")


def _chunks(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux says "input/output error" where the other end was closed
            break
        if not chunk:
            break
        yield chunk
    os.close(terminal)


if __name__ == "__main__":
    sys.exit(main())
