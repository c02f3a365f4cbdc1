"""From nodes to field values, driven by the table of :mod:`hntrack.model.fields`."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as ReadOnly
from types import MappingProxyType

from hntrack.classes import Any
from hntrack.errors import declare, error
from hntrack.model.codes import GATE_LEVELS, VERDICT_CODES
from hntrack.model.fields import RECORDS, Field
from hntrack.model.record_values import Values
from hntrack.store.node_kinds import Faults, Mapping, Node, Scalar, Sequence
from hntrack.store.scalars import BAD, SCALARS, matches, must_look_like_words
from hntrack.text.messages import Wording

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
