"""``hntrack workbook``: the whole catalog as a workbook to fill in, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from hntrack.cli.commands import purpose
from hntrack.cli.declare import Registry, argument, flat, option
from hntrack.cli.language import say, spoken
from hntrack.cli.options import Common
from hntrack.cli.session import Session, open_session
from hntrack.cli.streams import note, write_bytes, write_out
from hntrack.exchange.workbook_plan import Deed, Planned
from hntrack.model.catalog import Catalog
from hntrack.text.messages import _
from hntrack.text.visible import visible
from hntrack.workspace import writable

_DEEDS = {
    "new": _("new"),
    "changed": _("changed"),
    "removed": _("removed"),
    "missing": _("has no row; it stays"),
}


def register(app: Registry) -> None:
    """Add the group of commands."""
    group = app.group("workbook", about=purpose("workbook"), helps=True)
    group.command("write", about=say("Write the catalog as a workbook."))(flat(write))
    group.command("read", about=say("Read a workbook: show what it changes, check it, write it."))(flat(read))


File = Annotated[str, argument("The workbook.", say("FILE.xlsx"))]
DryRun = Annotated[bool, option("--dry-run", "Only show what would be written.")]
Remove = Annotated[
    bool, option("--remove", "Take out what has no row any more (never measurements, documents).")
]


def write(file: File, common: Common) -> int:
    """Write the workbook."""
    session = open_session(common)
    from hntrack.exchange.workbook_out import workbook  # noqa: PLC0415  (only here)

    write_bytes(workbook(session.everything(), session.lang), file)
    note(say("Written: {file}.", file=visible(file)))
    return 0


def read(file: File, common: Common, dry_run: DryRun = False, remove: Remove = False) -> int:
    """Read the workbook; exit 3 where a cell is wrong, with nothing written."""
    session = open_session(common)
    folder = session.place.folder if dry_run else writable(session.place)
    from hntrack.checks import check  # noqa: PLC0415  (only writing pays for all checks)
    from hntrack.exchange.workbook_in import read_workbook  # noqa: PLC0415  (as above)
    from hntrack.exchange.workbook_out import languages_of  # noqa: PLC0415  (as above)
    from hntrack.exchange.workbook_plan import plan_workbook  # noqa: PLC0415  (as above)
    from hntrack.store.entries import Changes, rewrite  # noqa: PLC0415  (as above)

    told = read_workbook(Path(file), visible(file), languages_of(session.everything()), session.lang)
    recorded = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    done: list[Planned] = []

    def make(catalog: Catalog) -> Changes:
        done.append(plan_workbook(catalog, told, recorded=recorded, check=check, remove=remove))
        return done[-1].changes

    rewrite(folder, make, dry_run=dry_run)
    _tell(session, done[-1], dry_run=dry_run)
    return 0


def _tell(session: Session, done: Planned, *, dry_run: bool) -> None:
    from hntrack.cli.boundary import problem_lines  # noqa: PLC0415  (only with something to warn of)

    for line in problem_lines(done.warned):
        note(line)
    write_out("".join(f"{_line(deed, session.lang)}\n" for deed in done.deeds), session.options.output)
    counts = {name: sum(deed.deed == name for deed in done.deeds) for name in _DEEDS}
    note(say("{new} new, {changed} changed, {removed} removed, {missing} without a row.", **counts))
    if dry_run:
        note(spoken(_("A dry run: nothing was written.")))


def _line(deed: Deed, lang: str) -> str:
    fields = f" ({', '.join(deed.fields)})" if deed.fields else ""
    where = f"  {deed.where}" if deed.where else ""
    return visible(f"{_DEEDS[deed.deed].within(lang)}: {deed.sheet} {deed.id}{fields}{where}")
