"""The part of a catalog that added measurements can change: looking at it costs what they are, not what there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hntrack.classes import replace
from hntrack.model.catalog import Catalog
from hntrack.model.records import Claim, Measurement, Source

_LOOK_UPS = (
    "goal",
    "area",
    "unit",
    "act",
    "indicator",
    "target",
    "targets_of",
    "measurement",
    "source",
)


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
    for name in _LOOK_UPS:
        small.__dict__[name] = getattr(catalog, name)
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
