"""`record`, `revise`, `withdraw` and `log`: nothing is lost, nothing is edited, the past stays reproducible."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.cli import invoke
from support.own_catalog import copy_of_example, copy_of_ours

PAGE = (
    "--url",
    "https://example.org/report",
    "--title",
    "Report",
    "--published",
    "2026-11-20",
    "--confirmed",
)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return copy_of_ours(tmp_path / "ours")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return copy_of_example(tmp_path / "example")


def test_a_recorded_value_is_there_and_changes_the_verdict(ours: Path) -> None:
    """One line records a value; the answer says where it stands and what became of the verdict."""
    done = invoke("record", "innovating-firms", "27,1%", "--period", "2026", *PAGE, "--data", str(ours))
    assert done.code == 0, done.err
    assert "innovating-firms-2026" in done.out
    assert "not yet met · not assessable → not yet met · behind" in done.out
    assert invoke("check", "--data", str(ours)).code == 0
    items = json.loads(invoke("progress", "innovating-firms", "--data", str(ours), "-f", "json").out)["items"]
    assert str(items[0]["latest"]["value"]) == "27.1"


def test_every_line_that_was_there_stays_as_it_was(ours: Path) -> None:
    """Recording splices one line into the file and touches no other byte."""
    file = ours / "data" / "measurements.yaml"
    before = file.read_bytes().splitlines(keepends=True)
    invoke("record", "innovating-firms", "27.1", "--period", "2026", *PAGE, "--data", str(ours))
    after = file.read_bytes().splitlines(keepends=True)
    assert len(after) == len(before) + 1
    added = [line for line in after if line not in before]
    assert len(added) == 1
    after.remove(added[0])
    assert after == before


def test_a_dry_run_shows_the_change_and_writes_nothing(ours: Path) -> None:
    """`--dry-run` prints a diff and leaves the file alone."""
    file = ours / "data" / "measurements.yaml"
    before = file.read_bytes()
    done = invoke(
        "record", "innovating-firms", "27.1", "--period", "2026", *PAGE, "--dry-run", "--data", str(ours)
    )
    assert done.code == 0
    assert "+  - {id: innovating-firms-2026" in done.out
    assert "Would record innovating-firms-2026" in done.out
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("nothing", "1", "--period", "2026", *PAGE), 2, "There is no 'nothing'"),
        (("innovating-firms", "1.200", "--period", "2026", *PAGE), 2, "two ways"),
        (("innovating-firms", "x", "--period", "2026", *PAGE), 2, "Cannot read"),
        (("innovating-firms", "27", "--period", "soon", *PAGE), 2, "not a period"),
        (("innovating-firms", "27", "--period", "2026"), 2, "needs a source"),
        (("innovating-firms", "27", "--period", "2026", "--url", "https://example.org"), 2, "--published"),
        (
            ("innovating-firms", "27", "--period", "2026", "--source", "nobody", "--line", "1"),
            2,
            "There is no",
        ),
        (("innovating-firms", "27", "--period", "2026", "--source", "vtv-2020-10-11"), 2, "line and words"),
        (("innovating-firms", "127", "--period", "2026", *PAGE), 3, "127"),
        (("innovating-firms", "27", "--period", "2027", *PAGE), 3, "2027"),
        (("innovating-firms", "25.2", "--period", "2025", *PAGE), 3, "innovating-firms-2025"),
        (("innovating-firms", "26", "--period", "2025", *PAGE), 3, "innovating-firms-2025"),
        (("innovating-firms", "27", "--period", "2026", *PAGE, "--qualifier", "maybe"), 2, "--qualifier"),
        (("innovating-firms", "27", "--period", "2026", *PAGE, "--note", ""), 2, "--note is empty"),
        (
            ("innovating-firms", "27", "--period", "2026", *PAGE, "--publisher", " "),
            2,
            "--publisher is empty",
        ),
        (("innovating-firms", "-5", "--period", "2026", *PAGE), 2, "-- INDICATOR -5"),
        (("innovating-firms", "27", "--period", "2026", *PAGE, "--note", "a\u202eb"), 3, "\\u{202e}"),
    ],
)
def test_what_cannot_be_right_is_refused_before_anything_is_written(
    ours: Path, argv: tuple[str, ...], code: int, said: str
) -> None:
    """Unit, range, time, provenance and doubles are checked first; the file stays byte for byte."""
    file = ours / "data" / "measurements.yaml"
    before = file.read_bytes()
    done = invoke("record", *argv, "--data", str(ours), "--lang", "en")
    assert done.code == code, done.err
    assert said in done.err
    assert file.read_bytes() == before


def test_words_as_printed_must_say_the_value(example: Path) -> None:
    """A cited line whose words say another number is refused."""
    cited = ("--source", "sample-report-2026", "--line", "9", "--as-printed")
    wrong = invoke(
        "record", "online-services", "61", "--period", "2025-H2", *cited, "đạt 60%", "--data", str(example)
    )
    assert wrong.code == 3
    assert "60" in wrong.err
    right = invoke(
        "record", "online-services", "60", "--period", "2025-H2", *cited, "đạt 60%", "--data", str(example)
    )
    assert right.code == 0, right.err


def test_a_revision_keeps_the_old_value_and_yesterday_stays_reproducible(ours: Path) -> None:
    """After a revision today, `--as-of` yesterday gives byte for byte what it gave before."""
    yesterday = ("progress", "--as-of", "2026-06-30", "--data", str(ours))
    before = {form: invoke(*yesterday, "-f", form).out for form in ("plain", "json", "md", "csv", "table")}
    done = invoke("revise", "innovating-firms-2025", "25.9", "--why", "corrected", *PAGE, "--data", str(ours))
    assert done.code == 0, done.err
    assert before == {form: invoke(*yesterday, "-f", form).out for form in before}
    now = json.loads(
        invoke("progress", "innovating-firms", "--as-of", "2026-12-01", "--data", str(ours), "-f", "json").out
    )
    assert str(now["items"][0]["latest"]["value"]) == "25.9"
    shown = invoke(
        "show", "innovating-firms", "--as-of", "2026-12-01", "--data", str(ours), "--lang", "en"
    ).out
    assert "25.2%" in shown
    assert "revised (innovating-firms-2025-r2)" in shown


def test_published_and_recorded_are_two_questions(ours: Path) -> None:
    """What was published early but recorded late is there by the one date and not by the other."""
    early = ("--url", "https://example.org/x", "--published", "2026-02-01")
    assert (
        invoke("record", "innovating-firms", "26", "--period", "2025-H2", *early, "--data", str(ours)).code
        == 0
    )
    asked = ("log", "innovating-firms", "--as-of", "2026-03-01", "--data", str(ours), "-f", "json")
    assert [one["id"] for one in json.loads(invoke(*asked).out)["items"]] == [
        "innovating-firms-2025-h2",
        "innovating-firms-2025",
    ]
    then = json.loads(invoke(*asked, "--recorded-by", "2026-03-01").out)["items"]
    assert [one["id"] for one in then] == ["innovating-firms-2025"]


def test_a_withdrawn_value_counts_no_more_but_stays_visible(ours: Path) -> None:
    """`withdraw` appends; the verdict goes back, the log tells both."""
    invoke("record", "innovating-firms", "27.1", "--period", "2026", *PAGE, "--data", str(ours))
    done = invoke(
        "withdraw", "innovating-firms-2026", "--why", "wrong page", "--data", str(ours), "--lang", "en"
    )
    assert done.code == 0, done.err
    assert "behind → not yet met · not assessable" in done.out
    told = json.loads(invoke("log", "innovating-firms", "--data", str(ours), "-f", "json").out)["items"]
    assert [one["deed"] for one in told] == ["withdrawn", "recorded", "recorded"]
    again = invoke("withdraw", "innovating-firms-2026", "--why", "x", "--data", str(ours), "--lang", "en")
    assert again.code == 2
    assert "no longer holds, it was withdrawn" in again.err
    assert "hntrack record" in again.err


def test_a_record_never_takes_the_name_of_a_target(ours: Path) -> None:
    """The value of the year a promise falls due is recorded like any other: its id gives way to the target's."""
    page = ("--url", "https://example.org/report", "--title", "Report", "--published", "2031-02-01")
    done = invoke("record", "innovating-firms", "51", "--period", "2030", *page, "--data", str(ours))
    assert done.code == 0, done.err
    assert "innovating-firms-2030-2" in done.out
    assert invoke("check", "--data", str(ours)).code == 0


def test_what_is_published_later_is_said_to_count_later(ours: Path) -> None:
    """A day of publication that lies ahead is accepted and pointed out: no report of today shows the value."""
    page = ("--url", "https://example.org/report", "--title", "Report", "--published", "2027-02-01")
    argv = ("record", "innovating-firms", "51", "--period", "2026", *page, "--data", str(ours))
    for lang, said in (("vi", "01/02/2027; báo cáo chỉ tính"), ("en", "2027-02-01; reports count it only")):
        done = invoke(*argv, "--as-of", "2026-12-01", "--dry-run", "--lang", lang)
        assert done.code == 0, done.err
        assert said in done.out
    assert "reports count it" not in invoke(*argv, "--as-of", "2027-02-01", "--dry-run").out


def test_a_misreading_is_revised_on_the_same_words(example: Path) -> None:
    """A revision without a source of its own keeps the old one, whose words must then say the new value."""
    wrong = invoke("revise", "online-services-2025", "53", "--why", "misread", "--data", str(example))
    assert wrong.code == 3
    assert "52" in wrong.err


def test_a_stage_is_recorded_with_its_judge(ours: Path) -> None:
    """An aim in words is assessed by a named person, and is then met."""
    done = invoke(
        "record",
        "coverage-5g",
        "achieved",
        "--period",
        "2026",
        *PAGE,
        "--judged-by",
        "Sở KH&CN",
        "--data",
        str(ours),
    )
    assert done.code == 0, done.err
    assert "met, must hold" in done.out


def test_the_bundled_catalog_is_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Far from any catalog, `record` refuses and says how to make one."""
    monkeypatch.chdir(tmp_path)
    done = invoke("record", "innovating-firms", "27.1", "--period", "2026", *PAGE, env={"HNTRACK_LANG": "en"})
    assert done.code == 4
    assert "hntrack init" in done.err


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_the_answer_comes_in_every_format(ours: Path, form: str) -> None:
    """A job can read what was written and what became of it."""
    done = invoke(
        "record", "innovating-firms", "27.1", "--period", "2026", *PAGE, "-f", form, "--data", str(ours)
    )
    assert done.code == 0
    assert "innovating-firms-2026" in done.out


def test_periods_and_days_are_typed_as_the_country_writes_them(ours: Path) -> None:
    """The file holds its one form; a day that could be another is said."""
    page = ("--url", "https://example.org/t", "--title", "T", "--publisher", "P", "--published", "5/6/2026")
    done = invoke(
        "record",
        "startups",
        "1100",
        "--period",
        "quý I/2026",
        *page,
        "--data",
        str(ours),
        "--lang",
        "en",
        "--dry-run",
    )
    assert done.code == 0, done.err
    assert "period: 2026-Q1" in done.out
    assert "published: 2026-06-05" in done.out
    assert "2026-05-06" in done.err
    refused = invoke(
        "record", "startups", "1100", "--period", "2009-10", *page, "--data", str(ours), "--lang", "vi"
    )
    assert refused.code == 2
    assert "10/2009" in refused.err
    assert "2009/2010" in refused.err
