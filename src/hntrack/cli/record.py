"""``hntrack record``, ``revise`` and ``withdraw``: a measurement added, put right or taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from hntrack.checks.plausible import CODES
from hntrack.cli.bundle import flat
from hntrack.cli.commands import purpose
from hntrack.cli.declare import Argument, Option, Registry
from hntrack.cli.field_options import FieldOptions, say_swapped
from hntrack.cli.language import say
from hntrack.cli.options import Shared
from hntrack.cli.session import Session, open_session
from hntrack.errors import DataError
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement
from hntrack.report.recorded import lines, recorded_view
from hntrack.text.messages import _
from hntrack.text.visible import visible
from hntrack.workspace.recording import current, new_measurement, withdrawal

DryRun = Annotated[bool, Option("--dry-run", about=say("Only show what would be written."))]
Indicator = Annotated[
    str,
    Argument(metavar=say("INDICATOR"), about=say("Id of the indicator.")),
]
_Name = Annotated[
    str,
    Argument(metavar=say("MEASUREMENT"), about=say("Id of the measurement.")),
]
_Value = Annotated[
    str,
    Argument(
        metavar=say("VALUE"),
        about=say("27.1 · 27.1% · 1200 billion · 18/52 · a stage's id."),
    ),
]
_Why = Annotated[str, Option("--why", metavar=say("REASON"), about=say("Why."))]
_ABOUT = {
    "id": say("Its id (default: INDICATOR-PERIOD)."),
    "source": say("Id of a document (with --line and --as-printed), or DOCUMENT/CLAIM."),
    "url": say("Page that states it (with --published)."),
    "derived_rule": say("How it follows from other measurements (with --derived-from)."),
}
_TAKEN = ("value", "claim")  # the value is an argument, a claim is named by --source
_NOT_WRITTEN = _("Nothing was written.")
_ALREADY = _("It is already there; nothing was written.")
_SLIP = _("This looks like a slip; nothing was written. If it is right as it is, add --confirmed.")
_Confirmed = Annotated[
    bool, Option("--confirmed", about=say("The figure is right although it looks like a slip."))
]
_OurCorrection = Annotated[
    bool,
    Option(
        "--our-correction", about=say("We had misread the source of the old value; the new one keeps it.")
    ),
]


def register(app: Registry) -> None:
    """Add the commands."""
    app.command("record", about=purpose("record"))(
        flat(record, given=FieldOptions("measurement", skip=_TAKEN, optional=("id",), about=_ABOUT))
    )


def register_revise(app: Registry) -> None:
    """Add ``revise``."""
    options = FieldOptions("measurement", skip=(*_TAKEN, "period"), optional=("id",), about=_ABOUT)
    app.command(
        "revise",
        about=purpose("revise"),
    )(flat(revise, given=options))


def register_withdraw(app: Registry) -> None:
    """Add ``withdraw``."""
    app.command(
        "withdraw",
        about=purpose("withdraw"),
    )(flat(withdraw))


def record(
    *,
    indicator: Indicator,
    value: _Value,
    given: dict[str, Any],
    common: Shared,
    dry_run: DryRun = False,
    confirmed: _Confirmed = False,
) -> int:
    """Record one measurement."""
    session = open_session(common)
    said = {"indicator": indicator, "value": value, **given}
    say_swapped("measurement", given)
    return _append(
        session,
        lambda catalog, now: new_measurement(
            catalog, said, lang=session.lang, recorded=now, confirmed=confirmed
        ),
        dry_run=dry_run,
    )


def revise(
    *,
    name: _Name,
    value: _Value,
    why: _Why,
    given: dict[str, Any],
    common: Shared,
    dry_run: DryRun = False,
    confirmed: _Confirmed = False,
    our_correction: _OurCorrection = False,
) -> int:
    """Record a value that replaces an earlier one."""
    session = open_session(common)
    say_swapped("measurement", given)

    def make(catalog: Catalog, now: str) -> Measurement:
        old = current(catalog, name)
        replaced = {"indicator": old.indicator, "period": old.period, "revises": old.id, "why": why}
        return new_measurement(
            catalog,
            {**given, **replaced, "value": value},
            lang=session.lang,
            recorded=now,
            confirmed=confirmed,
            ours=our_correction,
        )

    return _append(session, make, dry_run=dry_run)


def withdraw(*, name: _Name, why: _Why, common: Shared, dry_run: DryRun = False) -> int:
    """Take one measurement back."""
    session = open_session(common)
    return _append(
        session, lambda catalog, now: withdrawal(catalog, name, why, recorded=now), dry_run=dry_run
    )


@contextmanager
def refused() -> Iterator[None]:
    """Say that nothing was written where the data speaks against it."""
    try:
        yield
    except DataError as error:
        codes = {problem.code for problem in error.problems}
        message = _ALREADY if codes == {"measurement-twice"} else _NOT_WRITTEN
        if codes <= set(CODES):
            message = _SLIP
        raise DataError(error.problems, message) from error


def _append(session: Session, make: Callable[[Catalog, str], Measurement], *, dry_run: bool) -> int:
    """Write one record under the store's lock and say what became of it."""
    with refused():
        written = session.work.append(make, dry_run=dry_run)
    measurement = next(m for m in written.now.measurements if m.id not in written.was.measurement)
    view = recorded_view(
        written.was,
        written.now,
        measurement,
        place=f"{written.file}:{written.lines[0][0]}",
        as_of=session.as_of,
        lang=session.lang,
        dry_run=dry_run,
    )
    if session.form in ("table", "plain"):
        shown = [*lines(view), *(written.diff().splitlines() if dry_run else ())]
        session.emit_text("".join(f"{visible(line)}\n" for line in shown))
    else:
        session.emit(view)
    return 0
