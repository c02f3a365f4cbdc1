"""What a target asks of a number: its bounds, resolved against a base where the promise is a relative one."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from hntrack.model.catalog import Catalog
from hntrack.model.codes import Comparator
from hntrack.model.comparators import meaning
from hntrack.model.records import Indicator, Measurement, Target

_HUNDRED, _ZERO = Decimal(100), Decimal(0)


class Bounds:
    """The bounds of a numeric target in the indicator's unit.

    Attributes:
        low, high: Bounds; ``None`` where that side is open.
        strict: The bound itself does not satisfy ("more than").
        base: The measurement that a relative target, or one that counts what is added, is resolved against.
        stretch: The far end of a range whose near end satisfies the promise already ("35 to 40%" of what should
            grow); ``None`` where there is none.
    """

    __slots__ = ("base", "high", "low", "stretch", "strict")

    def __init__(
        self,
        low: Decimal | None,
        high: Decimal | None,
        *,
        strict: bool,
        base: Measurement | None = None,
        stretch: Decimal | None = None,
    ) -> None:
        self.low = low
        self.high = high
        self.strict = strict
        self.base = base
        self.stretch = stretch

    @property
    def one_sided(self) -> bool:
        """Whether only one bound limits the value."""
        return self.low is None or self.high is None

    def met_by(self, value: Decimal) -> bool:
        """Whether a value satisfies the target."""
        if self.strict:
            return (self.low is None or value > self.low) and (self.high is None or value < self.high)
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def met_between(self, least: Decimal | None = None, most: Decimal | None = None) -> bool:
        """Whether a value between these two could satisfy the target; without them none could."""
        if least is None or most is None:
            return False
        return (self.low is None or most >= self.low) and (self.high is None or least <= self.high)

    def gap(self, value: Decimal) -> Decimal:
        """What is missing: positive outside the bounds, zero at one, negative inside."""
        if self.low is None:
            assert self.high is not None
            return value - self.high
        if self.high is None:
            return self.low - value
        return max(self.low - value, value - self.high)

    def aim(self, value: Decimal) -> tuple[Decimal, int]:
        """Give the bound that a value has to reach or has nearest, and the way there: 1 upwards, -1 downwards."""
        if self.low is None:
            assert self.high is not None
            return self.high, -1
        if self.high is None or self.low - value >= value - self.high:
            return self.low, 1
        return self.high, -1


def bounds_of(catalog: Catalog, target: Target, first: Measurement | None) -> Bounds | None:
    """Resolve a target's value.

    Args:
        catalog: As known on the day of judging.
        target: Any target.
        first: The indicator's earliest measurement, from which "further" counts where no baseline is named;
            ``None`` where there is no second one that could have come after it.

    Returns:
        ``None`` for an aim without a number, where a relative target's base is not (or no longer) known, and where
        it is zero or negative: a percentage of it says nothing.
    """
    low = target.value
    if low is None:
        return None
    high = target.value_high
    base = None
    if target.relative_to is not None:
        base = catalog.current_measurement(target.relative_to)
        if base is None or base.value is None or base.value <= _ZERO:
            return None
        low = _changed(base.value, low)
        high = None if high is None else _changed(base.value, high)
    elif target.further:
        base = catalog.current_measurement(target.baseline) if target.baseline else first
        if base is None or base.value is None:
            return None
        low = base.value + low
        high = None if high is None else base.value + high
    return _bounds(catalog.indicator[target.indicator], target.comparator, low, high, base)


def base_is_undefined(catalog: Catalog, target: Target) -> bool:
    """Whether a target is a percentage of a value that is zero or negative."""
    base = catalog.current_measurement(target.relative_to) if target.relative_to is not None else None
    return base is not None and base.value is not None and base.value <= _ZERO


def _changed(base: Decimal, percent: Decimal) -> Decimal:
    return base * (_HUNDRED + percent) / _HUNDRED


def _bounds(
    indicator: Indicator, comparator: Comparator, low: Decimal, high: Decimal | None, base: Measurement | None
) -> Bounds | None:
    asked = meaning(comparator)
    match asked.asks:
        case "bound" if asked.way > 0:
            return Bounds(low, None, strict=asked.strict, base=base, stretch=high)
        case "bound":
            return Bounds(None, low, strict=asked.strict, base=base)
        case "point":
            return Bounds(low, low, strict=False, base=base)
        case "interval":
            return None if high is None else _range(indicator, min(low, high), max(low, high), base)
        case "words":
            return None
        case _:
            assert_never(asked.asks)


def _range(indicator: Indicator, low: Decimal, high: Decimal, base: Measurement | None) -> Bounds:
    """A range is satisfied from its near end on, where one direction is better; else it is an interval."""
    if indicator.direction == "increase":
        return Bounds(low, None, strict=False, base=base, stretch=high)
    if indicator.direction == "decrease":
        return Bounds(None, high, strict=False, base=base, stretch=low)
    return Bounds(low, high, strict=False, base=base)
