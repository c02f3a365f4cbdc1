"""A frictionless Data Package, read and written.

In: one CSV resource beside its ``datapackage.json``; nothing else is ever opened.  Out: all tables as CSV files and
the ``datapackage.json`` that describes them.  See https://specs.frictionlessdata.io/tabular-data-package/.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hntrack.errors import Where
from hntrack.exchange.content import Column, Exported, Tab
from hntrack.exchange.csv_tables import open_csv, tab_csv
from hntrack.exchange.files import read_json
from hntrack.exchange.formats import Document, Files
from hntrack.exchange.mapping import Map
from hntrack.exchange.messages import refusal
from hntrack.exchange.table import Table, broken
from hntrack.exchange.tabled import own_headings, tabled
from hntrack.model.codes import ENCODINGS
from hntrack.report.view import Json
from hntrack.text.messages import _

_MEASUREMENTS = "measurements"


def open_package(path: Path, label: str, mapping: Map, form: str = "datapackage") -> Table:
    """Open one resource of a data package.

    It is the one the mapping names, else ``measurements``, else the only one.  Its dialect and schema are obeyed
    (delimiter, encoding, decimal mark, missing values).

    Raises:
        InputError: A file cannot be opened.
        DataError: It is no data package, or the resource lies elsewhere.
    """
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


def export(made: Exported, table: str) -> Files:
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
