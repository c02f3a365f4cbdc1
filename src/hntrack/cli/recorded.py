"""``hntrack indicators`` and ``hntrack measurements``: everything that was recorded, promised or not."""

from __future__ import annotations

from typing import Annotated

from hntrack.cli.bundle import flat
from hntrack.cli.commands import purpose
from hntrack.cli.declare import Option, Registry
from hntrack.cli.language import say
from hntrack.cli.options import Choice, Common, Strict
from hntrack.cli.session import one_of, open_session
from hntrack.report.everything import GROUPINGS, indicators_view, measurements_view
from hntrack.report.select import select_indicators, select_measurements
from hntrack.text.messages import _


def register_indicators(app: Registry) -> None:
    """Add ``indicators``."""
    app.command("indicators", about=purpose("indicators"))(flat(indicators))


def register_measurements(app: Registry) -> None:
    """Add ``measurements``."""
    app.command("measurements", about=purpose("measurements"))(flat(measurements))


GroupBy = Annotated[
    str,
    Option("--group-by", metavar="|".join(GROUPINGS), about=say("Group the rows by.")),
]


def indicators(
    choice: Choice,
    common: Common,
    group_by: GroupBy = "goal",
    without_target: Annotated[
        bool,
        Option("--without-target", about=say("Only figures of which nothing was promised.")),
    ] = False,
    strict: Strict = False,
) -> int:
    """List the selected indicators."""
    session = open_session(common)
    one_of("--group-by", group_by, GROUPINGS)
    catalog = session.known(session.publishable(strict=strict))
    chosen = select_indicators(catalog, choice.selection())
    if without_target:
        chosen = tuple(one for one in chosen if not catalog.targets_of.get(one.id))
    if not chosen:
        session.hint(_("No indicator matches."))
    view = indicators_view(
        catalog, chosen, lang=session.lang, as_of=session.as_of.isoformat(), group_by=group_by
    )
    session.emit(view)
    return 0


def measurements(
    choice: Choice,
    common: Common,
    group_by: GroupBy = "goal",
    all_versions: Annotated[
        bool,
        Option("--all-versions", about=say("Revised and withdrawn measurements, too.")),
    ] = False,
    strict: Strict = False,
) -> int:
    """List the selected measurements."""
    session = open_session(common)
    one_of("--group-by", group_by, GROUPINGS)
    catalog = session.known(session.publishable(strict=strict))
    chosen = select_measurements(catalog.public if all_versions else catalog, choice.selection())
    if not chosen:
        session.hint(_("No measurement matches."))
    view = measurements_view(
        catalog,
        catalog.public,
        chosen,
        lang=session.lang,
        as_of=session.as_of.isoformat(),
        group_by=group_by,
    )
    session.emit(view)
    return 0
