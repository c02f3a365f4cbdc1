"""Where in the files a record, or one of its fields, stands."""

from __future__ import annotations

from typing import Protocol

from hntrack.errors import Where
from hntrack.model.records import Places

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
