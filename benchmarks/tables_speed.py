"""Time and memory of ``hntrack import`` on a wide table of 100 000 rows × 12 periods, from CSV and XLSX.

    python benchmarks/tables_speed.py [--rows 100000]

One row of the table is taken by a filter, as from an office's table of all communes; every row is read.  Beside it
stand polars and DuckDB on the same files, where they are installed; they know no catalog.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_MOST_MEGABYTES = 400
_YEARS = tuple(str(year) for year in range(2013, 2025))
_CITED = ("--url", "https://example.org/t", "--published", "2026-02-01", "--dry-run", "-f", "json")
_PEAK = (
    "import resource,sys; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)"
)
_RUN = "from hntrack.__main__ import main\ntry: main()\nfinally:\n"
_POLARS = "import polars as p; p.read_{kind}({path!r}).filter(p.col('Commune') == 'Commune 77'); {peak}"
_QUERY = "select * from read_csv('{path}') where Commune = 'Commune 77'"
_DUCKDB = f'import duckdb; duckdb.sql("{_QUERY}").fetchall(); {{peak}}'


def main() -> int:
    """Make the files, time everything, and say where memory goes beyond its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        _make(base, rows)
        results: list[tuple[str, float, int] | None] = [_ours(base, name) for name in ("t.csv", "t.xlsx")]
        results += [
            _other(base, "polars csv", _POLARS.format(kind="csv", path=str(base / "t.csv"), peak=_PEAK)),
            _other(base, "polars xlsx", _POLARS.format(kind="excel", path=str(base / "t.xlsx"), peak=_PEAK)),
            _other(base, "duckdb csv", _DUCKDB.format(path=base / "t.csv", peak=_PEAK)),
        ]
    measured = [result for result in results if result is not None]
    for name, seconds, megabytes in measured:
        print(f"{name:14} {seconds:6.2f} s {megabytes:5} MB")
    return int(any(name.startswith("hntrack") and peak > _MOST_MEGABYTES for name, _, peak in measured))


def _make(base: Path, rows: int) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415  (an extra)

    lines: list[list[object]] = [
        ["Commune", *_YEARS],
        *([f"Commune {i}", *(round((i * 7 + y) % 1000 / 10, 1) for y in range(12))] for i in range(rows)),
    ]
    with (base / "t.csv").open("w", encoding="utf-8") as file:
        file.writelines(",".join(map(str, line)) + "\n" for line in lines)
    with Workbook(base / "t.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    (base / "m.yaml").write_text(
        "format: 1\ndecimal: '.'\nfields:\n  indicator: {constant: budget}\nwide: {columns: periods}\n"
        "where: [{column: Commune, one_of: [Commune 77]}]\n",
        "utf-8",
    )
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    from support.exchange_catalog import make_catalog  # noqa: PLC0415  (found by the line above)

    make_catalog(base / "cat")


def _ours(base: Path, name: str) -> tuple[str, float, int]:
    words = ("import", str(base / name), "--map", str(base / "m.yaml"), "--data", str(base / "cat"), *_CITED)
    code = f"import sys; sys.argv = ['hntrack', *{words!r}]\n{_RUN} {_PEAK}"
    seconds, out, err = _timed(base, code)
    taken = [item for item in json.loads(out)["items"] if item["deed"] in ("would", "same")]
    assert len(taken) == len(_YEARS), err
    return f"hntrack {name[2:]}", seconds, int(err.split()[-1])


def _other(base: Path, name: str, code: str) -> tuple[str, float, int] | None:
    try:
        seconds, _, err = _timed(base, code)
    except subprocess.CalledProcessError:
        return None  # not installed here
    return name, seconds, int(err.split()[-1])


def _timed(base: Path, code: str) -> tuple[float, str, str]:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=base,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "HNTRACK_LANG": "en"},
    )
    return time.perf_counter() - start, done.stdout, done.stderr


if __name__ == "__main__":
    sys.exit(main())
