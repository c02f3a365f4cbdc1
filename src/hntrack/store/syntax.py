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


def note_syntax_error(error: Any, faults: Faults) -> None:
    """Note a parser's error (a ``yaml.MarkedYAMLError``) under the code that explains it."""
    said = str(error.problem or error.context or "")
    code = next((code for fragment, code in _CAUSES if fragment in said), "yaml-syntax")
    mark = error.problem_mark or error.context_mark
    if code in _AT_ITS_START and error.context_mark is not None:
        mark = error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
    if code == "yaml-first-character" and faults.excerpt(line)[column - 1 : column] == "\t":
        code = "yaml-tab"
    faults.add_at(code, line, column, cause=said)
