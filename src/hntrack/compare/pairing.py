"""Find which record of one set is the other's version of it, and the part of a catalog that bears on a promise."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

from hntrack.model.catalog import Catalog
from hntrack.model.records import Claim, Measurement, Source, Target

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
