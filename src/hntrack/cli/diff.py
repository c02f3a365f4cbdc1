"""``hntrack diff``: what differs between two milestones, documents, days or catalogs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from hntrack.cli.commands import argument, command, environment, option
from hntrack.cli.session import Session, Shared, Strict, day_option, here, in_order, open_session
from hntrack.errors import EXIT_GATE, UsageError, unknown
from hntrack.model.catalog import Catalog
from hntrack.report import View
from hntrack.report.changes import (
    changes_between_catalogs,
    changes_between_dates,
    changes_between_documents,
    changes_between_milestones,
)
from hntrack.text.messages import _
from hntrack.text.periods import Period
from hntrack.text.typed_periods import NotAPeriod, read_period
from hntrack.workspace import find, open_catalog

_KINDS = _(
    "Two milestones (2030 2045), two documents (source ids), two days (@2024-12-31 @2025-12-31), "
    "or two catalogs (folders or git:REV)."
)


Left = Annotated[str, argument("The one side.", "A")]
Right = Annotated[str, argument("The other side.", "B")]
ExitCode = Annotated[bool, option("--exit-code", "Exit with 1 when something differs.")]


@command(
    "diff",
    "compare",
    _("What differs: two milestones, documents, days or catalogs."),
    ("hntrack diff 2030 2045", "hntrack diff @2024-12-31 @2025-12-31"),
    epilog=_KINDS,
)
def diff(
    left: Left, right: Right, common: Shared, exit_code: ExitCode = False, strict: Strict = False
) -> int:
    """Compare two operands of the same kind."""
    session = open_session(common)
    view = compared(session, left, right, strict=strict)
    session.emit(view)
    return EXIT_GATE if exit_code and view.items else 0


def compared(session: Session, left: str, right: str, *, strict: bool = False) -> View:
    """Find out what the operands are and compare them.

    Raises:
        UsageError: They are of different kinds, or name nothing.
    """
    if _is_place(left) or _is_place(right):
        both = tuple(session.sound(_catalog(session, one), strict=strict) for one in (left, right))
        return changes_between_catalogs((left, both[0]), (right, both[1]), session.as_of, session.lang)
    return compared_within(session, left, right, strict=strict)


def compared_within(session: Session, left: str, right: str, *, strict: bool = False) -> View:
    """Compare two days, milestones or documents of the session's catalog; no other place is looked at.

    Raises:
        UsageError: They are of different kinds, or name nothing.
    """
    both = (_operand(left), _operand(right))
    match both:
        case date() as earlier, date() as later:
            in_order(earlier, later)
            return changes_between_dates(session.publishable(strict=strict), earlier, later, session.lang)
    everything = session.publishable(strict=strict)
    match both:
        case Period() as first, Period() as last:
            return changes_between_milestones(everything, first, last, session.as_of, session.lang)
        case str(), str():
            for name in (left, right):
                if name not in everything.source:
                    raise unknown(name, everything.source)
            return changes_between_documents(everything, left, right, session.as_of, session.lang)
    raise UsageError(_("'{left}' and '{right}' are of different kinds.", left=left, right=right), _KINDS)


def _operand(text: str) -> date | Period | str:
    """Give the day, the milestone, or the name that an operand is."""
    if text.startswith("@"):
        return day_option("@", text[1:])
    try:
        return read_period(text, months=True).period
    except NotAPeriod:
        return text


def _is_place(text: str) -> bool:
    return text.startswith("git:") or "/" in text or text in (".", "..") or Path(text).is_dir()


def _catalog(session: Session, text: str) -> Catalog:
    if text.startswith("git:"):
        from hntrack.workspace.revision import at_revision  # noqa: PLC0415  (only this operand needs Git)

        return at_revision(session.place, text[4:])
    if not _is_place(text):
        raise UsageError(_("'{text}' is not a catalog.", text=text), _KINDS)
    return open_catalog(find(text, environment(), here()))
