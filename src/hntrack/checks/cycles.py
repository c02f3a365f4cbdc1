"""Cycles: what replaces, derives from or stands in for another record must not lead back to itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hntrack.checks.places import Placed, at
from hntrack.errors import Problem, problem
from hntrack.model.catalog import Catalog

_Edges = Mapping[str, tuple[str, ...]]


def circles(catalog: Catalog) -> Iterator[Problem]:
    """Chains of ``supersedes``, ``revises``/``withdraws``, ``derived`` and ``proxy_for`` end somewhere."""
    supersedes = {t.id: _names(t.supersedes) for t in catalog.targets}
    replaces = {m.id: _names(m.revises, m.withdraws) for m in catalog.measurements}
    derives = {m.id: m.derived.from_ if m.derived else () for m in catalog.measurements}
    stands_for = {i.id: _names(i.proxy_for) for i in catalog.indicators}
    yield from _reported("supersedes-circle", supersedes, catalog.target, "supersedes")
    yield from _reported("revises-circle", replaces, catalog.measurement, "revises", "withdraws")
    yield from _reported("derived-circle", derives, catalog.measurement, "derived.from")
    yield from _reported("proxy-circle", stands_for, catalog.indicator, "proxy_for")


def in_circle(edges: _Edges) -> tuple[tuple[str, ...], ...]:
    """Give each circle of a graph once, as the ids along it, in the order in which they are first met."""
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in edges:
        if start not in done:
            found.extend(_walk(edges, start, done))
    return tuple(found)


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
    for circle in in_circle(edges):
        yield problem(code, at(records[circle[0]], *fields), circle=" → ".join((*circle, circle[0])))


def _names(*ids: str | None) -> tuple[str, ...]:
    return tuple(one for one in ids if one is not None)
