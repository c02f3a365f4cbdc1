"""CSV and its relatives as tables: streamed, strict about quotes, every row with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from hntrack.errors import Problem, Where
from hntrack.exchange.files import open_regular, text_lines
from hntrack.exchange.mapping import Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import MOST_COLUMNS, Row, Table, broken
from hntrack.text.fold import nfc
from hntrack.text.messages import _

LONGEST_CELL = 100_000
_DELIMITERS = (",", ";", "\t", "|")


def open_csv(path: Path, label: str, mapping: Map, form: str = "csv") -> Table:
    """Open a delimited text file.

    The delimiter is what the mapping says, else the tab for ``tsv``, else whichever of comma, semicolon, tab and
    bar parts the heading most.

    Raises:
        InputError: The file cannot be opened.
        DataError: It has no heading, two columns of one name, or a heading that cannot be read.
    """
    rows = _rows(path, label, mapping, form)
    heading = next(rows)
    assert isinstance(heading, Row)
    columns = tuple(nfc(one.strip()) for one in heading.cells)
    check_columns(columns, heading.where)
    return Table(form, label, columns, rows)


def check_columns(columns: tuple[str, ...], where: Where) -> None:
    """Refuse headings that name nothing, too much, or one thing twice."""
    if not any(columns):
        raise broken(refusal("import-empty", where))
    if len(columns) > MOST_COLUMNS:
        what = _("The number of columns")
        raise broken(refusal("import-too-large", where, what=what, most=MOST_COLUMNS))
    seen: set[str] = set()
    for column in columns:
        if column and column in seen:
            raise broken(refusal("import-columns-double", where, column=column))
        seen.add(column)


def _rows(path: Path, label: str, mapping: Map, form: str) -> Iterator[Row | Problem]:
    """Give the heading first, then every row that is not blank."""
    with open_regular(path, label) as file:
        lines = text_lines(file, label, mapping.encoding)
        skipped = sum(1 for _, _ in zip(range(mapping.header_row - 1), lines, strict=False))
        first = next(lines, None)
        if first is None:
            raise broken(refusal("import-empty", Where(label, 1)))
        delimiter = mapping.delimiter or ("\t" if form == "tsv" else _delimiter(first))
        width = 0
        for row in _parsed(_chained(first, lines), delimiter, label, skipped):
            if not width:
                width = len(row.cells)
                yield row
            elif len(row.cells) == width:
                yield row
            elif any(row.cells):
                facts = {"count": len(row.cells), "columns": width}
                yield refusal("import-ragged", row.where, delimiter.join(row.cells), **facts)


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _parsed(lines: Iterator[str], delimiter: str, label: str, skipped: int) -> Iterator[Row]:
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
            yield Row(Where(label, start), tuple(cells))
    finally:
        csv.field_size_limit(limit)


def _delimiter(heading: str) -> str:
    counts = {one: _columns(heading, one) for one in _DELIMITERS}
    return max(_DELIMITERS, key=lambda one: counts[one])


def _columns(heading: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([heading], delimiter=delimiter), ()))
    except csv.Error:
        return 0
