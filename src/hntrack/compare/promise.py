"""Every way in which one target differs from another version of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hntrack.compare import ambition
from hntrack.compare.exact import subtract
from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Target

TARGET_CHANGES = (
    "new",
    "dropped",
    "withdrawn",
    "raised",
    "lowered",
    "brought_forward",
    "postponed",
    "dated",
    "undated",
    "comparator_changed",
    "redefined",
    "area_changed",
    "baseline_changed",
    "reworded",
    "only_left",
    "only_right",
)


@dataclass(frozen=True, slots=True)
class TargetChange:
    """One typed change of a promise; a promise that changed in two ways gives two of them.

    Attributes:
        kind: One of :data:`TARGET_CHANGES`.  ``raised`` and ``lowered`` speak of the ambition where the
            comparator or the indicator's direction settles it, otherwise of the number.
        indicator: Id; the new target's, where there is one.
        old, new: The two targets; ``None`` where there is none.
        difference: New less old: in the indicator's unit, in days (``measured_in`` is ``days``) or in stages.
        difference_high: The same for the upper bound of an interval.
        measured_in: ``value``, ``days``, ``stages``, or empty where there is no difference.
        number: Where the number itself moved: ``up``, ``down``, ``same``, or empty where there is none.
        ambition: ``harder``, ``easier``, ``same`` or ``unknown``; empty where there is one target only.
    """

    kind: str
    indicator: str
    old: Target | None
    new: Target | None
    difference: Decimal | None = None
    difference_high: Decimal | None = None
    measured_in: str = ""
    number: str = ""
    ambition: str = ""

    @property
    def target(self) -> Target:
        """The newer of the two targets, or the only one."""
        found = self.new or self.old
        assert found is not None, "a change has a target"
        return found


@dataclass(frozen=True, slots=True)
class _Two:
    """Two versions of a promise, each with its catalog."""

    before: Catalog
    after: Catalog
    old: Target
    new: Target

    @property
    def indicators(self) -> tuple[Indicator, Indicator]:
        return self.before.indicator[self.old.indicator], self.after.indicator[self.new.indicator]

    def change(self, kind: str, ambition_word: str = ambition.UNKNOWN) -> TargetChange:
        return TargetChange(kind, self.new.indicator, self.old, self.new, ambition=ambition_word)


def changes_between(
    before: Catalog, after: Catalog, old: Target, new: Target, ignoring: tuple[str, ...] = ()
) -> tuple[TargetChange, ...]:
    """Name every way in which one target differs from another version of it.

    Args:
        before: The catalog of ``old``.
        after: The catalog of ``new``; may be the same.
        old: A target.
        new: Another version of it.
        ignoring: What does not count: ``due`` between two milestones, ``wording`` between two documents.

    Returns:
        The changes, what is asked for first, then when, then the rest; empty where both promise the same.
    """
    two = _Two(before, after, old, new)
    found = [*_asked(two), *(() if "due" in ignoring else _due(two)), *_terms(two)]
    if not found and "wording" not in ignoring and _words(before, old) != _words(after, new):
        found.append(two.change("reworded", ambition.SAME))
    return tuple(found)


def _asked(two: _Two) -> Iterator[TargetChange]:
    """What is asked for: stage, number or comparator."""
    old, new = two.old, two.new
    if _terms_of_value(old) != _terms_of_value(new) or _measured_differently(*two.indicators):
        yield two.change("redefined")
    elif old.stage is not None and new.stage is not None:
        yield from _stages(two, old.stage, new.stage)
    elif old.value is not None and new.value is not None:
        yield from _numbers(two, old.value, new.value)


def _terms_of_value(target: Target) -> tuple[object, ...]:
    """What must agree before two values may be subtracted."""
    return target.value is None, target.stage is None, target.further, target.relative_to


def _measured_differently(old: Indicator, new: Indicator) -> bool:
    renamed = old.id != new.id and old.title != new.title
    return renamed or (old.measure, old.unit, old.scale) != (new.measure, new.unit, new.scale)


def _stages(two: _Two, old: str, new: str) -> Iterator[TargetChange]:
    if old == new:
        return
    steps, word = ambition.of_stages(two.indicators[1], old, new)
    if steps is None:
        yield two.change("redefined")
        return
    kind = "raised" if word == ambition.HARDER else "lowered"
    yield TargetChange(
        kind, two.new.indicator, two.old, two.new, Decimal(steps), measured_in="stages", ambition=word
    )


def _numbers(two: _Two, old: Decimal, new: Decimal) -> Iterator[TargetChange]:
    moved = ambition.compare(old, new) or _moved_above(two)
    word = ambition.of_numbers(two.indicators[1], two.old, two.new)
    same_number = moved == 0 and two.old.value_high == two.new.value_high
    same_sense = ambition.sense(two.indicators[0], two.old) == ambition.sense(two.indicators[1], two.new)
    if same_number and two.old.comparator == two.new.comparator:
        return
    raised = {ambition.HARDER: True, ambition.EASIER: False}.get(word, moved > 0)
    kind = "raised" if raised else "lowered"
    if same_number or not same_sense or (two.old.value_high is None) != (two.new.value_high is None):
        kind = "comparator_changed"
    yield TargetChange(
        kind,
        two.new.indicator,
        two.old,
        two.new,
        difference=subtract(new, old),
        difference_high=_difference_above(two),
        measured_in="value",
        number={1: "up", 0: "same", -1: "down"}[moved],
        ambition=word,
    )


def _difference_above(two: _Two) -> Decimal | None:
    high, low = two.new.value_high, two.old.value_high
    return None if high is None or low is None else subtract(high, low)


def _moved_above(two: _Two) -> int:
    difference = _difference_above(two)
    return 0 if difference is None else ambition.compare(Decimal(0), difference)


def _due(two: _Two) -> Iterator[TargetChange]:
    old, new = two.old.due, two.new.due
    if old == new:
        return
    word = ambition.of_dates(two.old, two.new)
    if old is None or new is None:
        yield two.change("dated" if old is None else "undated", word)
        return
    kind = "postponed" if new > old else "brought_forward"
    days = Decimal((new - old).days)
    yield TargetChange(kind, two.new.indicator, two.old, two.new, days, measured_in="days", ambition=word)


def _terms(two: _Two) -> Iterator[TargetChange]:
    """The small print: for whom, from where, how long."""
    old, new = two.indicators
    if old.area != new.area:
        yield two.change("area_changed")
    if two.old.hold != two.new.hold:
        yield two.change("redefined", ambition.HARDER if two.new.hold == "every_year" else ambition.EASIER)
    elif old.direction != new.direction:
        yield two.change("redefined")
    if two.old.baseline != two.new.baseline:
        yield two.change("baseline_changed")


def _words(catalog: Catalog, target: Target) -> tuple[object, ...]:
    """The promise in words: our own, and as printed."""
    found = catalog.claim.get(target.claim)
    return target.stated, found[1].as_printed if found else None
