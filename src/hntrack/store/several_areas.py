"""Indicators and targets of several areas: one entry of a file, read as one record of each area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from hntrack.classes import NamedTuple
from hntrack.errors import declare, error
from hntrack.model.new_ids import id_of
from hntrack.model.records import Indicator, Target
from hntrack.store.node_kinds import Node
from hntrack.store.problem_collector import Faults

declare(
    "reading",
    {
        "areas-of-one": error(
            "The indicator {indicator} is of one area: 'areas' chooses among those of an indicator that has several.",
            "Take 'areas' away, or give the indicator its areas.",
        ),
        "area-not-of-indicator": error(
            "The indicator {indicator} is not about the area {area}.",
            "Use areas of the indicator: {known}.",
        ),
        "areas-one-measurement": error(
            "A target of several areas cannot start from the one measurement {id}.",
            "Write one target an area, each with its own {field}.",
        ),
    },
)

Areas = Mapping[tuple[str, str], tuple[tuple[str, ...], Node, Faults]]
"""Kind of record and id → its areas, its node, and where its faults are noted."""


class Spread(NamedTuple):
    """What was made; ``members``: id of an indicator and area → the id of the one of that area."""

    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    members: Mapping[tuple[str, str], str]


def spread(
    indicators: tuple[Indicator, ...], targets: tuple[Target, ...], areas: Areas, files: Mapping[str, Faults]
) -> Spread:
    """Make the records of each area; ids are those of the entry and the area, so that they stay."""
    spreading = _Spreading(areas, files, indicators, targets)
    return Spread(
        tuple(chain.from_iterable(map(spreading.members_of, indicators))),
        tuple(chain.from_iterable(map(spreading.targets_of, targets))),
        spreading.members,
    )


class _Spreading:
    """What is known of the areas of indicators and targets."""

    def __init__(
        self,
        areas: Areas,
        files: Mapping[str, Faults],
        indicators: tuple[Indicator, ...],
        targets: tuple[Target, ...],
    ) -> None:
        self.areas, self.files = areas, files
        self.of_indicator = {entry.id: self._areas("indicator", entry.id) for entry in indicators}
        self.members = {
            (name, area): id_of(name, area) for name, several in self.of_indicator.items() for area in several
        }
        self.of_target = {target.id: self._chosen(target) for target in targets}

    def _areas(self, record: str, name: str) -> tuple[str, ...]:
        noted = self.areas.get((record, name))
        return () if noted is None else noted[0]

    def _chosen(self, target: Target) -> tuple[str, ...]:
        """Give the areas that a target is judged for; none where its indicator is of one only."""
        known = self.of_indicator.get(target.indicator, ())
        noted = self.areas.get(("target", target.id))
        if noted is None:
            return known
        wanted, node, faults = noted
        if not known:
            faults.add("areas-of-one", node, indicator=target.indicator)
        for area in wanted if known else ():
            if area not in known:
                facts = {"indicator": target.indicator, "area": area, "known": ", ".join(known)}
                faults.add("area-not-of-indicator", node, **facts)
        return tuple(area for area in dict.fromkeys(wanted) if area in known)

    def members_of(self, indicator: Indicator) -> Iterator[Indicator]:
        """Give the indicators that an entry stands for."""
        several = self.of_indicator[indicator.id]
        if not several:
            yield indicator
        for area in several:
            stands_for = self.members.get((indicator.proxy_for or "", area), indicator.proxy_for)
            name = self.members[indicator.id, area]
            yield indicator._replace(id=name, area=area, proxy_for=stands_for)

    def targets_of(self, target: Target) -> Iterator[Target]:
        """Give the targets that an entry stands for."""
        chosen = self.of_target[target.id]
        if not chosen:
            yield target
            return
        self._refuse_one_measurement(target)
        for area in chosen:
            before = target.supersedes
            if before is not None and area in self.of_target.get(before, ()):
                before = id_of(before, area)
            member = self.members[target.indicator, area]
            yield target._replace(id=id_of(target.id, area), indicator=member, supersedes=before)

    def _refuse_one_measurement(self, target: Target) -> None:
        for field in ("baseline", "relative_to"):
            name = getattr(target, field)
            if name is not None:
                where = target.places[field]
                faults = self.files[where.file]
                faults.add_at("areas-one-measurement", where.line, where.column, id=name, field=field)
