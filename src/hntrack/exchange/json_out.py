"""All tables as one JSON object (lists of rows by name, numbers exact), and the JSON Schema of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hntrack.__about__ import __version__
from hntrack.exchange.content import Column, Exported, Tab
from hntrack.exchange.formats import Document, Files
from hntrack.model.catalog import Catalog
from hntrack.report.schemas import DAY, DRAFT, TEXT, WORDING, Schema, object_of
from hntrack.report.view import Each, Json
from hntrack.text.messages import Wording

SCHEMA_VERSION = 1


def export(made: Exported, table: str) -> Files:
    """Write all tables; the order of the members is that of the tables and columns."""
    del table
    content: dict[str, Json | Each] = {
        "schema": "hntrack/export",
        "version": SCHEMA_VERSION,
        "hntrack": __version__,
        "as_of": made.as_of,
        "catalog": {"id": made.catalog.id, "title": dict(made.catalog.title.texts)},
    }
    for tab in made.tabs():
        content[tab.name] = Each(partial(_rows, tab))
    return {"": Document(content)}


def _rows(tab: Tab) -> Iterator[Json]:
    names = [column.name for column in tab.columns]
    return (dict(zip(names, row, strict=True)) for row in tab.rows)


_TYPES = {"text": "string", "number": "number", "whole": "integer", "truth": "boolean", "day": "string"}


def export_schema() -> Schema:
    """Give the schema; what a column says stands there as its description."""
    nothing = Catalog("", Wording("", ""))
    tabs = Exported(nothing, nothing, (), "", "en").tabs()
    titled = object_of({"id": TEXT, "title": WORDING})
    members: dict[str, Json] = {
        "schema": {"const": "hntrack/export"},
        "version": {"const": SCHEMA_VERSION},
        "hntrack": TEXT,
        "as_of": DAY,
        "catalog": titled,
        **{tab.name: _table(tab) for tab in tabs},
    }
    return {"$schema": DRAFT, "title": "hntrack export --to json", **object_of(members)}


def _table(tab: Tab) -> Schema:
    return {
        "type": "array",
        "description": tab.title.en,
        "items": {
            **object_of({column.name: _cell(column) for column in tab.columns}),
            # Texts in further languages stand beside the two: title_fr.
            "patternProperties": {
                f"^{column.name.removesuffix('_vi')}_[a-z]{{2,3}}(-[A-Za-z0-9]{{1,8}})*$": _cell(column)
                for column in tab.columns
                if column.name.endswith("_vi")
            },
        },
    }


def _cell(column: Column) -> Schema:
    kind = _TYPES[column.kind]
    schema: Schema = {"type": kind if column.required else [kind, "null"], "description": column.about}
    if column.kind == "day":
        schema["pattern"] = DAY["pattern"]
    if column.allowed:
        schema["enum"] = [*column.allowed, *([] if column.required else [None])]
    return schema
