r"""JSON with exact numbers: a Decimal is written digit for digit, Vietnamese is not escaped.

Control and format characters are written as ``\uXXXX``, so that a terminal shown the text obeys nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from hntrack.__about__ import __version__
from hntrack.classes import TYPE_CHECKING
from hntrack.render import Drawing, draws
from hntrack.report.view import Each, Json, Sheet, View
from hntrack.text.late import late

if TYPE_CHECKING:
    import re

SCHEMA_VERSION = 1

_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = late(
    r'["\\\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff'
    r"\ud800-\udfff\U000e0000-\U000e0fff]"
)


class Written(str):
    """An item that is written already, as it stands in the list of items."""

    __slots__ = ()

    @classmethod
    def of(cls, item: Json) -> Written:
        """Write an item."""
        return cls(_within(item, _IN_A_LIST))


@draws("json", after="plain")
def render(view: View | Sheet, drawing: Drawing) -> str:
    """Draw the view's items as one JSON object."""
    del drawing
    return dumps(envelope(view)) + "\n"


def envelope(view: View | Sheet) -> dict[str, Json]:
    """Put the items into the object that names its schema, its version, the tool's version and the day."""
    return {
        "schema": f"hntrack/{view.name}",
        "version": SCHEMA_VERSION,
        "hntrack": __version__,
        "lang": view.lang,
        "as_of": view.as_of,
        **view.extra,
        "items": list(view.items),
    }


def dumps(value: Json | Mapping[str, Json | Each]) -> str:
    """Write a value as JSON, indented by two spaces; the keys keep their order."""
    return "".join(pieces(value)) if isinstance(value, Mapping) else _within(value, "\n")


def pieces(value: Mapping[str, Json | Each]) -> Iterator[str]:
    """Write an object as :func:`dumps` does, piece by piece: of its lists of :class:`Each`, an item is one."""
    before = "{\n  "
    for key, member in value.items():
        yield f"{before}{_string(key)}: "
        yield from _items(member) if isinstance(member, Each) else (_within(member, "\n  "),)
        before = ",\n  "
    yield "\n}" if value else "{}"


def _items(items: Each) -> Iterator[str]:
    opening, closing = "[", "[]"
    for item in items:
        yield f"{opening}\n    {_within(item, _IN_A_LIST)}"
        opening, closing = ",", "\n  ]"
    yield closing


_IN_A_LIST = "\n    "


def _within(value: Json, newline: str) -> str:
    parts: list[str] = []
    _write(value, newline, parts)
    return "".join(parts)


def _write(value: Json, newline: str, parts: list[str]) -> None:
    if not isinstance(value, (dict, list)):
        parts.append(_scalar(value))
        return
    inner = newline + "  "
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    parts.append(opening)
    before = inner
    if isinstance(value, dict):
        for key, member in value.items():
            if type(member) is str:  # most members: as few calls as can be
                parts.append(f"{before}{_string(key)}: {_string(member)}")
            elif isinstance(member, (dict, list)):
                parts.append(f"{before}{_string(key)}: ")
                _write(member, inner, parts)
            else:
                parts.append(f"{before}{_string(key)}: {_scalar(member)}")
            before = f",{inner}"
    else:
        for member in value:
            parts.append(before)
            _write(member, inner, parts)
            before = f",{inner}"
    if value:
        parts.append(newline)
    parts.append(closing)


def _scalar(value: str | int | bool | Decimal | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return value if type(value) is Written else _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"JSON has no {value}")
        return format(value, "f")
    return str(value)


@lru_cache(maxsize=4096)  # keys, and most words, come again and again
def _string(text: str) -> str:
    # Most words need no pattern: of what is printable and stands before the last of its ranges, two are escaped.
    if text.isprintable() and (text.isascii() or max(text) < "\ufff9"):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    else:
        escaped = _ESCAPED.sub(_escape, text)
    # a build server obeys "##[error]" wherever in its log it stands
    return f'"{escaped}"'.replace("##", "\\u0023#")


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if code > 0xFFFF:
        high, low = divmod(code - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    return _SHORT.get(character) or f"\\u{code:04x}"


def flatten(item: Mapping[str, Json], prefix: str = "") -> dict[str, str]:
    """Give an item as one level of exact texts: ``latest.value`` → ``25.2``; lists joined by ``; ``."""
    flat: dict[str, str] = {}
    for key, value in item.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            flat.update(flatten(value, f"{name}."))
        elif isinstance(value, list):
            flat[name] = "; ".join(_plain(one) for one in value)
        else:
            flat[name] = _plain(value)
    return flat


def _plain(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return dumps(value) if isinstance(value, (dict, list)) else _scalar(value)
