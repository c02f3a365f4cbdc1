"""The way that docs/curating.md describes can be gone, and shows what the page says."""

from __future__ import annotations

import subprocess
import sys

import pytest

from support.cli import ROOT, environment


@pytest.mark.slow
def test_the_described_way_can_be_gone() -> None:
    """`python tools/walks.py --check` finds nothing stale; run it without --check to write the page anew."""
    done = subprocess.run(
        (sys.executable, str(ROOT / "tools" / "walks.py"), "--check"),
        capture_output=True, encoding="utf-8", check=False, env=environment(), timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
