"""How a computed number is shortened for people; data stays exact."""

from __future__ import annotations

from decimal import Decimal


def rounded(value: Decimal) -> Decimal:
    """Round for a sentence or a table, half to even: two decimals, or three significant digits below one."""
    if value == value.to_integral_value():
        return value.to_integral_value()
    if value.adjusted() > 20:
        return value.to_integral_value()
    places = 2 if abs(value) >= 1 else 2 - value.adjusted()
    short = value.quantize(Decimal(1).scaleb(-places)).normalize()
    return short + 0
