"""JSON Schemas (2020-12) of what the commands print with ``--format json``; the shapes stand in ``shapes.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from hntrack.compare.measurements import MEASUREMENT_CHANGES
from hntrack.compare.promise import TARGET_CHANGES
from hntrack.model.codes import (
    COMPARATORS,
    GATE_LEVELS,
    MEASURES,
    OBS_STATUSES,
    PACES,
    QUALIFIERS,
    SCALES,
    STANDINGS,
)
from hntrack.model.fields import RECORDS, Field
from hntrack.report import Json
from hntrack.report.change_phrases import VERDICT_CHANGES
from hntrack.report.words import json_key
from hntrack.text.messages import REQUIRED

Schema = dict[str, Json]

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _typed(*names: str, **more: Json) -> Schema:
    kinds: list[Json] = list(names)
    return {"type": kinds[0] if len(kinds) == 1 else kinds, **more}


def _one_of(*codes: str) -> Schema:
    return {"enum": list(codes)}


def _any_keys(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def object_of(properties: Mapping[str, Json]) -> Schema:
    """Give the schema of an object that has all of these members and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _or_null(schema: Schema) -> Schema:
    if isinstance(schema.get("type"), str) and "enum" not in schema and len(schema) == 1:
        return _typed(str(schema["type"]), "null")
    return {"anyOf": [schema, {"type": "null"}]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


TEXT, NUMBER, COUNT = _typed("string"), _typed("number"), _typed("integer", minimum=0)
DAY = _typed("string", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
WORDING: Schema = {
    "type": "object",
    "properties": dict.fromkeys(REQUIRED, TEXT),
    "additionalProperties": TEXT,
}
_LINE = _typed("integer", minimum=1)

_SIMPLE: Mapping[str, Schema] = MappingProxyType(
    {
        "text": TEXT,
        "said": _typed("string", minLength=1),
        "number": NUMBER,
        "count": COUNT,
        "whole": _typed("integer"),
        "line": _LINE,
        "line?": _typed("integer", "null", minimum=1),
        "bool": _typed("boolean"),
        "day": DAY,
        "wording": WORDING,
        "labels": _any_keys(_typed("string", "null")),
        "texts": _any_keys(TEXT),
        "numbers": _any_keys(NUMBER),
        "counts": _any_keys(COUNT),
        "ids": _any_keys(_list(TEXT)),
        "comparator": _one_of(*COMPARATORS),
        "measure": _one_of(*MEASURES),
        "obs_status": _one_of(*OBS_STATUSES),
        "qualifier": _one_of(*QUALIFIERS),
        "scale": _one_of(*SCALES),
        "standing": _one_of(*STANDINGS),
        "pace": _one_of(*PACES),
        "target_change_kind": _one_of(*TARGET_CHANGES),
        "measurement_change_kind": _one_of(*MEASUREMENT_CHANGES),
        "verdict_change_kind": _one_of(*VERDICT_CHANGES),
    }
)


def record_schema(record: str) -> Schema:
    """Give the schemas of a record's fields in JSON, by key; see :func:`hntrack.report.words.record_item`."""
    schemas: Schema = {}
    for field in RECORDS[record]:
        if field.flat:
            schemas |= record_schema(field.of)
        else:
            schemas[json_key(record, field)] = _field_schema(field)
    return schemas


def _field_schema(field: Field) -> Schema:
    """A field is there always; ``null`` where it says nothing, unless leaving it out means something."""
    schema = _KINDS[field.kind](field)
    always = field.kind not in _MAYBE and (field.required or field.default is not None)
    return schema if always else _or_null(schema)


_MAYBE = frozenset({"text_or_unknown", "period_or_unknown"})
_TEXTS = ("id", "text", "claim", "language", "url", "sha256", "period", "instant", *_MAYBE)
_KINDS: Mapping[str, Callable[[Field], Schema]] = MappingProxyType(
    {
        **dict.fromkeys(_TEXTS, lambda _: TEXT),
        "decimal": lambda _: NUMBER,
        "whole": lambda _: _LINE,
        "bool": lambda _: _SIMPLE["bool"],
        "day": lambda _: DAY,
        "word": lambda field: _one_of(*field.allowed),
        "wording": lambda _: WORDING,
        "list": lambda field: _list(_KINDS[field.of](field)),
        "gate": lambda _: _any_keys(_one_of(*GATE_LEVELS)),
        "record": lambda field: object_of(record_schema(field.of)),
        "records": lambda field: _list(object_of(record_schema(field.of))),
    }
)


@cache
def _shapes() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("hntrack.report").joinpath("shapes.toml").read_text("utf-8"))


@cache
def _members(shape: str) -> Schema:
    """Give the schemas of a shape's members, by key."""
    members: Schema = {}
    for key, kind in _shapes()[shape].items():
        if not key.startswith("+"):
            members |= {name: _schema(kind) for name in key.split()}
        elif kind == "members":
            members |= _members(key[1:])
        else:
            left_out = kind.removeprefix("fields").removeprefix(" but ").split()
            fields = record_schema(key[1:])
            members |= {name: schema for name, schema in fields.items() if name not in left_out}
    return members


def _schema(kind: str) -> Schema:
    """Give the schema of a kind, as ``shapes.toml`` writes it."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind == "change":
        changes = ("target_change", "measurement_change", "verdict_change")
        return {"anyOf": [*(object_of(_members(change)) for change in changes), _BEARING]}
    if kind.endswith("[]"):
        return _list(_schema(kind[:-2]))
    if kind.endswith("?"):
        return _or_null(_schema(kind[:-1]))
    if kind.startswith("="):
        return {"const": kind[1:]}
    return _one_of(*kind.split("|")) if "|" in kind else object_of(_members(kind))


_BEARING: Schema = {
    "type": "object",
    "properties": {"subject": {"const": "bearing"}},
    "required": ["subject", "sentence"],
}
OPTIONAL = frozenset({"gate", "data_problems"})
"""Members that only some calls print: ``gate`` where ``--fail-on`` or ``--warn-on`` is given."""

_OPTIONAL_IN = {"diff": frozenset({"glance"})}  # `hntrack progress --since` begins with it


def outputs() -> Iterable[str]:
    """Give the names of the outputs that share an envelope."""
    return (name.removeprefix(_OUTPUT) for name in _shapes() if name.startswith(_OUTPUT))


_OUTPUT = "output "


def output_schema(name: str) -> Schema:
    """Give the schema of one command's JSON.

    Args:
        name: One of :func:`outputs`.
    """
    properties: Schema = {
        "schema": {"const": f"hntrack/{name}"},
        "version": {"const": 1},
        "hntrack": TEXT,
        "lang": TEXT,
        "as_of": DAY,
        "data_problems": _schema("data_problem[]"),
        **_members(f"{_OUTPUT}{name}"),
    }
    optional = OPTIONAL | _OPTIONAL_IN.get(name, frozenset())
    required: list[Json] = [member for member in properties if member not in optional]
    whole: Schema = {**object_of(properties), "required": required}
    return {"$schema": DRAFT, "title": f"hntrack {name} --format json", **whole}


def site_index_schema() -> Schema:
    """Give the schema of a site's ``api/index.json``."""
    members: Schema = {"schema": {"const": "hntrack/site-index"}, "version": {"const": 1}}
    whole = object_of(members | _members("site_index"))
    return {"$schema": DRAFT, "title": "hntrack site: api/index.json", **whole}


def drafts_schema() -> Schema:
    """Give the schema of ``hntrack extract``: a bare list, as programs expect that read such lists."""
    return {"$schema": DRAFT, "title": "hntrack extract --format json", **_schema("drafted[]")}
