"""``hntrack record``: add a measurement, with its source."""

from __future__ import annotations

import typer

from hntrack.cli.bundle import flat
from hntrack.cli.language import say
from hntrack.cli.options import Common
from hntrack.cli.recording import DryRun, Indicator, NoInput, Period, Provenance, Value, add, request
from hntrack.cli.session import open_session
from hntrack.workspace.recording import new_measurement


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "record", help=say("Ghi một số đo, kèm nguồn của nó.", "Record a measurement, with its source.")
    )(flat(record))


def record(
    *,
    indicator: Indicator,
    value: Value,
    period: Period,
    provenance: Provenance,
    common: Common,
    dry_run: DryRun = False,
    no_input: NoInput = False,
) -> int:
    """Record one measurement."""
    session = open_session(common)
    said = request(provenance, indicator=indicator, value=value, period=period)
    return add(
        session,
        lambda catalog, now: new_measurement(catalog, said, lang=session.lang, recorded=now),
        dry_run=dry_run,
        no_input=no_input,
    )
