"""`sources` and `search`: what the documents give, and whether what we cite is in them."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from pathlib import Path

import pytest

from support.cli import AS_OF, invoke

TEXT = """Kế hoạch của thành phố Mẫu (hư cấu)
Năm 2023 tỷ lệ hồ sơ trực tuyến đạt 40%.

Đến năm 2030, tối thiểu 80% hồ sơ nộp trực tuyến.
Về đổi mới sáng tạo, thành phố thuộc nhóm 5 địa phương dẫn đầu.
"""
SEED = """format: 1
source:
  id: plan
  title: Kế hoạch (hư cấu)
  publisher: unknown
  author: unknown
  language: vi
  published: {{date: 2024-03-01, basis: given}}
  original: {{file: plan.txt, sha256: {sha}}}
claims:
  - {{id: a, kind: context, line: 2, as_printed: đạt 40%, reading: {{vi: x 40%, en: x 40%}}, value: 40, set_aside: {{vi: y, en: y}}}}
  - {{id: b, kind: context, line: 4, as_printed: tối thiểu 80%, reading: {{vi: x, en: x}}, value: 80, set_aside: {{vi: y, en: y}}}}
  - {{id: c, kind: context, line: 5, as_printed: thuộc nhóm 5 địa phương dẫn đầu, reading: {{vi: x, en: x}}, value: 5, set_aside: {{vi: y, en: y}}}}
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "originals").mkdir()
    (tmp_path / "data" / "targets.yaml").write_text(
        "format: 1\ncatalog: {id: sample, title: {vi: Mẫu (hư cấu), en: Sample (fictional)}}\n",
        encoding="utf-8",
    )
    (tmp_path / "data" / "measurements.yaml").write_text("format: 1\nmeasurements:\n", encoding="utf-8")
    (tmp_path / "originals" / "plan.txt").write_bytes(TEXT.encode())
    seed = SEED.format(sha=hashlib.sha256(TEXT.encode()).hexdigest())
    (tmp_path / "seeds" / "plan.yaml").write_text(seed, encoding="utf-8")
    assert invoke("check", "--data", str(tmp_path)).code == 0
    return tmp_path


def verified(place: Path) -> tuple[int, list[tuple[str, int]]]:
    done = invoke(
        "sources",
        "verify",
        "--originals",
        str(place / "originals"),
        "--data",
        str(place),
        "-f",
        "json",
        "--lang",
        "en",
    )
    return done.code, [(one["code"], one["line"]) for one in json.loads(done.out)["items"]]


def change(place: Path, old: str, new: str) -> None:
    file = place / "originals" / "plan.txt"
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())


def test_a_true_citation_is_confirmed(place: Path) -> None:
    """Unchanged bytes and words give no finding."""
    assert verified(place) == (0, [])


def test_an_original_is_found_under_another_name(place: Path) -> None:
    """A renamed file is known by its hash."""
    (place / "originals" / "plan.txt").rename(place / "originals" / "0001.txt")
    assert verified(place) == (0, [])


def test_a_flipped_byte_is_named(place: Path) -> None:
    """One other byte, and the document is no longer the one that was read."""
    change(place, "hư cấu", "hư cầu")
    code, found = verified(place)
    assert code == 3
    assert [one for one, _ in found] == ["original-differs"]


def test_a_changed_figure_is_named_with_both_figures(place: Path) -> None:
    """Where the line prints another number now, both are told."""
    change(place, "tối thiểu 80%", "tối thiểu 70%")
    done = invoke(
        "sources", "verify", "--originals", str(place / "originals"), "--data", str(place), "--lang", "en"
    )
    assert done.code == 3
    assert "tối thiểu 70%" in done.out
    assert "claim-figure-changed" in done.out


def test_a_moved_line_is_found_again(place: Path) -> None:
    """Words that stand on another line are reported with its number."""
    change(place, "Năm 2023", "\nNăm 2023")
    done = invoke(
        "sources", "verify", "--originals", str(place / "originals"), "--data", str(place), "--lang", "en"
    )
    assert "Set line to 3" in done.out
    assert "Set line to 5" in done.out
    assert "Set line to 6" in done.out


def test_words_that_are_nowhere_are_named(place: Path) -> None:
    """A sentence that was taken out is missed."""
    change(place, "thuộc nhóm 5 địa phương dẫn đầu", "đứng đầu")
    assert ("claim-not-found", 13) in [(code, line) for code, line in verified(place)[1]]


@pytest.mark.parametrize(
    "form",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.rstrip(b"\n"),
        lambda data: unicodedata.normalize("NFD", data.decode()).encode(),
    ],
)
def test_another_form_of_the_same_text_is_only_a_warning(place: Path, form: object) -> None:
    """Line ends, a byte order mark and decomposed letters change the bytes and not the text."""
    file = place / "originals" / "plan.txt"
    assert callable(form)
    file.write_bytes(form(file.read_bytes()))
    code, found = verified(place)
    assert code == 0
    assert len(found) == 1
    assert found[0][0].startswith("original-")


def test_a_missing_original_and_folder_are_said(place: Path) -> None:
    """No original is a finding, no folder is an error of input."""
    (place / "originals" / "plan.txt").unlink()
    assert verified(place) == (3, [("original-missing", 9)])
    gone = invoke("sources", "verify", "--originals", str(place / "nowhere"), "--data", str(place))
    assert gone.code == 4


def test_coverage_lists_what_no_claim_accounts_for(place: Path) -> None:
    """A new figure in the text is listed with its line until a claim cites it."""
    argv = (
        "sources",
        "coverage",
        "--originals",
        str(place / "originals"),
        "--data",
        str(place),
        "-f",
        "json",
    )
    done = invoke(*argv)
    assert done.code == 0, done.out
    change(place, "địa phương dẫn đầu.", "địa phương dẫn đầu. Hiện có 17 trung tâm dữ liệu.")
    done = invoke(*argv)
    assert done.code == 3
    assert [(one["line"], one["kind"]) for one in json.loads(done.out)["items"][0]["missing"]] == [
        (5, "figure")
    ]


def test_the_list_counts_what_each_document_gives() -> None:
    """`sources` counts targets, measurements and set-aside claims, and they add up."""
    items = json.loads(invoke("sources", "--as-of", AS_OF, "-f", "json").out)["items"]
    assert len(items) == 5
    for one in items:
        assert one["targets"] + one["measurements"] + one["set_aside"] + one["unused"] == one["claims"]
        assert one["unused"] == 0


def test_one_document_is_shown_with_every_claim() -> None:
    """`sources show` lists each claim with its line and what uses it; a wrong id names the nearest."""
    shown = json.loads(invoke("sources", "show", "vtv-2020-10-11", "--as-of", AS_OF, "-f", "json").out)
    assert len(shown["items"]) == shown["source"]["claims"]
    wrong = invoke("sources", "show", "vtv-2020", env={"HNTRACK_LANG": "en"})
    assert wrong.code == 2
    assert "vtv-2020-10-11" in wrong.err


def test_search_is_blind_to_marks_and_gives_the_line() -> None:
    """`kinh te so` finds `kinh tế số` among targets and claims, with document and line."""
    done = invoke("search", "kinh", "te", "so", "--as-of", AS_OF, "-f", "json")
    items = json.loads(done.out)["items"]
    assert {one["kind"] for one in items} >= {"target", "claim", "indicator"}
    assert {one["provenance"]["line"] for one in items if one["kind"] == "target"} == {13, 14}
    assert json.loads(invoke("search", "xyzzy", "-f", "json").out)["items"] == []


def test_a_claim_accounts_for_its_own_figure_only(place: Path) -> None:
    """A quote that spans a second figure does not account for it."""
    file = place / "originals" / "plan.txt"
    file.write_text(
        file.read_text("utf-8").replace("tối thiểu 80% hồ sơ", "tối thiểu 80% hồ sơ, 35% hộ"), "utf-8"
    )
    seed = place / "seeds" / "plan.yaml"
    seed.write_text(
        seed.read_text("utf-8").replace(
            "as_printed: tối thiểu 80%", "as_printed: 'tối thiểu 80% hồ sơ, 35%'"
        ),
        "utf-8",
    )
    done = invoke(
        "sources", "coverage", "--originals", str(place / "originals"), "--data", str(place), "-f", "json"
    )
    (item,) = json.loads(done.out)["items"]
    assert [one["words"] for one in item["missing"]] == ["35%"]
