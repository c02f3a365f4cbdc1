"""A large catalog stands in several files, which are read together and written to as one; files of rows among them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hntrack.errors import InputError
from hntrack.store.compiled import compiled_of, read_compiled, write_compiled
from hntrack.store.entries import Changes, rewrite
from hntrack.store.folder import Folder, read_contents
from hntrack.store.read import load
from hntrack.store.series_rows import rows_of
from hntrack.store.write import ChangedMeanwhileError, replace_file
from hntrack.text.messages import Wording
from hntrack.workspace.series_editions import _worded
from support.cli import Result, invoke, unmeasured
from support.own_catalog import copy_of_example

MORE = """\
format: 1
measurements:
  - id: online-services-more
    indicator: online-services
    period: 2019
    value: 30
    cited: {url: "https://example.org/more", title: More}
    published: 2020-03-01
"""
MORE_TARGETS = """\
format: 1
targets:
  - id: online-services-2040
    indicator: online-services
    milestone: 2040
    comparator: at_least
    value: 99
    claim: sample-plan-2024/online-services-2030
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A catalog with a part in each place where parts may stand."""
    copy_of_example(tmp_path)
    data = tmp_path / "data"
    (data / "measurements").mkdir()
    (data / "measurements-old.yaml").write_text(MORE, "utf-8")
    (data / "measurements" / "b.yaml").write_text(
        MORE.replace("-more", "-b").replace("2019", "2018"), "utf-8"
    )
    (data / "measurements" / "a.yaml").write_text(
        MORE.replace("-more", "-a").replace("2019", "2017"), "utf-8"
    )
    (data / "targets-later.yaml").write_text(MORE_TARGETS, "utf-8")
    return Folder(data, tmp_path / "seeds")


def test_all_parts_are_read_in_the_order_of_their_names(folder: Folder) -> None:
    """The main file first, then the parts beside it, then those in the folder; places name each file."""
    catalog = load(folder).usable()
    last = catalog.measurements[-3:]
    assert [one.id for one in last] == ["online-services-more", "online-services-a", "online-services-b"]
    assert [one.places["value"].file.rpartition("data")[2][1:] for one in last] == [
        "measurements-old.yaml",
        "measurements/a.yaml",
        "measurements/b.yaml",
    ]
    assert catalog.targets[-1].id == "online-services-2040"


def test_an_id_that_stands_in_two_files_is_found(folder: Folder) -> None:
    """What holds within a file holds across them."""
    (folder.data / "measurements" / "c.yaml").write_text(MORE, "utf-8")
    done = invoke("check", "--data", str(folder.data))
    assert done.code == 3
    assert "duplicate" in done.out


def test_a_compiled_catalog_knows_its_parts(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part that is added, changed or taken away makes it stale."""
    monkeypatch.setenv("HNTRACK_CACHE", str(tmp_path / "cache"))
    contents, loaded = read_contents(folder), load(folder)
    write_compiled(folder, contents, compiled_of(folder, contents, loaded, sound=True))
    found = read_compiled(folder, contents)
    assert found is not None
    assert found.catalog.measurements == loaded.usable().measurements
    (folder.data / "measurements" / "a.yaml").unlink()
    assert read_compiled(folder, read_contents(folder)) is None


def test_what_is_recorded_goes_into_the_main_file(folder: Folder) -> None:
    """Also where the indicator's other measurements stand elsewhere; no other file changes."""
    before = read_contents(folder)
    done = invoke(
        "record", "online-services", "41", "--period", "2016", "--url", "https://example.org/x", "--title", "X",
        "--published", "2017-02-01", "--data", str(folder.data),
    )  # fmt: skip
    assert done.code == 0, done.err
    after = read_contents(folder)
    assert {path for path in after if after[path] != before[path]} == {folder.measurements}
    revised = invoke(
        "revise", "online-services-b", "31", "--why", "A slip", "--our-correction", "--data", str(folder.data),
        "--url", "https://example.org/x", "--title", "X", "--published", "2020-03-01",
    )  # fmt: skip
    assert revised.code == 0, revised.err
    assert load(folder).usable().measurements[-1].id == "online-services-b"


def test_many_nodes_are_said_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the room is used up, the file that did so says it, and the files behind it say nothing more."""
    monkeypatch.setattr("hntrack.store.read.MOST_NODES", 100)
    codes = [one.code for one in load(folder).problems]
    assert codes.count("yaml-too-many-nodes") == 1


CITY = """\
format: 1
catalog:
  id: river-city
  title: {vi: Thành phố ví dụ, en: Example city}
goals:
  - {id: welfare, title: {vi: An sinh, en: Welfare}}
areas:
  - {id: north, title: {vi: Quận Bắc, en: North}}
  - {id: south, title: {vi: Quận Nam, en: South}}
  - {id: hills, title: {vi: Vùng đồi, en: Hills}}
indicators:
  - id: poverty
    goal: welfare
    areas: [north, south, hills]
    title: {vi: Tỷ lệ hộ nghèo, en: Poverty rate}
    measure: share
    unit: percent
    direction: decrease
    limit: 100
targets:
  - {id: poverty-2030, indicator: poverty, milestone: 2030, comparator: at_most, value: 3, claim: plan/poverty-2030}
"""
PLAN = """\
format: 1
source:
  id: plan
  title: Kế hoạch
  publisher: UBND
  author: unknown
  language: vi
  published: {date: 2021-03-01, basis: printed}
  original: {file: plan.txt, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}
claims:
  - id: poverty-2030
    kind: target
    line: 1
    as_printed: không quá 3%
    reading: {vi: Đến năm 2030 không quá 3 %, en: At most 3 % by 2030}
"""
SERIES = """\
format: 1
series:
  - id: yearbook
    title: Niên giám
    publisher: Cục Thống kê
    author: unknown
    language: vi
    published: {date: 2026-06-30, basis: given}
    original: {file: FILE, sha256: HASH}
    decimal: ","
    delimiter: ";"
    columns:
      indicator: {constant: poverty}
      area: {column: Quận, words: {Bắc: north, Nam: south, Đồi: hills}}
      period: {column: Năm}
      value: {column: Tỷ lệ}
"""
FIGURES = {
    "Bắc": (4.1, 3.6, 3.2, 2.9, 2.5),
    "Nam": (5.0, 4.7, 4.5, 4.1, 3.9),
    "Đồi": (38.2, 36.0, 33.1, 29.4, 25.2),
}
LONG = "Quận;Năm;Tỷ lệ\n" + "".join(
    f"{area};{year};{value}\n".replace(".", ",")
    for area, values in FIGURES.items()
    for year, value in enumerate(values, start=2021)
)
WIDE = "Quận;2021;2022;2023;2024;2025\n" + "".join(
    ";".join((area, *map(str, values))).replace(".", ",") + "\n" for area, values in FIGURES.items()
)


def take_in(data: Path, rows: bytes, name: str = "rows.csv", *changes: tuple[str, str]) -> None:
    """Lay a file of rows into a catalog, with its entry."""
    (data / name).write_bytes(rows)
    text = SERIES.replace("FILE", name).replace("HASH", hashlib.sha256(rows).hexdigest())
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (data / "series.yaml").write_text(text, "utf-8")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A catalog of another city whose figures are an office's file: 3 areas, 5 years."""
    data = tmp_path / "city" / "data"
    data.mkdir(parents=True)
    (tmp_path / "city" / "seeds").mkdir()
    (data / "targets.yaml").write_text(CITY, "utf-8")
    (data / "measurements.yaml").write_text("format: 1\nmeasurements:\n", "utf-8")
    (tmp_path / "city" / "seeds" / "plan.yaml").write_text(PLAN, "utf-8")
    take_in(data, LONG.encode())
    return data


def ask(data: Path, *argv: str, cache: Path | str = "off") -> Result:
    env = {"HNTRACK_LANG": "en", "HNTRACK_CACHE": str(cache)}
    return invoke(*argv, "--data", str(data), env=env)


def values(data: Path) -> dict[str, str]:
    return {one.id: str(one.value) for one in load(Folder(data, data.parent / "seeds")).usable().measurements}


def test_rows_of_a_file_are_measurements_of_every_command(city: Path) -> None:
    """Each with its value digit for digit, and its citation: document and row; one verdict an area."""
    assert "no problems: 3 targets, 15 measurements" in ask(city, "check").out
    judged = json.loads(ask(city, "progress", "-f", "json", "--as-of", "2026-12-01").out)["items"]
    assert [one["target"] for one in judged] == [
        f"poverty-2030-{area}" for area in ("north", "south", "hills")
    ]
    assert [one["standing"] for one in judged] == ["met", "not_met", "not_met"]
    assert "Poverty rate (Hills)" in ask(city, "progress", "-f", "plain", "--as-of", "2026-12-01").out
    assert "yearbook, row 16" in ask(city, "show", "poverty-hills", "--as-of", "2026-12-01").out
    (row,) = (
        one
        for one in load(Folder(city, city.parent / "seeds")).usable().measurements
        if one.id == "poverty-south-2021"
    )
    assert (str(row.value), row.cited and row.cited.source, row.cited and row.cited.line) == (
        "5.0",
        "yearbook",
        7,
    )
    exported = ask(city, "export", "--to", "csv", "--table", "measurements").out
    assert "poverty-south-2021,poverty-south,2021,5.0,,exact,final,,,yearbook,7," in exported
    listed = json.loads(ask(city, "sources", "list", "-f", "json", "--as-of", "2026-12-01").out)["items"]
    assert {one["id"]: one["measurements"] for one in listed} == {"plan": 0, "yearbook": 15}


def test_a_table_with_a_column_a_year_says_the_same(city: Path) -> None:
    """Headings that are periods are columns of values, each cited by its row."""
    long = values(city)
    wide = (("{column: Năm}", "{headings: true}"), ("      value: {column: Tỷ lệ}\n", ""))
    take_in(city, WIDE.encode(), "wide.csv", *wide)
    assert values(city) == long
    assert ask(city, "check").code == 0


def test_a_wide_table_without_a_period_is_refused(city: Path) -> None:
    """No heading is a period: that is said with the headings, at the first line of the file; ``false`` is no heading."""
    wide = (("{column: Năm}", "{headings: true}"), ("      value: {column: Tỷ lệ}\n", ""))
    take_in(city, "Quận;Tỷ lệ\nNorth;2,9\n".encode(), "rows.csv", *wide)
    told = ask(city, "check")
    assert told.code == 3
    assert "rows.csv:1: " in told.out
    assert "'Quận, Tỷ lệ'" in told.out


def test_parquet_says_the_same_and_names_its_extra(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decimals of a file of columns are taken digit for digit; without DuckDB the extra is named."""
    duckdb = pytest.importorskip("duckdb")
    long = values(city)
    rows, file = city / "rows.csv", city / "rows.parquet"
    query = (
        "SELECT * REPLACE (CAST(replace(\"Tỷ lệ\", ',', '.') AS DECIMAL(9, 1)) AS \"Tỷ lệ\") FROM read_csv"
    )
    duckdb.execute(f"COPY ({query}('{rows}', delim=';', all_varchar=true)) TO '{file}' (FORMAT parquet)")
    take_in(city, file.read_bytes(), "rows.parquet", ('    decimal: ","\n', ""))
    assert values(city) == long
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = ask(city, "progress")
    assert (done.code, "the extra 'bulk'" in done.err) == (2, True)


@pytest.mark.parametrize(
    "query",
    ["SELECT repeat('x', 100000) AS a FROM range(3000)", "SELECT i AS a, {wide} FROM range(200000) t(i)"],
)
def test_parquet_that_unpacks_without_end_is_refused(tmp_path: Path, query: str) -> None:
    """A few thousand bytes that hold one text, or one column, a thousand times."""
    duckdb = pytest.importorskip("duckdb")
    file = tmp_path / "bomb.parquet"
    query = query.replace("{wide}", ", ".join(f"1 AS c{n}" for n in range(300)))
    duckdb.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet)")
    with pytest.raises(InputError, match="larger than 48000000 bytes"):
        rows_of(file.read_bytes(), 200_000)


def test_a_changed_byte_is_noticed_whatever_is_kept(city: Path, tmp_path: Path) -> None:
    """Neither the compiled catalog nor a kept answer outlives it, nor a file that comes and goes."""
    call = ("progress", "--as-of", "2026-12-01")
    first = ask(city, *call, cache=tmp_path / "cache")
    assert (first.code, ask(city, *call, cache=tmp_path / "cache").out) == (0, first.out)
    (city / "rows.csv").write_text(LONG.replace("29,4", "29,5"), "utf-8")
    changed = ask(city, *call, cache=tmp_path / "cache")
    assert (changed.code, "series-changed" in changed.err) == (3, True)
    (city / "rows.csv").unlink()
    assert "it is not there" in ask(city, *call, cache=tmp_path / "cache").err
    (city / "rows.csv").write_text(LONG, "utf-8")
    assert ask(city, *call, cache=tmp_path / "cache").out == first.out


def test_a_compiled_catalog_gives_rows_and_their_places(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Line and column of each cell as in the file, and no bytes of it are kept."""
    monkeypatch.setenv("HNTRACK_CACHE", str(tmp_path / "cache"))
    folder = Folder(city, city.parent / "seeds", lambda path: path.name)
    contents, loaded = read_contents(folder), load(folder)
    write_compiled(folder, contents, compiled_of(folder, contents, loaded, sound=True))
    compiled = read_compiled(folder, contents)
    assert compiled is not None
    assert compiled.catalog.measurements == loaded.usable().measurements
    assert str(compiled.catalog.measurement["poverty-south-2021"].places["value"]) == "rows.csv:7:3"
    assert all(LONG.encode() not in file.read_bytes() for file in (tmp_path / "cache").rglob("*.catalog"))


def test_a_figure_stands_in_one_place(city: Path) -> None:
    """A row is not recorded again; a correction of it is a revision, which every command goes by."""
    source = (
        "--period",
        "2025",
        "--url",
        "https://example.org/a",
        "--title",
        "A",
        "--published",
        "2026-08-01",
    )
    assert ask(city, "record", "poverty-hills", "25,3", *source).code == 3
    done = ask(city, "revise", "poverty-hills-2025", "25,3", "--why", "A slip", *source[2:])
    assert done.code == 0, done.err
    assert "25.3%" in ask(city, "show", "poverty-hills", "--as-of", "2026-12-01").out
    assert ask(city, "check").code == 0


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (b"Qu\xe2n;N\xe3m\n", "series-encoding"),
        (b"a\0b;c\n1;2\n", "hidden-character"),
        (("x" * 30_000 + ";2;3\n").encode(), "series-quote"),
    ],
)
def test_hostile_rows_are_refused_with_their_place(city: Path, rows: bytes, code: str) -> None:
    """What is no text, hides something or has no end is one problem, with file and line."""
    take_in(city, rows)
    (problem,) = load(Folder(city, city.parent / "seeds")).problems
    assert (problem.code, problem.where.file.endswith("rows.csv"), problem.where.line) == (code, True, 1)


def test_bounds_of_series(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows and files are counted."""
    monkeypatch.setattr("hntrack.store.series_rows.MOST_ROWS", 10)
    (problem,) = load(Folder(city, city.parent / "seeds")).problems
    assert (problem.code, problem.where.line) == ("series-rows", 12)
    monkeypatch.setattr("hntrack.store.series_rows.MOST_SERIES", 0)
    assert [one.code for one in load(Folder(city, city.parent / "seeds")).problems] == ["series-too-many"]


def test_no_link_leads_out_of_the_data(city: Path, tmp_path: Path) -> None:
    """Neither a link nor an absolute path is opened."""
    (tmp_path / "secret.csv").write_text(LONG, "utf-8")
    (city / "link.csv").symlink_to(tmp_path / "secret.csv")
    text = (city / "series.yaml").read_text("utf-8")
    for name in ("link.csv", str(tmp_path / "secret.csv"), "../../secret.csv", "a\\b"):
        (city / "series.yaml").write_text(text.replace("file: rows.csv", f"file: '{name}'"), "utf-8")
        assert [one.code for one in load(Folder(city, city.parent / "seeds")).problems] == [
            "series-outside"
        ], name


def test_a_catalog_without_series_loads_nothing_for_them(tmp_path: Path) -> None:
    """Neither at its first reading nor from the compiled one."""
    copy_of_example(tmp_path)
    code = (
        "import sys; from hntrack.workspace import open_workspace; open_workspace(sys.argv[1]).everything; "
        "sys.exit(any(name.startswith(('hntrack.store.series', 'hntrack.store.several', 'hashlib')) for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, env=unmeasured())
    assert done.returncode == 0


ADD = ("--indicator", "poverty", "--area", "Quận", "--period", "Năm", "--value", "Tỷ lệ", "--decimal", ",")


@pytest.fixture
def taken(city: Path, tmp_path: Path) -> Path:
    """The city without its series, and with one that the command took in."""
    (city / "series.yaml").unlink()
    (city / "rows.csv").unlink()
    rows = LONG.replace("Bắc", "quận bắc").replace("Nam", "Quận Nam").replace("Đồi", "hills")
    (tmp_path / "poor.csv").write_text(rows, "utf-8")
    done = ask(
        city,
        "series",
        "add",
        str(tmp_path / "poor.csv"),
        *ADD,
        "--published",
        "30/6/2026",
        "--title",
        "Niên giám",
    )
    assert (done.code, done.out) == (0, "poor: 15 measurements of series/poor.csv.\n"), done.err
    return city


def test_a_file_is_taken_in_by_a_command(taken: Path) -> None:
    """Copied, described and sound: mark, areas by title or id, hash; the values are those of the file."""
    text = (taken / "series.yaml").read_text("utf-8")
    assert 'delimiter: ";"' in text
    assert "words: {quận bắc: north, Quận Nam: south}" in text
    assert ask(taken, "check").code == 0
    assert values(taken)["poverty-hills-2022"] == "36.0"


def test_a_new_edition_revises_and_the_earlier_one_stays(taken: Path, tmp_path: Path) -> None:
    """What it changes is shown, needs a reason, and is known from its day on; what it leaves out stays."""
    lines = (
        (taken / "series" / "poor.csv").read_text("utf-8").replace("36,0", "36,4").splitlines(keepends=True)
    )
    (tmp_path / "new.csv").write_text(
        "".join(line for line in lines if "bắc;2021" not in line) + "hills;2026;22,0\n", "utf-8"
    )
    call = ("series", "refresh", "poor", str(tmp_path / "new.csv"), "--published", "2026-10-30")
    before = {path: path.read_bytes() for path in taken.rglob("*") if path.is_file()}
    refused = ask(taken, *call)
    shown = (
        "changed: poverty-hills 2022: 36.0% → 36.4%\nnew: poverty-hills 2026: 22.0%\n"
        "left out, stays as it was: poverty-north 2021: 4.1%\n1 changed, 1 new, 1 left out.\n"
    )
    assert (refused.code, refused.out) == (2, shown)
    assert before == {path: path.read_bytes() for path in taken.rglob("*") if path.is_file()}
    assert ask(taken, *call, "--why", "Yearbook").code == 0
    assert ask(taken, "check").code == 0
    now = values(taken)
    assert (now["poverty-hills-2022"], now["poverty-hills-2022-r2"], now["poverty-north-2021"]) == (
        "36.0",
        "36.4",
        "4.1",
    )
    assert "36.4%" not in ask(taken, "show", "poverty-hills", "--as-of", "2026-08-01").out
    assert "36.4%" in ask(taken, "diff", "@2026-08-01", "@2026-12-01", "-f", "plain").out
    assert ask(taken, *call, "--why", "Yearbook").code == 2  # the very file
    (tmp_path / "new.csv").write_text(
        (tmp_path / "new.csv").read_text("utf-8").replace("36,4", "36,5"), "utf-8"
    )
    again = ask(taken, *call[:-1], "2026-11-30", "--why", "Again")
    assert "1 changed, 0 new, 1 left out" in again.out
    assert values(taken)["poverty-hills-2022-r3"] == "36.5"


def test_a_file_that_does_not_fit_is_not_taken_in(taken: Path, tmp_path: Path) -> None:
    """A heading that is not there, a figure that stands in another series: nothing is written."""
    before = {path: path.read_bytes() for path in taken.rglob("*") if path.is_file()}
    (tmp_path / "more.csv").write_text(LONG, "utf-8")
    wrong = ask(taken, "series", "add", str(tmp_path / "more.csv"), *ADD[:-3], "Rate", "--published", "2026")
    assert (wrong.code, "The columns are: Quận, Năm, Tỷ lệ" in wrong.err) == (2, True)
    (tmp_path / "more.csv").write_text("Quận;Năm;Tỷ lệ\nhills;2022;36,1\n", "utf-8")
    twice = ask(taken, "series", "add", str(tmp_path / "more.csv"), *ADD, "--published", "2026")
    assert (twice.code, "series-twice" in twice.err) == (3, True)
    assert before == {path: path.read_bytes() for path in taken.rglob("*") if path.is_file()}


def test_an_area_is_known_by_its_exact_title_or_by_the_only_one_without_marks() -> None:
    """Two communes whose names differ in their marks alone are told apart, and never guessed."""
    areas = [
        SimpleNamespace(id=name, title=Wording(title, title))
        for name, title in (("lap", "Tân Lập"), ("lap-2", "Tân Lấp"), ("an", "An Phú"))
    ]
    catalog: Any = SimpleNamespace(areas=areas, area={one.id: one for one in areas})
    cells = dict.fromkeys(("Tân Lập", "Tan Lap", "an phu", "lap"))
    assert _worded("area", cells, catalog) == {"words": {"Tân Lập": "lap", "an phu": "an"}}


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1258", "windows-1252"])
def test_a_file_in_another_encoding_is_read_as_it_is(city: Path, encoding: str) -> None:
    """With its encoding said, its rows are those of the same file in UTF-8."""
    before = values(city)
    codec = {"windows-1258": "cp1258", "windows-1252": "cp1252"}.get(encoding, encoding)
    plain = LONG.replace("Quận", "Q").replace("Tỷ lệ", "T").replace("Năm", "N").replace("Bắc", "B")
    rows = plain.replace("Đồi", "é").encode(codec)
    change = [("Quận", "Q"), ("Tỷ lệ", "T"), ("Năm", "N"), ("Bắc", "B"), ("Đồi", "é")]
    take_in(city, rows, "old.csv", *change, ("    decimal", f"    encoding: {encoding}\n    decimal"))
    assert values(city) == before


def test_an_encoding_that_nobody_said_is_named(city: Path) -> None:
    """The file is not guessed at; the refusal says which encoding it seems to be in."""
    take_in(city, LONG.encode("utf-16"), "old.csv")
    (problem,) = load(Folder(city, city.parent / "seeds")).problems
    assert problem.code == "series-encoding"
    assert "(utf-16)" in problem.hint.en


def test_only_the_rows_that_a_filter_lets_through_are_read(city: Path) -> None:
    """All filters must hold; a row that is left out may be anything."""
    rows = LONG.replace("Quận;", "Loại;Quận;").replace("\nBắc", "\nnghèo;Bắc").replace("\nNam", "\nnghèo;Nam")
    rows = rows.replace("\nĐồi", "\nkhác;Ở đâu đó")
    lines = (
        "    where:\n      - {column: Loại, one_of: [nghèo]}\n      - {column: Năm, one_of: [2024, '2025']}\n"
    )
    take_in(city, rows.encode(), "more.csv", ("    columns", f"{lines}    columns"))
    assert sorted(values(city)) == [
        f"poverty-{area}-{year}" for area in ("north", "south") for year in (2024, 2025)
    ]
    text = (city / "series.yaml").read_text("utf-8")
    (city / "series.yaml").write_text(text.replace("column: Loại", "column: Kiểu"), "utf-8")
    (problem,) = load(Folder(city, city.parent / "seeds")).problems
    assert problem.code == "series-no-column"
    assert "where" in problem.message.en


def test_series_add_takes_encoding_and_filters(city: Path, tmp_path: Path) -> None:
    """What was typed stands in the entry, and a new edition is read the same way."""
    (city / "series.yaml").unlink()
    rows = "K;A;N;T\n" + "".join(f"p;north;{year};2,5\nq;north;{year};3\n" for year in (2024, 2025))
    file = tmp_path / "p.csv"
    file.write_bytes(rows.encode("utf-16"))
    said = ("--indicator", "poverty", "--area", "A", "--period", "N", "--value", "T", "--decimal", ",")
    call = ("series", "add", str(file), *said, "--published", "2026-06-30", "--where", "K=p")
    refused = ask(city, *call)
    assert refused.code == 2
    assert "--encoding (utf-16)" in refused.err
    assert ask(city, *call, "--encoding", "utf-16").code == 0
    assert values(city) == {"poverty-north-2024": "2.5", "poverty-north-2025": "2.5"}
    file.write_bytes(rows.replace("2,5", "2,6").encode("utf-16"))
    again = ask(city, "series", "refresh", "p", str(file), "--published", "2027-06-30", "--why", "revised")
    assert again.code == 0, again.err
    assert "2 changed, 0 new, 0 left out" in again.out
    assert ask(city, *call, "--where", "K").code == 2


def test_the_head_of_a_catalog_is_replaced_and_every_other_line_stays(tmp_path: Path) -> None:
    """The fields of the catalog itself, on their own lines: those above and below are the curator's, byte for byte."""
    copy_of_example(tmp_path)
    folder = Folder(tmp_path / "data", tmp_path / "seeds")
    before = folder.targets.read_bytes().splitlines(keepends=True)
    at = before.index(b"catalog:\n")
    until = next(number for number, line in enumerate(before) if number > at and not line.startswith(b" "))
    head = {"id": "another", "title": Wording(vi="Khác", en="Another")}
    rewrite(folder, lambda _: Changes(head=head))
    after = folder.targets.read_bytes().splitlines(keepends=True)
    assert after[: at + 1] == before[: at + 1]
    assert after[len(after) - len(before[until:]) :] == before[until:]
    assert b"  id: another\n" in after[at : len(after) - len(before[until:])]
    assert not any(line in after for line in before[at + 1 : until])


def test_entries_that_become_longer_do_not_move_those_above_them(tmp_path: Path) -> None:
    """Several entries of one file are changed at once: each is found where it stood."""
    copy_of_example(tmp_path)
    folder = Folder(tmp_path / "data", tmp_path / "seeds")
    before = load(folder).usable()
    title = Wording("X", "X")
    targets = {one.id: one._replace(note=title) for one in before.targets}
    assert len(targets) > 1
    changes = Changes(head={"id": "another", "title": title}, lists={"targets": targets})
    after = rewrite(folder, lambda _: changes)
    assert [(one.id, one.note) for one in after.targets] == [(one.id, title) for one in before.targets]
    assert after.indicators == before.indicators


def test_areas_below_are_the_parts_of_an_area_and_theirs(tmp_path: Path) -> None:
    """An indicator is about all parts of an area, a target about those of a part; written again it says the same."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "plan.yaml").write_text(PLAN, "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "measurements.yaml").write_text("format: 1\nmeasurements: []\n", "utf-8")
    parts = "title: {vi: Quận Nam, en: South}, parent: north}"
    told = CITY.replace("title: {vi: Quận Nam, en: South}}", parts)
    told = told.replace("en: Hills}}", "en: Hills}, parent: south}")
    told = told.replace("areas: [north, south, hills]", "areas_below: north")
    targets = tmp_path / "data" / "targets.yaml"
    targets.write_text(told, "utf-8")
    place = Folder(tmp_path / "data", tmp_path / "seeds")
    catalog = load(place).usable()
    assert [(one.id, one.area) for one in catalog.indicators] == [
        ("poverty-south", "south"),
        ("poverty-hills", "hills"),
    ]
    assert [one.id for one in catalog.targets] == ["poverty-2030-south", "poverty-2030-hills"]
    assert [one.parent for one in catalog.areas] == [None, "north", "south"]
    targets.write_text(
        told.replace("indicator: poverty,", "indicator: poverty, areas_below: south,"), "utf-8"
    )
    assert [one.id for one in load(place).usable().targets] == ["poverty-2030-hills"]
    targets.write_text(told.replace("parent: south", "parent: nowhere"), "utf-8")
    done = invoke("check", "--data", str(tmp_path))
    assert (done.code, "area-unknown" in done.out + done.err) == (3, True)


def test_changes_begin_a_folder_of_documents_where_there_is_none(tmp_path: Path) -> None:
    """The first document of a catalog that has none, and nothing but it."""
    copy_of_example(tmp_path / "other")
    source = load(Folder(tmp_path / "other" / "data", tmp_path / "other" / "seeds")).usable().sources[0]
    folder = Folder(tmp_path / "data", tmp_path / "seeds")
    folder.data.mkdir()
    targets = (tmp_path / "other" / "data" / "targets.yaml").read_text("utf-8")
    folder.targets.write_text(targets.partition("indicators:")[0] + "indicators: []\ntargets: []\n", "utf-8")
    folder.measurements.write_text("format: 1\nmeasurements: []\n", "utf-8")
    changes = Changes(sources=(source,))
    assert changes
    assert not Changes()
    assert [one.id for one in rewrite(folder, lambda _: changes).sources] == [source.id]
    assert folder.source(source.id).exists()


def test_what_was_edited_meanwhile_is_said_and_taken_back(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that is quicker than the second of two files: neither is changed by us, and the edit stays."""
    catalog = load(folder).usable()
    before = {path: path.read_bytes() for path in (folder.targets, *folder.seeds.glob("*.yaml"))}
    real = replace_file
    written: list[Path] = []

    def replaced(path: Path, *more: Any) -> None:
        if path == folder.targets and not written.count(path):
            written.append(path)
            raise ChangedMeanwhileError
        real(path, *more)

    monkeypatch.setattr("hntrack.store.entries.replace_file", replaced)
    goal = catalog.goals[0]
    changes = Changes(
        lists={"goals": {goal.id: goal._replace(title=Wording("X", "X"))}},
        sources=(catalog.sources[0]._replace(title="X"),),
    )
    with pytest.raises(InputError, match="kept being edited while we wrote"):
        rewrite(folder, lambda _: changes)
    assert {path: path.read_bytes() for path in before} == before
