"""``hntrack curate --table``: show what taking a whole table in would write, and write it when a person agrees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hntrack.cli.language import say, spoken
from hntrack.cli.proposing import agreed
from hntrack.cli.session import Session
from hntrack.cli.streams import note, write_out
from hntrack.model.catalog import Catalog
from hntrack.report.words import dated_text, milestone_text, target_text
from hntrack.store import Folder
from hntrack.text.messages import _
from hntrack.text.visible import visible
from hntrack.workspace.curate.drafts import decide_all, read_draft
from hntrack.workspace.tabling import Left, Row, Said, Tabled, plan_table

_SIGNS = {"increase": "↑", "decrease": "↓"}


def take_table(session: Session, folder: Folder, path: Path, table: int, *, asked: Said, yes: bool) -> int:
    """Show the plan, and write it where a person agrees (or ``yes``)."""
    from hntrack.store.rewrite import Changes, rewrite  # noqa: PLC0415  (only where something is written)

    draft = read_draft(path)
    done: list[Tabled] = []

    def make(catalog: Catalog) -> Changes:
        done.append(plan_table(catalog, draft, table, asked))
        return done[-1].changes()

    now = rewrite(folder, make, dry_run=True)
    write_out("".join(f"{visible(line)}\n" for line in _lines(done[-1], now, table, session.lang)))
    if not done[-1].rows:
        return 0
    if not (yes or agreed()):
        note(say("Nothing was written. If it is right, add --yes."))
        return 0
    rewrite(folder, make)
    decide_all(path, done[-1].decisions())
    note(say("Written. Look it over: hntrack check · hntrack progress"))
    return 0


def _lines(made: Tabled, now: Catalog, table: int, lang: str) -> Iterator[str]:
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


_NEW = {
    "goals": _("New goal:"),
    "areas": _("New area:"),
    "units": _("New unit:"),
}
