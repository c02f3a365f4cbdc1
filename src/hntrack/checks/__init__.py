"""Floor 3: what a catalog is held to, as pure functions from a catalog to problems.

:data:`hntrack.checks.table.CHECKS` lists them.  A new check is a function and a line there; its messages stand in
:mod:`hntrack.errors.messages_catalog`, and each code has an invalid example under ``tests/examples/invalid``.
:mod:`hntrack.checks.essential` holds the few that run whenever a catalog is read.
"""

from __future__ import annotations

from hntrack.errors import Problem
from hntrack.model.catalog import Catalog

_NOTHING: frozenset[str] = frozenset()


def check(catalog: Catalog, damaged: frozenset[str] = _NOTHING) -> tuple[Problem, ...]:
    """Hold a catalog to everything in :data:`~hntrack.checks.table.CHECKS`.

    Args:
        catalog: All records that could be read.
        damaged: Ids of records that are in the files but could not be read (claims as ``source/claim``; ``"*"``
            where not even the ids are known).  What refers to them is not reported as dangling, and what looks
            for missing records is not asked at all.

    Returns:
        All problems by file, line and column; excerpts are for the caller, who knows the files.
    """
    from hntrack.checks.references import dangling_references  # noqa: PLC0415  (most commands never check)
    from hntrack.checks.table import CHECKS  # noqa: PLC0415  (as above)

    found: set[Problem] = set()
    for one in CHECKS:
        if one.function is dangling_references:
            found.update(dangling_references(catalog, damaged))
        elif not (one.whole and damaged):
            found.update(one.function(catalog))
    return tuple(sorted(found, key=lambda p: (p.where, p.code, p.message.en)))
