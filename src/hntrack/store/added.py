"""Tell what was added to a file of measurements since it was read, without reading it all again.

Only whole lines in the one form in which they are added count, at places where an entry can stand.  Whatever else has
changed means reading everything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence as Row

from hntrack.classes import NamedTuple, cast
from hntrack.model.record_values import make
from hntrack.model.records import Measurement
from hntrack.store.decode import decode_record
from hntrack.store.file_text import text_of
from hntrack.store.node_kinds import Faults, Mapping, Sequence, move
from hntrack.store.node_places import places_of
from hntrack.store.nodes import compose
from hntrack.store.splice import Section

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
    form = re.compile(b" {%d}- [{][^\r\n]*[}]\r?\n" % indent)
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
        elif at in ends and form.fullmatch(line):
            new.append((at, line))
        else:
            return None
    return new if at == len(old) else None


def _decoded(
    new: Row[tuple[int, bytes]], indent: int, label: str
) -> tuple[tuple[Measurement, ...] | None, int]:
    """Read added lines."""
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
