"""What each comparator asks of a value: said once, so that a new one is one branch here."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, assert_never

from hntrack.model.codes import COMPARATORS, Comparator, Measure

_BY_SIZE: tuple[Measure, ...] = ("share", "count", "amount", "index")
_WITH_RANKS: tuple[Measure, ...] = (*_BY_SIZE, "rank")


class Meaning(NamedTuple):
    """What a comparator asks.

    Attributes:
        asks: For a ``bound`` on one side, an ``interval``, a ``point``, or something in ``words`` without a number.
        measures: The measures that can answer.
        way: +1 where a higher number asks for more, -1 where a lower one does, 0 where the indicator's direction says.
        strict: The bound itself does not satisfy.
        sign: How people write it before the number.
    """

    asks: Literal["bound", "interval", "point", "words"]
    measures: tuple[Measure, ...]
    way: Literal[-1, 0, 1] = 0
    strict: bool = False
    sign: str = ""


@cache
def meaning(comparator: Comparator) -> Meaning:  # noqa: PLR0911  (one branch a comparator)
    """Say what a comparator asks."""
    match comparator:
        case "more_than":
            return Meaning("bound", _BY_SIZE, 1, strict=True, sign="> ")
        case "at_least":
            return Meaning("bound", _BY_SIZE, 1, sign="≥ ")
        case "less_than":
            return Meaning("bound", _BY_SIZE, -1, strict=True, sign="< ")
        case "at_most":
            return Meaning("bound", _BY_SIZE, -1, sign="≤ ")
        case "between":
            return Meaning("interval", _WITH_RANKS)
        case "exactly":
            return Meaning("point", _WITH_RANKS, sign="= ")
        case "within_top":
            return Meaning("bound", ("rank",), -1)
        case "reaches":
            return Meaning("words", ("stage",))
        case "text":
            return Meaning("words", ("text",))
        case _:
            assert_never(comparator)


def comparators_of(measure: Measure) -> tuple[Comparator, ...]:
    """Give the comparators that ask something that a measure can answer."""
    return tuple(comparator for comparator in COMPARATORS if measure in meaning(comparator).measures)
