"""From records of the model back to field values: the reverse of :mod:`hntrack.store.build`."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from hntrack.model.records import Cited, Derived, Named, Source
from hntrack.store.decode import Values
from hntrack.store.shape import RECORDS

# What a field that is left out means: it is not written.
_DEFAULTS: MappingProxyType[str, Any] = MappingProxyType(
    {
        "scale": "one",
        "hold": "at_milestone",
        "further": False,
        "change": "new",
        "qualifier": "exact",
        "obs_status": "final",
    }
)


def values_of(record: str, made: Any) -> Values:
    """Give a record's field values in the order of the files, without those that say nothing.

    Args:
        record: Key of :data:`hntrack.store.shape.RECORDS`.
        made: The record of the model.
    """
    if isinstance(made, Source):
        return _source(made)
    values: Values = {}
    for field in RECORDS[record]:
        value = getattr(made, "from_" if field.name == "from" else field.name)
        if _says_nothing(field.name, value):
            continue
        if isinstance(value, Cited | Derived):
            value = values_of(field.of, value)
        elif field.kind == "records":
            value = tuple(values_of(field.of, one) for one in value if isinstance(one, Named))
        values[field.name] = value
    return values


def _says_nothing(name: str, value: Any) -> bool:
    if value is None or (name in _DEFAULTS and value == _DEFAULTS[name]):
        return True
    return isinstance(value, tuple | dict | MappingProxyType) and not value


def _source(made: Source) -> Values:
    published = {
        "date": made.published.period,
        "not_before": made.published.not_before,
        "basis": made.published.basis,
        "note": made.published.note,
    }
    values: Values = {
        "id": made.id,
        "title": made.title,
        "publisher": made.publisher,
        "author": made.author,
        "language": made.language,
        "url": made.url,
        "published": {name: v for name, v in published.items() if v is not None or name == "date"},
        "original": {"file": made.original, "sha256": made.sha256},
        "note": made.note,
    }
    # Of these, nothing known is said as unknown, not left out.
    said = ("title", "publisher", "author")
    return {name: value for name, value in values.items() if value is not None or name in said}
