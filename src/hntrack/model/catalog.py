"""A whole catalog, and the questions every room asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from hntrack.classes import TYPE_CHECKING, Any, dataclass, field, replace
from hntrack.model.records import Act, Area, Claim, Indicator, Measurement, Named, Places, Source, Target
from hntrack.text.messages import Wording

if TYPE_CHECKING:
    from typing import Self

# Look-ups in which no measurement stands.
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
    """Measurement id → the id of the one that revised it, where :func:`~hntrack.model.snapshot.known` left it out."""
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
