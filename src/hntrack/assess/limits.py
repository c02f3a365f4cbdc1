"""The natural limits of an indicator: a share lies between 0 and 100%, a debt has no upper end."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from hntrack.model.records import Indicator

_ZERO, _HUNDRED = Decimal(0), Decimal(100)


class Limits(NamedTuple):
    """Lower and upper end; ``None`` where there is none."""

    low: Decimal | None = None
    high: Decimal | None = None

    def cut(self, value: Decimal) -> Decimal:
        """Give the value, or the limit where it lies beyond."""
        if self.low is not None and value < self.low:
            return self.low
        if self.high is not None and value > self.high:
            return self.high
        return value

    def ahead(self, way: int) -> Decimal | None:
        """Give the limit in the direction in which better lies: 1 upwards, -1 downwards."""
        if not way:
            return None
        return self.high if way > 0 else self.low


NONE = Limits()


def limits_of(indicator: Indicator, known: Iterable[Decimal] = ()) -> Limits:
    """Give the natural limits of an indicator.

    A share has 0 and 100% of itself, unless a known value shows that it is no share of a whole (a growth rate may
    be negative).  A ``limit`` that no known value reaches down to is a lower one where decrease is wanted: so a
    ``limit: 0`` of what should vanish is a ``floor``.

    Args:
        indicator: Whose values are limited.
        known: Values that were measured or promised.
    """
    low, high = indicator.floor, indicator.limit
    values = list(known)
    share = indicator.measure == "share" and indicator.unit == "percent"
    falls = indicator.direction == "decrease" and low is None
    if (
        falls
        and high is not None
        and not (share and high == _HUNDRED)
        and (not values or min(values) >= high)
    ):
        low, high = high, None
    if share:
        low = _ZERO if low is None and (not values or min(values) >= _ZERO) else low
        high = _HUNDRED if high is None and (not values or max(values) <= _HUNDRED) else high
    return Limits(low, high)
