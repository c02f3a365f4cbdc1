"""CSV and its relatives: rows are taken or refused one by one, and a file that cannot be trusted not at all."""

from __future__ import annotations

import tracemalloc
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from hntrack.errors import DataError, InputError
from hntrack.exchange.mapping import Map, read_map
from hntrack.exchange.reading import MOST_REFUSED, Origin, Rows, read_rows
from hntrack.exchange.tabled import open_table

Reads = Callable[..., Rows]

_MAP = """\
decimal: ","
thousands: "."
fields:
  indicator: {column: Chỉ tiêu, words: {Tỷ lệ: share, Số doanh nghiệp: firms}}
  period: {column: Năm, words: {Sơ bộ 2025: 2025}, otherwise: "2024"}
  value: {column: Giá trị}
  obs_status: {column: Năm, words: {Sơ bộ 2025: provisional}, otherwise: final}
where:
  - {column: Tỉnh, one_of: [Ví Dụ]}
"""


def test_our_own_names_need_no_mapping(reads: Reads) -> None:
    """A table with our own headings is read as it is; empty values are left out and counted."""
    rows = reads("a.csv", "indicator,period,value,obs_status\nshare,2025,25.2,provisional\nshare,2026,..,\n")
    (given,) = rows.good
    one = given.measurement
    assert (one.indicator, one.period.text, str(one.value), one.obs_status) == (
        "share",
        "2025",
        "25.2",
        "provisional",
    )
    assert one.cited is not None
    assert one.cited.url == "https://example.org/tables"
    assert (rows.total, rows.skipped, rows.refused) == (2, 1, ())


def test_a_mapping_says_what_is_what(reads: Reads) -> None:
    """Words, filters, decimal comma and derived status of an office's table lead to our codes."""
    table = "Tỉnh;Chỉ tiêu;Năm;Giá trị\nVí Dụ;Tỷ lệ;Sơ bộ 2025;25,2\nVí Dụ;Số doanh nghiệp;2024;1.200\nNơi Khác;Tỷ lệ;2024;9\n"
    rows = reads("a.csv", table, _MAP)
    said = [
        (
            g.measurement.indicator,
            g.measurement.period.text,
            str(g.measurement.value),
            g.measurement.obs_status,
        )
        for g in rows.good
    ]
    assert said == [("share", "2025", "25.2", "provisional"), ("firms", "2024", "1200", "final")]
    assert rows.skipped == 1


def test_decomposed_headings_are_found(reads: Reads) -> None:
    """Headings and words in decomposed Vietnamese are the same as composed ones."""
    table = "Tỉnh;Chỉ tiêu;Năm;Giá trị\nVí Dụ;Tỷ lệ;2024;25,2\n"
    rows = reads("a.csv", unicodedata.normalize("NFD", table), _MAP)
    assert len(rows.good) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_bom_and_line_ends(reads: Reads, encoding: str, end: str) -> None:
    """A byte order mark and CRLF change nothing, and lines are counted as an editor does."""
    text = end.join(["indicator,period,value", 'share,2025,"25.2"', "share,2026,abc", ""])
    rows = reads("a.csv", text.encode(encoding))
    assert len(rows.good) == 1
    assert [str(p.where) for p in rows.refused] == ["a.csv:3:3"]


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        ("share,2025", "import-ragged", "a.csv:2"),
        ("share,2025,1,2", "import-ragged", "a.csv:2"),
        ("share,sometime,1", "import-not-period", "a.csv:2:2"),
        ("share,,1", "import-field-missing", "a.csv:2:2"),
        (",2025,1", "import-field-missing", "a.csv:2:1"),
        ('share,2025,"25,2"', "import-not-number", "a.csv:2:3"),
        ("share,2025,1.200", "import-two-ways", "a.csv:2:3"),
        ("share,2025,=1+1", "import-not-number", "a.csv:2:3"),
        ("share,2025,1\x00", "import-hidden", "a.csv:2:3"),
        ("share\u202e,2025,1", "import-hidden", "a.csv:2:1"),
        ("\x02share,2025,1", "import-hidden", "a.csv:2:1"),
        ("share,2025," + "9" * 50_000, "import-too-long", "a.csv:2:3"),
    ],
)
def test_a_row_is_refused_with_its_place(reads: Reads, row: str, code: str, place: str) -> None:
    """A row that cannot be read is refused by file, row, column and cause, in both languages; the next one is taken."""
    rows = reads("a.csv", f"indicator,period,value\n{row}\nshare,2026,2\n")
    (found,) = rows.refused
    assert (found.code, str(found.where)) == (code, place)
    for text in (found.message.vi, found.message.en, found.hint.vi, found.hint.en):
        assert text
        assert text.isprintable()
    assert found.message.vi != found.message.en
    assert len(rows.good) == 1


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "import-empty", 1),
        (b"\n\n", "import-empty", 1),
        (b"indicator,period,value,value\n", "import-columns-double", 1),
        (b'indicator,period,value\nshare,2025,"1\nshare,2026,2\n', "import-quote", 2),
        (b'indicator,period,value\nshare,2025,"1"x\n', "import-quote", 2),
        (b"indicator,period,value\nshare,2025," + b"x" * 10_000_000, "import-line-too-long", 2),
        (b'indicator,period,value\nshare,2025,"' + b"x\n" * 200_000, "import-cell-too-long", 2),
        (
            "indicator,period,value,note\nshare,2025,1,\nfirms,2025,1,Đã".encode("windows-1258", "replace"),
            "import-encoding-seems",
            3,
        ),
        (b"a,b\n1,2\n", "import-map-needed", 0),
    ],
)
def test_a_file_is_refused_whole(reads: Reads, content: bytes, code: str, line: int) -> None:
    """A file whose rows cannot be told apart, or in another encoding, is refused with the line, and nothing taken."""
    with pytest.raises(DataError) as caught:
        reads("a.csv", content)
    (found,) = caught.value.problems
    assert (found.code, found.where.line) == (code, line)


def test_the_expected_encoding_is_named(reads: Reads) -> None:
    """A file in another encoding than the declared one is told both; where none is declared, a byte order mark counts."""
    content = "indicator,period,value\nshare,2025,25.2\n".encode("utf-16")
    with pytest.raises(DataError) as caught:
        reads("a.csv", content, "encoding: utf-8\nfields: {}\n")
    message = caught.value.problems[0].message.en
    assert "utf-8" in message
    assert "utf-16" in message
    assert len(reads("a.csv", content).good) == 1


_TCVN3 = "Tæng sè; N¨m\nVÝ Dô;25,2\n"


@pytest.mark.parametrize(
    ("content", "seems"),
    [
        (_TCVN3.encode("latin-1"), "tcvn3"),
        (
            "Tỉnh;Tổng số\nNăm;25,2\n".replace("ỉ", "i\u0309")
            .replace("ổ", "ô\u0309")
            .replace("ố", "ô\u0301")
            .encode("cp1258"),
            "windows-1258",
        ),
        ("Région;Année\nÎle;2,5\n".encode("cp1252"), "windows-1252"),
    ],
)
def test_older_encodings_are_recognised(reads: Reads, content: bytes, seems: str) -> None:
    """A file of an older system is refused with the encoding that it seems to be in; named, it is read."""
    with pytest.raises(DataError) as caught:
        reads("a.csv", content)
    (found,) = caught.value.problems
    assert (found.code, f"--encoding {seems}" in found.hint.en) == ("import-encoding-seems", True)


def test_tcvn3_is_read(reads: Reads) -> None:
    """TCVN3, the encoding of the .VnTime fonts, is read where it is named."""
    mapping = "encoding: tcvn3\ndecimal: ','\nfields:\n  indicator: {constant: share}\n  period: {constant: '2025'}\n  value: {column: Năm}\nwhere: [{column: Tổng số, one_of: [Ví Dụ]}]\n"
    assert [str(one.measurement.value) for one in reads("a.csv", _TCVN3.encode("latin-1"), mapping).good] == [
        "25.2"
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1258"])
def test_a_declared_encoding_is_read(reads: Reads, encoding: str) -> None:
    """With the encoding declared, Vietnamese of older systems is read."""
    text = "Nam;Giá tri\n2025;25,2\n".encode("cp1258" if encoding != "utf-16" else "utf-16")
    mapping = f'encoding: {encoding}\ndecimal: ","\nfields:\n  indicator: {{constant: share}}\n  period: {{column: Nam}}\n  value: {{column: Giá tri}}\n'
    assert str(reads("a.csv", text, mapping).good[0].measurement.value) == "25.2"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A device, a missing file and a name with NUL are refused, not waited for."""
    for name in ("/dev/zero", str(tmp_path / "none.csv"), "a\0.csv"):
        with pytest.raises(InputError):
            open_table(Path(name), name, Map(), "csv")


@pytest.mark.slow
def test_many_faults_are_bounded(reads: Reads) -> None:
    """After a thousand refused rows one more line says so; the rest is not kept."""
    rows = reads("a.csv", "indicator,period,value\n" + "share,x,1\n" * 5000)
    assert len(rows.refused) == MOST_REFUSED + 1
    assert rows.refused[-1].code == "import-many-refused"
    assert rows.refused[-1].message.en == "5000 rows are refused; only the first 1000 are listed."


def test_too_many_measurements_are_refused(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    """More measurements than a catalog can hold are refused, with the row at which it is too much."""
    monkeypatch.setattr("hntrack.exchange.reading.MOST_TAKEN", 20)
    with pytest.raises(DataError) as caught:
        reads("a.csv", "indicator,period,value\nshare,2025,x\n" + "share,2025,1\n" * 25)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.line) == ("import-too-many", 23)
    assert problem.message.en == "25 measurements, more than the 20 of one import."


@pytest.mark.slow
def test_a_million_rows_stream(tmp_path: Path) -> None:
    """Rows that a filter leaves out cost no memory, however many there are."""
    path = tmp_path / "long.csv"
    with path.open("w") as file:
        file.write("area,indicator,period,value\n")
        file.writelines("elsewhere,share,2025,1\n" for _ in range(20_000))
        file.write("here,share,2025,25.2\n")
    (tmp_path / "map.yaml").write_text(
        "fields:\n  indicator: {column: indicator}\n  period: {column: period}\n  value: {column: value}\n"
        "where:\n  - {column: area, one_of: [here]}\n"
    )
    mapping = read_map(tmp_path / "map.yaml", "map.yaml")
    counts: list[int] = []
    tracemalloc.start()
    try:
        rows = read_rows(
            open_table(path, "long.csv", mapping),
            mapping,
            Origin(url="https://example.org", published="2026-01-01"),
            progress=counts.append,
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (rows.total, len(rows.good)) == (20_001, 1)
    assert counts[-1] == 20_000
    assert peak < 3_000_000


def test_citing_a_document_by_row(tmp_path: Path) -> None:
    """With a document as the source, a row is cited by its line and the cell as it stands there."""
    (tmp_path / "a.csv").write_text("indicator,period,value\nshare,2025,25.2\n")
    table = open_table(tmp_path / "a.csv", "a.csv", Map())
    cited = read_rows(table, Map(), Origin(source="review")).good[0].measurement.cited
    assert cited is not None
    assert (cited.source, cited.line, cited.as_printed) == ("review", 2, "25.2")


@pytest.mark.parametrize(
    ("origin", "code"),
    [(Origin(), "import-no-source"), (Origin(url="https://example.org"), "import-no-date")],
)
def test_every_row_needs_provenance(tmp_path: Path, origin: Origin, code: str) -> None:
    """A row of which nobody knows where it comes from is refused."""
    (tmp_path / "a.csv").write_text("indicator,period,value\nshare,2025,25.2\n")
    rows = read_rows(open_table(tmp_path / "a.csv", "a.csv", Map()), Map(), origin)
    assert [p.code for p in rows.refused] == [code]


def test_a_percent_sign_is_the_unit(reads: Reads) -> None:
    """A percent sign behind a value is its unit, so that it must be the indicator's; in a table of others it is a fault."""
    rows = reads("a.csv", "indicator,period,value\nshare,2025,25.2%\n")
    assert [(str(given.measurement.value), given.unit) for given in rows.good] == [("25.2", "%")]
    rows = reads("a.csv", "indicator,period,value,unit\nshare,2025,25.2%,firms\n")
    assert [p.code for p in rows.refused] == ["import-not-number"]


def test_the_unit_of_a_row_is_cited_with_it(tmp_path: Path) -> None:
    """A row cited from a document is cited with its unit, which stands in a cell of its own."""
    (tmp_path / "a.csv").write_text(
        "indicator,period,value,unit\nshare,2025,25.2,%\nbudget,2025,12.5,tỷ đồng\n", "utf-8"
    )
    rows = read_rows(open_table(tmp_path / "a.csv", "a.csv", Map()), Map(), Origin(source="review"))
    cited = [given.measurement.cited for given in rows.good]
    assert [one.as_printed for one in cited if one is not None] == ["25.2 %", "12.5 tỷ đồng"]
