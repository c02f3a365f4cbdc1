"""Does work grow in step with the data?  Each input is made twice as long, twice; the times are compared.

Usage: ``python benchmarks/doubling.py [NAME…]``

Work in proportion gives ratios near 2 (less, while fixed costs still count), work with the square of the data 4.  What
is refused is shown with the first words of the refusal: a bound with a message is an answer, too.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from hntrack.checks import check
from hntrack.cli.app import run
from hntrack.documents import reading
from hntrack.errors import HntrackError
from hntrack.exchange.mapping import Map
from hntrack.exchange.tabled import open_table
from hntrack.exchange.workbook_in import read_workbook
from hntrack.extract import extract
from hntrack.store.folder import Folder
from hntrack.store.read import load

TARGETS = """\
format: 1
catalog: {id: doubling, title: {en: Doubled}}
goals:
  - {id: g, title: {en: G}}
areas:
  - {id: a, title: {en: A}}
units:
  - {id: tasks, title: {en: tasks}}
indicators:
  - {id: one, goal: g, area: a, title: {en: One}, measure: count, unit: tasks}
"""
PAPER = f"""\
format: 1
source:
  id: paper
  title: unknown
  publisher: unknown
  author: unknown
  language: en
  published: {{date: 1999-12-25, basis: printed}}
  original: {{file: paper.txt, sha256: {"0" * 64}}}
claims:
  - id: t
    kind: target
    line: 1
    as_printed: at least 9 tasks
    reading: {{en: At least 9 tasks.}}
"""


def csv_columns(folder: Path, size: int) -> None:
    """A CSV of one long line of headings, and one shorter line."""
    path = folder / "a.csv"
    columns = size * 40
    path.write_text(
        ",".join("abcdef"[n % 6] for n in range(columns)) + "\n" + "," * (columns // 2) + "\n", "utf-8"
    )
    list(open_table(path, path.name, Map(), "csv").rows)


def csv_rows(folder: Path, size: int) -> None:
    """A CSV of many rows, each longer or shorter than the one before."""
    path = folder / "a.csv"
    rows = "".join("one,2025,1" + "," * (n % 50) + "\n" for n in range(size * 4))
    path.write_text(f"indicator,period,value\n{rows}", "utf-8")
    list(open_table(path, path.name, Map(), "csv").rows)


def json_stat(folder: Path, size: int) -> None:
    """A cube with many places and few values."""
    side = int((size * 50) ** 0.5)
    axes = {name: {"category": {"index": [f"{name}{n}" for n in range(side)]}} for name in ("x", "y")}
    cube = {
        "version": "2.0", "class": "dataset", "id": ["x", "y"], "size": [side, side], "dimension": axes,
        "value": {str(n * side): n for n in range(side)},
    }  # fmt: skip
    path = folder / "a.json"
    path.write_text(json.dumps(cube), "utf-8")
    list(open_table(path, path.name, Map(), "json-stat").rows)


def _catalog(folder: Path, size: int) -> Folder:
    """Measurements of which each revises the one before."""
    (folder / "targets.yaml").write_text(TARGETS, "utf-8")
    lines = ["format: 1", "measurements:"]
    for number in range(size):
        revised = f", revises: m{number - 1}, why: x" if number else ""
        lines.append(
            f"  - {{id: m{number}, indicator: one, period: 2025, value: {Decimal(number)}{revised}, "
            'cited: {url: "https://example.org/"}, recorded: "2026-01-01T00:00:00Z"}'
        )
    (folder / "measurements.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return Folder(folder, folder / "seeds")


def revisions(folder: Path, size: int) -> None:
    """Reading and checking a chain of revisions."""
    loaded = load(_catalog(folder, size))
    check(loaded.usable(), loaded.damaged)


def _log(folder: Path, size: int) -> None:
    """A log of many periods, each measured, and written down, after the one before; every tenth of them revised."""
    (folder / "targets.yaml").write_text(
        f"{TARGETS}targets:\n  - {{id: t, indicator: one, milestone: 2030, comparator: at_least, value: 9, "
        "claim: paper/t}\n",
        "utf-8",
    )
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "seeds" / "paper.yaml").write_text(PAPER, "utf-8")
    first, lines = date(2000, 1, 1), ["format: 1", "measurements:"]
    for number in range(size):
        day = first + timedelta(days=number)
        revised = f", revises: m{number - 1}, why: x" if number % 10 == 9 else ""
        lines.append(
            f"  - {{id: m{number}, indicator: one, period: {day - timedelta(days=bool(revised))}, value: {number}"
            f'{revised}, cited: {{url: "https://example.org/"}}, published: {day}, recorded: "{day}T09:00:00Z"}}'
        )
    (folder / "measurements.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def _chained(folder: Path, size: int) -> None:
    """Promises of which each supersedes the one before; of measurements, chains of deriving are bounded (50)."""
    targets = ["targets:"]
    for number in range(size):
        above = f", supersedes: t{number - 1}, change: raised" if number else ""
        targets.append(
            f"  - {{id: t{number}, indicator: one, milestone: 2030, comparator: at_least, value: {number + 5000}, "
            f"claim: paper/t{number}{above}}}"
        )
    claims = PAPER.partition("claims:\n")[2]
    every = "".join(
        claims.replace("id: t\n", f"id: t{number}\n").replace("9 tasks", f"{number + 5000} tasks")
        for number in range(size)
    )
    line = '{id: m, indicator: one, period: 2025, value: 0, published: 2026-01-01, cited: {url: "https://example.org/"}}'
    (folder / "targets.yaml").write_text(TARGETS + "\n".join(targets) + "\n", "utf-8")
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "seeds" / "paper.yaml").write_text(
        PAPER.partition("claims:\n")[0] + "claims:\n" + every, "utf-8"
    )
    (folder / "measurements.yaml").write_text(f"format: 1\nmeasurements:\n  - {line}\n", "utf-8")


def yaml(folder: Path, size: int) -> None:
    """Reading a file of targets whose values nest, quote and fold, with a remark on every line."""
    entry = 'goal: g, area: a, title: {en: "One \\u00e9"}, measure: count, unit: tasks}  # x'
    lines = [f"  - {{id: i{number}, {entry}" for number in range(size)]
    (folder / "targets.yaml").write_text(TARGETS + "\n".join(lines) + "\n", "utf-8")
    (folder / "measurements.yaml").write_text("format: 1\nmeasurements: []\n", "utf-8")
    load(Folder(folder, folder / "seeds")).usable()


def article(_folder: Path, size: int) -> None:
    """What an article promises, of so many sentences with figures."""
    extract("Đến năm 2030, tỷ lệ hồ sơ trực tuyến đạt trên 90%; năm 2025 đạt 61,5%.\n" * (size // 10))


def workbook(folder: Path, size: int) -> None:
    """The catalog's workbook with many measurements."""
    import openpyxl  # noqa: PLC0415  (an extra)

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("measurements")
    sheet.append(["id", "indicator", "period", "value"])
    for number in range(size * 4):
        sheet.append([f"m{number}", "one", "2025", number])
    path = folder / "a.xlsx"
    book.save(path)
    read_workbook(path, path.name, ("vi", "en"), "en")


def pdf(folder: Path, size: int) -> None:
    """A PDF of many pages, each with a few lines."""
    path = folder / "a.pdf"
    path.write_bytes(_pdf(size // 20))
    reading.read(path.read_bytes(), path.name)


def _pdf(pages: int) -> bytes:
    """Make the smallest PDF that has so many pages of text."""
    text = (
        b"BT /F 12 Tf 72 720 Td " + b"".join(b"(Line %d of it) Tj 0 -20 Td " % n for n in range(20)) + b"ET"
    )
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(pages))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 612 792]/Resources<</Font<</F<</Type/Font/Subtype/Type1"
        b"/BaseFont/Helvetica>>>>>>>>" % (kids, pages),
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        *(b"<</Type/Page/Parent 2 0 R/Contents 3 0 R>>" for _ in range(pages)),
    ]
    whole, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(whole))
        whole += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return whole + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(parts) + 1, table, len(parts) + 1, len(whole),
    )  # fmt: skip


def _command(
    *words: str, part: int = 1, made: Callable[[Path, int], None] = _log
) -> Callable[[Path, int], None]:
    """Give the work of a command on a log, of so many times fewer records."""

    def work(folder: Path, size: int) -> None:
        made(folder, size // part)
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            code = run([*words, "--data", str(folder)])
        assert code in (0, 1), code

    return work


WORK: MappingProxyType[str, Callable[[Path, int], None]] = MappingProxyType(
    {
        "csv-columns": csv_columns,
        "csv-rows": csv_rows,
        "json-stat": json_stat,
        "revisions": revisions,
        "diff": _command("diff", "2001-01-01", "2009-01-01"),
        "since": _command("report", "--since", "2001-01-01", "-f", "md"),
        "history": _command("history", "one", part=2),
        "progress": _command("progress", "-f", "json"),
        "yaml": yaml,
        "extract": article,
        "workbook": workbook,
        "pdf": pdf,
        "chain-check": _command("check", made=_chained),
        "chain-progress": _command("progress", "-f", "json", made=_chained),
        "chain-history": _command("history", "one", part=2, made=_chained),
        "chain-diff": _command("diff", "2001-01-01", "2009-01-01", made=_chained),
        "chain-show": _command("show", "one", made=_chained),
    }
)
SIZES = (1000, 2000, 4000)


def _seconds(work: Callable[[Path, int], None], size: int) -> tuple[float, str]:
    with tempfile.TemporaryDirectory() as folder:
        start, said = _spent(), ""
        try:
            work(Path(folder), size)
        except HntrackError as refused:
            said = str(refused)[:70]
        return _spent() - start, said


def _spent() -> float:
    """Give the time of processors that we and our children have used."""
    return sum(os.times()[:4])


def main(names: list[str]) -> None:
    """Measure, and print a line each."""
    for name in names or WORK:
        _seconds(WORK[name], 100)  # imports
        measured = [min(_seconds(WORK[name], size) for _ in range(2)) for size in SIZES]
        ratios = "  ".join(
            f"{longer[0] / max(shorter[0], 1e-6):.1f}" for shorter, longer in pairwise(measured)
        )
        print(f"{name:12} {measured[-1][0]:7.2f} s  ratios {ratios}  {measured[-1][1]}")


if __name__ == "__main__":
    main(sys.argv[1:])
