"""From YAML to nodes, whatever it looks like; and what breaks it, in words of our own.

The events of the parser are consumed one by one and bounded as they come: the composer of libyaml would fall over
deeply nested input, and PyYAML's own resolver reads ``no`` as false and keeps the last of two equal keys.

libyaml's words for a fault are English, for programmers, and change: the cause is read from where the parser stopped
and from what stands there, never from what its message says.
"""

from __future__ import annotations

import re
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


declare(
    "reading",
    {
        "yaml-syntax": error(
            "This is not readable YAML.", "Look at this line and the one above: indentation, colons, quotes."
        ),
        "yaml-open-quote": error(
            "The quote opened here is never closed.",
            "Close it; a single quote within single quotes is written twice.",
        ),
        "yaml-open-bracket": error(
            "The bracket opened here is not closed properly, or a comma is missing inside.",
            "Close it within the same entry; quote texts that hold commas, brackets or colons.",
        ),
        "yaml-colon": error(
            "There must be no colon here.",
            (
                "If it belongs to a text, quote the whole text; if a new field was meant, look at the indentation."
            ),
        ),
        "yaml-missing-colon": error(
            "The field name here lacks its colon.", "Write 'name: value', with a space after the colon."
        ),
        "yaml-first-character": error("A value cannot start with this character.", "Quote the text."),
        "yaml-tab": error("The line is indented with a tab.", "YAML takes spaces only: replace the tab."),
        "yaml-dash": error(
            "A list entry's '-' cannot stand here.", "Put the entry on a line of its own, or quote the text."
        ),
        "yaml-escape": error(
            "YAML knows no such escape after \\.",
            "Write \\\\ for the backslash itself, or use single quotes.",
        ),
        "yaml-two-roots": error(
            "This stands outside the fields of the file.",
            "Look at the indentation, and that every line is 'name: value' or '- entry'.",
        ),
        "yaml-indentation": error(
            "The indentation here does not fit the lines above.",
            "The fields of an entry start in the same column; nothing may follow a closing quote.",
        ),
        "yaml-too-deep": error(
            "This is nested deeper than {most} levels.", "No record needs that; take brackets away."
        ),
        "yaml-directive": error(
            "YAML directives (lines that start with %) are not accepted.", "Delete the line."
        ),
    },
)

# The next token of YAML, as far as brackets are concerned: a plain text ends differently inside of them.
_BETWEEN = r"[\s,]+|\#[^\n]*"
_QUOTED = r""""(?:[^"\\]|\\.)*(?:"|\Z)|'(?:[^']|'')*(?:'|\Z)"""
_IN_BLOCK = re.compile(rf"{_BETWEEN}|{_QUOTED}|(?:[^\n:\#]|:(?!\s)|(?<!\s)\#)+|.", re.DOTALL)
_IN_BRACKETS = re.compile(
    rf"{_BETWEEN}|{_QUOTED}|(?:[^\n:\#,\[\]{{}}]|:(?![\s,\[\]{{}}])|(?<!\s)\#)+|.", re.DOTALL
)
_INDICATOR = re.compile(r"[-?:](?=\s)")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]*[ \t]*(?:\#[^\n]*)?\n")
_WHOLE_QUOTE = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""", re.DOTALL)


def note_syntax_error(error: Any, text: str, faults: Faults, last_scalar: Any) -> None:
    """Note a ``yaml.YAMLError`` under the code that explains it, where its cause stands."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    end = min(mark.index, len(text)) if mark is not None else len(text)
    opened = open_brackets(text, end)
    if len(opened) > MOST_DEPTH - 1:
        # Newer parsers have a limit of their own, and reach it before they tell of the first bracket.
        faults.add_at("yaml-too-deep", *_place(text, opened[MOST_DEPTH - 1]), most=MOST_DEPTH - 1)
        return
    code, at = _cause(error, text, end, opened)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
    if at is not None:
        line, column = _place(text, at)
    indentation = faults.excerpt(line)
    indentation = indentation[: len(indentation) - len(indentation.lstrip())]
    if "\t" in indentation or faults.excerpt(line)[column - 1 : column] == "\t":
        code = "yaml-tab"
    elif _closed_late(last_scalar, line):
        # A stray quote ended the text early: the quote that closed it was meant to open another one.
        start = last_scalar.start_mark
        code, line, column = "yaml-open-quote", start.line + 1, start.column + 1
    faults.add_at(code, line, column)


def open_brackets(text: str, end: int) -> list[int]:
    """Give the indices of the brackets that are open at ``end``, the outermost first.

    Looks no further than one bracket beyond the depth that files may have.
    """
    opened: list[int] = []
    at = 0
    while at < end and len(opened) <= MOST_DEPTH:
        character = text[at]
        if character in "[{":
            opened.append(at)
            at += 1
        elif character in "]}" and opened:
            opened.pop()
            at += 1
        else:
            at = _end_of_token(text, at, inside=bool(opened))
    return opened


def _end_of_token(text: str, at: int, *, inside: bool) -> int:
    if indicator := _INDICATOR.match(text, at):
        return indicator.end()
    if not inside and (block := _BLOCK_TEXT.match(text, at)):
        return _end_of_block(text, at, block.end())
    token = (_IN_BRACKETS if inside else _IN_BLOCK).match(text, at)
    return token.end() if token else at + 1


def _end_of_block(text: str, header: int, at: int) -> int:
    """Give the end of a text of several lines: it goes on while lines are empty or further in than its header's."""
    start = text.rfind("\n", 0, header) + 1
    indentation = re.compile(" *").match(text, start)
    depth = len(indentation.group()) if indentation else 0
    lines = re.compile(rf"(?: {{{depth + 1},}}+[^\n]*+\n?|[ \t]*+\n)*+").match(text, at)
    return lines.end() if lines else at


def _cause(error: Any, text: str, end: int, opened: list[int]) -> tuple[str, int | None]:
    """Give the code of a fault, and the index of its cause where that is not the place where the parser stopped."""
    context = getattr(error, "context_mark", None)
    start = context.index if context is not None and context.index < end else None
    if error.__cause__ is not None:
        return "yaml-escape", None  # a number beyond Unicode: the parser written in Python converts it unseen
    if _line_at(text, end).startswith("%"):
        return "yaml-directive", None
    if isinstance(error, yaml.scanner.ScannerError):
        return _scanners_cause(text, end, start)
    if (bracket := _open_bracket(opened, start, at_end=end >= len(text.rstrip()))) is not None:
        return "yaml-open-bracket", bracket
    if context is None:
        return "yaml-two-roots", None
    return ("yaml-syntax" if start is None else "yaml-indentation"), None


def _open_bracket(opened: list[int], start: int | None, *, at_end: bool) -> int | None:
    """Give the bracket that is not closed: the one where the fault begins; at the end of the text, the innermost."""
    if start in opened:
        return start
    return opened[-1] if opened and at_end else None


def _scanners_cause(text: str, end: int, start: int | None) -> tuple[str, int | None]:
    """Give the cause of a fault inside one token, which starts at ``start`` where that is not its place."""
    if text[end : end + 1] == "\t":
        return "yaml-tab", None
    if start is None:
        by_character = {":": "yaml-colon", "-": "yaml-dash", "?": "yaml-syntax", "": "yaml-syntax"}
        return by_character.get(text[end : end + 1], "yaml-first-character"), None
    quote = _WHOLE_QUOTE.match(text, start)
    if text[start] in "&*!|>%":
        return "yaml-syntax", None
    if text[start] not in "'\"" or (quote is not None and quote.end() <= end):
        return "yaml-missing-colon", start
    if end >= len(text) or _line_at(text, end).startswith(("---", "...")):
        return "yaml-open-quote", start
    return "yaml-escape", None


def _line_at(text: str, index: int) -> str:
    """Give the start of the line that holds an index, as far as it decides anything."""
    start = text.rfind("\n", 0, index) + 1
    return text[start : start + 3]


def _place(text: str, index: int) -> tuple[int, int]:
    """Give line and column, both from 1, of an index."""
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index) + 1, index - start + 1


def _closed_late(scalar: Any, line: int) -> bool:
    """Tell whether a quoted text ends on the line of the fault, but started lines above it."""
    return (
        scalar is not None
        and scalar.style in ("'", '"')
        and scalar.start_mark.line + 1 < line == scalar.end_mark.line + 1
    )
