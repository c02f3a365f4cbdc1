"""Fuzz one reader, guided by coverage.

Usage: ``PYTHONPATH=tools python -m fuzz.run TARGET [SECONDS] [FOLDER]``

Needs `atheris <https://pypi.org/project/atheris/>`_ (Linux), which is no dependency of ours: install it into an
environment of its own beside hntrack.  Inputs that reach new code are kept in FOLDER (default:
``build/fuzz/TARGET``), findings as ``crash-…``, ``timeout-…`` or ``oom-…`` in it.  A single input is run again by
``PYTHONPATH=tools python -m fuzz.again TARGET FILE``.  What an input may cost: :data:`SECONDS_EACH`, :data:`MEGABYTES`.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import atheris  # in no environment of ours

with atheris.instrument_imports(include=["hntrack"]):
    from fuzz.targets import ROOT, TARGETS

from fuzz.starts import starts

SECONDS_EACH = 5
MEGABYTES = 400
ADDRESSES = 2 << 30
LONGEST = 20_000


def main(argv: list[str]) -> None:
    """Set the bounds and hand over to the fuzzer, which ends the process."""
    name = argv[1]
    seconds = int(argv[2]) if len(argv) > 2 else 600
    folder = Path(argv[3]) if len(argv) > 3 else ROOT / "build" / "fuzz" / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(starts(name)):
        (folder / f"start-{number:03}").write_bytes(start)
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={SECONDS_EACH}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
        "-verbosity=0",
        f"-dict={Path(__file__).with_name('words.dict')}",
    ]
    atheris.Setup([argv[0], *options, str(folder)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
