"""Chains: what replaces, derives from or stands in for another record leads somewhere, and soon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from hntrack.checks.shared import Placed, at
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement

# A hostile catalog can hold as many circles as records, each as long: the first ones tell the story.
MOST_CIRCLES = 100
MOST_NAMED = 6
# Sums of sums of sums: people stop at three, and everything that follows a chain may rely on this bound.
LONGEST_DERIVATION = 50

_Edges = Mapping[str, tuple[str, ...]]


def circles(catalog: Catalog) -> Iterator[Problem]:
    """Chains of ``supersedes``, ``revises``/``withdraws``, ``derived`` and ``proxy_for`` end somewhere."""
    supersedes = {t.id: (t.supersedes,) for t in catalog.targets if t.supersedes}
    replaces = {
        m.id: tuple(one for one in (m.revises, m.withdraws) if one)
        for m in catalog.measurements
        if m.revises or m.withdraws
    }
    stands_for = {i.id: (i.proxy_for,) for i in catalog.indicators if i.proxy_for}
    yield from _reported("supersedes-circle", supersedes, catalog.target, "supersedes")
    yield from _reported("revises-circle", replaces, catalog.measurement, "revises", "withdraws")
    yield from _reported("derived-circle", derivations(catalog), catalog.measurement, "derived.from")
    yield from _reported("proxy-circle", stands_for, catalog.indicator, "proxy_for")


def deep_derivations(catalog: Catalog) -> Iterator[Problem]:
    """No value is derived by way of more than :data:`LONGEST_DERIVATION` others."""
    edges = derivations(catalog)
    deep = endless(edges)
    if deep and next(in_circle(edges), None) is None:
        first: Measurement = catalog.measurement[next(edge for edge in edges if edge in deep)]
        facts = {"id": first.id, "most": LONGEST_DERIVATION}
        yield problem("derived-too-deep", at(first, "derived.from"), **facts)


def derivations(catalog: Catalog) -> _Edges:
    """Give, for each measurement that is derived, the ids that it is derived from."""
    return {m.id: m.derived.from_ for m in catalog.measurements if m.derived}


def endless(edges: _Edges) -> frozenset[str]:
    """Give the nodes from which more than :data:`LONGEST_DERIVATION` steps lead on, for ever in a circle."""
    deep = {one for one, following in edges.items() if following}
    for _ in range(LONGEST_DERIVATION):
        if not deep:
            break
        deep = {one for one in deep if not deep.isdisjoint(edges[one])}
    return frozenset(deep)


def in_circle(edges: _Edges) -> Iterator[tuple[str, ...]]:
    """Give each circle of a graph once, as the ids along it, in the order in which they are first met."""
    done: set[str] = set()
    for start in edges:
        if start not in done:
            yield from _walk(edges, start, done)


def _walk(edges: _Edges, start: str, done: set[str]) -> Iterator[tuple[str, ...]]:
    """Go depth first without recursion: a chain may be as long as the catalog."""
    path = {start: iter(edges[start])}
    while path:
        last = next(reversed(path))
        following = next(path[last], None)
        if following is None:
            path.pop(last)
            done.add(last)
        elif following in path:
            ids = list(path)
            yield tuple(ids[ids.index(following) :])
        elif following not in done and following in edges:
            path[following] = iter(edges[following])


def _reported(code: str, edges: _Edges, records: Mapping[str, Placed], *fields: str) -> Iterator[Problem]:
    for circle in islice(in_circle(edges), MOST_CIRCLES):
        named = circle if len(circle) <= MOST_NAMED else (*circle[:MOST_NAMED], "…")
        yield problem(code, at(records[circle[0]], *fields), circle=" → ".join((*named, circle[0])))
