"""Exact arithmetic on curated numbers, and how messages show them."""

from __future__ import annotations

from decimal import Context, Decimal

# Curated numbers have at most 30 digits and scales 12 more: nothing is rounded before we round it ourselves.
EXACT = Context(prec=100)


def plain(value: Decimal | None) -> str:
    """Give a number as the files write it; a dash where there is none."""
    return "—" if value is None else format(value, "f")
