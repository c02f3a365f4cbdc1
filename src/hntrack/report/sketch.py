"""A small drawing of an indicator's way: measurements and targets over the years, in plain characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Target
from hntrack.model.words import NUMERIC_MEASURES
from hntrack.report.words import number_text

WIDTH, HEIGHT = 48, 9
MEASURED, PROMISED, PATH = "●", "○", "·"


@dataclass(frozen=True, slots=True)
class _Point:
    year: Decimal
    value: Decimal
    mark: str


def sketch(catalog: Catalog, indicator: Indicator, targets: Sequence[Target], lang: str) -> tuple[str, ...]:
    """Draw the measurements (●), the targets (○) and the straight way between them (·).

    Returns:
        Lines of at most about 70 characters, a legend last; empty where there are fewer than two points.
    """
    if indicator.measure not in NUMERIC_MEASURES:
        return ()
    points = _points(catalog, indicator, targets)
    if len(points) < 2 or len({p.year for p in points}) < 2:
        return ()
    return _draw(points, lang, downwards=indicator.measure == "rank")


def _points(catalog: Catalog, indicator: Indicator, targets: Sequence[Target]) -> list[_Point]:
    measured = [
        _Point(Decimal(m.period.year), m.value, MEASURED)
        for m in catalog.measurements
        if m.indicator == indicator.id and m.value is not None
    ]
    promised = [
        _Point(Decimal(t.milestone.year), t.value, PROMISED)
        for t in targets
        if t.milestone and t.value is not None and t.relative_to is None
    ]
    return sorted(measured, key=lambda p: p.year) + sorted(promised, key=lambda p: p.year)


def _draw(points: Sequence[_Point], lang: str, *, downwards: bool) -> tuple[str, ...]:
    years, values = [p.year for p in points], [p.value for p in points]
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    first, last = min(years), max(years)
    grid = [[" "] * (WIDTH + 1) for _ in range(HEIGHT + 1)]

    def place(year: Decimal, value: Decimal) -> tuple[int, int]:
        across = int((year - first) * WIDTH / (last - first))
        down = (value - low) if downwards else (high - value)
        return int((down * HEIGHT / (high - low)).to_integral_value()), across

    _path(grid, [place(p.year, p.value) for p in _way(points)])
    for point in points:
        row, column = place(point.year, point.value)
        grid[row][column] = point.mark
    labels = {0: low if downwards else high, HEIGHT: high if downwards else low}
    texts = {row: number_text(value, lang) for row, value in labels.items()}
    margin = max(len(text) for text in texts.values())
    lines = [f"  {texts.get(i, ''):>{margin}} ┤{''.join(row)}".rstrip() for i, row in enumerate(grid)]
    axis = f"  {'':>{margin}} └{'─' * (WIDTH + 1)}"
    years_line = f"  {'':>{margin}}  {first}{str(last).rjust(WIDTH + 1 - len(str(first)))}"
    legend = (
        "● đã đo   ○ cam kết   · đường thẳng nối"
        if lang == "vi"
        else "● measured   ○ promised   · straight way"
    )
    return (*lines, axis, years_line, f"  {'':>{margin}}  {legend}")


def _way(points: Sequence[_Point]) -> list[_Point]:
    """From the latest measurement over the later targets."""
    measured = [p for p in points if p.mark == MEASURED]
    start = measured[-1:] if measured else []
    since = start[0].year if start else Decimal(0)
    return [*start, *(p for p in points if p.mark == PROMISED and p.year > since)]


def _path(grid: list[list[str]], corners: Sequence[tuple[int, int]]) -> None:
    for (row, column), (next_row, next_column) in pairwise(corners):
        steps = max(abs(next_column - column), 1)
        for step in range(0, steps, 2):
            across = column + step if next_column >= column else column - step
            grid[row + round((next_row - row) * step / steps)][across] = PATH
