"""What a large catalog in YAML costs beside bare Python: whole processes, in one run, cold and warm.

usage: catalog_size.py [INDICATORS] [--rounds N] [--split]

Every indicator has a target and 12 measurements.  "anew" is the first run after a change (no cache), "compiled" another
question about a catalog that is compiled, "again" the same question once more.  The least of the rounds counts: a
machine that does other things as well only ever adds.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HEAD = """format: 1
catalog:
  id: large
  title: {vi: Danh mục lớn, en: A large catalog}
goals:
  - {id: goal, title: {vi: Mục tiêu, en: Goal}}
areas:
  - {id: here, title: {vi: Nơi này, en: Here}}
"""
SOURCE = """format: 1
source:
  id: book
  title: Niên giám (hư cấu)
  publisher: Nhà xuất bản hư cấu
  author: unknown
  language: vi
  published:
    date: 2026-01-31
    basis: printed
  original:
    file: unknown
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
claims:
"""
CLAIM = """  - id: c{n}
    kind: target
    line: {line}
    as_printed: {value}%
    reading:
      vi: Chỉ tiêu i{n} đạt ít nhất {value}% (hư cấu).
      en: Indicator i{n} reaches at least {value}% (invented).
"""
INDICATOR = """  - id: i{n}
    goal: goal
    area: here
    title:
      vi: Tỷ lệ số {n}
      en: Share number {n}
    measure: share
    unit: percent
    direction: increase
    limit: 100
"""
TARGET = """  - id: t{n}
    indicator: i{n}
    milestone: 2030
    comparator: at_least
    value: {value}
    claim: book/c{n}
"""
MEASUREMENT = """  - id: i{n}-{year}
    indicator: i{n}
    period: {year}
    value: {value}
    cited:
      url: https://example.org/{year}
      title: Bảng {n}
    published: {after}-01-31
"""


def make_catalog(folder: Path, indicators: int, *, split: bool = False) -> Path:
    """Write a catalog of so many indicators with 12 measurements each; give its data folder."""
    data, seeds = folder / "data", folder / "seeds"
    data.mkdir(parents=True)
    seeds.mkdir()
    numbers = range(indicators)
    body = [HEAD, "indicators:\n", *(INDICATOR.format(n=n) for n in numbers)]
    body += ["targets:\n", *(TARGET.format(n=n, value=50 + n % 40) for n in numbers)]
    (data / "targets.yaml").write_text("".join(body), "utf-8")
    claims = (CLAIM.format(n=n, line=n + 1, value=50 + n % 40) for n in numbers)
    (seeds / "book.yaml").write_text(SOURCE + "".join(claims), "utf-8")
    parts = list(_parts(indicators, 10 if split else 1))
    for number, part in enumerate(parts):
        name = f"measurements-{number}.yaml" if number else "measurements.yaml"
        (data / name).write_text("format: 1\nmeasurements:\n" + "".join(part), "utf-8")
    return data


def _parts(indicators: int, count: int) -> Iterator[Iterator[str]]:
    for part in range(count):
        yield (
            MEASUREMENT.format(
                n=n, year=year, after=year + 1, value=f"{20 + n % 20 + (year - 2014) * (n % 5) / 10:g}"
            )
            for n in range(part, indicators, count)
            for year in range(2014, 2026)
        )


MODULES = Path(tempfile.gettempdir()) / f"hntrack-benchmarks-{os.getpid()}"
"""Where the modules are compiled: an installation has them compiled as well."""
COMPILED = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(MODULES)}


def cpu_seconds(argv: list[str], env: dict[str, str]) -> tuple[float, int]:
    """Run a process to its end; give its user and system time, and its exit code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, *argv],
        stdout=subprocess.DEVNULL,
        check=False,
        env={**os.environ, **COMPILED, **env},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, done.returncode


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("indicators", type=int, nargs="?", default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--split", action="store_true", help="measurements in ten files")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = str(make_catalog(Path(folder) / "catalog", asked.indicators, split=asked.split))
        for name, seconds in measure(data, f"{folder}/cache", asked.rounds).items():
            print(f"{name:28} {seconds[0] * 1000:8.1f} ms {seconds[1]:7.1f} times bare Python")
    shutil.rmtree(MODULES, ignore_errors=True)
    return 0


def measure(data: str, cache: str, rounds: int) -> dict[str, tuple[float, float]]:
    """Give the least seconds of each case and their ratio to bare Python."""
    warm, cold = {"HNTRACK_CACHE": cache}, {"HNTRACK_CACHE": "off"}
    progress = ["-m", "hntrack", "progress", "--data", data, "--as-of", "2026-06-30", "-f", "json"]
    record = [
        "-m",
        "hntrack",
        "record",
        "i7",
        "41",
        "--data",
        data,
        "--url",
        "https://example.org/x",
        "--title",
        "X",
    ]
    record += ["--published", "2026-10-31"]
    least: dict[str, float] = {}
    for turn in range(rounds + 1):
        cases = {
            "python -c pass": (["-c", "pass"], cold),
            "progress, anew": (progress, cold),
            "progress, compiled": ([*progress, "--year", str(2030 + turn), "--year", "2030"], warm),
            "progress, again": (progress, warm),
            "record": ([*record, "--period", f"2026-{turn + 1:02}"], warm),
        }
        for name, (argv, env) in cases.items():
            if name == "record":  # a record on a compiled catalog, as it is after any other command
                cpu_seconds(progress, warm)
            spent, code = cpu_seconds(argv, env)
            if code:
                raise SystemExit(f"{name}: exit code {code}")
            if name == "record":
                cpu_seconds(progress, warm)
            if turn:
                least[name] = min(least.get(name, spent), spent)
    bare = least["python -c pass"]
    return {name: (seconds, seconds / bare) for name, seconds in least.items()}


if __name__ == "__main__":
    sys.exit(main())
