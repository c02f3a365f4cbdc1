"""A report as a workbook: targets, changes and sources on sheets of their own; a text is never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from hntrack.errors.extras import MissingExtraError
from hntrack.render.office_zip import steady
from hntrack.report.briefing import NOTHING, Briefing
from hntrack.report.briefing_tables import change_rows, progress_rows, source_rows
from hntrack.report.briefing_words import say
from hntrack.text.messages import _
from hntrack.text.visible import visible

_FORMULA = ("=", "+", "-", "@")
_WIDEST, _NARROWEST = 60, 9
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
    for one in briefings:
        mark = f" ({one.lang})" if len(briefings) > 1 else ""
        for key, table in _tables(one):
            _fill(book.create_sheet(f"{_SHEETS[key].within(one.lang)}{mark}"), table)
    out = io.BytesIO()
    book.save(out)
    return steady(out.getvalue(), briefings[0].as_of)


_SHEETS = {
    "progress": _("Targets"),
    "changes": _("Changes"),
    "sources": _("Sources"),
}


def _tables(one: Briefing) -> Iterator[tuple[str, list[list[str | Decimal]]]]:
    yield "progress", [[f"{one.title} — {say('as_of', one.lang)} {one.as_of_text}"], *progress_rows(one)]
    if one.changes:
        yield "changes", change_rows(one)
    yield "sources", source_rows(one)


def _fill(sheet: Any, table: list[list[str | Decimal]]) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415  (an extra)

    head = 2 if len(table[0]) == 1 else 1
    for row, values in enumerate(table, start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            _put(cell, value)
            cell.font = Font(bold=row <= head)
            cell.alignment = Alignment(wrap_text=row >= head, vertical="top")
    sheet.freeze_panes = sheet.cell(head + 1, 2)
    for column in range(1, max(map(len, table)) + 1):
        texts = [str(values[column - 1]) for values in table[head - 1 :] if len(values) >= column]
        widest = max((len(text) for text in texts), default=0)
        sheet.column_dimensions[sheet.cell(head, column).column_letter].width = min(
            max(widest + 2, _NARROWEST), _WIDEST
        )


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
