"""What `hntrack bulk` costs beside SQL written by hand for the same columns: CPU seconds and memory, in one run.

usage: bulk_speed.py [--series N] [--periods N] [--months] [--rounds N]

The reference reads the same files and writes the same columns, with the arithmetic that an analyst would write in
floating point; it checks nothing, and takes every row, as ours does on a day behind all of them.  Ratios are of CPU
time, rounds taken in turn.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import duckdb

KEYS = 40
BY_HAND = """
SET memory_limit = '{memory}MB'; SET threads = {threads}; SET preserve_insertion_order = false;
SET temp_directory = '{folder}/spill';
COPY (
  WITH s AS (
    SELECT area, indicator, {year} AS y, value, file_row_number AS r FROM read_parquet('{folder}/m.parquet')
  ), a AS (
    SELECT area, indicator, min(y) AS y0, max(y) AS y1, arg_min(value, y) AS v0, arg_max(value, y) AS v1,
           arg_min(r, y) AS r0, arg_max(r, y) AS r1 FROM s GROUP BY area, indicator
  )
  SELECT t.id AS target, a.area, indicator,
    CASE WHEN v1 >= t.value THEN 'met' ELSE 'not_met' END AS standing,
    CASE WHEN v1 >= t.value THEN 'met' WHEN v1 >= v0 + (t.value - v0) * (y1 - y0) / (2030 - y0) THEN 'on_track'
         WHEN v1 = v0 THEN 'stalled' WHEN v1 > v0 THEN 'behind' ELSE 'reversing' END AS pace,
    'trajectory' AS method, '1' AS version, t.value - v1 AS gap, (t.value - v1) / (2030 - y1) AS required_pace,
    (v1 - v0) / (y1 - y0) AS observed_pace, v1 + (v1 - v0) / (y1 - y0) * (2030 - y1) AS projected,
    v0 + (t.value - v0) * (y1 - y0) / (2030 - y0) AS due_value_now, y0 AS baseline_period, v0 AS baseline_value,
    'm.parquet' AS baseline_file, r0 + 1 AS baseline_row, y1 AS latest_period, v1 AS latest_value,
    'm.parquet' AS latest_file, r1 + 1 AS latest_row
  FROM a JOIN read_csv('{folder}/t.csv') AS t USING (indicator)
) TO '{folder}/by-hand.parquet' (FORMAT parquet);
"""


def main() -> int:
    """Make the data, run both ways in turn, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=1_000_000)
    parser.add_argument("--periods", type=int, default=20)
    parser.add_argument("--months", action="store_true", help="months instead of years")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, default=256)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make_data(Path(folder), asked.series, asked.periods, months=asked.months)
        ours = [sys.executable, "-m", "hntrack", "bulk", f"{folder}/m.parquet", f"{folder}/t.csv"]
        ours += ["-o", f"{folder}/o.parquet", "--as-of", "2026-12-31", "--memory", str(asked.memory)]
        year = "CAST(substr(period, 1, 4) AS INT)"
        year += " + CAST(substr(period, 6) AS INT) / 12.0 - 1" if asked.months else ""
        hand = BY_HAND.format(
            folder=folder, year=year, memory=asked.memory - 100, threads=min(8, os.cpu_count() or 1)
        )
        theirs = [sys.executable, "-c", f"import duckdb; duckdb.execute({hand!r})"]
        ratios = []
        for _ in range(asked.rounds):
            (cpu, peak), (reference, reference_peak) = cost(ours), cost(theirs)
            ratios.append(cpu / reference)
            print(
                f"bulk {cpu:.1f} s {peak} MB, by hand {reference:.1f} s {reference_peak} MB: {cpu / reference:.2f}"
            )
        print(f"{asked.series} series x {asked.periods}: median ratio {median(ratios):.2f}")
    return 0


def make_data(folder: Path, series: int, periods: int, *, months: bool) -> None:
    """Write measurements of many areas and indicators, and one target an indicator."""
    period = "printf('%d-%02d', 2026 - {0} // 12, 12 - {0} % 12)" if months else "CAST(2026 - {0} AS VARCHAR)"
    duckdb.execute(
        f"COPY (SELECT 'a' || (s // {KEYS}) AS area, 'i' || (s % {KEYS}) AS indicator, "
        f"{period.format(f'({periods} - q)')} AS period, "
        "CAST((s * 7919 % 900) / 10.0 + q * (s % 13 - 4) / 10.0 AS DECIMAL(12, 4)) AS value "
        f"FROM range({series}) AS a(s), range({periods}) AS b(q)) TO '{folder}/m.parquet' (FORMAT parquet)"
    )
    rows = [f"t{number},i{number},2030,at_least,{50 + number}" for number in range(KEYS)]
    (folder / "t.csv").write_text("\n".join(["id,indicator,milestone,comparator,value", *rows, ""]), "utf-8")


def cost(command: list[str]) -> tuple[float, int]:
    """Run a command; give its CPU seconds and its peak memory in megabytes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, command
    assert isinstance(used, resource.struct_rusage)
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
