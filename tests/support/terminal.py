"""Drive a command on a pseudo-terminal: wait for each prompt, type a line, and keep everything that was shown."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from support.cli import Result, command_line, environment

PROMPTS = (b": ", b"> ")
PATIENCE = 300.0  # seconds; no measure of speed, but so that a command that hangs ends
CTRL_C, CTRL_D = "\x03", "\x04"


def typed(
    *argv: str, lines: Iterable[str], env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Result:
    """Run hntrack on a terminal of 80 columns and answer its prompts.

    Args:
        argv: Arguments without the program's name.
        lines: What is typed at each prompt; Enter follows each, but for :data:`CTRL_C` and :data:`CTRL_D`.
        env: The environment.
        cwd: The folder to run in.

    Returns:
        The exit code and what the terminal showed, with plain line ends.  Where the lines run out the terminal is
        closed by Ctrl-D.
    """
    ours, theirs = pty.openpty()
    given = {"TERM": "xterm", "COLUMNS": "80", "HNTRACK_LANG": "en", "NO_COLOR": "1", **(env or {})}
    process = subprocess.Popen(
        command_line(*argv),
        stdin=theirs, stdout=theirs, stderr=theirs,
        env=environment(given), cwd=cwd, start_new_session=True, preexec_fn=_own_terminal,  # noqa: PLW1509  (no threads here)
    )  # fmt: skip
    os.close(theirs)
    try:
        shown = _talk(ours, [*lines], process)
        code = process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    return Result(code, shown.decode("utf-8").replace("\r\n", "\n"), "")


def _own_terminal() -> None:
    """Make the terminal the process's own, so that Ctrl-C reaches it, even where a background job ignores it."""
    import fcntl  # noqa: PLC0415  (in the child only)
    import termios  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _talk(terminal: int, lines: list[str], process: subprocess.Popen[bytes]) -> bytes:
    shown, answered = b"", 0
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ready = select.select([terminal], [], [], 0.05)[0]
        if ready:
            try:
                chunk = os.read(terminal, 65536)
            except OSError:
                return shown
            if not chunk:
                return shown
            shown += chunk
        elif len(shown) > answered and shown.endswith(PROMPTS):
            answered = len(shown)
            line = lines.pop(0) if lines else CTRL_D
            os.write(terminal, line.encode() if line in (CTRL_C, CTRL_D) else f"{line}\n".encode())
        elif process.poll() is not None:
            return shown
    raise AssertionError(f"no prompt and no end: {shown[-400:].decode('utf-8', 'replace')}")
