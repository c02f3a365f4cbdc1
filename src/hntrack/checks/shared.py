"""What the checks share: how one is declared, places of fields, records with their indicator, exact arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Context, Decimal

from hntrack.classes import NamedTuple, Protocol, TypeVar
from hntrack.errors import Entry, Problem, Where, declare
from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Measurement, Places, Target

# Curated numbers have at most 30 digits and scales 12 more: nothing is rounded before we round it ourselves.
EXACT = Context(prec=100)

Fact = TypeVar("Fact", bound=Target | Measurement)


class Check(NamedTuple):
    """One thing that a catalog is held to.

    Attributes:
        function: Gives the problems; its docstring says what must hold.
        codes: The problem codes that it may report.
        whole: It looks for what is *missing*, so it can only judge a catalog that was read whole.
    """

    function: Callable[..., Iterator[Problem]]
    codes: tuple[str, ...]
    whole: bool

    def __call__(self, catalog: Catalog, *damaged: frozenset[str]) -> Iterator[Problem]:
        """Give the problems of a catalog; a check of references may be told which records could not be read."""
        return self.function(catalog, *damaged)


def check(
    entries: Mapping[str, Entry], also: tuple[str, ...] = (), *, whole: bool = False
) -> Callable[[Callable[..., Iterator[Problem]]], Check]:
    """Declare a check: the codes that it is the first to report, those of others, and as in :class:`Check`."""
    declare("checking", entries)
    return lambda function: Check(function, (*entries, *also), whole)


def plain(value: Decimal | None) -> str:
    """Give a number as the files write it; a dash where there is none."""
    return "—" if value is None else format(value, "f")


def facts(catalog: Catalog) -> Iterator[Target | Measurement]:
    """Give all targets, then all measurements."""
    yield from catalog.targets
    yield from catalog.measurements


def with_indicator(catalog: Catalog, records: Iterable[Fact]) -> Iterator[tuple[Fact, Indicator]]:
    """Give the targets or measurements whose indicator exists, each with it."""
    for record in records:
        indicator = catalog.indicator.get(record.indicator)
        if indicator is not None:
            yield record, indicator


_NOWHERE = Where("")


class Placed(Protocol):
    """Any record of the model: it knows the places of its fields."""

    @property
    def places(self) -> Places:
        """Field name → place; ``""`` is the record itself."""


def at(record: Placed, *fields: str) -> Where:
    """Give the place of the first of ``fields`` that stands in the file, or else of the record.

    A field may be dotted (``derived.from``); where the inner one has no place of its own, the outer one's counts.
    """
    places = record.places
    for name in fields:
        outer = name
        while outer:
            if outer in places:
                return places[outer]
            outer = outer.rpartition(".")[0]
    return places.get("", _NOWHERE)
