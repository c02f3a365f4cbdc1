# mypy: disable-error-code="no-untyped-def, no-untyped-call"
"""From a PDF or a DOCX to claims that are held against it."""

import hashlib
import json

import pytest

from hntrack.workspace.curate.drafts import read_draft
from support.cli import invoke
from support.decision import decision
from support.papers import WRITERS, Grid, Paper, docx_file, reportlab_pdf

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
TARGETS = """format: 1
catalog: {id: own, title: {vi: V, en: V}}
goals: [{id: g, title: {vi: g, en: g}}]
areas: [{id: a, title: {vi: a, en: a}}]
indicators: []
targets: []
"""


def plan(share="50%", cell="2.400", above=()):
    rows = [
        ["STT", "Chỉ tiêu", "Đơn vị", "2025", "2030"],
        ["1", "Số sáng chế được bảo hộ", "sáng chế", "1.250", cell],
        ["2", "Số doanh nghiệp khoa học và công nghệ", "doanh nghiệp", "300", "2.400"],
    ]
    return Paper(
        parts=[
            *above,
            ("heading", "I. MỤC TIÊU"),
            (
                "text",
                f"Chủ tịch thành phố Lê Văn Bình nêu rõ: đến năm 2030, phấn đấu trên {share} doanh nghiệp có hoạt động đổi mới sáng tạo.",
            ),
            ("heading", "II. BIỂU CHỈ TIÊU"),
            ("table", Grid(rows, (30, 180, 90, 60, 60))),
        ]
    )


def catalog(folder, name, data, form, speaker="Lê Văn Bình"):
    """Write a catalog with the claims that extract finds, each with its place and a speaker for the first."""
    (folder / "o").mkdir(parents=True)
    (folder / "o" / name).write_bytes(data)
    found = json.loads(invoke("extract", str(folder / "o" / name), "-f", "json").out)
    assert form in name
    data_folder = folder / "data"
    data_folder.mkdir()
    (folder / "seeds").mkdir()
    (data_folder / "targets.yaml").write_text(TARGETS, "utf-8")
    (data_folder / "measurements.yaml").write_text("format: 1\nmeasurements: []\n", "utf-8")
    lines = [
        "format: 1",
        "source:",
        "  {id: plan, title: unknown, publisher: unknown, author: unknown, language: vi,",
        "   published: {date: 2025-02-15, basis: given},",
        f"   original: {{file: {name}, sha256: {hashlib.sha256(data).hexdigest()}}}}}",
        "claims:",
    ]
    draft = invoke("extract", str(folder / "o" / name), "-f", "yaml").out
    share = next(one for one in found if "50%" in one["as_printed"])
    cell = next(one for one in found if one["as_printed"] == "2.400" and one["place"]["row"] == 2)
    for number, one in enumerate((share, cell)):
        block = draft[draft.index(f"- id: {one['id']}\n") :].split("\n    suggests:")[0].splitlines()
        kept = [
            line
            for line in block
            if line.strip().split(":")[0] in ("line", "as_printed", "place", "before", "after")
        ]
        lines += [f"  - id: c{number}", "    kind: context", *kept, "    reading: {vi: x, en: x}"]
        lines += ["    value: 50" if number == 0 else "    value: 2400", "    set_aside: {vi: x, en: x}"]
        if number == 0:
            lines.append(f"    said_by: {{name: {speaker}}}")
    (folder / "seeds" / "plan.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return share, cell


def verify(folder, *more):
    result = invoke(
        "sources",
        "verify",
        "--originals",
        str(folder / "o"),
        "--data",
        str(folder / "data"),
        "-f",
        "json",
        *more,
    )
    found = json.loads(result.out)["items"] if result.out else []
    return result.code, {one["code"]: one for one in found if not one["code"].startswith("original")}


@pytest.mark.parametrize("name", WRITERS)
def test_every_claim_has_its_place_and_is_found_there_again(name, tmp_path):
    """Page, heading or cell in the draft; verify finds all of it, speaker included."""
    share, cell = catalog(tmp_path, name, WRITERS[name](plan()), name.split(".")[1])
    assert (cell["place"]["table"], cell["place"]["row"], cell["place"]["column"]) == (1, 2, 5)
    assert share["place"]["heading"] == "I. MỤC TIÊU"
    assert share["place"]["page"] == (1 if name.endswith("pdf") else None)
    code, found = verify(tmp_path)
    assert found == {}
    assert code == 0


@pytest.mark.parametrize(("name", "make"), [("a.pdf", reportlab_pdf), ("a.docx", docx_file)])
def test_a_flipped_digit_a_moved_page_and_a_changed_cell_are_each_named(name, make, tmp_path):
    """Each change of the original has its own code, and says where."""
    for at, (paper, wanted, field) in enumerate(
        (
            (plan(share="55%"), "claim-figure-changed", "55%"),
            (plan(cell="2.500"), "claim-figure-changed", "2.500"),
        )
    ):
        folder = tmp_path / str(at)
        catalog(folder, name, make(plan()), name.split(".")[1])
        (folder / "o" / name).write_bytes(make(paper))
        code, found = verify(folder)
        assert code == 3
        assert (
            field in found[wanted]["message"]["en"]
            if isinstance(found[wanted]["message"], dict)
            else field in str(found[wanted])
        )
    folder = tmp_path / "moved"
    catalog(folder, name, make(plan()), name.split(".")[1])
    above = (
        ("heading", "LỜI MỞ ĐẦU"),
        ("text", "Một trang mới."),
        ("page", ""),
        ("heading", "A. PHẦN MỚI"),
        ("text", "Một đoạn."),
    )
    (folder / "o" / name).write_bytes(make(plan(above=above)))
    assert ("claim-moved" in verify(folder)[1]) == (name == "a.pdf")
    if name == "a.pdf":
        assert verify(folder, "--strict")[1]["claim-moved"]["severity"] == "error"


def test_a_speaker_whom_the_document_does_not_name_is_an_error(tmp_path):
    """The name stands at or before the words, as printed."""
    catalog(tmp_path, "a.docx", docx_file(plan()), "docx", speaker="Trần Văn Cường")
    code, found = verify(tmp_path)
    assert code == 3
    assert "speaker-not-found" in found


def test_a_document_is_taken_in_with_its_own_facts_and_a_private_copy(tmp_path):
    """An act's title, issuer and day are read from it; a copy goes outside the catalog only; nothing is fetched."""
    paper = plan()
    paper.left = ("UBND THÀNH PHỐ AN PHÚ", "Số: 43/KH-UBND")
    paper.right = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "An Phú, ngày 15 tháng 2 năm 2025")
    (tmp_path / "own" / "data").mkdir(parents=True)
    (tmp_path / "own" / "data" / "targets.yaml").write_text(TARGETS, "utf-8")
    (tmp_path / "own" / "data" / "measurements.yaml").write_text("format: 1\nmeasurements: []\n", "utf-8")
    (tmp_path / "plan-43.pdf").write_bytes(reportlab_pdf(paper))
    words = (
        "sources",
        "add",
        str(tmp_path / "plan-43.pdf"),
        "--url",
        "https://example.org/43",
        "--accessed",
        "2025-03-01",
    )
    data = ("--data", str(tmp_path / "own" / "data"))
    inside = invoke(*words, "--archive", str(tmp_path / "own" / "kept"), *data)
    assert inside.code == 2
    assert "within the catalog" in inside.err or "nằm trong danh mục" in inside.err
    done = invoke(*words, "--archive", str(tmp_path / "kept"), *data)
    assert done.code == 0, done.err
    written = (tmp_path / "own" / "seeds" / "plan-43.yaml").read_text("utf-8")
    for part in ("2025-02-15", "basis: printed", "https://example.org/43", "accessed: 2025-03-01", "AN PHÚ"):
        assert part in written
    assert (tmp_path / "kept" / "plan-43.pdf").read_bytes() == (tmp_path / "plan-43.pdf").read_bytes()
    assert invoke("sources", "verify", "--originals", str(tmp_path / "kept"), *data).code == 0


@pytest.mark.parametrize("name", ["page.html", "page.mhtml", "page.warc.gz"])
def test_of_a_saved_page_the_very_file_is_kept_and_cited(name, tmp_path):
    """Its bytes and their hash are those handed over; a draft cites the page by them, and can be verified."""
    data = WRITERS[name](plan())
    (tmp_path / name).write_bytes(data)
    own, draft = ("--data", str(tmp_path / "own")), tmp_path / "draft.yaml"
    assert invoke("init", str(tmp_path / "own"), "--only", "vi").code == 0
    words = ("sources", "add", str(tmp_path / name), "--id", "trang", "--published", "2025-02-15")
    assert invoke(*words, "--archive", str(tmp_path / "kept"), *own).code == 0
    assert (tmp_path / "kept" / name).read_bytes() == data
    sha = hashlib.sha256(data).hexdigest()
    assert sha in (tmp_path / "own" / "seeds" / "trang.yaml").read_text("utf-8")
    assert invoke("extract", str(tmp_path / name), "--id", "trang", "-o", str(draft), *own).code == 0
    assert read_draft(draft).source.sha256 == sha
    table = ("curate", str(draft), "--table", "1", "--goal", "Khoa học", "--area", "An Phú", "--yes")
    assert invoke(*table, *own).code == 0
    held = invoke("sources", "verify", "--originals", str(tmp_path / "kept"), *own)
    assert (held.code, held.out.splitlines()[-1]) == (0, "All of them match.")


def test_the_evidence_page_marks_each_quote_and_escapes_the_rest(tmp_path):
    """A curator's own copy: the quote marked, reading and use beside it, nothing of the document runs."""
    paper = plan(above=(("text", "Mở đầu <script>alert(1)</script>."),))
    catalog(tmp_path, "a.docx", docx_file(paper), "docx")
    words = ("sources", "show", "plan", "--originals", str(tmp_path / "o"), "--data", str(tmp_path / "data"))
    assert invoke(*words, "--html", str(tmp_path / "page.html")).code == 0
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "<mark>trên 50%" in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "Lê Văn Bình" in page


@pytest.mark.slow
@pytest.mark.parametrize(("name", "make"), [("qd.pdf", reportlab_pdf), ("qd.docx", docx_file)])
def test_an_annex_of_sixty_indicators_becomes_a_clean_catalog(name, make, tmp_path):
    """Six commands: nothing is written before it is agreed to, then all of it, held against the document."""
    (tmp_path / "o").mkdir()
    (tmp_path / "o" / name).write_bytes(make(decision()))
    own, draft = tmp_path / "own", tmp_path / "draft.yaml"
    data = ("--data", str(own))
    assert invoke("init", str(own), "--only", "vi").code == 0
    assert invoke("sources", "add", str(tmp_path / "o" / name), *data).code == 0
    assert invoke("extract", str(tmp_path / "o" / name), "-o", str(draft), *data).code == 0
    words = ("curate", str(draft), "--table", "1", "--goal", "Thành phố số", "--area", "An Phú", *data)
    before = (own / "data" / "targets.yaml").read_bytes()
    shown = invoke(*words)
    assert "60 new indicators, 120 targets, 60 measurements; 0 rows left open" in shown.out
    assert (own / "data" / "targets.yaml").read_bytes() == before
    assert invoke(*words, "--yes").out == shown.out
    assert "open" not in {one.decision for one in read_draft(draft).claims if one.place and one.place.table}
    check = invoke("check", *data)
    assert (check.code, check.out) == (
        0,
        "no problems: 120 targets, 60 measurements, 180 claims of 1 document.\n",
    )
    held = invoke("sources", "verify", "--originals", str(tmp_path / "o"), *data)
    assert (held.code, held.out.splitlines()[-1]) == (0, "All of them match.")
    covered = invoke("sources", "coverage", "--originals", str(tmp_path / "o"), "-f", "json", *data)
    uncovered = {one["line"] for one in json.loads(covered.out)["items"][0]["missing"]}
    rows = {one.line for one in read_draft(draft).claims if one.place and one.place.table}
    assert rows
    assert not rows & uncovered
    assert invoke(*words, "--yes").code == 2
    targets = (own / "data" / "targets.yaml").read_text("utf-8")
    (own / "data" / "targets.yaml").write_text(targets.replace("unit: vnd", "unit: usd", 1), "utf-8")
    assert "unit-differs" in invoke("check", *data).out
