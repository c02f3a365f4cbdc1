"""Whether the place that a text speaks of is an area of the catalog, whatever language names it."""

from __future__ import annotations

from typing import Literal

from hntrack.extract.areas import areas_in
from hntrack.model.catalog import Catalog
from hntrack.text.fold import fold
from hntrack.text.quantity_numbers import lower

Agreement = Literal["same", "other", "unknown"]


def compare_place(catalog: Catalog, area: str, name: str | None) -> Agreement:
    """Compare an area (an id) with a place (as claims name it): the same, another one, or nobody said."""
    named = catalog.area.get(area)
    if not name or named is None:
        return "unknown"
    titles = [*named.title.texts.values(), area.replace("-", " ")]
    if fold(name) in {fold(title) for title in titles}:
        return "same"
    return (
        "same" if any(name == known for title in titles for _, known in areas_in(lower(title))) else "other"
    )


def area_of(catalog: Catalog, name: str | None) -> str | None:
    """Give the id of the area that a place is; ``None`` where the catalog has none."""
    return next((area.id for area in catalog.areas if compare_place(catalog, area.id, name) == "same"), None)
