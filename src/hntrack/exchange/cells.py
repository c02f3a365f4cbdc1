"""Cells: texts, of which some were stored as numbers, and what the sheet shows for a stored number."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

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
