"""Show the mapping that ``hntrack import`` proposes for a file, and ask whether it is right."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from hntrack.cli.language import say, spoken
from hntrack.cli.streams import note
from hntrack.exchange.formats import open_table
from hntrack.exchange.propose import Proposal, map_text
from hntrack.exchange.reading import Origin, Rows, read_rows
from hntrack.text.visible import visible

MOST_SHOWN = 10
_ANYWHERE = Origin(url="https://example.org/", published="1970-01-01")


def show(path: Path, proposal: Proposal, form: str | None) -> None:
    """Write the proposal, what it was seen by, and the first ten values beside their cells, to stderr."""
    for line in _lines(path, proposal, form):
        note(visible_line(line))


def visible_line(line: str) -> str:
    """Make a line of somebody else's text harmless for a terminal."""
    return visible(line, limit=400)


def _lines(path: Path, proposal: Proposal, form: str | None) -> Iterator[str]:
    yield say("No mapping says what this file holds. Proposed:")
    yield from (f"  {line}" for line in map_text(proposal.mapping).splitlines())
    yield from (f"  · {spoken(one)}" for one in proposal.why)
    if proposal.missing:
        yield say("What only you can say:")
        yield from (f"  ? {spoken(one)}" for one in proposal.missing)
        return
    rows = _preview(path, proposal, form)
    yield say("The first {most_shown} values:", most_shown=MOST_SHOWN)
    for given in rows.good[:MOST_SHOWN]:
        one = given.measurement
        value = one.stage or (format(one.value, "f") if one.value is not None else "—")
        firm = "" if one.obs_status == "final" else f"  {one.obs_status}"
        unit = f" {given.unit}" if given.unit else ""
        yield f"  {given.where}  →  {one.indicator}  {one.period}  {value}{unit}{firm}"
    if not rows.good:
        yield say("  none")
    yield from (f"  ! {one.where}: {spoken(one.message)} {spoken(one.hint)}" for one in rows.refused[:3])


def _preview(path: Path, proposal: Proposal, form: str | None) -> Rows:
    table = open_table(path, visible(str(path)), proposal.mapping, form)
    return read_rows(table, proposal.mapping, _ANYWHERE)


def agreed() -> bool:
    """Ask on a terminal; elsewhere nobody can agree."""
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(say("Take it? [y/N] "))
    sys.stderr.flush()
    try:
        return sys.stdin.readline().strip().lower() in ("c", "có", "co", "y", "yes")
    except (OSError, ValueError):
        return False


def how_to_take() -> str:
    """Say what to do with a proposal that nobody has agreed to."""
    return say(
        "Nothing was imported. If it is right add --yes; else --write-map FILE, mend it, then --map "
        "FILE (docs/exchange.md)."
    )
