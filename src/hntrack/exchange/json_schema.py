"""The JSON Schema of ``hntrack export --to json``, from the columns that every export writes."""

from __future__ import annotations

from hntrack.exchange.content import Column, Exported, Tab
from hntrack.exchange.json_out import SCHEMA_VERSION
from hntrack.model.catalog import Catalog
from hntrack.report.schemas import DAY, DRAFT, TEXT, WORDING, Schema, object_of
from hntrack.report.view import Json
from hntrack.text.wording import Wording

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
