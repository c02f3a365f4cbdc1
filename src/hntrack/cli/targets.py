"""``hntrack targets``: what was promised."""

from __future__ import annotations

from hntrack.classes import Annotated
from hntrack.cli.declare import option
from hntrack.cli.language import say
from hntrack.cli.options import Choice, Common, Strict
from hntrack.cli.session import one_of, open_session
from hntrack.model.snapshot import Snapshot
from hntrack.report.basis import resting_on
from hntrack.report.select import Selection, milestones, select
from hntrack.report.targets import GROUPINGS, targets_view
from hntrack.text.messages import Message, _

GroupBy = Annotated[str, option("--group-by", "Group the rows by.", "|".join(GROUPINGS))]


AllVersions = Annotated[
    bool, option("--all-versions", "Superseded and withdrawn versions, too, each with its day.")
]


Basis = Annotated[
    str | None,
    option(
        "--basis",
        "What rests on this act, or on speech, report, draft, plan, resolution, decision or law.",
        say("ACT|STRENGTH"),
    ),
]


def targets(
    *,
    choice: Choice,
    common: Common,
    group_by: GroupBy = "goal",
    all_versions: AllVersions = False,
    basis: Basis = None,
    strict: Strict = False,
) -> int:
    """List the selected targets."""
    session = open_session(common)
    one_of("--group-by", group_by, GROUPINGS)
    known = session.known(session.publishable(strict=strict))
    catalog = known.public if all_versions else known
    chosen = select(catalog, choice.selection())
    if basis is not None:
        chosen = resting_on(catalog, chosen, basis)
    if not chosen:
        session.hint(nothing(known, choice.selection()))
    session.emit(
        targets_view(
            catalog,
            chosen,
            lang=session.lang,
            as_of=session.as_of.isoformat(),
            group_by=group_by,
            versions=all_versions,
        )
    )
    return 0


def nothing(catalog: Snapshot, selection: Selection) -> Message:
    """Say why a selection may be empty, and what there is; of an empty catalog, what comes first."""
    years = ", ".join(milestones(catalog))
    if not catalog.whole.targets:
        return _(
            "This catalog holds no target yet. Add a document ('hntrack add source'), then an indicator "
            "('hntrack add indicator') and what was promised of it ('hntrack add target')."
        )
    if not catalog.targets:
        return _("This catalog holds no target that was promised by that day.")
    if not years:
        return _("No target matches.")
    if selection.years:
        asked = ", ".join(selection.years)
        return _(
            "No target is due {asked}. There are milestones in {years}, and undated.",
            asked=asked,
            years=years,
        )
    return _("No target matches. There are milestones in {years}.", years=years)
