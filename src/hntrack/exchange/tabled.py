"""From a grid to a table: the heading found, lines around it passed over, columns that hold several things parted.

Tables whose headings say what they are (our own, SDMX-CSV, ILOSTAT's, Open SDG's) need no mapping file for that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from hntrack.errors import InputError, Problem, Where
from hntrack.exchange.formats import FORMATS, SUFFIXES
from hntrack.exchange.labels import (
    CODES,
    MOST_LOOKED_AT,
    Heading,
    blind,
    find_heading,
    is_numbering,
    letter,
    read_label,
    unit_above,
)
from hntrack.exchange.mapping import FIELDS, Field, Map, Split, Wide, split_names
from hntrack.exchange.table import MOST_COLUMNS, Filters, Grid, Line, Row, Table, broken, refusal
from hntrack.languages import load_table
from hntrack.text.characters import nfc
from hntrack.text.messages import _

HEADING, REST, CELL = "(heading)", "(rest of heading)", "(cell)"
VIRTUAL = (HEADING, REST, CELL)
_LONGEST_PATTERN = 100


class _Column(NamedTuple):
    at: int
    heading: str
    rest: str


def unpivoted(table: Table, wide: Wide, place: Callable[[Table, str, str], int]) -> Table:
    """Make the table long.

    The columns that are not taken stay; ``(heading)``, ``(rest of heading)`` (what it says beside a period) and
    ``(cell)`` come behind them.

    Raises:
        DataError: No column is one of them.
    """
    chosen = _chosen(table, wide, place)
    if not chosen:
        listed = ", ".join(table.columns)
        raise broken(refusal("import-no-wide", Where(table.label), columns=listed))
    taken = {one.at for one in chosen}
    kept = tuple(i for i in range(len(table.columns)) if i not in taken)
    columns = (*(table.columns[i] for i in kept), *VIRTUAL)
    keys = frozenset(kept.index(i) for i in table.keys if i in kept) | {len(kept) + 1}
    fields = dict(table.fields)
    if wide.heading == "period":
        fields["period"] = Field(column=HEADING)
    else:
        fields["indicator"] = Field(column=HEADING)
    fields["value"] = Field(column=CELL)
    return replace(
        table,
        columns=columns,
        rows=_rows(table, chosen, kept),
        fields=MappingProxyType(fields),
        keys=keys,
        plain=frozenset((len(kept), len(kept) + 2)) | {kept.index(i) for i in table.plain if i in kept},
        parting=(),
    )


def _chosen(table: Table, wide: Wide, place: Callable[[Table, str, str], int]) -> list[_Column]:
    columns = [(at, table.columns[at]) for at in _find_places(table, wide, place)]
    if wide.heading != "period":
        return [_Column(at, heading, "") for at, heading in columns]
    return [_Column(at, heading, read_label(heading).rest) for at, heading in columns]


def _find_places(table: Table, wide: Wide, place: Callable[[Table, str, str], int]) -> Sequence[int]:
    if wide.columns:
        return [place(table, name, "wide") for name in wide.columns]
    if wide.like is not None:
        pattern = blind(wide.like)[:_LONGEST_PATTERN]
        return [at for at, heading in enumerate(table.columns) if fnmatchcase(blind(heading), pattern)]
    if wide.first is not None and wide.last is not None:
        return range(place(table, wide.first, "wide"), place(table, wide.last, "wide") + 1)
    return [at for at, heading in enumerate(table.columns) if read_label(heading).period is not None]


def _rows(table: Table, chosen: list[_Column], kept: tuple[int, ...]) -> Iterator[Row | Problem]:
    for row in table.rows:
        if isinstance(row, Problem) or not row.cells:
            yield row
            continue
        cells = row.cells
        beside = tuple(cells[i] for i in kept)
        for one in chosen:
            if cells[one.at]:
                yield Row(
                    row.where._replace(column=one.at + 1),
                    (*beside, one.heading, one.rest, cells[one.at]),
                    one.at,
                )


MOST_NOTES = 200


def tabled(grid: Grid, mapping: Map) -> Table:
    """Make a table of a grid.

    Raises:
        InputError: The file cannot be read on.
        DataError: It has no heading, or one that names too much.
    """
    head: list[Line | Problem] = list(islice(_below(grid.lines, mapping.header_row), MOST_LOOKED_AT))
    lines = [one for one in head if isinstance(one, Line)]
    if not lines:
        raise broken(refusal("import-empty", Where(grid.label, mapping.header_row or 1)))
    cells = [line.cells for line in lines]
    named = frozenset(map(blind, mapping.named()))
    found = find_heading(cells, named, mapping.header_rows, fixed=mapping.header_row is not None)
    where = lines[found.first].where
    _check(found.columns, where)
    passed = [found.first]
    body = chain((one for one in head if one not in lines[: found.last + 1]), grid.lines)
    parting = _Body(grid, found, mapping, passed)
    table = Table(
        grid.form,
        grid.label,
        parting.columns,
        parting.rows(body),
        lined=grid.lined,
        passed=passed,
        unit=unit_above(cells[: found.last + 1]),
        flagged=mapping.flagged,
        above=tuple(
            " ".join(one.split()) for row in cells[: found.first] for one in dict.fromkeys(row) if one.strip()
        ),
        heading=where,
    )
    filters = Filters(
        [one for one in mapping.where if not one.column.startswith("(")],
        lambda name: place(table, name, "where"),
    )
    table = replace(table, rows=_kept(table, filters), filters=filters)
    return table if mapping.wide is None else unpivoted(table, mapping.wide, place)


def place(table: Table, column: str, field: str) -> int:
    """Find a column by its heading, blind to case, marks and blanks where no heading is exactly that.

    Raises:
        DataError: There is none, or there are two.
    """
    found = [i for i, one in enumerate(table.columns) if one == column]
    if not found:
        found = [i for i, one in enumerate(table.columns) if blind(one) == blind(column)]
    if len(found) > 1:
        raise broken(refusal("import-columns-double", table.heading, column=column))
    if found:
        return found[0]
    columns = ", ".join(table.columns)
    where = Where(table.label)
    raise broken(refusal("import-column-missing", where, column=column, field=field, columns=columns))


def _below(lines: Iterator[Line | Problem], first: int | None) -> Iterator[Line | Problem]:
    return lines if first is None else (line for line in lines if line.where.line >= first)


def _check(columns: tuple[str, ...], where: Where) -> None:
    if not any(columns):
        raise broken(refusal("import-empty", where))
    if len(columns) > MOST_COLUMNS:
        what = _("The number of columns")
        raise broken(refusal("import-too-large", where, what=what, most=MOST_COLUMNS))


def _kept(table: Table, filters: Filters) -> Iterator[Row | Problem]:
    """Leave out what a filter leaves out, lines with too few cells among them, before anything is made of it."""
    for row in table.rows:
        if isinstance(row, Problem):
            ragged = row.code == "import-ragged" and filters.at
            if not (ragged and not filters.keep(tuple(row.excerpt.split("\x1f")))):
                yield row._replace(excerpt=row.excerpt.replace("\x1f", " · "))
        elif filters.keep(row.cells):
            yield row
        else:
            yield row._replace(cells=())


class _Body:
    """The lines under a heading, on their way to rows of as many cells as there are columns."""

    def __init__(self, grid: Grid, heading: Heading, mapping: Map, passed: list[int]) -> None:
        self.even = grid.even
        self.width = len(heading.columns)
        self.until = blind(mapping.until) if mapping.until else None
        self.passed = passed
        columns = tuple(one or f"({letter(i)})" for i, one in enumerate(heading.columns))
        by_name = {blind(one): i for i, one in enumerate(columns)}
        self.split: tuple[int, Split] | None = None
        for one in mapping.split:
            if (at := by_name.get(blind(one.column))) is not None:
                names = one.into or split_names(columns[at], one.by)
                self.split = (at, replace(one, into=names))
                columns = (*columns[:at], *names, *columns[at + 1 :])
        self.columns = columns
        self.fill = tuple(by_name[blind(one)] for one in mapping.fill_down if blind(one) in by_name)
        self.above: list[str] = [""] * self.width

    def rows(self, body: Iterator[Line | Problem]) -> Iterator[Row | Problem]:
        notes: list[Line] = []
        first = True
        for line in body:
            if isinstance(line, Problem):
                yield line
                continue
            if self.is_over(line.cells):
                self.passed[0] += 1 + sum(1 for _ in body)
                break
            if first and is_numbering(line.cells):
                self.passed[0] += 1
                continue
            first = False
            if self.even and self.is_note(line.cells) and len(notes) < MOST_NOTES:
                notes.append(line)  # whether it stands under the table shows when the table goes on
                continue
            yield from map(self.ragged, notes)
            notes.clear()
            yield self.row(line)
        self.passed[0] += len(notes)

    def is_over(self, cells: Sequence[str]) -> bool:
        return self.until is not None and blind(
            next((cell for cell in cells if cell.strip()), "")
        ).startswith(self.until)

    def is_note(self, cells: Sequence[str]) -> bool:
        """Tell a line of one cell where the table has several columns: a note, if it stands at the end."""
        return self.width > 1 and len(cells) != self.width and bool(cells[0].strip()) and not any(cells[1:])

    def row(self, line: Line) -> Row | Problem:
        missing = self.width - len(line.cells)
        if (missing > 0 and self.even) or any(cell.strip() for cell in line.cells[self.width :]):
            return self.ragged(line)
        cells = line.cells[: self.width] + ("",) * missing
        for at in self.fill:
            if cells[at].strip():
                self.above[at] = cells[at]
            else:
                cells = (*cells[:at], self.above[at], *cells[at + 1 :])
        if self.split is not None:
            at, how = self.split
            parts = [nfc(one.strip()) for one in cells[at].split(how.by)]
            if len(parts) != len(how.into):
                return self.ragged(line)
            cells = (*cells[:at], *parts, *cells[at + 1 :])
        return Row(line.where, cells)

    def ragged(self, line: Line) -> Problem:
        facts = {"count": len(line.cells), "columns": self.width}
        problem = refusal("import-ragged", line.where, **facts)
        return problem._replace(excerpt="\x1f".join(line.cells)[:160])


_SDMX_KEYS = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID")
_SDMX_ADDS = ("", "I", "A")
_TIMES, _VALUES = ("TIME_PERIOD", "TIME"), ("OBS_VALUE",)
_SDMX_STATUS = ("OBS_STATUS", "OBS_FLAG", "OBS_STATUS.LABEL")
_PLAIN = MappingProxyType(
    {form: frozenset(names) for form, names in load_table("tables")["attributes"].items()}
)


def shaped(table: Table, path: Path, mapping: Map) -> Table:
    """Say what the columns of a text table or sheet are, where their headings tell."""
    bare = _without_labels(table)
    upper = [column.upper() for column in bare.columns]
    if table.form in ("csv", "tsv", "sdmx-csv") and _first(upper, _VALUES) and _first(upper, _TIMES):
        return sdmx(bare)
    if table.form in ("csv", "open-sdg") and table.columns[0] == "Year" and table.columns[-1] == "Value":
        return _sdg(table, path)
    if mapping.split and mapping.flagged:
        return table
    return own_headings(table)


def must_have(table: Table, form: str | None) -> None:
    """Refuse a file that is not of the shape that was named with ``--from``."""
    if form == "sdmx-csv" and table.fields.get("value") != Field(column="OBS_VALUE"):
        missing = next((one for one in ("TIME_PERIOD", "OBS_VALUE") if one not in table.columns), "OBS_VALUE")
        raise broken(
            refusal("import-not-this-format", Where(table.label, 1), form="SDMX-CSV", cause=f"no {missing}")
        )
    if form == "open-sdg" and table.fields.get("period") is None:
        raise broken(
            refusal("import-not-this-format", Where(table.label, 1), form="Open SDG", cause="Year … Value")
        )


def open_table(path: Path, label: str, mapping: Map, form: str | None = None) -> Table:
    """Open a file, or the folder of a data package, as a table; its format is told by name and headings if not given.

    Raises:
        InputError: It cannot be opened.
        DataError: It cannot be used.
    """
    if os.path.isdir(path):  # noqa: PTH112  (a name that is too long is no folder, and no error here)
        path, label, form = path / "datapackage.json", f"{label}/datapackage.json", form or "datapackage"
    kind = form or _by_name(path, label)
    opener: Callable[[Path, str, Map, str], Table | Grid] = getattr(
        import_module(FORMATS[kind].module), FORMATS[kind].function
    )
    opened = opener(path, label, mapping, kind)
    if isinstance(opened, Table):
        return opened
    opened, mapping = _compound(opened, mapping)
    table = shaped(tabled(opened, mapping), path, mapping)
    must_have(table, form)
    return table


def _by_name(path: Path, label: str) -> str:
    if path.name == "datapackage.json":
        return "datapackage"
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        listed = ", ".join(FORMATS)
        raise InputError(
            _("The format of {label} is not known.", label=label),
            _("Name it with --from: {listed}.", listed=listed),
        )
    return found


def _compound(grid: Grid, mapping: Map) -> tuple[Grid, Map]:
    r"""Take Eurostat's shape for what it is: ``freq,unit,geo\\TIME_PERIOD`` over the keys, then a column a period."""
    first = list(islice(grid.lines, 1))
    grid = replace(grid, lines=chain(first, grid.lines))
    heading = first[0].cells[0].strip() if first and isinstance(first[0], Line) and first[0].cells else ""
    if "\\" not in heading or "," not in heading or mapping.split or mapping.wide:
        return grid, mapping
    split = Split(heading, ",", split_names(heading, ","))
    return grid, replace(mapping, split=(split,), wide=Wide(), flagged=True, header_row=None)


def own_headings(table: Table) -> Table:
    """Let columns that have our own names be what they say, where the file has at least those that matter."""
    own = {name: Field(column=name) for name in FIELDS if name in table.columns and name != "power"}
    if "indicator" in own and "period" in own and ("value" in own or "stage" in own or "withdraws" in own):
        plain = frozenset(i for i, one in enumerate(table.columns) if one in (*own, "known_on"))
        return replace(table, fields=MappingProxyType({**own, **table.fields}), plain=table.plain | plain)
    return table


def _first(upper: list[str], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in upper), None)


def _named(table: Table, names: tuple[str, ...]) -> str | None:
    """Give the heading, as it stands, that is one of these names in any case."""
    by_name = {column.upper(): column for column in reversed(table.columns)}
    return next((by_name[name] for name in names if name in by_name), None)


def sdmx(table: Table) -> Table:
    """SDMX-CSV 1.0 and 2.0, with or without its first columns, and what ILOSTAT and Eurostat make of it."""
    wanted: Mapping[str, tuple[str, ...]] = {
        "period": _TIMES,
        "value": _VALUES,
        "obs_status": _SDMX_STATUS,
        "indicator": ("INDICATOR",),
        "unit": ("UNIT_MEASURE",),
        "power": ("UNIT_MULT",),
        "qualifier": ("QUALIFIER",) if table.columns[0] in _SDMX_KEYS else (),
    }
    fields = {
        field: Field(column=name)
        for field, names in wanted.items()
        if (name := _named(table, names)) is not None
    }
    if "obs_status" in fields:
        fields["obs_status"] = replace(fields["obs_status"], words=CODES)
    plain = frozenset(i for i, one in enumerate(table.columns) if one.upper() in _PLAIN["sdmx"])
    if "ACTION" in table.columns:
        table = replace(table, rows=_only_adding(table))
    form = table.form if table.form == "sdmx-ml" else "sdmx-csv"
    return replace(table, form=form, exact=True, fields=MappingProxyType(fields), plain=plain)


def _only_adding(table: Table) -> Iterator[Row | Problem]:
    at = table.columns.index("ACTION")
    for row in table.rows:
        if isinstance(row, Row) and row.cells and row.cells[at].strip() not in _SDMX_ADDS:
            yield refusal("import-deletes", row.where, action=row.cells[at])
        else:
            yield row


def _without_labels(table: Table) -> Table:
    """Undo SDMX-CSV's ``labels=both``: ``FREQ: Frequency`` over ``A: Annual`` becomes ``FREQ`` over ``A``."""
    both = [": " in column for column in table.columns]
    if not any(both) or table.columns[0].partition(":")[0] not in _SDMX_KEYS:
        return table
    columns = tuple(column.partition(": ")[0].strip() for column in table.columns)

    def rows() -> Iterator[Row | Problem]:
        for row in table.rows:
            if isinstance(row, Row):
                cells = (
                    c.partition(": ")[0].strip() if b else c for c, b in zip(row.cells, both, strict=False)
                )
                yield row._replace(cells=tuple(cells))
            else:
                yield row

    return replace(table, columns=columns, rows=rows())


def _sdg(table: Table, path: Path) -> Table:
    """The headline only, where no mapping chooses: rows whose groups are all empty."""
    wanted = {
        "value": "Value",
        "period": "TIME_DETAIL" if "TIME_DETAIL" in table.columns else "Year",
        "obs_status": "Observation status",
        "unit": _named(table, ("UNITS", "UNIT MEASURE", "UNIT_MEASURE")),
        "power": _named(table, ("UNIT MULTIPLIER", "UNIT_MULT")),
    }
    fields = {name: Field(column=one) for name, one in wanted.items() if one in table.columns}
    fields["indicator"] = Field(constant=path.stem.removeprefix("indicator_"))
    parting = tuple(i for i, column in enumerate(table.columns) if column not in _PLAIN["open-sdg"])
    chosen = table.filters is not None and bool(table.filters.at)
    plain = frozenset(
        i
        for i, one in enumerate(table.columns)
        if one in _PLAIN["open-sdg"] - {"Series", "SERIES", "GeoCode"}
    )
    return replace(
        table,
        form="open-sdg",
        exact=True,
        fields=MappingProxyType(fields),
        parting=() if chosen else parting,
        keys=frozenset(parting),
        plain=plain,
    )
