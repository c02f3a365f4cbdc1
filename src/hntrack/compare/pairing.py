"""Find which record of one set is the other set's version of it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target

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
