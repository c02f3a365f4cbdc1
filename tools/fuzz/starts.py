"""Inputs to start fuzzing from: small, made up, and of every shape that a reader knows."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from fuzz.targets import ROOT

from hntrack.exchange.formats import FORMATS

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


def starts(target: str) -> Iterator[bytes]:
    """Give the inputs for a target; the first byte of those for files chooses the kind of file."""
    if target == "numbers":
        yield from (text.encode() for text in _NUMBERS)
    elif target == "extract":
        yield from (text.encode() for text in _ARTICLES)
    elif target == "yaml":
        for at, name in enumerate(("targets", "measurements")):
            yield bytes([at]) + (ROOT / "data" / f"{name}.yaml").read_bytes()[:15_000]
        yield b"\x02" + _SOURCE.encode()
    else:
        for at, _ in enumerate(FORMATS):
            yield from (bytes([at]) + text.encode() for text in _CSV)
            yield from (bytes([at]) + json.dumps(one).encode() for one in _JSON)
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
