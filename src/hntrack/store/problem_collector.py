"""Collect what is wrong with one file, each fault with its place and its line."""

from __future__ import annotations

from hntrack.classes import Protocol
from hntrack.errors import Problem, Where, declare, error, problem

declare(
    "reading",
    {
        "too-many-problems": error(
            "This file has more than {most} problems; the rest is not listed.",
            "Mend those above and check again.",
        ),
    },
)

MOST_PER_FILE = 1000
_LONGEST_EXCERPT = 400


class Placed(Protocol):
    """What stands at a line and a column, both from 1."""

    line: int
    column: int


class Faults:
    """What reading one file found: its faults, in the order they were met, and how many nodes it has.

    A hostile file can hold a fault in every node: after :data:`MOST_PER_FILE` of them one last problem says so,
    and the rest is counted no further.
    """

    def __init__(self, label: str, text: str = "") -> None:
        self.label = label
        self.problems: list[Problem] = []
        self.nodes = 0  # how many the file has, as far as it was read
        self._text = text
        self._lines: list[str] | None = None

    @property
    def full(self) -> bool:
        """Whether nothing more will be noted: no need to work out what to say."""
        return len(self.problems) > MOST_PER_FILE

    def add(self, code: str, at: Placed, **facts: object) -> None:
        """Note a fault of the message table's ``code`` where ``at`` stands."""
        self.add_at(code, at.line, at.column, **facts)

    def add_at(self, code: str, line: int, column: int, **facts: object) -> None:
        """Note a fault at a line and column, both from 1; line 0 is the file as a whole."""
        if self.full:
            return
        if len(self.problems) == MOST_PER_FILE:
            code, facts = "too-many-problems", {"most": MOST_PER_FILE}
        where = Where(self.label, line, column)
        self.problems.append(problem(code, where, self.excerpt(line), **facts))

    def excerpt(self, line: int) -> str:
        """Give a line as it stands, without its line end; very long ones cut, absent ones empty."""
        if self._lines is None:
            self._lines = self._text.split("\n")
        if not 0 < line <= len(self._lines):
            return ""
        found = self._lines[line - 1].removesuffix("\r")
        return found if len(found) <= _LONGEST_EXCERPT else found[: _LONGEST_EXCERPT - 1] + "…"
