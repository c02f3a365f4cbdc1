"""Which rows count: each filter remembers what it left out, and what its column held instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hntrack.exchange.mapping import Filter
from hntrack.text.fold import nfc

MOST_SHOWN = 12


@dataclass(slots=True)
class LeftOut:
    """What one filter left out.

    Attributes:
        column: The heading that it looks at.
        rows: How many rows.
        held: The first few different cells of the rows left out.
    """

    column: str
    rows: int = 0
    held: dict[str, None] = field(default_factory=dict)

    def note(self, text: str) -> None:
        """Count a row."""
        self.rows += 1
        if len(self.held) <= MOST_SHOWN:
            self.held[text] = None


class Filters:
    """Filters on the columns of one table; all must hold."""

    def __init__(self, filters: Sequence[Filter], column: Callable[[str], int]) -> None:
        self.at = tuple((column(one.column), one.one_of, LeftOut(one.column)) for one in filters)

    def keep(self, cells: Sequence[str]) -> bool:
        """Tell whether a row counts; where not, the first filter that it fails is noted."""
        for at, allowed, out in self.at:
            text = " ".join(nfc(cells[at] if at < len(cells) else "").split())
            if text not in allowed:
                out.note(text)
                return False
        return True

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out so far, by filter."""
        return tuple(out for _, _, out in self.at if out.rows)
