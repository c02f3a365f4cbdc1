"""Cells: texts, of which some were stored as numbers, what a sheet shows for these, and how the numbers are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

from hntrack.store.scalars import MOST_DIGITS
from hntrack.text.marked_numbers import Notation, exact_number, marked_number

LONGEST_CELL = 100_000
_SURE = Context(prec=15, rounding=ROUND_HALF_EVEN)  # the digits that a spreadsheet itself keeps and shows
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*+\]')


class Exact(str):
    """A cell that the file stores as a number: written with a decimal point, so no notation can mistake it.

    A number that the sheet shows as a percentage has its sign: ``Exact("25.2%")`` for a stored 0.252.
    """

    __slots__ = ()


def shown_as(number_format: str) -> str:
    """Say what a number format makes of a number: ``percent``, ``year``, ``month``, ``00…`` or nothing special.

    Args:
        number_format: The code as workbooks store it (``0.0%``, ``yyyy``, ``mm/yyyy``, ``00``).
    """
    code = _LITERAL.sub("", number_format[:300]).partition(";")[0].strip().lower()
    if "%" in code:
        return "percent"
    if len(code) > 1 and set(code) == {"0"}:
        return code
    letters = set(code) & set("ymdhs")
    if "y" in letters and not letters & set("dhs"):
        return "month" if "m" in letters else "year"
    return ""


def cell(value: Any, shown: str = "") -> str:
    """Give a stored value as the text of a cell.

    Args:
        value: What a library read: nothing, text, truth, number, day or instant.
        shown: What its number format makes of it (see :func:`shown_as`).
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value[: LONGEST_CELL + 1]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, shown)
    return _moment(value, shown)


def _number(value: float, shown: str) -> str:
    text = repr(value)
    if not shown and len(text) <= _SURE.prec and text.replace(".", "", 1).replace("-", "", 1).isdecimal():
        return Exact(text.removesuffix(".0"))  # what nearly every cell is
    exact = Decimal(text)
    if not exact.is_finite():
        return str(value)
    if len(exact.as_tuple().digits) > _SURE.prec:
        exact = _SURE.create_decimal(exact)
    if shown == "percent":
        return Exact(f"{_plain(exact.scaleb(2))}%")
    text = _plain(exact)
    return Exact(text.zfill(len(shown)) if shown.startswith("0") and text.isdecimal() else text)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(value: Any, shown: str) -> str:
    if not isinstance(value, date):  # a time or a duration is no number of ours
        if isinstance(value, time):
            return value.isoformat()
        return str(value) if isinstance(value, timedelta) else ""
    if shown == "year":
        return f"{value.year:04}"
    if shown == "month":
        return f"{value.year:04}-{value.month:02}"
    return value.isoformat().removesuffix("T00:00:00")


def number_of(text: str, notation: Notation) -> Decimal | None:
    """Read a number.

    Args:
        text: ASCII digits with the marks of the notation; an ``Exact`` cell is read digit for digit anyway.
        notation: Which marks hold.

    Returns:
        The number, or ``None`` where it is none or has more than 30 characters.

    Raises:
        TwoWays: No decimal mark was declared and ``1.200`` or ``1,200`` may be more than a thousand, or 1.2.
    """
    if isinstance(text, Exact):
        return exact_number(str(text), MOST_DIGITS)
    return marked_number(text, notation, MOST_DIGITS)


_BLANK = re.compile(r"[\u00a0\u202f\u2009]")
_DECIMAL = re.compile(r"[0-9]+([.,])(?:[0-9]{1,2}|[0-9]{4,})")  # three digits could be thousands
_ZERO = re.compile(r"0([.,])[0-9]+")
_MANY_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})+")
_GROUP = re.compile(r"[1-9][0-9]{0,2}([., ])[0-9]{3}")
_BOTH = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*([.,])[0-9]+")
_OTHER = {".": ",", ",": "."}


def marks_of(texts: Iterable[str]) -> tuple[str | None, str | None]:
    """Give the decimal mark and that of thousands; ``None`` for what the numbers do not show, or show in two ways."""
    decimals: set[str] = set()
    groups: set[str] = set()
    doubtful: set[str] = set()
    for text in texts:
        bare = _BLANK.sub(" ", text).strip(" %").lstrip("+-−")
        if (match := _BOTH.fullmatch(bare)) is not None and match[1] != match[2]:
            groups.add(match[1])
            decimals.add(match[2])
        elif (match := _ZERO.fullmatch(bare) or _DECIMAL.fullmatch(bare)) is not None:
            decimals.add(match[1])
        elif (match := _MANY_GROUPS.fullmatch(bare)) is not None:
            groups.add(match[1])
        elif (match := _GROUP.fullmatch(bare)) is not None:
            doubtful.add(match[1])
    return _decided(decimals, groups, doubtful)


def _decided(decimals: set[str], groups: set[str], doubtful: set[str]) -> tuple[str | None, str | None]:
    if not decimals and len(groups) == 1:
        decimals = {_OTHER[group] for group in groups if group in _OTHER}
    if len(decimals) != 1:
        return None, next(iter(groups)) if len(groups) == 1 else None
    (decimal,) = decimals
    groups |= doubtful - {decimal}
    return decimal, next(iter(groups)) if len(groups) == 1 else None
