"""CSV and its relatives, and what consists of such tables: frictionless Data Packages, and the files of Open SDG sites.

Read are grids: streamed, strict about quotes, every line with its number.  Written are RFC 4180, UTF-8 and commas,
numbers exact; ``hntrack import`` reads ``measurements`` back as it was.  Of a package
(https://specs.frictionlessdata.io/tabular-data-package/) one CSV resource beside its ``datapackage.json`` is read, and
nothing else is ever opened; written are all tables, and the ``datapackage.json`` that describes them.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

from hntrack.errors import Where
from hntrack.exchange.content import (
    STATUS,
    Cell,
    Column,
    Exported,
    Tab,
    cell_text,
    unsaid_qualifiers,
    without_numbers,
)
from hntrack.exchange.files import open_regular, read_json, text_lines
from hntrack.exchange.formats import Document, Files
from hntrack.exchange.mapping import Map
from hntrack.exchange.table import LONGEST_CELL, Grid, Line, Table, broken, refusal
from hntrack.model.codes import ENCODINGS
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.report import Json
from hntrack.report.words import unit_title
from hntrack.store.node_kinds import LONGEST_SCALAR
from hntrack.store.yaml_lines import scalar
from hntrack.text.characters import visible
from hntrack.text.messages import Message, _, _n

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


def export_csv(made: Exported, table: str) -> Files:
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


# Data Packages

_MEASUREMENTS = "measurements"


def open_package(path: Path, label: str, mapping: Map, form: str = "datapackage") -> Table:
    """Open one resource of a data package.

    It is the one the mapping names, else ``measurements``, else the only one.  Its dialect and schema are obeyed
    (delimiter, encoding, decimal mark, missing values).

    Raises:
        InputError: A file cannot be opened.
        DataError: It is no data package, or the resource lies elsewhere.
    """
    from hntrack.exchange.tabled import own_headings, tabled  # noqa: PLC0415  (no export pays for reading)

    package = read_json(path, label, "Data Package")
    resource = _resource(package, label, mapping)
    name = resource.get("path")
    if not isinstance(name, str):
        raise _wrong(label, "path is no text")
    file = _inside(path.parent, name, label)
    schema, dialect = (
        one if isinstance(one, dict) else {} for one in map(resource.get, ("schema", "dialect"))
    )
    told = _told(resource, schema, dialect, mapping, label)
    grid = open_csv(file, f"{label.removesuffix('datapackage.json')}{name}", told, form)
    table = own_headings(tabled(grid, told))
    exact = told.decimal == "." and not told.thousands
    return replace(table, exact=exact, empty=told.empty, decimal=told.decimal, thousands=told.thousands)


def _resources(package: Any, label: str) -> list[dict[str, Any]]:
    resources = package.get("resources") if isinstance(package, dict) else None
    if (
        not isinstance(resources, list)
        or not resources
        or not all(isinstance(resource, dict) for resource in resources)
    ):
        raise _wrong(label, "no resources")
    return resources


def _resource(package: Any, label: str, mapping: Map) -> dict[str, Any]:
    resources = _resources(package, label)
    wanted = mapping.resource or _MEASUREMENTS
    found = [resource for resource in resources if resource.get("name") == wanted]
    if mapping.resource is None and len(resources) == 1:
        found = resources
    if len(found) != 1:
        names = ", ".join(str(resource.get("name")) for resource in resources)
        what = _("resources")
        raise broken(refusal("import-which", Where(label), what=what, names=names, key="resource"))
    made: dict[str, Any] = found[0]
    return made


def _inside(folder: Path, name: str, label: str) -> Path:
    """Find a file below the package's folder; links, addresses and ways out of it are refused."""
    parts = name.split("/")
    if {"\\", ":", "\0"} & set(name) or {"", ".", ".."} & set(parts) or _has_link(folder, parts):
        raise broken(refusal("import-outside", Where(label), path=name))
    return folder.joinpath(*parts)


def _has_link(folder: Path, parts: list[str]) -> bool:
    """Tell whether a step of the way leads elsewhere, or cannot be looked at."""
    try:
        return any(folder.joinpath(*parts[: i + 1]).is_symlink() for i in range(len(parts)))
    except OSError:
        return True


def _empty(schema: dict[str, Any]) -> frozenset[str]:
    """Give the texts that stand for no value."""
    missing = schema.get("missingValues")
    texts = missing if isinstance(missing, list) else []
    return frozenset(text for text in texts if isinstance(text, str))


def _told(
    resource: dict[str, Any], schema: dict[str, Any], dialect: dict[str, Any], mapping: Map, label: str
) -> Map:
    """Put what the package says under what the mapping file says."""
    encoding = str(resource.get("encoding", "utf-8")).lower()
    delimiter = dialect.get("delimiter", ",")
    if encoding not in ENCODINGS:
        raise _wrong(label, f"encoding {encoding}")
    if resource.get("compression") or dialect.get("header") is False:
        raise _wrong(label, "compressed, or without a heading")
    if not isinstance(delimiter, str) or len(delimiter) != 1 or delimiter in '\r\n"':
        raise _wrong(label, "delimiter")
    return replace(
        mapping,
        encoding=encoding,
        delimiter=mapping.delimiter or delimiter,
        empty=_empty(schema) | mapping.empty,
        decimal=mapping.decimal or _mark(schema),
        thousands=mapping.thousands or _marks(schema, "groupChar"),
    )


def _mark(schema: dict[str, Any]) -> str:
    return _marks(schema, "decimalChar") or "."


def _marks(schema: dict[str, Any], name: str) -> str | None:
    """Give the mark that the numbers of the schema are written with; columns that differ have none in common."""
    marks = {field.get(name) for field in _fields(schema) if field.get("type") in ("number", "integer")} - {
        None
    }
    mark = next(iter(marks)) if len(marks) == 1 else None
    return mark if mark in (".", ",", " ") else None


def _fields(schema: dict[str, Any]) -> list[dict[str, Any]]:
    fields = schema.get("fields")
    return [field for field in fields if isinstance(field, dict)] if isinstance(fields, list) else []


def _wrong(label: str, cause: str) -> Exception:
    return broken(refusal("import-not-this-format", Where(label), form="Data Package", cause=cause))


_TYPES = MappingProxyType(
    {"text": "string", "number": "number", "whole": "integer", "truth": "boolean", "day": "date"}
)


def export_package(made: Exported, table: str) -> Files:
    """Write the package; the description comes last, so that it never speaks of files that are not there."""
    del table
    tabs = made.tabs()
    tables = {f"{tab.name}.csv": tab_csv(tab) for tab in tabs}
    description: dict[str, Json] = {
        "profile": "tabular-data-package",
        "name": made.catalog.id,
        "title": made.catalog.title.within(made.lang),
        "description": f"hntrack export, as of {made.as_of}",
        "resources": [_described(tab, tables[f"{tab.name}.csv"], made.lang) for tab in tabs],
    }
    return {**tables, "datapackage.json": Document(description)}


def _described(tab: Tab, content: bytes, lang: str) -> Json:
    keys: list[Json] = [
        {
            "fields": column.name,
            "reference": {"resource": "" if column.refers == tab.name else column.refers, "fields": "id"},
        }
        for column in tab.columns
        if column.refers
    ]
    schema: dict[str, Json] = {
        "fields": [_field(column) for column in tab.columns],
        "primaryKey": list(tab.key),
        "missingValues": [""],
    }
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": tab.name,
        "title": tab.title.within(lang),
        "path": f"{tab.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "schema": schema,
    }


def _field(column: Column) -> Json:
    field: dict[str, Json] = {"name": column.name, "type": _TYPES[column.kind], "description": column.about}
    constraints: dict[str, Json] = {}
    if column.required:
        constraints["required"] = True
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    if constraints:
        field["constraints"] = constraints
    return field


# Open SDG: ``data/indicator_<id>.csv`` has Year and Value, headline only; ``meta/<id>.md`` is YAML front matter.  See
# https://open-sdg.readthedocs.io/en/latest/data-format/ and …/metadata-format/.

_DIRECTION = {"increase": "positive", "decrease": "negative"}


def export_open_sdg(made: Exported, table: str) -> Files:
    """Write the current measurements: two files for every indicator that is measured by a number."""
    del table
    files: dict[str, bytes | Document] = {}
    for indicator in made.current.indicators:
        measured = [
            measurement
            for measurement in made.current.measurements_of.get(indicator.id, ())
            if measurement.value is not None
        ]
        if measured:
            files[f"data/indicator_{indicator.id}.csv"] = _data(measured)
            files[f"meta/{indicator.id}.md"] = _meta(made, indicator).encode()
    return files


def _data(measured: list[Measurement]) -> bytes:
    """Give each by its year, the last of a stretch: a further column would be a group, and the row no headline."""
    measured = sorted(measured, key=lambda one: one.period)
    rows = ((one.period.year, STATUS[one.obs_status], one.value) for one in measured)
    return rows_csv(("Year", "Observation status", "Value"), rows)


def open_sdg_losses(made: Exported) -> tuple[Message, ...]:
    """Say what an Open SDG site will not show."""
    measured = [measurement for measurement in made.current.measurements if measurement.value is not None]
    stretches = sum(one.period.text != str(one.period.year) for one in measured)
    unseen = sorted({one.indicator for one in measured if "-" not in one.indicator})
    said = [*unsaid_qualifiers(measured), *without_numbers(made)]
    if stretches:
        said.append(
            _n(
                "{count} measurement of a part of a year or of several years stands under its last year.",
                "{count} measurements of a part of a year or of several years stand under their last year.",
                stretches,
            )
        )
    if unseen:
        said.append(
            _(
                "Open SDG reads data/*-*.csv by default: no hyphen in {names}. Set 'path_pattern' in its "
                "config_data.yml, or name the indicators with a hyphen.",
                names=", ".join(f"indicator_{one}.csv" for one in unseen),
            )
        )
    return tuple(said)


def _meta(made: Exported, indicator: Indicator) -> str:
    catalog, lang = made.current, made.lang
    title = indicator.title.within(lang)
    goal = catalog.goal.get(indicator.goal)
    area = catalog.area.get(indicator.area)
    pairs: list[tuple[str, str | bool]] = [
        ("indicator_number", indicator.id),
        ("indicator_name", title),
        ("graph_title", title),
        ("goal_name", goal.title.within(lang) if goal else indicator.goal),
        ("national_geographical_coverage", area.title.within(lang) if area else indicator.area),
        ("computation_units", unit_title(catalog, indicator, lang)),
        ("data_non_statistical", False),
        ("reporting_status", "complete"),
        ("graph_type", "line"),
    ]
    lines = [f"{name}: {_scalar(said)}" for name, said in pairs if said != ""]
    return "\n".join(
        ["---", *lines, *_progress(indicator, catalog.targets_of.get(indicator.id, [])), "---", ""]
    )


def _progress(indicator: Indicator, targets: list[Target]) -> list[str]:
    """What Open SDG's own progress calculation asks for: the first dated target."""
    dated = sorted((t for t in targets if t.due and t.value is not None and t.relative_to is None), key=_due)
    if indicator.direction is None:
        return []
    lines = ["progress_calculation_options:", f"  - direction: {_DIRECTION[indicator.direction]}"]
    if dated:
        lines += [f"    target: {dated[0].value:f}", f"    target_year: {_due(dated[0])[:4]}"]
    if indicator.limit is not None:
        lines.append(f"    limit: {indicator.limit:f}")
    return lines


def _due(target: Target) -> str:
    return target.due.isoformat() if target.due else ""


def _scalar(said: str | bool) -> str:
    if isinstance(said, bool):
        return "true" if said else "false"
    return scalar(visible(said, limit=LONGEST_SCALAR))
