"""Where a target stands and how fast it moves: no verdict without its inputs, method and reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.classes import NamedTuple
from hntrack.model.codes import Pace, Standing

Fact = Decimal | date | str | int

_NO_NUMBERS: Mapping[str, Decimal] = MappingProxyType({})
_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})

PERIODS = frozenset({"period", "base_period", "earlier_period", "since", "until", "whole", "later_period"})
"""Facts of reasons that are periods, in the form of the files."""


class Reason(NamedTuple):
    """Why: a code of the report's sentence table, and the facts that the sentence names."""

    code: str
    facts: Mapping[str, Fact] = _NO_FACTS


class Verdict(NamedTuple):
    """The answer to "is it kept?" (standing) and "will it be?" (pace) for one target by one method.

    Attributes:
        target: Target id.
        method, version: Which method of which version judged.
        standing: One of :data:`~hntrack.model.codes.STANDINGS`.
        pace: One of :data:`~hntrack.model.codes.PACES`.
        category: The method's own word for it (``substantial_progress``, ``sun``); empty where it has none.
        reasons: Why, the most telling first; never empty.
        latest, baseline: Ids of the measurements used, ``None`` where there is none.
        gap: What is missing to the target in the indicator's unit: positive while not met, zero or negative
            once met; places to climb for a rank.
        judged: Id of the measurement that the standing rests on, where that is another one than the latest: after
            the due date the one that reaches it; of what had to hold every year, the first that did not.
        required_pace: Change a year in the unit, signed as the value moves, that is needed from the day of judging
            on if nothing has moved since the latest measurement.  For a mean over a period: the mean that is needed
            of what is left of it.
        required_pace_since_latest: The same from the end of the latest measurement's period on.
        observed_pace: Change a year so far, signed as the value moves.
        projected: Value at the due date at the observed pace.
        due_value_now: Value due on the trajectory at the date of the latest measurement.
        reached_on: Day the target is reached at the observed pace; of a missed promise, the end of the first later
            period in which it was.
        buffer_days: How long, from the day of judging on, the value may stand still before it falls below the
            trajectory; negative where it should have been reached before.
        numbers: What else the method computed (``ratio``, ``score``, ``cagr``), by name.
        flags: ``approximate``, ``bound_only``, ``stale``, ``provisional``, ``zero_replaced``, …
    """

    target: str
    method: str
    version: str
    standing: Standing
    pace: Pace
    reasons: tuple[Reason, ...]
    category: str = ""
    latest: str | None = None
    baseline: str | None = None
    gap: Decimal | None = None
    required_pace: Decimal | None = None
    observed_pace: Decimal | None = None
    projected: Decimal | None = None
    due_value_now: Decimal | None = None
    reached_on: date | None = None
    buffer_days: int | None = None
    numbers: Mapping[str, Decimal] = _NO_NUMBERS
    flags: tuple[str, ...] = ()
    judged: str | None = None
    required_pace_since_latest: Decimal | None = None
