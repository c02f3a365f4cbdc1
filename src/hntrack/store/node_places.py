"""Where each field of a record stands: found in the nodes only when somebody asks."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly

from hntrack.classes import Any
from hntrack.errors import Where
from hntrack.store.node_kinds import Mapping, Node, Sequence

Form = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]
"""Of all in a record that has a place: its name, its line counted from the record's first, and its column."""


class KnownPlaces(ReadOnly[str, Where]):
    """Field name → place, worked out of the record's line and its form; many records share one form."""

    __slots__ = ()

    @abstractmethod
    def placed(self) -> tuple[str, int, Form]:
        """Give the file, the record's line, and its form."""

    def __getitem__(self, name: str) -> Where:
        file, first, (names, lines, columns) = self.placed()
        try:
            at = names.index(name)
        except ValueError:
            raise KeyError(name) from None
        return Where(file, first + lines[at], columns[at])

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.placed()[2][0] if "." not in name)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class FormPlaces(KnownPlaces):
    """The places of a record whose nodes were never made."""

    __slots__ = ("_placed",)

    def __init__(self, file: str, line: int, form: Form) -> None:
        self._placed = file, line, form

    def placed(self) -> tuple[str, int, Form]:
        """Give the file, the record's line, and its form."""
        return self._placed


class NodePlaces(ReadOnly[str, Where]):
    """Field name → place of its value; dotted for what lies inside (``cited.line``, ``restated.0``, ``note.vi``).

    ``""`` is the record itself.
    """

    __slots__ = ("_file", "_node")

    def __init__(self, file: str, node: Mapping) -> None:
        self._file = file
        self._node = node

    @property
    def end(self) -> int:
        """Number of lines of the file up to the record's end."""
        return self._node.end

    def __getitem__(self, name: str) -> Where:
        node: Node = self._node
        for step in name.split(".") if name else ():
            if type(node) is Mapping and step in node.keys:
                node = node.keys[step][1]
            elif type(node) is Sequence and step.isdecimal() and int(step) < len(node.items):
                node = node.items[int(step)]
            else:
                raise KeyError(name)
        return Where(self._file, node.line, node.column)

    def placed(self) -> tuple[str, int, Form]:
        """Give the file, the record's line, and its form."""
        names, lines, columns = zip(*_walk("", self._node), strict=True)
        first = self._node.line
        return self._file, first, (names, tuple(line - first for line in lines), columns)

    def __iter__(self) -> Iterator[str]:
        return iter(("", *self._node.keys))

    def __len__(self) -> int:
        return 1 + len(self._node.keys)


def _walk(name: str, node: Node) -> Iterator[tuple[str, int, int]]:
    yield name, node.line, node.column
    if type(node) is Mapping:
        for step, (_, value) in node.keys.items():
            yield from _walk(f"{name}.{step}" if name else step, value)
    elif type(node) is Sequence:
        for number, value in enumerate(node.items):
            yield from _walk(f"{name}.{number}" if name else str(number), value)


def places_of(file: str, node: Node) -> dict[str, Any]:
    """Give the places of a record's fields as its attribute ``places``."""
    return {"places": NodePlaces(file, node)} if type(node) is Mapping else {}
