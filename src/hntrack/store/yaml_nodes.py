"""From YAML to nodes, whatever it looks like.

The events of the parser are consumed one by one and bounded as they come: the composer of libyaml would fall over
deeply nested input, and PyYAML's own resolver reads ``no`` as false and keeps the last of two equal keys.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from hntrack.classes import Any
from hntrack.errors import declare, error
from hntrack.store.node_kinds import (
    LONGEST_SCALAR,
    MOST_DEPTH,
    MOST_NODES,
    Faults,
    Mapping,
    Node,
    Scalar,
    Sequence,
)
from hntrack.store.syntax import note_syntax_error

declare(
    "reading",
    {
        "yaml-empty": error("The file is empty.", "It needs at least 'format: 1'; see docs/catalog.md."),
        "yaml-too-many-nodes": error(
            "With this file the catalog has more than {most} nodes; no more was read.",
            "Split it into several catalogs; 'hntrack bulk' judges tables of any size.",
        ),
        "yaml-alias": error(
            "The YAML alias '*{name}' is not accepted.",
            "Write the content out here; quote a text that starts with *.",
        ),
        "yaml-anchor": error(
            "The YAML anchor '&{name}' is not accepted.", "Delete it; quote a text that starts with &."
        ),
        "yaml-tag": error(
            "The YAML tag '{name}' is not accepted.", "Delete it; quote a text that starts with !."
        ),
        "yaml-documents": error(
            "A file holds one YAML document; a second one starts here.", "Delete the '---' line."
        ),
        "key-no-word": error("A field's name must be a word.", "Write 'name: value'."),
        "duplicate-key": error(
            "The field '{field}' is given twice, first on line {first}.", "Keep one of them."
        ),
        "text-too-long": error("The text has {length} characters, more than {most}.", "Shorten it."),
        "half-character": error(
            "A \\ud8… escape is half a character and cannot be kept.", "Write the character itself."
        ),
    },
)


def compose_yaml(text: str, faults: Faults, *, most: int, pure: bool = False) -> Node | None:
    """Build the nodes of a file's one document; takes and gives what :func:`hntrack.store.nodes.compose` does."""
    parser = _parser(text, pure=pure)
    try:
        return _build(_events(parser), faults, most)
    except yaml.YAMLError as error:
        note_syntax_error(error, text, faults, _last_scalar(text, pure=pure))
    finally:
        parser.dispose()
    return None


def _parser(text: str, *, pure: bool) -> Any:
    return yaml.SafeLoader(text) if pure or not yaml.__with_libyaml__ else yaml.CSafeLoader(text)


def _events(parser: Any) -> Iterator[Any]:
    if not isinstance(parser, yaml.SafeLoader):
        return iter(parser.get_event, None)
    return _pure_events(parser)


def _pure_events(parser: Any) -> Iterator[Any]:
    """Give the events of the parser written in Python, which lets a number beyond Unicode pass as a ValueError."""
    while True:
        try:
            event = parser.get_event()
        except (ValueError, OverflowError) as error:
            raise yaml.MarkedYAMLError(problem_mark=parser.get_mark()) from error
        if event is None:
            return
        yield event


def _last_scalar(text: str, *, pure: bool) -> Any:
    """Give the last scalar event before the fault of a text that has one, or ``None``."""
    last = None
    parser = _parser(text, pure=pure)
    try:
        for event in _events(parser):
            if type(event) is yaml.ScalarEvent:
                last = event
    except yaml.YAMLError:
        return last
    finally:
        parser.dispose()
    return last


def _build(events: Iterator[Any], faults: Faults, most: int) -> Node | None:  # noqa: C901  (one step of a parser per branch)
    # Most events are scalars of plain words; what they need is done here, and names are made local.
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    root = Sequence(1, 1, flow=True)
    stack: list[Sequence | Mapping] = [root]
    last: Any = None
    for count, event in enumerate(events):
        kind = type(event)
        if kind is scalar:
            mark = event.start_mark
            text = event.value
            node = Scalar(text, mark.line + 1, mark.column + 1, not event.style)
            if event.style or event.anchor is not None or event.tag is not None or len(text) > LONGEST_SCALAR:
                _look_closer(node, event, faults)
            stack[-1].items.append(node)
            last = event
        elif kind is mapping or kind is sequence:
            made = _started(event, faults)
            stack[-1].items.append(made)
            stack.append(made)
            if len(stack) > MOST_DEPTH:
                faults.add("yaml-too-deep", made, most=MOST_DEPTH - 1)
                return None
        elif kind in ends:
            ended = stack.pop()
            if ended.flow:
                last = event
            ended.end = _last_line(last, ended)
            if type(ended) is Mapping:
                _pair(ended, faults)
        elif not _between_nodes(event, root, faults):
            return None
        if count > most:
            faults.add_at("yaml-too-many-nodes", event.start_mark.line + 1, 0, most=MOST_NODES)
            faults.nodes = count
            return None
    faults.nodes = count
    if root.items:
        return root.items[0]
    faults.add_at("yaml-empty", 0, 0)
    return None


def _started(event: Any, faults: Faults) -> Sequence | Mapping:
    if event.anchor is not None or event.tag is not None:
        _note_properties(event, faults)
    mark = event.start_mark
    make = Mapping if type(event) is yaml.MappingStartEvent else Sequence
    return make(mark.line + 1, mark.column + 1, flow=bool(event.flow_style))


def _last_line(event: Any, ended: Sequence | Mapping) -> int:
    """Give the number of lines up to the end of what was read last: a scalar, or a list in brackets."""
    if event is None:
        return ended.line
    mark = event.end_mark
    # A block scalar ends where the next line starts.
    return int(mark.line) + (1 if mark.column else 0)


def _look_closer(node: Scalar, event: Any, faults: Faults) -> None:
    """Deal with a scalar that is quoted, a block, long, or has an anchor or a tag."""
    if event.anchor is not None or event.tag is not None:
        _note_properties(event, faults)
        node.broken = True
    if event.style in ("|", ">"):
        # A block always ends in a line end that nobody means.
        node.text = node.text.removesuffix("\n")
    if len(node.text) > LONGEST_SCALAR:
        faults.add("text-too-long", node, length=len(node.text), most=LONGEST_SCALAR)
        node.broken = True
    elif event.style == '"' and any("\ud800" <= c <= "\udfff" for c in node.text):
        # Only an escape between double quotes can give half a character: the bytes of the file are UTF-8.
        faults.add("half-character", node)
        node.broken = True


def _between_nodes(event: Any, root: Sequence, faults: Faults) -> bool:
    """Deal with what is no node; false where nothing after it can be trusted."""
    mark = event.start_mark
    if isinstance(event, yaml.AliasEvent):
        faults.add_at("yaml-alias", mark.line + 1, mark.column + 1, name=event.anchor)
        return False
    if isinstance(event, yaml.DocumentStartEvent):
        if root.items:
            faults.add_at("yaml-documents", mark.line + 1, mark.column + 1)
            return False
        if event.version or event.tags:
            faults.add_at("yaml-directive", mark.line + 1, mark.column + 1)
    return True


def _note_properties(event: Any, faults: Faults) -> None:
    mark = event.start_mark
    if event.anchor is not None:
        faults.add_at("yaml-anchor", mark.line + 1, mark.column + 1, name=event.anchor)
    if event.tag is not None:
        faults.add_at("yaml-tag", mark.line + 1, mark.column + 1, name=event.tag)


def _pair(mapping: Mapping, faults: Faults) -> None:
    """Turn keys and values in turn into fields; refuse keys that are no words, and a second of the same."""
    items = mapping.items
    keys = mapping.keys
    for at in range(0, len(items), 2):
        key = items[at]
        if type(key) is not Scalar:
            faults.add("key-no-word", key)
        elif key.text in keys:
            faults.add("duplicate-key", key, field=key.text, first=keys[key.text][0].line)
        elif not key.broken:
            keys[key.text] = (key, items[at + 1])
    mapping.items = []
