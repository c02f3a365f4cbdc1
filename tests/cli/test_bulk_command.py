"""``hntrack bulk`` as it is typed: counts on stdout, the table in a file, exit codes for pipelines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
