"""``hntrack revise``: a new value for a measurement; the old one stays visible."""

from __future__ import annotations

import typer

from hntrack.cli.bundle import flat
from hntrack.cli.language import say
from hntrack.cli.options import Common
from hntrack.cli.recording import DryRun, Name, NoInput, Provenance, Value, Why, add, request
from hntrack.cli.session import open_session
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement
from hntrack.workspace.recording import current, new_measurement


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "revise",
        help=say(
            "Ghi giá trị mới thay một số đo; giá trị cũ vẫn còn đó.",
            "Record a new value for a measurement; the old one stays visible.",
        ),
    )(flat(revise))


def revise(
    *,
    name: Name,
    value: Value,
    why: Why,
    provenance: Provenance,
    common: Common,
    dry_run: DryRun = False,
    no_input: NoInput = False,
) -> int:
    """Record a value that replaces an earlier one."""
    session = open_session(common)

    def make(catalog: Catalog, now: str) -> Measurement:
        old = current(catalog, name)
        said = request(
            provenance, indicator=old.indicator, value=value, period=old.period.text, revises=old.id, why=why
        )
        return new_measurement(catalog, said, lang=session.lang, recorded=now)

    return add(session, make, dry_run=dry_run, no_input=no_input)
