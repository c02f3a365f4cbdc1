"""JSON Schemas (2020-12) of what the commands print with ``--format json``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from hntrack.report.change_phrases import VERDICT_CHANGES
from hntrack.report.items import json_key
from hntrack.report.view import Json
from hntrack.text.wording import REQUIRED

Schema = dict[str, Json]

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _typed(*names: str, **more: Json) -> Schema:
    kinds: list[Json] = list(names)
    return {"type": kinds[0] if len(kinds) == 1 else kinds, **more}


def _one_of(*codes: str) -> Schema:
    return {"enum": list(codes)}


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


def _members(schema: Schema) -> dict[str, Json]:
    properties = schema["properties"]
    assert isinstance(properties, dict), "made by object_of"
    return properties


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


TEXT, NUMBER, COUNT = _typed("string"), _typed("number"), _typed("integer", minimum=0)
MAYBE_TEXT, MAYBE_NUMBER = _typed("string", "null"), _typed("number", "null")
DAY = _typed("string", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
MAYBE_DAY = _or_null(DAY)
LABELS: Schema = {"type": "object", "additionalProperties": {"type": ["string", "null"]}}

WORDING: Schema = {
    "type": "object",
    "properties": dict.fromkeys(REQUIRED, TEXT),
    "additionalProperties": TEXT,
}


def record_schema(record: str) -> Schema:
    """Give the schemas of a record's fields in JSON, by key; see :func:`hntrack.report.items.record_item`."""
    found: Schema = {}
    for field in RECORDS[record]:
        if field.flat:
            found |= record_schema(field.of)
        else:
            found[json_key(record, field)] = _field_schema(field)
    return found


def without(schemas: Schema, *keys: str) -> Schema:
    """Leave some members out."""
    return {key: schema for key, schema in schemas.items() if key not in keys}


def _field_schema(field: Field) -> Schema:
    """A field is there always; ``null`` where it says nothing, unless leaving it out means something."""
    schema = _KINDS[field.kind](field)
    always = field.kind not in _MAYBE and (field.required or field.default is not None)
    return schema if always else _or_null(schema)


_MAYBE = frozenset({"text_or_unknown", "period_or_unknown"})
_KINDS: Mapping[str, Callable[[Field], Schema]] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "id",
                "text",
                "text_or_unknown",
                "claim",
                "language",
                "url",
                "sha256",
                "period",
                "period_or_unknown",
                "instant",
            ),
            lambda _: TEXT,
        ),
        "decimal": lambda _: NUMBER,
        "whole": lambda _: _typed("integer", minimum=1),
        "bool": lambda _: _typed("boolean"),
        "day": lambda _: DAY,
        "word": lambda field: _one_of(*field.allowed),
        "wording": lambda _: WORDING,
        "list": lambda field: _list(_KINDS[field.of](field)),
        "gate": lambda _: {"type": "object", "additionalProperties": _one_of(*GATE_LEVELS)},
        "record": lambda field: object_of(record_schema(field.of)),
        "records": lambda field: _list(object_of(record_schema(field.of))),
    }
)

_COUNTS: Schema = {"type": "object", "additionalProperties": COUNT}
PROVENANCE = object_of(
    {
        "source": TEXT,
        "claim": TEXT,
        "line": _typed("integer", minimum=1),
        "as_printed": TEXT,
        "published": MAYBE_TEXT,
        "known_on": DAY,
    }
)
USED = object_of(
    {
        "id": TEXT,
        "value": MAYBE_NUMBER,
        "stage": MAYBE_TEXT,
        "period": TEXT,
        "qualifier": _one_of(*QUALIFIERS),
        "of": MAYBE_NUMBER,
        "obs_status": _one_of(*OBS_STATUSES),
        "claim": MAYBE_TEXT,
        "label": TEXT,
    }
)
_TARGET: Mapping[str, Json] = MappingProxyType(
    {
        "target": TEXT,
        "goal": TEXT,
        "area": TEXT,
        "measure": _one_of(*MEASURES),
        **without(record_schema("target"), "id"),
        "milestone": _typed("integer", "null"),
        "milestone_period": MAYBE_TEXT,
        "due": MAYBE_DAY,
        "unit": MAYBE_TEXT,
        "scale": _one_of(*SCALES),
        "provenance": _or_null(PROVENANCE),
        "restated": _list(_or_null(PROVENANCE)),
        "label": LABELS,
    }
)
TARGET = object_of(_TARGET)
METHOD = object_of({"id": TEXT, "version": TEXT})
VERDICT = object_of(
    {
        **_TARGET,
        "latest": _or_null(USED),
        "judged": _or_null(USED),
        "named_baseline": MAYBE_TEXT,
        "baseline": _or_null(USED),
        "gap": MAYBE_NUMBER,
        "required_pace": MAYBE_NUMBER,
        "required_pace_since_latest": MAYBE_NUMBER,
        "observed_pace": MAYBE_NUMBER,
        "projected": MAYBE_NUMBER,
        "due_value_now": MAYBE_NUMBER,
        "reached_on": MAYBE_DAY,
        "buffer_days": _typed("integer", "null"),
        "standing": _one_of(*STANDINGS),
        "pace": _one_of(*PACES),
        "category": MAYBE_TEXT,
        "reason": _typed("string", minLength=1),
        "reasons": _list(TEXT),
        "numbers": {"type": "object", "additionalProperties": NUMBER},
        "flags": _list(TEXT),
        "method": METHOD,
        "first_promise": _or_null(
            object_of(
                {
                    "target": TEXT,
                    "asked": TEXT,
                    "milestone": MAYBE_TEXT,
                    "promised": TEXT,
                    "standing": _one_of(*STANDINGS),
                    "pace": _one_of(*PACES),
                }
            )
        ),
    }
)
EXPLAINED: Schema = object_of(
    {
        **_members(VERDICT),
        "explanation": _list(TEXT),
        "needed": object_of(
            {
                "years_left": MAYBE_NUMBER,
                "required_pace": MAYBE_NUMBER,
                "required_from_today": MAYBE_NUMBER,
                "required_pace_since_latest": MAYBE_NUMBER,
                "required_growth": MAYBE_NUMBER,
                "observed_pace": MAYBE_NUMBER,
                "multiple": MAYBE_NUMBER,
                "due_value_now": MAYBE_NUMBER,
                "due_value_today": MAYBE_NUMBER,
                "buffer_days": _typed("integer", "null"),
                "reached_on": MAYBE_DAY,
                "projected": MAYBE_NUMBER,
                "prediction": _or_null(
                    object_of(
                        {"fitted": NUMBER, "low": NUMBER, "high": NUMBER, "points": COUNT, "method": TEXT}
                    )
                ),
            }
        ),
    }
)
MEASUREMENT = object_of(
    {
        **record_schema("measurement"),
        "provenance": _or_null(PROVENANCE),
        "derived_from": _list(TEXT),
        "published": DAY,
        "published_own": MAYBE_DAY,
        "label": TEXT,
    }
)
PROBLEM = object_of(
    {
        "code": TEXT,
        "severity": _one_of("error", "warning"),
        "file": TEXT,
        "line": COUNT,
        "column": COUNT,
        "message": TEXT,
        "hint": TEXT,
        "excerpt": TEXT,
    }
)
INDICATOR = object_of({**record_schema("indicator"), "label": LABELS})
LISTED_INDICATOR = object_of(
    {
        **_members(INDICATOR),
        "targets": _list(TEXT),
        "measurements": _list(TEXT),
        "latest": _or_null(USED),
    }
)
_IDS: Schema = {"type": "object", "additionalProperties": _list(TEXT)}
_SECTIONS = _list(object_of({"key": TEXT, "targets": COUNT, "outcomes": _COUNTS}))
GLANCE = object_of(
    {
        "targets": COUNT,
        **dict.fromkeys(("outcomes", "not_judged", "missing"), _IDS),
        **dict.fromkeys(("measurable", "paced", "fell_due", "unanswered"), _list(TEXT)),
        "next_due": MAYBE_DAY,
        "due_next": _list(TEXT),
        "goals": _SECTIONS,
        "bodies": _SECTIONS,
        "figures": _list(TEXT),
        "label": LABELS,
    }
)
SUMMARY = object_of({"targets": COUNT, "standing": _COUNTS, "pace": _COUNTS})

_TOLD_TARGET = object_of(
    {
        "target": TEXT,
        "text": TEXT,
        "comparator": _one_of(*COMPARATORS),
        "value": MAYBE_NUMBER,
        "value_high": MAYBE_NUMBER,
        "stage": MAYBE_TEXT,
        "milestone": _typed("integer", "null"),
        "due": MAYBE_DAY,
        "claim": TEXT,
    }
)
_TOLD_MEASUREMENT = object_of({**_members(USED), "published": DAY})
_TOLD_VERDICT = object_of(
    {
        "target": TEXT,
        "standing": _one_of(*STANDINGS),
        "pace": _one_of(*PACES),
        "label": TEXT,
        "category": MAYBE_TEXT,
        "method": TEXT,
        "version": TEXT,
        "latest": MAYBE_TEXT,
    }
)


def _change(subject: str, kinds: tuple[str, ...], told: Schema, more: Mapping[str, Json]) -> Schema:
    return object_of(
        {
            "subject": {"const": subject},
            "kind": _one_of(*kinds),
            "label": TEXT,
            "indicator": TEXT,
            "title": TEXT,
            "area": TEXT,
            "old": _or_null(told),
            "new": _or_null(told),
            **more,
            "sentence": TEXT,
        }
    )


_DIFFERENCE: Mapping[str, Json] = MappingProxyType(
    {"difference": MAYBE_NUMBER, "difference_unit": MAYBE_TEXT, "scale": _one_of(*SCALES)}
)
_CHANGES: list[Json] = [
    _change(
        "target",
        TARGET_CHANGES,
        _TOLD_TARGET,
        {**_DIFFERENCE, "difference_high": MAYBE_NUMBER, "number": MAYBE_TEXT, "ambition": MAYBE_TEXT},
    ),
    _change(
        "measurement",
        MEASUREMENT_CHANGES,
        _TOLD_MEASUREMENT,
        {**_DIFFERENCE, "previous": _or_null(_TOLD_MEASUREMENT), "why": MAYBE_TEXT},
    ),
    _change(
        "verdict",
        VERDICT_CHANGES,
        _TOLD_VERDICT,
        {"target": TEXT, "causes": _list(TEXT), "because": _list(TEXT)},
    ),
    {"type": "object", "properties": {"subject": {"const": "bearing"}}, "required": ["subject", "sentence"]},
]
CHANGE: Schema = {"anyOf": _CHANGES}
MOMENT = object_of(
    {
        "target": TEXT,
        "indicator": TEXT,
        "title": TEXT,
        "asked": TEXT,
        "date": MAYBE_DAY,
        "standing": _or_null(_one_of(*STANDINGS)),
        "pace": _or_null(_one_of(*PACES)),
        "category": MAYBE_TEXT,
        "label": TEXT,
        "reason": MAYBE_TEXT,
        "first_promise": MAYBE_TEXT,
        "method": MAYBE_TEXT,
        "version": MAYBE_TEXT,
        "latest": _or_null(_TOLD_MEASUREMENT),
        "changed": _typed("boolean"),
        "causes": _list(TEXT),
        "because": _list(TEXT),
    }
)
DEED: Schema = {
    **MEASUREMENT,
    "properties": {"deed": _one_of("recorded", "revised", "withdrawn"), **_members(MEASUREMENT)},
    "required": ["deed", *_members(MEASUREMENT)],
}
METHOD_DOCUMENTED = object_of(
    {
        "id": TEXT,
        "version": TEXT,
        "source": TEXT,
        "needs": _list(TEXT),
        "thresholds": {"type": "object", "additionalProperties": NUMBER},
        "categories": {"type": "object", "additionalProperties": TEXT},
        "formula": TEXT,
        "label": LABELS,
    }
)
_ONE_VERDICT = object_of(
    {
        "method": METHOD,
        "standing": _one_of(*STANDINGS),
        "pace": _one_of(*PACES),
        "category": MAYBE_TEXT,
        "latest": _or_null(USED),
        "baseline": _or_null(USED),
        "numbers": {"type": "object", "additionalProperties": NUMBER},
        "flags": _list(TEXT),
        "reason": TEXT,
        "reasons": _list(TEXT),
    }
)
ROLLED = object_of(
    {
        "group": TEXT,
        "method": TEXT,
        "targets": COUNT,
        "standing": _COUNTS,
        "pace": _COUNTS,
        "category": MAYBE_TEXT,
        "score": MAYBE_NUMBER,
        "counted": COUNT,
        "label": LABELS,
    }
)
COMPARED = object_of({**_TARGET, "disagree": _typed("boolean"), "verdicts": _list(_ONE_VERDICT)})

FINDING = object_of(
    {
        "code": TEXT,
        "level": _one_of("error", "warning"),
        "target": TEXT,
        "message": TEXT,
        "file": TEXT,
        "line": COUNT,
        "fingerprint": TEXT,
    }
)
GATE = object_of({"tripped": _typed("boolean"), "findings": _list(FINDING), "held_back": _list(TEXT)})
_POINT = object_of(
    {
        "key": _one_of("changed", "due", "behind", "unmeasured", "reached"),
        "title": TEXT,
        "count": COUNT,
        "targets": _list(TEXT),
        "lines": _list(TEXT),
        "note": MAYBE_TEXT,
    }
)
_DOCUMENT = object_of(
    {
        "source": TEXT,
        "title": TEXT,
        "publisher": MAYBE_TEXT,
        "published": TEXT,
        "claims": _list(
            object_of(
                {"claim": TEXT, "line": _typed("integer", minimum=1), "as_printed": TEXT, "reading": TEXT}
            )
        ),
    }
)
BRIEFING = object_of(
    {
        "lang": _one_of("vi", "en"),
        "title": TEXT,
        "since": MAYBE_TEXT,
        "glance": GLANCE,
        "headline": _list(_POINT),
        "targets": _list(VERDICT),
        "changes": _list(CHANGE),
        "sources": _list(_DOCUMENT),
        "methods": _list(object_of({"id": TEXT, "version": TEXT, "title": TEXT, "targets": COUNT})),
    }
)
OPTIONAL = frozenset({"gate", "data_problems"})
"""Members that only some calls print: ``gate`` where ``--fail-on`` or ``--warn-on`` is given."""

_OPTIONAL_IN = {"diff": frozenset({"glance"})}  # `hntrack progress --since` begins with it

SOURCE = object_of(
    {
        **record_schema("source"),
        "targets": COUNT,
        "measurements": COUNT,
        "set_aside": COUNT,
        "unused": COUNT,
        "claims": COUNT,
    }
)
CLAIM = object_of({**record_schema("claim"), "used_by": _list(TEXT), "label": LABELS})
COVERED = object_of(
    {
        "source": TEXT,
        "said": COUNT,
        "accounted": COUNT,
        "body_lines": COUNT,
        "other_lines": COUNT,
        "missing": _list(object_of({"line": COUNT, "words": TEXT, "kind": _one_of("figure", "aim")})),
        "acts": _list(object_of({"line": COUNT, "number": TEXT, "act": MAYBE_TEXT})),
        "speakers": _list(TEXT),
    }
)
QUOTED = object_of(
    {
        "use": _or_null(_one_of("target", "restated", "measurement")),
        "id": MAYBE_TEXT,
        "key": TEXT,
        "claim": object_of({**record_schema("claim"), "label": LABELS}),
        "document": object_of(record_schema("source")),
        "label": LABELS,
    }
)
FOUND = object_of({"kind": TEXT, "id": TEXT, "says": TEXT, "provenance": _or_null(PROVENANCE)})
_STATE = object_of({"standing": _one_of(*STANDINGS), "pace": _one_of(*PACES)})
RECORDED: Schema = object_of(
    {
        "deed": _one_of("recorded", "revised", "withdrawn"),
        "dry_run": _typed("boolean"),
        "place": TEXT,
        **_members(MEASUREMENT),
        "verdicts": _list(
            object_of({"target": TEXT, "before": _or_null(_STATE), "after": _STATE, "reason": TEXT})
        ),
    }
)

IMPORTED: Schema = object_of(
    {
        "deed": _one_of("new", "would", "held", "same"),
        "id": TEXT,
        "indicator": TEXT,
        "period": TEXT,
        "value": MAYBE_NUMBER,
        "stage": MAYBE_TEXT,
        "where": TEXT,
        "obs_status": TEXT,
        "qualifier": TEXT,
        "revises": MAYBE_TEXT,
    }
)
_LEFT_OUT = object_of({"column": TEXT, "rows": COUNT, "holds": _list(TEXT)})

_DRAFT_PLACE = object_of(
    {
        "heading": MAYBE_TEXT,
        **{
            name: {"type": ["integer", "null"], "minimum": 1}
            for name in ("page", "paragraph", "table", "row", "column")
        },
    }
)

_SECOND_READING = object_of(
    {
        "reader": TEXT,
        "kind": _one_of("target", "measurement"),
        "year": _typed("integer", "null"),
        "subject": MAYBE_TEXT,
    }
)

_DRAFTED = object_of(
    {
        "doc": TEXT,
        "kind": _one_of("target", "measurement", "baseline", "context"),
        "subject_vi": MAYBE_TEXT,
        "subject_en": MAYBE_TEXT,
        "comparator": _one_of(">", ">=", "<", "<=", "=", "range", "rank<=", "qualitative"),
        "value": MAYBE_NUMBER,
        "value_high": MAYBE_NUMBER,
        "of": MAYBE_NUMBER,
        "unit": MAYBE_TEXT,
        "as_printed": TEXT,
        "year": _typed("integer", "null"),
        "year_basis": _or_null(_one_of("by_end", "during", "as_of")),
        "period": MAYBE_TEXT,
        "jurisdiction": MAYBE_TEXT,
        "line": _typed("integer", minimum=1),
        "column": _typed("integer", minimum=1),
        "clause": TEXT,
        "year_source": _one_of("stated", "carried", "doc_date", "none"),
        "carried_from": _typed("integer", "null", minimum=1),
        "qualifier": _one_of(*QUALIFIERS),
        "confidence": _one_of("high", "medium", "low"),
        "reasons": _list(TEXT),
        "also_lines": _list(_typed("integer", minimum=1)),
        "place": {"anyOf": [_DRAFT_PLACE, {"type": "null"}]},
        "responsible": MAYBE_TEXT,
        "id": TEXT,
        "known": MAYBE_TEXT,
        "said_by": {
            "anyOf": [object_of({"name": TEXT, "post": MAYBE_TEXT, "body": MAYBE_TEXT}), {"type": "null"}]
        },
        "read_by": MAYBE_TEXT,
        "second": {"anyOf": [_SECOND_READING, {"type": "null"}]},
    }
)

OUTPUTS: MappingProxyType[str, tuple[Schema, Mapping[str, Json]]] = MappingProxyType(
    {
        "targets": (TARGET, {"catalog": TEXT}),
        "indicators": (LISTED_INDICATOR, {"catalog": TEXT}),
        "measurements": (MEASUREMENT, {"catalog": TEXT}),
        "progress": (VERDICT, {"catalog": TEXT, "summary": SUMMARY, "glance": GLANCE, "gate": GATE}),
        "glance": (object_of({}), {"catalog": TEXT, "glance": GLANCE}),
        "show": (VERDICT, {"indicator": INDICATOR, "measurements": _list(MEASUREMENT)}),
        "explain": (EXPLAINED, {"catalog": TEXT}),
        "roll-up": (ROLLED, {"catalog": TEXT, "by": _one_of("goal", "plan", "indicator")}),
        "methods-compared": (COMPARED, {"catalog": TEXT, "methods": _list(METHOD)}),
        "report": (BRIEFING, {"catalog": TEXT, "lang": _one_of("vi", "en", "both")}),
        "diff": (CHANGE, {"mode": TEXT, "left": TEXT, "right": TEXT, "glance": GLANCE}),
        "history": (MOMENT, {}),
        "log": (DEED, {}),
        "methods": (METHOD_DOCUMENTED, {}),
        "record": (RECORDED, {}),
        "import": (
            IMPORTED,
            {
                **dict.fromkeys(("rows", "skipped", "refused", "written", "passed"), COUNT),
                "left_out": _list(_LEFT_OUT),
            },
        ),
        "sources": (SOURCE, {}),
        "source": (CLAIM, {"source": SOURCE}),
        "coverage": (COVERED, {}),
        "search": (FOUND, {}),
        "quotes": (QUOTED, {}),
        "check": (PROBLEM, {}),
    }
)


def output_schema(name: str) -> Schema:
    """Give the schema of one command's JSON.

    Args:
        name: A key of :data:`OUTPUTS`.
    """
    item, extra = OUTPUTS[name]
    properties: Schema = {
        "schema": {"const": f"hntrack/{name}"},
        "version": {"const": 1},
        "hntrack": TEXT,
        "lang": TEXT,
        "as_of": DAY,
        "data_problems": _list(object_of({"code": TEXT, "file": TEXT, "line": COUNT, "message": TEXT})),
        **extra,
        "items": _list(item),
    }
    optional = OPTIONAL | _OPTIONAL_IN.get(name, frozenset())
    required: list[Json] = [member for member in properties if member not in optional]
    whole: Schema = {**object_of(properties), "required": required}
    return {"$schema": DRAFT, "title": f"hntrack {name} --format json", **whole}


def site_index_schema() -> Schema:
    """Give the schema of a site's ``api/index.json``."""
    item = object_of({"path": TEXT, "lang": TEXT, "schema": TEXT, "schema_path": TEXT})
    whole = object_of(
        {
            "schema": {"const": "hntrack/site-index"},
            "version": {"const": 1},
            "hntrack": TEXT,
            "as_of": DAY,
            "catalog": TEXT,
            "title": WORDING,
            "indicators": _list(TEXT),
            "items": _list(item),
        }
    )
    return {"$schema": DRAFT, "title": "hntrack site: api/index.json", **whole}


def drafts_schema() -> Schema:
    """Give the schema of ``hntrack extract``: a bare list, as programs expect that read such lists."""
    return {"$schema": DRAFT, "title": "hntrack extract --format json", **_list(_DRAFTED)}
