"""A whole catalog as a workbook to fill in: a sheet a list, with drop-downs, remarks on headings, and locked ids."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hntrack.exchange.workbook_shape import Column, Sheet, columns, languages_of, sheets
from hntrack.exchange.xlsx_out import open_workbook, shown
from hntrack.model.catalog import Catalog
from hntrack.model.record_values import values_of
from hntrack.text.messages import Message, _
from hntrack.text.periods import Period

ROOM = 2_000
"""Rows that drop-downs and unlocked cells reach to."""
_LONGEST_LIST = 255  # of what a drop-down may list by itself
_SURE_DIGITS = 15
_ALLOWED = (
    "insert_rows",
    "insert_columns",
    "delete_rows",
    "sort",
    "autofilter",
    "format_columns",
    "format_rows",
)
_WIDTHS = {"id": 26, "wording": 34, "text": 28, "text_or_unknown": 28}


def workbook(catalog: Catalog, lang: str) -> bytes:
    """Write the workbook.

    Args:
        catalog: Everything, whatever the day.
        lang: Language of the help and of the sheets' names.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    out = io.BytesIO()
    languages = languages_of(catalog)
    with open_workbook(out) as book:
        book.set_properties({"title": shown(catalog.title.within(lang)), "created": None})
        styles = _styles(book)
        _help(book.add_worksheet(_("Help").within(lang)), styles, lang)
        names = {one.name: one.title.within(lang) for one in sheets()}
        for sheet in sheets():
            made = book.add_worksheet(names[sheet.name])
            _fill(
                made, sheet, list(rows_of(catalog, sheet)), _of_sheet(sheet, languages), (styles, names, lang)
            )
    return out.getvalue()


def rows_of(catalog: Catalog, sheet: Sheet) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give what each row of a sheet belongs to (mostly nothing), and its values by field."""
    if sheet.name == "catalog":
        yield "", values_of("catalog", catalog)
    elif sheet.name == "claims":
        for source in catalog.sources:
            yield from ((source.id, values_of("claim", claim)) for claim in source.claims)
    elif sheet.name == "stages":
        for indicator in catalog.indicators:
            yield from ((indicator.id, values_of("named", stage)) for stage in indicator.stages)
    else:
        yield from (("", values_of(sheet.record, one)) for one in getattr(catalog, sheet.name))


def _of_sheet(sheet: Sheet, languages: tuple[str, ...]) -> list[Column]:
    return list(columns(sheet.record, languages))


def _styles(book: Any) -> dict[str, Any]:
    return {
        "heading": book.add_format({"bold": True, "bg_color": "#DDE6EF", "border": 1, "locked": True}),
        "needed": book.add_format({"bold": True, "bg_color": "#FBE3B8", "border": 1, "locked": True}),
        "id": book.add_format({"font_color": "#555555", "num_format": "@", "locked": True}),
        "free": book.add_format({"locked": False, "num_format": "@"}),
        "number": book.add_format({"locked": False}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _fill(
    made: Any, sheet: Sheet, rows: list[Any], heads: list[Column], drawing: tuple[Any, dict[str, str], str]
) -> None:
    styles, names, _lang = drawing
    first = 1 if sheet.owner else 0
    if sheet.owner:
        made.write_string(0, 0, sheet.owner, styles["needed"])
        made.set_column(0, 0, 26, styles["free"])
        target = "sources" if sheet.owner == "source" else "indicators"
        _choices(made, 0, f"='{names[target]}'!$A$2:$A${ROOM}")
    for at, column in enumerate(heads, start=first):
        _head(made, at, column, drawing)
    for number, (owner, values) in enumerate(rows, start=1):
        if sheet.owner:
            made.write_string(number, 0, owner, styles["id"])
        for at, column in enumerate(heads, start=first):
            _write(made, (number, at), value_at(values, column.path), column, styles)
    made.freeze_panes(1, first + 1)
    made.protect("", dict.fromkeys(_ALLOWED, True))


def _head(made: Any, at: int, column: Column, drawing: tuple[Any, dict[str, str], str]) -> None:
    styles, names, lang = drawing
    field = column.field
    made.write_string(0, at, column.heading, styles["needed" if field.required else "heading"])
    made.set_column(
        at, at, _WIDTHS.get(field.kind, 14), styles["number" if field.kind == "decimal" else "free"]
    )
    about = Message(field.about).within(lang)
    if field.default not in (None, (), False) and isinstance(field.default, str):
        about += " " + _("Left empty: {default}.", default=field.default).within(lang)
    made.write_comment(0, at, about, {"visible": False})
    if field.allowed:
        _listed(made, at, field.allowed)
    elif field.kind == "bool":
        _listed(made, at, ("true", "false"))
    elif field.refers in names and field.kind != "list":
        _choices(made, at, f"='{names[field.refers]}'!$A$2:$A${ROOM}")


def _listed(made: Any, at: int, words: tuple[str, ...]) -> None:
    if len(",".join(words)) <= _LONGEST_LIST:
        _choices(made, at, list(words))


def _choices(made: Any, at: int, source: Any) -> None:
    """Offer what a cell may be; something else is warned of, for reading checks it anyway."""
    made.data_validation(1, at, ROOM, at, {"validate": "list", "source": source, "error_type": "warning"})


def value_at(values: dict[str, Any], path: tuple[str, ...]) -> Any:
    """Find a value by its way from the record; ``None`` where nothing is said."""
    found: Any = values
    for step in path:
        found = found.get(step) if found is not None else None
    return found


def _write(made: Any, place: tuple[int, int], value: Any, column: Column, styles: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    style = styles["id" if column.path == ("id",) else "free"]
    if (isinstance(value, Decimal) and len(value.as_tuple().digits) <= _SURE_DIGITS) or (
        isinstance(value, int) and not isinstance(value, bool)
    ):
        made.write_number(*place, value, styles["number"])
    else:
        made.write_string(*place, shown(cell_text(value)), style)


def cell_text(value: Any) -> str:
    """Write a value as the text of a cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date) and not isinstance(value, Period):
        return value.isoformat()
    if isinstance(value, tuple | list) and not isinstance(value, Period):
        return " ".join(map(str, value))
    if isinstance(value, Mapping):
        return " ".join(f"{code}={level}" for code, level in value.items())
    return str(value)


def _help(made: Any, styles: dict[str, Any], lang: str) -> None:
    made.set_column(0, 0, 110, styles["wrapped"])
    for number, line in enumerate(_HELP):
        made.write_string(number, 0, line.within(lang), styles["wrapped"])


_HELP = (
    _("This workbook is a whole catalog. Fill it in, save it, then: hntrack workbook read FILE.xlsx"),
    _("Nothing is written before everything has been checked and shown; --dry-run only shows it."),
    _(
        "One row is one record. Orange headings must be filled in; the remark on a heading says what it holds."
    ),
    _(
        "Ids are small letters, digits and hyphens. The ids of what is recorded are locked: they never change."
    ),
    _(
        "A document needs the file that was read: give its name in 'original' and lay it beside this workbook; "
        "its SHA-256 is worked out."
    ),
    _(
        "Targets and measurements may also stand a row an indicator: head columns with milestones or periods "
        "(2025, 2026-Q1) and leave 'id' and 'value' out. Ids are made of indicator and period."
    ),
    _(
        "Measurements are never changed: a row with 'revises' (the id) and 'why' replaces one, 'withdraws' takes "
        "one back."
    ),
    _(
        "A row that you delete stays in the catalog, and the reading says so; --remove takes out goals, areas, "
        "units, indicators, targets and claims."
    ),
    _(
        "Numbers are numbers of the sheet. Periods: 2026, 2026-06, 2026-Q2, 2026-H1, 2016/2020. Days: 2026-01-31. "
        "Lists are parted by blanks."
    ),
)
