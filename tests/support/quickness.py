"""How much of the tests runs: what a person waits for, or all of it (``pytest --whole``)."""

from __future__ import annotations

import os

WHOLE = "HNTRACK_TESTS_WHOLE"
"""Set by tests/conftest.py, before any test is read."""

SLOW_FOLDERS = ("automation", "browser", "faults", "injection", "mail", "packaging", "properties")
"""Tests there start many processes, build and install, or try many examples; they are marked ``slow`` all together."""


def examples(number: int) -> int:
    """Give how often a costly property is tried: this often in a whole run, a fifth of it otherwise."""
    return number if os.environ.get(WHOLE) else max(5, number // 5)
