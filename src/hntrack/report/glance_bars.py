"""Bars of outcomes for pages: each piece with its width, its mark and its promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hntrack.model.catalog import Catalog
from hntrack.report.glance import Glance, Part, Section
from hntrack.report.glance_words import MARKS, name, section_title


class Slice(NamedTuple):
    """A piece of a bar.

    Attributes:
        key: The outcome.
        label, mark: In words, and as a sign for who sees no colours.
        number: How many promises.
        start, width: In hundredths of the bar; the widths of a bar add up to 100.
        targets: Ids of the promises.
    """

    key: str
    label: str
    mark: str
    number: int
    start: int
    width: int
    targets: tuple[str, ...]


class Bar(NamedTuple):
    """The bar of one goal or body; ``text`` is the bar in words."""

    key: str
    title: str
    number: int
    slices: tuple[Slice, ...]

    @property
    def text(self) -> str:
        """How many promises came out how."""
        return ", ".join(f"{piece.number} {piece.label}" for piece in self.slices)


def slices(parts: Sequence[Part], lang: str) -> tuple[Slice, ...]:
    """Cut a bar; even the least part can be seen."""
    whole = sum(part.number for part in parts)
    widths = [max(100 * part.number // whole, 2) for part in parts]
    if widths:
        widths[widths.index(max(widths))] += 100 - sum(widths)
    starts = [sum(widths[:at]) for at in range(len(widths))]
    return tuple(
        Slice(part.key, name(part.key, lang), MARKS[part.key], part.number, start, width, part.targets)
        for part, start, width in zip(parts, starts, widths, strict=True)
    )


def whole_bar(glance: Glance, lang: str) -> tuple[Slice, ...]:
    """Cut the bar of all promises."""
    return slices(glance.outcomes, lang)


def bars(catalog: Catalog, sections: Sequence[Section], lang: str) -> tuple[Bar, ...]:
    """Cut the bars of all goals, or of all bodies."""
    return tuple(
        Bar(
            section.key,
            section_title(catalog, section, lang),
            section.number,
            slices(section.parts, lang),
        )
        for section in sections
    )
