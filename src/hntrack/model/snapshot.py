"""What was known on a day: documents and measurements that came later do not exist.

A :class:`Snapshot` is another type than the whole catalog, because only it can be judged: the whole one still holds
what was superseded, revised and withdrawn.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from hntrack.classes import Any, dataclass, field, replace
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Source, Target
from hntrack.text.messages import Wording

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
        "sources": _sources(whole, day),
        "targets": current_targets(_targets(whole, day)),
        "measurements": current_measurements(measurements),
        "replaced": {m.revises: m.id for m in measurements if m.revises is not None},
    }
    shared = {name: getattr(whole, name) for name in _SHARED}
    made = Snapshot(**(shared | own), day=day, recorded_by=recorded_by, whole=whole)
    known = whole.__dict__
    made.__dict__.update({name: known[name] for name in _ALIKE if name in known})
    return made


_SHARED = Catalog.__match_args__
_ALIKE = ("goal", "area", "unit", "act", "indicator", "alike")
"""Look-ups of what is the same on every day, which a snapshot has where the whole catalog has them."""


def _sources(whole: Catalog, day: date) -> tuple[Source, ...]:
    return tuple(source for source in whole.sources if source.published.known_on <= day)


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
