"""A whole catalog, the questions every room asks of it, and parts of it: what was known on a day, what is near.

A :class:`Snapshot` is another type than the whole catalog, because only it can be judged: the whole one still holds
what was superseded, revised and withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from hntrack.classes import TYPE_CHECKING, Any, dataclass, field, replace
from hntrack.model.records import Act, Area, Claim, Indicator, Measurement, Named, Places, Source, Target
from hntrack.text.messages import Wording

if TYPE_CHECKING:
    from typing import Self

# Look-ups of what is the same on every day, and all in which no measurement stands.
_ALIKE = ("goal", "area", "unit", "act", "indicator", "alike")
_APART = ("goal", "area", "unit", "act", "indicator", "target", "targets_of", "source", "claim")


@dataclass(frozen=True, repr=False)
class Catalog:
    """Everything that is known, in the order of the files.

    Not slotted: the look-ups are made once, when first asked for.
    """

    id: str
    title: Wording
    goals: tuple[Named, ...] = ()
    areas: tuple[Area, ...] = ()
    units: tuple[Named, ...] = ()
    acts: tuple[Act, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    sources: tuple[Source, ...] = ()
    languages: tuple[str, ...] = ()
    """The languages that every text is in; empty: Vietnamese and English."""
    stale_after_days: int | None = None
    licence: Wording | None = None
    note: Wording | None = field(default=None, compare=False)
    replaced: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Measurement id → the id of the one that revised it, where :func:`~hntrack.model.catalog.snapshot` left it out."""
    places: Places = field(default_factory=dict, compare=False, repr=False)
    """Where the catalog's own fields stand, as every record knows it."""

    def __repr__(self) -> str:
        """Name it and count what it holds: the whole of it would fill a screen a hundred times."""
        held = ("indicators", "targets", "measurements", "sources")
        return f"<{type(self).__name__} {self.id}: {', '.join(f'{len(getattr(self, name))} {name}' for name in held)}>"

    @cached_property
    def known_sound(self) -> bool:
        """Whether somebody made sure that nothing in it contradicts itself: said of this very catalog, of no copy."""
        return False

    def set_known_sound(self) -> None:
        """Say that nothing in it contradicts itself."""
        self.__dict__["known_sound"] = True

    @cached_property
    def made_of(self) -> bytes:
        """One number for the bytes that it was read from: said of this very catalog, of no copy; empty: not known."""
        return b""

    def set_made_of(self, digest: bytes) -> None:
        """Say from which bytes it was read."""
        self.__dict__["made_of"] = digest

    def with_measurements(self, measurements: tuple[Measurement, ...], **more: Any) -> Self:
        """Give the same catalog with other measurements; the look-ups of all else are made once for both.

        Args:
            measurements: Those.
            more: Other fields of which the look-ups that no measurement stands in say nothing: ``replaced``.
        """
        for name in _APART:
            getattr(self, name)
        changed = replace(self, measurements=measurements, **more)
        changed.__dict__.update({name: self.__dict__[name] for name in _APART})
        return changed

    @cached_property
    def alike(self) -> frozenset[str]:
        """Ids of indicators that are called as another one of another area is."""
        areas: dict[Wording, set[str]] = {}
        for indicator in self.indicators:
            areas.setdefault(indicator.title, set()).add(indicator.area)
        return frozenset(one.id for one in self.indicators if len(areas[one.title]) > 1)

    @cached_property
    def goal(self) -> Mapping[str, Named]:
        """Goals by id."""
        return {goal.id: goal for goal in self.goals}

    @cached_property
    def area(self) -> Mapping[str, Area]:
        """Areas by id."""
        return {area.id: area for area in self.areas}

    @cached_property
    def unit(self) -> Mapping[str, Named]:
        """The catalog's own units by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def act(self) -> Mapping[str, Act]:
        """Acts by id."""
        return {act.id: act for act in self.acts}

    @cached_property
    def indicator(self) -> Mapping[str, Indicator]:
        """Indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def target(self) -> Mapping[str, Target]:
        """Targets by id."""
        return {target.id: target for target in self.targets}

    @cached_property
    def measurement(self) -> Mapping[str, Measurement]:
        """Measurements by id, revised and withdrawn ones included."""
        return {measurement.id: measurement for measurement in self.measurements}

    @cached_property
    def measurements_of(self) -> Mapping[str, list[Measurement]]:
        """Measurements by the id of their indicator, in the order of the files."""
        by_indicator: dict[str, list[Measurement]] = {}
        for measurement in self.measurements:
            by_indicator.setdefault(measurement.indicator, []).append(measurement)
        return by_indicator

    @cached_property
    def targets_of(self) -> Mapping[str, list[Target]]:
        """Targets by the id of their indicator, in the order of the files."""
        by_indicator: dict[str, list[Target]] = {}
        for target in self.targets:
            by_indicator.setdefault(target.indicator, []).append(target)
        return by_indicator

    @cached_property
    def chain_of(self) -> Mapping[str, tuple[Target, ...]]:
        """By the id of a target: all versions of its promise, each behind what it supersedes.

        Of one day the last of them is in force.
        """
        places: dict[str, tuple[str, int]] = {}  # the first of its chain, and how many came before
        for target in self.targets:
            trail: list[str] = []
            first, steps = target.id, -1
            above: Target | None = target
            while above is not None and above.id not in places:
                first = above.id
                trail.append(first)
                places[first] = first, 0  # so that what supersedes itself comes to an end
                above = self.target.get(above.supersedes or "")
            if above is not None and above.id not in trail:
                first, steps = places[above.id]
            places.update((name, (first, steps + step)) for step, name in enumerate(reversed(trail), 1))
        chains: dict[str, list[Target]] = {}
        for target in sorted(self.targets, key=lambda one: places[one.id][1]):
            chains.setdefault(places[target.id][0], []).append(target)
        whole = {first: tuple(chain) for first, chain in chains.items()}
        return {name: whole[first] for name, (first, _steps) in places.items()}

    def current_measurement(self, key: str) -> Measurement | None:
        """Give a measurement by its id, or the one that has replaced it since; ``None`` where none is left."""
        seen = set()
        while key in self.replaced and key not in seen:
            seen.add(key)
            key = self.replaced[key]
        return self.measurement.get(key)

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def claim(self) -> Mapping[str, tuple[Source, Claim]]:
        """Claims by ``source/claim``, each with its document."""
        return {
            f"{source.id}/{claim.id}": (source, claim) for source in self.sources for claim in source.claims
        }

    def published_on(self, fact: Target | Measurement) -> date:
        """The day from which a target or measurement counts as publicly known.

        A measurement's own ``published`` date wins over its document's.  What leads to no date (a citation of
        a page without one) counts as known since the day it was recorded, and failing that since ever.
        A revision or withdrawal without a date of its own is known from the day it was recorded, however old
        the document: until then everybody went by the earlier value.
        """
        if isinstance(fact, Measurement):
            if fact.published is not None:
                return fact.published
            if fact.revises is not None or fact.withdraws is not None:
                return max(self._document_on(fact), self.recorded_on(fact))
            return self._document_on(fact)
        found = self.claim.get(fact.claim)
        return found[0].published.known_on if found else date.min

    @cached_property
    def known_on(self) -> tuple[date, ...]:
        """The day from which each of the measurements is publicly known, in their order."""
        return tuple(map(self.published_on, self.measurements))

    def _document_on(self, fact: Measurement) -> date:
        """The day from which the document that a measurement rests on counts as known."""
        if fact.claim is not None:
            found = self.claim.get(fact.claim)
            return found[0].published.known_on if found else date.min
        source = self.source.get(fact.cited.source or "") if fact.cited is not None else None
        if source is not None:
            return source.published.known_on
        if fact.derived is not None:
            return self._derived_on(fact.id, fact.derived.from_)
        return self.recorded_on(fact)

    def _derived_on(self, key: str, parts: tuple[str, ...]) -> date:
        """The day on which the last of the parts became known.  Memoised: derived measurements can share inputs."""
        days = self._derived_days
        if key not in days:
            there = (self.measurement[part] for part in parts if part in self.measurement)
            days[key] = max((self.published_on(one) for one in there), default=date.min)
        return days[key]

    @cached_property
    def _derived_days(self) -> dict[str, date]:
        return {}

    @staticmethod
    def recorded_on(fact: Measurement) -> date:
        """The day a measurement was written down here; ``date.min`` where that was not recorded."""
        return date.fromisoformat(fact.recorded[:10]) if fact.recorded else date.min


_NOTHING = Catalog("", Wording("", ""))


@dataclass(frozen=True, repr=False)
class Snapshot(Catalog):
    """A catalog as it stood on a day.

    Its targets and measurements are the *current* ones: what was superseded, revised or withdrawn by that day is left
    out.  Its sources are those that were public.  Indicators, goals and areas stay.

    Attributes:
        day: The day.
        recorded_by: Only measurements that were recorded here by this day count, where it is given.
        whole: The catalog that it was taken of.
    """

    day: date = date.max
    recorded_by: date | None = None
    whole: Catalog = field(default=_NOTHING, compare=False, repr=False)

    @cached_property
    def public(self) -> Catalog:
        """Everything that was public on the day: what was superseded, revised and withdrawn by then, too.

        With the documents that targets and measurements name, even where these appeared later.
        """
        targets, measurements = (
            _targets(self.whole, self.day),
            _measurements(self.whole, self.day, self.recorded_by),
        )
        claims = [t.claim for t in targets] + [m.claim for m in measurements]
        named = {claim.partition("/")[0] for claim in claims if claim is not None}
        named |= {
            measurement.cited.source
            for measurement in measurements
            if measurement.cited is not None and measurement.cited.source is not None
        }
        sources = tuple(s for s in self.whole.sources if s.published.known_on <= self.day or s.id in named)
        return replace(self.whole, targets=targets, measurements=measurements, sources=sources)


def snapshot(whole: Catalog, day: date, recorded_by: date | None = None) -> Snapshot:
    """Take a snapshot of a catalog.

    Args:
        whole: Everything.
        day: Only what was published on or before this day.
        recorded_by: And, where given, only measurements recorded here on or before that day (what has no
            recorded day counts as recorded from the start).
    """
    measurements = _measurements(whole, day, recorded_by)
    own: dict[str, Any] = {
        "sources": tuple(source for source in whole.sources if source.published.known_on <= day),
        "targets": current_targets(_targets(whole, day)),
        "measurements": current_measurements(measurements),
        "replaced": {m.revises: m.id for m in measurements if m.revises is not None},
    }
    shared = {name: getattr(whole, name) for name in Catalog.__match_args__}
    made = Snapshot(**(shared | own), day=day, recorded_by=recorded_by, whole=whole)
    known = whole.__dict__
    made.__dict__.update({name: known[name] for name in _ALIKE if name in known})
    return made


def _targets(whole: Catalog, day: date) -> tuple[Target, ...]:
    return tuple(target for target in whole.targets if whole.published_on(target) <= day)


def _measurements(whole: Catalog, day: date, recorded_by: date | None) -> tuple[Measurement, ...]:
    public = tuple(m for m, known in zip(whole.measurements, whole.known_on, strict=True) if known <= day)
    if recorded_by is None:
        return public
    return tuple(m for m in public if whole.recorded_on(m) <= recorded_by)


def current_targets(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Leave out targets that another one of them supersedes, and withdrawals themselves."""
    replaced = {t.supersedes for t in targets if t.supersedes}
    return tuple(t for t in targets if t.id not in replaced and t.change != "withdrawn")


def current_measurements(measurements: tuple[Measurement, ...]) -> tuple[Measurement, ...]:
    """Leave out measurements that another one of them revises or withdraws, and withdrawals themselves."""
    replaced = {m.revises for m in measurements} | {m.withdraws for m in measurements}
    return tuple(m for m in measurements if m.id not in replaced and m.withdraws is None)


def near(catalog: Catalog, added: Iterable[Measurement], *, targets: bool = False) -> Catalog:
    """Give a catalog whose lists hold what is near to some measurements, and whose look-ups hold everything.

    Near are the measurements of the same indicators, and what the added ones follow from, through however many steps.
    So a check finds there what it would find of the added ones in the whole.

    Args:
        catalog: Everything, the added measurements included.
        added: These.
        targets: The targets of the same indicators are near as well.
    """
    added = tuple(added)
    names = {measurement.indicator for measurement in added}
    parts = set(_parts(catalog, added))
    small = replace(
        catalog,
        goals=(),
        units=(),
        acts=(),
        sources=(),
        indicators=tuple(indicator for indicator in catalog.indicators if indicator.id in names),
        targets=tuple(one for one in catalog.targets if one.indicator in names) if targets else (),
        measurements=tuple(m for m in catalog.measurements if m.indicator in names or m.id in parts),
    )
    small.__dict__.update({name: getattr(catalog, name) for name in (*_APART, "measurement")})
    small.__dict__["claim"] = _claims(catalog, small.measurements)
    return small


def _claims(catalog: Catalog, near_ones: Iterable[Measurement]) -> Mapping[str, tuple[Source, Claim]]:
    """Give the claims that measurements rest on; all, where one is missing, for what it may be a slip of."""
    names = {measurement.claim for measurement in near_ones if measurement.claim is not None}
    if not names <= catalog.claim.keys():
        return catalog.claim
    return {name: catalog.claim[name] for name in names}


def _parts(catalog: Catalog, added: Iterable[Measurement]) -> Iterator[str]:
    """Give the ids of all that measurements follow from."""
    seen: set[str] = set()
    waiting = [part for one in added if one.derived is not None for part in one.derived.from_]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        yield name
        part = catalog.measurement.get(name)
        if part is not None and part.derived is not None:
            waiting += part.derived.from_
