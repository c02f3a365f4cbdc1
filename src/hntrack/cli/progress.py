"""``hntrack progress``: where each promise stands."""

from __future__ import annotations

import typer

from hntrack.assess import assess
from hntrack.cli.bundle import flat
from hntrack.cli.language import say
from hntrack.cli.options import Choice, Common
from hntrack.cli.session import one_of, open_session
from hntrack.cli.targets import GroupBy, nothing
from hntrack.report.progress import progress_view
from hntrack.report.select import select
from hntrack.report.targets import GROUPINGS


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "progress",
        help=say(
            "Số đo mới nhất bên cạnh cam kết, và kết luận.",
            "The latest measurement beside each target, and the verdict.",
        ),
    )(flat(progress))


def progress(choice: Choice, common: Common, group_by: GroupBy = "goal") -> int:
    """Judge the selected targets."""
    session = open_session(common)
    one_of("--group-by", group_by, GROUPINGS)
    catalog = session.catalog()
    chosen = select(catalog, choice.selection())
    if not chosen:
        session.hint(nothing(catalog, choice.selection()))
    judged = [(target, assess(catalog, target, session.as_of)) for target in chosen]
    session.emit(
        progress_view(catalog, judged, lang=session.lang, as_of=session.as_of.isoformat(), group_by=group_by)
    )
    return 0
