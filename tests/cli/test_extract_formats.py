"""`hntrack extract`: drafts of an article's claims in every format."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hntrack.workspace.curate.drafts import read_draft
from support.cli import AS_OF, ROOT, Result, command_line, environment, invoke, spawn
from support.commands import ARTICLE

SCORED = (
    *("doc", "kind", "subject_vi", "subject_en", "comparator", "value", "value_high", "unit"),
    *("as_printed", "year", "year_basis", "jurisdiction", "line"),
)
ENDED = "Reading ended at line 8: from there the page points to other articles.\n"


def extracted(*argv: str) -> Result:
    return invoke("extract", *argv, "--as-of", AS_OF)


def test_json_is_a_bare_list_with_the_agreed_keys() -> None:
    """`--format json` gives a list of claims, each with the keys that other programs rely on."""
    result = extracted(str(ARTICLE), "-f", "json")
    claims = json.loads(result.out, parse_float=Decimal)
    assert (result.code, result.err) == (0, ENDED)
    assert isinstance(claims, list)
    for claim in claims:
        assert tuple(claim)[: len(SCORED)] != ()
        assert set(SCORED) <= set(claim)
    first = next(one for one in claims if one["as_printed"] == "trên 90%")
    assert (first["doc"], first["kind"], first["comparator"], first["value"], first["unit"]) == (
        *(ARTICLE.stem, "target", ">"),
        *(90, "%"),
    )
    assert (first["year"], first["year_basis"], first["line"]) == (2030, "by_end", 4)


@pytest.mark.parametrize("argv", [(), ("--against",), ("--published", "2026-07-20", "--language", "vi")])
def test_json_obeys_its_schema(tmp_path: Path, argv: tuple[str, ...]) -> None:
    """The schema that `hntrack schema extract` prints accepts the drafts of articles in both languages."""
    english = tmp_path / "english.txt"
    english.write_text(
        "By 2030 the city aims for more than 50% of enterprises to innovate, and to rank among the top 3.\n"
        "In 2025 between 12 and 15 schools took part; 18 of 52 had a laboratory. It is to become a green city.\n",
        "utf-8",
    )
    schema = json.loads(invoke("schema", "extract").out)
    Draft202012Validator.check_schema(schema)
    for article in (ARTICLE, english):
        drafts = json.loads(
            extracted(str(article), "-f", "json", *argv[: 2 if article is english else None]).out
        )
        assert drafts
        Draft202012Validator(schema).validate(drafts)


def test_words_stand_on_their_lines() -> None:
    """Each claim's words stand on the line that it names, and teasers give none."""
    lines = ARTICLE.read_text("utf-8").split("\n")
    claims = json.loads(extracted(str(ARTICLE), "-f", "json").out)
    assert claims
    assert all(one["as_printed"] in lines[one["line"] - 1] for one in claims)
    assert all("70%" not in one["as_printed"] for one in claims)


def test_yaml_is_a_draft_that_reads_back(tmp_path: Path) -> None:
    """`--format yaml` gives a draft with the article's name and hash and every decision open; -o tells the format."""
    file = tmp_path / "draft.yaml"
    result = extracted(str(ARTICLE), "--published", "2026-03-15", "--id", "song-lam", "-o", str(file))
    assert (result.code, result.out, result.err) == (0, "", ENDED)
    draft = read_draft(file)
    source = draft.source
    assert (source.id, source.original, str(source.published.period)) == (
        "song-lam",
        ARTICLE.name,
        "2026-03-15",
    )
    assert source.sha256 == hashlib.sha256(ARTICLE.read_bytes()).hexdigest()
    assert draft.claims
    assert draft.open == draft.claims
    assert len({one.id for one in draft.claims}) == len(draft.claims)
    claims = json.loads(extracted(str(ARTICLE), "-f", "json").out)
    assert [(one.line, one.as_printed) for one in draft.claims] == [
        (c["line"], c["as_printed"]) for c in claims
    ]


def test_what_the_catalog_has_is_marked_and_left_out_on_demand(tmp_path: Path) -> None:
    """The same figure, year and kind in the catalog is marked as known; `--against` shows only the rest."""
    article = tmp_path / "a.txt"
    article.write_text(
        "Đến năm 2030, Hà Nội phấn đấu tỷ lệ doanh nghiệp đổi mới sáng tạo đạt trên 50%.\n"
        "Đến năm 2030, Hà Nội phấn đấu tỷ lệ trường học nối mạng đạt trên 50%.\n",
        "utf-8",
    )
    claims = json.loads(extracted(str(article), "-f", "json").out)
    known = {one["line"]: one["known"] for one in claims}
    assert known == {1: "innovating-firms-2030", 2: None}
    assert claims[-1]["known"], "what is known comes last"
    left = json.loads(extracted(str(article), "-f", "json", "--against").out)
    assert [one["line"] for one in left] == [2]
    assert "1 in the catalog already" in extracted(str(article), "-f", "table", "--against").out


def test_the_catalog_is_not_touched_and_not_needed(tmp_path: Path) -> None:
    """No file of the catalog changes; one that cannot be read is only said, unless `--against` asks for it."""
    for name in ("data", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert extracted(str(ARTICLE), "--data", str(tmp_path)).code == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    (tmp_path / "data" / "targets.yaml").write_text("format: 1\ncatalog: [\n")
    without = extracted(str(ARTICLE), "--data", str(tmp_path), "-f", "json")
    assert without.code == 0
    assert json.loads(without.out)
    assert "cannot be used" in without.err
    assert extracted(str(ARTICLE), "--data", str(tmp_path), "--against").code == 3


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_table_fits_a_narrow_terminal(lang: str) -> None:
    """A table of 80 columns has no longer line, in either language, and says how many claims there are."""
    result = invoke("extract", str(ARTICLE), "-f", "table", env={"COLUMNS": "80", "HNTRACK_LANG": lang})
    assert result.code == 0
    assert max(map(len, result.out.splitlines())) <= 80
    assert "trên 90%" in result.out


def test_an_article_without_claims_says_so(tmp_path: Path) -> None:
    """An article that promises and reports nothing gives an empty list, an empty draft and a sentence."""
    article = tmp_path / "weather.txt"
    article.write_text(
        "Hôm nay trời đẹp, nhiều người ra công viên dạo chơi cùng gia đình và bạn bè.\n", "utf-8"
    )
    assert json.loads(extracted(str(article), "-f", "json").out) == []
    assert "claims: []" in extracted(str(article), "-f", "yaml").out
    assert "Nothing to cite" in extracted(str(article), "-f", "table").out


def test_an_article_may_come_through_a_pipe(tmp_path: Path) -> None:
    """`-` reads the standard input; `--save-text` keeps the very bytes whose lines are counted."""
    saved = tmp_path / "saved.txt"
    done = subprocess.run(
        command_line("extract", "-", "-f", "yaml", "--save-text", str(saved)),
        input=ARTICLE.read_bytes(), capture_output=True, check=True, env=environment(), timeout=300,
    )  # fmt: skip
    assert b"file: saved.txt" in done.stdout
    assert saved.read_bytes() == ARTICLE.read_bytes()
    assert spawn("extract", "-").code == 4


def test_an_equal_figure_of_another_place_is_new(tmp_path: Path) -> None:
    """What another province promises is not in the catalog of Hanoi, though figure and subject are equal."""
    article = tmp_path / "a.txt"
    article.write_text(
        "Theo quy hoạch, đến năm 2030, kinh tế số của tỉnh Cà Mau chiếm tối thiểu 40% GRDP.\n", "utf-8"
    )
    claims = json.loads(extracted(str(article), "-f", "json", "--published", "2025-06").out)
    assert [(claim["value"], claim["jurisdiction"], claim["known"]) for claim in claims] == [
        (40, "Ca Mau", None)
    ]


def test_it_says_where_reading_ended_and_what_was_passed_over(tmp_path: Path) -> None:
    """A pointer line that ends the article is named on stderr; so is the kind of news that is passed over."""
    article = tmp_path / "a.txt"
    article.write_text(
        "Sở cho biết năm 2025 toàn tỉnh có 812 sân chơi, tăng so với năm trước, phần lớn đặt ở các xã vùng cao.\n"
        "Đọc thêm\nĐến năm 2030, toàn tỉnh phấn đấu có 1.500 sân chơi.\n",
        "utf-8",
    )
    result = extracted(str(article), "-f", "json", "--published", "2025-12")
    assert [claim["value"] for claim in json.loads(result.out)] == [812]
    assert "Reading ended at line 2" in result.err
    article.write_text(
        "Nguyên liệu: 500g thịt bò, 2 muỗng nước mắm, 1 muỗng tiêu xay, hành tím.\nƯớp 15 phút, rửa sạch rau, đun sôi.\n",
        "utf-8",
    )
    passed_over = extracted(str(article), "-f", "json")
    assert json.loads(passed_over.out) == []
    assert "passed over; --all reads it" in passed_over.err
    assert json.loads(extracted(str(article), "-f", "json", "--all", "--explain").out)


def test_the_order_of_the_text_keeps_target_and_result_together(tmp_path: Path) -> None:
    """`--sort text` groups by line, `--explain` names what decided."""
    article = tmp_path / "a.txt"
    article.write_text(
        "Năm 2025, tỷ lệ tái chế của tỉnh đạt 41%; đến năm 2030 phấn đấu đạt 60%.\n"
        "Đến năm 2030, tỷ lệ che phủ rừng đạt 59%.\n",
        "utf-8",
    )
    claims = json.loads(extracted(str(article), "-f", "json", "--sort", "text", "--explain").out)
    assert [claim["line"] for claim in claims] == [1, 1, 2]
    assert all(claim["reasons"] for claim in claims)
    assert "Line 2" in extracted(str(article), "-f", "table", "--sort", "text").out


def test_a_row_shows_its_clause_and_who_says_it(tmp_path: Path) -> None:
    """Under a row stands the clause with the figure marked, and who says it; the draft and JSON keep both."""
    article = tmp_path / "a.txt"
    article.write_text(
        "Ông Nguyễn Văn Mẫu, Giám đốc Sở Khoa học, cho biết đến năm 2030 tỷ lệ hồ sơ trực tuyến phấn đấu đạt 90%.\n",
        "utf-8",
    )
    shown = invoke("extract", str(article), "--lang", "en", "-f", "md").out
    assert "»90%«" in shown
    assert "Said by Nguyễn Văn Mẫu, Giám đốc Sở Khoa học" in shown
    item = json.loads(invoke("extract", str(article), "-f", "json").out)[0]
    assert item["said_by"] == {"name": "Nguyễn Văn Mẫu", "post": "Giám đốc Sở Khoa học", "body": None}
    assert (item["read_by"], item["second"]) == (None, None)
    assert invoke("extract", str(article), "-o", str(tmp_path / "draft.yaml")).code == 0
    claim = read_draft(tmp_path / "draft.yaml").claims[0]
    assert claim.said_by is not None
    assert claim.clause is not None
    assert "»90%«" in claim.clause
    assert article.read_text("utf-8")[claim.column - 1 :].startswith("90%")


def test_what_bounds_leave_unread_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the bound on figures, and in a sentence with very many numbers, what was not read is told by its line."""
    article = tmp_path / "a.txt"
    numbers = " ".join(f"{n}%" for n in range(100, 300))
    article.write_text(
        f"Năm 2025 tỷ lệ hồ sơ trực tuyến đạt {numbers}.\nNăm 2025 tỷ lệ khác đạt 5%.\n", "utf-8"
    )
    monkeypatch.setattr("hntrack.extract.run._MOST_FIGURES", 1)
    told = invoke("extract", str(article), "--lang", "en", "--all").err
    assert "From line 2 on nothing was read" in told
    assert "only the first were read: lines 1." in told
