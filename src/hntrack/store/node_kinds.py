"""What a YAML file is made of, each part with its place, scalars still as text; and what is wrong with it.

Where each field of a record stands is found in the nodes only when somebody asks (:class:`KnownPlaces`).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly

from hntrack.classes import Any, Protocol
from hntrack.errors import Problem, Where, declare, error, problem

declare(
    "reading",
    {
        "not-a-mapping": error("Fields ('name: value') must stand here.", "See docs/catalog.md."),
        "not-a-list": error(
            "A list must stand here.", "Write each entry on a line that starts with '- ', or [a, b]."
        ),
        "not-a-scalar": error(
            "A single value must stand here.", "Quote a text that holds brackets or colons."
        ),
    },
)

MOST_BYTES = 24_000_000  # of a file: each takes some ten of memory while it is read
LONGEST_SCALAR = 20_000
MOST_DEPTH = 20
MOST_NODES = 2_000_000  # of all files together: some 400 megabytes


class Scalar:
    """A word, number or text as it stands in the file.

    ``plain`` scalars stand without quotes; ``broken`` ones were refused already.
    """

    __slots__ = ("broken", "column", "line", "plain", "text")

    def __init__(self, text: str, line: int, column: int, plain: bool) -> None:
        self.text = text
        self.line = line
        self.column = column
        self.plain = plain
        self.broken = False


class Sequence:
    """A list of nodes.

    ``flow`` ones stand in brackets.  ``end`` is the number of lines of the file up to the end of the node: a line
    put after these is outside it.
    """

    __slots__ = ("column", "end", "flow", "items", "line")

    def __init__(self, line: int, column: int, *, flow: bool) -> None:
        self.items: list[Node] = []
        self.line = line
        self.column = column
        self.end = line
        self.flow = flow


class Mapping:
    """Fields in the order of the file: name → the name's own node and its value's.

    ``flow`` and ``end`` as for a list.
    """

    __slots__ = ("column", "end", "flow", "items", "keys", "line")

    def __init__(self, line: int, column: int, *, flow: bool) -> None:
        self.items: list[Node] = []  # keys and values in turn, until the mapping ends
        self.keys: dict[str, tuple[Scalar, Node]] = {}
        self.line = line
        self.column = column
        self.end = line
        self.flow = flow


Node = Scalar | Sequence | Mapping


def move(node: Node, lines: int, columns: int) -> None:
    """Have a node, and all in it, stand so many lines further down and columns further in."""
    node.line += lines
    node.column += columns
    if type(node) is Mapping:
        node.end += lines
        for key, value in node.keys.values():
            move(key, lines, columns)
            move(value, lines, columns)
    elif type(node) is Sequence:
        node.end += lines
        for item in node.items:
            move(item, lines, columns)


declare(
    "reading",
    {
        "too-many-problems": error(
            "This file has more than {most} problems; the rest is not listed.",
            "Mend those above and check again.",
        ),
    },
)

MOST_PER_FILE = 1000
_LONGEST_EXCERPT = 400


class Placed(Protocol):
    """What stands at a line and a column, both from 1."""

    line: int
    column: int


class Faults:
    """What reading one file found: its faults, in the order they were met, and how many nodes it has.

    A hostile file can hold a fault in every node: after :data:`MOST_PER_FILE` of them one last problem says so,
    and the rest is counted no further.
    """

    def __init__(self, label: str, text: str = "") -> None:
        self.label = label
        self.problems: list[Problem] = []
        self.nodes = 0  # how many the file has, as far as it was read
        self._text = text
        self._lines: list[str] | None = None

    @property
    def full(self) -> bool:
        """Whether nothing more will be noted: no need to work out what to say."""
        return len(self.problems) > MOST_PER_FILE

    def add(self, code: str, at: Placed, **facts: object) -> None:
        """Note a fault of the message table's ``code`` where ``at`` stands."""
        self.add_at(code, at.line, at.column, **facts)

    def add_at(self, code: str, line: int, column: int, **facts: object) -> None:
        """Note a fault at a line and column, both from 1; line 0 is the file as a whole."""
        if self.full:
            return
        if len(self.problems) == MOST_PER_FILE:
            code, facts = "too-many-problems", {"most": MOST_PER_FILE}
        where = Where(self.label, line, column)
        self.problems.append(problem(code, where, self.excerpt(line), **facts))

    def excerpt(self, line: int) -> str:
        """Give a line as it stands, without its line end; very long ones cut, absent ones empty."""
        if self._lines is None:
            self._lines = self._text.split("\n")
        if not 0 < line <= len(self._lines):
            return ""
        found = self._lines[line - 1].removesuffix("\r")
        return found if len(found) <= _LONGEST_EXCERPT else found[: _LONGEST_EXCERPT - 1] + "…"


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
