"""`init` and `add`: a catalog of one's own, from nothing to a verdict, without an editor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.cli import invoke


def add(data: Path, *argv: str) -> None:
    done = invoke("add", *argv, "--data", str(data), env={"HNTRACK_LANG": "en"})
    assert done.code == 0, done.err


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    assert invoke("init", str(folder)).code == 0
    return folder


@pytest.mark.parametrize("option", [(), ("--from-template",), ("--example",)])
def test_a_new_catalog_passes_its_check(tmp_path: Path, option: tuple[str, ...]) -> None:
    """What `init` makes is green at once, with schema, workflow and merge rule in place."""
    folder = tmp_path / "new"
    done = invoke("init", str(folder), *option, env={"HNTRACK_LANG": "en"})
    assert done.code == 0, done.err
    assert "no problems" in done.out
    checked = invoke("check", "--data", str(folder), "-f", "json")
    assert checked.code == 0
    assert json.loads(checked.out)["items"] == []
    for name in (
        ".gitattributes",
        ".gitignore",
        ".github/workflows/hntrack.yml",
        "schemas/targets.schema.json",
    ):
        assert (folder / name).is_file()
    assert "merge=union" in (folder / ".gitattributes").read_text()


def test_an_example_is_labelled_as_fictional(tmp_path: Path) -> None:
    """Nobody takes the example's numbers for real ones."""
    folder = tmp_path / "new"
    invoke("init", str(folder), "--example")
    assert "fictional" in invoke("progress", "--data", str(folder), "--lang", "en", "-f", "md").out


def test_nothing_is_overwritten(blank: Path) -> None:
    """A folder that holds a catalog is refused whole."""
    before = {path: path.read_bytes() for path in blank.rglob("*") if path.is_file()}
    done = invoke("init", str(blank))
    assert done.code == 2
    assert before == {path: path.read_bytes() for path in blank.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", ["text", "md", "html", "docx"])
def test_a_report_of_nothing_counts_nothing(blank: Path, tmp_path: Path, form: str) -> None:
    """Of no targets there is no "0 of 0"; who runs it hears what comes first."""
    done = invoke("report", "--data", str(blank), "--lang", "en", "-f", form, "-o", str(tmp_path / "it"))
    assert (done.code, "'hntrack add source'" in done.err) == (0, True)
    drawn = (tmp_path / "it").read_bytes()
    if form != "docx":
        assert b"No targets." in drawn
        assert not any(words in drawn for words in (b"of 0", b"In short", b"IN SHORT", b"All have been"))


def test_only_one_starter_at_a_time(tmp_path: Path) -> None:
    """The two starters exclude each other."""
    assert invoke("init", str(tmp_path / "x"), "--example", "--from-template").code == 2


def test_from_nothing_to_a_verdict(blank: Path, tmp_path: Path) -> None:
    """Goal, area, unit, indicator, source, target with its claim, measurement: each one line, each checked."""
    add(blank, "goal", "education", "--vi", "Giáo dục", "--en", "Education")
    add(blank, "area", "town", "--vi", "Thị trấn (hư cấu)", "--en", "The town (fictional)")
    add(blank, "unit", "schools", "--vi", "trường", "--en", "schools")
    add(
        blank, "indicator", "smart-schools", "--vi", "Số trường thông minh", "--en", "Smart schools",
        "--goal", "education", "--area", "town", "--measure", "count", "--unit", "schools", "--direction", "increase",
    )  # fmt: skip
    article = tmp_path / "plan.txt"
    article.write_text("Kế hoạch\nĐến năm 2030 có ít nhất 120 trường thông minh\n", encoding="utf-8")
    add(
        blank,
        "source",
        "plan",
        "--original",
        str(article),
        "--title",
        "Kế hoạch",
        "--published",
        "2026-01-02",
    )
    promise = (
        "target", "smart-schools", "--comparator", "at_least", "--milestone", "2030", "--source", "plan", "--line", "2",
        "--as-printed", "ít nhất 120 trường", "--vi", "Đến 2030 có 120 trường.", "--en", "120 schools by 2030.",
    )  # fmt: skip
    refused = invoke("add", *promise, "--value", "130", "--data", str(blank))
    assert refused.code == 3
    assert "120" in refused.err
    add(blank, *promise, "--value", "120")
    assert invoke("check", "--data", str(blank)).code == 0
    found = json.loads(invoke("progress", "--data", str(blank), "-f", "json", "--as-of", "2026-11-22").out)
    assert [(one["target"], one["standing"]) for one in found["items"]] == [
        ("smart-schools-2030", "no_measurement")
    ]
    verified = invoke("sources", "verify", "--originals", str(tmp_path), "--data", str(blank))
    assert verified.code == 0, verified.out


@pytest.mark.parametrize(
    ("argv", "missing"),
    [
        (("goal", "g"), ("A title is missing.", "Thiếu tên gọi.")),
        (
            ("claim", "c", "--source", "plan", "--line", "1", "--as-printed", "x", "--kind", "context"),
            ("The reading is missing", "Thiếu diễn giải"),
        ),
        (
            (
                "target",
                "i",
                "--comparator",
                "at_least",
                "--source",
                "plan",
                "--line",
                "1",
                "--as-printed",
                "x",
            ),
            ("The reading is missing", "Thiếu diễn giải"),
        ),
    ],
)
def test_what_is_missing_is_called_by_its_name(
    blank: Path, argv: tuple[str, ...], missing: tuple[str, str]
) -> None:
    """Without --vi and --en a goal lacks its title, a claim its reading; so does a target with a new claim."""
    for lang, said in zip(("en", "vi"), missing, strict=True):
        done = invoke("add", *argv, "--data", str(blank), env={"HNTRACK_LANG": lang})
        assert done.code == 2
        assert said in done.err
        assert "--vi" in done.err


@pytest.mark.parametrize(
    "argv",
    [
        ("goal", "Bad Id!", "--en", "x"),
        ("goal", "no-title"),
        ("indicator", "i", "--en", "x", "--goal", "none", "--area", "none", "--measure", "share"),
        ("source", "s", "--original", "/nonexistent", "--published", "2026"),
        ("target", "none", "--comparator", "at_least", "--claim", "a/b"),
        (
            "claim",
            "c",
            "--source",
            "none",
            "--line",
            "1",
            "--as-printed",
            "x",
            "--kind",
            "context",
            "--en",
            "x",
        ),
    ],
)
def test_what_does_not_fit_is_refused(blank: Path, argv: tuple[str, ...]) -> None:
    """A wrong id, a missing title, an unknown reference: refused, and no byte is written."""
    before = {path: path.read_bytes() for path in blank.rglob("*.yaml")}
    done = invoke("add", *argv, "--data", str(blank))
    assert done.code in {2, 3, 4}, done.out
    assert done.err
    assert before == {path: path.read_bytes() for path in blank.rglob("*.yaml")}


DOCUMENT = ("--published", "2025-03-01")


@pytest.mark.parametrize("original", ["/dev/zero", "/dev", "/nowhere"])
def test_an_original_that_is_no_file_is_refused_at_once(tmp_path: Path, original: str) -> None:
    """A device that never ends, a folder and a missing file are refused: nothing hangs."""
    invoke("init", str(tmp_path / "own"))
    done = invoke("add", "source", "plan", "--original", original, *DOCUMENT, "--data", str(tmp_path / "own"))
    assert done.code == 4
    assert original in done.err


@pytest.mark.parametrize(
    "argv",
    [
        ("source", "plan", "--original", __file__, *DOCUMENT, "--title", "a\x1bb"),
        ("goal", "plan", "--en", "a\u202eb"),
        (
            "claim",
            "one",
            "--source",
            "there",
            "--kind",
            "context",
            "--line",
            "1",
            "--as-printed",
            "a\u200bb",
            "--en",
            "x",
        ),
        (
            "claim",
            "one",
            "--source",
            "there",
            "--kind",
            "context",
            "--line",
            "1",
            "--as-printed",
            "x",
            "--en",
            "a\x9bb",
        ),
    ],
)
def test_what_hides_a_character_is_not_added(tmp_path: Path, argv: tuple[str, ...]) -> None:
    """`add` writes nothing that `check` would then refuse."""
    own = tmp_path / "own"
    invoke("init", str(own))
    invoke("add", "source", "there", "--original", __file__, *DOCUMENT, "--data", str(own))
    before = {path: path.read_bytes() for path in own.rglob("*.yaml")}
    done = invoke("add", *argv, "--data", str(own), env={"HNTRACK_LANG": "en"})
    assert done.code == 3
    assert "hides a character" in done.err
    assert before == {path: path.read_bytes() for path in own.rglob("*.yaml")}


def test_a_date_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """The message shows what was typed."""
    invoke("init", str(tmp_path / "own"))
    done = invoke(
        "add", "source", "plan", "--original", __file__, "--published", "31/31/2025",
        "--data", str(tmp_path / "own"), env={"HNTRACK_LANG": "en"},
    )  # fmt: skip
    assert done.code == 2
    assert "'31/31/2025'" in done.err
