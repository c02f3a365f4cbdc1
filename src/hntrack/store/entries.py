"""Add entries where they belong, make files for new documents, and change entries of several files at once.

All changes are made or none; what is not changed stays byte for byte.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from pathlib import Path

from hntrack.classes import Any, NamedTuple
from hntrack.errors import InputError, UsageError, unwritable
from hntrack.model.catalog import Catalog
from hntrack.model.fields import FORMAT
from hntrack.model.record_values import LISTS, values_of
from hntrack.model.records import Act, Area, Claim, Indicator, Measurement, Named, Source, Target
from hntrack.store.append import Written, edited_meanwhile, numbered, writing
from hntrack.store.decode import matches
from hntrack.store.folder import Contents, Folder, read_contents
from hntrack.store.node_kinds import Mapping, Node, Scalar, Sequence
from hntrack.store.read import Loaded, decode_contents
from hntrack.store.write import NO_FILE, ChangedMeanwhileError, Old, flush_folder, identity, replace_file
from hntrack.store.yaml_lines import block_lines, dashed, find_section, flow_entry, lines_of, spliced
from hntrack.text.messages import Wording, _

Entry = Named | Area | Act | Indicator | Target

_ON_ONE_LINE = frozenset({"named", "area", "measurement"})


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

    ``make`` gives the entry for the catalog as it is now, or raises what speaks against it; it does nothing else.

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
        if isinstance(entry, Indicator):
            _refuse_no_file_name(entry.id)  # its page has its name
        place = _Place(folder.targets, section, _last_of_its_indicator(entry, known))
        return _added(folder, place, _lines(record, entry), loaded, contents)

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
        return _added(folder, place, _lines("claim", claim), loaded, contents)

    return _change(folder, folder.source(source), plan, dry_run=dry_run)


def create_source(folder: Folder, make: Callable[[Catalog], Source], *, dry_run: bool = False) -> Written:
    """Make the file of a new document, with its claims; as :func:`append_entry`.

    Raises:
        UsageError: There is a file for it already.
    """

    def plan(loaded: Loaded, contents: Contents) -> tuple[Path, Written]:
        catalog = loaded.usable()
        source = make(catalog)
        _refuse_no_id(source.id)
        _refuse_no_file_name(source.id)
        path = folder.source(source.id)
        _refuse_taken(source.id, catalog.sources)
        text = source_text(source)
        now = decode_contents(folder, {**contents, path: text.encode()}).usable()
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
        lines += (f"  {line}" for line in _lines("claim", claim))
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


def _make_folder(path: Path, label: str) -> None:
    try:
        os.mkdir(path)  # noqa: PTH102  (one system call, as the fault tests count them)
    except FileExistsError:
        return
    except OSError as error:
        raise unwritable(label, error) from error
    flush_folder(path.parent, label)


def _lines(record: str, entry: Any) -> list[str]:
    values = values_of(record, entry)
    return dashed([flow_entry(record, values)] if record in _ON_ONE_LINE else block_lines(record, values))


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
    now = decode_contents(folder, {**contents, path: new}).usable()
    catalog = loaded.usable()
    if _size(now) != _size(catalog) + 1:
        raise InputError(
            _("There is no place to add to in {label}.", label=label), _("Write the new entry by hand.")
        )
    return Written(label, tuple(numbered(inserts)), contents[path], new, catalog, now)


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


_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)


def _refuse_no_file_name(new: str) -> None:
    """Refuse a name that Windows keeps for a device: what is called so could be neither written nor copied there."""
    if new in _DEVICES:
        raise UsageError(
            _("'{new}' cannot be the name of a file on Windows.", new=new), _("Choose another one.")
        )


def _refuse_taken(new: str, known: tuple[Any, ...]) -> None:
    if any(one.id == new for one in known):
        raise UsageError(_("The id '{new}' is taken.", new=new), _("Choose another one."))


@dataclass(slots=True)
class Changes:
    """What is to become of a catalog.

    Attributes:
        head: The catalog's own fields, where they change.
        lists: Name of a list in ``targets.yaml`` → its new, changed and removed records (``None``), by id.
        measurements: New ones.
        sources: Documents that are new or changed, with all their claims.
    """

    head: dict[str, Any] | None = None
    lists: dict[str, dict[str, Any]] = field(default_factory=dict)
    measurements: tuple[Measurement, ...] = ()
    sources: tuple[Source, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.head or any(self.lists.values()) or self.measurements or self.sources)


def rewrite(folder: Folder, make: Callable[[Catalog], Changes], *, dry_run: bool = False) -> Catalog:
    """Make the changes that ``make`` gives for the catalog as it is now, all or none; ``dry_run`` only tries.

    Returns:
        The catalog as it is (or would be) afterwards, read from what was written.

    Raises:
        InputError: A file cannot be read or written, or was edited meanwhile; nothing has changed.
        DataError: The catalog has problems, or would have some.
    """
    if dry_run:
        return _planned(folder, make)[2]
    with writing(folder):
        was = {path: identity(path, folder.label(path)) for path in read_contents(folder)}
        contents, new, now = _planned(folder, make)
        done: list[Path] = []
        try:
            for path, content in new.items():
                if path.parent == folder.seeds and not folder.seeds.exists():
                    _make_folder(folder.seeds, folder.label(folder.seeds))
                old = Old(was[path], contents[path]) if path in contents else NO_FILE
                replace_file(path, content, old, folder.label(path))
                done.append(path)
        except (ChangedMeanwhileError, InputError) as error:
            _put_back(folder, done, contents, new)
            if isinstance(error, ChangedMeanwhileError):
                raise edited_meanwhile(folder.label(path)) from error
            raise
    return now


def _put_back(folder: Folder, done: list[Path], contents: Contents, new: ReadOnly[Path, bytes]) -> None:
    for path in reversed(done):
        if path in contents:
            now = Old(identity(path, folder.label(path)), new[path])
            replace_file(path, contents[path], now, folder.label(path))
        else:
            path.unlink(missing_ok=True)


def _planned(folder: Folder, make: Callable[[Catalog], Changes]) -> tuple[Contents, Contents, Catalog]:
    contents = read_contents(folder)
    loaded = decode_contents(folder, contents)
    changes = make(loaded.usable())
    new = {folder.source(source.id): source_text(source).encode() for source in changes.sources}
    new |= _targets(folder, loaded, contents, changes)
    if changes.measurements:
        new[folder.measurements] = _with_new(
            folder, contents, folder.measurements, "measurements", list(changes.measurements)
        )
    return contents, new, decode_contents(folder, {**contents, **new}).usable()


def _targets(folder: Folder, loaded: Loaded, contents: Contents, changes: Changes) -> Contents:
    """Replace changed entries where they stand; put new ones at the ends of the lists of ``targets.yaml``."""
    files = [path for path in folder.all_targets() if path in contents]
    now = {path: _replaced(loaded.roots[path], lines_of(contents[path]), changes) for path in files}
    main = folder.targets
    for name, records in changes.lists.items():
        there = {one for path in files for one, _, _ in _entries(loaded.roots[path], name)}
        if added := [made for one, made in records.items() if one not in there and made is not None]:
            now[main] = _with_new(folder, {**contents, main: now[main]}, main, name, added)
    return {path: data for path, data in now.items() if data != contents[path]}


def _replaced(root: Node, lines: list[bytes], changes: Changes) -> bytes:
    """Replace the changed entries of one file, from the bottom upwards."""
    eol = "\r\n" if lines and lines[0].endswith(b"\r\n") else "\n"
    assert isinstance(root, Mapping)
    edits: list[tuple[int, int, list[str]]] = []
    if changes.head is not None and "catalog" in root.keys:
        key, node = root.keys["catalog"]
        head = ["catalog:", *(f"  {line}" for line in block_lines("catalog", changes.head))]
        edits.append((key.line - 1, _end(node), head))
    for name, records in changes.lists.items():
        edits += _edits(root, name, records)
    for start, end, made in sorted(edits, reverse=True):
        lines[start:end] = [f"{line}{eol}".encode() for line in made]
    return b"".join(lines)


def _edits(root: Mapping, name: str, records: dict[str, Any]) -> list[tuple[int, int, list[str]]]:
    found = []
    listed = root.keys[name][1] if name in root.keys else None
    for one, entry, column in _entries(root, name):
        if one not in records:
            continue
        if getattr(listed, "flow", False):
            raise InputError(
                _("Nothing can be changed in '{name}': the list is written in brackets.", name=name),
                _("Write each entry on a line of its own that starts with '- ', then try again."),
            )
        made = records[one]
        indent = " " * max(column - 3, 0)
        lines = [] if made is None else [f"{indent}{line}" for line in _lines(LISTS[name], made)]
        found.append((entry.line - 1, _end(entry), lines))
    return found


def _entries(root: Node, name: str) -> list[tuple[str, Node, int]]:
    """Give id, node and column of each entry of a list."""
    listed = root.keys[name][1] if isinstance(root, Mapping) and name in root.keys else None
    if not isinstance(listed, Sequence):
        return []
    found = ((item, item.keys["id"][1]) for item in listed.items if isinstance(item, Mapping))
    return [(name.text, one, one.column) for one, name in found if isinstance(name, Scalar)]


def _end(node: Node) -> int:
    return node.end if isinstance(node, Mapping | Sequence) else node.line


def _with_new(folder: Folder, contents: Contents, path: Path, name: str, records: list[Any]) -> bytes:
    lines = lines_of(contents[path])
    root = decode_contents(folder, contents).roots.get(path)
    section = find_section(root, name, lines, folder.label(path))
    made = [line for record in records for line in _lines(LISTS[name], record)]
    return spliced(lines, section, {section.end: made})
