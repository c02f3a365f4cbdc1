"""The small part of a large catalog that bears on one promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

from hntrack.model.catalog import Catalog
from hntrack.model.records import Claim, Measurement, Source, Target

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
