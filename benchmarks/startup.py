"""What a command costs beside bare Python: CPU time (user and system) of whole processes, in one run.

Usage: ``python benchmarks/startup.py [--runs N] [--check]``

Every round runs each command once, so that a change of the machine's mood hits all of them; the median of the
rounds counts.  A ratio to ``python -c pass`` says more than seconds do, because it travels between machines.
With ``--check`` the exit code is 1 where a ratio is above its bar.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A command, and how many times bare Python it may cost (``None``: only shown)."""

    name: str
    argv: tuple[str, ...]
    bar: float | None = None


HNTRACK = ("-m", "hntrack")
BARE = Case("python -c pass", ("-c", "pass"))
CASES = (
    BARE,
    Case("targets --year 2030 -f json", (*HNTRACK, "targets", "--year", "2030", "-f", "json"), 10),
    Case("targets --year 2030 -f table", (*HNTRACK, "targets", "--year", "2030", "-f", "table"), 16),
    Case("targets --year 2030 -f plain", (*HNTRACK, "targets", "--year", "2030", "-f", "plain")),
    Case("progress -f json", (*HNTRACK, "progress", "-f", "json")),
    Case("progress -f table", (*HNTRACK, "progress", "-f", "table")),
    Case("show innovating-firms -f plain", (*HNTRACK, "show", "innovating-firms", "-f", "plain")),
    Case("check", (*HNTRACK, "check")),
    Case("--version", (*HNTRACK, "--version")),
    Case("-h", (*HNTRACK, "-h")),
)


def cpu_seconds(argv: tuple[str, ...]) -> float:
    """Run a Python process to its end and give its user and system time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        (sys.executable, *argv),
        stdout=subprocess.DEVNULL,
        check=True,
        env={**os.environ, "COLUMNS": "100", "HNTRACK_LANG": "en"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measure(runs: int) -> dict[str, float]:
    """Give each case's median in seconds; a first round, not counted, warms the caches."""
    seconds: dict[str, list[float]] = {case.name: [] for case in CASES}
    for turn in range(runs + 1):
        for case in CASES:
            spent = cpu_seconds(case.argv)
            if turn:
                seconds[case.name].append(spent)
    return {name: statistics.median(found) for name, found in seconds.items()}


def main() -> int:
    """Print the table; 1 where ``--check`` was asked for and a bar is exceeded."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15, help="rounds (default: 15)")
    parser.add_argument("--check", action="store_true", help="exit 1 where a bar is exceeded")
    options = parser.parse_args()
    medians = measure(options.runs)
    bare = medians[BARE.name]
    print(f"{'command':34} {'CPU ms':>7} {'times':>6} {'bar':>4}")
    above = 0
    for case in CASES:
        ratio = medians[case.name] / bare
        verdict = "" if case.bar is None else "ok" if ratio <= case.bar else "ABOVE"
        above += verdict == "ABOVE"
        bar = "" if case.bar is None else f"{case.bar:.0f}"
        print(f"{case.name:34} {medians[case.name] * 1000:7.1f} {ratio:6.1f} {bar:>4} {verdict}".rstrip())
    return 1 if options.check and above else 0


if __name__ == "__main__":
    sys.exit(main())
