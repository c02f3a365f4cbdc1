"""One table declares every field: classes, files, JSON, schemas, exports and texts all have each of them."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from decimal import Decimal
from types import MappingProxyType
from typing import Any, get_type_hints

import jsonschema
import pytest

from hntrack import classes
from hntrack.errors import Where
from hntrack.exchange.content import cells_of, columns_of
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.codes import SCALES, Scale, word
from hntrack.model.fields import FORMAT, RECORDS, Field
from hntrack.model.record_values import CLASSES, LISTS, make, values_of
from hntrack.render.json_text import dumps
from hntrack.report.schemas import object_of, record_schema
from hntrack.report.words import json_key, record_item
from hntrack.store.decode import FILES, decode_record, schema_for
from hntrack.store.node_kinds import Faults
from hntrack.store.nodes import compose
from hntrack.store.yaml_lines import block_lines, flow_entry
from hntrack.text.messages import Message, Wording
from hntrack.text.periods import parse_day, parse_period

RECORD_NAMES = tuple(CLASSES)
# What a record knows beside its fields.
BESIDE = frozenset({"places", "claims", "replaced", *LISTS})
_VALUES: MappingProxyType[str, Any] = MappingProxyType(
    {
        "id": "an-id",
        "text": "Một đoạn chữ",
        "text_or_unknown": "Some words",
        "claim": "paper/a-claim",
        "language": "vi",
        "url": "https://example.org/a",
        "sha256": "0f" * 32,
        "period": parse_period("2026-Q2"),
        "period_or_unknown": parse_period("2026-06"),
        "instant": "2026-06-30T10:00:00+07:00",
        "day": parse_day("2026-06-30"),
        "decimal": Decimal("25.2"),
        "whole": 7,
        "bool": True,
        "format": FORMAT,
        "wording": Wording("chữ", "words"),
        "gate": MappingProxyType({"behind": "warn"}),
    }
)


def full_values(record: str) -> dict[str, Any]:
    """Give a value for every field of a record, none of them its default."""
    return {field.name: value_for(field) for field in RECORDS[record]}


def value_for(field: Field) -> Any:
    if field.kind == "record":
        return full_values(field.of)
    if field.kind == "records":
        return (make(field.of, full_values(field.of)),)
    if field.kind == "list":
        return (_VALUES[field.of],)
    return field.allowed[-1] if field.kind == "word" else _VALUES[field.kind]


def full(record: str) -> Any:
    """Make a record that says something in every field."""
    return make(record, full_values(record), **({"claims": ()} if record == "source" else {}))


def fields(record: str) -> list[Any]:
    return [pytest.param(record, field, id=f"{record}.{field.name}") for field in RECORDS[record]]


EVERY_FIELD = [one for record in RECORD_NAMES for one in fields(record)]


@pytest.mark.parametrize("record", RECORD_NAMES)
def test_table_and_class_agree(record: str) -> None:
    """A class has exactly the attributes that the table declares, with the same defaults and words."""
    hints = get_type_hints(CLASSES[record])
    declared = {field.in_model: field for field in all_fields(record)}
    assert set(declared) == set(hints) - BESIDE, "run python tools/fields.py"
    defaults = defaults_of(CLASSES[record])
    for name, field in declared.items():
        if name in defaults:
            assert defaults[name] == field.default, name
        if field.kind == "word":
            assert set(words_of(hints[name])) == set(field.allowed), name


def all_fields(record: str) -> list[Field]:
    found = []
    for field in RECORDS[record]:
        found += all_fields(field.of) if field.spread else [field]
    return found


def defaults_of(kind: type) -> dict[str, Any]:
    if dataclasses.is_dataclass(kind):
        return {f.name: f.default for f in dataclasses.fields(kind) if f.default is not dataclasses.MISSING}
    return dict(getattr(kind, "_field_defaults"))  # noqa: B009  (private, and typed on subclasses only)


def words_of(hint: Any) -> list[str]:
    told = getattr(hint, "__args__", ())
    return [found for inner in told for found in ([inner] if isinstance(inner, str) else words_of(inner))]


@pytest.mark.parametrize("record", sorted(set(RECORD_NAMES) - {"catalog"}))
@pytest.mark.parametrize("write", [flow_entry, lambda *args: "\n".join(block_lines(*args))])
def test_what_is_written_is_what_is_read(record: str, write: Any) -> None:
    """Every field goes into a file and comes back, on one line and on many."""
    made = full(record)
    values = values_of(record, made)
    assert list(values) == [field.name for field in RECORDS[record]]
    faults = Faults("a.yaml")
    root = compose(write(record, values), faults)
    assert root is not None
    read = decode_record(record, root, faults)
    assert faults.problems == []
    assert read is not None
    if "stages" in read:  # a list of records is left to the caller
        read["stages"] = tuple(
            make("named", decode_record("named", node, faults) or {}) for node in read["stages"].items
        )
    assert make(record, read, **({"claims": ()} if record == "source" else {})) == made


@pytest.mark.parametrize("record", RECORD_NAMES)
def test_json_and_its_schema_hold_every_field(record: str) -> None:
    """The JSON of a full record has a value under each field's key, and is valid; so is that of an empty one."""
    item = record_item(record, full(record))
    for field in RECORDS[record]:
        for inner in RECORDS[field.of] if field.flat else (field,):
            assert item[json_key(field.of if field.flat else record, inner)] not in (None, [], {}), inner.name
    schema = object_of(record_schema(record))
    import json  # noqa: PLC0415

    jsonschema.validate(json.loads(dumps(item)), schema)
    jsonschema.validate(json.loads(dumps(record_item(record, least(record)))), schema)


def least(record: str) -> Any:
    """Make a record of what must be there."""
    values = {field.name: value_for(field) for field in RECORDS[record] if field.required}
    return make(record, values, **({"claims": ()} if record == "source" else {}))


@pytest.mark.parametrize("record", RECORD_NAMES)
def test_exports_hold_every_field(record: str) -> None:
    """A full record fills each of its columns; only lists of records have tables of their own."""
    columns, cells = columns_of(record), tuple(cells_of(record, full(record)))
    assert len(columns) == len(cells)
    assert None not in cells
    empty = tuple(cells_of(record, least(record)))
    assert all(cell is not None for cell, column in zip(empty, columns, strict=True) if column.required)
    assert len({column.name for column in columns}) == len(columns)


@pytest.mark.parametrize(("record", "field"), EVERY_FIELD)
def test_file_schemas_and_people_know_every_field(record: str, field: Field) -> None:
    """A field says what it is, in every language."""
    assert field.about.endswith(".")
    assert Message(field.about).within("vi") != field.about
    assert (field.kind == "word") == bool(field.allowed)
    names = {"claim": "source", "named": "targets"}
    text = str([schema_for(name) for name in FILES])
    assert repr(field.about)[1:-1] in text or field.about in text, names.get(record, record)


def test_every_scale_is_a_word() -> None:
    """SCALES has an exponent for each word of its type."""
    assert tuple(SCALES) == classes.get_args(Scale)
    assert word("million", classes.get_args(Scale)) == "million"
    with pytest.raises(ValueError, match="not in tuple"):
        word("dozen", classes.get_args(Scale))


def test_a_catalog_is_made_of_its_head_and_lists() -> None:
    """What is no field comes beside the values."""
    made = make("catalog", full_values("catalog"), goals=(), places={"": Where("a.yaml")})
    assert isinstance(made, Catalog)
    assert made.places == {"": Where("a.yaml")}


class Pair(classes.NamedTuple):
    """A named tuple with a method."""

    first: int
    second: str = "b"

    def both(self) -> str:
        """Give both."""
        return f"{self.first}{self.second}"


@classes.dataclass(frozen=True)
class Base:
    """A data class."""

    name: str
    parts: tuple[int, ...] = ()
    seen: dict[str, int] = classes.field(default_factory=dict, compare=False, repr=False)


@classes.dataclass(frozen=True)
class More(Base):
    """One that inherits."""

    last: int = 3


def test_our_named_tuples_are_as_those_of_the_library() -> None:
    """Fields, defaults, methods, copies, pickles, and errors."""
    assert Pair(1) == (1, "b")
    assert Pair(1)._replace(second="c").both() == "1c"
    assert repr(Pair(1)) == "Pair(first=1, second='b')"
    assert (Pair._fields, Pair._field_defaults) == (("first", "second"), {"second": "b"})
    assert pickle.loads(pickle.dumps(Pair(2))) == Pair(2)
    assert get_type_hints(Pair) == {"first": int, "second": str}
    assert Pair.__doc__ == "A named tuple with a method."
    assert list(inspect.signature(Pair).parameters) == ["first", "second"]
    with pytest.raises(TypeError):
        Pair()  # type: ignore[call-arg]


def test_our_data_classes_are_as_those_of_the_library() -> None:
    """What is compared, shown, inherited, replaced and refused, and what ``dataclasses`` says of them."""
    made = More("a", (1,), last=4)
    assert made == More("a", (1,), {"x": 1}, 4) != More("a", (1,))
    assert made != Base("a", (1,))
    assert hash(made) == hash(More("a", (1,), last=4))
    assert repr(made) == "More(name='a', parts=(1,), last=4)"
    assert Base("a").seen is not Base("b").seen
    for replace in (classes.replace, dataclasses.replace):
        assert replace(made, parts=()) == More("a", (), last=4)
        with pytest.raises(TypeError):
            replace(made, strange=1)
    assert [one.name for one in dataclasses.fields(made)] == ["name", "parts", "seen", "last"]
    assert pickle.loads(pickle.dumps(made)) == copy.deepcopy(made) == made
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.last = 5  # type: ignore[misc]
    wrongs: tuple[tuple[Any, ...], ...] = ((), ("a", (), {}, 1, 2))
    for wrong in wrongs:
        with pytest.raises(TypeError):
            More(*wrong)
    with pytest.raises(TypeError):
        More("a", name="b")  # type: ignore[misc]


def test_the_fields_of_a_class_are_made_once() -> None:
    """Whatever asks for them (``dataclasses.replace`` does) would else make a whole class each time."""
    assert Snapshot.__dataclass_fields__ is Snapshot.__dataclass_fields__
    assert set(Catalog.__dataclass_fields__) < set(Snapshot.__dataclass_fields__)
