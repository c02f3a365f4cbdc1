"""From a file's bytes to its text, and from the text to nodes.

What an editor would not show is refused before anything is parsed.  A file as people and the program write it, a line
a field, nothing that goes on in a next line, is read a line at a time, in a third of the time that YAML takes.
Whatever is written otherwise, and whatever may be wrong, is left to YAML (:mod:`hntrack.store.yaml_nodes`), which
gives the same nodes for the same text and says what is wrong with others.
"""

from __future__ import annotations

import re

from hntrack.errors import declare, error
from hntrack.store.node_kinds import (
    LONGEST_SCALAR,
    MOST_BYTES,
    MOST_DEPTH,
    MOST_NODES,
    Faults,
    Mapping,
    Node,
    Scalar,
    Sequence,
)

declare(
    "reading",
    {
        "file-too-large": error(
            "The file is larger than {most} bytes.",
            "A catalog is read into memory as a whole; see whether this really is a data file.",
        ),
        "not-utf8": error(
            "Byte {byte} at position {position} is not UTF-8.", "Save the file again in the UTF-8 encoding."
        ),
        "hidden-character": error(
            "Hidden character {character}: an editor does not show what is really there.",
            "Delete it; where it is really meant, write it as \\u… within double quotes.",
        ),
    },
)

BOM = b"\xef\xbb\xbf"

# Line ends are LF or CRLF.  U+0085, U+2028, U+2029 and a lone CR end a line for YAML but not for every editor,
# so line numbers would differ; bidirectional and zero-width marks make a line read differently from what it
# holds; the rest are control characters and code points that stand for no character.
_REFUSED = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# Looking at the rest of a file is enough, and takes a tenth of the time.
_HARMLESS = bytes((0x09, 0x0A, *range(0x20, 0x7F)))


def text_of(data: bytes, label: str) -> tuple[str | None, Faults]:
    """Decode a file's bytes, of which at most one more than allowed is needed.

    Returns:
        The text without a byte order mark, or ``None`` where it cannot be used; and the faults found.
    """
    if len(data) > MOST_BYTES:
        faults = Faults(label)
        faults.add_at("file-too-large", 0, 0, most=MOST_BYTES)
        return None, faults
    data = data.removeprefix(BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, _undecodable(data, error, label)
    faults = Faults(label, text)
    unusual = data.translate(None, _HARMLESS).decode() if b"\r" not in data else text
    if _REFUSED.search(unusual) is None:
        return text, faults
    for match in _REFUSED.finditer(text):
        line, column = _place(text, match.start())
        faults.add_at("hidden-character", line, column, character=f"U+{ord(match[0]):04X}")
        if len(faults.problems) >= 20:  # a binary file, most likely: more of the same helps nobody
            break
    return None, faults


def _undecodable(data: bytes, error: UnicodeDecodeError, label: str) -> Faults:
    before = data[: error.start].decode("utf-8")
    faults = Faults(label, data.decode("utf-8", errors="replace"))
    line, column = _place(before, len(before))
    faults.add_at("not-utf8", line, column, byte=f"0x{data[error.start]:02X}", position=error.start)
    return faults


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


# A text without quotes begins with no sign that means something to YAML, and holds no ": " and no " #".
_FIRST = r"(?:[^\s,\[\]{}\-?:#&*!|>'\"%@`]|-(?=[0-9]))"
BARE = rf"{_FIRST}(?:[^\s:#]++|:(?=\S)|(?<! )#| ++(?=[^\s#]))*+"
QUOTED = r"""'(?:[^'\n]|'')*'|"[^"\\\n]*\""""
# The same between braces, where commas and brackets mean something, too: {vi: Nhà ở, en: Homes}.
_INNER = rf"{_FIRST}(?:[^\s:#,?\[\]{{}}]++|:(?=[^\s,\[\]{{}}])|(?<! )#| ++(?=[^\s#,?\[\]{{}}]))*+"
_NAME = "[a-z][a-z_0-9]*"
_KEY = re.compile(rf"({_NAME}): ")
_INSIDE = re.compile(rf"{_INNER}|{QUOTED}")
_VALUE = rf"{BARE}|{QUOTED}|\{{.*\}}|\[.*\]"
_LINE = re.compile(rf"( *)(- )?(?:({_NAME}):(?: ({_VALUE}))?|({_VALUE}))")
# What YAML takes for a new line, or looks at by itself.
OTHERWISE = "\t\r\x85\u2028\u2029\ufeff"
_BRACKETS = {"{": "}", "[": "]"}
_DEEPEST = 4  # of brackets in brackets
_NOT_BARE = ("'", '"', "{", "[")


def compose_plain(text: str, most: int) -> tuple[Node, int] | None:
    """Build the nodes of a plain text: the root and how many parts it has, ``None`` where YAML has to look."""
    if any(character in text for character in OTHERWISE):
        return None
    lines = text.split("\n")
    if max(map(len, lines)) > LONGEST_SCALAR:
        return None
    reading = _Reading()
    match = _LINE.fullmatch
    for number, line in enumerate(lines, 1):
        matched = match(line)
        if matched is None:
            if line.strip(" ") and not line.lstrip(" ").startswith("#"):
                return None
            continue
        indent, dash, name, value, item = matched.groups()
        here = reading.here
        # Most lines are one more field of the record that is open: for these, no call is made.
        if dash or value is None or len(indent) != here or name in reading.fields or value[0] in _NOT_BARE:
            if not reading.take(number, len(indent), dash, name, value or item):
                return None
        else:
            key = Scalar(name, number, here + 1, True)  # noqa: FBT003  (a name costs as much as the rest)
            reading.fields[name] = key, Scalar(value, number, here + len(name) + 3, True)  # noqa: FBT003
            reading.scalars += 2
            reading.last = number
    return reading.end(most)


def unquoted(text: str) -> tuple[str, bool]:
    """Give what a text says, and whether it stands without quotes."""
    if text[0] not in _NOT_BARE:
        return text, True
    inner = text[1:-1]
    return (inner.replace("''", "'") if text[0] == "'" else inner), False


class _Reading:
    """The lists and mappings that are open, from the outermost to the innermost."""

    def __init__(self) -> None:
        self.root: Mapping | Sequence | None = None
        self.stack: list[tuple[int, Sequence | Mapping]] = []
        self.waiting: tuple[int, Mapping, Scalar] | None = None  # a name whose fields stand below it
        self.here = -1  # where the fields of the record that is open stand, and these
        self.fields: dict[str, tuple[Scalar, Node]] = {}
        self.scalars = 0
        self.collections = 0
        self.last = 0  # the line that was read last

    def take(self, number: int, at: int, dash: str | None, name: str | None, text: str | None) -> bool:
        """Read a line; false where it has to be looked at more closely."""
        if dash:
            sound = self._entry(number, at, name, text)
        elif name is None:
            return False
        else:
            mapping = self._mapping(number, at)
            self.last = number
            sound = mapping is not None and self._field(mapping, number, at, name, text)
        top = self.stack[-1] if sound and self.waiting is None else None
        self.here, self.fields = -1, {}
        if top is not None and type(top[1]) is Mapping:
            self.here, self.fields = top[0], top[1].keys
        return sound

    def _entry(self, number: int, at: int, name: str | None, text: str | None) -> bool:
        opened = self._list(number, at)
        self.last = number
        if opened is None:
            return False
        if name is None:
            return self._item(opened, number, at + 2, text or "")
        mapping = Mapping(number, at + 3, flow=False)
        opened.items.append(mapping)
        self._open(at + 2, mapping)
        return self._field(mapping, number, at + 2, name, text)

    def _field(self, mapping: Mapping, number: int, at: int, name: str, value: str | None) -> bool:
        if name in mapping.keys or len(self.stack) > MOST_DEPTH - 2 - _DEEPEST:
            return False
        key = Scalar(name, number, at + 1, plain=True)
        self.scalars += 1
        if value is None:
            self.waiting = (at, mapping, key)
            return True
        node = self._node(value, number, at + len(name) + 3)
        if node is None:
            return False
        mapping.keys[name] = (key, node)
        return True

    def _item(self, opened: Sequence, number: int, at: int, item: str) -> bool:
        node = self._node(item, number, at + 1)
        if node is None:
            return False
        opened.items.append(node)
        return True

    def _node(self, text: str, line: int, column: int) -> Node | None:
        """Make a text, or what stands in brackets; ``None`` where that has to be looked at more closely."""
        if text[0] not in _BRACKETS:
            return self._scalar(text, line, column)
        node, end = self._bracketed(text, 0, (line, column), 1)
        return node if end == len(text) else None

    def _bracketed(self, text: str, at: int, place: tuple[int, int], depth: int) -> tuple[Node | None, int]:
        """Read what stands in brackets from ``at`` on; give it, and where it ends."""
        closing = _BRACKETS[text[at]]
        kind: type[Mapping | Sequence] = Mapping if closing == "}" else Sequence
        made = kind(place[0], place[1] + at, flow=True)
        self.collections += 1
        while depth <= _DEEPEST:
            key, at = self._key(made, text, at + 1, place)
            node, at = self._inner(text, at, place, depth)
            if node is None:
                break
            if isinstance(made, Sequence):
                made.items.append(node)
            elif key is None or key.text in made.keys:
                break
            else:
                made.keys[key.text] = (key, node)
            if text[at : at + 1] == closing:
                return made, at + 1
            if text[at : at + 2] != ", ":
                break
            at += 1
        return None, at

    def _key(
        self, made: Mapping | Sequence, text: str, at: int, place: tuple[int, int]
    ) -> tuple[Scalar | None, int]:
        named = _KEY.match(text, at) if type(made) is Mapping else None
        if named is None:
            return None, at
        self.scalars += 1
        return Scalar(named[1], place[0], place[1] + at, plain=True), named.end()

    def _inner(self, text: str, at: int, place: tuple[int, int], depth: int) -> tuple[Node | None, int]:
        if text[at : at + 1] in _BRACKETS:
            return self._bracketed(text, at, place, depth + 1)
        matched = _INSIDE.match(text, at)
        if matched is None:
            return None, at
        return self._scalar(matched[0], place[0], place[1] + at), matched.end()

    def _scalar(self, text: str, line: int, column: int) -> Scalar:
        self.scalars += 1
        said, plain = unquoted(text)
        return Scalar(said, line, column, plain)

    def _open(self, at: int, node: Sequence | Mapping) -> None:
        self.collections += 1
        self.stack.append((at, node))

    def _close_to(self, at: int) -> Sequence | Mapping | None:
        """Close what is further in; give what is open at just this place."""
        stack = self.stack
        while stack and stack[-1][0] > at:
            stack.pop()[1].end = self.last
        return stack[-1][1] if stack and stack[-1][0] == at else None

    def _below(self, at: int, node: Sequence | Mapping) -> bool:
        """Put a node below the name that waits for it."""
        if self.waiting is None or at <= self.waiting[0]:
            return False
        _, mapping, key = self.waiting
        mapping.keys[key.text] = (key, node)
        self.waiting = None
        self._open(at, node)
        return True

    def _list(self, number: int, at: int) -> Sequence | None:
        if self.waiting is not None:
            made = Sequence(number, at + 1, flow=False)
            return made if self._below(at, made) else None
        if self.root is None:  # lines of a list alone, as they are to be added to one
            self.root = opened = Sequence(number, at + 1, flow=False)
            self._open(at, opened)
            return opened if at == 0 else None
        matched = self._close_to(at)
        return matched if type(matched) is Sequence else None

    def _mapping(self, number: int, at: int) -> Mapping | None:
        if self.waiting is not None:
            made = Mapping(number, at + 1, flow=False)
            return made if self._below(at, made) else None
        if self.root is None:
            self.root = mapping = Mapping(number, at + 1, flow=False)
            self._open(at, mapping)
            return mapping if at == 0 else None
        matched = self._close_to(at)
        return matched if type(matched) is Mapping else None

    def end(self, most: int) -> tuple[Node, int] | None:
        """Close everything; ``None`` where the file is empty, has too many parts, or ends in a name."""
        count = self.scalars + 2 * self.collections + 3
        if self.root is None or self.waiting is not None or count > most:
            return None
        self._close_to(-1)
        return self.root, count


def compose(text: str, faults: Faults, *, most: int = MOST_NODES, pure: bool = False) -> Node | None:
    """Build the nodes of a file's one document.

    Args:
        text: The file's text, already free of control characters.
        faults: Where faults are noted.
        most: How many parts (starts, ends and scalars) it may have.
        pure: Use the parser written in Python even where libyaml is there.

    Returns:
        The root, or ``None`` where the file is empty or its structure cannot be trusted.
    """
    plain = None if pure else compose_plain(text, most)
    if plain is not None:
        faults.nodes = plain[1]
        return plain[0]
    from hntrack.store.yaml_nodes import compose_yaml  # noqa: PLC0415  (plainly written files need no YAML)

    return compose_yaml(text, faults, most=most, pure=pure)
