"""Subtract without rounding."""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

# The default context rounds to 28 digits, and a printed amount in single dong may have more.
_CONTEXT = Context(prec=5000, Emax=MAX_EMAX, Emin=MIN_EMIN)


def subtract(new: Decimal, old: Decimal) -> Decimal:
    """Give ``new`` less ``old``, exact to 5000 digits."""
    return _CONTEXT.subtract(new, old)
