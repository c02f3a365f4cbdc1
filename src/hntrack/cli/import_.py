"""``hntrack import``: take measurements from somebody else's file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

from hntrack.classes import dataclass
from hntrack.cli.commands import argument, command, one_of, option, say, spoken
from hntrack.cli.session import Common, DryRun, Session, open_session
from hntrack.cli.streams import agreed, note, problem_lines, write_out
from hntrack.errors import EXIT_DATA, UsageError, unknown
from hntrack.exchange.formats import FORMATS
from hntrack.exchange.mapping import Map, overridden, read_map
from hntrack.exchange.plan import (
    Plan,
    by_cause,
    import_view,
    left_out_lines,
    plan,
    rest_of_cause,
    revised_lines,
)
from hntrack.exchange.propose import Proposal, is_known, map_text, propose
from hntrack.exchange.reading import Given, Origin, Rows, read_rows
from hntrack.exchange.tabled import open_table
from hntrack.model.catalog import Catalog
from hntrack.model.codes import ENCODINGS
from hntrack.model.records import Measurement
from hntrack.store.decode import matches
from hntrack.text.characters import visible
from hntrack.text.messages import _
from hntrack.text.periods import parse_day
from hntrack.workspace import now, writable


@dataclass(frozen=True)
class How:
    """How the file is read, and where it comes from."""

    mapping: Annotated[str | None, option("--map", "Mapping file: which column is what.", "MAP.yaml")] = None
    kind: Annotated[str | None, option("--from", "Format (default: told by itself).", "|".join(FORMATS))] = (
        None
    )
    indicator: Annotated[str | None, option("--indicator", "All rows are about this one.", say("ID"))] = None
    source: Annotated[
        str | None, option("--source", "The file is this document: cited by row and cell.", say("ID"))
    ] = None
    url: Annotated[str | None, option("--url", "Page of the file (with --published).", "URL")] = None
    title: Annotated[str | None, option("--title", "Title of the page.", say("TEXT"))] = None
    publisher: Annotated[str | None, option("--publisher", "Who published it.", say("NAME"))] = None
    published: Annotated[str | None, option("--published", "Day it became public.", say("DATE"))] = None
    sheet: Annotated[str | None, option("--sheet", "Which sheet of a workbook.", say("NAME"))] = None
    where: Annotated[
        list[str] | None,
        option("--where", "Only rows with this value; may be repeated.", say("COLUMN=VALUE")),
    ] = None
    decimal: Annotated[str | None, option("--decimal", "The file's decimal mark.", ".|,")] = None
    encoding: Annotated[str | None, option("--encoding", "The file's encoding.", "|".join(ENCODINGS))] = None


@dataclass(frozen=True)
class Proposed:
    """What becomes of a mapping that the program proposes."""

    write_map: Annotated[
        str | None, option("--write-map", "Write the proposed mapping to a file; import nothing.", "MAP.yaml")
    ] = None
    yes: Annotated[bool, option("--yes -y", "Take the proposed mapping without asking.")] = False


@dataclass(frozen=True)
class Edition:
    """Whether what differs from the catalog is a new edition of it."""

    revise: Annotated[bool, option("--revise", "Record figures that differ as revisions (with --why).")] = (
        False
    )
    why: Annotated[str | None, option("--why", "Why they are revised.", say("REASON"))] = None


File = Annotated[str, argument("A file, or a data package's folder.", say("FILE"))]
AllOrNothing = Annotated[
    bool,
    option("--all-or-nothing/--take-good", "With a faulty row write nothing, or still take the good ones."),
]
Confirmed = Annotated[bool, option("--confirmed", "The figures are right although some look like slips.")]


@command(
    "import",
    "record",
    _("Take measurements from files of other programs."),
    (
        "hntrack import yearbook.xlsx --dry-run",
        "hntrack import yearbook.csv --map map.yaml --url https://example.org/a --published 2026-06-30",
    ),
    about=_("Take measurements from CSV, XLSX, XLS, ODS, JSON-stat, PX, SDMX, Open SDG, Data Package."),
    own_output=True,
    after="withdraw",
)
def import_file(  # noqa: PLR0917  (options, by name only)
    file: File,
    how: How,
    proposed: Proposed,
    edition: Edition,
    common: Common,
    all_or_nothing: AllOrNothing = True,
    confirmed: Confirmed = False,
    dry_run: DryRun = False,
) -> int:
    """Import; exit 3 where a row was refused, or nobody agreed to what the program proposes."""
    session = open_session(common)
    if how.kind is not None:
        one_of("--from", how.kind, FORMATS)
    _must_be_usable(how, edition)
    folder = session.place.folder if dry_run else writable(session.place)
    mapping = _mapping(session, Path(file), how, proposed)
    if mapping is None:
        return 0 if proposed.write_map is not None else EXIT_DATA
    rows = _read(Path(file), mapping, how)

    from hntrack.store.append import append_measurements  # noqa: PLC0415  (after the reading has succeeded)

    done: list[Plan] = []

    def make(catalog: Catalog) -> tuple[Measurement, ...]:
        why = edition.why if edition.revise else None
        done.append(_planned(catalog, rows, how, why, confirmed=confirmed))
        return () if all_or_nothing and done[-1].refused else done[-1].new

    written = append_measurements(folder, make, dry_run=dry_run)
    return _told(session, written.now, done[-1], all_or_nothing=all_or_nothing, dry_run=dry_run)


def _mapping(session: Session, path: Path, how: How, proposed: Proposed) -> Map | None:
    """Give the mapping to read the file with; ``None`` where it is only a proposal so far."""
    said = _given_mapping(how)
    if how.mapping is not None and proposed.write_map is None:
        return said
    table = open_table(path, visible(str(path)), said, how.kind)
    known = is_known(table, said, how.indicator)
    if known and proposed.write_map is None:
        return said
    proposal = propose(table, said, session.everything(), how.indicator)
    for line in _proposed_lines(path, proposal, how.kind):
        note(visible(line, limit=400))
    taken = _agreed(proposal, proposed)
    return proposal.mapping if taken and not proposal.missing else None


def _agreed(proposal: Proposal, proposed: Proposed) -> bool:
    """Write the proposal to a file where that was asked for; else have a person agree to it."""
    if proposed.write_map is not None:
        write_out(map_text(proposal.mapping), proposed.write_map)
        note(say("The mapping was written to {write_map}.", write_map=visible(proposed.write_map)))
        return proposed.yes
    if not proposal.missing and (proposed.yes or agreed()):
        return True
    note(
        say(
            "Nothing was imported. If it is right add --yes; else --write-map FILE, mend it, then --map "
            "FILE (docs/exchange.md)."
        )
    )
    return False


_MOST_SHOWN = 10
_ANYWHERE = Origin(url="https://example.org/", published="1970-01-01")


def _proposed_lines(path: Path, proposal: Proposal, form: str | None) -> Iterator[str]:
    """Show the proposal, what it was seen by, and the first values beside their cells."""
    yield say("No mapping says what this file holds. Proposed:")
    yield from (f"  {line}" for line in map_text(proposal.mapping).splitlines())
    yield from (f"  · {spoken(one)}" for one in proposal.why)
    if proposal.missing:
        yield say("What only you can say:")
        yield from (f"  ? {spoken(one)}" for one in proposal.missing)
        return
    table = open_table(path, visible(str(path)), proposal.mapping, form)
    rows = read_rows(table, proposal.mapping, _ANYWHERE)
    yield say("The first {most_shown} values:", most_shown=_MOST_SHOWN)
    yield from (_value_line(given) for given in rows.good[:_MOST_SHOWN])
    if not rows.good:
        yield say("  none")
    yield from (f"  ! {one.where}: {spoken(one.message)} {spoken(one.hint)}" for one in rows.refused[:3])


def _value_line(given: Given) -> str:
    """Give a value beside its cell: where it stands, and what it would be."""
    made = given.measurement
    value = made.stage or (format(made.value, "f") if made.value is not None else "—")
    firm = "" if made.obs_status == "final" else f"  {made.obs_status}"
    unit = f" {given.unit}" if given.unit else ""
    return f"  {given.where}  →  {made.indicator}  {made.period}  {value}{unit}{firm}"


def _given_mapping(how: How) -> Map:
    """Give the mapping file, if there is one, with what the options say instead."""
    given = read_map(Path(how.mapping), how.mapping) if how.mapping is not None else Map()
    try:
        return overridden(given, how.where or (), decimal=how.decimal, encoding=how.encoding, sheet=how.sheet)
    except ValueError as error:
        raise UsageError(
            _("--where: '{error}' is not COLUMN=VALUE.", error=error),
            _("For example: --where 'Province=Hanoi'."),
        ) from None


def _read(path: Path, mapping: Map, how: How) -> Rows:
    origin = Origin(how.source, how.url, how.title, how.publisher, how.published)
    table = open_table(path, visible(str(path)), mapping, how.kind)
    try:
        return read_rows(table, mapping, origin, indicator=how.indicator, progress=_progress())
    finally:
        if sys.stderr.isatty():
            _count("\r                    \r")


def _planned(catalog: Catalog, rows: Rows, how: How, why: str | None, *, confirmed: bool) -> Plan:
    from hntrack.checks import check  # noqa: PLC0415  (only writing pays for all checks)
    from hntrack.checks.values import SLIPS  # noqa: PLC0415  (as above)

    if how.indicator is not None and how.indicator not in catalog.indicator:
        raise unknown(how.indicator, catalog.indicator)
    known = catalog.claim if how.source is not None and "/" in how.source else catalog.source
    if how.source is not None and how.source not in known:
        raise unknown(how.source, known)
    recorded = now()
    slips = () if confirmed else SLIPS
    return plan(catalog, rows, recorded=recorded, check=check, why=why, slips=slips)


def _told(session: Session, catalog: Catalog, done: Plan, *, all_or_nothing: bool, dry_run: bool) -> int:
    """Say on stderr what became of every row, and on stdout which records there are."""
    for shown, rest in by_cause((*done.refused, *done.warned)):
        for line in problem_lines(shown):
            note(line)
        if rest:
            note(spoken(rest_of_cause(rest)))
    from hntrack.checks.values import SLIPS  # noqa: PLC0415  (loaded by the checking before)

    if any(one.code in SLIPS for one in done.refused):
        note(say("Some figures look like slips. If they are right as they are, add --confirmed."))
    view = import_view(
        catalog, done, written=not (all_or_nothing and done.refused), dry_run=dry_run, **session.head
    )
    session.emit(view)
    for wording in (*revised_lines(done.revised), *left_out_lines(done)):
        note(spoken(wording))
    if session.form != "table":  # the table says it itself
        note("\n".join(view.summary))
    return EXIT_DATA if done.refused else 0


def _must_be_usable(how: How, edition: Edition) -> None:
    """Refuse what no row could be recorded with, before a long file is read."""
    if how.decimal is not None:
        one_of("--decimal", how.decimal, (".", ","))
    if how.encoding is not None:
        one_of("--encoding", how.encoding, ENCODINGS)
    if edition.revise != (edition.why is not None):
        raise UsageError(
            _("--revise and --why go together."), _("For example: --revise --why 'Yearbook 2025'.")
        )
    if how.url is not None and not matches("url", how.url):
        raise UsageError(
            _("--url: '{url}' is not an address.", url=how.url),
            _("For example: --url https://example.org/table."),
        )
    if how.published is not None:
        try:
            parse_day(how.published)
        except ValueError:
            raise UsageError(
                _("--published: '{published}' is not a day.", published=how.published),
                _("Write it like 2026-11-22."),
            ) from None


def _progress() -> Callable[[int], None] | None:
    """Count rows on a terminal; a log would only fill up."""
    if not sys.stderr.isatty():
        return None
    return lambda count: _count(say("\r  {count} rows", count=count))


def _count(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
