"""Floor 3: what a catalog is held to, as pure functions from a catalog to problems.

A check is a function that :func:`hntrack.checks.shared.check` declares together with its problem codes and what they
say; each code has an invalid example under ``tests/examples/invalid``.
:func:`essential` runs the few without which no report can be made, :mod:`hntrack.checks.quick` those whose failing
would make a published figure wrong.
"""

from __future__ import annotations

from hntrack.classes import TYPE_CHECKING
from hntrack.errors import Problem
from hntrack.model.catalog import Catalog

if TYPE_CHECKING:
    from hntrack.checks.shared import Check

_NOTHING: frozenset[str] = frozenset()
_MODULES = (
    "each_record",
    "references",
    "claims",
    "printed",
    "texts",
    "derived",
    "values",
    "quotes",
    "unsaid",
    "plausible",
)


def all_checks() -> tuple[Check, ...]:
    """Give what the modules of this room declare with :func:`hntrack.checks.shared.check`."""
    from importlib import import_module  # noqa: PLC0415  (a room's head loads none of its rooms)

    from hntrack.checks.shared import Check  # noqa: PLC0415  (as above)

    modules = [import_module(f"{__name__}.{name}") for name in _MODULES]
    return tuple(
        declared
        for module in modules
        for declared in vars(module).values()
        if isinstance(declared, Check) and declared.function.__module__ == module.__name__
    )


def check(catalog: Catalog, damaged: frozenset[str] = _NOTHING, *, part: bool = False) -> tuple[Problem, ...]:
    """Hold a catalog to everything in :func:`all_checks`.

    Args:
        catalog: All records that could be read.
        damaged: Ids of records that are in the files but could not be read (claims as ``source/claim``; ``"*"``
            where not even the ids are known).  What refers to them is not reported as dangling, and what looks
            for missing records is not asked at all.
        part: The catalog is only a part of one (:func:`hntrack.model.catalog.near`): the same holds.

    Returns:
        All problems by file, line and column; excerpts are for the caller, who knows the files.
    """
    from hntrack.checks.references import dangling_references  # noqa: PLC0415  (most commands never check)

    found: set[Problem] = set()
    for each in all_checks():
        if each is dangling_references:
            found.update(each(catalog, damaged))
        elif not (each.whole and (damaged or part)):
            found.update(each(catalog))
    return tuple(sorted(found, key=lambda p: (p.where, p.code, p.message.en)))


def essential(catalog: Catalog) -> tuple[Problem, ...]:
    """Find ids given twice, ids that lead nowhere, and chains that lead back to themselves or nowhere.

    They run whenever a catalog is read.
    """
    from hntrack.checks.each_record import duplicate_ids  # noqa: PLC0415  (as above)
    from hntrack.checks.references import circles, dangling_references, deep_derivations, unknown_stages  # noqa: PLC0415

    found = (
        *duplicate_ids(catalog),
        *dangling_references(catalog),
        *unknown_stages(catalog),
        *circles(catalog),
        *deep_derivations(catalog),
    )
    return tuple(sorted(found, key=lambda one: one.where))
