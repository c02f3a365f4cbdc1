"""``hntrack show``, ``history`` and ``methods``: an indicator or target whole, its verdicts over time, and by what."""

from __future__ import annotations

from hntrack.assess import METHODS, assess
from hntrack.classes import Annotated
from hntrack.cli.declare import argument
from hntrack.cli.language import say
from hntrack.cli.options import Common, Shared, Strict
from hntrack.cli.session import Session, open_session
from hntrack.compare.pairing import target_roots
from hntrack.errors.nearest import unknown
from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Target
from hntrack.model.snapshot import Snapshot
from hntrack.report.explained import explained_lines, method_sheet, methods_view
from hntrack.report.show import show_sheet
from hntrack.report.view import Sheet

Name = Annotated[str, argument("Id of an indicator or a target.", say("ID"))]


def show(name: Name, common: Common, strict: Strict = False) -> int:
    """Show one indicator or target."""
    session = open_session(common)
    session.emit(shown(session, name, strict=strict))
    return 0


def shown(session: Session, name: str, *, strict: bool = False) -> Sheet:
    """Tell all about an indicator or a target.

    Raises:
        UsageError: There is none of that name.
    """
    catalog = session.known(session.publishable(strict=strict))
    indicator, targets = chosen(catalog, name)
    judged = [(target, assess(catalog, target, session.as_of)) for target in targets]
    return show_sheet(
        catalog,
        catalog.public,
        indicator,
        judged,
        lang=session.lang,
        as_of=session.as_of.isoformat(),
        explained=[
            line
            for target, verdict in judged
            if verdict.latest is not None
            for line in explained_lines(catalog, target, verdict, session.as_of, session.lang)
        ],
    )


def _in_force(catalog: Catalog, name: str) -> Target | None:
    """Give the version of a promise that is in force, for the id of one that it has superseded."""
    if not isinstance(catalog, Snapshot) or name not in catalog.public.target:
        return None
    roots = target_roots(catalog.whole)
    return next((target for target in catalog.targets if roots[target.id] == roots[name]), None)


def chosen(catalog: Catalog, name: str) -> tuple[Indicator, tuple[Target, ...]]:
    """Find the indicator that a name means, with all its targets, or with the one that was named.

    Raises:
        UsageError: There is none of that name.
    """
    target = catalog.target.get(name) or _in_force(catalog, name)
    if target is not None:
        return catalog.indicator[target.indicator], (target,)
    indicator = catalog.indicator.get(name)
    if indicator is None:
        raise unknown(name, [*catalog.indicator, *catalog.target])
    return indicator, tuple(t for t in catalog.targets if t.indicator == name)


def history(name: Name, common: Shared, strict: Strict = False) -> int:
    """Tell how the verdicts of one target, or of all targets of an indicator, came about."""
    from hntrack.report.history import history as history_view  # noqa: PLC0415  (`show` compares nothing)

    session = open_session(common)
    everything = session.publishable(strict=strict)
    _, targets = chosen(session.known(everything), name)
    session.emit(history_view(everything, [t.id for t in targets], session.as_of, session.lang))
    return 0


MethodName = Annotated[str | None, argument("Without an id: list them.", say("[ID]"))]


def methods(common: Shared, name: MethodName = None) -> int:
    """List the methods, or document one."""
    session = open_session(common)
    as_of = session.as_of.isoformat()
    if name is None:
        session.emit(methods_view(tuple(METHODS.values()), lang=session.lang, as_of=as_of))
        return 0
    if name not in METHODS:
        raise unknown(name, METHODS)
    session.emit(method_sheet(METHODS[name], lang=session.lang, as_of=as_of))
    return 0
