"""Inputs to start fuzzing from: small, made up, and of every shape that a reader knows."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache

from fuzz.targets import PARTS, ROOT, WORKBOOK_PARTS

from hntrack.exchange.formats import FORMATS
from hntrack.exchange.workbook_out import workbook
from hntrack.store.folder import Folder
from hntrack.workspace import Place, open_catalog

_NUMBERS = (
    *("25,2%", "1.200 tỷ đồng", "trên 50%", "từ 2 đến 3 khu", "18/52 chỉ số", "top 3", "633.092 triệu đồng"),
    *(
        "thuộc nhóm 5",
        "USD 1.2 billion",
        "at least 40 percent",
        "2026-Q2",
        "2016/2020",
        "-65%",
        "đứng thứ 44",
    ),
    *("1,200.5", "gấp 2 lần", "2-3%/năm", "không quá 1/3", "1 200 000", "khoảng 12.5 GW", "dẫn đầu cả nước"),
)
_ARTICLES = (
    """Thành phố Sông Lam đặt mục tiêu đến năm 2030
Ngày 15-3-2026, thành phố công bố kế hoạch giai đoạn 2026-2030, tầm nhìn đến năm 2045. Đến năm 2030, phấn đấu \
tỷ trọng kinh tế số đạt tối thiểu 30% GRDP; thuộc nhóm 5 địa phương dẫn đầu; thu hút từ 2 đến 3 tập đoàn.
Năm 2025, tỷ lệ này đạt 25,2%, tăng 3,1 điểm phần trăm so với năm 2024 (22,1%); chi 633.092 triệu đồng.
Tin liên quan
Thành phố khác đạt 70%
""",
    """River City sets out its plan for 2030
On 15 March 2026 the council said that by 2030 at least 40 percent of firms should use open data, up from 25.2 \
percent in 2025, and that the city should rank among the top three. Spending reached USD 1.2 billion in 2024.
Related articles
Another city reaches 70 percent
""",
)
_SOURCE = """format: 1
source:
  id: article
  title: unknown
  publisher: A
  author: unknown
  language: vi
  published: {date: 2026-03, basis: printed, note: {en: "x"}}
  original: {file: a.txt, sha256: %s}
claims:
  - id: c-1
    kind: target
    line: 5
    as_printed: "trên 50%%"
    reading: {vi: 'Hơn một nửa', en: More than half}
    value: 50
    set_aside:
      en: |
        because
""" % ("0" * 64)
_CSV = (
    "indicator,period,value,qualifier\nshare,2025,25.2,exact\nshare,2026,,\n",
    'Year;Group;Value\n2025;;"25,2"\n2026;a;1.200\n',
    "DATAFLOW,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nA:B(1.0),share,2025,25.2,P\n",
    "STRUCTURE,STRUCTURE_ID,ACTION,TIME_PERIOD,OBS_VALUE\ndataflow,A:B(1.0),I,2025-Q1,1e3\n",
    "Year\tUnits\tValue\n2025\t%\t25.2\n",
)
_JSON = (
    {
        "version": "2.0",
        "class": "dataset",
        "id": ["time", "geo"],
        "size": [2, 1],
        "dimension": {
            "time": {"category": {"index": ["2025", "2026"]}},
            "geo": {"category": {"index": {"HN": 0}, "label": {"HN": "Hà Nội"}}},
        },
        "value": {"0": 25.2, "1": None},
        "status": "p",
        "role": {"time": ["time"]},
    },
    {"name": "p", "resources": [{"name": "r", "path": "r.csv", "schema": {"fields": [{"name": "Year"}]}}]},
)


_MAPPINGS = (
    (
        (
            'decimal: ","\nthousands: "."\nfields:\n'
            "  indicator: {column: Group, words: {a: share}, skip_others: true}\n"
            "  obs_status: {column: Note, words: {Sơ bộ: provisional}, otherwise: final}\n"
            "  period: {column: Year, two_digits: years}\n  value: {column: Value}\n"
            "where:\n  - {column: Area, one_of: [Hà Nội]}\n"
        ),
        'Group;Year;Value;Note;Area\na;2025;"1.025,2";Sơ bộ;Hà Nội\nb;2026;..;;Hà Nội\n',
    ),
    (
        "wide: {columns: periods}\nignore: [x]\nfields:\n  indicator: {constant: share}\n",
        "x,2024,2025\na,25.2,1e3\n",
    ),
    (
        (
            "header_row: 2\nflagged: true\nfill_down: [S]\nuntil: Notes\nencoding: utf-8\n"
            "split:\n  - {column: S, by: '-', into: [i, y]}\nwide: {columns: {like: 'v*'}}\n"
            "fields:\n  indicator: {column: i}\n  period: {column: y}\n"
        ),
        "\nS,value,v\na-2025,1 b,2\nNotes,,\n",
    ),
)

_SERIES_HEAD = """format: 1
series:
  - id: yearbook
    title: Yearbook
    publisher: unknown
    author: unknown
    language: vi
    published: {date: 2026-06-30, basis: printed}
    original: {file: rows.csv, sha256: SHA256}
"""
_SERIES = (
    (
        (
            "    decimal: ','\n    thousands: '.'\n    delimiter: ';'\n"
            "    columns:\n      indicator: {constant: share}\n"
            "      area: {column: Area, words: {Một: a, Hai: b}}\n      period: {column: Year}\n"
            "      value: {column: Value}\n      qualifier: {column: Sure}\n      obs_status: {column: Firm}\n"
            "      unit: {constant: '%'}\n      published: {column: Day}\n"
        ),
        "Area;Year;Value;Sure;Firm;Day\nMột;2024;25,2;exact;final;2025-01-01\nHai;2024-Q1;..;;;\n",
    ),
    (
        (
            "    columns:\n      indicator: {column: What, words: {S: share}}\n      area: {constant: b}\n"
            "      period: {headings: true}\n"
        ),
        'What,2024,"2025",2016/2020\nS,25.2,"1.200",\n',
    ),
)


_PX = """CHARSET="ANSI";
CODEPAGE="utf-8";
TITLE="Share by Year";
STUB="Area";
HEADING="Year";
VALUES("Area")="River City";
VALUES("Year")="2024","2025";
TIMEVAL("Year")=TLIST(A1),"2024","2025";
UNITS="percent";
DATA=
25.2 "..";
"""
_SDMX_ML = """<?xml version="1.0"?>
<mes:GenericData xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:gen="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"><mes:DataSet><gen:Series>
<gen:SeriesKey><gen:Value id="INDICATOR" value="share"/></gen:SeriesKey>
<gen:Obs><gen:ObsDimension value="2025"/><gen:ObsValue value="25.2"/></gen:Obs>
</gen:Series></mes:DataSet></mes:GenericData>
"""
_PAGE = (
    '<html lang="vi"><head><meta charset="utf-8"><title>T</title></head><body><h1>Nghị quyết</h1>'
    "<p>Đến năm 2030 đạt <b>30%</b>.</p><ul><li>một<li>hai</ul><table><tr><th rowspan=2>a<th>b<tr><td>25,2</table>"
    '<p style="display:none">x</p><!-- c --></body></html>'
)
_WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {size}"
    "\r\n\r\n{http}\r\n\r\n"
)
_PDF = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 66>>stream
BT /F 12 Tf 20 200 Td (By 2030: 30%) Tj 0 -20 Td (a) Tj ET 9 9 m 90 9 l S
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DOCX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "word/document.xml": f"<w:document {_W}><w:body><w:p><w:pPr><w:pStyle w:val='H'/><w:numPr><w:ilvl w:val='0'/>"
    "<w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>Mục tiêu</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr>"
    "<w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>25,2%</w:t></w:r></w:p></w:tc></w:tr>"
    "</w:tbl><w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>"
    "</w:body></w:document>",
    "word/styles.xml": f"<w:styles {_W}><w:style w:styleId='H'><w:name w:val='heading 1'/><w:basedOn w:val='H'/>"
    "<w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style></w:styles>",
    "word/numbering.xml": f"<w:numbering {_W}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='1'>"
    "<w:abstractNumId w:val='0'/></w:num></w:numbering>",
}
_O = 'xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"'
_ODF = " ".join(_O.format(name) for name in ("office", "text", "table", "style"))
_ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": f"<office:document-content {_ODF}><office:body><office:text>"
    "<text:h text:outline-level='1'>A</text:h>"
    "<text:list><text:list-item><text:p>b<text:s text:c='3'/><text:tab/></text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='2'>"
    "<text:p>25,2</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>"
    "</office:text></office:body></office:document-content>",
    "styles.xml": f"<office:document-styles {_ODF}/>",
}
_ODS_CONTENT = (
    f"<office:document-content {_ODF}><office:body><office:spreadsheet><table:table table:name='a'><table:table-row>"
    "<table:table-cell office:value-type='string'><text:p>Year</text:p></table:table-cell><table:table-cell "
    "office:value-type='string'><text:p>Value</text:p></table:table-cell></table:table-row><table:table-row>"
    "<table:table-cell office:value-type='float' office:value='2025'><text:p>2025</text:p></table:table-cell>"
    "<table:table-cell table:number-columns-repeated='3' office:value-type='percentage' office:value='0.252'>"
    "<text:p>25,2%</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)


@cache
def packed(form: str) -> bytes:
    """Give a small file of a packed form: ``docx``, ``odt``, or ``xlsx``, the workbook of the fictional example."""
    if form == "xlsx":
        example = ROOT / "src" / "hntrack" / "starters" / "example"
        place = Place(Folder(example / "data", example / "seeds", str), bundled=False)
        return workbook(open_catalog(place), "en")
    return _zipped(_DOCX if form == "docx" else _ODT)


def _zipped(parts: dict[str, str]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return whole.getvalue()


def _part(form: str, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(packed(form))) as made:
        return made.read(name)


def _ods() -> bytes:
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return _zipped({"mimetype": mimetype, "content.xml": _ODS_CONTENT})


def _documents() -> Iterator[bytes]:
    yield b"\0" + _PDF.encode()
    yield from (bytes([at]) + packed(form) for at, form in ((1, "docx"), (2, "odt")))
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{_PAGE}"
    yield b"\3" + _PAGE.encode()
    yield b"\4" + f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{_PAGE}".encode()
    yield b"\5" + _WARC.format(size=len(http.encode()), http=http).encode()
    for at, (form, name) in PARTS.items():
        yield bytes([at]) + _part(form, name)


def _series() -> tuple[str, ...]:
    return tuple(f"{_SERIES_HEAD}{told}\0{rows}" for told, rows in _SERIES)


def starts(target: str) -> Iterator[bytes]:
    """Give the inputs for a target; the first byte of those for files chooses the kind of file."""
    texts = {"numbers": _NUMBERS, "extract": _ARTICLES, "series": _series()}
    if target in texts:
        yield from (text.encode() for text in texts[target])
    elif target == "yaml":
        for at, name in enumerate(("targets", "measurements")):
            yield bytes([at]) + (ROOT / "data" / f"{name}.yaml").read_bytes()[:15_000]
        yield b"\x02" + _SOURCE.encode()
    elif target == "documents":
        yield from _documents()
    elif target == "mapping":
        yield from (f"format: 1\n{told}\0{rows}".encode() for told, rows in _MAPPINGS)
    elif target == "workbook":
        yield b"\0" + packed("xlsx")
        for at, part in enumerate(WORKBOOK_PARTS, start=1):
            yield bytes([at]) + _part("xlsx", part)
    else:
        for at, _ in enumerate(FORMATS):
            yield from (bytes([at]) + text.encode() for text in _CSV)
            yield from (bytes([at]) + json.dumps(one).encode() for one in _JSON)
        yield bytes([list(FORMATS).index("px")]) + _PX.encode()
        yield bytes([list(FORMATS).index("sdmx-ml")]) + _SDMX_ML.encode()
        yield bytes([list(FORMATS).index("ods")]) + _ods()
        yield bytes([list(FORMATS).index("xls")]) + (ROOT / "tests/unit/exchange/office.xls").read_bytes()
        yield bytes([list(FORMATS).index("xlsx")]) + _workbook()


def _workbook() -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415  (one start of one target needs it)

    book = Workbook()
    sheet = book.create_sheet("data", 0)
    sheet.append(["indicator", "period", "value"])
    sheet.append(["share", 2025, 25.2])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
