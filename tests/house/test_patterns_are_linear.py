"""No pattern of the package takes time out of proportion to the text: each is pumped with pieces of itself."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from support.cli import ROOT
from support.patterns import Compiled
from support.pump import MARGIN, slowest

KNOWN = (
    (r"(?:a+)+b", "match"),
    (r"(?:<!--.{0,2000}?-->\s*)*<html", "match"),
    (r"\s*,?\s*x", "match"),
    *(
        pytest.param(*one, marks=pytest.mark.slow)
        for one in (
            (r"\s+$", "finditer"),
            (r"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*mime:", "match"),
            (r"(?:đến|trước)(?: (?:hết|cuối|trước))* năm", "finditer"),
            (r"(?: (?:is|was))* (?:against|below) x$", "finditer"),
            (r"[^=@]+=[^=@]+@[^=@]+", "finditer"),
        )
    ),
)
"""Patterns as they once stood here, or might have, and their uses."""

MENDED = (
    (r"(?:(?><!--.*?-->)\s*+)*+<html", "match"),
    (r"\s*+(?:,\s*+)?x", "match"),
    (r"(?<!\s)\s++$", "finditer"),
    (r"(?: (?:is|was)){0,6} x$", "finditer"),
)


# No measuring of time decides by itself: a machine that stood still for a moment is no pattern that does.  What is not
# linear is seen in one of several tries, what is linear passes one, and what was found must be found each time.


@pytest.mark.parametrize(("pattern", "use"), KNOWN)
def test_a_pattern_that_is_not_linear_is_found(pattern: str, use: str) -> None:
    """The instrument finds the kinds of patterns that it is there for."""
    found = next(filter(None, (slowest(pattern, 0, [use]) for _ in range(5))), None)
    assert found is not None
    assert min(found.ratios) > MARGIN


@pytest.mark.parametrize(("pattern", "use"), MENDED)
def test_a_pattern_that_is_linear_is_left_alone(pattern: str, use: str) -> None:
    """What was mended passes, where it is used as it is meant to be."""
    assert not all(slowest(pattern, 0, [use]) for _ in range(3))


@pytest.mark.slow
def test_every_pattern_is_linear() -> None:
    """Doubling a text never multiplies a pattern's time by more than the margin, on the worst texts that we can make."""
    done = subprocess.run(
        (sys.executable, "tests/support/patterns.py"), capture_output=True, check=False, cwd=ROOT, timeout=900
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found, missed = json.loads(done.stdout)
    patterns = [Compiled(text, flags, where, tuple(uses)) for text, flags, where, uses in found]
    assert len(patterns) > 400
    assert not missed, f"use these in tests/support/patterns.py, so that their patterns are seen: {missed}"
    slow = {one: slowest(one.text, one.flags, one.uses) for one in patterns}
    again = [
        one
        for one, found in slow.items()
        if found and all(slowest(one.text, one.flags, one.uses) for _ in range(3))
    ]
    assert not again, "\n".join(f"{one.where}: {slow[one]}: {one.text[:200]}" for one in again)
