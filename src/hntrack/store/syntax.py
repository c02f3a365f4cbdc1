"""Say what breaks the YAML in words of our own: libyaml's are English, and for programmers."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from hntrack.store.faults import Faults

# What the two parsers (libyaml, and the one in Python) say → our code.  The first fragment found decides.
_CAUSES = (
    ("end of stream", "yaml-open-quote"),
    ("expected ',' or", "yaml-open-bracket"),
    ("mapping values are not allowed", "yaml-colon"),
    ("cannot start any token", "yaml-first-character"),
    ("entries are not allowed", "yaml-dash"),
    ("unknown escape character", "yaml-escape"),
    ("invalid Unicode character escape", "yaml-escape"),
    ("hexdecimal number", "yaml-escape"),
    ("hexadecimal number", "yaml-escape"),
    ("<document start>", "yaml-two-roots"),
    ("did not find expected key", "yaml-indentation"),
    ("did not find expected '-' indicator", "yaml-indentation"),
    ("expected <block end>", "yaml-indentation"),
    ("could not find expected ':'", "yaml-missing-colon"),
)
# Where something was left open, the opening is the place to look at, not the end of the file.
_AT_ITS_START = MappingProxyType(
    {"yaml-open-quote": True, "yaml-open-bracket": True, "yaml-missing-colon": True}
)


def note_syntax_error(error: Any, faults: Faults, last_scalar: Any) -> None:
    """Note a parser's error under the code that explains it, where its cause stands.

    Args:
        error: A ``yaml.YAMLError``, with marks mostly.
        faults: Where to note it.
        last_scalar: The last scalar event before the error, or ``None``.
    """
    said = str(getattr(error, "problem", None) or error)
    code = next((code for fragment, code in _CAUSES if fragment in said), "yaml-syntax")
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None or (code in _AT_ITS_START and start is not None):
        mark = start
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
    indentation = faults.excerpt(line)
    indentation = indentation[: len(indentation) - len(indentation.lstrip())]
    if "\t" in indentation or faults.excerpt(line)[column - 1 : column] == "\t":
        code = "yaml-tab"
    elif _closed_late(last_scalar, line):
        # The quote that closed it was meant to open another text.
        start = last_scalar.start_mark
        code, line, column = "yaml-open-quote", start.line + 1, start.column + 1
    faults.add_at(code, line, column, cause=said)


def _closed_late(scalar: Any, line: int) -> bool:
    """Tell whether a quoted text ends on the line of the fault, but started lines above it."""
    return (
        scalar is not None
        and scalar.style in ("'", '"')
        and scalar.start_mark.line + 1 < line == scalar.end_mark.line + 1
    )
