"""What an import did with every row, in a few lines: nothing is left out without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from hntrack.errors import Problem
from hntrack.exchange.filters import MOST_SHOWN, LeftOut
from hntrack.exchange.plan import Plan, Revised
from hntrack.text.messages import Message, _, verbatim
from hntrack.text.visible import visible

MOST_OF_A_CAUSE = 5
MOST_REVISED = 20


def left_out_lines(done: Plan) -> Iterator[Message]:
    """Say which filter left out how many rows, and what its column holds instead."""
    for one in done.left_out:
        held = _held(one)
        yield _(
            "{rows} rows left out by the filter on '{column}'; that column holds: {held}.",
            rows=one.rows,
            column=visible(one.column),
            held=held,
        )
    if done.passed:
        yield _(
            "{passed} lines above or below the table, or numbering its columns, are no rows.",
            passed=done.passed,
        )


def _held(left_out: LeftOut) -> str:
    held = [visible(text, limit=40) or "—" for text in left_out.held]
    return ", ".join(held[:MOST_SHOWN]) + (" …" if len(held) > MOST_SHOWN else "")


def revised_lines(revised: tuple[Revised, ...]) -> Iterator[Message]:
    """Say what a new edition changes, and by how much."""
    for one in revised[:MOST_REVISED]:
        was, now = _said(one.was.value, one.was.stage), _said(one.now.value, one.now.stage)
        by = (
            f" ({one.now.value - one.was.value:+f})"
            if one.now.value is not None and one.was.value is not None
            else ""
        )
        text = f"{one.now.indicator} {one.now.period}: {was} → {now}{by}"
        yield verbatim(text)
    rest = len(revised) - MOST_REVISED
    if rest > 0:
        yield _("… and {rest} more changes.", rest=rest)


def _said(value: Decimal | None, stage: str | None) -> str:
    return stage or ("—" if value is None else format(value, "f"))


def by_cause(problems: Iterable[Problem]) -> Iterator[tuple[tuple[Problem, ...], tuple[Problem, ...]]]:
    """Group refusals by cause and column; give of each group those to be shown, and the others."""
    groups: dict[tuple[str, str, int], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.severity, problem.where.column), []).append(problem)
    for found in groups.values():
        yield tuple(found[:MOST_OF_A_CAUSE]), tuple(found[MOST_OF_A_CAUSE:])


def rest_of_cause(rest: tuple[Problem, ...]) -> Message:
    """Say of how many rows more the same is true, and where they stand."""
    places = ", ".join(visible(str(one.where)) for one in rest[:8]) + (" …" if len(rest) > 8 else "")
    return _(
        "… and {count} more for the same cause [{code}]: {places}",
        count=len(rest),
        code=rest[0].code,
        places=places,
    )
