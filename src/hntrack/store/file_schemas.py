"""JSON Schemas of the files, made from the table that reads them, so that editors know the fields as well.

A schema says what it can: notation and allowed words.  References, duplicate ids and everything that depends on
two fields is left to ``hntrack check``.
"""

from __future__ import annotations

from types import MappingProxyType

from hntrack.classes import Any
from hntrack.model.codes import GATE_LEVELS, VERDICT_CODES
from hntrack.model.fields import FORMAT, RECORDS, Field
from hntrack.store.decode import PATTERNS, UNKNOWN
from hntrack.store.node_kinds import LONGEST_SCALAR
from hntrack.text.messages import REQUIRED

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Public name → outermost record and title.
FILES = MappingProxyType(
    {
        "targets": ("targets-file", "hntrack: data/targets.yaml, what was promised"),
        "measurements": ("measurements-file", "hntrack: data/measurements.yaml, what happened"),
        "source": ("source-file", "hntrack: seeds/<source-id>.yaml, what a document says"),
        "series": ("series-file", "hntrack: data/series.yaml, files whose rows are measurements"),
    }
)
_DAY = "[12][0-9]{3}-[01][0-9]-[0-3][0-9]"
_ONE_PERIOD = "[12][0-9]{3}(?:-(?:[01][0-9](?:-[0-3][0-9])?|Q[1-4]|H[12]))?"
_PERIOD: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": 1000, "maximum": 2999},
        {"type": "string", "pattern": f"^{_ONE_PERIOD}(?:/{_ONE_PERIOD})?$"},
    ]
}
_PLAIN: MappingProxyType[str, dict[str, Any]] = MappingProxyType(
    {
        # What is a text to us may look like a number or a truth value to other readers of YAML.
        "text": {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": LONGEST_SCALAR},
        "text_or_unknown": {
            "type": ["string", "number", "boolean"],
            "minLength": 1,
            "maxLength": LONGEST_SCALAR,
        },
        "decimal": {"type": "number"},
        "whole": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
        "format": {"const": FORMAT},
        "bool": {"type": "boolean"},
        "period": _PERIOD,
        "period_or_unknown": {"anyOf": [*_PERIOD["anyOf"], {"const": UNKNOWN}]},
        "day": {"type": "string", "pattern": f"^{_DAY}$"},
        "instant": {
            "type": "string",
            "pattern": f"^{_DAY}(?:T[0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\\.[0-9]{{1,6}})?)?"
            r"(?:Z|[+-][0-9]{2}:[0-9]{2}))?$",
        },
        "gate": {
            "type": "object",
            "propertyNames": {"enum": list(VERDICT_CODES)},
            "additionalProperties": {"enum": list(GATE_LEVELS)},
        },
        "wording": {"$ref": "#/$defs/wording"},
        "words": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}},
    }
)


def schema_for(name: str) -> dict[str, Any]:
    """Make the JSON Schema (2020-12) of ``targets``, ``measurements``, ``source`` or ``series``."""
    record, title = FILES[name]
    return {
        "$schema": DIALECT,
        "$id": f"{name}.schema.json",
        "title": title,
        **_object(RECORDS[record]),
        "$defs": {"wording": _wording(), **_inner(record)},
    }


def _inner(record: str) -> dict[str, Any]:
    """Give the definitions of all records inside one, by name."""
    found: dict[str, Any] = {}
    waiting = [record]
    while waiting:
        for field in RECORDS[waiting.pop()]:
            if field.kind in ("record", "records") and field.of not in found:
                found[field.of] = _object(RECORDS[field.of])
                waiting.append(field.of)
    return dict(sorted(found.items()))


def _object(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields if field.required],
        "properties": {field.name: {"description": field.about, **_value(field)} for field in fields},
    }


def _value(field: Field) -> dict[str, Any]:
    if field.kind == "record":
        return {"$ref": f"#/$defs/{field.of}"}
    if field.kind == "records":
        # A section may stand empty, so that entries can be added beneath it.
        return {"type": ["array", "null"], "items": {"$ref": f"#/$defs/{field.of}"}}
    if field.kind == "list":
        return {"type": "array", "minItems": 1, "items": _scalar(field.of)}
    if field.kind == "word":
        return {"enum": list(field.allowed)}
    return _scalar(field.kind)


def _scalar(kind: str) -> dict[str, Any]:
    if kind in PATTERNS:
        # Some ids are numbers to other readers of YAML.
        allowed = ["string", "integer"] if kind == "id" else ["string"]
        return {"type": allowed, "pattern": f"^{PATTERNS[kind]}$"}
    return dict(_PLAIN[kind])


def _wording() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "The same text by language (vi, en, fr …): those that the catalog's head names, and any more.",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {lang: dict(_PLAIN["text"]) for lang in REQUIRED},
        "patternProperties": {f"^{PATTERNS['language']}$": dict(_PLAIN["text"])},
    }


def schema_text(name: str) -> str:
    """Give the schema as the text of its file in ``schemas/``."""
    from json import dumps  # noqa: PLC0415  (reading data needs no JSON)

    return dumps(schema_for(name), ensure_ascii=False, indent=2) + "\n"
