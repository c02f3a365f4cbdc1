"""A report as a workbook: targets, changes and sources on sheets of their own; a text is never a formula."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from hntrack.__about__ import __version__
from hntrack.errors.extras import MissingExtraError
from hntrack.render.report_paper import OUTCOME_COLORS, TONES, steady
from hntrack.report import Json
from hntrack.report.briefing import NOTHING, Briefing, say
from hntrack.report.glance import cells
from hntrack.text.characters import visible
from hntrack.text.messages import _

_Rows = list[list[str | Decimal]]
_FORMULA = ("=", "+", "-", "@")
_LONGEST_UNIT = 30
_LINE_HEIGHT = 15  # points, of letters of 11
_LONGEST = 32767
"""Characters in a cell, at most (Excel specifications and limits)."""


def render(briefings: Sequence[Briefing]) -> bytes:
    """Draw the report, three sheets for each language.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415  (an extra)
    except ImportError as missing:
        raise MissingExtraError("excel", _("A workbook")) from missing
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = visible(briefings[0].title, limit=255)
    book.properties.creator = book.properties.lastModifiedBy = f"hntrack {__version__}"
    for report in briefings:
        mark = f" ({report.lang})" if len(briefings) > 1 else ""
        for key, table in _tables(report):
            sheet = book.create_sheet(f"{_SHEETS[key].within(report.lang)}{mark}")
            head = next(number for number, values in enumerate(table, start=1) if len(values) > 1)
            _fill(sheet, table, head, _WIDTHS[key])
            if key == "progress":
                _mark_verdicts(sheet, report, head)
                _draw_bar(sheet, report)
            _lay_out(sheet, head, len(table), _ON_PAPER[key])
    out = io.BytesIO()
    book.save(out)
    return steady(out.getvalue(), briefings[0].as_of)


_SHEETS = {
    "progress": _("Targets"),
    "changes": _("Changes"),
    "sources": _("Sources"),
}


_WIDTHS = {
    "progress": (28, 9, 7, 14, 14, 15, 16, 13, 13, 31, 22, 11, 24, 6, 28),
    "changes": (22, 80, 44),
    "sources": (34, 22, 13, 6, 40, 60),
}
"""Of the columns, in characters."""

_ON_PAPER = {"progress": 10, "changes": 3, "sources": 6}
"""How many columns are printed: as many as can be read on A4 across.  The words as printed have their own sheet."""

_ORDER = (1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 0, 6, 12, 13, 14)
"""The columns of the targets, those that are printed first."""


def _tables(report: Briefing) -> Iterator[tuple[str, _Rows]]:
    title = f"{report.title} — {say('as_of', report.lang)} {report.as_of_text}"
    sentences = (*report.lede[:1], *_BAR[: len(report.lede)], *report.lede[1:])
    top: _Rows = [[text] for text in (title, *sentences)]
    yield "progress", [*top, *([row[at] for at in _ORDER] for row in progress_rows(report))]
    if report.changes:
        yield "changes", _change_rows(report)
    yield "sources", _source_rows(report)


def _fill(sheet: Any, table: _Rows, head: int, widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415  (an extra)

    line = Side(style="thin", color="B8C0C8")
    for row, values in enumerate(table, start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            _put(cell, value)
            cell.font = Font(bold=row in {1, head}, size=14 if row == 1 < head else 11)
            indent = int(row > head and isinstance(value, Decimal))  # a number stands off the text beside it
            cell.alignment = Alignment(
                wrap_text=True, vertical="top", horizontal="right" if indent else None, indent=indent
            )
            if row >= head:
                cell.border = Border(top=line, bottom=line, left=line, right=line)
            if row == head:
                cell.fill = PatternFill("solid", fgColor="E8EEF5")
        rooms = widths if row >= head else (sum(widths[: _ON_PAPER["progress"]]),)
        if row > 1 or row == head:
            sheet.row_dimensions[row].height = _LINE_HEIGHT * max(map(_lines, values, rooms))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[sheet.cell(head, column).column_letter].width = width


def _lines(value: str | Decimal, width: int) -> int:
    """Guess how many lines a text takes in a column: not every program that opens the file counts for itself."""
    return 1 if isinstance(value, Decimal) else max(len(textwrap.wrap(value, max(width - 2, 4))), 1)


def _lay_out(sheet: Any, head: int, rows: int, printed: int) -> None:
    """Let the heading stay, filter below it, and print on A4 across, as wide as a page, its heading on each."""
    columns = sheet.max_column
    sheet.freeze_panes = sheet.cell(head + 1, 2 if columns > printed else 1)
    sheet.auto_filter.ref = f"A{head}:{sheet.cell(rows, columns).coordinate}"
    sheet.print_area = f"A1:{sheet.cell(rows, printed).coordinate}"
    for row in range(1, head):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=printed)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.footer = 0.75, 0.35
    sheet.oddFooter.center.text = "&A — &P/&N"


_BAR = ("",)  # the row that the bar is drawn in, below the first sentence
_BAR_ROW, _BAR_ROOM = 3, 60


def _draw_bar(sheet: Any, report: Briefing) -> None:
    """Draw the bar of outcomes as marks in their colours, and its key behind it."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock  # noqa: PLC0415  (an extra)
    from openpyxl.cell.text import InlineFont  # noqa: PLC0415
    from openpyxl.styles.colors import Color  # noqa: PLC0415

    if not report.outcomes:
        return
    shares = zip(report.outcomes, cells(report.glance.outcomes, _BAR_ROOM), strict=True)
    told = [(piece, piece.mark * number) for piece, (_key, number) in shares]
    told += [(piece, f"   {piece.text}") for piece in report.outcomes]
    drawn = [
        TextBlock(InlineFont(b=True, color=Color(OUTCOME_COLORS[piece.key].upper())), text)
        for piece, text in told
    ]
    sheet.cell(_BAR_ROW, 1).value = CellRichText(*drawn)


_NUMBERS = {"gap": 6, "required": 7, "measured": 12}
_VERDICTS = {"standing": 8, "pace": 9}
_DIGIT = re.compile(r"[0-9]")


def _mark_verdicts(sheet: Any, report: Briefing, head: int) -> None:
    """Give verdicts their colour beside their word, and numbers the digits and the unit in which they are printed."""
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415  (an extra)

    items = {str(item["target"]): item for item in report.items}
    for number, row in enumerate(report.rows, start=head + 1):
        printed = {"measured": f" {_unit(items[row.id])}", "gap": row.gap, "required": row.required}
        for key, column in _NUMBERS.items():
            cell = sheet.cell(number, column)
            if isinstance(cell.value, Decimal):
                unit = "" if printed[key] == NOTHING else _DIGIT.split(printed[key])[-1].strip()
                cell.number_format = _format(cell.value, unit)
        for column, tone in zip(
            _VERDICTS.values(), (row.standing_tone, row.pace_tone if row.paced else "muted"), strict=True
        ):
            cell = sheet.cell(number, column)
            cell.font = Font(bold=True, color=TONES[tone].upper())
            cell.fill = PatternFill("solid", fgColor=PALE[tone])


def _unit(item: Mapping[str, Json]) -> str:
    """Give the unit of a value; a place in a ranking has none behind it."""
    labels = item["label"]
    return str(labels.get("unit") or "") if isinstance(labels, dict) and item["measure"] != "rank" else ""


PALE = {"good": "E4F3EA", "warn": "FDF1D9", "bad": "FBE7E6", "plain": "E8EEF5", "muted": "ECEFF2"}
"""The ground of a verdict of each tone."""


def _format(value: Decimal, unit: str) -> str:
    """Give the format of a number: its digits, two at most, and its unit behind it."""
    exponent = value.as_tuple().exponent
    digits = min(max(-exponent, 0), 2) if isinstance(exponent, int) else 0
    plain = f"#,##0.{'0' * digits}" if digits else "#,##0"
    safe = visible(unit).replace('"', "")
    if not safe or len(safe) > _LONGEST_UNIT:
        return plain
    space = "" if safe.startswith("%") else " "
    return f'{plain}"{space}{safe}"'


def _put(cell: Any, value: str | Decimal) -> None:
    """Write a value; a text stays one, even where it looks like a formula, and keeps that mark when it is edited."""
    if isinstance(value, Decimal):
        cell.value = value
        return
    text = visible("" if value == NOTHING else value, limit=_LONGEST)
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA):
        cell.quotePrefix = True


# Targets, changes and sources as plain rows: a heading, then a row each.


def progress_rows(briefing: Briefing) -> _Rows:
    """Give the targets, each with its exact numbers beside the words, and where it stands in its document."""
    keys = ("code", "indicator", "area", "due_by", "target", "latest", "measured", "gap", "required")
    more = ("standing", "pace", "reason", "document", "line_number", "as_printed")
    items = {str(item["target"]): item for item in briefing.items}
    rows: _Rows = [[say(key, briefing.lang) for key in (*keys, *more)]]
    for row in briefing.rows:
        item = items[row.id]
        provenance, latest = item["provenance"], item["latest"]
        printed = provenance if isinstance(provenance, dict) else {}
        measured = latest.get("value") if isinstance(latest, dict) else None
        rows.append(
            [
                *(row.id, row.title, row.area, row.due, row.asked, row.latest, _number(measured)),
                *(_number(item["gap"]), _number(item["required_pace"])),
                *(row.standing_label, row.pace_label, row.reason),
                *(
                    str(printed.get("source", "")),
                    _number(printed.get("line")),
                    str(printed.get("as_printed", "")),
                ),
            ]
        )
    return rows


def _change_rows(briefing: Briefing) -> _Rows:
    """Give the changes with their causes."""
    rows: _Rows = [
        [say("change", briefing.lang), say("reading", briefing.lang), say("because", briefing.lang)]
    ]
    rows.extend([change.label, change.sentence, "; ".join(change.because)] for change in briefing.changes)
    return rows


def _source_rows(briefing: Briefing) -> _Rows:
    """Give the words that the report rests on, one a row."""
    keys = ("document", "code", "published", "line_number", "as_printed", "reading")
    rows: _Rows = [[say(key, briefing.lang) for key in keys]]
    for document in briefing.documents:
        rows.extend(
            [
                document.title,
                document.id,
                document.published,
                Decimal(quote.line),
                quote.as_printed,
                quote.reading,
            ]
            for quote in document.quotes
        )
    return rows


def _number(value: Json) -> Decimal | str:
    if isinstance(value, int):
        return Decimal(value)
    return value if isinstance(value, Decimal) else ""
