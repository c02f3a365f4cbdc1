"""``hntrack methods``: the published assessment methods, with source and known traps."""

from __future__ import annotations

from typing import Annotated

from hntrack.assess import METHODS
from hntrack.cli.declare import argument
from hntrack.cli.language import say
from hntrack.cli.options import Shared
from hntrack.cli.session import open_session
from hntrack.errors.nearest import unknown
from hntrack.report.methods import method_sheet, methods_view

Name = Annotated[str | None, argument("Without an id: list them.", say("[ID]"))]


def methods(common: Shared, name: Name = None) -> int:
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
