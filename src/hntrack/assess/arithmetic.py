"""The few operations whose result may be beyond what can be computed; everything else cannot fail.

Only these raise :class:`OutOfRangeError`, and only that is turned into "the numbers are beyond what can be
computed": any other exception inside a method is a bug, and surfaces as one.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, Overflow
from math import isfinite

EXACT = Context(prec=15, rounding=ROUND_HALF_EVEN)
"""Quotients of exact numbers: exact where 15 digits hold them, rounded half to even otherwise."""

_quotient = EXACT.divide
WIDE = Context(prec=400, rounding=ROUND_HALF_EVEN)
"""Products and differences of printed numbers, without any rounding."""

_ZERO = Decimal(0)
_LARGE = 1e11


class OutOfRangeError(ArithmeticError):
    """A result is too large to be computed, or too far from any number that was measured."""


def divide(number: Decimal, by: Decimal) -> Decimal:
    """Divide to 15 digits, rounded half to even.

    Raises:
        OutOfRangeError: The quotient is too large for a decimal number.
        DivisionByZero: ``by`` is zero, which the caller has to rule out.
    """
    try:
        return _quotient(number, by)
    except DivisionByZero:
        raise
    except Overflow as error:
        raise OutOfRangeError from error


def power(base: float, exponent: float) -> float:
    """Raise a number that is not negative to a power.

    Raises:
        OutOfRangeError: The result is too large for a float.
    """
    try:
        return float(base**exponent)
    except OverflowError as error:
        raise OutOfRangeError from error


def shown(number: float) -> Decimal:
    """Give a float as a decimal of 12 significant digits, rounded half to even.

    Raises:
        OutOfRangeError: It is infinite or no number.
    """
    if not isfinite(number):
        raise OutOfRangeError
    short = Decimal(f"{number:.12g}")
    if number >= _LARGE or -number >= _LARGE:
        return short + _ZERO  # turns 1E+12 into digits
    return short


def to_unit(value: Decimal, unit: Decimal) -> Decimal:
    """Round half to even to whole multiples of a power of ten (``0.1``), however large the value is."""
    return value.quantize(unit, context=WIDE)
