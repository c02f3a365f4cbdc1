"""``hntrack log``: what was recorded, revised, withdrawn."""

from __future__ import annotations

from typing import Annotated

from hntrack.cli.bundle import flat
from hntrack.cli.commands import purpose
from hntrack.cli.declare import Argument, Registry
from hntrack.cli.language import say
from hntrack.cli.options import Common
from hntrack.cli.session import open_session
from hntrack.errors.nearest import unknown
from hntrack.report.log import log_view


def register(app: Registry) -> None:
    """Add the command."""
    app.command(
        "log",
        about=purpose("log"),
    )(flat(log))


Name = Annotated[
    str | None,
    Argument(metavar=say("[INDICATOR]"), about=say("One indicator only.")),
]


def log(common: Common, indicator: Name = None) -> int:
    """List the records, the latest first."""
    session = open_session(common)
    catalog = session.catalog().public
    if indicator is not None and indicator not in catalog.indicator:
        raise unknown(indicator, catalog.indicator)
    chosen = [m for m in catalog.measurements if indicator in (None, m.indicator)]
    session.emit(log_view(catalog, chosen, lang=session.lang, as_of=session.as_of.isoformat()))
    return 0
