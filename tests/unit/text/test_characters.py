from __future__ import annotations

from hntrack.text.characters import split_lines


def test_only_line_feeds_end_a_line() -> None:
    """Lines are counted as an editor counts them, whatever else a scraped page holds."""
    assert split_lines("\ufeffa\r\nb\x85c\u2028d\x0ce\n") == ["a", "b\x85c\u2028d\x0ce", ""]
