"""Keep a catalog up to date while other writers add to it, without reading everything again each time.

Reading a long list of measurements takes a while, and a writer that does so under the lock keeps all others waiting.
So the reading is done before, and under the lock only what has been added since is read: whole lines in the one form
in which they are added, at places where an entry can stand.  Whatever else has changed means reading everything.
"""

from __future__ import annotations

import os

from hntrack.model.catalog import Catalog
from hntrack.store.added import grow
from hntrack.store.compiled import read_compiled
from hntrack.store.folder import Contents, Folder, read_contents
from hntrack.store.node_kinds import MOST_NODES
from hntrack.store.read import decode_contents
from hntrack.store.splice import Section, find_section, lines_of
from hntrack.store.write import identity


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
