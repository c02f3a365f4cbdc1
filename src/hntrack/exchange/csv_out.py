"""One table as CSV (RFC 4180, UTF-8, comma), exact; ``hntrack import`` reads ``measurements`` back as it was."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from types import SimpleNamespace

from hntrack.exchange.content import Cell, Exported, Tab, cell_text
from hntrack.exchange.exports import Files


def export(made: Exported, table: str) -> Files:
    """Write one table."""
    return {"": tab_csv(next(tab for tab in made.tabs() if tab.name == table))}


def tab_csv(tab: Tab) -> bytes:
    """Write a table with its heading."""
    return rows_csv([column.name for column in tab.columns], tab.rows)


def rows_csv(heading: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """Write rows under a heading; lines end in LF, what holds quotes, commas or line ends is quoted."""
    lines: list[str] = []
    # With CRLF as the end of its lines, the writer also quotes a carriage return alone: to many readers, a line end.
    writer = csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([cell_text(cell) for cell in row] for row in rows)
    return "".join(f"{line[:-2]}\n" for line in lines).encode("utf-8", "backslashreplace")
