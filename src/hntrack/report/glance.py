"""Where all promises stand, counted once for every place that says so, and whether they can be judged at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from types import MappingProxyType

from hntrack.classes import Literal, NamedTuple, get_args
from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Target
from hntrack.model.verdict import Verdict

Outcome = Literal[
    "kept", "met", "on_track", "nearly", "behind", "missed", "broken", "unsettled", "not_judged"
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""What became of a promise, best first: each promise is exactly one of these."""

Why = Literal["no_pace", "no_measurement", "not_assessed", "due_not_assessed", "no_date"]
WHYS: tuple[Why, ...] = get_args(Why)
"""Why a promise cannot be judged: each that is ``not_judged`` is exactly one of these."""

Need = Literal["number", "date", "baseline", "source"]
NEEDS: tuple[Need, ...] = get_args(Need)
"""What judging a promise needs: a number, a date, a value to start from, and somebody who measures."""

Judged = Sequence[tuple[Target, Verdict]]

_BY_STANDING: MappingProxyType[str, Outcome] = MappingProxyType(
    {"kept": "kept", "met": "met", "missed": "missed", "broken": "broken", "unsettled": "unsettled"}
)
_BY_PACE: MappingProxyType[str, Outcome] = MappingProxyType(
    {
        "met": "met",
        "on_track": "on_track",
        "nearly": "nearly",
        "behind": "behind",
        "stalled": "behind",
        "reversing": "behind",
    }
)
_BY_GAP: MappingProxyType[str, Why] = MappingProxyType(
    {
        "no_measurement": "no_measurement",
        "not_assessed": "not_assessed",
        "due_not_assessed": "due_not_assessed",
        "undated": "no_date",
    }
)
_UNANSWERED = frozenset(_BY_GAP)
_ADDED_UP = frozenset({"sum", "mean"})


class Part(NamedTuple):
    """Promises of which the same is true: a key of :data:`OUTCOMES`, :data:`WHYS` or :data:`NEEDS`, and their ids."""

    key: str
    targets: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many they are."""
        return len(self.targets)


class Section(NamedTuple):
    """The promises of one goal, or of one body; ``key`` is its id or name, empty where there is none."""

    key: str
    parts: tuple[Part, ...]

    @property
    def number(self) -> int:
        """How many promises it has."""
        return sum(part.number for part in self.parts)


class Glance(NamedTuple):
    """All promises at a glance.  Parts without a promise are left out everywhere.

    Attributes:
        targets: How many there are.
        outcomes: What became of them, in the order of :data:`OUTCOMES`.
        not_judged: Of those that cannot be judged: why, in the order of :data:`WHYS`.
        missing: What is missing to judge them, in the order of :data:`NEEDS`; a promise may lack several things.
        measurable: Those with a number and a date.
        paced: Those not yet due whose pace can be judged.
        fell_due: Those whose day has passed.
        unanswered: Of these, those that nobody has measured or assessed.
        next_due: The next day on which any falls due; ``None`` where none does.
        due_next: The promises that fall due then.
        goals: The outcomes by goal, in the catalog's order.
        bodies: The outcomes by the body that is responsible; empty where no target names one.
        figures: Ids of indicators of which something is measured and nothing was promised.
    """

    targets: int
    outcomes: tuple[Part, ...]
    not_judged: tuple[Part, ...]
    missing: tuple[Part, ...]
    measurable: tuple[str, ...]
    paced: tuple[str, ...]
    fell_due: tuple[str, ...]
    unanswered: tuple[str, ...]
    next_due: date | None
    due_next: tuple[str, ...]
    goals: tuple[Section, ...]
    bodies: tuple[Section, ...]
    figures: tuple[str, ...]


def outcome(verdict: Verdict) -> Outcome:
    """Say in one word what became of a promise; where neither standing nor pace says it, it cannot be judged."""
    return _BY_STANDING.get(verdict.standing) or _BY_PACE.get(verdict.pace, "not_judged")


def why_not(verdict: Verdict) -> Why | None:
    """Say why a promise cannot be judged; ``None`` where it can."""
    return _BY_GAP.get(verdict.standing, "no_pace") if outcome(verdict) == "not_judged" else None


def missing(catalog: Catalog, target: Target, verdict: Verdict) -> tuple[Need, ...]:
    """Say what is missing to judge a promise.

    Args:
        catalog: As known on the day of the verdict.
        target: One of its targets.
        verdict: On the target.

    Returns:
        Any of :data:`NEEDS`, in their order: it names no ``number``, it has no ``date``, there is no ``baseline``
        (a value to start from, besides the latest one), and there is no ``source`` (nothing is measured).
    """
    there = {
        "number": target.value is not None,
        "date": target.milestone is not None,
        "baseline": _has_baseline(catalog, target, verdict),
        "source": bool(catalog.measurements_of.get(target.indicator)),
    }
    return tuple(need for need in NEEDS if not there[need])


def _has_baseline(catalog: Catalog, target: Target, verdict: Verdict) -> bool:
    """Whether there is a value to start from: named, chosen by the method, or an earlier one than the latest."""
    if verdict.baseline is not None or target.over in _ADDED_UP:  # a sum or mean starts with its period
        return True
    if (target.baseline or target.relative_to) in catalog.measurement:
        return True
    measured = catalog.measurements_of.get(target.indicator, ())
    return len({one.period.end for one in measured if one.obs_status != "forecast"}) > 1


def glance(
    catalog: Catalog, judged: Judged, as_of: date, indicators: Iterable[Indicator] | None = None
) -> Glance:
    """Count the promises.

    Args:
        catalog: As known on ``as_of``.
        judged: The selected targets with their verdicts, in the catalog's order.
        as_of: The day.
        indicators: Where to look for figures without a target; all of the catalog's where left out.
    """
    lacking = {target.id: missing(catalog, target, verdict) for target, verdict in judged}
    fell_due = [(t, v) for t, v in judged if t.due is not None and t.due < as_of]
    ahead = [(t, v) for t, v in judged if t.due is None or t.due >= as_of]
    next_due = min((t.due for t, _ in ahead if t.due is not None), default=None)
    return Glance(
        targets=len(judged),
        outcomes=_outcomes(judged),
        not_judged=_parted(WHYS, ((t.id, why_not(v)) for t, v in judged)),
        missing=_parted(NEEDS, ((key, need) for key, needs in lacking.items() for need in needs)),
        measurable=tuple(key for key, needs in lacking.items() if not {"number", "date"} & {*needs}),
        paced=tuple(t.id for t, v in ahead if v.pace != "not_assessable"),
        fell_due=tuple(t.id for t, _ in fell_due),
        unanswered=tuple(t.id for t, v in fell_due if v.standing in _UNANSWERED),
        next_due=next_due,
        due_next=tuple(t.id for t, _ in ahead if next_due is not None and t.due == next_due),
        goals=_sections(judged, lambda t: catalog.indicator[t.indicator].goal, list(catalog.goal)),
        bodies=_bodies(judged),
        figures=tuple(
            one.id
            for one in (catalog.indicators if indicators is None else indicators)
            if catalog.measurements_of.get(one.id) and not catalog.targets_of.get(one.id)
        ),
    )


def by_area(catalog: Catalog, judged: Judged) -> tuple[Section, ...]:
    """Count the outcomes by the area that the indicators are about, in the catalog's order."""
    return _sections(judged, lambda target: catalog.indicator[target.indicator].area, list(catalog.area))


def _bodies(judged: Judged) -> tuple[Section, ...]:
    """Count by responsible body, where any is named; those that name none come last."""
    bodies = dict.fromkeys(target.responsible for target, _ in judged if target.responsible)
    return _sections(judged, lambda target: target.responsible or "", list(bodies)) if bodies else ()


def _outcomes(judged: Judged) -> tuple[Part, ...]:
    return _parted(OUTCOMES, ((target.id, outcome(verdict)) for target, verdict in judged))


def _parted(keys: Sequence[str], keyed: Iterable[tuple[str, str | None]]) -> tuple[Part, ...]:
    """Put ids under the key that stands beside each."""
    under: dict[str | None, list[str]] = {}
    for name, key in keyed:
        under.setdefault(key, []).append(name)
    return tuple(Part(key, tuple(under[key])) for key in keys if key in under)


def _sections(judged: Judged, key: Callable[[Target], str], order: Sequence[str]) -> tuple[Section, ...]:
    """Count what belongs together, in an order; what it does not name follows as it came."""
    under: dict[str, list[tuple[Target, Verdict]]] = {}
    for target, verdict in judged:
        under.setdefault(key(target), []).append((target, verdict))
    place = {name: at for at, name in enumerate(order)}
    names = sorted(under, key=lambda name: place.get(name, len(place)))
    return tuple(Section(name, _outcomes(under[name])) for name in names)
