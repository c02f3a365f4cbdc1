"""Options of ``add``, ``record`` and ``revise``, made from the table of fields, so that each field has its option."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from inspect import Parameter
from types import MappingProxyType
from typing import Annotated, Any

from hntrack.cli.declare import Option
from hntrack.cli.language import say, spoken
from hntrack.cli.streams import note
from hntrack.model.fields import RECORDS, Field
from hntrack.workspace.typed_dates import swapped_note


class FieldOptions:
    """The options of a record's fields, as a bundle for :func:`hntrack.cli.bundle.flat`.

    Calling it with the options' values gives what :func:`hntrack.workspace.given.read_given` reads.

    Attributes:
        parameters: One for each option, named like the field's column.
    """

    def __init__(
        self,
        record: str,
        *,
        skip: Collection[str] = (),
        optional: Collection[str] = (),
        about: Mapping[str, str] | None = None,
    ) -> None:
        """Choose the options.

        Args:
            record: Key of :data:`~hntrack.model.fields.RECORDS`.
            skip: Columns that something else gives: an argument of the command, another option.
            optional: Columns that may be left out though the field must be there.
            about: Column → what to say of it instead of the field's own words.
        """
        about = about or {}
        self.parameters = tuple(
            _parameter(field, required=required and field.in_export not in optional, about=about)
            for field, required in _fields(record, required=True)
            if field.flag is not None and field.in_export not in skip
        )

    def __call__(self, **given: Any) -> dict[str, Any]:
        """Give what was said."""
        return {name: value for name, value in given.items() if value is not None and value != []}


def _fields(record: str, *, required: bool) -> Iterator[tuple[Field, bool]]:
    """Give the fields of a record and of those inside it, and whether each must be given."""
    for field in RECORDS[record]:
        must = required and field.required
        if field.kind == "record":
            yield from _fields(field.of, required=must)
        else:
            yield field, must and not field.kind.endswith("_or_unknown") and field.default is None


def _parameter(field: Field, *, required: bool, about: Mapping[str, str]) -> Parameter:
    help_text = about.get(field.in_export) or say(field.about)
    option = Option(field.flag or "", metavar=_metavar(field), about=help_text)
    kind: Any = _TYPES.get(field.kind, str)
    return Parameter(
        field.in_export,
        Parameter.KEYWORD_ONLY,
        default=Parameter.empty if required else None,
        annotation=Annotated[kind if required else kind | None, option],
    )


def say_swapped(record: str, given: Mapping[str, Any]) -> None:
    """Say of each date that was given how it was read, where day and month could change places."""
    for field, _ in _fields(record, required=True):
        text = given.get(field.in_export)
        swapped = swapped_note(field.flag or "", text) if text and field.kind in _DATES else None
        if swapped is not None:
            note(spoken(swapped))


_DATES = frozenset({"period", "period_or_unknown", "day"})
# What of a field is no single text.
_TYPES: Mapping[str, Any] = MappingProxyType(
    {
        "whole": int,
        "bool": bool,
        "list": list[str],
        "wording": list[str],
        "gate": list[str],
        "records": list[str],
    }
)


def _metavar(field: Field) -> str | None:
    if field.kind == "word":
        return "|".join(field.allowed)
    if field.kind == "bool":
        return None
    metavars = {
        "id": say("ID"),
        "claim": say("SOURCE/ID"),
        "decimal": "N",
        "whole": "N",
        "period": say("PERIOD"),
        "period_or_unknown": say("DATE"),
        "day": say("DATE"),
        "url": "URL",
        "language": "vi|en|…",
        "gate": say("VERDICT=LEVEL"),
        "records": say("ID=TITLE"),
    }
    return metavars.get(field.of if field.kind == "list" else field.kind) or say("TEXT")
