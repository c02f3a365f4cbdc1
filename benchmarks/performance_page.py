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

from catalog_size import COMPILED, MODULES, cpu_seconds, make_catalog, measure

from hntrack.__about__ import __version__

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
HEAD = """\
# What things cost

This page is written by `python benchmarks/performance_page.py`. Every number is CPU time (user and system) of a whole
process, as so many times `python -c pass` in the same rounds: ratios travel between machines, seconds do not. The least
of {rounds} rounds counts; when it began, {load} processes wanted the {cores} cores. The modules are compiled, as an
installation has them. hntrack {version}, Python {python}.

- **anew**: the first run after a change, nothing is kept (`HNTRACK_CACHE=off`);
- **compiled**: another question about a catalog that is compiled ([store.md](store.md), "Compiled catalogs");
- **again**: the same question about unchanged files: the answer that was kept is repeated, nothing is worked out.

Not on this page: `bulk` (`benchmarks/bulk_speed.py`), the site (`site_speed.py`), exports and documents.
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
PEERS = ("hledger", "ledger", "bean-check", "sqlite-utils")
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
            ),
            prompt(f"{folder}/cache", asked.rounds),
            large(Path(folder), max(2, asked.rounds // 2)),
            peers(),
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


def peers() -> str:
    """Say what the peers that are here cost to start."""
    found = [name for name in PEERS if shutil.which(name)]
    if not found:
        return "## Peers\n\nhledger, ledger, bean-check and sqlite-utils were not installed when this was measured.\n"
    lines = ["## Peers", "", "| program | times bare Python |", "|---|---:|"]
    for name in found:
        spent = min(_spent([name, "--version"]) for _ in range(5))
        lines.append(
            f"| `{name} --version` | {spent / min(_spent([sys.executable, *BARE]) for _ in range(5)):.1f} |"
        )
    return "\n".join((*lines, ""))


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
