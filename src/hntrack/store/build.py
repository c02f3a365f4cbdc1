"""From field values to the records of the model."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from hntrack.model.catalog import Catalog
from hntrack.model.records import (
    Cited,
    Claim,
    Derived,
    Indicator,
    Measurement,
    Named,
    Published,
    Source,
    Target,
)
from hntrack.store.decode import Values
from hntrack.store.nodes import Mapping, Node
from hntrack.store.places import NodePlaces

# The lists of targets.yaml → their records.
SECTIONS = MappingProxyType(
    {"goals": "named", "areas": "named", "units": "named", "indicators": "indicator", "targets": "target"}
)


def catalog(head: Values, sections: dict[str, Any], file: str, node: Node) -> Catalog:
    """Make the catalog of what ``targets.yaml`` holds."""
    return Catalog(**head, **sections, **_places(file, node))


def source(head: Values, claims: Any, file: str, node: Node) -> Source:
    """Make a document of its bibliographic facts and its claims."""
    published = head.pop("published")
    original = head.pop("original")
    return Source(
        **head,
        published=Published(
            period=published["date"],
            not_before=published.get("not_before"),
            basis=published["basis"],
            note=published.get("note"),
        ),
        original=original["file"],
        sha256=original["sha256"],
        claims=claims,
        **_places(file, node),
    )


def _named(values: Values, file: str, node: Node) -> Named:
    return Named(**values, **_places(file, node))


def _claim(values: Values, file: str, node: Node) -> Claim:
    return Claim(**values, **_places(file, node))


def _indicator(values: Values, file: str, node: Node) -> Indicator:
    values.setdefault("unit", None)
    values.setdefault("direction", None)
    return Indicator(**values, **_places(file, node))


def _target(values: Values, file: str, node: Node) -> Target:
    values.setdefault("milestone", None)
    return Target(**values, **_places(file, node))


def _measurement(values: Values, file: str, node: Node) -> Measurement:
    if "cited" in values:
        values["cited"] = Cited(**values["cited"])
    if "derived" in values:
        values["derived"] = Derived(rule=values["derived"]["rule"], from_=values["derived"]["from"])
    return Measurement(**values, **_places(file, node))


def _places(file: str, node: Node) -> dict[str, Any]:
    return {"places": NodePlaces(file, node)} if type(node) is Mapping else {}


MAKERS: MappingProxyType[str, Callable[[Values, str, Node], object]] = MappingProxyType(
    {
        "named": _named,
        "claim": _claim,
        "indicator": _indicator,
        "target": _target,
        "measurement": _measurement,
    }
)
