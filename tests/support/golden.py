"""Committed outputs that a person has looked at: compared, or written anew where their name is asked for."""

from __future__ import annotations

import difflib
from fnmatch import fnmatchcase
from pathlib import Path


class Golden:
    """Compares texts with committed files.

    Attributes:
        changes: Name → what was accepted in this run, as a diff.
        unused: Names that were asked for and that no test has met yet.
    """

    def __init__(self, accepted: list[str]) -> None:
        self._accepted = accepted
        self.unused = set(accepted)
        self.changes: dict[str, str] = {}

    def __call__(self, name: str, file: Path, text: str) -> None:
        """Fail where the file says anything else, unless ``--accept`` names it."""
        matching = {pattern for pattern in self._accepted if fnmatchcase(name, pattern)}
        self.unused -= matching
        old = file.read_text("utf-8") if file.is_file() else ""
        if old == text and file.is_file():
            return
        lines = difflib.unified_diff(
            old.splitlines(), text.splitlines(), "committed", "now", lineterm="", n=1
        )
        change = "\n".join(lines)
        assert matching, f"not what somebody looked at (pytest --accept {name} takes it):\n{change}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        self.changes[name] = change
