"""Invented look-alikes of what offices publish: each goes in with one mapping or none; every value, period and flag right."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from xlsxwriter import Workbook

from hntrack.checks import check
from hntrack.checks.values import SLIPS
from hntrack.exchange.mapping import Map, overridden
from hntrack.exchange.plan import plan
from hntrack.exchange.propose import is_known, propose
from hntrack.exchange.reading import Origin, Rows, read_rows
from hntrack.exchange.tabled import open_table
from support.exchange_catalog import make_catalog, read_catalog

Reads = Callable[..., Rows]
ORIGIN = Origin(url="https://example.org/tables", published="2026-02-01")


@pytest.fixture
def proposed(tmp_path: Path) -> Callable[..., list[str]]:
    """``proposed(name, content, where…)``: what the proposal for a file would record, as texts."""
    catalog = read_catalog(make_catalog(tmp_path / "riverton"))

    def read(name: str, content: bytes | str, *where: str, indicator: str | None = None) -> list[str]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        mapping = overridden(Map(), where)
        table = open_table(path, name, mapping)
        if not is_known(table, mapping, indicator):
            proposal = propose(table, mapping, catalog, indicator)
            assert proposal.missing == ()
            mapping = proposal.mapping
        rows = read_rows(open_table(path, name, mapping), mapping, ORIGIN, indicator=indicator)
        done = plan(catalog, rows, recorded="2026-03-01T00:00:00Z")
        assert [one.message.en for one in done.refused] == []
        return [f"{one.indicator} {one.period} {one.value} {one.obs_status}" for one in done.new]

    return read


_YEARS = """\
Bảng 1. Tỷ lệ theo địa phương (tưởng tượng)
;;;Đơn vị tính: %
Địa phương;2023;2025;Sơ bộ 2026
Cả nước;9,1;9,3;9,5
Ví Dụ;24,1;25,2;26,125
Nơi Khác;..;9,3;9,5
Nguồn: không có
"""


def test_years_as_columns(proposed: Callable[..., list[str]]) -> None:
    """Years as columns, a title and a unit above, a source below, "Sơ bộ" among the years: the area's row is taken."""
    wanted = ["share 2023 24.1 final", "share 2025 25.2 final", "share 2026 26.125 provisional"]
    assert proposed("a.csv", _YEARS, indicator="share") == wanted


def test_quarters_under_years(proposed: Callable[..., list[str]]) -> None:
    """Two heading rows, quarters under years, also where only blanks say how far a year reaches."""
    table = "Địa phương;2025;;2026;\n;Quý I;Quý II;Quý I;Sơ bộ quý II\nVí Dụ;24,1;24,5;25,0;25,2\nNơi Khác;9;8;7;6\n"
    assert proposed("a.csv", table, indicator="share") == [
        "share 2025-Q1 24.1 final",
        "share 2025-Q2 24.5 final",
        "share 2026-Q1 25.0 final",
        "share 2026-Q2 25.2 provisional",
    ]


def _book(fill: Callable[[Any, Any], None]) -> bytes:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("Bảng"))
    return out.getvalue()


def test_a_workbook_with_merged_headings(proposed: Callable[..., list[str]]) -> None:
    """Merged headings hold for all their columns, a numbering of columns is no row, percent cells are what they show."""

    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 4, "Bảng 2. Tỷ lệ (tưởng tượng)")
        sheet.merge_range(1, 0, 2, 0, "Địa phương")
        sheet.merge_range(1, 1, 1, 2, "Thực hiện")
        sheet.merge_range(1, 3, 1, 4, "Sơ bộ")
        sheet.write_row(2, 1, [2023, 2025, 2026, 2027])
        sheet.write_row(3, 0, ["A", 1, 2, 3, 4])
        percent = book.add_format({"num_format": "0.0%"})
        sheet.write_string(4, 0, "Ví Dụ")
        for at, value in enumerate((0.241, 0.252, 0.3 - 0.01, 0.31), start=1):
            sheet.write_number(4, at, value, percent)

    assert proposed("a.xlsx", _book(fill), indicator="share") == [
        "share 2023 24.1 final",
        "share 2025 25.2 final",
        "share 2026 29 provisional",
        "share 2027 31 provisional",
    ]


def test_what_a_sheet_shows(reads: Reads) -> None:
    """A date shown as a year is that year, a code shown with zeros is that code, a merged cell holds for all its rows."""

    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Mã", "Năm", "Nhóm", "Giá trị"])
        year, code = book.add_format({"num_format": "yyyy"}), book.add_format({"num_format": "00"})
        for row, (day, value) in enumerate([(date(2025, 1, 1), 25.2), (date(2026, 12, 31), 26.5)], start=1):
            sheet.write_number(row, 0, 1, code)
            sheet.write_datetime(row, 1, day, year)
            sheet.write_number(row, 3, value)
        sheet.merge_range(1, 2, 2, 2, "Tổng")

    mapping = "fields:\n  indicator: {constant: share}\n  period: {column: năm}\n  value: {column: GIA TRI}\nwhere:\n  - {column: Mã, one_of: ['01']}\n  - {column: Nhóm, one_of: [Tổng]}\n"
    rows = reads("a.xlsx", _book(fill), mapping)
    assert [(g.measurement.period.text, str(g.measurement.value)) for g in rows.good] == [
        ("2025", "25.2"),
        ("2026", "26.5"),
    ]


def test_provinces_and_indicators(proposed: Callable[..., list[str]]) -> None:
    """Provinces as rows and indicators as columns, the year in the title: one file fills several series."""
    table = "Indicators by province 2025 (invented)\nProvince,Share (%),Firms,Markets\nRiverton,25.2,1250,8\nElsewhere,9.6,310,2\n"
    assert proposed("a.csv", table) == ["share 2025 25.2 final", "firms 2025 1250 final"]


def test_indicators_as_rows(proposed: Callable[..., list[str]]) -> None:
    """Titles of the catalog's indicators in the rows: one file and no mapping fill their series."""
    table = "Chỉ tiêu;2025;Ước tính 2026\nTỶ LỆ;25,2;26,1\nSố doanh nghiệp;1.250;1.300\nSố chợ;8;9\n"
    assert proposed("a.csv", table) == [
        "share 2025 25.2 final",
        "share 2026 26.1 estimated",
        "firms 2025 1250 final",
        "firms 2026 1300 estimated",
    ]


def test_world_bank(proposed: Callable[..., list[str]]) -> None:
    """A World Bank download: lines about the file on top, years as columns, many countries."""
    table = '"Data Source","World Development Indicators",\n\n"Last Updated Date","2026-01-01",\n\n"Country Name","Country Code","Indicator Name","Indicator Code","2023","2025",\n"Aruba","ABW","Share","X.Y","","4.5",\n"Riverton","RVT","Share","X.Y","24.125","25.2",\n'
    assert proposed("API_X.csv", table, indicator="share") == [
        "share 2023 24.125 final",
        "share 2025 25.2 final",
    ]


def test_eurostat(reads: Reads) -> None:
    """Eurostat's TSV: compound keys, values with flags, a colon for nothing; letters without a code of ours are kept."""
    table = "freq,unit,sex,geo\\TIME_PERIOD\t2022 \t2023 \t2024 \t2025 \nA,PC,T,RV\t12.3 bp\t: \t14.1 e\t15.0 \nA,PC,F,RV\t: c\t12.0 \t12.1 \t1 \n"
    mapping = "fields:\n  indicator: {constant: share}\nwhere:\n  - {column: sex, one_of: [T]}\n"
    rows = reads("a.tsv", table, mapping)
    made = [g.measurement for g in rows.good]
    assert [(one.period.text, str(one.value), one.obs_status) for one in made] == [
        ("2022", "12.3", "break"),
        ("2024", "14.1", "estimated"),
        ("2025", "15.0", "final"),
    ]
    assert made[0].note is not None
    assert "bp" in made[0].note.en
    assert [p.code for p in reads("a.tsv", table, "fields:\n  indicator: {constant: share}\n").refused] == [
        "import-parted"
    ]


def test_oecd_and_ilo(proposed: Callable[..., list[str]]) -> None:
    """OECD's SDMX-CSV with codes and names side by side, and ILOSTAT's small letters, need no mapping."""
    oecd = "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,UNIT_MEASURE,Unit of measure,TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS,Observation status,UNIT_MULT,Unit multiplier\nDATAFLOW,XX:D@F(1.0),Name,I,RVT,Riverton,PT_LF,Percentage of labour force,2025,,25.2,,P,Provisional value,0,Units\n"
    assert proposed("a.csv", oecd, indicator="share") == ["share 2025 25.2 provisional"]
    ilo = "ref_area.label,source.label,indicator.label,sex.label,time,obs_value,obs_status.label,note_source.label\nRiverton,LFS,Rate,Total,2023,24.1,,a\nRiverton,LFS,Rate,Total,2025,25.2,Break in series,b\nRiverton,LFS,Rate,Male,2025,9,,c\n"
    wanted = ["share 2023 24.1 final", "share 2025 25.2 break"]
    assert proposed("b.csv", ilo, "sex.label=Total", indicator="share") == wanted


_PX = """\
CHARSET="ANSI";
AXIS-VERSION="2013";
CODEPAGE="utf-8";
LANGUAGE="vi";
TITLE="Tỷ lệ theo địa phương "
"và năm";
UNITS="%";
SOURCE="Ví Dụ; cơ quan";
LAST-UPDATED="20260120 09:00";
STUB="Địa phương";
HEADING="Năm";
VALUES("Địa phương")="Ví Dụ","Nơi Khác";
VALUES("Năm")="2023","Sơ bộ 2025";
VALUES[en]("Năm")="a","b";
SLIPS("Địa phương")="01","02";
TIMEVAL("Năm")=TLIST(A1,"2023","2025");
DATA=
24.125 25.2
".." 9.5;
"""


def test_px(reads: Reads) -> None:
    """A PX file: texts over several lines, semicolons within quotes, time, unit, title and day from the file."""
    rows = reads(
        "a.px",
        _PX,
        "fields:\n  indicator: {constant: share}\nwhere:\n  - {column: Địa phương, one_of: [Ví Dụ]}\n",
    )
    said = [
        (g.measurement.period.text, str(g.measurement.value), g.measurement.obs_status, g.unit)
        for g in rows.good
    ]
    assert said == [("2023", "24.125", "final", "%"), ("2025", "25.2", "provisional", "%")]
    assert [p.code for p in reads("a.px", _PX, "fields:\n  indicator: {constant: share}\n").refused] == [
        "import-parted"
    ]


_GENERIC = """\
<?xml version="1.0" encoding="UTF-8"?>
<m:GenericData xmlns:m="urn:m" xmlns:g="urn:g"><m:DataSet><g:Series>
<g:SeriesKey><g:Value id="INDICATOR" value="share"/><g:Value id="REF_AREA" value="RV"/></g:SeriesKey>
<g:Attributes><g:Value id="UNIT_MULT" value="0"/><g:Value id="UNIT_MEASURE" value="PC"/></g:Attributes>
<g:Obs><g:ObsDimension value="2025-S1"/><g:ObsValue value="25.2"/><g:Attributes><g:Value id="OBS_STATUS" value="P"/></g:Attributes></g:Obs>
<g:Obs><g:ObsDimension value="2025-S2"/><g:ObsValue value="26"/></g:Obs>
</g:Series></m:DataSet></m:GenericData>
"""
_SPECIFIC = """\
<?xml version="1.0"?>
<m:StructureSpecificData xmlns:m="urn:m" xmlns:x="urn:x"><m:DataSet x:action="Replace">
<Series INDICATOR="budget" UNIT_MEASURE="VND" UNIT_MULT="6"><Obs TIME_PERIOD="2025" OBS_VALUE="12500" OBS_STATUS="E"/></Series>
<Series INDICATOR="share"><Obs TIME_PERIOD="2025-Q1" OBS_VALUE="25.2" OBS_STATUS="A"/></Series>
</m:DataSet></m:StructureSpecificData>
"""


def test_sdmx_ml(proposed: Callable[..., list[str]]) -> None:
    """SDMX-ML, generic and structure-specific: keys, attributes of series and observations, and scales converted."""
    assert proposed("a.xml", _GENERIC) == ["share 2025-H1 25.2 provisional", "share 2025-H2 26 final"]
    assert proposed("b.xml", _SPECIFIC) == ["budget 2025 12.500 estimated", "share 2025-Q1 25.2 final"]


def test_ods(proposed: Callable[..., list[str]]) -> None:
    """An ODS sheet: percentages as shown, years of numbers, cells and rows that are repeated."""
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Bảng")

    def row(*cells: tuple[str, str, str]) -> None:
        made = TableRow()
        for kind, value, text in cells:
            one = TableCell(
                valuetype=kind, **({"value": value} if kind != "string" else {"stringvalue": text})
            )
            one.addElement(P(text=text))
            made.addElement(one)
        sheet.addElement(made)

    row(("string", "", "Địa phương"), ("float", "2025", "2025"), ("string", "", "Sơ bộ 2026"))
    sheet.addElement(TableRow(numberrowsrepeated=1_000))
    row(("string", "", "Ví Dụ"), ("percentage", "0.252", "25,2%"), ("percentage", "0.26", "26,0%"))
    book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.write(out)
    assert proposed("a.ods", out.getvalue(), indicator="share") == [
        "share 2025 25.2 final",
        "share 2026 26 provisional",
    ]


def test_xls(proposed: Callable[..., list[str]]) -> None:
    """An XLS workbook of before 2007: number formats and merged headings count."""
    content = (Path(__file__).parent / "office.xls").read_bytes()
    wanted = ["share 2024-H1 24.1 final", "share 2025 25.2 final", "share 2026 26 provisional"]
    assert proposed("office.xls", content, indicator="share") == wanted


@pytest.mark.parametrize(
    "rows", ["Alpha;2019;1,5\nAlpha;2021;2,5\nBeta;2020;3,5\n", "Alpha;2019;1\nBeta;2020;2\n"]
)
def test_two_groups_never_become_one(reads: Reads, rows: str) -> None:
    """Rows that differ in a column nothing uses are refused with its values; one group alone needs no filter."""
    mapping = "decimal: ','\nfields:\n  indicator: {constant: share}\n  period: {column: năm}\n  value: {column: trị}\n"
    found = reads("a.csv", f"tỉnh;năm;trị\n{rows}", mapping)
    assert (found.good, [p.code for p in found.refused]) == ((), ["import-parted"])
    assert "Alpha, Beta" in found.refused[0].message.en
    assert len(reads("a.csv", f"tỉnh;năm;trị\n{rows}", mapping + "ignore: [tỉnh]\n").good) >= 2
    assert len(reads("a.csv", "tỉnh;năm;trị\nAlpha;2019;1\nAlpha;2020;2\n", mapping).good) == 2


def test_columns_by_range_and_list(reads: Reads) -> None:
    """The columns that are rows can be a range or a list; the text ``otherwise: same`` leaves the others as they are."""
    table = "Mục,2023,2024,2025\nshare,1,2,3\n"
    for columns, periods in (("{from: '2023', to: '2024'}", ["2023", "2024"]), ("['2025']", ["2025"])):
        mapping = f"fields:\n  indicator: {{column: Mục, words: {{x: firms}}, otherwise: same}}\nwide: {{columns: {columns}}}\n"
        assert [g.measurement.period.text for g in reads("a.csv", table, mapping).good] == periods
        assert [g.measurement.indicator for g in reads("a.csv", table, mapping).good] == ["share"] * len(
            periods
        )


def test_words_of_bounds_beside_a_number_are_read(tmp_path: Path) -> None:
    """A cell may say a bound or an approximation; a word that could turn what the number says refuses the row."""
    catalog = read_catalog(make_catalog(tmp_path / "riverton"))
    said = {
        "trên 45%": "45 more_than",
        "khoảng 35": "35 about",
        "up to 30": "30 up_to",
        "≥31,5": "31.5 at_least",
        "20 trở lên": "20 at_least",
        "~22,5": "22.5 about",
        "25": "25 exact",
    }
    refused = ("chưa đạt 25", "mục tiêu 50", "20-30", "giảm 3,5")
    indicator = next(one.id for one in catalog.indicators if one.unit == "percent")
    cells = [*said, *refused]
    rows = "".join(f'{2000 + at};{indicator};"{cell}"\n' for at, cell in enumerate(cells))
    path = tmp_path / "bounds.csv"
    path.write_text(f"period;indicator;value\n{rows}", encoding="utf-8")
    mapping = overridden(Map(), (), decimal=",")
    read = read_rows(open_table(path, "bounds.csv", mapping), mapping, ORIGIN)
    assert [f"{one.measurement.value} {one.measurement.qualifier}" for one in read.good] == list(
        said.values()
    )
    assert [one.code for one in read.refused] == ["import-not-number"] * len(refused)


def test_what_looks_like_a_slip_refuses_its_row(tmp_path: Path) -> None:
    """An import treats a slip as `record` does: the row is refused until somebody says that it was looked at."""
    catalog = read_catalog(make_catalog(tmp_path / "riverton"))
    indicator = next(one.id for one in catalog.indicators if one.unit == "percent")
    path = tmp_path / "slip.csv"
    rows = "".join(
        f"{year},{indicator},{value}\n" for year, value in ((2001, 21), (2002, 22), (2003, 2.3), (2004, 24))
    )
    path.write_text(f"period,indicator,value\n{rows}", encoding="utf-8")
    mapping = Map()

    def planned(slips: tuple[str, ...]) -> tuple[int, list[str]]:
        rows = read_rows(open_table(path, "slip.csv", mapping), mapping, ORIGIN, indicator=indicator)
        done = plan(catalog, rows, recorded="2026-03-01T00:00:00Z", check=check, slips=slips)
        return len(done.new), [one.code for one in done.refused]

    assert planned(SLIPS) == (3, ["value-factor"])
    assert planned(()) == (4, [])
