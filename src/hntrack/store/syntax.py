"""Say what breaks the YAML in words of our own: libyaml's are English, for programmers, and change.

The cause is read from where the parser stopped and from what stands there, never from what its message says.
"""

from __future__ import annotations

import re

import yaml

from hntrack.classes import Any
from hntrack.errors import declare, error
from hntrack.store.node_kinds import MOST_DEPTH, Faults

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
