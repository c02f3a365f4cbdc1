"""``hntrack workbook``: the whole catalog out and in, every fault in its cell, nothing half written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from hntrack.errors import InputError
from hntrack.store import entries
from hntrack.store.write import replace_file
from hntrack.text.messages import verbatim
from support.cli import ROOT, Result, invoke, spawn
from support.exchange_catalog import make_catalog

EN = {"HNTRACK_LANG": "en"}
PROVINCE = ROOT / "docs" / "examples" / "province"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_catalog(tmp_path)
    return tmp_path


def _files(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(folder.rglob("*.yaml"))}


CITED: dict[str, Any] = {
    "url": "https://example.org/x",
    "title": "T",
    "publisher": "P",
    "published": "2026-05-01",
}


def _changed(folder: Path, change: Callable[[Any], None], *more: str) -> Result:
    """Write the workbook, change it, read it."""
    file = str(folder / "a.xlsx")
    assert invoke("workbook", "write", file, "--data", str(folder), env=EN).code == 0
    book = load_workbook(file)
    change(_Book(book))
    book.save(file)
    return invoke("workbook", "read", file, "--data", str(folder), *more, env=EN)


class _Book:
    """A workbook by sheet and heading."""

    def __init__(self, book: Any) -> None:
        self.book = book

    def put(self, sheet: str, row: int | None = None, **cells: Any) -> None:
        made = self.book[sheet]
        heads = {str(cell.value): cell.column for cell in made[1]}
        row = row or made.max_row + 1
        for name, value in cells.items():
            heading = name.removeprefix("_")
            if heading not in heads:
                heads[heading] = made.max_column + 1
                made.cell(1, heads[heading]).value = heading
            made.cell(row, heads[heading]).value = value


def test_written_and_read_changes_nothing(folder: Path) -> None:
    """What nobody changed is neither new nor changed, and the files stay as they are."""
    before = _files(folder)
    result = _changed(folder, lambda _: None)
    assert (result.code, result.out, _files(folder)) == (0, "", before)
    assert "0 new, 0 changed" in result.err


def test_new_and_changed_rows(folder: Path) -> None:
    """New rows are added and changed ones replaced where they stand; all other lines stay; the catalog is sound."""

    def change(book: _Book) -> None:
        book.put("Indicators", 3, title_en="Share of firms")
        book.put("Units", id="trees", title_vi="cây", title_en="trees")
        book.put(
            "Indicators",
            id="trees",
            goal="growth",
            area="riverton",
            title_vi="Số cây",
            title_en="Trees",
            measure="count",
            unit="trees",
            direction="increase",
        )
        book.put("Measurements", id="trees-2025", indicator="trees", period=2025, value=12, **CITED)

    before = (folder / "data" / "targets.yaml").read_text("utf-8").splitlines()
    result = _changed(folder, change)
    assert result.code == 0, result.err
    assert "changed: indicators share (title)" in result.out
    assert "new: measurements trees-2025" in result.out
    after = (folder / "data" / "targets.yaml").read_text("utf-8").splitlines()
    rest = iter(after)
    assert all(line in rest for line in before if "id: share," not in line)
    assert "# kept by hand" in (folder / "data" / "measurements.yaml").read_text("utf-8")
    assert invoke("check", "--data", str(folder)).code == 0


def test_a_row_an_indicator(folder: Path) -> None:
    """Columns headed by periods hold a value each; what is there already adds nothing, another value is refused."""

    def wide(value: float) -> Callable[[_Book], None]:
        return lambda book: book.put(
            "Measurements",
            indicator="share",
            **CITED,
            **dict[str, Any]({"_2024": value, "_2025": 25.2, "_2026-Q1": 26}),
        )

    result = _changed(folder, wide(24.5), "--dry-run")
    assert result.code == 0, result.err
    assert [line.split("  ")[0] for line in result.out.splitlines()] == [
        "new: measurements share-2025",
        "new: measurements share-2026-q1",
    ]
    result = _changed(folder, wide(24.6))
    assert (result.code, "workbook-differs" in result.err) == (3, True)


@pytest.mark.parametrize(
    ("change", "cell", "code"),
    [
        (lambda book: book.put("Targets", 2, comparator="atleast"), "Targets!D2", "not-one-of"),
        (lambda book: book.put("Targets", 2, value="12x"), "Targets!E2", "not-number"),
        (lambda book: book.put("Indicators", 2, goal="nogoal"), "Indicators!B2", "goal-unknown"),
        (lambda book: book.put("Goals", id="growth", title_en="Again"), "Goals!A3", "workbook-twice"),
        (lambda book: book.put("Measurements", 2, value=25), "Measurements!A2", "workbook-measured"),
        (lambda book: book.put("Goals", id="x", title_en="X", colour="red"), "Goals!F1", "workbook-column"),
        (
            lambda book: book.put(
                "Claims", source="nothing", id="a", kind="target", line=1, as_printed="a", reading_en="a"
            ),
            "Claims!",
            "workbook-owner",
        ),
    ],
)
def test_a_fault_is_named_by_its_cell(
    folder: Path, change: Callable[[_Book], None], cell: str, code: str
) -> None:
    """A wrong cell is named by sheet and cell, and nothing is written."""
    before = _files(folder)
    result = _changed(folder, change)
    assert (result.code, _files(folder)) == (3, before)
    assert f"a.xlsx!{cell}" in result.err
    assert code in result.err or "reference" in result.err


def test_a_missing_row_stays_unless_asked(folder: Path) -> None:
    """A deleted row is said to stay; --remove takes it out."""

    def change(book: _Book) -> None:
        book.book["Targets"].delete_rows(2)
        book.book["Claims"].delete_rows(2)

    assert "has no row; it stays: targets share-2030" in _changed(folder, change).out
    result = _changed(folder, change, "--remove")
    assert "removed: targets share-2030" in result.out
    assert "share-2030, indicator" not in (folder / "data" / "targets.yaml").read_text("utf-8")


def test_a_failing_write_leaves_all_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second of two files cannot be written, the first is put back."""
    real, before = replace_file, _files(folder)

    def failing(path: Path, content: bytes, old: Any, label: str) -> None:
        if path.name == "measurements.yaml":
            raise InputError(verbatim("full"))
        real(path, content, old, label)

    def change(book: _Book) -> None:
        book.put("Goals", 2, title_en="Other")
        book.put("Measurements", id="share-2025", indicator="share", period=2025, value=25.2, **CITED)

    monkeypatch.setattr(entries, "replace_file", failing)
    assert _changed(folder, change).code == 4
    assert _files(folder) == before


@pytest.mark.parametrize("name", ["fictional-kesterfield", "fictional-port-lumen", "fictional-song-may"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_whole_catalogs_survive(tmp_path: Path, name: str, lang: str) -> None:
    """Catalogs with stages, ranges, revisions and gates come back as they were, in a workbook of either language."""
    shutil.copytree(ROOT / "tests" / "examples" / "valid" / name, tmp_path / "cat")
    file, env = str(tmp_path / "a.xlsx"), {"HNTRACK_LANG": lang}
    assert invoke("workbook", "write", file, "--data", str(tmp_path / "cat"), env=env).code == 0
    result = invoke("workbook", "read", file, "--data", str(tmp_path / "cat"), env=env)
    assert (result.code, result.out) == (0, "")


def test_from_a_plan_to_a_site(tmp_path: Path) -> None:
    """The session of docs/workbook.md: the plan of a province in a workbook, a clean check, a report and a site."""
    assert spawn("init", "ha-van", "--workbook", cwd=tmp_path).code == 0
    folder = tmp_path / "ha-van"
    assert (folder / "catalog.xlsx").is_file()
    for one in PROVINCE.iterdir():
        shutil.copy(one, folder)
    for words in (
        ("workbook", "read", "plan.xlsx"),
        ("check", "--strict"),
        ("report", "-f", "html", "-o", "report.html"),
        ("site", "build", "site"),
    ):
        result = spawn(*words, cwd=folder, env=EN)
        assert result.code == 0 or (words[-1] == "--strict" and result.code == 2), (words, result.err)
    assert "no problems: 40 targets, 120 measurements" in spawn("check", cwd=folder, env=EN).out
