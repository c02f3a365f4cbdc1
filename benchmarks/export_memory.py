"""What an export costs beside the catalog that it writes: memory and CPU, each format in a process of its own.

``python benchmarks/export_memory.py [MEASUREMENTS]`` makes a catalog in memory (an indicator has two targets and five
measurements) and prints a line a format: megabytes before it, the most while it was written, CPU seconds, and the size
of what was written.  It fails where an export takes more than 150 MB beside the catalog, and says which.
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
from hntrack.exchange.formats import EXPORTS, Document, export
from hntrack.model.catalog import snapshot
from hntrack.render.json_text import pieces

MOST_MEGABYTES = 150


def main() -> int:
    """Run one process a format, or be one of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("measurements", type=int, nargs="?", default=100_000)
    parser.add_argument("--only", choices=EXPORTS)
    asked = parser.parse_args()
    if asked.only is not None:
        return _export(asked.only, asked.measurements)
    each = ([sys.executable, __file__, str(asked.measurements), "--only", form] for form in EXPORTS)
    return max(subprocess.run(call, check=False).returncode for call in each)


def _export(form: str, measurements: int) -> int:
    gc.set_threshold(100_000)  # as the program does at its start
    current = snapshot(synthetic(measurements // 5), AS_OF)
    judged = list(zip(current.targets, assess_all(current, AS_OF), strict=True))
    made = Exported(current.public, current, judged, AS_OF.isoformat(), "en")
    before, started = _megabytes(), time.process_time()
    files = export(form, made, "measurements")
    size = sum(map(_written, files.values()))
    most = _megabytes()
    print(
        f"{form:12} {before:5} MB before, {most:5} MB at most, {time.process_time() - started:6.1f} s of CPU, "
        f"{size / 1e6:.1f} MB written{' — TOO MUCH' if most - before > MOST_MEGABYTES else ''}",
        flush=True,
    )
    return int(most - before > MOST_MEGABYTES)


def _written(content: bytes | Document) -> int:
    """Go through a document as it goes to a file, block by block."""
    return len(content) if isinstance(content, bytes) else sum(map(len, pieces(content.content)))


def _megabytes() -> int:
    """Give the most memory of this process so far; of Linux, its own, and not what it was started with."""
    status = Path("/proc/self/status")
    if status.is_file():
        peak = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
