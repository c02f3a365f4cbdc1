"""Make the n-th system call of a write fail, or die at it, for every n: the file is the old or the new one, whole."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest

from hntrack.errors import InputError
from hntrack.model.records import Cited, Claim, Measurement, Named, Published, Source
from hntrack.store.append import Recorder, Written, append_measurement
from hntrack.store.entries import append_entry, create_source
from hntrack.store.folder import Folder
from hntrack.store.read import load
from hntrack.text.messages import Wording
from hntrack.text.periods import parse_period
from support.store_faults import MEASUREMENTS, lost

_CALLS = (
    *("open", "write", "read", "fsync", "replace", "link", "unlink", "mkdir", "close"),
    *("stat", "fstat", "fchmod", "fchown", "listdir", "lseek"),
)
_MOST = 200


class _Trap:
    """Counts system calls; at the n-th, or from then on, it does something else."""

    def __init__(
        self, at: int, spring: Callable[[str, Callable[[], Any]], Any], *, lasting: bool = False
    ) -> None:
        self.count = 0
        self.at = at
        self.lasting = lasting
        self._spring = spring

    def wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count == self.at or (self.lasting and self.count > self.at):
                return self._spring(name, lambda: call(*args, **kwargs))
            return call(*args, **kwargs)

        return counted


@contextmanager
def _set(trap: _Trap) -> Iterator[None]:
    real = [(os, name, getattr(os, name)) for name in _CALLS] + [(fcntl, "flock", fcntl.flock)]
    for module, name, call in real:
        setattr(module, name, trap.wrap(name, call))
    try:
        yield
    finally:
        for module, name, call in real:
            setattr(module, name, call)


def _one(name: str) -> Measurement:
    return Measurement(
        f"added-{name}", "one", parse_period("2026"), Decimal(1), cited=Cited(url="https://example.org/")
    )


def _record(folder: Folder, name: str) -> Written:
    return append_measurement(folder, lambda _: _one(name))


def _fail(code: int) -> Callable[[str, Callable[[], Any]], Any]:
    def spring(name: str, call: Callable[[], Any]) -> Any:
        if name == "close":
            call()  # a close that reports an error has closed all the same
        raise OSError(code, os.strerror(code))

    return spring


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from-then-on"])
def test_failing_call_leaves_all_or_nothing(folder: Folder, code: int, *, lasting: bool) -> None:
    """Whatever call fails, with whatever error: refused and unchanged, or done; and the next write goes through.

    Only where flushing fails and putting the old file back fails as well may the new one stay, and is then named.
    """
    refused = 0
    for n in range(1, _MOST):
        before = folder.measurements.read_bytes()
        trap = _Trap(n, _fail(code), lasting=lasting)
        acknowledged, confirmed = False, True
        try:
            with _set(trap):
                _record(folder, f"fail-{n}")
            acknowledged = True
        except InputError as error:
            refused += 1
            confirmed = not lasting or "could not confirm" not in error.message.en
        assert acknowledged or not confirmed or folder.measurements.read_bytes() == before
        present = f"added-fail-{n}" in (c.measurement if (c := load(folder).catalog) else {})
        assert present or not acknowledged
        _record(folder, f"next-{n}")
        assert lost(folder, [f"added-next-{n}"]) == []
        if trap.count < n:
            break
    assert refused > 10
    assert n < _MOST - 1


def _in_child(work: Callable[[], None]) -> int:
    """Do something in a process of its own; give its exit code, negative for a signal."""
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        except BaseException:  # noqa: BLE001  (a child must never run on into the tests of its parent)
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _die(*, after: bool) -> Callable[[str, Callable[[], Any]], Any]:
    def spring(_: str, call: Callable[[], Any]) -> Any:
        try:
            if after:
                call()
        finally:
            os.kill(os.getpid(), signal.SIGKILL)

    return spring


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_death_at_any_call(folder: Folder, *, after: bool) -> None:
    """Killed before or after any system call: whole files, nothing acknowledged lost, and the next writer need not wait."""
    acknowledged: list[str] = []
    for n in range(1, _MOST):
        code = _in_child(lambda n=n: _dying(folder, n, after=after))  # type: ignore[misc]
        assert code in (0, -signal.SIGKILL)
        if code == 0:
            acknowledged.append(f"added-die-{n}")
        Recorder(folder, patience=0).append(lambda _, n=n: (_one(f"next-{n}"),))  # type: ignore[misc]
        acknowledged.append(f"added-next-{n}")
        assert lost(folder, acknowledged) == []
        if code == 0:
            break
    assert 20 < n < _MOST - 1


def _dying(folder: Folder, n: int, *, after: bool) -> None:
    with _set(_Trap(n, _die(after=after))):
        _record(folder, f"die-{n}")


def _entry(folder: Folder, name: str) -> None:
    append_entry(folder, "goals", lambda _: Named(name, Wording("", "A goal")))


def _source(folder: Folder, name: str) -> None:
    claims = (Claim("c", "context", 1, "5", Wording("", "five"), value=Decimal(5)),)
    made = Source(name, None, None, None, "en", Published(None, None, "unknown"), "a.txt", "0f" * 32, claims)
    create_source(folder, lambda _: made)


@pytest.mark.parametrize("add", [_entry, _source])
def test_death_while_adding_entries(folder: Folder, add: Callable[[Folder, str], None]) -> None:
    """The same for entries of targets.yaml and for files of new documents."""
    for n in range(1, _MOST):

        def work(n: int = n) -> None:
            with _set(_Trap(n, _die(after=bool(n % 2)))):
                add(folder, f"die-{n}")

        code = _in_child(work)
        assert code in (0, -signal.SIGKILL)
        assert load(folder).problems == ()
        add(folder, f"next-{n}")
        catalog = load(folder).usable()
        assert f"next-{n}" in (catalog.goal if add is _entry else catalog.source)
        if code == 0:
            break
        for made in folder.seeds.glob("*.yaml"):
            made.unlink()  # each would be read again, so that the calls would never run out
    assert n < _MOST - 1
    assert [p for p in folder.data.parent.rglob(".*") if p.name.endswith(".hntrack-new")] == []
    assert folder.measurements.read_text("utf-8") == MEASUREMENTS
