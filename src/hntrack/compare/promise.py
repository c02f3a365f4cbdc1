"""Every way in which one target differs from another version of it, and one set of targets from another.

Of two promises, one may be the harder one to keep.  Numbers are subtracted without rounding.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from functools import cached_property
from typing import Generic, TypeVar

from hntrack.model.catalog import Catalog
from hntrack.model.codes import meaning
from hntrack.model.records import Claim, Indicator, Measurement, Source, Target
from hntrack.text.periods import Period

Record = TypeVar("Record")


def pair(
    left: Sequence[Record], right: Sequence[Record], keys: Iterable[Callable[[Record], Hashable | None]]
) -> tuple[tuple[Record | None, Record | None], ...]:
    """Pair the records of two sets.

    Args:
        left: The one set.
        right: The other.
        keys: Ways to recognise a record, the surest first; ``None`` as a key pairs with nothing.  Records
            that share a key are paired in their order.

    Returns:
        Every record once: pairs and lonely left ones in the order of ``left``, then the lonely right ones.
    """
    partner: dict[int, int] = {}
    for key in keys:
        taken = set(partner.values())
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for place, record in enumerate(right):
            if place not in taken and (found := key(record)) is not None:
                waiting[found].append(place)
        for place, record in enumerate(left):
            queue = None if place in partner else waiting.get(key(record))
            if queue:
                partner[place] = queue.popleft()
    pairs = ((record, partner.get(place)) for place, record in enumerate(left))
    lonely = set(range(len(right))) - set(partner.values())
    return (
        *((record, None if place is None else right[place]) for record, place in pairs),
        *((None, right[place]) for place in sorted(lonely)),
    )


def target_roots(*catalogs: Catalog) -> Mapping[str, str]:
    """Give, for every target id, the first promise of the chain that ``supersedes`` makes."""
    return _roots((target.id, target.supersedes) for catalog in catalogs for target in catalog.targets)


def measurement_roots(*catalogs: Catalog) -> Mapping[str, str]:
    """Give, for every measurement id, the first record of its chain of revisions and withdrawals."""
    return _roots(
        (measurement.id, measurement.revises or measurement.withdraws)
        for catalog in catalogs
        for measurement in catalog.measurements
    )


def _roots(links: Iterable[tuple[str, str | None]]) -> Mapping[str, str]:
    parents: dict[str, str | None] = {}
    for one, parent in links:
        parents[one] = parents.get(one) or parent
    roots: dict[str, str] = {}
    for first in parents:
        trail: dict[str, None] = {}
        last = first
        above: str | None = first
        while above and above not in trail and above not in roots:
            trail[above] = None
            last, above = above, parents.get(above)
        roots.update(dict.fromkeys(trail, roots.get(above or "", last)))
    return roots


def by_root(roots: Mapping[str, str]) -> Callable[[Target | Measurement], str]:
    """Make the key that recognises a later version of the same record."""
    return lambda record: roots.get(record.id, record.id)


Whole = TypeVar("Whole", bound=Catalog)


@dataclass(frozen=True)
class Slices(Generic[Whole]):
    """A catalog, ready to be asked for the part about a few indicators.

    Comparing many verdicts means looking at the measurements of each; cut to size first, that costs the size of
    the series and not of the catalog.
    """

    catalog: Whole

    @cached_property
    def _proxies(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for indicator in self.catalog.indicators:
            if indicator.proxy_for is not None:
                found[indicator.proxy_for].append(indicator.id)
        return found

    def about(self, targets: Iterable[Target]) -> Whole:
        """Give the catalog of what bears on these targets; of a snapshot, a snapshot.

        That is: their indicators and what stands in for these, all targets and measurements of them, the
        measurements that the targets name, and the documents in which all this is said.
        """
        asked = tuple(targets)
        own = dict.fromkeys(t.indicator for t in asked)
        wide = dict.fromkeys([*own, *(proxy for one in own for proxy in self._proxies.get(one, ()))])
        kept = tuple(t for one in own for t in self.catalog.targets_of.get(one, ()))
        measured = {m.id: m for one in wide for m in self.catalog.measurements_of.get(one, ())}
        for named in _named(asked, measured.values()):
            found = self.catalog.current_measurement(named)
            if found is not None:
                measured[found.id] = found
        wide.update(dict.fromkeys(m.indicator for m in measured.values()))
        return replace(
            self.catalog,
            indicators=tuple(self.catalog.indicator[one] for one in wide if one in self.catalog.indicator),
            targets=kept,
            measurements=tuple(measured.values()),
            sources=self._sources(kept, measured.values()),
        )

    def _sources(
        self, targets: Collection[Target], measurements: Collection[Measurement]
    ) -> tuple[Source, ...]:
        """The documents in which these stand, each with the claims that state them and no others."""
        claims: dict[str, list[Claim]] = {}
        for key in (*(t.claim for t in targets), *(m.claim for m in measurements)):
            found = self.catalog.claim.get(key or "")
            if found is not None:
                claims.setdefault(found[0].id, []).append(found[1])
        for measurement in measurements:
            cited = measurement.cited.source if measurement.cited is not None else None
            if cited is not None and cited in self.catalog.source:
                claims.setdefault(cited, [])
        return tuple(self.catalog.source[one]._replace(claims=tuple(own)) for one, own in claims.items())


def _named(targets: Iterable[Target], measurements: Iterable[Measurement]) -> list[str]:
    bases = [one for t in targets for one in (t.baseline, t.relative_to) if one is not None]
    return bases + [part for m in measurements if m.derived is not None for part in m.derived.from_]


# The default context rounds to 28 digits, and a printed amount in single dong may have more.
_CONTEXT = Context(prec=5000, Emax=MAX_EMAX, Emin=MIN_EMIN)


def subtract(new: Decimal, old: Decimal) -> Decimal:
    """Give ``new`` less ``old``, exact to 5000 digits."""
    return _CONTEXT.subtract(new, old)


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
    moved = moved_by(old.value, new.value)
    if moved == 0:
        return effort(_strictness(new) - _strictness(old))
    return effort(moved * way) if way else UNKNOWN


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
    return steps, effort(steps)


def moved_by(old: Decimal, new: Decimal) -> int:
    """Give +1, 0 or -1 as the number went up, stayed or went down."""
    return (new > old) - (new < old)


def effort(movement: int) -> str:
    """Turn a movement towards more (+) or less (-) effort into its word."""
    if movement == 0:
        return SAME
    return HARDER if movement > 0 else EASIER


def _strictness(target: Target) -> int:
    """Say how much of the values next to the bound a comparator leaves out: none, one side, both."""
    asked = meaning(target.comparator)
    return 2 if asked.asks == "point" else int(asked.strict)


def _of_intervals(way: int, old: tuple[Decimal, Decimal], new: tuple[Decimal, Decimal]) -> str:
    low, high = moved_by(old[0], new[0]), moved_by(old[1], new[1])
    if low == high == 0:
        return SAME
    if low >= 0 >= high:
        return HARDER
    if low <= 0 <= high:
        return EASIER
    return effort(low * way) if way else UNKNOWN


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

    def change(self, kind: str, ambition_word: str = UNKNOWN) -> TargetChange:
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
        found.append(two.change("reworded", SAME))
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
    steps, word = of_stages(two.indicators[1], old, new)
    if steps is None:
        yield two.change("redefined")
        return
    kind = "raised" if word == HARDER else "lowered"
    yield TargetChange(
        kind, two.new.indicator, two.old, two.new, Decimal(steps), measured_in="stages", ambition=word
    )


def _numbers(two: _Two, old: Decimal, new: Decimal) -> Iterator[TargetChange]:
    moved = moved_by(old, new) or _moved_above(two)
    word = of_numbers(two.indicators[1], two.old, two.new)
    same_number = moved == 0 and two.old.value_high == two.new.value_high
    same_sense = sense(two.indicators[0], two.old) == sense(two.indicators[1], two.new)
    if same_number and two.old.comparator == two.new.comparator:
        return
    raised = {HARDER: True, EASIER: False}.get(word, moved > 0)
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
    return 0 if difference is None else moved_by(Decimal(0), difference)


def _due(two: _Two) -> Iterator[TargetChange]:
    old, new = two.old.due, two.new.due
    if old == new:
        return
    word = of_dates(two.old, two.new)
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
        yield two.change("redefined", HARDER if two.new.hold == "every_year" else EASIER)
    elif old.direction != new.direction:
        yield two.change("redefined")
    if two.old.baseline != two.new.baseline:
        yield two.change("baseline_changed")


def _words(catalog: Catalog, target: Target) -> tuple[object, ...]:
    """The promise in words: our own, and as printed."""
    found = catalog.claim.get(target.claim)
    return target.stated, found[1].as_printed if found else None


def pair_targets(
    before: Catalog, after: Catalog, roots: Mapping[str, str]
) -> tuple[tuple[Target | None, Target | None], ...]:
    """Pair the targets of two catalogs: by id, then along ``supersedes``, then by indicator and milestone."""
    return pair(before.targets, after.targets, (_by_id, by_root(roots), by_indicator_and_due))


def target_changes(
    before: Catalog, after: Catalog, *, all_before: Catalog | None = None, all_after: Catalog | None = None
) -> tuple[TargetChange, ...]:
    """Compare the targets of two catalogs, or of one catalog on two days.

    Args:
        before: The targets that stand on the one side (:func:`~hntrack.model.catalog.known`).
        after: Those of the other.
        all_before: Everything, superseded targets included; needed to follow a chain of them.
        all_after: The same for the other side; needed to tell ``withdrawn`` from ``dropped``.
    """
    wide_before, wide_after = all_before or before, all_after or after
    withdrawn = {t.supersedes for t in wide_after.targets if t.change == "withdrawn"}
    found: list[TargetChange] = []
    for old, new in pair_targets(before, after, target_roots(wide_before, wide_after)):
        if old is not None and new is not None:
            found.extend(changes_between(before, after, old, new))
        elif old is not None:
            kind = "withdrawn" if old.id in withdrawn else "dropped"
            found.append(TargetChange(kind, old.indicator, old, None))
        elif new is not None:
            found.append(TargetChange("new", new.indicator, None, new))
    return tuple(found)


def milestone_changes(catalog: Catalog, left: Period, right: Period) -> tuple[TargetChange, ...]:
    """Compare what is due in one period with what is due in another, indicator by indicator.

    A promise without a sibling is ``only_left`` or ``only_right``: it was neither dropped nor added.
    """
    sides = [
        [t for t in catalog.targets if t.due is not None and period.start <= t.due <= period.end]
        for period in (left, right)
    ]
    keys = (_by_id, _by_indicator_and_comparator, _by_indicator)
    return side_by_side(catalog, sides[0], sides[1], keys, ignoring=("due", "wording"))


def side_by_side(
    catalog: Catalog,
    left: Sequence[Target],
    right: Sequence[Target],
    keys: Iterable[Callable[[Target], Hashable | None]],
    *,
    ignoring: tuple[str, ...],
) -> tuple[TargetChange, ...]:
    """Compare two sets of one catalog's targets, paired by ``keys`` as :func:`pair` does.

    A promise without a sibling is ``only_left`` or ``only_right``; ``ignoring`` as in :func:`changes_between`.
    """
    found: list[TargetChange] = []
    for old, new in pair(left, right, keys):
        if old is not None and new is not None:
            found.extend(changes_between(catalog, catalog, old, new, ignoring=ignoring))
        elif old is not None:
            found.append(TargetChange("only_left", old.indicator, old, None))
        elif new is not None:
            found.append(TargetChange("only_right", new.indicator, None, new))
    return tuple(found)


def _by_id(target: Target) -> str:
    return target.id


def _by_indicator(target: Target) -> str:
    return target.indicator


def _by_indicator_and_comparator(target: Target) -> tuple[str, str]:
    return target.indicator, target.comparator


def by_indicator_and_due(target: Target) -> tuple[str, date | None]:
    """Recognise a target by what it is about and when it is due, for :func:`pair`."""
    return target.indicator, target.due
