"""``hntrack bulk`` as it is typed: counts on stdout, the table in a file, exit codes for pipelines."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from hntrack.bulk.run import FORMATS
from support.cli import invoke

MEASURED = "area,period,value\nnorth,2020,10\nnorth,2025,12\nsouth,2025,60\n"
PROMISED = "area,milestone,comparator,value\nnorth,2030,at_least,50\nsouth,2030,at_least,50\n"


@pytest.fixture
def tables(tmp_path: Path) -> tuple[str, str, str]:
    (tmp_path / "m.csv").write_text(MEASURED, "utf-8")
    (tmp_path / "t.csv").write_text(PROMISED, "utf-8")
    return str(tmp_path / "m.csv"), str(tmp_path / "t.csv"), str(tmp_path / "o.csv")


def test_counts_and_table(tables: tuple[str, str, str]) -> None:
    """The counts stand on stdout, the verdicts in the file, what is going on on stderr."""
    measured, promised, output = tables
    result = invoke("bulk", measured, promised, "-o", output, "--as-of", "2026-06-30", "--verify", "5")
    assert (result.code, result.out) == (0, "standing\tpace\tcount\nmet\tmet\t1\nnot_met\tbehind\t1\n")
    assert "2 verdicts written to" in result.err
    assert "2 pairs judged both ways: 0 differences." in result.err
    assert len(Path(output).read_text("utf-8").splitlines()) == 3


def test_roll_up_as_json(tables: tuple[str, str, str]) -> None:
    """``--roll-up`` counts by columns; JSON names its schema."""
    measured, promised, output = tables
    result = invoke(
        "bulk", measured, promised, "-o", output, "--roll-up", "area", "-f", "json", "--as-of", "2026"
    )
    told = json.loads(result.out)
    assert told["schema"] == "hntrack/bulk"
    assert told["items"][0] == {"area": "north", "standing": "not_met", "pace": "behind", "count": 1}


@pytest.mark.slow
def test_a_pipeline_stops_on_what_was_asked(tables: tuple[str, str, str]) -> None:
    """``--fail-on`` ends with 1 where there is such a verdict, with 0 where there is none."""
    measured, promised, output = tables
    call = ("bulk", measured, promised, "-o", output, "--as-of", "2026-06-30")
    assert invoke(*call, "--fail-on", "missed,behind").code == 1
    assert invoke(*call, "--fail-on", "missed").code == 0
    assert invoke(*call, "--fail-on", "late").code == 2


def test_a_difference_between_the_two_ways_is_an_exit_code(
    tables: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SQL and the functions differ, the run ends with 5 and says where."""
    monkeypatch.setattr("hntrack.bulk.statement.STANDING", "'kept'")
    measured, promised, output = tables
    result = invoke("bulk", measured, promised, "-o", output, "--as-of", "2026-06-30", "--verify", "5")
    assert result.code == 5
    assert "standing: SQL 'kept'" in result.err


@pytest.mark.slow
def test_slips(tables: tuple[str, str, str]) -> None:
    """No place to write to, another form, another method: what to do is said."""
    measured, promised, output = tables
    assert invoke("bulk", measured, promised).code == 2
    assert invoke("bulk", measured, promised, "-o", f"{output}.txt").code == 2
    assert invoke("bulk", measured, promised, "-o", output, "--method", "rank").code == 2
    assert invoke("bulk", measured, promised, "-o", output, "--decimals", "12").code == 2
    assert invoke("bulk", f"{measured}.parquet", promised, "-o", output).code == 4
    assert invoke("bulk", measured, promised, "--sql").out.startswith("WITH rows AS (")


HOSTILE = (
    *("=1+1", "a\x1b[31mred", "x\x9b31m", "lone\rCR", 'a\r\nb,"c', "tab\tinside", "\u202eevil", "::error::x"),
    *("</script>", "- x", "{{7*7}}", "@SUM(1)"),
)


def test_hostile_keys_keep_every_output_in_shape(tmp_path: Path) -> None:
    """Whatever names a series: as many rows and columns as for harmless names, and nothing that a terminal obeys."""
    for name, heading, cells in (
        ("m.csv", "ar\x1bea,period,value", "2025,12"),
        ("t.csv", "ar\x1bea,milestone,comparator,value", "2030,at_least,50"),
    ):
        rows = "".join('"{}",{}\n'.format(key.replace('"', '""'), cells) for key in HOSTILE)
        (tmp_path / name).write_text(f"{heading}\n{rows}", "utf-8", newline="")
    call = (
        "bulk",
        str(tmp_path / "m.csv"),
        str(tmp_path / "t.csv"),
        "--roll-up",
        "ar\x1bea",
        "--as-of",
        "2026",
    )
    for suffix in FORMATS:
        result = invoke(*call, "-o", str(tmp_path / f"o{suffix}"))
        assert result.code == 0, result.err
        lines = result.out.removesuffix("\n").split("\n")
        assert [len(line.split("\t")) for line in lines] == [4] * (len(HOSTILE) + 1)
        assert not re.search(
            r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]|^::", result.out + result.err, re.MULTILINE
        )
    told = invoke(*call, "-f", "json", "-o", str(tmp_path / "o.csv"))
    assert {item["ar\x1bea"] for item in json.loads(told.out)["items"]} == set(HOSTILE)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", told.out)
    with (tmp_path / "o.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.reader(file))
    assert {len(row) for row in written} == {len(written[0])}
    assert {row[1] for row in written[1:]} == set(HOSTILE)
    (sheet,) = load_workbook(tmp_path / "o.xlsx").worksheets
    assert sheet.max_row == len(HOSTILE) + 1
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    columns = duckdb.read_parquet(str(tmp_path / "o.parquet"))
    assert len(columns.columns) == len(written[0])
    assert {row[1] for row in columns.fetchall()} == set(HOSTILE)
    with sqlite3.connect(tmp_path / "o.sqlite") as base:
        kept = base.execute("SELECT * FROM verdicts").fetchall()
    assert ({len(row) for row in kept}, {row[1] for row in kept}) == ({len(written[0])}, set(HOSTILE))
    assert set(FORMATS) == {".csv", ".xlsx", ".parquet", ".sqlite"}, "look into the new one as well"
    assert "\x1b" not in invoke(*call, "--sql").out


@pytest.mark.parametrize("name", ["m[1].csv", "*.csv", "?.csv", "m'; --.csv", "[!a].csv"])
def test_a_file_is_itself_however_it_is_called(tmp_path: Path, name: str) -> None:
    """A name may hold what a pattern is made of: neither is another file read in its place, nor one twice."""
    folder = tmp_path / "of [b]"
    folder.mkdir()
    (folder / "m1.csv").write_text("area,period,value\nnorth,2025,12\n", "utf-8")
    (folder / name).write_text("area,period,value\nsouth,2025,60\n", "utf-8")
    (tmp_path / "t.csv").write_text(PROMISED, "utf-8")
    for given, areas in ((folder, ["north", "south"]), (folder / name, ["south"])):
        output = tmp_path / "o.csv"
        result = invoke("bulk", str(given), str(tmp_path / "t.csv"), "-o", str(output), "--as-of", "2026")
        assert result.code == 0, result.err
        rows = list(csv.DictReader(output.read_text("utf-8").splitlines()))
        assert sorted(row["area"] for row in rows) == areas
        files = {row["area"]: Path(row["latest_file"]).name for row in rows}
        assert files["south"] == name
        output.unlink()


def test_the_table_is_put_where_nobody_else_has_a_hand_in(tables: tuple[str, str, str]) -> None:
    """A link that waits beside the output is not followed; one in its place is; no table that is read is replaced."""
    measured, promised, output = tables
    place = Path(output)
    for ending in ("csv", "xlsx", "sqlite", "parquet"):
        there = place.with_name(f"o.{ending}")
        (place.parent / "mine").write_text("mine", "utf-8")
        there.with_name(f".{there.name}.new").symlink_to("mine")
        assert invoke("bulk", measured, promised, "-o", str(there)).code == 0
        assert (place.parent / "mine").read_text("utf-8") == "mine"
    place.unlink()
    place.symlink_to("elsewhere.csv")
    assert invoke("bulk", measured, promised, "-o", output).code == 0
    assert place.is_symlink()
    assert place.with_name("elsewhere.csv").is_file()
    for given in (measured, promised):
        before = Path(given).read_bytes()
        assert invoke("bulk", measured, promised, "-o", given).code == 2
        assert Path(given).read_bytes() == before
    assert not list(place.parent.glob(".hntrack-*"))


@pytest.mark.parametrize("name", ["standing", "Target", "file_index", "due", "h", "base", "method"])
def test_a_key_called_as_a_column_of_the_result_is_refused(tmp_path: Path, name: str) -> None:
    """Its values would stand for the verdict, or the other way round."""
    (tmp_path / "m.csv").write_text(f"{name},period,value\nmet,2020,1\n", "utf-8")
    (tmp_path / "t.csv").write_text(f"{name},milestone,comparator,value\nmet,2030,at_least,10\n", "utf-8")
    result = invoke("bulk", str(tmp_path / "m.csv"), str(tmp_path / "t.csv"), "-o", str(tmp_path / "o.csv"))
    assert (result.code, f"'{name}'" in result.err, (tmp_path / "o.csv").exists()) == (2, True, False)
