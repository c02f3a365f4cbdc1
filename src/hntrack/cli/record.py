"""``hntrack record``, ``revise`` and ``withdraw``: a measurement added, put right or taken back.

Their options, like those of ``add``, are made from the table of fields, so that each field has its option.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from hntrack.checks.values import SLIPS
from hntrack.classes import Annotated, Any
from hntrack.cli.commands import REQUIRED, Declared, Parameter, argument, command, option, say, spoken
from hntrack.cli.session import DryRun, Session, Shared, open_session
from hntrack.cli.streams import note
from hntrack.errors import DataError
from hntrack.model.catalog import Catalog
from hntrack.model.fields import RECORDS, Field
from hntrack.model.records import Measurement
from hntrack.report.show import lines, recorded_view
from hntrack.text.characters import visible
from hntrack.text.messages import _
from hntrack.workspace.given import new_measurement, revision, withdrawal
from hntrack.workspace.typed_values import swapped_note


class FieldOptions:
    """The options of a record's fields, as a bundle for :func:`hntrack.cli.commands.flat`.

    Calling it with the options' values gives what :func:`hntrack.workspace.given.read_given` reads.

    Attributes:
        parameters: One for each option, named like the field's column.
    """

    def __init__(
        self,
        record: str,
        *,
        skip: Collection[str] = (),
        optional: Collection[str] = (),
        about: Mapping[str, str] | None = None,
    ) -> None:
        """Choose the options.

        Args:
            record: Key of :data:`~hntrack.model.fields.RECORDS`.
            skip: Columns that something else gives: an argument of the command, another option.
            optional: Columns that may be left out though the field must be there.
            about: Column → what to say of it instead of the field's own words.
        """
        about = about or {}
        self.parameters = tuple(
            _parameter(field, required=required and field.in_export not in optional, about=about)
            for field, required in _fields(record, required=True)
            if field.flag is not None and field.in_export not in skip
        )

    def __call__(self, **given: Any) -> dict[str, Any]:
        """Give what was said."""
        return {name: value for name, value in given.items() if value is not None and value != []}


def _fields(record: str, *, required: bool) -> Iterator[tuple[Field, bool]]:
    """Give the fields of a record and of those inside it, and whether each must be given."""
    for field in RECORDS[record]:
        must = required and field.required
        if field.kind == "record":
            yield from _fields(field.of, required=must)
        else:
            yield field, must and not field.kind.endswith("_or_unknown") and field.default is None


def _parameter(field: Field, *, required: bool, about: Mapping[str, str]) -> Parameter:
    help_text = about.get(field.in_export) or say(field.about)
    option = Declared((field.flag or "",), help_text, _metavar(field))
    kind: Any = _TYPES.get(field.kind, str)
    return Parameter(
        field.in_export, Annotated[kind if required else kind | None, option], REQUIRED if required else None
    )


def say_swapped(record: str, given: Mapping[str, Any]) -> None:
    """Say of each date that was given how it was read, where day and month could change places."""
    for field, _optional in _fields(record, required=True):
        text = given.get(field.in_export)
        swapped = swapped_note(field.flag or "", text) if text and field.kind in _DATES else None
        if swapped is not None:
            note(spoken(swapped))


_DATES = frozenset({"period", "period_or_unknown", "day"})
# What of a field is no single text.
_TYPES: Mapping[str, Any] = MappingProxyType(
    {
        "whole": int,
        "bool": bool,
        "list": list[str],
        "wording": list[str],
        "gate": list[str],
        "records": list[str],
    }
)


def _metavar(field: Field) -> str | None:
    if field.kind == "word":
        return "|".join(field.allowed)
    if field.kind == "bool":
        return None
    metavars = {
        "id": say("ID"),
        "claim": say("SOURCE/ID"),
        "decimal": "N",
        "whole": "N",
        "period": say("PERIOD"),
        "period_or_unknown": say("DATE"),
        "day": say("DATE"),
        "url": "URL",
        "language": "vi|en|…",
        "gate": say("VERDICT=LEVEL"),
        "records": say("ID=TITLE"),
    }
    return metavars.get(field.of if field.kind == "list" else field.kind) or say("TEXT")


Indicator = Annotated[str, argument("Id of the indicator.", say("INDICATOR"))]
_Name = Annotated[str, argument("Id of the measurement.", say("MEASUREMENT"))]
_Value = Annotated[str, argument("27.1 · 27.1% · 1200 billion · 18/52 · a stage's id.", say("VALUE"))]
_Why = Annotated[str, option("--why", "Why.", say("REASON"))]
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
_Confirmed = Annotated[bool, option("--confirmed", "The figure is right although it looks like a slip.")]
_OurCorrection = Annotated[
    bool, option("--our-correction", "We had misread the source of the old value; the new one keeps it.")
]


@command(
    "record",
    "record",
    _("Record a measurement, with its source."),
    (
        (
            "hntrack record innovating-firms 27,1 --period 2026 --url https://example.org/a --title A "
            "--published 2026-12-20"
        ),
        (
            "hntrack record innovating-firms 27.1 --period 2026 --source yearbook-2026 --line 8 "
            "--as-printed '27,1%' --dry-run"
        ),
    ),
    bundles={"given": FieldOptions("measurement", skip=_TAKEN, optional=("id",), about=_ABOUT)},
    own_output=True,
    after="add",
)
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


@command(
    "revise",
    "record",
    _("Record a new value for a measurement; the old one stays."),
    (
        (
            "hntrack revise innovating-firms-2025 25.4 --why 'Yearbook 2026' --url https://example.org/a "
            "--title A --published 2026-06-30"
        ),
        "hntrack revise innovating-firms-2025 25.4 --why 'A slip' --our-correction --dry-run",
    ),
    bundles={"given": FieldOptions("measurement", skip=(*_TAKEN, "period"), optional=("id",), about=_ABOUT)},
    own_output=True,
    after="record",
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
    said = {**given, "value": value, "why": why}
    return _append(
        session,
        lambda catalog, now: revision(
            catalog, name, said, lang=session.lang, recorded=now, confirmed=confirmed, ours=our_correction
        ),
        dry_run=dry_run,
    )


@command(
    "withdraw",
    "record",
    _("Take a measurement back; it stays in the history."),
    (
        "hntrack withdraw innovating-firms-2025 --why 'It counts another thing'",
        "hntrack withdraw innovating-firms-2025 --why 'A slip' --dry-run",
    ),
    own_output=True,
    after="revise",
)
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
        if codes <= set(SLIPS):
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
