"""Write records as lines of YAML, and put such lines into a file.

What is read back is what was written, whatever characters it holds; and every line that was there stays as it is, byte
for byte.  An entry goes right behind another entry of its section, before the blank lines and remarks that follow that
one; where the end of each entry is, the parser has told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence as Row
from decimal import Decimal
from io import BytesIO

from hntrack.classes import Any, NamedTuple, late
from hntrack.errors import InputError, UsageError
from hntrack.model.fields import Field
from hntrack.model.record_values import Values
from hntrack.store.decode import MOST_DIGITS, UNKNOWN, WORDS_FOR_QUOTES, fields_of, is_null
from hntrack.store.node_kinds import LONGEST_SCALAR, Mapping, Node, Scalar, Sequence
from hntrack.text.messages import Wording, _

# Texts that need no quotes, here or in any other reader of YAML: they start with a letter and hold nothing that
# could end them, within brackets or without.
_PLAIN = late(r"[^\W\d_](?:[\w /()+%.–-]*[\w)%.])?")
_QUOTED_WORDS = frozenset({"y", "n", UNKNOWN, *WORDS_FOR_QUOTES})
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cn", "Zl", "Zp"})
_TWO_WAYS = late(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_DATED = frozenset({"period", "period_or_unknown", "day", "instant", "whole", "sha256"})
_DATE_LIKE = late(r"[0-9][0-9A-Za-z/:+.-]*")
_NO_NUMBER = late(r"(?=.*[g-mp-wyz])[a-z0-9][a-z0-9/-]*")  # a letter that stands in no number


def flow_entry(record: str, values: Values) -> str:
    """Write a record on one line, in braces.

    Raises:
        UsageError: A value cannot be held by a YAML file.
    """
    fields = fields_of(record)
    return "{" + ", ".join(f"{name}: {_value(fields[name], value)}" for name, value in values.items()) + "}"


def block_lines(record: str, values: Values) -> list[str]:
    """Write a record with one field a line; what is inside a field stands in braces.

    Raises:
        UsageError: A value cannot be held by a YAML file.
    """
    fields = fields_of(record)
    return [f"{name}: {_value(fields[name], value)}" for name, value in values.items()]


def scalar(text: str) -> str:
    """Write a text, quoted where it must be.

    Raises:
        UsageError: It holds half a character, or is too long.
    """
    if len(text) > LONGEST_SCALAR:
        raise UsageError(
            _(
                "The text has {count} characters, more than {longest_scalar}.",
                count=len(text),
                longest_scalar=LONGEST_SCALAR,
            )
        )
    if _PLAIN.fullmatch(text) is not None and text.casefold() not in _QUOTED_WORDS and text.isprintable():
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def number(value: Decimal) -> str:
    """Write a number: all digits, no exponent, and so that nobody can read it in two ways.

    Raises:
        UsageError: It is no finite number, or has too many digits.
    """
    text = format(value, "f") if value.is_finite() else str(value)
    if _TWO_WAYS.fullmatch(text) is not None:
        text += "0"
    if not value.is_finite() or len(text) > MOST_DIGITS:
        raise UsageError(
            _(
                "The number {value} cannot be written: it is not finite, or longer than {most_digits} characters.",
                value=value,
                most_digits=MOST_DIGITS,
            )
        )
    return text


def _value(field: Field, value: Any) -> str:
    if isinstance(value, Wording):
        return "{" + ", ".join(f"{scalar(lang)}: {scalar(text)}" for lang, text in value.texts.items()) + "}"
    if field.kind == "record":
        return flow_entry(field.of, value)
    if field.kind == "records":
        return "[" + ", ".join(flow_entry(field.of, one) for one in value) + "]"
    if field.kind == "list":
        inner = Field(field.name, field.of, "")
        return "[" + ", ".join(_single(inner, one) for one in value) + "]"
    if isinstance(value, ReadOnly):
        write = scalar if field.kind == "words" else str
        return "{" + ", ".join(f"{write(name)}: {write(meant)}" for name, meant in value.items()) + "}"
    return _single(field, value)


def _single(field: Field, value: Any) -> str:
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number(value)
    text = str(value)
    if text in field.allowed and text[0].isalpha():  # a word, no mark
        return text
    return text if _reads_alike(field.kind, text) else scalar(text)


def _reads_alike(kind: str, text: str) -> bool:
    """Tell whether a text of this kind needs no quotes though it starts with a digit."""
    return (kind in _DATED and _DATE_LIKE.fullmatch(text) is not None) or (
        kind in ("id", "claim") and _NO_NUMBER.fullmatch(text) is not None
    )


def _escaped(character: str) -> str:
    short = _SHORT.get(character)
    if short is not None:
        return short
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise UsageError(
            _("The text holds half a character (U+{code:04X}), which no file can hold.", code=code),
            _("Type the text again."),
        )
    if 0x20 <= code < 0x7F or unicodedata.category(character) not in _HIDDEN:
        return character
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


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
