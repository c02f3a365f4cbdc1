"""What an export costs beside the catalog that it writes: memory and CPU, each format in a process of its own.

``python benchmarks/export_memory.py [MEASUREMENTS]`` makes a catalog in memory (an indicator has two targets and five
measurements) and prints a line a format: megabytes before it, the most while it was written, CPU seconds, and the size
of what was written where that is bytes.
"""

from __future__ import annotations

import argparse
import gc
import resource
import subprocess
import sys
import time
from pathlib import Path

from site_speed import AS_OF, synthetic

from hntrack.assess import assess_all
from hntrack.exchange.content import Exported
from hntrack.exchange.exports import EXPORTS, export
from hntrack.model.snapshot import snapshot


def main() -> int:
    """Run one process a format, or be one of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("measurements", type=int, nargs="?", default=100_000)
    parser.add_argument("--only", choices=EXPORTS)
    asked = parser.parse_args()
    if asked.only is not None:
        _export(asked.only, asked.measurements)
        return 0
    for form in EXPORTS:
        subprocess.run([sys.executable, __file__, str(asked.measurements), "--only", form], check=True)
    return 0


def _export(form: str, measurements: int) -> None:
    gc.set_threshold(100_000)  # as the program does at its start
    current = snapshot(synthetic(measurements // 5), AS_OF)
    judged = list(zip(current.targets, assess_all(current, AS_OF), strict=True))
    made = Exported(current.public, current, judged, AS_OF.isoformat(), "en")
    before, started = _megabytes(), time.process_time()
    files = export(form, made, "measurements")
    size = sum(len(content) for content in files.values() if isinstance(content, bytes))
    print(
        f"{form:12} {before:5} MB before, {_megabytes():5} MB at most, {time.process_time() - started:6.1f} s of CPU, "
        f"{size / 1e6:.1f} MB written"
    )


def _megabytes() -> int:
    """Give the most memory of this process so far; of Linux, its own, and not what it was started with."""
    status = Path("/proc/self/status")
    if status.is_file():
        peak = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
