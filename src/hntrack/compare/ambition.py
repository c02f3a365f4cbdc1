"""Which of two promises is the harder one to keep."""

from __future__ import annotations

from decimal import Decimal

from hntrack.model.comparators import meaning
from hntrack.model.records import Indicator, Target

HARDER, EASIER, SAME, UNKNOWN = "harder", "easier", "same", "unknown"

_BY_DIRECTION = {"increase": 1, "decrease": -1}


def sense(indicator: Indicator, target: Target) -> int:
    """Give +1 where a higher number is the harder promise, -1 where a lower one is, 0 where nobody said."""
    return meaning(target.comparator).way or _BY_DIRECTION.get(indicator.direction or "", 0)


def of_numbers(indicator: Indicator, old: Target, new: Target) -> str:
    """Say whether the new target asks for more.

    Where the numbers are the same the comparator decides: "more than 50" asks for more than "at least 50",
    "exactly 50" for more than either.  An interval is harder when it shrinks, easier when it widens.
    """
    if old.value is None or new.value is None:
        return UNKNOWN
    way = sense(indicator, new)
    if way != sense(indicator, old):
        return UNKNOWN
    if old.value_high is not None and new.value_high is not None:
        return _of_intervals(way, (old.value, old.value_high), (new.value, new.value_high))
    moved = compare(old.value, new.value)
    if moved == 0:
        return word(_strictness(new) - _strictness(old))
    return word(moved * way) if way else UNKNOWN


def of_dates(old: Target, new: Target) -> str:
    """Say whether the new date is harder: sooner is, and any date is harder than none."""
    if old.due == new.due:
        return SAME
    if old.due is None:
        return HARDER
    return EASIER if new.due is None or new.due > old.due else HARDER


def of_stages(indicator: Indicator, old: str, new: str) -> tuple[int | None, str]:
    """Give how many stages the new one lies above the old one, and whether that is harder."""
    order = [stage.id for stage in indicator.stages]
    if old not in order or new not in order:
        return None, UNKNOWN
    steps = order.index(new) - order.index(old)
    return steps, word(steps)


def compare(old: Decimal, new: Decimal) -> int:
    """Give +1, 0 or -1 as the number went up, stayed or went down."""
    return (new > old) - (new < old)


def word(movement: int) -> str:
    """Turn a movement towards more (+) or less (-) effort into its word."""
    if movement == 0:
        return SAME
    return HARDER if movement > 0 else EASIER


def _strictness(target: Target) -> int:
    """Say how much of the values next to the bound a comparator leaves out: none, one side, both."""
    asked = meaning(target.comparator)
    return 2 if asked.asks == "point" else int(asked.strict)


def _of_intervals(way: int, old: tuple[Decimal, Decimal], new: tuple[Decimal, Decimal]) -> str:
    low, high = compare(old[0], new[0]), compare(old[1], new[1])
    if low == high == 0:
        return SAME
    if low >= 0 >= high:
        return HARDER
    if low <= 0 <= high:
        return EASIER
    return word(low * way) if way else UNKNOWN
