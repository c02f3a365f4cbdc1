"""What every file is opened as first: lines of cells from the top, before anybody knows which of them is a heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hntrack.errors import Problem, Where


class Line(NamedTuple):
    """One line that is not blank: where it stands, and its cells; shorter than others where its end is blank."""

    where: Where
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """An opened sheet or text file.

    Attributes:
        form: Which format it is.
        label: How messages name it.
        lines: Read as they are asked for; a problem where a line cannot be read.
        even: Every line has as many cells as the heading, or something is wrong with it (text files).
        lined: Lines are lines of the file, so that they can be cited.
    """

    form: str
    label: str
    lines: Iterator[Line | Problem]
    even: bool = True
    lined: bool = True


Area = tuple[int, int, int, int]
"""Merged cells: first row, first column, last row, last column, from 0."""


def spread(lines: Iterator[tuple[int, list[str]]], areas: list[Area]) -> Iterator[tuple[int, list[str]]]:
    """Let merged cells hold for all their rows and columns.

    Args:
        lines: Row number (from 0) and its cells, from the top; may be changed in place.
        areas: The merged ones.
    """
    waiting = sorted(areas, reverse=True)
    open_areas: list[tuple[Area, str]] = []
    for number, cells in lines:
        while waiting and waiting[-1][0] <= number:
            area = waiting.pop()
            text = cells[area[1]] if area[0] == number and area[1] < len(cells) else ""
            open_areas.append((area, text))
        if open_areas:
            open_areas = [one for one in open_areas if one[0][2] >= number]
            for (_, first, _, last), text in open_areas:
                if text:
                    cells.extend([""] * (last + 1 - len(cells)))
                    cells[first : last + 1] = [text] * (last + 1 - first)
        yield number, cells
