"""Choose targets: one selection grammar for every command that lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import NamedTuple

from hntrack.errors import UsageError
from hntrack.errors.nearest import unknown
from hntrack.model.catalog import Catalog
from hntrack.model.codes import MEASURES
from hntrack.model.records import Target
from hntrack.text.fold import fold
from hntrack.text.messages import _
from hntrack.text.wording import Wording

UNDATED = "undated"


class Selection(NamedTuple):
    """What the user asked to see; an empty field asks for everything.  Fields are joined by "and".

    Attributes:
        ids: Ids or globs (``digital-*``) of targets or indicators.
        years: Milestone years, or ``undated``.
        areas, goals, sources, measures: Ids or globs.
        search: Words to be found, blind to case and marks, in titles, readings and as-printed words.
    """

    ids: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    search: str = ""


def select(catalog: Catalog, selection: Selection) -> tuple[Target, ...]:
    """Give the targets that match, in the catalog's order.

    Raises:
        UsageError: An id, area, goal, source or measure that does not exist, with the nearest that do; a year
            that is none.
    """
    _must_be_years(selection.years)
    _must_exist(selection.ids, [*catalog.target, *catalog.indicator])
    _must_exist(selection.areas, catalog.area)
    _must_exist(selection.goals, catalog.goal)
    _must_exist(selection.sources, catalog.source)
    _must_exist(selection.measures, MEASURES)
    matches = _matcher(catalog, selection)
    return tuple(target for target in catalog.targets if matches(target))


def _matcher(catalog: Catalog, selection: Selection) -> Callable[[Target], bool]:
    words = fold(selection.search).split()

    def matches(target: Target) -> bool:
        indicator = catalog.indicator[target.indicator]
        return (
            _any(selection.ids, target.id, indicator.id)
            and (not selection.years or _year(target) in selection.years)
            and _any(selection.areas, indicator.area)
            and _any(selection.goals, indicator.goal)
            and _any(selection.measures, indicator.measure)
            and _any(
                selection.sources, *(claim.partition("/")[0] for claim in (target.claim, *target.restated))
            )
            and (not words or _found(words, catalog, target))
        )

    return matches


def _year(target: Target) -> str:
    return str(target.milestone.year) if target.milestone else UNDATED


def _any(patterns: tuple[str, ...], *names: str) -> bool:
    return not patterns or any(fnmatchcase(name, pattern) for pattern in patterns for name in names)


def _found(words: Iterable[str], catalog: Catalog, target: Target) -> bool:
    text = fold(searchable(catalog, target))
    return all(word in text for word in words)


def searchable(catalog: Catalog, target: Target) -> str:
    """Give every text in which a search looks for a target, line by line, not folded."""
    return "\n".join(_texts(catalog, target))


def _texts(catalog: Catalog, target: Target) -> Iterable[str]:
    indicator = catalog.indicator[target.indicator]
    yield from (target.id, indicator.id)
    wordings: list[Wording | None] = [indicator.title, target.stated, indicator.note, target.note]
    wordings.extend(
        named.title for named in (catalog.goal.get(indicator.goal), catalog.area.get(indicator.area)) if named
    )
    for key in (target.claim, *target.restated):
        found = catalog.claim.get(key)
        if found:
            yield found[1].as_printed
            wordings.append(found[1].reading)
    for wording in wordings:
        if wording:
            yield from wording.texts.values()


def _must_be_years(years: Iterable[str]) -> None:
    for year in years:
        if year != UNDATED and not (len(year) == 4 and year.isascii() and year.isdigit()):
            raise UsageError(
                _("'{year}' is not a year.", year=year),
                _("Write it like 2030, or {undated}.", undated=UNDATED),
            )


def _must_exist(patterns: tuple[str, ...], names: Iterable[str]) -> None:
    names = tuple(dict.fromkeys(names))
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in names):
            raise unknown(pattern, names)


def milestones(catalog: Catalog) -> tuple[str, ...]:
    """Give the milestone years that exist, ascending."""
    return tuple(str(y) for y in sorted({t.milestone.year for t in catalog.targets if t.milestone}))
