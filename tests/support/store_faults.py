"""A small catalog to break, writers to break it with, and the one question asked afterwards."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from hntrack.store.folder import Folder
from hntrack.store.read import load

WORKER = Path(__file__).parents[1] / "faults" / "worker.py"
TARGETS = """\
format: 1
catalog: {id: faults, title: {vi: Thử, en: Trial}}
goals:
  - {id: g, title: {en: G}}
areas:
  - {id: a, title: {en: A}}
indicators:
  - {id: one, goal: g, area: a, title: {en: One}, measure: count, unit: tasks}
  - {id: two, goal: g, area: a, title: {en: Two}, measure: count, unit: tasks}
"""
MEASUREMENTS = """\
# A remark that must survive.
format: 1

measurements:   # and this one
  # About the first.
  - id: first
    indicator: one
    period: 2025
    value: 1        # by hand
    cited: {url: https://example.org/}

  - {id: second, indicator: two, period: 2025, value: 2, cited: {url: "https://example.org/"}}

# The last word.
"""


class Writers:
    """Processes that add measurements and say so, one id a line, once each is acknowledged."""

    def __init__(self, folder: Folder, how: str) -> None:
        self._folder = folder
        self._how = how
        self._running: list[tuple[subprocess.Popen[bytes], Path]] = []

    def start(self, name: str, count: int) -> subprocess.Popen[bytes]:
        """Start one that adds ``count`` measurements whose ids start with its name."""
        said = self._folder.data.parent / f"{name}.said"
        with said.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, str(WORKER), self._how, str(self._folder.data), name, str(count)], stdout=out
            )
        self._running.append((process, said))
        return process

    def wait(self) -> list[int]:
        """Wait for all of them; give their exit codes."""
        return [process.wait(timeout=1800) for process, _ in self._running]

    def wait_for(self, count: int) -> None:
        """Wait until that many are acknowledged."""
        deadline = time.monotonic() + 1800
        while len(self.acknowledged()) < count:
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def acknowledged(self) -> set[str]:
        """Give the ids that were acknowledged."""
        return {
            line.decode()
            for _, said in self._running
            for line in said.read_bytes().split(b"\n")[:-1]  # the last one may have been cut off by a kill
        }


def lost(folder: Folder, acknowledged: Iterable[str]) -> list[str]:
    """Say what is wrong with a catalog after writers have been at it; nothing, if all is well."""
    loaded = load(folder)
    faults = [f"{p.where}: {p.message.en}" for p in loaded.problems]
    there = [one.id for one in loaded.catalog.measurements] if loaded.catalog else []
    faults += [f"lost: {one}" for one in sorted(set(acknowledged) - set(there))]
    if len(there) != len(set(there)):
        faults.append("something is there twice")
    lines = folder.measurements.read_text("utf-8").splitlines(keepends=True)
    old = [line for line in lines if "added-" not in line]
    if "".join(old) != MEASUREMENTS:
        faults.append("a line that was there before is not as it was")
    left = sorted(path.name for path in folder.data.glob(".*.hntrack-new"))
    return faults + [f"left behind: {name}" for name in left]
