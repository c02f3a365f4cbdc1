"""What a method says about the trend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import isfinite

from hntrack.assess.case import Case
from hntrack.model.verdict import Reason

_ZERO = Decimal(0)
_LARGE = 1e11


class Pace:
    """A method's answer: a pace code, its own category, why, and what it computed.

    The attributes are those of :class:`~hntrack.model.verdict.Verdict`.
    """

    __slots__ = (
        "baseline",
        "buffer_days",
        "category",
        "code",
        "due_value_now",
        "flags",
        "numbers",
        "observed",
        "projected",
        "reached_on",
        "reasons",
    )

    def __init__(
        self,
        code: str,
        reasons: tuple[Reason, ...] = (),
        category: str = "",
        *,
        baseline: str | None = None,
        numbers: Mapping[str, Decimal] | None = None,
        flags: tuple[str, ...] = (),
    ) -> None:
        self.code = code
        self.reasons = reasons
        self.category = category
        self.baseline = baseline
        self.numbers = numbers
        self.flags = flags
        self.observed: Decimal | None = None
        self.projected: Decimal | None = None
        self.due_value_now: Decimal | None = None
        self.reached_on: date | None = None
        self.buffer_days: int | None = None


def not_assessable(*reasons: Reason, category: str = "", flags: tuple[str, ...] = ()) -> Pace:
    """The pace cannot be judged, and why."""
    return Pace("not_assessable", reasons, category, flags=flags)


def shown(number: float) -> Decimal:
    """Give a float as a decimal of 12 significant digits, rounded half to even.

    Raises:
        OverflowError: It is infinite or no number.
    """
    if not isfinite(number):
        raise OverflowError
    short = Decimal(f"{number:.12g}")
    return (
        short + _ZERO if number >= _LARGE or -number >= _LARGE else short
    )  # adding 0 turns 1E+12 into digits


def yes_or_no(case: Case) -> bool | None:
    """For an aim that is reached or not: whether it is; ``None`` for others and for one that nobody assessed."""
    if case.measure not in {"stage", "text"} or not case.qualitative:
        return None
    return case.met


def without_pace(case: Case, category: str = "") -> Pace | None:
    """Give the verdict of every method that needs a number that moves, where there is none.

    Args:
        case: What is judged.
        category: The method's own word for a value that is missing.
    """
    measure = case.measure
    if measure == "rank":
        return not_assessable(case.reason("rank_only_as_rank"))
    if case.latest is None or measure in {"stage", "text"}:
        code = "qualitative" if case.qualitative else "pace_no_measurement"
        return not_assessable(case.reason(code), category=category)
    return None
