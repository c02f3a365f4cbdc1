"""Take an office's file in as a series, and new editions of it: what these change is known before it is written."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple
from hntrack.errors import DataError, InputError, UsageError, unknown, unwritable
from hntrack.model.catalog import Catalog
from hntrack.model.codes import ENCODINGS
from hntrack.model.fields import FORMAT, RECORDS
from hntrack.model.record_values import Values, free_id, slug
from hntrack.model.records import Measurement
from hntrack.store.append import edited_meanwhile, writing
from hntrack.store.decode import sequence_of
from hntrack.store.folder import Contents, Folder, read_bytes, read_contents
from hntrack.store.node_kinds import Faults
from hntrack.store.node_kinds import Mapping as MappingNode
from hntrack.store.read import Loaded, decode_contents
from hntrack.store.series_rows import decode_series
from hntrack.store.write import (
    NO_FILE,
    ChangedMeanwhileError,
    Old,
    clear_leftovers,
    flush_folder,
    identity,
    replace_file,
)
from hntrack.store.yaml_lines import block_lines, dashed, find_section, lines_of, spliced
from hntrack.text.characters import fold, nfc, single_spaced
from hntrack.text.foreign_tables import decoded, recognised
from hntrack.text.messages import _
from hntrack.text.periods import Period

_HEAD = f"# yaml-language-server: $schema=../schemas/series.schema.json\nformat: {FORMAT}\nseries:\n"
_MARKS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Described:
    """What a person says of a file.

    Attributes:
        columns: Field → heading of its column; for the indicator also its id, for the period ``headings``.
        facts: Values of the entry that are known: title, publisher, published …
    """

    columns: Mapping[str, str]
    facts: Values


class Change(NamedTuple):
    """What a new edition says otherwise: the measurement as it was and is; ``None`` where there is none."""

    was: Measurement | None
    now: Measurement | None


class Taken(NamedTuple):
    """What was taken in: id, path within the data, measurements, what they change, and the catalog with them."""

    id: str
    file: str
    rows: tuple[Measurement, ...]
    changes: tuple[Change, ...]
    catalog: Catalog


def take_in(folder: Folder, path: Path, described: Described, *, dry_run: bool) -> Taken:
    """Take a file in as a new series; a file from elsewhere is copied to ``series/`` in the data.

    Raises:
        UsageError: What was said does not fit the file.
        InputError: A file cannot be read or written.
        DataError: Rows cannot be read, or contradict the catalog; nothing was written.
    """
    content = read_bytes(path, str(path))
    with writing(folder):
        contents = read_contents(folder)
        loaded = decode_contents(folder, contents)
        catalog = loaded.usable()
        name = described.facts.get("id") or free_id(slug(path.stem) or "series", catalog.source)
        values = {
            **dict.fromkeys(_UNKNOWN),
            "language": "vi",
            **described.facts,
            "id": name,
            "original": _original(folder, path, content, f"series/{slug(path.stem) or name}{path.suffix}"),
            **_mapping(content, path, described, catalog),
        }
        return _written(folder, contents, loaded, values, content, dry_run=dry_run)


def take_edition(
    folder: Folder, name: str, path: Path, published: Period, why: str | None, *, dry_run: bool
) -> Taken:
    """Take in a new edition of a series: the earlier one stays, and what differs revises it.

    Raises:
        UsageError: There is no such series, it has this very file, or figures differ and nobody says why.
        InputError: A file cannot be read or written.
        DataError: As :func:`take_in`.
    """
    content = read_bytes(path, str(path))
    with writing(folder):
        contents = read_contents(folder)
        loaded = decode_contents(folder, contents)
        chain = _editions(loaded, folder, name)
        first, values = chain[0], dict(chain[-1])
        if hashlib.sha256(content).hexdigest() == values["original"]["sha256"]:
            raise UsageError(
                _("{file} is the file that {id} has already.", file=path, id=values["id"]),
                _("Nothing is to be done."),
            )
        catalog = loaded.usable()
        there = PurePosixPath(first["original"]["file"])
        file = there.with_name(f"{there.stem}-{slug(published.text)}{path.suffix}").as_posix()
        values |= {
            "id": free_id(f"{first['id']}-{slug(published.text)}", catalog.source),
            "published": {"date": published, "basis": "given"},
            "original": _original(folder, path, content, file),
            "revises": values["id"],
            "why": why,
        }
        return _written(folder, contents, loaded, values, content, dry_run=dry_run)


_UNKNOWN = frozenset({"title", "publisher", "author"})
"""Fields that are written also where nobody knows them."""


def _original(folder: Folder, path: Path, content: bytes, wanted: str) -> Values:
    """Give path and hash of the file: where it lies, if that is within the data, else where its copy will be."""
    try:
        file = path.resolve().relative_to(folder.data.resolve()).as_posix()
    except ValueError:
        file = wanted
    there = folder.data / file
    if there.exists() and read_bytes(there, folder.label(there)) != content:
        raise UsageError(
            _("{path} is another document.", path=folder.label(there)),
            _("Rename one of the two, or choose another folder."),
        )
    return {"file": file, "sha256": hashlib.sha256(content).hexdigest()}


def _mapping(content: bytes, path: Path, described: Described, catalog: Catalog) -> Values:
    """Give which column is what, and the mark between them, as far as the headings tell."""
    if path.suffix == ".parquet":
        from hntrack.store.series_rows import rows_of  # noqa: PLC0415  (an extra)

        return {"columns": _columns(*rows_of(content, 1_000), described, catalog)}
    text = _text(content, described.facts.get("encoding", "utf-8"), path)
    given = described.facts.get("delimiter")
    marks = (given,) if given else _MARKS
    tables = [list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) for mark in marks]
    named = {nfc(heading) for heading in described.columns.values()}
    scores = [len(named & {nfc(cell).strip() for cell in table[0]}) if table else 0 for table in tables]
    best = scores.index(max(scores))
    rows = tables[best]
    return {
        "delimiter": marks[best],
        "columns": _columns(rows[0] if rows else [], rows[1:], described, catalog),
    }


def _text(content: bytes, encoding: str, path: Path) -> str:
    try:
        return decoded(content, encoding)
    except UnicodeDecodeError:
        seems = recognised(content) or ", ".join(ENCODINGS)
        raise UsageError(
            _("{path} is not in the encoding {encoding}.", path=path, encoding=encoding),
            _("Add --encoding ({seems}); the file itself stays as it is.", seems=seems),
        ) from None


def _columns(heading: list[str], rows: list[list[str]], described: Described, catalog: Catalog) -> Values:
    headings = [single_spaced(text) for text in heading]
    columns: Values = {}
    for field, given in described.columns.items():
        wanted = single_spaced(given)
        if wanted in headings:
            at = headings.index(wanted)
            cells = dict.fromkeys(single_spaced(row[at]) for row in rows if at < len(row))
            columns[field] = {"column": wanted, **_worded(field, cells, catalog)}
        elif field == "period" and wanted == "headings":
            columns[field] = {"headings": True}
        elif field == "indicator":
            columns[field] = {"constant": wanted}
        else:
            raise UsageError(
                _(
                    "There is no column '{heading}', which is named for '{field}'.",
                    heading=given,
                    field=field,
                ),
                _("The columns are: {known}.", known=", ".join(headings)),
            )
    return columns


def _worded(field: str, cells: Mapping[str, None], catalog: Catalog) -> Values:
    """Give what the cells mean that are the titles of areas; all others stand for themselves."""
    if field != "area":
        return {}
    words: dict[str, str] = {}
    # The exact spelling comes last and decides; a title of two areas means neither.
    for spelled in (fold, nfc):
        titled: dict[str, set[str]] = {}
        for area in catalog.areas:
            for title in area.title.texts.values():
                titled.setdefault(spelled(title), set()).add(area.id)
        for cell in cells:
            areas = titled.get(spelled(cell), set())
            if len(areas) == 1 and cell not in catalog.area:
                words[cell] = next(iter(areas))
    return {"words": MappingProxyType(words)} if words else {}


def _entries(loaded: Loaded, folder: Folder) -> dict[str, Values]:
    """Give the fields of each series by its id, as they are written."""
    root = loaded.roots.get(folder.series)
    listed = root.keys["series"][1] if type(root) is MappingNode and "series" in root.keys else None
    faults = Faults("")
    read = [decode_series(node, faults) for node in sequence_of(listed, faults)]
    return {values["id"]: values for values in read if values is not None}


def _editions(loaded: Loaded, folder: Folder, name: str) -> list[Values]:
    """Give all editions of a series, the first one first."""
    entries = _entries(loaded, folder)
    if name not in entries:
        raise unknown(name, entries)
    while (before := entries[name].get("revises")) in entries:
        name = before
    chain = [entries[name]]
    for values in entries.values():  # each stands behind the one that it revises
        if values.get("revises") == chain[-1]["id"]:
            chain.append(values)
    return chain


def _written(
    folder: Folder, contents: Contents, loaded: Loaded, values: Values, content: bytes, *, dry_run: bool
) -> Taken:
    """Write entry and file, after everything was read as it would be; ``loaded`` is the catalog as it is."""
    file = folder.data.joinpath(*values["original"]["file"].split("/"))
    before = contents.get(folder.series, b"")
    after = _with_entry(folder, contents, loaded, values)
    catalog = decode_contents(folder, {**contents, folder.series: after, file: content}).usable()
    _must_be_sound(catalog, folder, file)
    changes: tuple[Change, ...] = ()
    if values.get("revises") is not None:
        earlier = _editions(loaded, folder, values["revises"])
        changes = _changes(
            catalog, values, earlier, _figures_alone(folder, {**contents, file: content}, values)
        )
    if any(change.was and change.now for change in changes) and not dry_run and values.get("why") is None:
        raise UnexplainedError(changes, catalog)
    if not dry_run:
        _put(folder, file, content, Old(identity(folder.series, ""), before) if before else NO_FILE, after)
    rows = _rows_of(catalog, values["id"])
    return Taken(values["id"], values["original"]["file"], rows, changes, catalog)


class UnexplainedError(UsageError):
    """A new edition changes figures, and nobody says why."""

    def __init__(self, changes: tuple[Change, ...], catalog: Catalog) -> None:
        self.changes, self.catalog = changes, catalog
        super().__init__(
            _("The new edition changes figures; nothing was written."),
            _("Say what is known of the reason: --why 'Yearbook 2026'."),
        )


def _with_entry(folder: Folder, contents: Contents, loaded: Loaded, values: Values) -> bytes:
    there = contents.get(folder.series)
    if not there:
        there = _HEAD.encode()
        loaded = decode_contents(folder, {**contents, folder.series: there})
    root = loaded.roots.get(folder.series)
    lines = lines_of(there)
    section = find_section(root, "series", lines, folder.label(folder.series))
    return spliced(lines, section, {section.end: dashed(block_lines("series", _ordered(values)))})


def _ordered(values: Values) -> Values:
    ordered: dict[str, Any] = {}
    for field in RECORDS["series"]:
        if field.name in values and (values[field.name] is not None or field.name in _UNKNOWN):
            ordered[field.name] = values[field.name]
    return ordered


def _must_be_sound(catalog: Catalog, folder: Folder, file: Path) -> None:
    from hntrack.checks import check  # noqa: PLC0415  (only writing pays for all checks)

    own = {folder.label(file), folder.label(folder.series)}
    problems = [p for p in check(catalog) if p.severity == "error" and p.where.file in own]
    problems = [p for p in problems if p.code != "why-missing"]  # that is asked for with what changed
    if problems:
        raise DataError(tuple(problems))


def _rows_of(catalog: Catalog, name: str) -> tuple[Measurement, ...]:
    return tuple(row for row in catalog.measurements if row.cited is not None and row.cited.source == name)


def _changes(
    catalog: Catalog, values: Values, earlier: Iterable[Values], there: set[tuple[str, str]]
) -> tuple[Change, ...]:
    """Give what an edition changes and adds, and what an earlier one had and it leaves out: that stays as it was."""
    changed = [
        Change(catalog.measurement.get(row.revises or ""), row) for row in _rows_of(catalog, values["id"])
    ]
    revised = {row.revises for row in catalog.measurements}
    gone = [
        Change(row, None)
        for edition in earlier
        for row in _rows_of(catalog, edition["id"])
        if row.id not in revised and (row.indicator, row.period.text) not in there
    ]
    return (*changed, *gone)


def _figures_alone(folder: Folder, contents: Contents, values: Values) -> set[tuple[str, str]]:
    """Give indicator and period of all that a file says by itself: beside an earlier edition it repeats nothing."""
    own = {name: value for name, value in values.items() if name not in ("revises", "why")}
    lines = dashed(block_lines("series", _ordered(own)))
    text = _HEAD + "".join(f"  {line}\n" for line in lines)
    alone = decode_contents(folder, {**contents, folder.series: text.encode()}).catalog
    return {(row.indicator, row.period.text) for row in alone.measurements} if alone is not None else set()


def _put(folder: Folder, file: Path, content: bytes, old: Old, after: bytes) -> None:
    """Write the file, then its entry; where the entry cannot be written, take the file back."""
    made = not file.exists()
    if made:
        _put_file(file, content, folder.label(file))
    series = folder.label(folder.series)
    try:
        replace_file(folder.series, after, old, series)
    except (ChangedMeanwhileError, InputError) as error:
        if made:
            with suppress(OSError):  # no entry names it, and it is in nobody's way
                file.unlink()
        if isinstance(error, ChangedMeanwhileError):
            raise edited_meanwhile(series) from error
        raise


def _put_file(file: Path, content: bytes, label: str) -> None:
    try:
        os.makedirs(file.parent, exist_ok=True)  # noqa: PTH103  (a folder that is there is fine)
    except OSError as error:
        raise unwritable(label, error) from error
    flush_folder(file.parent.parent, label)
    clear_leftovers(file.parent)
    replace_file(file, content, NO_FILE, label)
