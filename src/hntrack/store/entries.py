"""Add goals, areas, units, indicators, targets and claims where they belong, and make files for new documents."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from hntrack.classes import Any, NamedTuple
from hntrack.errors import InputError, UsageError
from hntrack.errors.os_errors import unwritable
from hntrack.model.catalog import Catalog
from hntrack.model.fields import FORMAT
from hntrack.model.record_values import LISTS, values_of
from hntrack.model.records import Act, Claim, Indicator, Named, Source, Target
from hntrack.store.append import Written, edited_meanwhile, numbered, writing
from hntrack.store.emit import block_lines, flow_entry
from hntrack.store.folder import Contents, Folder, read_contents
from hntrack.store.read import Loaded, decode_contents
from hntrack.store.scalars import matches
from hntrack.store.splice import dashed, find_section, lines_of, spliced
from hntrack.store.write import NO_FILE, ChangedMeanwhileError, Old, flush_folder, identity, replace_file
from hntrack.text.messages import _
from hntrack.text.wording import Wording

Entry = Named | Act | Indicator | Target

_ON_ONE_LINE = frozenset({"named"})


class _Place(NamedTuple):
    """Where an entry goes: file, list, and the index of the entry before it (``None``: the list's end)."""

    path: Path
    section: str
    after: int | None


_MODELINE = "# yaml-language-server: $schema=../schemas/source.schema.json"
_TRIES = 5


def append_entry(
    folder: Folder, section: str, make: Callable[[Catalog], Entry], *, dry_run: bool = False
) -> Written:
    """Add an entry to a list of ``targets.yaml``: a target behind its indicator's last one, others at the end.

    Args:
        folder: The catalog.
        section: ``goals``, ``areas``, ``units``, ``indicators`` or ``targets``.
        make: Gives the entry for the catalog as it is now, or raises what speaks against it; it does nothing else.
        dry_run: Only tell what would be written.

    Raises:
        InputError: A file cannot be read or written, or cannot be added to; nothing has changed.
        DataError: The catalog has problems, or the new entry would bring some.
        UsageError: The id is taken, or a value cannot be held by a file.
    """
    record = LISTS[section]

    def plan(loaded: Loaded, contents: Contents) -> Written:
        catalog = loaded.usable()
        entry = make(catalog)
        known: tuple[Any, ...] = getattr(catalog, section)
        _refuse_taken(entry.id, known)
        place = _Place(folder.targets, section, _last_of_its_indicator(entry, known))
        return _added(folder, place, _lines(record, entry, short=record in _ON_ONE_LINE), loaded, contents)

    return _change(folder, folder.targets, plan, dry_run=dry_run)


def append_claim(
    folder: Folder, source: str, make: Callable[[Catalog], Claim], *, dry_run: bool = False
) -> Written:
    """Add a claim to a document's file; as :func:`append_entry`.

    Raises:
        UsageError: There is no such document.
    """

    def plan(loaded: Loaded, contents: Contents) -> Written:
        catalog = loaded.usable()
        known = catalog.source.get(source)
        if known is None:
            raise UsageError(
                _("There is no source '{source}'.", source=source), _("Make it first: 'hntrack add source'.")
            )
        claim = make(catalog)
        _refuse_taken(claim.id, known.claims)
        place = _Place(folder.source(source), "claims", None)
        return _added(folder, place, _lines("claim", claim, short=False), loaded, contents)

    return _change(folder, folder.source(source), plan, dry_run=dry_run)


def create_source(folder: Folder, make: Callable[[Catalog], Source], *, dry_run: bool = False) -> Written:
    """Make the file of a new document, with its claims; as :func:`append_entry`.

    Raises:
        UsageError: There is a file for it already.
    """

    def plan(loaded: Loaded, contents: Contents) -> tuple[Path, Written]:
        catalog = loaded.usable()
        source = make(catalog)
        _refuse_no_id(source.id)  # it becomes a file's name
        path = folder.source(source.id)
        _refuse_taken(source.id, catalog.sources)
        text = source_text(source)
        now = _checked(folder, {**contents, path: text.encode()})
        lines = tuple(enumerate(text.splitlines(), start=1))
        return path, Written(folder.label(path), lines, b"", text.encode(), catalog, now)

    if dry_run:
        contents = read_contents(folder)
        return plan(decode_contents(folder, contents), contents)[1]
    with writing(folder):
        contents = read_contents(folder)
        path, written = plan(decode_contents(folder, contents), contents)
        _make_folder(folder.seeds, folder.label(folder.seeds))
        try:
            replace_file(path, written.after, NO_FILE, written.file)
        except ChangedMeanwhileError:
            _refuse_taken(path.stem, (Named(path.stem, Wording("", "")),))
    return written


def source_text(source: Source) -> str:
    """Give the file of a document."""
    lines = [_MODELINE, f"format: {FORMAT}", "source:"]
    lines += (f"  {line}" for line in block_lines("source", values_of("source", source)))
    lines.append("claims:")
    for claim in source.claims:
        lines += (f"  {line}" for line in _lines("claim", claim, short=False))
    return "\n".join(lines) + "\n"


def _change(
    folder: Folder, path: Path, plan: Callable[[Loaded, Contents], Written], *, dry_run: bool
) -> Written:
    if dry_run:
        contents = read_contents(folder)
        return plan(decode_contents(folder, contents), contents)
    with writing(folder):
        for _ in range(_TRIES):
            was = identity(path, folder.label(path))
            contents = read_contents(folder)
            written = plan(decode_contents(folder, contents), contents)
            try:
                replace_file(path, written.after, Old(was, written.before), written.file)
            except ChangedMeanwhileError:
                continue
            return written
    raise edited_meanwhile(folder.label(path))


def make_seeds(folder: Folder) -> None:
    """Make the folder of the documents' files; to be called under the lock."""
    _make_folder(folder.seeds, folder.label(folder.seeds))


def _make_folder(path: Path, label: str) -> None:
    try:
        os.mkdir(path)  # noqa: PTH102  (one system call, as the fault tests count them)
    except FileExistsError:
        return
    except OSError as error:
        raise unwritable(label, error) from error
    flush_folder(path.parent, label)


def _lines(record: str, entry: Any, *, short: bool) -> list[str]:
    values = values_of(record, entry)
    return dashed([flow_entry(record, values)] if short else block_lines(record, values))


def _added(folder: Folder, place: _Place, lines: list[str], loaded: Loaded, contents: Contents) -> Written:
    """Plan to put an entry in its place; then read everything again as it would be."""
    path, section, after = place
    label = folder.label(path)
    there = lines_of(contents[path])
    found = find_section(loaded.roots.get(path), section, there, label)
    # An indicator whose last target stands in another file: at the end of this one's list.
    at = found.end if after is None or after >= len(found.ends) else found.ends[after]
    inserts = {at: lines}
    new = spliced(there, found, inserts)
    now = _checked(folder, {**contents, path: new})
    catalog = loaded.usable()
    if _size(now) != _size(catalog) + 1:
        raise InputError(
            _("There is no place to add to in {label}.", label=label), _("Write the new entry by hand.")
        )
    return Written(label, tuple(numbered(inserts)), contents[path], new, catalog, now)


def _checked(folder: Folder, contents: Contents) -> Catalog:
    """Read what is to be written."""
    return decode_contents(folder, contents).usable()


def _size(catalog: Catalog) -> int:
    lists = (catalog.goals, catalog.areas, catalog.units, catalog.acts, catalog.indicators, catalog.targets)
    return sum(map(len, lists)) + sum(len(source.claims) for source in catalog.sources)


def _last_of_its_indicator(entry: Any, known: tuple[Any, ...]) -> int | None:
    if not isinstance(entry, Target):
        return None
    same = [at for at, one in enumerate(known) if one.indicator == entry.indicator]
    return same[-1] if same else None


def _refuse_no_id(new: str) -> None:
    if not matches("id", new):
        raise UsageError(
            _("'{new}' is not an id.", new=new), _("Use a–z, 0–9 and - only, at most 80 characters.")
        )


def _refuse_taken(new: str, known: tuple[Any, ...]) -> None:
    if any(one.id == new for one in known):
        raise UsageError(_("The id '{new}' is taken.", new=new), _("Choose another one."))
