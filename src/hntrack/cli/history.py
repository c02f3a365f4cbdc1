"""``hntrack history``: how a verdict came about, day by day."""

from __future__ import annotations

from typing import Annotated

from hntrack.cli.bundle import flat
from hntrack.cli.commands import purpose
from hntrack.cli.declare import Argument, Registry
from hntrack.cli.language import say
from hntrack.cli.options import Shared, Strict
from hntrack.cli.session import open_session
from hntrack.cli.show import chosen
from hntrack.report.history import history as history_view


def register(app: Registry) -> None:
    """Add the command."""
    app.command(
        "history",
        about=purpose("history"),
    )(flat(history))


Name = Annotated[
    str,
    Argument(metavar=say("ID"), about=say("Id of an indicator or a target.")),
]


def history(name: Name, common: Shared, strict: Strict = False) -> int:
    """Tell how the verdicts of one target, or of all targets of an indicator, came about."""
    session = open_session(common)
    everything = session.publishable(strict=strict)
    _, targets = chosen(session.known(everything), name)
    session.emit(history_view(everything, [t.id for t in targets], session.as_of, session.lang))
    return 0
