"""From nodes to field values, driven by the table of :mod:`hntrack.model.fields`.

Each kind of single value has one notation, and what could be read in two ways is refused: its decoder takes a scalar
and the file's faults and gives the value, or notes a fault and gives :data:`BAD`.

The same table gives the JSON Schemas of the files, so that editors know the fields as well.  A schema says what it
can: notation and allowed words.  References, duplicate ids and everything that depends on two fields is left to
``hntrack check``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as ReadOnly
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from hntrack.classes import TYPE_CHECKING, Any, late
from hntrack.errors import declare, error, warning
from hntrack.model.codes import GATE_LEVELS, VERDICT_CODES
from hntrack.model.fields import FORMAT, RECORDS, Field
from hntrack.model.record_values import Values
from hntrack.store.node_kinds import LONGEST_SCALAR, Faults, Mapping, Node, Scalar, Sequence
from hntrack.text.messages import REQUIRED, Wording
from hntrack.text.periods import parse_day, parse_period

if TYPE_CHECKING:
    from typing import Final

declare(
    "reading",
    {
        "format-unknown": error("The format version '{text}' is not known.", "Write 'format: {known}'."),
        "field-empty": error(
            "The field is there but says nothing.",
            "Give its value, or delete the field where it is not known.",
        ),
        "not-id": error(
            "'{text}' is not an id.",
            "Use a–z, 0–9 and - only, starting with a letter or digit, at most 80 characters.",
        ),
        "text-looks-otherwise": warning(
            "'{text}' stands where words are wanted, and looks like a date, a number, or yes or no.",
            'Move it to its field; if these are the words, put them in quotes: "{text}".',
        ),
        "id-looks-otherwise": error(
            "'{text}' is no id: it is a number, or yes or no.",
            "Choose an id with a letter in it that names the thing, such as share-2030.",
        ),
        "not-claim": error("'{text}' does not name a claim of a source.", "Write source-id/claim-id."),
        "not-language": error("'{text}' is not a language tag.", "Write it like vi or en."),
        "not-url": error(
            "'{text}' is not a web address.",
            "Write the whole address, starting with https:// or http://, without spaces.",
        ),
        "not-sha256": error(
            "'{text}' is not a SHA-256.", "It has 64 characters 0–9 a–f, as sha256sum prints it."
        ),
        "not-number": error(
            "'{text}' is not a number.",
            (
                "Write a plain number with a point (25.2, 1000, -65), without thousands marks, at most {most} "
                "characters."
            ),
        ),
        "number-quoted": error("The number '{text}' is quoted.", "Take the quotes away."),
        "number-two-ways": error(
            "'{text}' can be read in two ways.",
            "Write {whole} if the point groups thousands, {decimal} if it is the decimal point.",
        ),
        "not-whole": error(
            "'{text}' is not a whole number from 1.",
            "Write digits only, without a leading zero and without quotes.",
        ),
        "not-true-or-false": error(
            "'{text}' is neither true nor false.", "Write true or false, or delete the field."
        ),
        "not-period": error(
            "'{text}' is not a real period.",
            "Write 2030, 2030-06, 2030-06-15, 2030-Q2, 2030-H1 or 2016/2020.",
        ),
        "not-day": error("'{text}' is not a real day.", "Write year-month-day: 2025-12-31."),
        "not-instant": error(
            "'{text}' is not a real point in time.", "Write 2026-11-22T09:00:00+07:00 or 2026-11-22."
        ),
    },
)

BAD: Final = object()
UNKNOWN = "unknown"
MOST_DIGITS = 30

ID = r"[a-z0-9][a-z0-9-]{0,79}"
# What a JSON Schema can say of a kind's notation as well.
PATTERNS = MappingProxyType(
    {
        "id": ID,
        "claim": f"{ID}/{ID}",
        "language": r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*",
        "url": r"https?://[^\s<>\"'`\\]+",
        "sha256": r"[0-9a-f]{64}",
    }
)
_NUMBER = late(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
# "25.125" is a decimal to some and twenty-five thousand to others.
_TWO_WAYS = late(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_PLAIN_NUMBER = late(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,2})?")
_WHOLE = late(r"[1-9][0-9]{0,8}")
_INSTANT = late(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?"
)
# Texts that a person may have put into the wrong field: a date, a number, yes or no.  Quotes say that they are meant.
WORDS_FOR_QUOTES = ("yes", "no", "true", "false", "on", "off", "null", "none")
_OTHER_TYPE = late(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[-+]?[0-9]+(?:[.,][0-9]+)*"
    rf"|(?i:{'|'.join(WORDS_FOR_QUOTES)}|~)"
)
_NO_ID = late(r"[0-9]+|true|false|yes|no|on|off|null")
_LETTERED_ID = late(r"(?!(?:true|false|yes|no|on|off|null)\Z)[a-z][a-z0-9-]{0,79}")
_compiled: dict[str, re.Pattern[str]] = {}


def matches(kind: str, text: str) -> bool:
    """Tell whether a text has the notation of one of :data:`PATTERNS`."""
    pattern = _compiled.get(kind)
    if pattern is None:
        pattern = _compiled[kind] = re.compile(PATTERNS[kind])
    return pattern.fullmatch(text) is not None


def _text(node: Scalar, faults: Faults) -> Any:
    text = node.text
    if not text.strip():
        faults.add("field-empty", node)
        return BAD
    return text


def must_look_like_words(node: Scalar, faults: Faults) -> None:
    """Warn where a name or a title is, without quotes, a date, a number, or yes or no: it may be in the wrong field."""
    if node.plain and _OTHER_TYPE.fullmatch(node.text) is not None:
        faults.add("text-looks-otherwise", node, text=node.text)


def _id(node: Scalar, faults: Faults) -> Any:
    if _LETTERED_ID.fullmatch(node.text) is not None:
        return node.text  # nearly all
    if _NO_ID.fullmatch(node.text) is not None:
        faults.add("id-looks-otherwise", node, text=node.text)
        return BAD
    return _patterned("id")(node, faults)


def _patterned(kind: str) -> Callable[[Scalar, Faults], Any]:
    code = f"not-{kind}"

    def decode(node: Scalar, faults: Faults) -> Any:
        if matches(kind, node.text):
            return node.text
        faults.add(code, node, text=node.text)
        return BAD

    return decode


def _text_or_unknown(node: Scalar, faults: Faults) -> Any:
    return None if node.plain and node.text == UNKNOWN else _text(node, faults)


def _period_or_unknown(node: Scalar, faults: Faults) -> Any:
    return None if node.text == UNKNOWN else _period(node, faults)


def _decimal(node: Scalar, faults: Faults) -> Any:
    text = node.text
    if node.plain and _PLAIN_NUMBER.fullmatch(text) is not None:
        return Decimal(text)  # nearly all
    if not node.plain and _NUMBER.fullmatch(text) is not None:
        faults.add("number-quoted", node, text=text)
    elif _NUMBER.fullmatch(text) is None or len(text) > MOST_DIGITS:
        faults.add("not-number", node, text=text, most=MOST_DIGITS)
    elif _TWO_WAYS.fullmatch(text) is not None:
        faults.add("number-two-ways", node, text=text, decimal=f"{text}0", whole=text.replace(".", ""))
    else:
        return Decimal(text)
    return BAD


def _whole(node: Scalar, faults: Faults) -> Any:
    if not node.plain or _WHOLE.fullmatch(node.text) is None:
        faults.add("not-whole", node, text=node.text)
        return BAD
    return int(node.text)


def _format(node: Scalar, faults: Faults) -> Any:
    if node.text == str(FORMAT) and node.plain:
        return FORMAT
    faults.add("format-unknown", node, text=node.text, known=FORMAT)
    return BAD


def _bool(node: Scalar, faults: Faults) -> Any:
    if node.plain and node.text in ("true", "false"):
        return node.text == "true"
    faults.add("not-true-or-false", node, text=node.text)
    return BAD


def _period(node: Scalar, faults: Faults) -> Any:
    try:
        return parse_period(node.text)
    except ValueError:
        faults.add("not-period", node, text=node.text)
        return BAD


def _day(node: Scalar, faults: Faults) -> Any:
    try:
        return parse_day(node.text)
    except ValueError:
        faults.add("not-day", node, text=node.text)
        return BAD


def is_instant(text: str) -> bool:
    """Tell whether a text is a day, or an instant of one, in ISO form."""
    if _INSTANT.fullmatch(text) is None:
        return False
    try:
        parse_day(text[:10])
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _instant(node: Scalar, faults: Faults) -> Any:
    if is_instant(node.text):
        return node.text
    faults.add("not-instant", node, text=node.text)
    return BAD


SCALARS: MappingProxyType[str, Callable[[Scalar, Faults], Any]] = MappingProxyType(
    {
        "text": _text,
        "text_or_unknown": _text_or_unknown,
        "decimal": _decimal,
        "whole": _whole,
        "format": _format,
        "bool": _bool,
        "period": _period,
        "period_or_unknown": _period_or_unknown,
        "day": _day,
        "instant": _instant,
        **{kind: _patterned(kind) for kind in PATTERNS},
        "id": _id,
    }
)


declare(
    "reading",
    {
        "field-unknown": error("There is no field '{field}' here.", "The fields are: {known}."),
        "field-misspelt": error("There is no field '{field}' here.", "Did you mean '{near}'?"),
        "field-missing": error("The field '{field}' is missing.", "Add '{field}: …'; see docs/catalog.md."),
        "not-a-wording": error(
            "A text by language must stand here, not '{text}'.", "Write {{vi: …, en: …}}."
        ),
        "wording-unknown-language": error(
            "'{field}' is no language.", "Write {{vi: …, en: …}}; quote a text that holds a comma."
        ),
        "wording-empty": error("There is no text in any language.", "Give at least one: {{vi: …, en: …}}."),
        "number-with-comma": error(
            "The comma before '{text}' separates two fields, it is no decimal mark.",
            "Write the number with a point: 25.2.",
        ),
        "not-one-of": error("'{text}' is none of the words used here.", "Use one of: {allowed}."),
    },
)

# Fields that hold names and titles; what is printed, a number of an act, a place may be digits alone.
NAMES = frozenset({"title", "publisher", "author", "issuer", "name", "post", "body"})
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_BY_NAME: dict[str, dict[str, Field]] = {}
_SIMPLE: dict[str, dict[str, Callable[[Scalar, Faults], Any]]] = {}
_REQUIRED: dict[str, tuple[str, ...]] = {}


def is_null(node: Node) -> bool:
    """Tell whether a field was given without a value."""
    return type(node) is Scalar and node.plain and node.text in NULLS


def fields_of(record: str) -> dict[str, Field]:
    """Give the fields of a kind of record by name."""
    found = _BY_NAME.get(record)
    if found is None:
        found = _BY_NAME[record] = {field.name: field for field in RECORDS[record]}
        _REQUIRED[record] = tuple(field.name for field in RECORDS[record] if field.required)
        _SIMPLE[record] = {
            field.name: SCALARS[field.kind]
            for field in RECORDS[record]
            if field.kind in SCALARS and field.name not in NAMES
        }
    return found


def decode_record(record: str, node: Node, faults: Faults) -> Values | None:
    """Read the fields of one record.

    Lists of records are not entered: they stay nodes in the result, for the caller to go through one by one.

    Returns:
        Field name → value, or ``None`` where anything in the record is wrong; all of it is noted.
    """
    values, sound = decode_fields(record, node, faults)
    return values if sound else None


def decode_fields(record: str, node: Node, faults: Faults) -> tuple[Values, bool]:
    """Read the fields that can be read, and tell whether these are all and nothing is missing."""
    fields = fields_of(record)
    values: Values = {}
    if type(node) is not Mapping:
        _wrong_shape(node, "mapping", faults)
        return values, False
    sound = True
    meant: set[str] = set()  # what misspelt names stand for: not missing as well
    simple = _SIMPLE[record]
    for name, (key, value) in node.keys.items():
        read = simple.get(name)
        if read is not None and type(value) is Scalar and value.text not in NULLS and not value.broken:
            decoded = read(value, faults)  # most fields
            if decoded is BAD:
                sound = False
            else:
                values[name] = decoded
            continue
        field = fields.get(name)
        if field is None:
            meant.add(_unknown_field(key, value, record, faults))
            sound = False
            continue
        decoded = _decode(field, value, key, faults)
        if decoded is BAD:
            sound = False
        else:
            values[name] = decoded
    for name in _REQUIRED[record]:
        if name not in node.keys:
            sound = False
            if name not in meant:
                faults.add("field-missing", node, field=name)
    return values, sound


def sequence_of(node: Node | None, faults: Faults) -> list[Node]:
    """Give the entries of a section; one that stands empty or is left out has none."""
    if node is None or is_null(node):
        return []
    if type(node) is Sequence:
        return node.items
    _wrong_shape(node, "list", faults)
    return []


def _decode(field: Field, node: Node, key: Scalar, faults: Faults) -> Any:
    if field.kind == "records":
        return node
    if is_null(node):
        faults.add("field-empty", key)
        return BAD
    compound = _COMPOUND.get(field.kind)
    if compound is not None:
        return compound(field, node, faults)
    if type(node) is not Scalar:
        _wrong_shape(node, "scalar", faults)
        return BAD
    if node.broken:
        return BAD
    if field.name in NAMES:
        must_look_like_words(node, faults)
    return _word(field.allowed, node, faults) if field.kind == "word" else SCALARS[field.kind](node, faults)


def _record(field: Field, node: Node, faults: Faults) -> Any:
    values = decode_record(field.of, node, faults)
    return BAD if values is None else values


def _wording(field: Field, node: Node, faults: Faults) -> Any:
    if type(node) is not Mapping:
        _wrong_shape(node, "wording", faults)
        return BAD
    in_one_language = field._replace(kind="text")
    said: dict[str, str] = {}
    sound = True
    for name, (key, value) in node.keys.items():
        if not matches("language", name):
            faults.add("wording-unknown-language", key, field=name)
            sound = False
        elif (text := _decode(in_one_language, value, key, faults)) is BAD:
            sound = False
        else:
            said[name] = text
    if sound and not node.keys:
        faults.add("wording-empty", node)
        sound = False
    return Wording.of(said) if sound else BAD


def _list(field: Field, node: Node, faults: Faults) -> Any:
    if type(node) is not Sequence:
        _wrong_shape(node, "list", faults)
        return BAD
    if not node.items:
        faults.add("field-empty", node)
        return BAD
    inner = Field(field.name, field.of, field.about)
    values = [_decode(inner, item, _key_for(item), faults) for item in node.items]
    return BAD if BAD in values else tuple(values)


def _key_for(node: Node) -> Scalar:
    return Scalar("", node.line, node.column, plain=True)


def _gate(_: Field, node: Node, faults: Faults) -> Any:
    if type(node) is not Mapping:
        _wrong_shape(node, "mapping", faults)
        return BAD
    levels: dict[str, str] = {}
    sound = True
    for name, (key, value) in node.keys.items():
        if name not in VERDICT_CODES:
            _word(VERDICT_CODES, key, faults)
            sound = False
        elif type(value) is not Scalar:
            _wrong_shape(value, "scalar", faults)
            sound = False
        elif value.broken or _word(GATE_LEVELS, value, faults) is BAD:
            sound = False
        else:
            levels[name] = value.text
    return _read_only(levels) if sound else BAD


def _words(_: Field, node: Node, faults: Faults) -> Any:
    if type(node) is not Mapping:
        _wrong_shape(node, "mapping", faults)
        return BAD
    for _key, value in node.keys.values():
        if type(value) is not Scalar:
            _wrong_shape(value, "scalar", faults)
            return BAD
    meant = {word: value.text for word, (_key, value) in node.keys.items() if type(value) is Scalar}
    return _read_only(meant)


def _read_only(levels: dict[str, str]) -> ReadOnly[str, str]:
    return MappingProxyType(levels)


def _word(allowed: tuple[str, ...], node: Scalar, faults: Faults) -> Any:
    if node.text in allowed:
        return node.text
    faults.add("not-one-of", node, text=node.text, allowed=" · ".join(allowed))
    return BAD


def _unknown_field(key: Scalar, value: Node, record: str, faults: Faults) -> str:
    """Note a name that is no field of the record; give the field that was probably meant."""
    if key.text.isdigit() and is_null(value):
        faults.add("number-with-comma", key, text=key.text)  # {value: 25,2} is a value 25 and a field 2
        return ""
    known = fields_of(record)
    if faults.full:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415  (only a wrong name pays for it)

    near: list[str] = get_close_matches(key.text[:80], known, n=1)
    if not near:
        faults.add("field-unknown", key, field=key.text, known=", ".join(known))
        return ""
    faults.add("field-misspelt", key, field=key.text, near=near[0])
    return near[0]


def _wrong_shape(node: Node, wanted: str, faults: Faults) -> None:
    if type(node) is Scalar and node.broken:
        return
    faults.add(f"not-a-{wanted}", node, text=node.text if type(node) is Scalar else "…")


_COMPOUND: MappingProxyType[str, Callable[[Field, Node, Faults], Any]] = MappingProxyType(
    {"wording": _wording, "record": _record, "list": _list, "gate": _gate, "words": _words}
)


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
_DAY_TEXT = "[12][0-9]{3}-[01][0-9]-[0-3][0-9]"
_ONE_PERIOD = "[12][0-9]{3}(?:-(?:[01][0-9](?:-[0-3][0-9])?|Q[1-4]|H[12]))?"
_PERIOD: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": 1000, "maximum": 2999},
        {"type": "string", "pattern": f"^{_ONE_PERIOD}(?:/{_ONE_PERIOD})?$"},
    ]
}
_SCHEMAS: MappingProxyType[str, dict[str, Any]] = MappingProxyType(
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
        "day": {"type": "string", "pattern": f"^{_DAY_TEXT}$"},
        "instant": {
            "type": "string",
            "pattern": f"^{_DAY_TEXT}(?:T[0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\\.[0-9]{{1,6}})?)?"
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
        **_object_schema(RECORDS[record]),
        "$defs": {"wording": _wording_schema(), **_definitions(record)},
    }


def _definitions(record: str) -> dict[str, Any]:
    """Give the definitions of all records inside one, by name."""
    found: dict[str, Any] = {}
    waiting = [record]
    while waiting:
        for field in RECORDS[waiting.pop()]:
            if field.kind in ("record", "records") and field.of not in found:
                found[field.of] = _object_schema(RECORDS[field.of])
                waiting.append(field.of)
    return dict(sorted(found.items()))


def _object_schema(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields if field.required],
        "properties": {field.name: {"description": field.about, **_field_schema(field)} for field in fields},
    }


def _field_schema(field: Field) -> dict[str, Any]:
    if field.kind == "record":
        return {"$ref": f"#/$defs/{field.of}"}
    if field.kind == "records":
        # A section may stand empty, so that entries can be added beneath it.
        return {"type": ["array", "null"], "items": {"$ref": f"#/$defs/{field.of}"}}
    if field.kind == "list":
        return {"type": "array", "minItems": 1, "items": _scalar_schema(field.of)}
    if field.kind == "word":
        return {"enum": list(field.allowed)}
    return _scalar_schema(field.kind)


def _scalar_schema(kind: str) -> dict[str, Any]:
    if kind in PATTERNS:
        # Some ids are numbers to other readers of YAML.
        allowed = ["string", "integer"] if kind == "id" else ["string"]
        return {"type": allowed, "pattern": f"^{PATTERNS[kind]}$"}
    return dict(_SCHEMAS[kind])


def _wording_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "The same text by language (vi, en, fr …): those that the catalog's head names, and any more.",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {lang: dict(_SCHEMAS["text"]) for lang in REQUIRED},
        "patternProperties": {f"^{PATTERNS['language']}$": dict(_SCHEMAS["text"])},
    }


def schema_text(name: str) -> str:
    """Give the schema as the text of its file in ``schemas/``."""
    from json import dumps  # noqa: PLC0415  (reading data needs no JSON)

    return dumps(schema_for(name), ensure_ascii=False, indent=2) + "\n"
