"""Millions at once: SQL says what the functions say."""

from __future__ import annotations

import csv
import errno
import io
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hntrack.assess.methods import MODULES, columnar_of
from hntrack.bulk import run
from hntrack.bulk.engine import connect
from hntrack.bulk.run import Request, judge_all, plan_of, print_statement
from hntrack.bulk.statement import SQL_METHODS, statement
from hntrack.errors import DataError, InputError, UsageError
from hntrack.errors.extras import MissingExtraError

WITH_SPARK = os.environ.get("HNTRACK_SPARK") == "1"
AS_OF = date(2026, 6, 30)
TARGET = ("indicator", "milestone", "comparator", "value", "value_high", "baseline", "promised")
TARGET_OF_AREA = ("id", "area", "milestone", "comparator", "value")
Cells = Sequence[object]


def write_csv(path: Path, heading: Cells, rows: Iterable[Cells]) -> Path:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([heading, *rows])
    path.write_text(text.getvalue(), "utf-8")
    return path


def to_parquet(table: Path, *, period: str = "VARCHAR") -> Path:
    """Write a CSV as Parquet, its periods as texts, as most writers of Parquet do."""
    beside = table.with_suffix(".parquet")
    with connect(400, 1) as connection:
        read = f"read_csv('{table}', header = true, types = {{'period': '{period}'}})"
        connection.execute(f"COPY (FROM {read}) TO '{beside}' (FORMAT parquet)")
    return beside


def request(measurements: Path, targets: Path, **changes: object) -> Request:
    asked = Request(str(measurements), str(targets), (), AS_OF, "trajectory", None, 400, 1)
    return asked._replace(**changes)  # type: ignore[arg-type]


def judge(
    folder: Path, measured: Iterable[Cells], promised: Iterable[Cells], **changes: object
) -> list[dict[str, str]]:
    measurements = write_csv(folder / "m.csv", ("area", "indicator", "period", "value"), measured)
    targets = write_csv(folder / "t.csv", TARGET, promised)
    judge_all(request(measurements, targets, **changes), folder / "out.csv", tell=lambda *_: None)
    with (folder / "out.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def both_ways(
    measurements: Path, targets: Path, method: str, as_of: date = AS_OF
) -> tuple[int, list[run.Difference]]:
    """Judge every pair by SQL and by the functions; give how many SQL judged, and where they differ."""
    with connect(400, 1) as connection:
        plan = plan_of(connection, request(measurements, targets, method=method, as_of=as_of))
        connection.execute(f"CREATE TEMP TABLE judged AS {statement(plan)}")
        names = [column[0] for column in connection.execute("FROM judged LIMIT 0").description or ()]
        by_sql: dict[tuple[object, ...], run.Row] = {}
        for cells in connection.execute("FROM judged").fetchall():
            told: run.Row = dict(zip(names, cells, strict=True))
            by_sql[told["row_of_target"], *(told[name] for name in plan.keys)] = told
        differences = []
        for row in run.judge_pairs(connection, plan, "judged"):
            told = by_sql[row["row_of_target"], *(row[name] for name in plan.keys)]
            if told["standing"] is not None:
                differences += run.compare_rows(plan, told, row)
        return sum(row["standing"] is not None for row in by_sql.values()), differences


values = st.one_of(
    st.sampled_from([0, 1, -1, 10, 50, 2.5, -3.25]), st.integers(-9999, 9999).map(lambda n: n / 100)
)
year_values = st.dictionaries(st.integers(2015, 2026), values, min_size=1, max_size=7)
years = st.sampled_from(["", "2018", "2020", "2025", "2026", "2026-05", "2030", "2045"])
comparators = st.sampled_from(["at_least", "at_most", "more_than", "less_than", "exactly"])
promises = st.tuples(
    years, comparators, values, st.just(""), st.just(""), st.sampled_from(["", "2016", "2019-05-31", "2024"])
)
ranges = st.tuples(years, st.just("between"), st.just(10), st.just(20.5), st.just(""), st.just(""))


@pytest.mark.parametrize("method", SQL_METHODS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    series=st.lists(year_values, min_size=1, max_size=6),
    promised=st.lists(st.one_of(promises, ranges), min_size=1, max_size=4),
    monthly=st.booleans(),
    columnar=st.booleans(),
    as_of=st.sampled_from([AS_OF, date(2026, 5, 1), date(2026, 5, 17), date(2026, 12, 31), date(2027, 1, 1)]),
)
def test_sql_and_the_functions_agree(
    tmp_path: Path,
    method: str,
    series: list[dict[int, float]],
    promised: list[tuple[object, ...]],
    monthly: bool,
    columnar: bool,
    as_of: date,
) -> None:
    """On zeros, negatives, single points, gaps, past and undated promises both ways give one verdict and one number."""
    rows = [
        (f"a{number}", "i", f"{year}-{number + 1:02}" if monthly else year, value)
        for number, points in enumerate(series)
        for year, value in points.items()
    ]
    measurements = write_csv(tmp_path / "m.csv", ("area", "indicator", "period", "value"), rows)
    targets = write_csv(tmp_path / "t.csv", TARGET, [("i", *promise) for promise in promised])
    table = to_parquet(measurements) if columnar else measurements
    by_sql, differences = both_ways(table, targets, method, as_of)
    assert differences == []
    assert by_sql


def test_of_two_milestones_of_one_day_the_last_one_counts(tmp_path: Path) -> None:
    """The line to 2035 passes 2030 where the later row of the table says."""
    heading = ("area", "indicator", "period", "value")
    measurements = write_csv(tmp_path / "m.csv", heading, [("a", "i", 2020, 0), ("a", "i", 2025, 10)])
    promised = [
        ("i", year, "at_least", value, "", "", "") for year, value in ((2030, 60), (2030, 20), (2035, 100))
    ]
    targets = write_csv(tmp_path / "t.csv", TARGET, promised)
    assert both_ways(measurements, targets, "trajectory") == (3, [])


@pytest.mark.parametrize("method", SQL_METHODS)
@pytest.mark.parametrize("monthly", [False, True])
def test_every_method_of_sql_agrees_on_long_series(tmp_path: Path, method: str, monthly: bool) -> None:
    """Fourteen years with gaps, straight lines among them: windows, recent years and bases are the functions' own."""
    chance = Random(7)
    rows: list[Cells] = []
    for area in range(40):
        slope = chance.choice([-2, -0.5, 0, 0.5, 1, 3])
        for year in range(2011, 2026):
            for month in (f"-{area % 5 + 1:02}", "-11") if monthly else ("",):
                if chance.random() < 0.8:
                    noise = chance.choice([0, 0, 0, 1.25]) if area % 2 else 0
                    rows.append((area, "i", f"{year}{month}", 20 + slope * (year - 2011) + noise))
    promised: list[Cells] = [
        ("i", due, comparator, bound, 30 if comparator == "between" else "", base, "")
        for comparator in ("at_least", "at_most", "more_than", "between", "exactly")
        for due, bound, base in ((2030, 25, ""), (2031, 50, "2014"), (2024, 22, ""), ("", 20, ""))
    ]
    measurements = write_csv(tmp_path / "m.csv", ("area", "indicator", "period", "value"), rows)
    by_sql, differences = both_ways(measurements, write_csv(tmp_path / "t.csv", TARGET, promised), method)
    assert (by_sql, differences) == (40 * len(promised), [])


@pytest.mark.skipif(
    not WITH_SPARK, reason="set HNTRACK_SPARK=1 where PySpark and a Java runtime are installed"
)
def test_spark_duckdb_and_the_functions_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty thousand rows by every method of SQL: one table from both engines, and a sample from the functions."""
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    from pyspark.sql import SparkSession  # noqa: PLC0415  (not in every environment)

    options: dict[str, bool | float | int | str | None] = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    session = SparkSession.builder.master("local[1]").config(map=options).getOrCreate()
    measurements, targets = _many(tmp_path)
    try:
        for method in SQL_METHODS:
            told = []
            for engine in ("duckdb", "spark"):
                output = tmp_path / f"{engine}.csv"
                asked = request(measurements, targets, method=method, engine=engine)
                outcome = judge_all(asked, output, verify=150, tell=lambda *_: None)
                assert (outcome.pairs, outcome.by_functions, outcome.differences) == (6 * 2000, 0, ())
                told.append(_read_sorted(output))
            assert [*_differing(*told)] == []
    finally:
        session.stop()


def _many(folder: Path) -> tuple[Path, Path]:
    """Write 2000 series of 15 years in two files, and targets of every kind."""
    (folder / "it's many").mkdir()
    for part in range(2):
        rows = [
            (f"a{area}\\'", "i", year, (area * 7919 % 900 + (year - 2011) * (area % 13 - 4)) / 10)
            for area in range(part, 2000, 2)
            for year in range(2011, 2026)
        ]
        heading = ("area", "indicator", "period", "value")
        table = to_parquet(write_csv(folder / f"m{part}.csv", heading, rows))
        table.rename(folder / "it's many" / f"m {part}.parquet")
    promised: list[Cells] = [
        ("i", 2030, "at_least", 60, "", "", ""),
        ("i", 2035, "at_least", 70, "", "2014", ""),
        ("i", 2024, "at_most", 20, "", "", "2019-05-31"),
        ("i", "", "more_than", 40, "", "", ""),
        ("i", "2030-06-15", "between", 10, 40, "", ""),
        ("i", 2031, "exactly", 40, "", "", ""),
    ]
    return folder / "it's many", write_csv(folder / "t.csv", TARGET, promised)


def _read_sorted(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as opened:
        return sorted(csv.DictReader(opened), key=lambda row: (row["target"], row["area"]))


def _differing(some: list[dict[str, str]], others: list[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Give what differs: words at all, figures beyond what floats leave open."""
    for one, other in zip(some, others, strict=True):
        for name, told in one.items():
            if told != other[name] and not (
                name in run.FIGURES and float(told) == pytest.approx(float(other[name]), abs=1e-9)
            ):
                yield name, told, other[name]


def test_the_statement_is_said_for_spark(tmp_path: Path) -> None:
    """``--sql --engine spark`` prints it; without sqlglot the extra is named."""
    measurements = write_csv(tmp_path / "m.csv", ("area", "period", "value"), [("a", 2024, 40)])
    targets = write_csv(tmp_path / "t.csv", ("area", *TARGET[1:]), [("a", 2030, "at_least", 50, "", "", "")])
    asked = request(measurements, targets, engine="spark")
    if WITH_SPARK:
        assert "STRUCT(" in print_statement(asked)
        with pytest.raises(UsageError, match="from Parquet"):
            judge_all(asked, tmp_path / "o.csv", tell=lambda *_: None)
    elif find_spec("sqlglot") is None:
        with pytest.raises(MissingExtraError, match="'spark'"):
            print_statement(asked)


@pytest.mark.parametrize("digits", ["20.4", "20.39999999", "20.40000001"])
def test_a_miss_of_twenty_percent_is_no_cloud(tmp_path: Path, digits: str) -> None:
    """Six values of seven years and 6 still missing: on the limit of the symbol, and a hair on either side of it."""
    points = {2018: 10, 2019: 11, 2020: 12, 2021: 12.5, 2023: 14, 2025: 15.6}
    rows = [("a", "i", year, value) for year, value in points.items()]
    measurements = write_csv(tmp_path / "m.csv", ("area", "indicator", "period", "value"), rows)
    bound = f"{(Decimal(digits) - Decimal('20.4')) * 5 + Decimal('21.6')}"
    targets = write_csv(tmp_path / "t.csv", TARGET, [("i", 2031, "at_least", bound, "", "", "")])
    assert both_ways(measurements, targets, "destatis") == (1, [])
    output = tmp_path / "o.csv"
    judge_all(request(measurements, targets, method="destatis"), output, tell=lambda *_: None)
    (row,) = csv.DictReader(output.read_text("utf-8").splitlines())
    assert row["category"] == ("cloud" if Decimal(digits) > Decimal("20.4") else "sun_with_cloud")


def test_methods_say_themselves_whether_sql_judges_by_them() -> None:
    """What the command offers as SQL is what the methods' modules declare."""
    assert {name for name in MODULES if columnar_of(name)} == set(SQL_METHODS)


def test_exactly_on_its_line_is_on_track(tmp_path: Path) -> None:
    """10.0 in April 2024, 17.0 in June 2025, 50 wanted by 2030: neither way calls that behind."""
    (row,) = judge(
        tmp_path,
        [("a", "i", "2024-04", "10.0"), ("a", "i", "2025-06", "17.0")],
        [("i", 2030, "at_least", 50, "", "", "")],
    )
    assert (row["standing"], row["pace"]) == ("not_met", "on_track")


def test_on_the_first_of_a_month_the_whole_of_it_lies_ahead(tmp_path: Path) -> None:
    """60 are missing by the end of May: seen on the first of May that is a month, a twelfth of a year."""
    (row,) = judge(
        tmp_path,
        [("a", "i", "2026-03", 40)],
        [("i", "2026-05", "at_least", 100, "", "", "")],
        as_of=date(2026, 5, 1),
    )
    assert float(row["required_pace"]) == pytest.approx(720)


@pytest.mark.parametrize(
    ("periods", "latest"),
    [
        (("2023", "2025", "2026", "2027"), "2026"),
        (("2026-05", "2026-06", "2026-07"), "2026-06"),
        (("2026-Q1", "2026-Q2", "2026-Q3"), "2026-Q2"),
        (("2025-H2", "2026-H1", "2026-H2"), "2026-H1"),
        (("2026-06-29", "2026-06-30", "2026-07-01"), "2026-06-30"),
    ],
)
def test_only_what_has_begun_counts(tmp_path: Path, periods: tuple[str, ...], latest: str) -> None:
    """A period that begins behind the day is no latest value, in whatever form the periods are written."""
    measured = [("a", "i", period, 10 + at) for at, period in enumerate(periods)]
    (row,) = judge(tmp_path, measured, [("i", 2030, "at_least", 50, "", "", "")])
    assert row["latest_period"] == latest


@pytest.mark.parametrize(("last", "compared"), [("2026", False), ("2027", True)])
def test_periods_are_compared_where_one_lies_ahead(tmp_path: Path, last: str, compared: bool) -> None:
    """Whether any does is known of a Parquet file of few periods; the latest value is the same."""
    rows = [("a", "i", period, value) for period, value in (("2024", 10), ("2026", 12), (last, 12))]
    measured = to_parquet(
        write_csv(tmp_path / "m.csv", ("area", "indicator", "period", "value"), dict.fromkeys(rows))
    )
    promised = write_csv(tmp_path / "t.csv", TARGET, [("i", 2030, "at_least", 50, "", "", "")])
    asked = request(measured, promised)
    assert ('"period" <=' in print_statement(asked)) is compared
    judge_all(asked, tmp_path / "out.csv", tell=lambda *_: None)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as opened:
        assert [row["latest_period"] for row in csv.DictReader(opened)] == ["2026"]


def test_a_verdict_names_file_and_row_of_what_it_rests_on(tmp_path: Path) -> None:
    """Baseline and latest value are cited by file and row; as in a sheet, and in errors, the headings are row 1."""
    (row,) = judge(
        tmp_path, [("a", "i", 2020, 10), ("a", "i", 2025, 12)], [("i", 2030, "at_least", 50, "", "", "")]
    )
    assert (row["baseline_row"], row["baseline_period"], row["latest_row"]) == ("2", "2020", "3")
    assert row["target"] == "2"
    assert row["latest_file"].endswith("m.csv")


def test_rows_that_contradict_each_other_stop_the_run(tmp_path: Path) -> None:
    """Two values of one series and period are no choice of ours."""
    with pytest.raises(DataError, match=r"2024.*m\.csv:2 and .*m\.csv:3"):
        judge(
            tmp_path,
            [("a", "i", 2024, 10), ("a", "i", 2024, 12), ("a", "i", 2023, 1)],
            [("i", 2030, "at_least", 50, "", "", "")],
        )


@pytest.mark.parametrize("years", [9, 12, 20, 30])
@pytest.mark.parametrize("columnar", [False, True])
def test_a_period_told_twice_is_seen_however_long_the_series(
    tmp_path: Path, years: int, columnar: bool
) -> None:
    """Months of 9 to 30 years: the one that stands twice is named, and without it nothing is."""
    months = [f"{2025 - year}-{month:02}" for year in range(years) for month in range(1, 13)]
    rows: list[Cells] = [("a", "i", month, at) for at, month in enumerate(months)]
    targets = write_csv(tmp_path / "t.csv", TARGET, [("i", 2030, "at_least", 5000, "", "", "")])
    heading = ("area", "indicator", "period", "value")
    once = write_csv(tmp_path / "once.csv", heading, rows)
    twice = write_csv(tmp_path / "twice.csv", heading, [*rows, ("a", "i", months[100], -1)])
    tables = [to_parquet(table) if columnar else table for table in (once, twice)]
    assert judge_all(request(tables[0], targets), tmp_path / "o.csv", tell=lambda *_: None).by_functions == 0
    with pytest.raises(DataError, match=f"contradict each other for {months[100]}"):
        judge_all(request(tables[1], targets), tmp_path / "o.csv", tell=lambda *_: None)


@pytest.mark.parametrize("value", ["100000000000000000", "-100000000000000000", "99999999999999999.99"])
def test_the_largest_values_are_kept_whole_or_refused(tmp_path: Path, value: str) -> None:
    """Seventeen digits are judged as they stand; what would need more stops the run, whatever type it has."""
    measurements = write_csv(
        tmp_path / "m.csv", ("area", "indicator", "period", "value"), [("a", "i", 2024, value)]
    )
    targets = write_csv(tmp_path / "t.csv", TARGET, [("i", 2030, "at_least", 50, "", "", "")])
    typed = tmp_path / "typed.parquet"
    with connect(400, 1) as connection:
        kind = "DECIMAL(30, 2)" if "." in value else "BIGINT"
        connection.execute(
            f"COPY (SELECT * REPLACE (CAST(value AS {kind}) AS value) FROM "
            f"read_csv('{measurements}', types = {{'value': 'VARCHAR', 'period': 'VARCHAR'}})) TO '{typed}'"
        )
    if "." in value:
        with pytest.raises(DataError, match="cannot be kept exactly"):
            judge_all(request(typed, targets), tmp_path / "o.csv", tell=lambda *_: None)
        return
    by_sql, differences = both_ways(typed, targets, "trajectory")
    assert (by_sql, differences) == (1, [])


def test_a_qualified_value_is_judged_by_the_functions(tmp_path: Path) -> None:
    """What SQL does not treat goes through the functions, into the same table."""
    measurements = write_csv(
        tmp_path / "m.csv",
        ("area", "period", "value", "qualifier"),
        [("a", 2024, 40, ""), ("b", 2024, 40, "about"), ("b", 2020, 10, "")],
    )
    targets = write_csv(
        tmp_path / "t.csv", ("area", *TARGET[1:]), [(x, 2030, "at_least", 50, "", "", "") for x in "ab"]
    )
    outcome = judge_all(request(measurements, targets), tmp_path / "o.parquet", tell=lambda *_: None)
    assert (outcome.pairs, outcome.by_functions) == (2, 1)


def test_a_planted_difference_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison of both ways sees a verdict that differs."""
    monkeypatch.setattr("hntrack.bulk.statement.STANDING", "'kept'")
    measurements = write_csv(tmp_path / "m.csv", ("area", "period", "value"), [("a", 2024, 40)])
    targets = write_csv(tmp_path / "t.csv", ("area", *TARGET[1:]), [("a", 2030, "at_least", 50, "", "", "")])
    outcome = judge_all(request(measurements, targets), tmp_path / "o.csv", verify=10, tell=lambda *_: None)
    assert [(one.field, one.by_sql, one.by_functions) for one in outcome.differences] == [
        ("standing", "kept", "not_met"),
        ("pace", "met", "not_assessable"),
    ]


@pytest.mark.parametrize(
    ("method", "pace", "category"),
    [
        ("opensdg-2.4", "on_track", "substantial_progress"),
        ("eurostat", "on_track", "significant_progress"),
        ("unsd-2023", "on_track", "met_or_on_track"),
        ("aarr", "on_track", "on_track"),
    ],
)
def test_the_other_methods_are_judged_by_the_functions(
    tmp_path: Path, method: str, pace: str, category: str
) -> None:
    """Every method of figures takes tables, and says its own word; it prints no statement, as it has none."""
    measurements = write_csv(
        tmp_path / "m.csv",
        ("area", "period", "value"),
        [("a", year, 10 + 4 * (year - 2015)) for year in range(2015, 2026)],
    )
    targets = write_csv(tmp_path / "t.csv", ("area", *TARGET[1:]), [("a", 2030, "at_least", 60, "", "", "")])
    asked = request(measurements, targets, method=method)
    outcome = judge_all(asked, tmp_path / "o.csv", tell=lambda *_: None)
    assert (outcome.pairs, outcome.by_functions) == (1, 1)
    with (tmp_path / "o.csv").open(encoding="utf-8", newline="") as opened:
        (row,) = csv.DictReader(opened)
    assert (row["pace"], row["category"], row["method"]) == (pace, category, method)
    with pytest.raises(UsageError, match="not judged by SQL"):
        print_statement(asked)


def test_ranks_and_stages_are_not_for_tables(tmp_path: Path) -> None:
    """A method that needs what no table tells is refused."""
    measurements = write_csv(tmp_path / "m.csv", ("area", "period", "value"), [("a", 2024, 40)])
    targets = write_csv(tmp_path / "t.csv", ("area", *TARGET[1:]), [("a", 2030, "at_least", 60, "", "", "")])
    with pytest.raises(UsageError, match="checklist is not for bulk"):
        judge_all(
            request(measurements, targets, method="checklist"), tmp_path / "o.csv", tell=lambda *_: None
        )


@pytest.mark.parametrize("ending", run.FORMATS)
def test_every_form_of_output_holds_the_same(tmp_path: Path, ending: str) -> None:
    """Parquet, CSV, XLSX and SQLite hold one row a verdict."""
    measurements = write_csv(
        tmp_path / "m.csv", ("area", "period", "value"), [("=1+1", 2024, 40), ("b", 2024, 60)]
    )
    targets = write_csv(
        tmp_path / "t.csv",
        ("area", *TARGET[1:]),
        [(x, 2030, "at_least", 50, "", "", "") for x in ("=1+1", "b")],
    )
    output = tmp_path / f"o{ending}"
    judge_all(request(measurements, targets), output, tell=lambda *_: None)
    if ending == ".sqlite":
        database = sqlite3.connect(output)
        told = database.execute("SELECT area, standing FROM verdicts").fetchall()
        database.close()
    elif ending == ".xlsx":
        from openpyxl import load_workbook  # noqa: PLC0415  (one form's reader)

        told = [
            (row[1], row[2])
            for row in load_workbook(output)["verdicts"].iter_rows(min_row=2, values_only=True)
        ]
    else:
        with connect(400, 1) as connection:
            told = connection.execute(f"SELECT area, standing FROM '{output}'").fetchall()
    assert sorted(told) == [("=1+1", "not_met"), ("b", "met")]


def test_a_workbook_that_finds_no_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is a sentence, and leaves no file."""
    measurements = write_csv(tmp_path / "m.csv", ("area", "period", "value"), [("a", 2024, 40)])
    targets = write_csv(tmp_path / "t.csv", ("area", *TARGET[1:]), [("a", 2030, "at_least", 50, "", "", "")])
    real, calls = tempfile.mkstemp, 0

    def mkstemp(*, dir: str) -> tuple[int, str]:  # noqa: A002  (the caller's word)
        nonlocal calls
        calls += 1
        if calls == 3:  # the sheet stands on the disk already
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(dir=dir)

    monkeypatch.setattr(tempfile, "mkstemp", mkstemp)
    with pytest.raises(InputError, match="Cannot write"):
        judge_all(request(measurements, targets), tmp_path / "o.xlsx", tell=lambda *_: None)
    assert {path.name for path in tmp_path.iterdir()} == {"m.csv", "t.csv"}


def test_folders_globs_and_partitions(tmp_path: Path) -> None:
    """A folder with Hive partitions is one table; its folders' names are columns."""
    for area in ("north", "it's"):
        folder = tmp_path / "data" / f"area={area}"
        folder.mkdir(parents=True)
        write_csv(folder / "x.csv", ("period", "value"), [(2020, 10), (2025, 30)])
    targets = write_csv(
        tmp_path / "t.csv",
        ("area", *TARGET[1:]),
        [(x, 2030, "at_least", 50, "", "", "") for x in ("north", "it's")],
    )
    outcome = judge_all(
        request(tmp_path / "data", targets), tmp_path / "o.csv", roll_up=("area",), tell=lambda *_: None
    )
    assert outcome.rolled == (("it's", "not_met", "on_track", 1), ("north", "not_met", "on_track", 1))


def test_names_are_names(tmp_path: Path) -> None:
    """A column's name or a key that reads like SQL is a name."""
    nasty = 'a"; DROP TABLE targets; --'
    measurements = write_csv(tmp_path / "m.csv", (nasty, "period", "value"), [("'; --", 2024, 40)])
    targets = write_csv(
        tmp_path / "t.csv", (nasty, *TARGET[1:]), [("'; --", 2030, "at_least", 50, "", "", "")]
    )
    assert judge_all(request(measurements, targets), tmp_path / "o.csv", tell=lambda *_: None).pairs == 1


@pytest.mark.parametrize(
    ("heading", "measured", "promise", "error", "words"),
    [
        (("area", "period"), ("a", 2024), ("a", 2030, "at_least", 50), UsageError, "no column 'value'"),
        (("area", "period", "value"), ("a", "24-2025", 1), ("a", 2030, "at_least", 50), DataError, "24-2025"),
        (("area", "period", "value"), ("a", 2024, 1), ("a", 2030, "reaches", 50), DataError, "reaches"),
        (
            ("area", "period", "value"),
            ("a", "", 1),
            ("a", 2030, "at_least", 50),
            DataError,
            r"m\.csv:2: a value",
        ),
        (
            ("area", "period", "value"),
            ("a", 2024, "1.12345678901"),
            ("a", 2030, "at_least", 50),
            DataError,
            "decimals",
        ),
        (
            ("place", "period", "value"),
            ("a", 2024, 1),
            ("a", 2030, "at_least", 50),
            UsageError,
            "none of the columns",
        ),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, heading: Cells, measured: Cells, promise: Cells, error: type[Exception], words: str
) -> None:
    """Nothing is passed over: a period, comparator, column or number that cannot be used stops the run."""
    measurements = write_csv(tmp_path / "m.csv", heading, [measured])
    targets = write_csv(tmp_path / "t.csv", ("area", "milestone", "comparator", "value"), [promise])
    with pytest.raises(error, match=words):
        judge_all(request(measurements, targets), tmp_path / "o.csv", tell=lambda *_: None)
    assert not (tmp_path / "o.csv").exists()


def test_a_broken_file_is_said(tmp_path: Path) -> None:
    """What the engine cannot read is one line, no traceback."""
    (tmp_path / "m.parquet").write_bytes(b"PAR1 nothing PAR1")
    targets = write_csv(tmp_path / "t.csv", TARGET, [])
    with pytest.raises(InputError, match="DuckDB cannot read"):
        judge_all(request(tmp_path / "m.parquet", targets), tmp_path / "o.csv", tell=lambda *_: None)


def test_what_was_not_measured_is_counted(tmp_path: Path) -> None:
    """Headings alone give no verdict, and that is said; so are targets that no series belongs to."""
    heading = ("area", "period", "value")
    targets = write_csv(
        tmp_path / "t.csv",
        TARGET_OF_AREA,
        [(x, x, year, "at_least", 12) for x in "ab" for year in (2020, 2030)],
    )
    for rows, told in (([], (0, False, 4)), ([("a", 2025, 3)], (2, True, 2))):
        measured = write_csv(tmp_path / "m.csv", heading, rows)
        outcome = judge_all(request(measured, targets), tmp_path / "o.csv", tell=lambda *_: None)
        assert (outcome.pairs, outcome.measured, outcome.unmeasured) == told


def test_the_statement_can_be_read(tmp_path: Path) -> None:
    """``--sql`` prints what would run."""
    measurements = write_csv(tmp_path / "m.csv", ("area", "period", "value"), [("a", 2024, 40)])
    targets = write_csv(tmp_path / "t.csv", ("area", *TARGET[1:]), [("a", 2030, "at_least", 50, "", "", "")])
    assert print_statement(request(measurements, targets)).startswith("WITH rows AS (")


def test_names_stay_as_they_are_written(tmp_path: Path) -> None:
    """A province is ``01`` and not 1, a target named ``t`` is not true: in tables and in names of folders."""
    rows = judge(
        tmp_path,
        [("01", "t", "2020", 10), ("01", "t", "2025", 17), ("2026-01-01", "1e5", "2024", 2)],
        [("t", "2030", "at_least", 50, "", "", ""), ("1e5", "2030", "at_least", 50, "", "", "")],
    )
    assert sorted((row["area"], row["indicator"]) for row in rows) == [("01", "t"), ("2026-01-01", "1e5")]
    for name in ("01", "02"):
        folder = tmp_path / "hive" / f"province={name}"
        folder.mkdir(parents=True)
        write_csv(folder / "m.csv", ("indicator", "period", "value"), [("i", 2020, 1), ("i", 2025, 9)])
    heading = ("id", "province", "milestone", "comparator", "value")
    targets = write_csv(tmp_path / "p.csv", heading, [("007", "01", 2030, "at_least", 12)])
    judge_all(request(tmp_path / "hive", targets), tmp_path / "o.csv", tell=lambda *_: None)
    (row,) = csv.DictReader((tmp_path / "o.csv").read_text("utf-8").splitlines())
    assert (row["target"], row["province"]) == ("007", "01")


def test_a_text_finds_the_number_that_another_table_declares(tmp_path: Path) -> None:
    """Where Parquet says that a key is a number, that of a CSV is read as one; both ways of judging know it."""
    heading = ("area", "period", "value")
    measured = to_parquet(write_csv(tmp_path / "m.csv", heading, [(1, "2020", 3), (1, "2025", 9)]))
    targets = write_csv(tmp_path / "t.csv", TARGET_OF_AREA, [("x", "01", 2030, "at_least", 12)])
    outcome = judge_all(request(measured, targets), tmp_path / "o.csv", verify=5, tell=lambda *_: None)
    assert (outcome.pairs, outcome.compared, outcome.differences) == (1, 1, ())


def test_a_target_is_as_exact_as_what_is_measured(tmp_path: Path) -> None:
    """One below a target of seventeen digits is not met."""
    heading = ("area", "period", "value")
    least = 90071992547409931
    targets = write_csv(tmp_path / "t.csv", TARGET_OF_AREA, [("x", "a", 2024, "at_least", least)])
    for value, standing in ((least - 1, "missed"), (least, "kept")):
        measured = write_csv(tmp_path / "m.csv", heading, [("a", 2020, 3), ("a", 2024, value)])
        outcome = judge_all(request(measured, targets), tmp_path / "o.csv", verify=5, tell=lambda *_: None)
        assert ([row[0] for row in outcome.counts], outcome.differences) == ([standing], ())


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("1e30", "cannot be kept exactly with 0 decimals: 1e\\+30"),
        ("-100000000000000100", "cannot be kept exactly with 0 decimals: -100000000000000100"),
        ("0.12345678901", "cannot be kept exactly with 9 decimals: 0.12345678901"),
        ("500000000000000.5", "cannot be kept exactly with 1 decimals: 500000000000000.5"),
        ("nan", "is no number: nan"),
        ("-inf", "is no number: -inf"),
        ("2025-06-30", "is no number: 2025-06-30"),
        ("true", "is no number: true"),
        ("1e400", "is no number: inf"),
    ],
)
def test_a_value_that_does_not_fit_is_named_by_its_row(tmp_path: Path, value: str, why: str) -> None:
    """Nothing is judged with such a value, of a series or of a target, and it is easy to find."""
    heading = ("area", "period", "value")
    good = [("a", 2020, 3), ("b", 2020, 4)]
    targets = write_csv(tmp_path / "t.csv", TARGET_OF_AREA, [("x", "a", 2030, "at_least", 12)])
    measured = write_csv(tmp_path / "m.csv", heading, [*good, ("b", 2025, value)])
    with pytest.raises(DataError, match=rf"m\.csv:4: value {why}"):
        judge_all(request(measured, targets), tmp_path / "o.csv", tell=lambda *_: None)
    measured = write_csv(tmp_path / "m.csv", heading, good)
    targets = write_csv(tmp_path / "t.csv", TARGET_OF_AREA, [("x", "a", 2030, "at_least", value)])
    with pytest.raises(DataError, match=rf"t\.csv:2: value {why}"):
        judge_all(request(measured, targets), tmp_path / "o.csv", tell=lambda *_: None)
    assert not (tmp_path / "o.csv").exists()


def test_what_is_no_number_is_named_by_its_line(tmp_path: Path) -> None:
    """A comma for the decimals, a word; and a file with nothing in it."""
    heading = ("area", "period", "value")
    targets = write_csv(tmp_path / "t.csv", TARGET_OF_AREA, [("x", "a", 2030, "at_least", 12)])
    measured = write_csv(tmp_path / "m.csv", heading, [("a", 2020, 3), ("a", 2025, "17,5")])
    with pytest.raises(DataError, match=r"m\.csv:3: value is no number: 17,5"):
        judge_all(request(measured, targets), tmp_path / "o.csv", tell=lambda *_: None)
    measured.write_text("", "utf-8")
    with pytest.raises(InputError, match="is empty"):
        judge_all(request(measured, targets), tmp_path / "o.csv", tell=lambda *_: None)
