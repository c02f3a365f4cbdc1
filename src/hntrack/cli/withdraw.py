"""``hntrack withdraw``: take a measurement back; it stays in the history."""

from __future__ import annotations

import typer

from hntrack.cli.bundle import flat
from hntrack.cli.language import say
from hntrack.cli.options import Common
from hntrack.cli.recording import DryRun, Name, NoInput, Why, add
from hntrack.cli.session import open_session
from hntrack.workspace.recording import withdrawal


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "withdraw",
        help=say(
            "Rút một số đo; nó vẫn còn trong lịch sử.", "Take a measurement back; it stays in the history."
        ),
    )(flat(withdraw))


def withdraw(
    *, name: Name, why: Why, common: Common, dry_run: DryRun = False, no_input: NoInput = False
) -> int:
    """Take one measurement back."""
    session = open_session(common)
    return add(
        session,
        lambda catalog, now: withdrawal(catalog, name, why, recorded=now),
        dry_run=dry_run,
        no_input=no_input,
    )
