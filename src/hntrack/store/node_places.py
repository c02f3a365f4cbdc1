"""Where each field of a record stands: found in the nodes only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence as Row
from typing import Any

from hntrack.errors import Where
from hntrack.store.node_kinds import Mapping, Node, Sequence


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

    def packed(self) -> tuple[str, Row[str | int]]:
        """Give the file; and name, line and column of all that has a place, one behind the other."""
        return self._file, tuple(_walk("", self._node))

    def __iter__(self) -> Iterator[str]:
        return iter(("", *self._node.keys))

    def __len__(self) -> int:
        return 1 + len(self._node.keys)


def _walk(name: str, node: Node) -> Iterator[str | int]:
    yield from (name, node.line, node.column)
    if type(node) is Mapping:
        for step, (_, value) in node.keys.items():
            yield from _walk(f"{name}.{step}" if name else step, value)
    elif type(node) is Sequence:
        for number, value in enumerate(node.items):
            yield from _walk(f"{name}.{number}" if name else str(number), value)


def places_of(file: str, node: Node) -> dict[str, Any]:
    """Give the places of a record's fields as its attribute ``places``."""
    return {"places": NodePlaces(file, node)} if type(node) is Mapping else {}
