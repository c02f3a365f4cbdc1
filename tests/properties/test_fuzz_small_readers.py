"""The fuzzer's targets, fed by Hypothesis for a moment: the long runs are described in docs/robustness.md."""

from __future__ import annotations

import importlib.util
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hntrack.extract import extract
from hntrack.extract.run import look_over
from support.cli import ROOT, command_line, environment
from support.quickness import examples

MEGABYTES = 300
"""What one input may cost; what it may take is measured by the benchmarks."""

RUNAWAY_SECONDS = 60
"""CPU after which a reader is stopped: some twenty times what it needs, so that only work without end reaches it."""

BITS = (
    *(
        "đến năm 2030",
        "phấn đấu ",
        "mục tiêu ",
        "đạt ",
        "trên ",
        "tối thiểu ",
        "từ ",
        " đến ",
        "khoảng ",
        "nhóm ",
    ),
    *(
        "25,2%",
        "1.200",
        "1,200.5",
        " tỷ đồng",
        " triệu",
        "18/52",
        "-65",
        "2016/2020",
        "2026-Q2",
        "giai đoạn ",
    ),
    *("by 2030 ", "at least ", "top ", " percent", "USD 1.2 billion", ".", ";", "\n", "\r\n", "\t", "(", ")"),
    *(
        "id: ",
        "- ",
        "{vi: ",
        "}",
        "[",
        "]",
        '"',
        "'",
        "|\n",
        "&a ",
        "*a",
        "!!x ",
        "---\n",
        "#",
        "format: 1\n",
    ),
    *(
        "indicator,period,value\n",
        "Year;Value\n",
        "TIME_PERIOD,OBS_VALUE\n",
        ",",
        '{"version": "2.0"',
        "1e9",
        "NaN",
    ),
    *("\ufeff", "\u0085", "\u2028", "\u202e", "\x00", "\x1b[31m", "e\u0301", "٣", "２", "😀", "—"),
)
"""Pieces that the readers know, and pieces that no reader should trust."""

texts = st.lists(st.sampled_from(BITS) | st.text(max_size=6), max_size=40).map("".join)
inputs = texts.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=200)


@cache
def targets() -> Mapping[str, Callable[[bytes], None]]:
    """Load the targets of the fuzzer, which are no package of ours."""
    spec = importlib.util.spec_from_file_location("fuzz_targets", ROOT / "tools" / "fuzz" / "targets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Mapping[str, Callable[[bytes], None]] = module.TARGETS
    return found


@pytest.mark.parametrize("name", ["yaml", "numbers", "extract"])
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.integers(0, 7), data=inputs)
def test_readers_keep_their_promises(name: str, kind: int, data: bytes) -> None:
    """Whatever a reader is given, it raises no error but its own, and what it promises of its result holds."""
    targets()[name](bytes([kind]) + data if name == "yaml" else data)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.integers(0, 15), data=inputs)
def test_imports_keep_their_promises(kind: int, data: bytes) -> None:
    """Whatever a file to import holds, its rows are read or refused with their place."""
    targets()["import"](bytes([kind]) + data)


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (4 * MEGABYTES << 20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (RUNAWAY_SECONDS, RUNAWAY_SECONDS))


HOSTILE = (
    "Đến năm 2030 đạt 50%; ",
    "1",
    "1.200,",
    "từ 2 đến ",
    "năm 2030\n",
    "(",
    "phấn đấu ",
    "a",
    "e\u0301",
    "Chỉ số ",
)
"""Pieces of which articles are made that cost a careless reader more than their length."""


@pytest.mark.parametrize("piece", HOSTILE, ids=str.strip)
def test_hostile_articles_stay_within_bounds(piece: str, tmp_path: Path) -> None:
    """An article of 200 000 characters made to be slow is read to its end in little memory, by no runaway.

    The bound on CPU is no measure of speed, which ``benchmarks/extract_speed.py`` takes: it lies so far off that
    neither a slow machine nor the measuring of coverage comes near it, only work that grows out of proportion.
    """
    article = tmp_path / "a.txt"
    article.write_text(piece * (200_000 // len(piece)), "utf-8")
    done = subprocess.run(
        (*command_line("extract", str(article), "-f", "json"),),
        capture_output=True, check=False, env=environment(), timeout=600, preexec_fn=_bounded,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-300:]
    assert (
        sys.getsizeof(done.stdout) < 30_000_000
    )  # 20 000 claims, as many as are read, of some kilobyte each


def _calls(text: str) -> int:
    """Count the calls that reading a text takes, of functions in Python and in C."""
    count = 0

    def profile(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    look_over.cache_clear()  # what was read before would be counted as no work
    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        extract(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE, ids=str.strip)
def test_work_grows_with_the_length_of_an_article(piece: str) -> None:
    """A hostile article twice as long takes at most twice the calls, but for a tenth."""
    half = piece * (20_000 // len(piece))
    extract(half)  # makes the patterns that are made once
    assert _calls(half * 2) <= 2.2 * _calls(half) + 100
