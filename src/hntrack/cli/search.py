"""``hntrack search``: find words anywhere in the catalog, blind to marks."""

from __future__ import annotations

from typing import Annotated

import typer

from hntrack.cli.bundle import flat
from hntrack.cli.language import say
from hntrack.cli.options import Common
from hntrack.cli.session import open_session
from hntrack.report.found import found_view


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "search",
        help=say("Find words in targets, measurements and claims, blind to marks."),
    )(flat(search))


Text = Annotated[list[str], typer.Argument(metavar=say("TEXT..."), help=say("The words."))]


def search(text: Text, common: Common) -> int:
    """List what says all of the words."""
    session = open_session(common)
    session.emit(
        found_view(session.catalog(), " ".join(text), lang=session.lang, as_of=session.as_of.isoformat())
    )
    return 0
