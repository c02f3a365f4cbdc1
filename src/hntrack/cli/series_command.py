"""``hntrack series``: take an office's file in as it is, and its new editions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from hntrack.classes import dataclass
from hntrack.cli.commands import Registry, argument, command, one_of, option, purpose, say
from hntrack.cli.session import DryRun, Session, Writing, open_session
from hntrack.errors import UsageError
from hntrack.model.codes import ENCODINGS
from hntrack.text.messages import _

if TYPE_CHECKING:
    from hntrack.model.catalog import Catalog
    from hntrack.workspace.series_editions import Change

Text = str | None


@command(
    "series",
    "record",
    _("An office's file as a source of measurements."),
    (
        "hntrack series add poverty.csv --indicator poverty --period Year --value Rate --published 2026",
        "hntrack series refresh poverty poverty-new.csv --published 2027 --why 'Yearbook 2027'",
    ),
    about=_("An office's file, as it is, as a source of measurements; and its new editions."),
    members={
        "add": (
            "hntrack series add poverty.csv --indicator poverty --period Year --value Rate --published 2026",
            (
                "hntrack series add wide.csv --indicator poverty --area District --period headings --decimal , "
                "--published 2026"
            ),
        ),
        "refresh": (
            "hntrack series refresh poverty poverty-new.csv --published 2027 --why 'Yearbook 2027'",
            "hntrack series refresh poverty poverty-new.csv --published 2027 --dry-run",
        ),
    },
    own_output=True,
    after="import",
)
def register(app: Registry) -> None:
    """Add the group of commands."""
    group = app.group("series", about=purpose("series"), helps=True)
    group.command("add", add, about=say("Take a file in: its rows become measurements, cited by row."))
    about = say("Take a new edition in: show what it changes, keep the earlier one.")
    group.command("refresh", refresh, about=about)


File = Annotated[str, argument("A CSV or Parquet file.", say("FILE"))]
Name = Annotated[str, argument("Id of the series.", say("ID"))]
Published = Annotated[str, option("--published", "When it appeared.", say("DATE"))]


@dataclass(frozen=True)
class About:
    """What the document is."""

    published: Published
    own_id: Annotated[Text, option("--id", "Its id (default: made of the file's name).", say("ID"))] = None
    title: Annotated[Text, option("--title", "Title, as printed.", say("TEXT"))] = None
    publisher: Annotated[Text, option("--publisher", "Who published it.", say("NAME"))] = None
    url: Annotated[Text, option("--url", "Where it can be read.", "URL")] = None
    language: Annotated[str, option("--language", "Language of the document.", "LANG")] = "vi"


@dataclass(frozen=True)
class Columns:
    """Which column is what."""

    indicator: Annotated[str, option("--indicator", "Its column, or the id of all rows.", say("COLUMN"))]
    period: Annotated[str, option("--period", "Its column; 'headings': a column a period.", say("COLUMN"))]
    value: Annotated[Text, option("--value", "Its column.", say("COLUMN"))] = None
    area: Annotated[Text, option("--area", "Its column; titles of areas are known.", say("COLUMN"))] = None
    unit: Annotated[Text, option("--unit", "Its column.", say("COLUMN"))] = None
    qualifier: Annotated[Text, option("--qualifier", "Its column.", say("COLUMN"))] = None
    obs_status: Annotated[Text, option("--obs-status", "Its column.", say("COLUMN"))] = None
    decimal: Annotated[Text, option("--decimal", "The file's decimal mark.", ".|,")] = None
    thousands: Annotated[Text, option("--thousands", "The mark that groups thousands.", ".|,| ")] = None
    delimiter: Annotated[Text, option("--delimiter", "What parts the columns.", ",|;|TAB")] = None
    encoding: Annotated[Text, option("--encoding", "The file's encoding.", "|".join(ENCODINGS))] = None
    where: Annotated[
        list[str] | None,
        option("--where", "Only rows with this value; may be repeated.", say("COLUMN=VALUE")),
    ] = None


def add(file: File, about: About, columns: Columns, common: Writing, dry_run: DryRun = False) -> int:
    """Take a file in."""
    from hntrack.workspace import writable  # noqa: PLC0415  (each command pays for itself)
    from hntrack.workspace.series_editions import Described, take_in  # noqa: PLC0415
    from hntrack.workspace.typed_values import typed_period  # noqa: PLC0415

    session = open_session(common)
    folder = writable(session.place)
    for name, given, known in (
        ("--decimal", columns.decimal, (".", ",")),
        ("--thousands", columns.thousands, (".", ",", " ")),
        ("--encoding", columns.encoding, ENCODINGS),
    ):
        if given is not None:
            one_of(name, given, known)
    facts: dict[str, Any] = {
        "id": about.own_id,
        "title": about.title,
        "publisher": about.publisher,
        "language": about.language,
        "url": about.url,
        "published": {"date": typed_period("--published", about.published), "basis": "given"},
        "decimal": columns.decimal,
        "thousands": columns.thousands,
        "delimiter": "\t" if columns.delimiter in ("TAB", "\\t") else columns.delimiter,
        "encoding": columns.encoding,
        "where": _filters(columns.where or ()) or None,
    }
    named = {
        "indicator": columns.indicator,
        "area": columns.area,
        "period": columns.period,
        "value": columns.value,
        "unit": columns.unit,
        "qualifier": columns.qualifier,
        "obs_status": columns.obs_status,
    }
    described = Described(
        {name: heading for name, heading in named.items() if heading is not None},
        {name: fact for name, fact in facts.items() if fact is not None},
    )
    taken = take_in(folder, Path(file), described, dry_run=dry_run)
    count = len(taken.rows)
    _say(
        session,
        [say("{id}: {count} measurements of {file}.", id=taken.id, count=count, file=taken.file)],
        dry_run,
    )
    return 0


def _filters(given: Sequence[str]) -> tuple[dict[str, Any], ...]:
    """Give the filters that were typed, one a column; several values of a column are each let through."""
    wanted: dict[str, list[str]] = {}
    for text in given:
        column, sign, value = text.partition("=")
        if not sign or not column.strip():
            raise UsageError(
                _("--where: '{error}' is not COLUMN=VALUE.", error=text),
                _("For example: --where 'Province=Hanoi'."),
            )
        wanted.setdefault(column.strip(), []).append(value.strip())
    return tuple({"column": column, "one_of": tuple(values)} for column, values in wanted.items())


Why = Annotated[Text, option("--why", "What is known of why figures differ.", say("REASON"))]


def refresh(  # noqa: PLR0917  (options, by name only)
    name: Name, file: File, published: Published, common: Writing, why: Why = None, dry_run: DryRun = False
) -> int:
    """Take a new edition in; exit 2 where figures differ and nobody says why, with what differs."""
    from hntrack.workspace import writable  # noqa: PLC0415  (each command pays for itself)
    from hntrack.workspace.series_editions import UnexplainedError, take_edition  # noqa: PLC0415
    from hntrack.workspace.typed_values import typed_period  # noqa: PLC0415

    session = open_session(common)
    folder = writable(session.place)
    day = typed_period("--published", published)
    try:
        taken = take_edition(folder, name, Path(file), day, why, dry_run=dry_run)
    except UnexplainedError as unexplained:
        _say(session, _told(session, unexplained.catalog, unexplained.changes), dry_run=False)
        raise
    lines = _told(session, taken.catalog, taken.changes)
    _say(session, [*lines, say("{id}: {file}.", id=taken.id, file=taken.file)], dry_run)
    return 0


def _told(session: Session, catalog: Catalog, changes: Sequence[Change]) -> list[str]:
    """Say what differs, a line a figure."""
    return [
        *(_line(catalog, change, session.lang) for change in changes),
        say(
            "{changed} changed, {new} new, {gone} left out.",
            changed=sum(change.was is not None and change.now is not None for change in changes),
            new=sum(change.was is None for change in changes),
            gone=sum(change.now is None for change in changes),
        ),
    ]


def _line(catalog: Catalog, change: Change, lang: str) -> str:
    from hntrack.report.words import measurement_text  # noqa: PLC0415  (each command pays for itself)

    texts = {
        name: measurement_text(catalog, figure, lang)
        for name, figure in change._asdict().items()
        if figure is not None
    }
    figure = change.now or change.was
    assert figure is not None
    facts = {"name": f"{figure.indicator} {figure.period.within(lang)}", **texts}
    if change.now is None:
        return say("left out, stays as it was: {name}: {was}", **facts)
    if change.was is None:
        return say("new: {name}: {now}", **facts)
    return say("changed: {name}: {was} → {now}", **facts)


def _say(session: Session, lines: list[str], dry_run: bool) -> None:
    if dry_run:
        lines = [*lines, say("A dry run: nothing was written.")]
    session.emit_text("".join(f"{line}\n" for line in lines))
