"""Write docs/performance.md from the benchmarks: ratios of CPU time, measured in one run on this machine.

usage: performance_page.py [--rounds N]

Peers (hledger, ledger, bean-check, sqlite-utils) are measured where they are installed.  The least of all rounds
counts.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from assess_speed import best, calibration
from catalog_size import COMPILED, MODULES, cpu_seconds, make_catalog, measure

from hntrack.__about__ import __version__

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
HEAD = """\
# What things cost

This page is written by `python benchmarks/performance_page.py`. Every number is CPU time (user and system) of a whole
process, as so many times `python -c pass` in the same rounds: ratios travel between machines, seconds do not. The least
of {rounds} rounds counts; when it began, {load} processes wanted the {cores} cores, and a loop of a million additions
of plain Python (`assess_speed.calibration`) took {loop} ms. What a loaded machine adds is not the same for all: small
ratios are the surest. The modules are compiled, as an installation has them. hntrack {version}, Python {python}.

- **anew**: the first run after a change, nothing is kept (`HNTRACK_CACHE=off`);
- **compiled**: another question about a catalog that is compiled ([store.md](store.md), "Compiled catalogs");
- **again**: the same question about unchanged files: the answer that was kept is repeated, nothing is worked out.

Not on this page: `bulk`, which is measured beside SQL written by hand ([bulk.md](bulk.md), "What it costs"); the site
(`site_speed.py`), exports and documents.
"""
CALLS = {
    "targets --year 2030 -f json": ["targets", "--year", "2030", "-f", "json"],
    "targets --year 2030 -f plain": ["targets", "--year", "2030", "-f", "plain"],
    "targets --year 2030 -f table": ["targets", "--year", "2030", "-f", "table"],
    "progress -f json": ["progress", "-f", "json"],
    "progress -f plain": ["progress", "-f", "plain"],
    "progress -f table": ["progress", "-f", "table"],
    "check": ["check"],
    "-h": ["-h"],
    "targets -h": ["targets", "-h"],
    "progres (a slip)": ["progres"],
}
BARE = ["-c", "pass"]


def main() -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        parts = [
            HEAD.format(
                rounds=asked.rounds,
                version=__version__,
                python=sys.version.split()[0],
                load=round(os.getloadavg()[0]),
                cores=os.cpu_count(),
                loop=round(best(calibration) * 1000),
            ),
            prompt(f"{folder}/cache", asked.rounds),
            large(Path(folder), max(2, asked.rounds // 2)),
            peers(Path(folder) / "peers", max(2, asked.rounds // 2)),
        ]
    PAGE.write_text("\n".join(parts), "utf-8")
    shutil.rmtree(MODULES, ignore_errors=True)
    return 0


def prompt(cache: str, rounds: int) -> str:
    """Measure the commands on the catalog that comes with the program."""
    env = {"HNTRACK_LANG": "en", "COLUMNS": "100"}
    states = {
        "anew": {**env, "HNTRACK_CACHE": "off"},
        "compiled": {**env, "HNTRACK_CACHE": cache},
        "again": {**env, "HNTRACK_CACHE": cache},
    }
    least: dict[tuple[str, str], float] = {}
    for turn in range(rounds + 1):
        _keep(least, ("bare", ""), BARE, env, counted=turn > 0)
        for name, words in CALLS.items():
            for state, surroundings in states.items():
                new = {"ANY": str(turn)} if state == "compiled" else {}  # another question, the same output
                _keep(
                    least, (name, state), ["-m", "hntrack", *words], {**surroundings, **new}, counted=turn > 0
                )
    bare = least["bare", ""]
    lines = ["## The prompt", "", "| `hntrack …` | anew | compiled | again |", "|---|---:|---:|---:|"]
    for name in CALLS:
        ratios = " | ".join(f"{least[name, state] / bare:.1f}" for state in states)
        lines.append(f"| `{name}` | {ratios} |")
    return "\n".join((*lines, ""))


def _keep(
    least: dict[tuple[str, str], float],
    key: tuple[str, str],
    argv: list[str],
    env: dict[str, str],
    *,
    counted: bool,
) -> None:
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123  (a device)
        sys.stderr.flush()
        saved = os.dup(2)
        os.dup2(nowhere.fileno(), 2)
        try:
            spent, _ = cpu_seconds(argv, env)
        finally:
            os.dup2(saved, 2)
            os.close(saved)
    if counted:
        least[key] = min(least.get(key, spent), spent)


def large(folder: Path, rounds: int) -> str:
    """Measure a large catalog."""
    lines = ["## Large catalogs in YAML", "", "| catalog | call | times bare Python |", "|---|---|---:|"]
    data = str(make_catalog(folder / "large", 1000))
    for name, (_, ratio) in measure(data, str(folder / "large-cache"), rounds).items():
        if ratio > 1:
            lines.append(f"| 1 000 × 12 | {name} | {ratio:.1f} |")
    return "\n".join((*lines, ""))


def peers(folder: Path, rounds: int) -> str:
    """Say what the peers that are here cost to start, and to add up as many figures as the large catalog has."""
    folder.mkdir()
    calls = {name: call for name, call in _peer_calls(folder).items() if shutil.which(name)}
    if not calls:
        return "## Peers\n\nhledger, ledger, bean-check and sqlite-utils were not installed when this was measured.\n"
    least: dict[tuple[str, ...], float] = {}
    for turn in range(rounds + 1):
        for call in ([sys.executable, *BARE], *([name, "--version"] for name in calls), *calls.values()):
            spent = _spent(call)
            if turn:  # the first one compiles modules
                least[*call] = min(least.get((*call,), spent), spent)
    bare = least[sys.executable, *BARE]
    lines = ["## Peers", "", "| program | `--version` | 12 000 entries | how |", "|---|---:|---:|---|"]
    for name, call in calls.items():
        what = " ".join(word for word in call[1:] if "/" not in word and word != "-f")
        lines.append(
            f"| `{name}` | {least[name, '--version'] / bare:.1f} | {least[*call] / bare:.1f} | `{what}` |"
        )
    return "\n".join((*lines, ""))


def _peer_calls(folder: Path) -> dict[str, list[str]]:
    """Write 12 000 entries in the form of each peer; give the calls that read all of them."""
    entries = [(n, year) for n in range(1000) for year in range(2014, 2026)]
    journal, beans, table = folder / "a.journal", folder / "a.beancount", folder / "a.csv"
    journal.write_text("".join(f"{y}-12-31 i{n}\n  a:i{n}  {n % 90}.5\n  b\n\n" for n, y in entries), "utf-8")
    opened = "".join(f"2000-01-01 open Assets:I{n}\n" for n in range(1000)) + "2000-01-01 open Equity:B\n"
    booked = (f'{y}-12-31 * "i{n}"\n  Assets:I{n}  {n % 90}.5 VND\n  Equity:B\n\n' for n, y in entries)
    beans.write_text(opened + "".join(booked), "utf-8")
    table.write_text("i,y,v\n" + "".join(f"i{n},{y},{n % 90}.5\n" for n, y in entries), "utf-8")
    query = "select i, max(v) from a group by i"
    return {
        "ledger": ["ledger", "-f", str(journal), "balance"],
        "hledger": ["hledger", "-f", str(journal), "balance"],
        "bean-check": ["bean-check", "--no-cache", str(beans)],
        "sqlite-utils": ["sqlite-utils", "memory", str(table), query],
    }


def _spent(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, **COMPILED}
    subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=environment
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
