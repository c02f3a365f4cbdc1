"""Put new lines into a file's lines: every line that was there stays as it is, byte for byte.

An entry goes right behind another entry of its section, before the blank lines and remarks that follow that one;
where the end of each entry is, the parser has told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence as Row
from io import BytesIO

from hntrack.classes import NamedTuple
from hntrack.errors import InputError
from hntrack.store.decode import is_null
from hntrack.store.node_kinds import Mapping, Node, Scalar, Sequence
from hntrack.text.messages import _

_INDENT = 2
_EMPTY_LIST = re.compile(r"[ ]*\[[ ]*\]|[ ]*(?:~|null|Null|NULL)")


class Section(NamedTuple):
    """A list of a file, as something to add to.

    Attributes:
        name: Its field.
        indent: How many spaces stand before each dash.
        start: How many lines of the file stand before its first entry can.
        ends: For each entry, how many lines of the file there are up to its end.
        cut: An empty ``[]`` to be taken away first: its line and the columns from, to; ``None`` mostly.
        heading: The section is not there yet, so its name is to be written too.
    """

    name: str
    indent: int
    start: int
    ends: tuple[int, ...] = ()
    cut: tuple[int, int, int] | None = None
    heading: bool = False

    @property
    def end(self) -> int:
        """How many lines of the file there are up to the section's end."""
        return self.ends[-1] if self.ends else self.start


def lines_of(data: bytes) -> list[bytes]:
    """Split a file into lines, each with its line end."""
    return BytesIO(data).readlines()


def find_section(root: Node | None, name: str, lines: Row[bytes], label: str) -> Section:
    """Find a list in a file that was read without faults.

    Raises:
        InputError: It is written in a way that lines cannot be added to.
    """
    if type(root) is not Mapping or root.flow:
        raise _unaddable(label, name)
    found = root.keys.get(name)
    if found is None:
        return Section(name, _INDENT, len(lines), heading=True)
    match found:
        case key, Scalar(text="") as node if is_null(node):
            return Section(name, _INDENT, key.line)
        case _, Sequence(flow=False) as node:
            ends = tuple(entry.line if isinstance(entry, Scalar) else entry.end for entry in node.items)
            return Section(name, node.column - 1, node.line - 1, ends)
        case key, node:
            return Section(name, _INDENT, key.line, cut=_empty_list(key, node, lines, label))


def spliced(lines: Row[bytes], section: Section, inserts: ReadOnly[int, Row[str]]) -> bytes:
    """Put entries into a section of a file; ``inserts``: how many lines of the file stand before them → their lines."""
    eol = b"\r\n" if lines and lines[0].endswith(b"\r\n") else b"\n"
    before = list(lines)
    if section.cut is not None:
        before[section.cut[0]] = _without(before[section.cut[0]], section.cut)
    made: list[bytes] = []
    done = 0
    for at in sorted(inserts):
        made += before[done:at]
        done = at
        if made and not made[-1].endswith(b"\n"):
            made.append(eol)
        if section.heading:
            made.append(section.name.encode() + b":" + eol)
        made += (b" " * section.indent + line.encode() + eol for line in inserts[at])
    return b"".join(made + before[done:])


def dashed(lines: Row[str]) -> list[str]:
    """Make the lines of a mapping an entry of a list."""
    return [("- " if at == 0 else "  ") + line for at, line in enumerate(lines)]


def _empty_list(key: Scalar, node: Node, lines: Row[bytes], label: str) -> tuple[int, int, int]:
    at = key.line - 1
    start = key.column + len(key.text)  # behind the colon
    text = lines[at].removeprefix(b"\xef\xbb\xbf").decode()
    match = _EMPTY_LIST.match(text, start) if node.line == key.line else None
    if match is None or text[start - 1 : start] != ":":
        raise _unaddable(label, key.text)
    return at, match.start(), match.end()


def _without(line: bytes, cut: tuple[int, int, int]) -> bytes:
    text = line.decode()
    bom = text.startswith("\ufeff")
    return (text[: cut[1] + bom] + text[cut[2] + bom :]).encode()


def _unaddable(label: str, name: str) -> InputError:
    return InputError(
        _(
            "Nothing can be added to '{name}' in {label}: the list is written in brackets.",
            name=name,
            label=label,
        ),
        _("Write each entry on a line of its own that starts with '- ', then try again."),
    )
