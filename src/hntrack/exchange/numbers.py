"""Numbers of tables, by the marks that hold in a file; what could be read in two ways is no number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from hntrack.exchange.cells import Exact
from hntrack.store.scalars import MOST_DIGITS
from hntrack.text.numbers import split_sign

_EXACT = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " "))


@dataclass(frozen=True, slots=True)
class Notation:
    """The marks of a file: ``decimal`` and ``thousands`` as declared, ``exact`` where its format has one notation."""

    decimal: str | None = None
    thousands: str | None = None
    exact: bool = False


class TwoWays(ValueError):  # noqa: N818  (named for what it is)
    """A number that reads as two."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one, other)
        self.one, self.other = one, other


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
    if isinstance(text, Exact) or notation.exact:
        return _exact(str(text))
    negative, text = split_sign(text.translate(_BLANKS).strip(" "))
    sign = "-" if negative else ""
    mark = notation.decimal or "."
    if text.startswith(mark):
        text = f"0{text}"
    two = _TWO_WAYS.fullmatch(text) if notation.decimal is None else None
    if two is not None:
        raise TwoWays(sign + text.replace(two[1], "."), sign + text.replace(two[1], ""))
    whole = "[0-9]+"
    if notation.thousands is not None:
        whole = f"(?:[1-9][0-9]{{0,2}}(?:{re.escape(notation.thousands)}[0-9]{{3}})+|[0-9]+)"
    if re.fullmatch(rf"{whole}(?:{re.escape(mark)}[0-9]+)?", text) is None:
        return None
    return _exact(sign + text.replace(notation.thousands or "\0", "").replace(mark, "."))


def _exact(text: str) -> Decimal | None:
    if _EXACT.fullmatch(text) is None or len(text) > 2 * MOST_DIGITS:
        return None
    value = Decimal(text)
    plain = format(value, "f")
    return Decimal(plain) if len(plain) <= MOST_DIGITS - 1 else None
