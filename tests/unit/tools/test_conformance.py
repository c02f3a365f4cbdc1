"""The tool that checks our methods against published verdicts, on rows made up here."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conformance.cases import BadRowError, read_case
from conformance.columns import through_columns
from conformance.compare import compare, main, table
from conformance.then import Series, as_judged, series_then

GROWTH = {
    "method": "statcan_opensdg_2.4_quantitative",
    "case_id": "a",
    "direction": "increase",
    "baseline_year": "2015",
    "baseline_value": "10.0",
    "latest_year": "2023",
    "latest_value": "20.0",
    "target_year": "2030",
    "target_value": "100.0",
    "published_category": "limited_progress",
}
WEATHER = {
    "method": "destatis_weather",
    "case_id": "w",
    "direction": "increase",
    "target_kind": "by_year",
    "target_year": "2030",
    "target_value": "62",
    "last_six": '{"2019": 40, "2020": 42, "2021": 44, "2022": 46, "2023": 48, "2024": 50}',
    "published_category": "Sonne",
}
LEVEL = {
    "method": "gc_infobase_threshold",
    "case_id": "g",
    "direction": "increase",
    "latest_year": "2017-18",
    "latest_value": "80",
    "target_year": "2018",
    "target_month": "3",
    "target_op": "at_least",
    "target_min": "90.00",
    "target_value": "90.00",
    "published_category": "not_met",
    "status_period": "past",
}


def outcome(row: dict[str, str], **more: str) -> str:
    return compare([row | more])[0].outcome


def detail(row: dict[str, str], **more: str) -> str:
    return compare([row | more])[0].detail


@pytest.mark.parametrize(
    ("row", "more"),
    [
        (GROWTH, {}),
        (GROWTH, {"method": "eurostat_x", "published_category": "moderate_deterioration"}),
        (GROWTH, {"method": "un_progress_chart_2023", "published_category": "2 fair"}),
        (GROWTH, {"target_value": "", "target_year": "", "published_category": "substantial_progress"}),
        (GROWTH, {"target_year": ""}),
        (GROWTH, {"latest_year": "2015", "latest_value": "10.0", "published_category": "not_available"}),
        (GROWTH, {"baseline_year": "2026", "published_category": "not_available"}),
        (GROWTH, {"baseline_value": "", "latest_value": "", "published_category": "not_available"}),
        (GROWTH, {"target_value": "15", "published_category": "target_achieved", "published_score": "5.0"}),
        (
            GROWTH,
            {
                "method": "eurostat_x",
                "unit": "BOOL_YES_NO",
                "latest_value": "1",
                "published_category": "significant_progress",
            },
        ),
        (
            GROWTH,
            {
                "method": "un_progress_chart",
                "unit": "BOOL_YES_NO",
                "latest_value": "-1",
                "published_category": "1 no",
            },
        ),
        (WEATHER, {}),
        (WEATHER, {"target_value": "65", "published_category": "Leicht bewölkt"}),
        (WEATHER, {"target_kind": "every_year", "published_category": "Wolke"}),
        (WEATHER, {"target_kind": "direction", "target_value": "", "target_year": ""}),
        (WEATHER, {"target_value": "45", "target_year": ""}),
        (WEATHER, {"target_value": "40..52", "published_category": "Leicht bewölkt"}),
        (LEVEL, {}),
        (LEVEL, {"latest_value": "1,807", "published_category": "met"}),
        (LEVEL, {"latest_value": "", "published_category": "not_available"}),
        (LEVEL, {"target_month": "5", "published_category": "future", "status_period": "future"}),
        (LEVEL, {"target_year": "", "published_category": "future", "status_period": "future"}),
        (LEVEL, {"target_op": "", "published_category": "future"}),
        (LEVEL, {"target_op": "at_most", "target_max": "90", "published_category": "met"}),
        (LEVEL, {"target_op": "exactly", "target_min": "80", "published_category": "met"}),
        (
            LEVEL,
            {"target_op": "between", "target_min": "70", "target_max": "80", "published_category": "met"},
        ),
        (
            LEVEL,
            {
                "latest_year": "2018",
                "target_month": "",
                "status_period": "future",
                "published_category": "future",
            },
        ),
    ],
)
def test_rows_are_read_as_their_publishers_mean_them(row: dict[str, str], more: dict[str, str]) -> None:
    """Each publisher's columns, code words and gaps are understood."""
    assert detail(row, **more) == ""
    assert outcome(row, **more) == "agrees"


@pytest.mark.parametrize(
    ("row", "more", "seen", "said"),
    [
        (GROWTH, {"published_category": "deterioration"}, "differs", "published deterioration"),
        (GROWTH, {"published_ratio": "0.9"}, "differs", "published ratio 0.9, ours 0.5"),
        (GROWTH, {"published_score": "-1"}, "differs", "published score -1, ours"),
        (LEVEL, {"status_period": "future"}, "differs", "published as not yet due, ours due"),
        (
            LEVEL,
            {"target_month": "6", "published_category": "future"},
            "differs",
            "published as due, ours not yet",
        ),
        (WEATHER, {"published_category": "Ende"}, "skipped", "no verdict published: Ende"),
        (LEVEL, {"latest_value": "yes"}, "skipped", "no verdict"),
        (GROWTH, {"method": "horoscope"}, "unreadable", "unknown method"),
        (GROWTH, {"latest_value": "٢٠"}, "unreadable", "not a number"),
        (GROWTH, {"latest_year": "MMXX"}, "unreadable", "not a year"),
        (WEATHER, {"last_six": "["}, "unreadable", "JSON"),
        (WEATHER, {"last_six": "[]"}, "unreadable", "JSON"),
        (WEATHER, {"target_value": "much"}, "unreadable", "range"),
    ],
)
def test_what_differs_is_said_with_its_numbers(
    row: dict[str, str], more: dict[str, str], seen: str, said: str
) -> None:
    """A disagreement names both sides; what cannot be read says why; what has no verdict is left out."""
    assert outcome(row, **more) == seen
    assert said in detail(row, **more)


def test_a_publisher_who_contradicts_himself_is_named() -> None:
    """Two rows with the same inputs and two verdicts: one of them agrees, the other is marked as contradicted."""
    found = compare([LEVEL, LEVEL | {"case_id": "h", "published_category": "future"}])
    assert [one.outcome for one in found] == ["agrees", "contradicted"]
    assert "another row with the same inputs" in found[1].detail
    assert table(found) == [("threshold", 2, 1, 1, 0)]


def test_a_row_of_nothing_is_no_case() -> None:
    """An empty row is refused, not guessed."""
    with pytest.raises(BadRowError):
        read_case({})


def test_files_are_checked_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The tool prints the table of agreement and each difference; it fails only where asked to."""
    file = tmp_path / "cases.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(GROWTH))
        writer.writeheader()
        writer.writerows(
            [GROWTH, GROWTH | {"case_id": "b", "latest_value": "20.1", "published_category": "deterioration"}]
        )
    assert main([str(file)]) == 0
    assert main(["--expect", "1", str(file)]) == 0
    assert main(["--expect", "2", str(file)]) == 1
    said = capsys.readouterr().out
    assert "opensdg-2.4: 1 of 2 agree" in said
    assert "differs b: published deterioration" in said


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 2), (["--wrong"], 2), (["--help"], 0), (["--expect", "x"], 2)]
)
def test_wrong_use_is_explained(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Usage goes to the error stream."""
    assert main(arguments) == code
    assert capsys.readouterr().err


def test_an_unreadable_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file and one that is no text end with exit code 4."""
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"method\n\xff\xfe\n")
    assert main([str(tmp_path / "missing.csv")]) == 4
    assert main([str(binary)]) == 4
    assert "missing.csv" in capsys.readouterr().err


def test_equal_bounds_may_mean_at_least(tmp_path: Path) -> None:
    """Departments write a minimum as a range from the value to itself; the option reads it so."""
    row = LEVEL | {"target_op": "between", "target_min": "80", "target_max": "80", "latest_value": "90"}
    file = tmp_path / "rows.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, row | {"published_category": "met"})
        writer.writeheader()
        writer.writerow(row | {"published_category": "met"})
    assert main(["--expect", "1", str(file)]) == 1
    assert main(["--equal-is-at-least", "--expect", "1", str(file)]) == 0


def test_a_verdict_is_held_against_the_series_of_its_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a publisher revised the series after a verdict, the series of then decides, and both counts are said."""
    row = WEATHER | {"case_id": "dns:15-1/1/t1@2012", "target_value": "100", "published_category": "Wolke"}
    row["last_six"] = '{"2007": 87, "2008": 88, "2009": 82, "2010": 79, "2011": 77, "2012": 80}'
    file = tmp_path / "cases.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(row))
        writer.writeheader()
        writer.writerow(row)
    assert main(["--expect", "1", str(file)]) == 0
    assert "destatis: 1 of 1 agree, 0 by the file's own series" in capsys.readouterr().out


def test_only_the_verdicts_of_its_years_belong_to_a_series_of_then() -> None:
    """A later verdict of the same indicator keeps the file's series; points after the verdict's year are left out."""
    known = (Series("dns:x", 2018, 2019, {2016: "1", 2017: "2", 2018: "3", 2019: "4"}),)
    assert (
        as_judged({"case_id": "dns:x@2018"}, known)["last_six"] == '{"2016": "1", "2017": "2", "2018": "3"}'
    )
    for other in ("dns:x@2020", "dns:y@2018", "dns:x", ""):
        assert as_judged({"case_id": other, "last_six": "{}"}, known)["last_six"] == "{}"
    assert all(one.values and one.first_year <= one.last_year for one in series_then())


DUE_IN_MONTHS = [
    {
        "method": "threshold",
        "case_id": f"case-{month}",
        "indicator": "Share of requests that were answered in time",
        "unit": "percent",
        "direction": "increase",
        "latest_year": "2017-18",
        "latest_value": value,
        "target_year": "2018",
        "target_month": str(month),
        "target_op": "at_least",
        "target_min": "80",
        "published_category": "met",
    }
    for month, value in ((3, "85"), (5, "20"), (12, "79.9"))
]


@pytest.mark.slow
def test_columns_and_objects_agree() -> None:
    """On the first of May, by each method of SQL, whether due or not."""
    tally = through_columns(DUE_IN_MONTHS)
    assert (tally.judged, tally.by_sql, tally.left_out, tally.differences) == (12, 12, 0, ())


def test_what_no_table_holds_is_counted() -> None:
    """A case without a bound, and one with more decimals than are kept, are left out and said to be."""
    unheld = [
        {**DUE_IN_MONTHS[0], "target_min": ""},
        {**DUE_IN_MONTHS[0], "latest_value": "1.66666666666667"},
    ]
    assert through_columns(unheld)[:3] == (0, 0, 2)


@pytest.mark.slow
def test_a_planted_difference_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement that says something else than the functions is caught."""
    monkeypatch.setattr("hntrack.bulk.statement.STANDING", "'kept'")
    assert any("standing" in line for line in through_columns(DUE_IN_MONTHS).differences)
