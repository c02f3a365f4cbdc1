"""An install without extras: whatever needs one names it, leaves with exit code 2, and writes nothing."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from support.bare import bare_environment
from support.cli import ROOT, environment

pytestmark = pytest.mark.slow

# What is asked for → the extra that it needs.  `{to}` is a folder that may be written to.
CALLS = {
    "report -f html": "report",
    "report -f html -o {to}/a.html": "report",
    "report --lang both -f html": "report",
    "report -f eml --from a@example.org --to b@example.org": "report",
    "report --template {to}/own.j2": "report",
    "report -f xlsx -o {to}/a.xlsx": "excel",
    "report -f docx": "office",
    "report -o {to}/a.pdf --layout nd30": "pdf",
    "mcp": "mcp",
    "site build {to}/site": "report",
    "chart innovating-firms --as png -o {to}/a.png": "charts",
    "export --to xlsx -o {to}/b.xlsx": "excel",
    "import {to}/some.xlsx": "excel",
    "extract {to}/page.html": "documents",
}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bare_environment(tmp_path_factory.mktemp("bare"))


@pytest.fixture
def to(tmp_path: Path) -> Path:
    (tmp_path / "own.j2").write_text("{{ report.title }}", "utf-8")
    (tmp_path / "page.html").write_text("<!doctype html><p>Trên 50% doanh nghiệp.</p>", "utf-8")
    with zipfile.ZipFile(tmp_path / "some.xlsx", "w") as book:  # enough of a workbook to get past the guard
        for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            book.writestr(name, "<a/>")
    return tmp_path


@pytest.mark.parametrize("call", CALLS)
def test_the_extra_is_named(bare: Path, to: Path, call: str) -> None:
    """Exit code 2, one line with the extra, one with the command that installs it; nothing on stdout, no file."""
    before = sorted(path.name for path in to.iterdir())
    done = subprocess.run(
        (
            bare / "bin" / "hntrack",
            *call.format(to=to).split(),
            "--as-of",
            "2026-01-01",
            "--data",
            ROOT / "data",
        ),
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment({"HNTRACK_LANG": "en"}),
        cwd=to,
    )
    extra = CALLS[call]
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    cause, hint = done.stderr.splitlines()
    assert cause.endswith(f" needs the extra '{extra}', which is not installed.")
    assert re.fullmatch(r"  Install it: \S*python\S* -m pip install '\S+>=[0-9.]+'.*", hint)
    assert sorted(path.name for path in to.iterdir()) == before


def test_a_text_is_read_without_any_extra(bare: Path, to: Path) -> None:
    (to / "article.txt").write_text(
        "Đến năm 2030, trên 50% doanh nghiệp có hoạt động đổi mới sáng tạo.\n", "utf-8"
    )
    done = subprocess.run(
        (bare / "bin" / "hntrack", "extract", to / "article.txt", "-f", "plain"),
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment({"HNTRACK_LANG": "en"}),
        cwd=to,
    )
    assert done.returncode == 0, done.stderr
    assert "2030" in done.stdout
