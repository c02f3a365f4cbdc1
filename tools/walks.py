"""Go the ways that docs/*.md describe, one command after the other, and write down what the terminal shows.

Usage: ``python tools/walks.py [--check]``

A step is a block ``<!-- walk: COMMAND -->`` … ``<!-- /walk -->``; the lines under the command are typed at its
prompts, one at each, Enter alone being ``⏎``.  The steps of a document share one folder, in which the files of
``docs/examples`` lie, so that a later step sees what an earlier one wrote.  ``exit=N COMMAND`` as for
``tools/sessions.py``.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from blocks import ROOT, filled, settle
from sessions import language_of

COLUMNS = 80
PATIENCE = 60.0
PROMPTS = (b": ", b"> ")
ENTER = "⏎"


def main() -> int:
    """Write or check every document that has such steps."""
    return settle(_documents(), __doc__)


def _documents() -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / "docs").glob("**/*.md")):
        text = path.read_text("utf-8")
        if "<!-- walk: " in text:
            with tempfile.TemporaryDirectory() as folder:
                for example in (ROOT / "docs" / "examples").iterdir():
                    if example.is_file():
                        shutil.copy(example, folder)
                yield path, filled(text, "walk", _stepper(Path(folder), language_of(path)))


class _stepper:  # noqa: N801  (called like a function; it only remembers the folder)
    def __init__(self, folder: Path, lang: str) -> None:
        self.folder = folder
        self.lang = lang

    def __call__(self, asked: str) -> str:
        """Go one step and give what was seen as a Markdown block.

        Raises:
            SystemExit: The command left with another exit code than expected.
        """
        command, *lines = asked.split("\n")
        expected = 0
        if command.startswith("exit="):
            code, _, command = command.partition(" ")
            expected = int(code[5:])
        left, shown = _typed(command, lines, self.folder, self.lang)
        if left != expected:
            raise SystemExit(f"{command!r} left with exit code {left} and showed:\n{shown}")
        said = "\n".join(line.rstrip() for line in shown.replace("\r", "").split("\n"))
        seen = f"$ {command}\n{said.strip()}".rstrip()
        return f"```console\n{seen}\n```"


def _typed(command: str, lines: list[str], folder: Path, lang: str) -> tuple[int, str]:
    """Run a command line on a pseudo-terminal and answer its prompts."""
    ours, theirs = pty.openpty()
    environ = {
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(folder),
        "HNTRACK_LANG": lang,
        "COLUMNS": str(COLUMNS),
        "TERM": "xterm",
        "NO_COLOR": "1",
    }
    process = subprocess.Popen(
        ("bash", "-o", "pipefail", "-c", command),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=environ,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        shown = _talk(ours, lines, process)
        return process.wait(PATIENCE), shown.decode("utf-8")
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _talk(terminal: int, lines: list[str], process: subprocess.Popen[bytes]) -> bytes:
    shown, answered, waiting = b"", 0, list(lines)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                chunk = os.read(terminal, 65536)
            except OSError:  # Linux says "input/output error" where the other end was closed
                return shown
            if not chunk:
                return shown
            shown += chunk
        elif len(shown) > answered and shown.endswith(PROMPTS) and waiting:
            answered = len(shown)
            line = waiting.pop(0)
            os.write(terminal, b"\n" if line == ENTER else f"{line}\n".encode())
        elif process.poll() is not None:
            return shown
    raise SystemExit(f"no prompt and no end:\n{shown.decode('utf-8', 'replace')}")


if __name__ == "__main__":
    sys.exit(main())
