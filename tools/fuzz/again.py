"""Run single inputs of the fuzzer again, without the fuzzer: ``PYTHONPATH=tools python -m fuzz.again TARGET FILE…``.

Says how long each took and what it cost at most; what it raises is shown as Python shows it.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from fuzz.targets import TARGETS


def main(argv: list[str]) -> int:
    """Run the files one by one."""
    for name in argv[2:]:
        started = time.process_time()
        TARGETS[argv[1]](Path(name).read_bytes())
        spent = time.process_time() - started
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name}: {spent:.2f} s, at most {most} MB so far")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
