"""All tables as a frictionless Data Package: CSV files and the ``datapackage.json`` that describes them.

See https://specs.frictionlessdata.io/tabular-data-package/.
"""

from __future__ import annotations

from hashlib import sha256
from types import MappingProxyType

from hntrack.exchange.content import Column, Exported, Tab
from hntrack.exchange.csv_out import tab_csv
from hntrack.exchange.exports import Document, Files
from hntrack.report.view import Json

_TYPES = MappingProxyType(
    {"text": "string", "number": "number", "whole": "integer", "truth": "boolean", "day": "date"}
)


def export(made: Exported, table: str) -> Files:
    """Write the package; the description comes last, so that it never speaks of files that are not there."""
    del table
    tabs = made.tabs()
    files: dict[str, bytes | Document] = {f"{tab.name}.csv": tab_csv(tab) for tab in tabs}
    description: dict[str, Json] = {
        "profile": "tabular-data-package",
        "name": made.catalog.id,
        "title": made.catalog.title.within(made.lang),
        "description": f"hntrack export, as of {made.as_of}",
        "resources": [_resource(tab, tab_csv(tab), made.lang) for tab in tabs],
    }
    return {**files, "datapackage.json": Document(description)}


def _resource(tab: Tab, content: bytes, lang: str) -> Json:
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
