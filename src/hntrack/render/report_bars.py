"""A bullet bar as a row of pieces in whole hundredths of its length: what table cells and page elements can draw."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from typing import NamedTuple

from hntrack.report.bullets import Bullet

_WHOLE = Decimal(1)


class Segment(NamedTuple):
    """A piece of a bar.

    Attributes:
        width: In hundredths of the bar; the pieces of a bar add up to 100.
        kind: ``reached`` (as far as the value), ``wanted`` (what satisfies the target) or ``rest``.
        bound: A bound of the target lies at its left edge.
    """

    width: int
    kind: str
    bound: bool


def segments(bullet: Bullet) -> tuple[Segment, ...]:
    """Cut a bar where the value, and where what is wanted, begins or ends."""
    reached = 0 if bullet.reached is None else _hundredths(bullet.reached)
    low, high = _hundredths(bullet.wanted_from), _hundredths(bullet.wanted_to)
    cuts = sorted({0, reached, low, high, 100})
    bounds = {one for one in (low, high) if 0 < one < 100}
    return tuple(
        Segment(end - start, _kind(start, reached, low, high), start in bounds)
        for start, end in pairwise(cuts)
    )


def _kind(start: int, reached: int, low: int, high: int) -> str:
    if start < reached:
        return "reached"
    return "wanted" if low <= start < high else "rest"


def _hundredths(fraction: Decimal) -> int:
    inside = min(max(fraction, Decimal(0)), _WHOLE)
    return int((inside * 100).to_integral_value(ROUND_HALF_EVEN))
