"""``hntrack indicators``, ``measurements``, ``log`` and ``search``: everything that was recorded, promised or not."""

from __future__ import annotations

from hntrack.classes import Annotated
from hntrack.cli.commands import argument, command, one_of, option, say
from hntrack.cli.session import Choice, Common, Session, Strict, open_session
from hntrack.errors import unknown
from hntrack.model.catalog import Snapshot
from hntrack.report.select import select_indicators, select_measurements
from hntrack.report.show import GROUPINGS, indicators_view, measurements_view
from hntrack.text.messages import _

GroupBy = Annotated[str, option("--group-by", "Group the rows by.", "|".join(GROUPINGS))]


def _opened(common: Common, group_by: str, *, strict: bool) -> tuple[Session, Snapshot]:
    one_of("--group-by", group_by, GROUPINGS)
    session = open_session(common)
    return session, session.known(session.publishable(strict=strict))


@command(
    "indicators",
    "look",
    _("What is measured, with and without a target."),
    ("hntrack indicators", "hntrack indicators --without-target -f csv -o figures.csv"),
    after="targets",
)
def indicators(
    choice: Choice,
    common: Common,
    group_by: GroupBy = "goal",
    without_target: Annotated[
        bool, option("--without-target", "Only figures of which nothing was promised.")
    ] = False,
    strict: Strict = False,
) -> int:
    """List the selected indicators."""
    session, catalog = _opened(common, group_by, strict=strict)
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


@command(
    "measurements",
    "look",
    _("Every measurement, with its period and its source."),
    ("hntrack measurements --year 2025", "hntrack measurements st-enterprises --all-versions -f json"),
    after="indicators",
)
def measurements(
    choice: Choice,
    common: Common,
    group_by: GroupBy = "goal",
    all_versions: Annotated[
        bool, option("--all-versions", "Revised and withdrawn measurements, too.")
    ] = False,
    strict: Strict = False,
) -> int:
    """List the selected measurements."""
    session, catalog = _opened(common, group_by, strict=strict)
    chosen = select_measurements(catalog.public if all_versions else catalog, choice.selection())
    if not chosen:
        session.hint(_("No measurement matches."))
    view = measurements_view(
        catalog, catalog.public, chosen, lang=session.lang, as_of=session.as_of.isoformat(), group_by=group_by
    )
    session.emit(view)
    return 0


Name = Annotated[str | None, argument("One indicator only.", say("[INDICATOR]"))]


@command(
    "log",
    "compare",
    _("What was recorded, revised, withdrawn, when, from where."),
    ("hntrack log", "hntrack log innovating-firms"),
    after="history",
)
def log(common: Common, indicator: Name = None) -> int:
    """List the records, the latest first."""
    from hntrack.report.show import log_view  # noqa: PLC0415  (only here)

    session = open_session(common)
    catalog = session.catalog().public
    if indicator is not None and indicator not in catalog.indicator:
        raise unknown(indicator, catalog.indicator)
    chosen = [m for m in catalog.measurements if indicator in (None, m.indicator)]
    session.emit(log_view(catalog, chosen, lang=session.lang, as_of=session.as_of.isoformat()))
    return 0


Text = Annotated[list[str], argument("The words.", say("TEXT..."))]


@command(
    "search",
    "look",
    _("Find words in targets, measurements and claims."),
    ("hntrack search 'dien tu'", "hntrack search doanh nghiep -f json"),
    after="chart",
)
def search(text: Text, common: Common) -> int:
    """List what says all of the words."""
    from hntrack.report.sources import found_view  # noqa: PLC0415  (only here)

    session = open_session(common)
    session.emit(
        found_view(session.catalog(), " ".join(text), lang=session.lang, as_of=session.as_of.isoformat())
    )
    return 0
