r"""JSON with exact numbers: a Decimal is written digit for digit, Vietnamese is not escaped.

Control and format characters are written as ``\uXXXX``, so that a terminal shown the text obeys nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from hntrack.__about__ import __version__
from hntrack.classes import TYPE_CHECKING, late
from hntrack.render import Drawing, draws
from hntrack.report import Each, Json, Sheet, View

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
        yield f"{before}{_STRINGS[key]}: "
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
    if isinstance(value, dict):
        _write_object(value, newline, parts)
    elif isinstance(value, list):
        _write_list(value, newline, parts)
    else:
        parts.append(_scalar(value))


def _write_object(value: dict[str, Json], newline: str, parts: list[str]) -> None:
    if not value:
        parts.append("{}")
        return
    inner = newline + "  "
    openings, before = _OPENINGS[inner], "{"
    for key, member in value.items():
        if type(member) is str:  # most members: as few calls as can be
            parts.append(f"{before}{openings[key]}{_STRINGS[member]}")
        elif isinstance(member, (dict, list)):
            parts.append(f"{before}{openings[key]}")
            _write(member, inner, parts)
        else:
            parts.append(f"{before}{openings[key]}{_scalar(member)}")
        before = ","
    parts.append(f"{newline}}}")


def _write_list(value: list[Json], newline: str, parts: list[str]) -> None:
    if not value:
        parts.append("[]")
        return
    inner = newline + "  "
    before = f"[{inner}"
    for member in value:
        parts.append(before)
        _write(member, inner, parts)
        before = f",{inner}"
    parts.append(f"{newline}]")


def _scalar(value: str | int | bool | Decimal | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return value if type(value) is Written else _STRINGS[value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"JSON has no {value}")
        return format(value, "f")
    return str(value)


_MOST_KNOWN = 8192


class _Strings(dict[str, str]):
    """Text → how JSON writes it: keys, and most words, come again and again."""

    def __missing__(self, text: str) -> str:
        # Most words need no pattern: of what is printable and stands before the last of its ranges, two are escaped.
        if text.isprintable() and (text.isascii() or max(text) < "\ufff9"):
            escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        else:
            escaped = _ESCAPED.sub(_escape, text)
        # a build server obeys "##[error]" wherever in its log it stands
        written = f'"{escaped}"'.replace("##", "\\u0023#")
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[text] = written
        return written


class _Names(dict[str, str]):
    """Key → the key with what stands around it: the keys of records are few."""

    def __init__(self, before: str, *, quoted: bool) -> None:
        super().__init__()
        self.before, self.quoted = before, quoted

    def __missing__(self, key: str) -> str:
        name = f"{self.before}{_STRINGS[key]}: " if self.quoted else f"{self.before}{key}"
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[key] = name
        return name


class _NamesAfter(dict[str, _Names]):
    """What stands before a key → the names after it."""

    def __init__(self, *, quoted: bool) -> None:
        super().__init__()
        self.quoted = quoted

    def __missing__(self, before: str) -> _Names:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        made = self[before] = _Names(before, quoted=self.quoted)
        return made


_STRINGS = _Strings()
_OPENINGS, _COLUMNS = _NamesAfter(quoted=True), _NamesAfter(quoted=False)


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
    _flatten(item, prefix, flat)
    return flat


def _flatten(item: Mapping[str, Json], prefix: str, flat: dict[str, str]) -> None:
    names = _COLUMNS[prefix]
    for key, value in item.items():
        if type(value) is str:
            flat[names[key]] = value
        elif value is None:
            flat[names[key]] = ""
        elif isinstance(value, dict):
            _flatten(value, f"{names[key]}.", flat)
        elif isinstance(value, list):
            flat[names[key]] = "; ".join(_plain(one) for one in value)
        else:
            flat[names[key]] = _plain(value)


def _plain(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return dumps(value) if isinstance(value, (dict, list)) else _scalar(value)
