"""Which marks numbers are written with, as far as they show it."""

from __future__ import annotations

import pytest

from hntrack.exchange.cells import marks_of


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["25,2", "26"], (",", None)),
        (["25.2%", "26"], (".", None)),
        (["1.234,5"], (",", ".")),
        (["1,234.5"], (".", ",")),
        (["1.234.567"], (",", ".")),
        (["25,2", "12.500"], (",", ".")),
        (["1 234,5"], (",", " ")),
        (["1.234"], (None, None)),
        (["12", "13"], (None, None)),
        (["25,2", "25.2"], (None, None)),
        (["0,125"], (",", None)),
    ],
)
def test_marks(texts: list[str], marks: tuple[str | None, str | None]) -> None:
    """A decimal mark is seen where nothing else could be meant; three digits alone show nothing."""
    assert marks_of(texts) == marks
