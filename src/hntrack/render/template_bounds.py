"""Bounds on a template that somebody brings: its time, its memory, and the numbers and texts that it multiplies."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

MOST_SECONDS = 20
MOST_MEMORY = 1_000_000_000  # bytes of addresses more than there were before
MOST_CHARACTERS = 5_000_000
MOST_BITS = 10_000


class TooMuchError(Exception):
    """A template takes more time, memory or room than any report needs."""


@contextmanager
def bounded() -> Iterator[None]:
    """Stop what takes too long or too much memory, where the system can: in the main thread, not on Windows.

    Raises:
        TooMuchError: A bound was reached.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    import resource  # noqa: PLC0415  (not on Windows)

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooMuchError(f"more than {MOST_SECONDS} s")

    was, (soft, hard) = signal.signal(signal.SIGALRM, stop), resource.getrlimit(resource.RLIMIT_AS)
    before = _addressed()
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        if before and (soft == resource.RLIM_INFINITY or soft > before + MOST_MEMORY):
            resource.setrlimit(resource.RLIMIT_AS, (before + MOST_MEMORY, hard))
        yield
    except (MemoryError, OverflowError) as error:
        raise TooMuchError("more memory than a report needs") from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, was)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _addressed() -> int:
    """Give the bytes of addresses that this process has; 0 where the system does not say so."""
    try:
        with open("/proc/self/statm", encoding="ascii") as sizes:  # noqa: PTH123  (no path to be found)
            return int(sizes.read().split()[0]) * 4096
    except OSError:
        return 0


def bind(kind: type[Any]) -> type[Any]:
    """Give a sandbox of Jinja2 in which nothing is multiplied without end."""

    class Bounded(kind):  # type: ignore[misc]  # given when the extra is there
        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            _must_be_small(operator, left, right)
            return super().call_binop(context, operator, left, right)

    return Bounded


def _must_be_small(operator: str, left: Any, right: Any) -> None:
    sizes = [one.bit_length() if isinstance(one, int) else 64 for one in (left, right)]
    if operator == "**":
        large = sizes[1] > 16 or sizes[0] * abs(float(right)) > MOST_BITS
    else:
        texts = [len(one) for one in (left, right) if hasattr(one, "__len__")]
        times = [one for one in (left, right) if isinstance(one, int)]
        large = sum(sizes) > MOST_BITS or bool(texts and times and texts[0] * times[0] > MOST_CHARACTERS)
    if large:
        raise TooMuchError(f"{operator} makes more than a report needs")
