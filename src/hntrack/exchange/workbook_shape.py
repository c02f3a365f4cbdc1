"""The shape of the workbook that holds a whole catalog: its sheets, and which column is which field.

It follows from :mod:`hntrack.model.fields`, as everything else that holds records does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hntrack.exchange.headings import blind
from hntrack.model.catalog import Catalog
from hntrack.model.fields import RECORDS, Field
from hntrack.model.record_values import LISTS
from hntrack.text.messages import LANGUAGES, Message, _


class Sheet(NamedTuple):
    """A sheet.

    Attributes:
        name: Key of a catalog's list, or ``catalog``, ``stages``, ``claims``.
        record: Key of :data:`~hntrack.model.fields.RECORDS`.
        title: Its name on the tab.
        owner: Column that names what the record belongs to: a claim's document, a stage's indicator.
        wide: Field that columns headed by periods give, with the value in their cells.
    """

    name: str
    record: str
    title: Message
    owner: str = ""
    wide: str = ""


class Column(NamedTuple):
    """A column: its heading, the field, and the way to it from the record (``cited``, ``line``)."""

    heading: str
    field: Field
    path: tuple[str, ...]


_TITLES = {
    "goals": _("Goals"),
    "areas": _("Areas"),
    "units": _("Units"),
    "acts": _("Acts"),
    "indicators": _("Indicators"),
    "sources": _("Sources"),
    "targets": _("Targets"),
    "measurements": _("Measurements"),
}
_WIDE = {"targets": "milestone", "measurements": "period"}


def sheets() -> tuple[Sheet, ...]:
    """Give the sheets in the order in which people fill them: what others refer to first."""
    made = [Sheet("catalog", "catalog", _("Catalog"))]
    for name in (
        "sources",
        "claims",
        "goals",
        "areas",
        "units",
        "acts",
        "indicators",
        "stages",
        "targets",
        "measurements",
    ):
        if name == "claims":
            made.append(Sheet("claims", "claim", _("Claims"), owner="source"))
        elif name == "stages":
            made.append(Sheet("stages", "named", _("Stages"), owner="indicator"))
        elif name in LISTS:
            made.append(Sheet(name, LISTS[name], _TITLES[name], wide=_WIDE.get(name, "")))
    return tuple(made)


def sheet_called(name: str) -> Sheet | None:
    """Find a sheet by its key or by its name on the tab, in any language; ``None`` where it is none of ours."""
    wanted = blind(name)
    for sheet in sheets():
        if wanted in {blind(sheet.name), *(blind(sheet.title.within(lang)) for lang in LANGUAGES)}:
            return sheet
    return None


def languages_of(catalog: Catalog) -> tuple[str, ...]:
    """Give the languages that texts have columns for."""
    return tuple(catalog.languages) or ("vi", "en")


def columns(record: str, languages: tuple[str, ...], inside: tuple[str, ...] = ()) -> Iterator[Column]:
    """Give the columns of a record, those of the records within it among them."""
    for field in RECORDS[record]:
        path = (*inside, field.name)
        if field.kind == "record":
            yield from columns(field.of, languages, path)
        elif field.kind == "wording":
            for lang in languages:
                yield Column(f"{field.in_export}_{lang}", field, (*path, lang))
        elif field.kind != "records":
            yield Column(field.in_export, field, path)
