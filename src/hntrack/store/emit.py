"""Write records as YAML: what is read back is what was written, whatever characters it holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from hntrack.classes import Any, late
from hntrack.errors import UsageError
from hntrack.model.fields import Field
from hntrack.model.record_values import Values
from hntrack.store.decode import fields_of
from hntrack.store.node_kinds import LONGEST_SCALAR
from hntrack.store.scalars import MOST_DIGITS, UNKNOWN
from hntrack.text.messages import Wording, _

# Texts that need no quotes, here or in any other reader of YAML: they start with a letter and hold nothing that
# could end them, within brackets or without.
_PLAIN = late(r"[^\W\d_](?:[\w /()+%.–-]*[\w)%.])?")
_WORDS_OF_YAML = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null", UNKNOWN})
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
    if _PLAIN.fullmatch(text) is not None and text.casefold() not in _WORDS_OF_YAML and text.isprintable():
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
    if isinstance(value, Mapping):
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
