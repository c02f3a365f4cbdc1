"""From the values of a record's fields to the record, and back, as :mod:`hntrack.model.fields` says."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from hntrack.classes import Any, NamedTuple
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
