"""What a command costs beside bare Python: CPU time (user and system) of whole processes, in one run.

Usage: ``python benchmarks/startup.py [--runs N] [--check]``

Every round runs each command once after a change (``anew``: nothing is kept, ``HNTRACK_CACHE=off``) and once as another
question about a catalog that is compiled (``compiled``: the answer itself is not kept, as the environment is another
one each time), so that a change of the machine's mood hits all of them; the least of the rounds counts.  A ratio to
``python -c pass`` says more than seconds do, because it travels between machines.  With ``--check`` the exit code is 1
where a ratio is above its bar.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from typing import NamedTuple


class Case(NamedTuple):
    """A command, and how many times bare Python it may cost after a change and compiled (``None``: only shown)."""

    name: str
    anew: float | None = None
    compiled: float | None = None
    code: int = 0


CASES = (
    *(
        Case(f"{command} -f {form}", 7, 2.5)
        for command in ("targets --year 2030", "progress")
        for form in ("json", "plain")
    ),
    Case("targets --year 2030 -f table", 10, 6),
    Case("progress -f table", 10, 6),
    Case("show innovating-firms -f plain"),
    Case("check"),
    Case("--version"),
    Case("--help", 10, 10),
    Case("targets --help", 10, 10),
    Case("progres", 10, 10, code=2),
    Case("targets --yaer 2030", 10, 10, code=2),
)
STATES = ("anew", "compiled")
BARE = "python -c pass"


def cpu_seconds(argv: list[str], env: dict[str, str], code: int = 0) -> float:
    """Run a Python process to its end and give its user and system time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        (sys.executable, *argv),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        env={**os.environ, "COLUMNS": "100", "HNTRACK_LANG": "en", "PYTHONDONTWRITEBYTECODE": "", **env},
    )
    if done.returncode != code:
        raise SystemExit(f"{argv}: exit code {done.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measure(runs: int, cache: str) -> dict[tuple[str, str], float]:
    """Give the least seconds of each case and state; a first round, not counted, warms the caches."""
    least: dict[tuple[str, str], float] = {}
    for turn in range(runs + 1):
        spent = {(BARE, ""): cpu_seconds(["-c", "pass"], {})}
        for case in CASES:
            argv = ["-m", "hntrack", *case.name.split()]
            for state in STATES:
                env = {"HNTRACK_CACHE": cache if state == "compiled" else "off", "ANY": str(turn)}
                spent[case.name, state] = cpu_seconds(argv, env, case.code)
        if turn:
            least = {key: min(seconds, least.get(key, seconds)) for key, seconds in spent.items()}
    return least


def main() -> int:
    """Print the table; 1 where ``--check`` was asked for and a bar is exceeded."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15, help="rounds (default: 15)")
    parser.add_argument("--check", action="store_true", help="exit 1 where a bar is exceeded")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        least = measure(options.runs, cache)
    bare = least[BARE, ""]
    print(f"{BARE}: {bare * 1000:.1f} ms of CPU; times that:\n{'command':34} {'anew':>16} {'compiled':>16}")
    above = 0
    for case in CASES:
        line = f"{case.name:34}"
        for state, bar in zip(STATES, (case.anew, case.compiled), strict=True):
            ratio = least[case.name, state] / bare
            above += bar is not None and ratio > bar
            told = "" if bar is None else f"{'≤' if ratio <= bar else 'ABOVE'} {bar:g}"
            line += f" {ratio:6.1f} {told:>9}"
        print(line.rstrip())
    return 1 if options.check and above else 0


if __name__ == "__main__":
    sys.exit(main())
