"""Measurements of a file as the program and most people write it: read without the long way through nodes.

Entries with a line a field, the fields in our order, are read whole, one pattern each, in a fifth of the time that
nodes take; what stands otherwise is read through nodes, entry by entry.  What was added to a file since it was read
is told without reading it all again: only whole lines in the one form in which they are added count, at places where
an entry can stand.  Where anything at all may be wrong, nothing is read here: the one way through nodes
(:mod:`hntrack.store.read`) says what it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence as Row
from functools import cache
from itertools import repeat

from hntrack.classes import Any, NamedTuple, cast, late
from hntrack.model.fields import RECORDS, Field
from hntrack.model.record_values import make
from hntrack.model.records import Cited, Measurement
from hntrack.store.decode import BAD, NAMES, NULLS, SCALARS, decode_record, must_look_like_words
from hntrack.store.node_kinds import (
    LONGEST_SCALAR,
    Faults,
    Form,
    FormPlaces,
    Mapping,
    NodePlaces,
    Scalar,
    Sequence,
    move,
    places_of,
)
from hntrack.store.nodes import BARE, OTHERWISE, QUOTED, compose, compose_plain, text_of, unquoted
from hntrack.store.yaml_lines import Section

_HEAD = late(r"(?: *(?:#.*)?\n)*format: 1\n(?: *(?:#.*)?\n)*measurements:\n(?: *(?:#.*)?\n)*(?=( *)- )")
_REMARKS = late(r"(?: *(?:#.*)?\n)+")
_VALUE = late(f"{BARE}|{QUOTED}")
_PARTS_OF_HEAD = 10  # a mapping of two names, a number and a list, and the document around it
_AROUND = 5  # parts of an entry that is read alone: the list and the document around it


class PlainFile(NamedTuple):
    """What a file holds.

    Attributes:
        measurements: In the order of the file.
        section: Where they stand.
        nodes: How many nodes the file would have.
    """

    measurements: tuple[Measurement, ...]
    section: Section
    nodes: int


class _NotPlainError(Exception):
    """Nodes have to say what this is."""


def read_plain_measurements(text: str, label: str) -> PlainFile | None:
    """Read the text of a file of measurements; ``None`` where it is written otherwise, or anything may be wrong."""
    if any(character in text for character in OTHERWISE):
        return None
    if not text.endswith("\n"):
        text += "\n"
    head = _HEAD.match(text)
    if head is None:
        return None
    try:
        return _Reading(text, label, len(head[1])).all_from(head.end())
    except _NotPlainError:
        return None


class _Reading:
    """One file: where it is read, and what was read before."""

    def __init__(self, text: str, label: str, indent: int) -> None:
        self.text = text
        self.label = label
        self.indent = indent
        self.dash = " " * indent + "- "
        self.faults = Faults(label)
        self.nodes = _PARTS_OF_HEAD
        self.rows: list[
            tuple[str | None, ...]
        ] = []  # of entries that were read whole: the texts of their fields
        self.entries: list[str] = []  # and these entries, and their lines
        self.lines: list[int] = []
        self.others: dict[int, Measurement] = {}  # by their number among all

    def all_from(self, at: int) -> PlainFile:
        """Read all entries; the first one begins at ``at``."""
        text, dash, match = self.text, self.dash, _entry(self.indent).match
        following = re.compile(rf"^ {{{self.indent}}}- ", re.MULTILINE).search
        line = first = text.count("\n", 0, at) + 1
        ends: list[int] = []
        while at < len(text):
            if not text.startswith(dash, at):
                raise _NotPlainError
            whole = match(text, at)
            end, behind = self._ends(whole, at)
            if whole is not None and (text.startswith(dash, behind) or behind == len(text)):
                self.rows.append(whole.groups())
                self.entries.append(whole[0])
                self.lines.append(line)
                ends.append(line + text.count("\n", at, end) - 1)
            else:
                another = following(text, at + 1)
                behind = len(text) if another is None else another.start()
                self.others[len(ends)] = entry = self._through_nodes(text[at:behind], line)
                ends.append(entry.places.end)  # type: ignore[attr-defined]  # nodes know where they end
            line += text.count("\n", at, behind)
            at = behind
        measurements = self._in_order(self._measurements(), len(ends))
        if self.faults.problems:
            raise _NotPlainError
        section = Section("measurements", self.indent, first - 1, tuple(ends))
        return PlainFile(measurements, section, self.nodes)

    def _ends(self, whole: re.Match[str] | None, at: int) -> tuple[int, int]:
        """Give where an entry ends, and where the remarks behind it do."""
        end = behind = at if whole is None else whole.end()
        if not self.text.startswith(self.dash, end):
            remarks = _REMARKS.match(self.text, end)
            behind = end if remarks is None else remarks.end()
        if behind - at > LONGEST_SCALAR:
            raise _NotPlainError
        return end, behind

    def _in_order(self, made: Iterator[Measurement], count: int) -> tuple[Measurement, ...]:
        if not self.others:
            return tuple(made)
        return tuple(self.others[at] if at in self.others else next(made) for at in range(count))

    def _measurements(self) -> Iterator[Measurement]:
        """Make the measurements that were read whole, field by field."""
        if not self.rows:
            return iter(())
        texts = list(zip(*self.rows, strict=True))
        columns = [map(self._values(at, set(column)).get, column) for at, column in enumerate(texts)]
        cited = map(_cited, *columns[_CITED])
        nothing = repeat(None)
        before, behind = columns[: _CITED.start], columns[_CITED.stop :]
        rows = zip(*before, cited, nothing, *behind, nothing, self._places(texts), strict=False)
        return map(Measurement._make, rows)

    def _values(self, at: int, texts: set[str | None]) -> dict[str | None, Any]:
        """Read each text of a field once."""
        field = _COLUMNS[at]
        if not all(map(_VALUE.fullmatch, filter(None, texts))):
            raise _NotPlainError
        return {text: field.default if text is None else self._value(field, text) for text in texts}

    def _value(self, field: Field, text: str) -> Any:
        """Read a single value, as :func:`hntrack.store.decode.decode_fields` does."""
        written, plain = unquoted(text)
        node = Scalar(written, 1, 1, plain)
        if written in NULLS or (field.kind == "word" and written not in field.allowed):
            raise _NotPlainError
        if field.name in NAMES:
            must_look_like_words(node, self.faults)
        value = written if field.kind == "word" else SCALARS[field.kind](node, self.faults)
        if value is BAD:
            raise _NotPlainError
        return value

    def _places(self, texts: list[tuple[str | None, ...]]) -> Iterator[FormPlaces]:
        """Give the places of entries that were read whole: those with the same fields have one form."""
        varying = [map(_is_none, column) for column in texts if None in column]
        kinds = [*zip(*varying, strict=True)] or [()] * len(self.rows)
        forms: dict[tuple[bool, ...], Form] = {}
        parts: dict[tuple[bool, ...], int] = {}
        for kind, entry in dict(zip(kinds, self.entries, strict=True)).items():
            node, parts[kind] = self._node(entry, 1)
            forms[kind] = NodePlaces(self.label, node).placed()[2]
        self.nodes += sum(map(parts.__getitem__, kinds))
        return map(FormPlaces, repeat(self.label), self.lines, map(forms.__getitem__, kinds))

    def _node(self, entry: str, line: int) -> tuple[Mapping, int]:
        """Read an entry's nodes; they know where they stand."""
        alone = self._alone(entry)
        composed = compose_plain(alone, len(entry) * 4 + 100)
        if composed is None or type(composed[0]) is not Sequence or len(composed[0].items) != 1:
            raise _NotPlainError
        node = composed[0].items[0]
        if type(node) is not Mapping:
            raise _NotPlainError
        move(node, line - 1, self.indent)
        return node, composed[1] - _AROUND

    def _alone(self, entry: str) -> str:
        """Give an entry's text as it would stand alone in a file."""
        lines = entry.split("\n")
        indent = " " * self.indent
        if any(not line.startswith(indent) and line.strip() and not line.startswith("#") for line in lines):
            raise _NotPlainError
        return "\n".join(
            [line[self.indent :] if line.startswith(indent) else line.lstrip(" ") for line in lines]
        )

    def _through_nodes(self, entry: str, line: int) -> Measurement:
        node, parts = self._node(entry, line)
        self.nodes += parts
        values = decode_record("measurement", node, self.faults)
        if values is None:
            raise _NotPlainError
        measurement: Measurement = make("measurement", values, **places_of(self.label, node))
        return measurement


def _is_none(text: str | None) -> bool:
    return text is None


def _cited(*values: Any) -> Cited | None:
    return None if values == _NOT_CITED else Cited._make(values)


def _single(record: str) -> list[Field]:
    """Give the fields of a record that hold a single value."""
    return [field for field in RECORDS[record] if field.kind in SCALARS or field.kind == "word"]


def _before(name: str) -> int:
    return [field.name for field in RECORDS["measurement"] if field in _OWN or field.name == name].index(name)


_OWN = _single("measurement")
_INNER = _single("cited")
_CITED = slice(_before("cited"), _before("cited") + len(_INNER))
_NOT_CITED = (None,) * len(_INNER)
# The fields that the pattern reads, in its order.
_COLUMNS = (*_OWN[: _CITED.start], *_INNER, *_OWN[_CITED.start :])


@cache
def _entry(indent: int) -> re.Pattern[str]:
    """Make the pattern of an entry whose dash stands so many spaces in."""
    value = r"([^\n]++)\n"  # what may stand there is looked at once for each text
    inside, further = " " * (indent + 2), " " * (indent + 4)
    own = [f"(?:{inside}{one.name}: {value}){'' if one.required else '?+'}" for one in _OWN[1:]]
    inner = "".join(f"(?:{further}{one.name}: {value})?+" for one in _INNER)
    own.insert(_CITED.start - 1, f"(?:{inside}cited:\n(?={further}[a-z]){inner})?+")
    return re.compile(f"{' ' * indent}- id: {value}" + "".join(own))


_STRIDE = 64  # lines that are compared at once


class Grown(NamedTuple):
    """A file of measurements with what was added to it.

    Attributes:
        measurements: All of them, in the order of the file.
        section: Where they are.
        added: Those that were added.
        inserted: For each of these, how many of the lines of before stand before it.
        nodes: How many nodes they have.
    """

    measurements: tuple[Measurement, ...]
    section: Section
    added: tuple[Measurement, ...]
    inserted: tuple[int, ...]
    nodes: int


def grow(
    known: tuple[Measurement, ...], section: Section, lines: tuple[list[bytes], list[bytes]], label: str
) -> Grown | None:
    """Find the known lines in the present ones, in order, and nothing else but new entries between entries.

    ``None`` where the file was changed in any other way.
    """
    ends = section.ends
    if section.cut is not None or not ends:
        return None
    new = _new_lines(lines, frozenset(ends), section.indent)
    if new is None:
        return None
    inserted = tuple(at for at, _ in new)
    added, nodes = _decoded(new, section.indent, label)
    if added is None:
        return None
    now_ends: list[int] = []
    merged: list[Measurement] = []
    done = 0
    for shift, (at, measurement) in enumerate(zip(inserted, added, strict=True)):
        upto = bisect_right(ends, at, done)
        merged += known[done:upto]
        now_ends += [end + shift for end in ends[done:upto]]
        merged.append(measurement)
        now_ends.append(at + shift + 1)
        done = upto
    # What stands in further files of measurements follows those of this one.
    merged += known[done:]
    now_ends += [end + len(added) for end in ends[done:]]
    return Grown(tuple(merged), section._replace(ends=tuple(now_ends)), added, inserted, nodes)


def _new_lines(
    lines: tuple[list[bytes], list[bytes]], ends: frozenset[int], indent: int
) -> list[tuple[int, bytes]] | None:
    """Give the lines that were added, and the number of known ones before each; ``None`` for any other change."""
    old, now = lines
    added_line = re.compile(b" {%d}- [{][^\r\n]*[}]\r?\n" % indent)
    new: list[tuple[int, bytes]] = []
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
        elif at in ends and added_line.fullmatch(line):
            new.append((at, line))
        else:
            return None
    return new if at == len(old) else None


def _decoded(
    new: Row[tuple[int, bytes]], indent: int, label: str
) -> tuple[tuple[Measurement, ...] | None, int]:
    try:
        text = b"\n".join(line.strip() for _, line in new).decode()
    except UnicodeDecodeError:
        return None, 0
    if not new:
        return (), 0
    numbers = [at + number for number, (at, _) in enumerate(new, start=1)]
    made, faults = read_lines(text, label, (numbers, indent))
    return made, faults.nodes


def read_lines(
    text: str, label: str, stand: tuple[Row[int], int] | None = None
) -> tuple[tuple[Measurement, ...] | None, Faults]:
    """Read measurements that stand one a line, each with its dash at the start; ``stand``: their lines, and how far in.

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
        if stand is not None:
            move(node, stand[0][number - 1] - number, stand[1])
        made.append(make("measurement", values, **places_of(label, node)))
    return None if faults.problems else cast("tuple[Measurement, ...]", tuple(made)), faults
