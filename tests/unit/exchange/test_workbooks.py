"""Workbooks: stored values of one sheet; bombs and oddities are refused before they cost anything."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from xlsxwriter import Workbook as Written

from hntrack.errors import DataError
from hntrack.exchange.reading import Rows

Reads = Callable[..., Rows]

_HEADING = ["indicator", "period", "value", "note_vi"]


def _book(*rows: list[Any], sheets: tuple[str, ...] = ("Bảng",)) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = sheets[0]
    for row in rows:
        sheet.append(row)
    for name in sheets[1:]:
        book.create_sheet(name)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_openpyxl(reads: Reads) -> None:
    """Numbers of openpyxl's workbooks are what was typed, whatever a text of that look would be; years are years."""
    rows = reads(
        "a.xlsx",
        _book(
            _HEADING,
            ["share", 2025, 25.2, "Ghi chú"],
            ["share", "2026", 1.2],
            [],
            ["share", date(2027, 1, 2), 1.125],
        ),
    )
    said = [(g.measurement.period.text, str(g.measurement.value)) for g in rows.good]
    assert said == [("2025", "25.2"), ("2026", "1.2"), ("2027-01-02", "1.125")]
    assert str(rows.good[2].where) == "a.xlsx!Bảng:5"


def test_xlsxwriter(reads: Reads) -> None:
    """XlsxWriter's workbooks are read as well; a formula counts as the value stored with it."""
    out = io.BytesIO()
    with Written(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Năm", "Tỷ lệ"])
        sheet.write_row(1, 0, [2025, 25.2])
        sheet.write(2, 0, 2026)
        sheet.write_formula(2, 1, "=1+1", value=2)
    mapping = "fields:\n  indicator: {constant: share}\n  period: {column: Năm}\n  value: {column: Tỷ lệ}\n"
    rows = reads("a.xlsx", out.getvalue(), mapping)
    assert [str(g.measurement.value) for g in rows.good] == ["25.2", "2"]


def test_texts_of_numbers_follow_the_marks(reads: Reads) -> None:
    """A number that was typed as text is read by the declared marks, or refused where it has two readings."""
    rows = reads("a.xlsx", _book(_HEADING, ["share", 2025, "1.200"], ["share", 2026, "25,2"]))
    assert [p.code for p in rows.refused] == ["import-two-ways", "import-not-number"]


def test_a_formula_without_a_value_is_no_value(reads: Reads) -> None:
    """Nothing is ever calculated: a formula that nobody has computed is an empty cell."""
    rows = reads("a.xlsx", _book(_HEADING, ["share", 2025, '=WEBSERVICE("http://127.0.0.1/")']))
    assert (rows.good, rows.skipped) == ((), 1)


def test_several_sheets(reads: Reads) -> None:
    """Of several sheets the mapping names one; without it the names are listed."""
    book = _book(_HEADING, ["share", 2025, 25.2], sheets=("Một", "Hai"))
    with pytest.raises(DataError) as caught:
        reads("a.xlsx", book)
    assert "Một, Hai" in caught.value.problems[0].message.en
    own = "fields:\n" + "".join(f"  {name}: {{column: {name}}}\n" for name in _HEADING[:3])
    assert len(reads("a.xlsx", book, f"sheet: Một\n{own}").good) == 1


def _with(content: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, part if one == name else old.read(one))
        if name not in old.namelist():
            new.writestr(name, part)
    return out.getvalue()


_ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><workbook>&a;</workbook>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"no workbook at all",
        _book(_HEADING)[:-100],
        _book(_HEADING)[:200] + b"\0" * 500 + _book(_HEADING)[700:],
        _with(_book(_HEADING), "xl/workbook.xml", b"<workbook>"),
        _with(_book(_HEADING), "xl/workbook.xml", _ENTITY),
        _with(_book(_HEADING), "xl/workbook.xml", _ENTITY.decode().encode("utf-16")),
        _with(_book(_HEADING), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'><c r='A1'"),
        _with(_book(_HEADING), "xl/worksheets/sheet1.xml", b"\xff\xff"),
        _with(_book(_HEADING), "xl/sharedStrings.xml", b"0" * 21_000_000),
        _with(_book(_HEADING), "xl/worksheets/sheet1.xml", b" " * 50_000_000),
        _with(_book(_HEADING), "xl/theme/bomb.bin", b"\0" * 30_000_000),
    ],
    ids=range(13),
)
def test_bombs_and_ruins_are_refused(reads: Reads, content: bytes) -> None:
    """What is damaged, expands beyond bounds or wants entities expanded is refused with a sentence."""
    with pytest.raises(DataError) as caught:
        reads("a.xlsx", content)
    assert caught.value.problems[0].code in ("import-not-this-format", "import-too-large", "import-empty")


def test_a_row_far_away_is_bounded(reads: Reads) -> None:
    """A sheet that claims a row beyond all sheets does not keep us counting for ever."""
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>period</t></is></c></row>'
        b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(DataError):
        reads(
            "a.xlsx",
            _with(_book(_HEADING), "xl/worksheets/sheet1.xml", sheet),
            "fields:\n  indicator: {constant: share}\n  period: {column: period}\n  value: {column: period}\n",
        )


def test_the_library_warns_nobody(reads: Reads) -> None:
    """What openpyxl finds odd but can read reaches no user: here a date before all dates."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*_HEADING, "other"])
    sheet.append(["share", 2025, 25.2, "", -5_000_000])
    sheet["E2"].number_format = "yyyy-mm-dd"
    out = io.BytesIO()
    book.save(out)
    assert len(reads("a.xlsx", out.getvalue()).good) == 1
