"""Show what would be done, and do it when a person agrees: the mapping of a file, a whole table taken in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from hntrack.cli.commands import say, spoken
from hntrack.cli.session import Session
from hntrack.cli.streams import note, write_out
from hntrack.exchange.propose import Proposal, map_text
from hntrack.exchange.reading import Given, Origin, Rows, read_rows
from hntrack.exchange.tabled import open_table
from hntrack.model.catalog import Catalog
from hntrack.report.words import dated_text, milestone_text, target_text
from hntrack.store.folder import Folder
from hntrack.text.characters import visible
from hntrack.text.messages import _
from hntrack.workspace.curate.drafts import decide_all, read_draft
from hntrack.workspace.tabling import Left, Row, Said, Tabled, plan_table

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
    yield from (_value_line(given) for given in rows.good[:MOST_SHOWN])
    if not rows.good:
        yield say("  none")
    yield from (f"  ! {one.where}: {spoken(one.message)} {spoken(one.hint)}" for one in rows.refused[:3])


def _value_line(given: Given) -> str:
    """Give a value beside its cell: where it stands, and what it would be."""
    made = given.measurement
    value = made.stage or (format(made.value, "f") if made.value is not None else "—")
    firm = "" if made.obs_status == "final" else f"  {made.obs_status}"
    unit = f" {given.unit}" if given.unit else ""
    return f"  {given.where}  →  {made.indicator}  {made.period}  {value}{unit}{firm}"


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


_SIGNS = {"increase": "↑", "decrease": "↓"}


def take_table(session: Session, folder: Folder, path: Path, table: int, *, asked: Said, yes: bool) -> int:
    """Show the plan, and write it where a person agrees (or ``yes``)."""
    from hntrack.store.entries import Changes, rewrite  # noqa: PLC0415  (only where something is written)

    draft = read_draft(path)
    done: list[Tabled] = []

    def make(catalog: Catalog) -> Changes:
        done.append(plan_table(catalog, draft, table, asked))
        return done[-1].changes()

    now = rewrite(folder, make, dry_run=True)
    write_out("".join(f"{visible(line)}\n" for line in _row_lines(done[-1], now, table, session.lang)))
    if not done[-1].rows:
        return 0
    if not (yes or agreed()):
        note(say("Nothing was written. If it is right, add --yes."))
        return 0
    rewrite(folder, make)
    decide_all(path, done[-1].decisions())
    note(say("Written. Look it over: hntrack check · hntrack progress"))
    return 0


def _row_lines(made: Tabled, now: Catalog, table: int, lang: str) -> Iterator[str]:
    yield say("Table {number}: {heading}", number=table, heading=made.heading or "—")
    for section, one in made.named:
        yield spoken(_NEW[section]) + f" {one.id}  {one.title.within(lang)}"
    for row in made.rows:
        yield from _row(row, now, lang)
    for left in made.left:
        yield from _left(left)
    yield say(
        "{rows} rows: {indicators} new indicators, {targets} targets, {measurements} measurements; "
        "{left} rows left open.",
        rows=len(made.rows),
        indicators=sum(row.is_new for row in made.rows),
        targets=sum(len(row.targets) for row in made.rows),
        measurements=sum(len(row.measurements) for row in made.rows),
        left=len(made.left),
    )
    if made.left:
        yield say("What is left open: hntrack curate, without --table.")


def _row(row: Row, now: Catalog, lang: str) -> Iterator[str]:
    sign = _SIGNS.get(row.indicator.direction or "", " ")
    plus = "" if row.is_new else " ="
    yield f"{row.number:>4} {sign}{plus} {row.indicator.title.within(lang)}"
    parts = [dated_text(now, measurement, lang) for measurement in row.measurements]
    parts += [
        f"{target_text(now, target, lang)} ({milestone_text(target.milestone, lang)})"
        for target in row.targets
    ]
    yield f"       {' · '.join(parts)}" + (f" · {row.responsible}" if row.responsible else "")


def _left(left: Left) -> Iterator[str]:
    yield f"{left.number:>4} ? {left.subject}"
    yield f"       {spoken(left.why)}"


_NEW = {"goals": _("New goal:"), "areas": _("New area:"), "units": _("New unit:")}
