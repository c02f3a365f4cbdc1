"""`hntrack curate` on a terminal: what is accepted is written, what is left can be taken up again."""

from __future__ import annotations

from pathlib import Path

import pytest

from hntrack.workspace.curate.drafts import read_draft
from support.cli import Result, invoke, spawn
from support.commands import ARTICLE
from support.terminal import CTRL_C, CTRL_D, typed

pytestmark = pytest.mark.slow  # a terminal of its own for each walk

TARGET = ("t", "1", "", "", "", "", "", "Trên 90% hồ sơ.", "Over 90 % of files.", "-", "Báo Mẫu")
"""Accept the first claim as a target that raises an earlier one; the document is new, so it is asked about too."""
MEASURED = ("m", "1", "", "", "", "Đã đạt.", "Reached.", "y")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A fictional catalog, and a draft of an article beside it."""
    assert invoke("init", str(tmp_path / "city"), "--example").code == 0
    folder = tmp_path / "city"
    done = invoke(
        *(
            "extract",
            str(ARTICLE),
            "--published",
            "2026-07-20",
            "--sort",
            "text",
            "--data",
            str(folder),
            "-o",
        ),
        str(folder / "draft.yaml"),
    )
    assert done.code == 0
    return folder


def walk(city: Path, *lines: str, lang: str = "en") -> Result:
    return typed("curate", "draft.yaml", lines=lines, cwd=city, env={"HNTRACK_LANG": lang})


def decisions(city: Path) -> list[str]:
    return [one.decision for one in read_draft(city / "draft.yaml").claims]


def test_a_target_and_a_measurement_are_written(city: Path) -> None:
    """Accepted claims, the document, a target and a measurement stand in the catalog, which has no errors."""
    result = walk(city, *TARGET, "s", *MEASURED, "q")
    assert result.code == 0
    assert decisions(city) == ["target", "open", "measurement", "open"]
    source = (city / "seeds" / "sample-city-2026.yaml").read_text("utf-8")
    assert "as_printed: trên 90%" in source
    assert "publisher: Báo Mẫu" in source
    targets = (city / "data" / "targets.yaml").read_text("utf-8")
    assert "supersedes: online-services-2030" in targets
    assert "change: raised" in targets
    assert "value: 61.5" in (city / "data" / "measurements.yaml").read_text("utf-8")
    assert invoke("check", "--data", str(city)).code == 0
    assert "2 decided, 2 open" in result.out


def test_a_plain_claim_takes_four_keys_at_most(city: Path) -> None:
    """`y` and Enter accept what is offered, with the month that the article names."""
    result = walk(city, "y", "", "-", "-", "s", "y", "", "q")
    assert result.code == 0, result.out
    assert "y: target of online-services: more than 90 · 2030" in result.out
    assert "last value 52.5% (2025) · target ≥ 80% by 2030" in " ".join(result.out.split())
    assert "Write it? [y/N]: " not in result.out
    assert decisions(city) == ["target", "open", "measurement", "open"]
    assert "change: raised" in (city / "data" / "targets.yaml").read_text("utf-8")
    assert "period: 2026-06" in (city / "data" / "measurements.yaml").read_text("utf-8")
    assert invoke("check", "--data", str(city)).code == 0


def test_what_looks_like_a_slip_takes_a_second_yes(city: Path) -> None:
    """A measurement of a year that is not over is shown with its doubt; Enter alone does not write it."""
    draft = city / "draft.yaml"
    said = draft.read_text("utf-8")
    assert 'period: "2026-06", ' in said
    draft.write_text(said.replace('period: "2026-06", ', ""), "utf-8")
    result = walk(city, "y", "", "-", "-", "s", "y", "", "y", "y", "q")
    assert result.code == 0, result.out
    assert result.out.count("Write it? [y/N]: ") == 2
    assert decisions(city) == ["target", "open", "measurement", "open"]


def test_a_new_indicator_takes_few_keys(city: Path) -> None:
    """`n` asks only what the words do not decide (here the area), shows the indicator, and writes after a `y`."""
    walk(city, "s", "n", "1", "-", "-", "", "q")
    assert decisions(city) == ["open"] * 4, "Enter alone is no yes"
    result = walk(city, "s", "n", "1", "-", "-", "y", "q")
    assert "A new indicator: tỷ trọng kinh tế số (ty-trong-kinh-te-so)" in " ".join(result.out.split())
    assert decisions(city)[1] == "target"
    assert invoke("check", "--data", str(city)).code == 0


def test_enter_alone_writes_nothing(city: Path) -> None:
    """However often somebody presses Enter, the catalog and the draft stay as they are."""
    before = {path: path.read_bytes() for path in city.rglob("*.yaml")}
    walk(city, *[""] * 12, "t", *[""] * 12, CTRL_D)
    assert {path: path.read_bytes() for path in city.rglob("*.yaml")} == before


def test_a_figure_of_another_place_is_never_offered(city: Path) -> None:
    """A text of another place is offered no indicator of this one; choosing it by number asks, and Enter says no."""
    article = city / "other.txt"
    article.write_text(
        "Đà Nẵng: Đến hết năm 2024, tỷ lệ hồ sơ nộp trực tuyến của Đà Nẵng đã đạt 61,5%, sở cho biết.\n",
        "utf-8",
    )
    call = ("extract", str(article), "--published", "2026-02-01", "--data", str(city))
    assert invoke(*call, "-o", str(city / "draft.yaml")).code == 0
    before = {path: path.read_bytes() for path in city.rglob("*.yaml")}
    result = walk(city, "y", "1", "-", "-", "", "m", "", "", CTRL_D)
    assert "y: " not in result.out
    assert "Share of files handed in online — Sample City (fictional): another place" in " ".join(
        result.out.split()
    )
    assert "The text speaks of Da Nang; the indicator is of Sample City" in " ".join(result.out.split())
    assert {path: path.read_bytes() for path in city.rglob("*.yaml")} == before
    walk(city, "1", "-", "-", "y")
    assert decisions(city) == ["measurement"]


def test_a_new_indicator_is_asked_for_and_written(city: Path) -> None:
    """With no fitting indicator a new one is described; goal, area and unit default to what is there."""
    new = (
        "t",
        "+",
        "",
        "",
        "Digital economy",
        "",
        "1",
        "",
        "",
        "",
        "",
        "",
        "",
        "Ít nhất 30%.",
        "At least 30 %.",
    )
    result = walk(city, "s", *new, "-", "-", "q")
    assert result.code == 0, result.out
    assert decisions(city)[1] == "target"
    targets = (city / "data" / "targets.yaml").read_text("utf-8")
    assert "id: ty-trong-kinh-te-so\n" in targets
    assert "comparator: at_least" in targets
    assert invoke("check", "--data", str(city)).code == 0


def test_a_claim_can_be_set_aside(city: Path) -> None:
    """A claim that nothing uses stands in the document's file with its figure and the reason."""
    result = walk(city, "s", "s", "s", "a", "It counts tasks.", "Chỉ đếm việc.", "-", "-")
    assert result.code == 0, result.out
    source = (city / "seeds" / "sample-city-2026.yaml").read_text("utf-8")
    assert "set_aside: {vi: Chỉ đếm việc., en: It counts tasks.}" in source
    assert "value: 48" in source
    assert decisions(city)[3] == "set_aside"


def test_only_the_decision_changes_in_the_draft(city: Path) -> None:
    """A decision changes its own line of the draft and no other byte, whatever its line ends and remarks."""
    draft = city / "draft.yaml"
    before = (
        draft.read_bytes()
        .replace(b"\n", b"\r\n")
        .replace(b"decision: open\r\n", b"decision: open  # mine\r\n")
    )
    draft.write_bytes(before)
    walk(city, "s", "s", "s", "a", "It counts tasks.", "-", "-", "-")
    lines, old = draft.read_bytes().split(b"\n"), before.split(b"\n")
    changed = [(a, b) for a, b in zip(old, lines, strict=True) if a != b]
    assert changed == [(b"    decision: open  # mine\r", b"    decision: set_aside  # mine\r")]


@pytest.mark.parametrize(("way", "code"), [("q", 0), (CTRL_D, 0), (CTRL_C, 130)])
def test_a_walk_can_be_left_and_taken_up_again(way: str, code: int, city: Path) -> None:
    """q, Ctrl-D and Ctrl-C leave with what was decided kept; the next walk starts at the first open claim."""
    left = walk(city, *TARGET, way)
    assert left.code == code
    assert "1 decided, 3 open" in left.out
    assert "Traceback" not in left.out
    again = walk(city, "q")
    assert "Claim 1/3" in again.out
    assert "tối thiểu 30% GRDP" in again.out


@pytest.mark.parametrize("way", [CTRL_C, CTRL_D])
def test_leaving_in_the_middle_of_questions_writes_nothing(way: str, city: Path) -> None:
    """Questions that are not answered to the end leave catalog and draft as they were."""
    before = {path: path.read_bytes() for path in city.rglob("*.yaml")}
    walk(city, "t", "1", "", way)
    assert {path: path.read_bytes() for path in city.rglob("*.yaml")} == before


def test_what_an_interrupted_run_wrote_is_not_written_twice(city: Path) -> None:
    """A decision that is in the catalog but not in the draft is only noted, not carried out again."""
    untouched = (city / "draft.yaml").read_bytes()
    walk(city, *TARGET, "q")
    (city / "draft.yaml").write_bytes(untouched)
    written = {path: path.read_bytes() for path in city.rglob("*.yaml") if path.name != "draft.yaml"}
    result = walk(city, "q")
    assert "was written before" in result.out
    assert decisions(city)[0] == "target"
    assert {path: path.read_bytes() for path in city.rglob("*.yaml") if path.name != "draft.yaml"} == written


def test_what_contradicts_the_words_is_refused_and_asked_again(city: Path) -> None:
    """A value that the printed words do not say is refused with the reason, nothing is written, and it is asked again."""
    before = (city / "data" / "targets.yaml").read_bytes()
    result = walk(city, "t", "1", "", "80", "", "new", "Đọc.", "Read.", "-", "-", CTRL_D)
    assert "  ! " in result.out
    assert "80" in result.out
    assert (city / "data" / "targets.yaml").read_bytes() == before
    assert decisions(city) == ["open"] * 4


def test_a_slip_is_asked_again(city: Path) -> None:
    """An answer that cannot be is explained and asked for again; `<` goes back to the menu; `e` edits."""
    result = walk(city, "x", "t", "no-such", "<", "e", "", "0", "4", "", "12", "2030", "", "", "", "q")
    assert result.code == 0
    assert "as a target" in result.out
    assert "There is no 'no-such'" in result.out
    assert result.out.count("cannot be right") == 2
    assert decisions(city) == ["open"] * 4


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_walk_fits_80_columns_in_both_languages(lang: str, city: Path) -> None:
    """No line is wider than the terminal, none has a control character, and it speaks the language of the run."""
    result = walk(city, "?", *TARGET, "q", lang=lang)
    lines = result.out.split("\n")
    assert [line for line in lines if len(line) > 80] == []
    assert "\x1b[1m" not in result.out
    assert ("Mục 1/4" if lang == "vi" else "Claim 1/4") in result.out


def test_without_a_terminal_nothing_happens(city: Path) -> None:
    """In a pipe the command exits 2, says why, and writes nothing."""
    before = {path: path.read_bytes() for path in city.rglob("*.yaml")}
    result = spawn("curate", "draft.yaml", cwd=city)
    assert (result.code, result.out) == (2, "")
    assert "terminal" in result.err
    assert {path: path.read_bytes() for path in city.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("format: 1\ndraft: true\nclaims: [\n", 3),
        ("format: 1\nsource: {id: a}\nclaims: []\n", 4),
        ("draft: true\nformat: 1\nsource: {id: a}\nclaims:\n  - {id: x, decision: maybe}\n", 3),
        ("", 3),
        ("\0", 3),
        ("- a\n", 3),
    ],
)
def test_a_faulty_draft_is_refused_with_its_place(text: str, code: int, city: Path) -> None:
    """A draft that cannot be read exits 3 or 4, and faults name file and line."""
    (city / "draft.yaml").write_text(text)
    result = walk(city, "q")
    assert result.code == code
    assert "draft.yaml" in result.out
    assert "Traceback" not in result.out
    assert walk(city / "data", "q").code == 4, "no draft there at all"
