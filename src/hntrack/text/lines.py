"""Number the lines of an article as an editor does."""

from __future__ import annotations


def split_lines(text: str) -> list[str]:
    """Split at LF and CRLF only; line n is entry n - 1.

    ``str.splitlines`` would also split at U+0085, U+2028, form feeds and others, which scraped pages hold
    and which no editor counts as the end of a line.  A byte-order mark is dropped.
    """
    return [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
