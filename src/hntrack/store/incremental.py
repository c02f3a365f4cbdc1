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
from hntrack.model.record_values import make
from hntrack.model.records import Measurement
from hntrack.store.compiled import read_compiled
from hntrack.store.decode import decode_record
from hntrack.store.file_text import text_of
from hntrack.store.folder import Contents, Folder, read_contents
from hntrack.store.node_kinds import MOST_NODES, Mapping, Sequence
from hntrack.store.node_places import places_of
from hntrack.store.nodes import compose
from hntrack.store.problem_collector import Faults
from hntrack.store.read import decode_contents
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
        room: How many nodes more the files may have.
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
        self.lines = lines_of(contents[path])
        compiled = read_compiled(self.folder, contents)
        if compiled is not None and compiled.section is not None:
            self.catalog = compiled.catalog
            self.section = Section(*compiled.section)
            self.room = MOST_NODES - compiled.nodes
            self.exact = True
            return
        loaded = decode_contents(self.folder, contents)
        self.catalog = loaded.usable()
        label = self.folder.label(path)
        self.section = find_section(loaded.roots.get(path), "measurements", self.lines, label)
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
        if self.section.cut is not None or not self.section.ends:
            return False
        return self._walk(lines_of(contents[path]))

    def _walk(self, now: list[bytes]) -> bool:
        """Find the known lines in the present ones, in order, and nothing else but new entries between entries."""
        added = self._find_added(now)
        if added is None:
            return False
        found, nodes = added
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
        self.room -= nodes
        self.lines = now
        self.section = self.section._replace(ends=tuple(now_ends))
        self.exact = False
        return True

    def _find_added(self, now: list[bytes]) -> tuple[list[tuple[int, Measurement]], int] | None:
        """Give what was added, the number of known lines before each, and the nodes; ``None`` for any other change."""
        old, ends = self.lines, frozenset(self.section.ends)
        form = re.compile(b" {%d}- [{][^\r\n]*[}]\r?\n" % self.section.indent)
        places: list[int] = []
        added: list[bytes] = []
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
            elif at in ends and form.fullmatch(line):
                places.append(at)
                added.append(line.strip())
            else:
                return None
        if at != len(old):
            return None
        made, nodes = _decoded(added)
        return None if made is None else (list(zip(places, made, strict=True)), nodes)


def _decoded(lines: list[bytes]) -> tuple[tuple[Measurement, ...] | None, int]:
    try:
        text = b"\n".join(lines).decode()
    except UnicodeDecodeError:
        return None, 0
    made, faults = read_lines(text, "") if lines else ((), Faults(""))
    return made, faults.nodes


def read_lines(text: str, label: str) -> tuple[tuple[Measurement, ...] | None, Faults]:
    """Read measurements that stand alone, one a line.

    Args:
        text: The lines, each with its dash at the start.
        label: How faults name the file.

    Returns:
        A measurement for each line, or ``None`` where there is anything else; and what is wrong with them.
    """
    content, faults = text_of(text.encode(errors="surrogatepass"), label)
    root = compose(content, faults) if content is not None else None
    if type(root) is not Sequence or len(root.items) != text.count("\n") + 1:
        return None, faults
    made = []
    for number, node in enumerate(root.items, start=1):
        values = decode_record("measurement", node, faults)
        # Each on its own line: nothing that one line leaves open may be closed by another.
        if values is None or type(node) is not Mapping or (node.line, node.end) != (number, number):
            return None, faults
        made.append(make("measurement", values, **places_of(label, node)))
    return None if faults.problems else cast("tuple[Measurement, ...]", tuple(made)), faults
