"""Add measurements: under the lock, on top of what is there now, never touching what was there.

A writer of several keeps the catalog up to date while others add to it, without reading everything again each time.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from hntrack.errors import DataError, InputError, UsageError, Where
from hntrack.model.catalog import Catalog
from hntrack.model.record_values import values_of
from hntrack.model.records import Measurement
from hntrack.store.compiled import read_compiled
from hntrack.store.folder import Contents, Folder, read_contents
from hntrack.store.node_kinds import MOST_BYTES, MOST_NODES
from hntrack.store.plain_measurements import grow, read_lines
from hntrack.store.read import decode_contents
from hntrack.store.write import (
    PATIENCE,
    ChangedMeanwhileError,
    Old,
    clear_leftovers,
    identity,
    locked,
    replace_file,
)
from hntrack.store.yaml_lines import Section, find_section, flow_entry, lines_of, spliced
from hntrack.text.messages import _


class Fresh:
    """A catalog as its files hold it now.

    Attributes:
        catalog: What the files held at the last :meth:`refresh`.
        data, lines: The measurements' file, and its lines.
        section: Where in them the measurements are, in the order of ``catalog.measurements``.
        was: Which state of the measurements' file that was.
        room: How many nodes more the files may have.
        exact: Whether the places of the records are still right: lines added since have moved them.
    """

    catalog: Catalog
    data: bytes
    lines: list[bytes]
    section: Section
    was: os.stat_result | None
    room: int

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.exact = False
        self._contents: Contents = {}

    @property
    def known(self) -> bool:
        """Whether anything has been read yet."""
        return bool(self._contents)

    def refresh(self, *, whole: bool = False) -> None:
        """Read what has changed; everything, if ``whole``.

        Raises:
            InputError: A file cannot be read, or cannot be added to.
            DataError: The files have problems.
        """
        path = self.folder.measurements
        self.was = identity(path, self.folder.label(path))
        contents = read_contents(self.folder)
        if whole or not self._follow(contents):
            self._read(contents)
        self._contents = contents

    def _read(self, contents: Contents) -> None:
        path = self.folder.measurements
        self.data = contents[path]
        self.lines = lines_of(self.data)
        compiled = read_compiled(self.folder, contents)
        if compiled is not None and compiled.section is not None:
            self.catalog = compiled.catalog
            self.section = Section(*compiled.section)
            self.room = MOST_NODES - compiled.nodes
            self.exact = not compiled.added
            return
        loaded = decode_contents(self.folder, contents, hurried=True)
        self.catalog = loaded.usable()
        label = self.folder.label(path)
        self.section = loaded.section or find_section(
            loaded.roots.get(path), "measurements", self.lines, label
        )
        self.room = MOST_NODES - sum(faults.nodes for faults in loaded.files.values())
        self.exact = True

    def _follow(self, contents: Contents) -> bool:
        """Take in added measurements; false where anything else is different."""
        path = self.folder.measurements
        if contents.keys() != self._contents.keys():
            return False
        if any(contents[content] != self._contents[content] for content in contents if content != path):
            return False
        if contents[path] == self._contents[path]:
            return True
        now = lines_of(contents[path])
        grown = grow(self.catalog.measurements, self.section, (self.lines, now), self.folder.label(path))
        if grown is None:
            return False
        self.catalog = self.catalog.with_measurements(grown.measurements)
        self.room -= grown.nodes
        self.data, self.lines, self.section = contents[path], now, grown.section
        self.exact = False
        return True


_TRIES = 5


@dataclass(frozen=True)
class Written:
    """What was added to a file.

    Attributes:
        file: The file, as messages name it.
        lines: What was added, in the order of the file: line number in the new file, and the line.
        before, after: All of the file's bytes.
        was, now: The catalog before and after.
    """

    file: str
    lines: tuple[tuple[int, str], ...]
    before: bytes
    after: bytes
    was: Catalog
    now: Catalog

    def diff(self) -> str:
        """Give the change as a unified diff; empty where there is none."""
        from difflib import unified_diff  # noqa: PLC0415  (only for those who ask)

        old, new = (data.decode().removeprefix("\ufeff").splitlines() for data in (self.before, self.after))
        return "".join(f"{line}\n" for line in unified_diff(old, new, self.file, self.file, lineterm=""))


Make = Callable[[Catalog], Sequence[Measurement]]


def append_measurement(
    folder: Folder, make: Callable[[Catalog], Measurement], *, dry_run: bool = False
) -> Written:
    """Add one measurement; see :meth:`Recorder.append`."""
    return Recorder(folder).append(lambda catalog: (make(catalog),), dry_run=dry_run)


def append_measurements(folder: Folder, make: Make, *, dry_run: bool = False) -> Written:
    """Add several measurements at once, all or none; see :meth:`Recorder.append`."""
    return Recorder(folder).append(make, dry_run=dry_run)


class Recorder:
    """Adds measurements to one catalog, remembering what it has read of it."""

    def __init__(self, folder: Folder, *, patience: float = PATIENCE) -> None:
        self.folder = folder
        self._patience = patience
        self._fresh = Fresh(folder)

    def append(self, make: Make, *, dry_run: bool = False) -> Written:
        """Add measurements.

        Args:
            make: Gives the new measurements for the catalog as it is at this moment, when no other writer can
                change it, or raises what speaks against them.  It is called again if the file is edited by hand
                meanwhile, so it must do nothing else.
            dry_run: Only tell what would be written.

        Returns:
            What was added.  When this returns, it is on the disk.

        Raises:
            InputError: A file cannot be read or written; nothing has changed.
            DataError: The catalog has problems, or the new records would bring some.
            UsageError: A new id is taken, or a value cannot be held by a file.
        """
        if dry_run or not self._fresh.known:
            self._fresh.refresh()  # the long reading is done before anybody has to wait for it
        if dry_run:
            return self._planned(make)
        data = self.folder.data
        with locked(data, self.folder.label(data), patience=self._patience):
            clear_leftovers(data)
            for _ in range(_TRIES):
                self._fresh.refresh()
                written = self._planned(make)
                try:
                    self._replace(written)
                except ChangedMeanwhileError:
                    continue
                return written
        raise edited_meanwhile(self.folder.label(self.folder.measurements))

    def _replace(self, written: Written) -> None:
        if written.lines:
            old = Old(self._fresh.was, written.before)
            replace_file(self.folder.measurements, written.after, old, written.file)

    def _planned(self, make: Make) -> Written:
        fresh = self._fresh
        try:
            new = tuple(make(fresh.catalog))
        except DataError:
            if fresh.exact:
                raise
            fresh.refresh(whole=True)  # so that the problems name the right lines
            new = tuple(make(fresh.catalog))
        return self._plan(new)

    def _plan(self, new: tuple[Measurement, ...]) -> Written:
        fresh = self._fresh
        catalog, section = fresh.catalog, fresh.section
        label = self.folder.label(self.folder.measurements)
        _refuse_taken_ids(catalog, new)
        before = fresh.data
        if not new:
            return Written(label, (), before, before, catalog, catalog)
        places = tuple(_places_for(catalog, new, section.ends, section.end))
        inserts: dict[int, list[str]] = {}
        nodes = 0
        for measurement, at in zip(new, places, strict=True):
            line, takes = _line(measurement, label)
            inserts.setdefault(at, []).append(line)
            nodes += takes
        after = spliced(fresh.lines, section, inserts)
        if len(after) > MOST_BYTES or nodes > fresh.room:
            raise _full(label)
        return Written(
            label,
            tuple(numbered(inserts)),
            before,
            after,
            catalog,
            catalog.with_measurements(_merged(catalog, section.ends, places, new)),
        )


@contextmanager
def writing(folder: Folder) -> Iterator[None]:
    """Hold the catalog's lock, after clearing away what dead writers left."""
    with locked(folder.data, folder.label(folder.data)):
        clear_leftovers(folder.data)
        clear_leftovers(folder.seeds)
        yield


def edited_meanwhile(label: str) -> InputError:
    """A file kept changing under our hands."""
    return InputError(
        _("{label} kept being edited while we wrote.", label=label),
        _("Nothing was written; save and close it in the editor, then try again."),
    )


def _full(label: str) -> InputError:
    """What would be written could not be read any more."""
    return InputError(
        _("{label} is full: more could not be read.", label=label),
        _("Nothing was written; split it into several catalogs."),
    )


def _places_for(
    catalog: Catalog, new: tuple[Measurement, ...], ends: tuple[int, ...], last: int
) -> Iterator[int]:
    """Give the place of each new entry: behind its indicator's last one in the file that is added to.

    An indicator's first entry goes behind the nearest indicator before it, in the order of ``targets.yaml``, that
    has some.  So what two people add meets in one place of the file only if it is about the same indicator.
    """
    behind = {known.indicator: end for known, end in zip(catalog.measurements, ends, strict=False)}
    order = [indicator.id for indicator in catalog.indicators]
    for measurement in new:
        if measurement.indicator not in behind:
            earlier = order[: order.index(measurement.indicator)] if measurement.indicator in order else []
            behind[measurement.indicator] = next((behind[i] for i in reversed(earlier) if i in behind), last)
        yield behind[measurement.indicator]


def _merged(
    catalog: Catalog, ends: tuple[int, ...], places: tuple[int, ...], new: tuple[Measurement, ...]
) -> tuple[Measurement, ...]:
    """Give all measurements in the order of the new file."""
    made: list[Measurement] = []
    done = 0
    for at, one in sorted(zip(places, new, strict=True), key=lambda pair: pair[0]):
        upto = bisect_right(ends, at, done)
        made += catalog.measurements[done:upto]
        made.append(one)
        done = upto
    return (*made, *catalog.measurements[done:])


def _line(measurement: Measurement, label: str) -> tuple[str, int]:
    """Write a measurement, and make sure that it is what will be read; give the line and how many nodes it has."""
    line = "- " + flow_entry("measurement", values_of("measurement", measurement))
    found, faults = read_lines(line, label)
    if any(problem.severity == "error" for problem in faults.problems):
        # It stands nowhere yet: the line that was to be written is its place.
        raise DataError(tuple(p._replace(where=Where(label), excerpt=line) for p in faults.problems))
    if found != (measurement,):
        raise AssertionError(f"written and read differ: {line}")
    return line, faults.nodes


def _refuse_taken_ids(catalog: Catalog, new: tuple[Measurement, ...]) -> None:
    taken = {known.id for known in catalog.measurements}
    for measurement in new:
        if measurement.id in taken:
            raise UsageError(
                _("There is a measurement '{id}' already.", id=measurement.id),
                _("Choose another id, or use 'hntrack revise'."),
            )
        taken.add(measurement.id)


def numbered(inserts: dict[int, list[str]]) -> Iterator[tuple[int, str]]:
    """Give inserted lines their numbers in the new file."""
    number = 1
    for at in sorted(inserts):
        for line in inserts[at]:
            yield at + number, line
            number += 1
