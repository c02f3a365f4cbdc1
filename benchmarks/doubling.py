"""Does work grow in step with the data?  Each input is made twice as long, twice; the times are compared.

Usage: ``python benchmarks/doubling.py [NAME…]``

Work in proportion gives ratios near 2 (less, while fixed costs still count), work with the square of the data 4.  What
is refused is shown with the first words of the refusal: a bound with a message is an answer, too.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
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
from hntrack.errors import HntrackError
from hntrack.exchange.formats import open_table
from hntrack.exchange.mapping import Map
from hntrack.store import Folder, load

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


def _command(*words: str, part: int = 1) -> Callable[[Path, int], None]:
    """Give the work of a command on a log, of so many times fewer records."""

    def work(folder: Path, size: int) -> None:
        _log(folder, size // part)
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
        "history": _command("history", "one", part=8),
        "progress": _command("progress", "-f", "json"),
    }
)
SIZES = (1000, 2000, 4000)


def _seconds(work: Callable[[Path, int], None], size: int) -> tuple[float, str]:
    with tempfile.TemporaryDirectory() as folder:
        start, said = time.process_time(), ""
        try:
            work(Path(folder), size)
        except HntrackError as refused:
            said = str(refused)[:70]
        return time.process_time() - start, said


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
