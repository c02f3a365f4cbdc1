"""CSV and its relatives as grids: streamed, strict about quotes, every line with its number."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from hntrack.errors import Where
from hntrack.exchange.cells import LONGEST_CELL
from hntrack.exchange.files import open_regular, text_lines
from hntrack.exchange.grid import Grid, Line
from hntrack.exchange.mapping import Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import broken

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
