"""Change entries of several files at once, all or none; what is not changed stays byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from pathlib import Path

from hntrack.classes import Any
from hntrack.errors import InputError
from hntrack.model.catalog import Catalog
from hntrack.model.record_values import LISTS, values_of
from hntrack.model.records import Measurement, Source
from hntrack.store.append import edited_meanwhile, writing
from hntrack.store.emit import block_lines, flow_entry
from hntrack.store.entries import make_seeds, source_text
from hntrack.store.folder import Contents, Folder, read_contents
from hntrack.store.node_kinds import Mapping, Node, Scalar, Sequence
from hntrack.store.read import Loaded, decode_contents
from hntrack.store.splice import dashed, find_section, lines_of, spliced
from hntrack.store.write import NO_FILE, ChangedMeanwhileError, Old, identity, replace_file
from hntrack.text.messages import _

_ON_ONE_LINE = ("named", "measurement")


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
    """Make changes to a catalog, all or none.

    Args:
        folder: Where it is.
        make: Gives the changes for the catalog as it is at this moment, or raises what speaks against them.
        dry_run: Only try whether they can be made.

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
                    make_seeds(folder)
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
    new = dict(_sources(folder, changes))
    new |= _targets(folder, loaded, contents, changes)
    if changes.measurements:
        new[folder.measurements] = _added(
            folder, contents, folder.measurements, "measurements", list(changes.measurements)
        )
    return contents, new, decode_contents(folder, {**contents, **new}).usable()


def _sources(folder: Folder, changes: Changes) -> list[tuple[Path, bytes]]:
    return [(folder.source(source.id), source_text(source).encode()) for source in changes.sources]


def _targets(folder: Folder, loaded: Loaded, contents: Contents, changes: Changes) -> Contents:
    """Replace changed entries where they stand; put new ones at the ends of the lists of ``targets.yaml``."""
    files = [path for path in folder.all_targets() if path in contents]
    now = {path: _replaced(loaded.roots[path], lines_of(contents[path]), changes) for path in files}
    main = folder.targets
    for name, records in changes.lists.items():
        there = {one for path in files for one, _, _ in _entries(loaded.roots[path], name)}
        if added := [made for one, made in records.items() if one not in there and made is not None]:
            now[main] = _added(folder, {**contents, main: now[main]}, main, name, added)
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
        lines = [] if made is None else [f"{indent}{line}" for line in dashed(_lines(LISTS[name], made))]
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


def _added(folder: Folder, contents: Contents, path: Path, name: str, records: list[Any]) -> bytes:
    lines = lines_of(contents[path])
    root = decode_contents(folder, contents).roots.get(path)
    section = find_section(root, name, lines, folder.label(path))
    made = [line for record in records for line in dashed(_lines(LISTS[name], record))]
    return spliced(lines, section, {section.end: made})


def _lines(record: str, made: Any) -> list[str]:
    values = values_of(record, made)
    return [flow_entry(record, values)] if record in _ON_ONE_LINE else block_lines(record, values)
