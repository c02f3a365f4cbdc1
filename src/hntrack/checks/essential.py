"""The few checks without which no report can be made: they run whenever a catalog is read."""

from __future__ import annotations

from hntrack.checks.cycles import circles, deep_derivations
from hntrack.checks.ids import duplicate_ids
from hntrack.checks.references import dangling_references, unknown_stages
from hntrack.errors import Problem
from hntrack.model.catalog import Catalog


def essential(catalog: Catalog) -> tuple[Problem, ...]:
    """Find ids given twice, ids that lead nowhere, and chains that lead back to themselves or nowhere."""
    found = (
        *duplicate_ids(catalog),
        *dangling_references(catalog),
        *unknown_stages(catalog),
        *circles(catalog),
        *deep_derivations(catalog),
    )
    return tuple(sorted(found, key=lambda one: one.where))
