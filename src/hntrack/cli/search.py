"""``hntrack search``: find words anywhere in the catalog, blind to marks."""

from __future__ import annotations

from typing import Annotated

from hntrack.cli.bundle import flat
from hntrack.cli.commands import purpose
from hntrack.cli.declare import Argument, Registry
from hntrack.cli.language import say
from hntrack.cli.options import Common
from hntrack.cli.session import open_session
from hntrack.report.found import found_view


def register(app: Registry) -> None:
    """Add the command."""
    app.command(
        "search",
        about=purpose("search"),
    )(flat(search))


Text = Annotated[list[str], Argument(metavar=say("TEXT..."), about=say("The words."))]


def search(text: Text, common: Common) -> int:
    """List what says all of the words."""
    session = open_session(common)
    session.emit(
        found_view(session.catalog(), " ".join(text), lang=session.lang, as_of=session.as_of.isoformat())
    )
    return 0
