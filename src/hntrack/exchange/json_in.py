"""JSON read strictly: exact numbers, no key twice, no NaN, bounded."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from hntrack.errors import Where
from hntrack.exchange.files import read_whole
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import broken

MOST_BYTES = 5_000_000  # about fifty times that in memory, at worst
_MOST_DIGITS = 60


def read_json(path: Path, label: str, form: str) -> Any:
    """Read a JSON document.

    Raises:
        InputError: The file cannot be opened.
        DataError: It is no JSON, says something twice, holds NaN, or is too large or too deep; with its place.
    """
    data = read_whole(path, label, MOST_BYTES)
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else f"0x{data[error.start]:02X}"
        raise broken(refusal("import-encoding", Where(label, line), expected="utf-8", found=found)) from error
    try:
        return json.loads(
            text, parse_float=_decimal, parse_int=_whole, parse_constant=_constant, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        where = Where(label, error.lineno, error.colno)
        raise broken(refusal("import-not-this-format", where, form=form, cause=error.msg)) from error
    except (_Refused, RecursionError) as error:
        cause = str(error) if isinstance(error, _Refused) else "too deep"
        raise broken(refusal("import-not-this-format", Where(label), form=form, cause=cause)) from error


class _Refused(Exception):  # noqa: N818  (never leaves this module)
    """What JSON lets pass and we do not."""


def _decimal(text: str) -> Decimal:
    value = Decimal(text) if len(text) <= _MOST_DIGITS else None
    if value is None or abs(value.adjusted()) > _MOST_DIGITS:
        raise _Refused(f"{text[:40]}: more than {_MOST_DIGITS} digits")
    return value


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise _Refused(f"{text[:40]}…: more than {_MOST_DIGITS} digits")
    return int(text)


def _constant(text: str) -> NoReturn:
    raise _Refused(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]  # adds
        raise _Refused(f"the key {twice!r} twice")
    return made
