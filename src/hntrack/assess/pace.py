"""What a method says about the trend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hntrack.assess.case import Case
from hntrack.assess.certainty import BOUNDS, UNSETTLED
from hntrack.model.codes import Pace as PaceCode
from hntrack.model.verdict import Reason


class Pace(NamedTuple):
    """A method's answer: a pace code, why, its own category, and what it computed.

    The fields are those of :class:`~hntrack.model.verdict.Verdict`.
    """

    code: PaceCode
    reasons: tuple[Reason, ...] = ()
    category: str = ""
    baseline: str | None = None
    numbers: Mapping[str, Decimal] | None = None
    flags: tuple[str, ...] = ()
    observed: Decimal | None = None
    projected: Decimal | None = None
    due_value_now: Decimal | None = None
    reached_on: date | None = None
    buffer_days: int | None = None


def not_assessable(*reasons: Reason, category: str = "", flags: tuple[str, ...] = ()) -> Pace:
    """The pace cannot be judged, and why."""
    return Pace("not_assessable", reasons, category, None, None, flags)


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
        return not_assessable(_nothing(case), category=category)
    if case.series.mixed:
        return not_assessable(case.reason("nature_unknown"), category=category)
    return None


def _nothing(case: Case) -> Reason:
    if case.qualitative:
        return case.reason("qualitative")
    return case.why_unfit() if case.unfit else case.reason("pace_no_measurement")


def without_figure(case: Case, category: str = "") -> Pace | None:
    """As :func:`without_pace`, for the published methods: they need figures, not bounds, and know no sums.

    Args:
        case: What is judged.
        category: The method's own word for a value that is missing.
    """
    refusal = without_pace(case, category)
    if refusal is not None or case.latest is None:
        return refusal
    if case.so_far is not None:
        return not_assessable(case.reason("whole_not_known"), category=category)
    if case.bounds is None and case.unfit:
        return not_assessable(case.why_unfit(), category=category)
    if case.latest.qualifier in BOUNDS or case.certainty == UNSETTLED:
        return not_assessable(case.reason("bound_value_no_pace"), category=category)
    return None
