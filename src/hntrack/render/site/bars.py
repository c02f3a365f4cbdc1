"""A bullet bar as the numbers that the drawing in a page needs, in hundredths of its length."""

from __future__ import annotations

from decimal import Decimal

from hntrack.report.bullets import Bullet
from hntrack.report.chart_words import tick_label

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


def bar_of(drawn: Bullet | None, lang: str) -> dict[str, str] | None:
    """Give the places of a target's bar, and the labels of its two ends; ``None`` where there is no bar."""
    if drawn is None:
        return None
    bounds = [one for one in (drawn.wanted_from, drawn.wanted_to) if 0 < one < 1]
    return {
        "value": _place(drawn.reached),
        "from": _place(drawn.wanted_from),
        "to": _place(drawn.wanted_to),
        "due": _place(drawn.due_now) if drawn.due_now is not None else "",
        "bound": _place(bounds[0]) if bounds else "",
        "left": tick_label(drawn.left, lang),
        "right": tick_label(drawn.right, lang),
    }


def _place(fraction: Decimal | None) -> str:
    if fraction is None:
        return "0"
    hundredths = min(max(fraction * _HUNDRED, Decimal(0)), _HUNDRED)
    return format(hundredths.quantize(_TENTH), "f").removesuffix(".0")
