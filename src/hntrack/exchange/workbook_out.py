"""Workbooks written: all tables, a sheet each; and a whole catalog to fill in.

In the one, numbers are numbers, every text is a text, and nothing is a formula or a link.  The other has a sheet a
list, with drop-downs, remarks on headings, and locked ids.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from hntrack.errors.extras import MissingExtraError
from hntrack.exchange.content import Cell, Exported, Tab
from hntrack.exchange.formats import Files
from hntrack.exchange.labels import blind
from hntrack.model.catalog import Catalog
from hntrack.model.fields import RECORDS, Field
from hntrack.model.record_values import values_of
from hntrack.text.messages import LANGUAGES, Message, _, _n
from hntrack.text.periods import Period


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


SHEETS = (
    Sheet("catalog", "catalog", _("Catalog")),
    Sheet("sources", "source", _("Sources")),
    Sheet("claims", "claim", _("Claims"), owner="source"),
    Sheet("goals", "named", _("Goals")),
    Sheet("areas", "area", _("Areas")),
    Sheet("units", "named", _("Units")),
    Sheet("acts", "act", _("Acts")),
    Sheet("indicators", "indicator", _("Indicators")),
    Sheet("stages", "named", _("Stages"), owner="indicator"),
    Sheet("targets", "target", _("Targets"), wide="milestone"),
    Sheet("measurements", "measurement", _("Measurements"), wide="period"),
)
"""In the order in which people fill them: what others refer to first."""


def sheet_called(name: str) -> Sheet | None:
    """Find a sheet by its key or by its name on the tab, in any language; ``None`` where it is none of ours."""
    wanted = blind(name)
    for sheet in SHEETS:
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


# What XML cannot hold, or no reader shows as it is.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LONGEST = 32_000  # of the 32 767 that a cell may have
_LONGEST_ESCAPE = len(r"\u{200b}")
_SIZES = {"text": 24, "number": 12, "whole": 8, "truth": 8, "day": 12}


def export_workbook(made: Exported, table: str) -> Files:
    """Write the workbook; its properties name the day of the content, so that equal content gives equal bytes.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    del table
    out = io.BytesIO()
    with open_workbook(out, in_order=True) as book:
        created = datetime.fromisoformat(made.as_of)
        book.set_properties({"title": shown(made.catalog.title.within(made.lang)), "created": created})
        bold = book.add_format({"bold": True})
        for tab in sorted(made.tabs(), key=lambda one: _ORDER.index(one.name)):
            _fill_table(book.add_worksheet(tab.name), tab, bold)
    return {"": out.getvalue()}


def workbook_losses(made: Exported) -> tuple[Message, ...]:
    """Say how many texts were cut: a cell holds no more."""
    texts = (cell for tab in made.tabs() for row in tab.rows for cell in row if isinstance(cell, str))
    cut = sum(len(text) * _LONGEST_ESCAPE > _LONGEST < len(_escaped(text)) for text in texts)
    if not cut:
        return ()
    told = _n(
        "{count} text was cut: a cell has room for {most} characters.",
        "{count} texts were cut: a cell has room for {most} characters.",
        cut,
        most=_LONGEST,
    )
    return (told,)


@contextmanager
def open_workbook(out: io.BytesIO, *, in_order: bool = False) -> Iterator[Any]:
    """Begin a workbook in which a text is a text: no formula, link or number is made of it.

    With ``in_order`` rows are written from top to bottom, and each leaves the memory before the next one.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
        OSError: There is no room on the disk for what leaves the memory.
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415  (an extra, only for workbooks)
        from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415  (as above)
    except ImportError:
        raise MissingExtraError("excel", _("Writing XLSX")) from None
    from tempfile import TemporaryDirectory  # noqa: PLC0415  (as above)

    plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    # XlsxWriter closes and removes its files only where all went well.
    with TemporaryDirectory(prefix="hntrack-", ignore_cleanup_errors=True) as folder, ExitStack() as files:
        mode = {"constant_memory": True, "tmpdir": folder} if in_order else {"in_memory": True}
        try:
            with Workbook(out, {**mode, **plain}) as book:
                files.callback(_close_files, book)
                yield book
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error  # made anew: in a circle it would stay in memory


def _close_files(book: Any) -> None:
    for sheet in book.worksheets():
        for file in (sheet.fh, sheet.row_data_fh):
            if file is not None:
                with suppress(OSError):
                    file.close()


_ORDER = (
    "verdicts",
    "targets",
    "measurements",
    "indicators",
    "stages",
    "sources",
    "claims",
    "goals",
    "areas",
    "units",
    "acts",
)


def _fill_table(sheet: Any, tab: Tab, bold: Any) -> None:
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(tab.columns):
        sheet.write_string(0, at, column.name, bold)
        sheet.set_column(at, at, _SIZES[column.kind])
    for number, row in enumerate(tab.rows, start=1):
        for at, cell in enumerate(row):
            _write_cell(sheet, number, at, cell)
    if tab.rows:
        sheet.autofilter(0, 0, len(tab.rows), len(tab.columns) - 1)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int) or (isinstance(cell, Decimal) and len(cell.as_tuple().digits) <= _SURE_DIGITS):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, shown(cell if isinstance(cell, str) else format(cell, "f")))


def shown(text: str) -> str:
    r"""Give a text as a cell can hold it: hidden characters as visible ``\u{…}`` escapes, very long ones cut."""
    text = _escaped(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _escaped(text: str) -> str:
    return _UNSHOWN.sub(lambda inner: f"\\u{{{ord(inner[0]):04x}}}", text)


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
    """Write the workbook of a whole catalog; ``lang`` is that of its help and of the sheets' names.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    out = io.BytesIO()
    languages = languages_of(catalog)
    with open_workbook(out) as book:
        book.set_properties({"title": shown(catalog.title.within(lang)), "created": None})
        styles = _styles(book)
        _help(book.add_worksheet(_("Help").within(lang)), styles, lang)
        names = {one.name: one.title.within(lang) for one in SHEETS}
        for sheet in SHEETS:
            made = book.add_worksheet(names[sheet.name])
            heads = list(columns(sheet.record, languages))
            _fill(made, sheet, list(rows_of(catalog, sheet)), heads, (styles, names, lang))
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
    inner: Any = values
    for step in path:
        inner = inner.get(step) if inner is not None else None
    return inner


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
