"""Problems as people read them: place, what is wrong, the line itself, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hntrack.cli.language import say, spoken
from hntrack.errors import Problem
from hntrack.text.visible import visible


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Give each problem as two to three lines."""
    for problem in problems:
        severity = say("error") if problem.severity == "error" else say("warning")
        yield f"{visible(str(problem.where))}: {severity}[{problem.code}]: {spoken(problem.message)}"
        if problem.excerpt.strip():
            yield f"    | {visible(problem.excerpt.strip(), limit=160)}"
        yield f"    = {spoken(problem.hint)}"
