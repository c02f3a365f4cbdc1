"""What a YAML file is made of, each part with its place; scalars still as text."""

from __future__ import annotations

from hntrack.errors import declare, error

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
