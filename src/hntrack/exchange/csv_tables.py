"""CSV and its relatives, read as grids (streamed, strict about quotes, every line with its number) and written.

Written are RFC 4180, UTF-8 and commas, numbers exact; ``hntrack import`` reads ``measurements`` back as it was.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from types import SimpleNamespace

from hntrack.errors import Where
from hntrack.exchange.content import Cell, Exported, Tab, cell_text
from hntrack.exchange.files import open_regular, text_lines
from hntrack.exchange.formats import Files
from hntrack.exchange.mapping import Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import LONGEST_CELL, Grid, Line, broken

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 40


def open_csv(path: Path, label: str, mapping: Map, form: str = "csv") -> Grid:
    """Open a delimited text file.

    The delimiter is what the mapping says, else the tab for ``tsv``, else whichever of comma, semicolon, tab and bar
    parts most of the first forty lines into equally many cells.

    Raises:
        InputError: The file cannot be opened.
        DataError: A line cannot be read.
    """
    return Grid(form, label, _lines(path, label, mapping, form))


def _lines(path: Path, label: str, mapping: Map, form: str) -> Iterator[Line]:
    with open_regular(path, label) as file:
        lines = text_lines(file, label, mapping.encoding)
        above = (mapping.header_row or 1) - 1
        skipped = sum(1 for _ in islice(lines, above))
        first = list(islice(lines, _SAMPLE))
        if not first:
            raise broken(refusal("import-empty", Where(label, 1)))
        delimiter = mapping.delimiter or ("\t" if form == "tsv" else _delimiter(first))
        yield from _parsed(chain(first, lines), delimiter, label, skipped)


def _parsed(lines: Iterator[str], delimiter: str, label: str, skipped: int) -> Iterator[Line]:
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            start = skipped + reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if "field limit" in str(error):
                    where = Where(label, start)
                    raise broken(refusal("import-cell-too-long", where, most=LONGEST_CELL)) from error
                raise broken(refusal("import-quote", Where(label, start), cause=error)) from error
            if any(cells):
                yield Line(Where(label, start), tuple(cells))
    finally:
        csv.field_size_limit(limit)


def _delimiter(lines: list[str]) -> str:
    """Choose by how many lines have as many cells as the most common line, then by that number."""

    def score(delimiter: str) -> tuple[int, int]:
        counts = Counter(_cells(line, delimiter) for line in lines if line.strip())
        counts.pop(1, None)
        return max(((lines, cells) for cells, lines in counts.items()), default=(0, 0))

    return max(_DELIMITERS, key=score)


def _cells(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), ()))
    except csv.Error:
        return 0


def export(made: Exported, table: str) -> Files:
    """Write one table."""
    return {"": tab_csv(next(tab for tab in made.tabs() if tab.name == table))}


def tab_csv(tab: Tab) -> bytes:
    """Write a table with its heading."""
    return rows_csv([column.name for column in tab.columns], tab.rows)


def rows_csv(heading: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """Write rows under a heading; lines end in LF, what holds quotes, commas or line ends is quoted."""
    content = BytesIO()  # one copy of what is written, however large

    def write(line: str) -> None:
        content.write(f"{line[:-2]}\n".encode("utf-8", "backslashreplace"))

    # With CRLF as the end of its lines, the writer also quotes a carriage return alone: to many readers, a line end.
    writer = csv.writer(SimpleNamespace(write=write), lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([cell_text(cell) for cell in row] for row in rows)
    return content.getvalue()
