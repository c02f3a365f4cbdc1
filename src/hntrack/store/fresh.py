"""Keep a catalog up to date while other writers add to it, without reading everything again each time.

Reading a long list of measurements takes a while, and a writer that does so under the lock keeps all others waiting.
So the reading is done before, and under the lock only what has been added since is read: whole lines in the one form
in which they are added, at places where an entry can stand.  Whatever else has changed means reading everything.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from dataclasses import replace
from typing import cast

from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement
from hntrack.store import build
from hntrack.store.content import text_of
from hntrack.store.decode import decode_record
from hntrack.store.faults import Faults
from hntrack.store.nodes import MOST_NODES, Sequence, compose
from hntrack.store.read import Contents, Folder, decode_contents, read_contents
from hntrack.store.splice import Section, find_section, lines_of
from hntrack.store.write import identity

_STRIDE = 64  # lines that are compared at once


class Fresh:
    """A catalog as its files hold it now.

    Attributes:
        catalog: What the files held at the last :meth:`refresh`.
        lines: The lines of the measurements' file.
        section: Where in them the measurements are, in the order of ``catalog.measurements``.
        was: Which state of the measurements' file that was.
        room: How many nodes more the files may have; an estimate once lines were added.
        exact: Whether the places of the records are still right: lines added since have moved them.
    """

    catalog: Catalog
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
        loaded = decode_contents(self.folder, contents)
        self.catalog = loaded.usable()
        self.lines = lines_of(contents[path])
        label = self.folder.label(path)
        self.section = find_section(loaded.roots.get(path), "measurements", self.lines, label)
        self.room = MOST_NODES - sum(faults.nodes for faults in loaded.files.values())
        self.exact = True

    def _follow(self, contents: Contents) -> bool:
        """Take in added measurements; false where anything else is different."""
        path = self.folder.measurements
        if contents.keys() != self._contents.keys():
            return False
        if any(contents[one] != self._contents[one] for one in contents if one != path):
            return False
        if contents[path] == self._contents[path]:
            return True
        if self.section.cut is not None or not self.section.ends:
            return False
        return self._walk(lines_of(contents[path]))

    def _walk(self, now: list[bytes]) -> bool:
        """Find the known lines in the present ones, in order, and nothing else but new entries between entries."""
        found = self._find_added(now)
        if found is None:
            return False
        ends, measurements = self.section.ends, self.catalog.measurements
        now_ends: list[int] = []
        merged: list[Measurement] = []
        done = 0
        for shift, (at, one) in enumerate(found):
            upto = bisect_right(ends, at, done)
            merged += measurements[done:upto]
            now_ends += [end + shift for end in ends[done:upto]]
            merged.append(one)
            now_ends.append(at + shift + 1)
            done = upto
        merged += measurements[done:]
        now_ends += [end + len(found) for end in ends[done:]]
        self.catalog = replace(self.catalog, measurements=tuple(merged))
        self.room -= sum(map(len, now)) // 2 - sum(map(len, self.lines)) // 2  # a node takes two characters
        self.lines = now
        self.section = self.section._replace(ends=tuple(now_ends))
        self.exact = False
        return True

    def _find_added(self, now: list[bytes]) -> list[tuple[int, Measurement]] | None:
        """Give what was added and how many of the known lines stand before it; ``None`` for any other change."""
        old, ends = self.lines, frozenset(self.section.ends)
        form = re.compile(b" {%d}- [{][^\r\n]*[}]\r?\n" % self.section.indent)
        found: list[tuple[int, Measurement]] = []
        at = number = 0
        while number < len(now):
            if old[at : at + _STRIDE] == now[number : number + _STRIDE] and at + _STRIDE <= len(old):
                at += _STRIDE
                number += _STRIDE
                continue
            line = now[number]
            number += 1
            if at < len(old) and line == old[at]:
                at += 1
                continue
            added = _added(line) if at in ends and form.fullmatch(line) else None
            if added is None:
                return None
            found.append((at, added))
        return found if at == len(old) else None


def _added(line: bytes) -> Measurement | None:
    try:
        text = line.strip().decode()
    except UnicodeDecodeError:
        return None
    return cast("Measurement | None", read_entry(text, "measurement", "")[0])


def read_entry(text: str, record: str, label: str) -> tuple[object | None, Faults]:
    """Read one entry of a list that stands alone.

    Args:
        text: The entry, with its dash.
        record: The kind of record.
        label: How faults name the file.

    Returns:
        The record, or ``None``; and what is wrong with it.
    """
    content, faults = text_of(text.encode(), label)
    root = compose(content, faults) if content is not None else None
    if type(root) is not Sequence or len(root.items) != 1:
        return None, faults
    values = decode_record(record, root.items[0], faults)
    if values is None or faults.problems:
        return None, faults
    if "stages" in values:
        values["stages"] = tuple(
            build.MAKERS["named"](inner, label, node)
            for node in values["stages"].items
            if (inner := decode_record("named", node, faults)) is not None
        )
    return build.MAKERS[record](values, label, root.items[0]), faults
