"""From the values of a record's fields to the record, and back, as :mod:`hntrack.model.fields` says.

And names for new records: made in one place, so that every command gives the same ones and none is too long.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple, late
from hntrack.model.catalog import Catalog
from hntrack.model.fields import RECORDS, Field
from hntrack.model.records import (
    Act,
    Area,
    Cited,
    Claim,
    ClaimPlace,
    Derived,
    Indicator,
    Measurement,
    Named,
    Published,
    Source,
    Speaker,
    Target,
)

Values = dict[str, Any]

LONGEST = 80
_NOT_ID = late(r"[^a-z0-9]+")
_COUNTED = late(r"-r[0-9]+$")

CLASSES: MappingProxyType[str, type] = MappingProxyType(
    {
        "catalog": Catalog,
        "named": Named,
        "area": Area,
        "indicator": Indicator,
        "target": Target,
        "measurement": Measurement,
        "source": Source,
        "published": Published,
        "claim": Claim,
        "place": ClaimPlace,
        "speaker": Speaker,
        "act": Act,
        "cited": Cited,
        "derived": Derived,
    }
)
# The lists of a catalog → their records; of these, targets.yaml holds the first five.
LISTS = MappingProxyType(
    {
        "goals": "named",
        "areas": "area",
        "units": "named",
        "acts": "act",
        "indicators": "indicator",
        "targets": "target",
        "measurements": "measurement",
        "sources": "source",
    }
)


class _Plan(NamedTuple):
    """What stands between a record's values and its class.

    Attributes:
        inner: Fields that hold a record.
        renamed: Name in the file and attribute, where these differ.
        absent: Attributes that may be left out of a file, but not of a call.
    """

    inner: tuple[Field, ...]
    renamed: tuple[tuple[str, str], ...]
    absent: tuple[tuple[str, Any], ...]


@cache
def _plan(record: str) -> _Plan:
    fields = RECORDS[record]
    defaults = getattr(CLASSES.get(record), "_field_defaults", None)
    return _Plan(
        tuple(field for field in fields if field.kind == "record"),
        tuple((field.name, field.in_model) for field in fields if field.name != field.in_model),
        tuple(
            (field.in_model, field.default)
            for field in fields
            if defaults is not None and not field.required and field.in_model not in defaults
        ),
    )


def make(record: str, values: Values, **more: Any) -> Any:
    """Make a record.

    Args:
        record: Key of :data:`~hntrack.model.fields.RECORDS`.
        values: Field name → value, records inside as such values again; used up.
        more: Attributes that are no fields: ``places``, the claims of a source, the lists of a catalog.

    Returns:
        An object of the record's class in :data:`CLASSES`.
    """
    return CLASSES[record](**_attributes(record, values), **more)


def _attributes(record: str, values: Values) -> Values:
    inner, renamed, absent = _plan(record)
    for field in inner:
        if field.name not in values:
            continue
        found = values.pop(field.name)
        if field.spread:
            values |= _attributes(field.of, found)
        else:
            values[field.in_model] = make(field.of, found)
    for name, attribute in renamed:
        if name in values:
            values[attribute] = values.pop(name)
    for attribute, default in absent:
        values.setdefault(attribute, default)
    return values


def values_of(record: str, made: Any) -> Values:
    """Give a record's field values in the order of the files, without those that say nothing.

    What must be there and is unknown is ``None``.

    Args:
        record: Key of :data:`~hntrack.model.fields.RECORDS`.
        made: The record of the model.
    """
    values: Values = {}
    for field in RECORDS[record]:
        value = made if field.spread else getattr(made, field.in_model)
        if not field.required and (value is None or value == field.default):
            continue
        if field.kind == "record":
            value = values_of(field.of, value)
        elif field.kind == "records":
            value = tuple(values_of(field.of, inner) for inner in value)
        values[field.name] = value
    return values


def slug(text: str) -> str:
    """Give a text as part of an id: ``2026-Q2`` → ``2026-q2``, ``2016/2020`` → ``2016-2020``."""
    return _NOT_ID.sub("-", text.lower()).strip("-")


def id_of(stem: str, part: str) -> str:
    """Put an id and a part behind it together (``firms`` and ``2026-Q2`` → ``firms-2026-q2``).

    Where both are longer than an id may be, the stem is cut: the part tells records of one stem apart.
    """
    return _with(stem, f"-{slug(part)}")


def free_id(name: str, taken: Container[str]) -> str:
    """Give an id that is not taken: the name itself, or the name with the first free number from 2 behind it."""
    free, number = _with(name, ""), 2
    while free in taken:
        free = _with(name, f"-{number}")
        number += 1
    return free


def revision_id(revised: str, taken: Container[str]) -> str:
    """Name a revision after the first record: ``firms-2025-r2``, then ``firms-2025-r3``."""
    first, number = _COUNTED.sub("", revised), 2
    while (free := _with(first, f"-r{number}")) in taken:
        number += 1
    return free


def withdrawal_id(withdrawn: str) -> str:
    """Name the record that takes another one back."""
    return _with(withdrawn, "-withdrawn")


def _with(stem: str, end: str) -> str:
    return f"{stem[: LONGEST - len(end)].rstrip('-')}{end}"
