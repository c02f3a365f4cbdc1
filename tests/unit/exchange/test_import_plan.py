"""A plan adds what is new, keeps what is there, and refuses what contradicts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hntrack.checks import check
from hntrack.exchange.plan import Plan, plan
from hntrack.exchange.reading import Rows
from hntrack.model.catalog import Catalog
from support.exchange_catalog import make_catalog, read_catalog

Reads = Callable[..., Rows]
NOW = "2026-03-01T09:00:00+07:00"


@pytest.fixture
def riverton(tmp_path: Path) -> Catalog:
    return read_catalog(make_catalog(tmp_path / "riverton"))


def _planned(catalog: Catalog, reads: Reads, table: str) -> Plan:
    return plan(catalog, reads("a.csv", table), recorded=NOW, check=check)


def test_new_rows_get_stable_names(riverton: Catalog, reads: Reads) -> None:
    """A new measurement is named after indicator and period, and says when it was recorded."""
    made = _planned(
        riverton, reads, "indicator,period,value\nshare,2025,25.2\nfirms,2025-Q1,1200\nfirms,2020/2024,9\n"
    )
    assert [(one.id, one.recorded) for one in made.new] == [
        ("share-2025", NOW),
        ("firms-2025-q1", NOW),
        ("firms-2020-2024", NOW),
    ]
    assert (made.same, made.refused) == ((), ())


def test_what_is_there_is_not_added_again(riverton: Catalog, reads: Reads) -> None:
    """A row that says what the catalog or an earlier row says adds nothing, however its number is written."""
    made = _planned(
        riverton, reads, "indicator,period,value\nshare,2024,24.50\nshare,2025,25.2\nshare,2025,25.20\n"
    )
    assert [one.id for one in made.new] == ["share-2025"]
    assert [(str(where), one.period.text) for where, one in made.same] == [
        ("a.csv:2", "2024"),
        ("a.csv:4", "2025"),
    ]


def test_the_grown_catalog_needs_nothing_more(riverton: Catalog, reads: Reads) -> None:
    """Planned again on the catalog with its own result in it, the same file adds nothing."""
    table = "indicator,period,value,stage\nshare,2025,25.2,\nbridge,2025,,open\nbudget,2025,12.5,\n"
    made = _planned(riverton, reads, table)
    grown = replace(riverton, measurements=(*riverton.measurements, *made.new))
    again = _planned(grown, reads, table)
    assert (len(made.new), again.new, len(again.same), again.refused) == (3, (), 3, ())


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("share,2024,24.6,", "import-differs"),
        ("shares,2025,25.2,", "import-indicator"),
        ("share,2025,25.2,firms", "import-unit"),
        ("budget,2025,25.2,vnd", "import-unit"),
        ("share,2025,101,", "value-over-limit"),
        ("firms,2025,1.5,", "count-not-whole"),
        ("rank,2025,0,", "rank-no-place"),
        ("bridge,2025,1,", "number-of-stage"),
        ("share,2027,25.2,", "period-after-publication"),
    ],
)
def test_what_does_not_fit_is_refused(riverton: Catalog, reads: Reads, row: str, code: str) -> None:
    """A row that contradicts the catalog, its unit or its rules is refused with its place; the others stay."""
    made = _planned(riverton, reads, f"indicator,period,value,unit\n{row}\nshare,2025-06,25,%\n")
    assert code in [p.code for p in made.refused]
    assert {(p.where.file, p.where.line) for p in made.refused} == {("a.csv", 2)}
    assert [one.id for one in made.new] == ["share-2025-06"]


@pytest.mark.parametrize("unit", ["%", "percent", "PERCENT"])
def test_units_by_any_of_their_names(riverton: Catalog, reads: Reads, unit: str) -> None:
    """A unit may be named by id, symbol or word; capitals change nothing."""
    made = _planned(riverton, reads, f"indicator,period,value,unit\nshare,2025,25.2,{unit}\n")
    assert len(made.new) == 1


def test_a_differing_value_names_the_command(riverton: Catalog, reads: Reads) -> None:
    """A different value for a period that is there is never written: the refusal says how to revise."""
    made = _planned(riverton, reads, "indicator,period,value\nshare,2024,24.6\n")
    assert made.new == ()
    assert "hntrack revise share-2024 24.6" in made.refused[0].hint.en


def test_a_file_that_contradicts_itself(riverton: Catalog, reads: Reads) -> None:
    """Two values for one period in one file: the second is refused, and the first named."""
    made = _planned(riverton, reads, "indicator,period,value\nshare,2025,1\nshare,2025,2\n")
    assert [(p.code, p.where.line) for p in made.refused] == [("import-twice", 3)]
    assert "a.csv:2" in made.refused[0].message.en


def test_a_chain_in_one_file(riverton: Catalog, reads: Reads) -> None:
    """Revisions and withdrawals of a file are taken with what they are about, in any order of rows."""
    table = (
        "id,indicator,period,value,revises,withdraws,why\n"
        "c,share,2025,27,,,\na,share,2025,25,,,\nb,share,2025,26,a,,Corrected\nw,share,2025,,,b,Wrong town\n"
    )
    made = _planned(riverton, reads, table)
    assert [p.code for p in made.refused] == []
    assert sorted(one.id for one in made.new) == ["a", "b", "c", "w"]


def test_what_rests_on_a_refused_row_is_refused(riverton: Catalog, reads: Reads) -> None:
    """A revision of a row that was refused has nothing to revise."""
    table = "id,indicator,period,value,revises,why\na,share,2025,101,,\nb,share,2025,26,a,Corrected\n"
    made = _planned(riverton, reads, table)
    assert made.new == ()
    assert {p.where.line for p in made.refused} == {2, 3}


def test_a_taken_id_is_refused(riverton: Catalog, reads: Reads) -> None:
    """An id of the file that means something else here, or a target, is refused."""
    table = "id,indicator,period,value\nshare-2024,firms,2024,5\nshare-2030,share,2025,25\n"
    made = _planned(riverton, reads, table)
    assert [p.code for p in made.refused] == ["import-id-taken", "import-id-taken"]
