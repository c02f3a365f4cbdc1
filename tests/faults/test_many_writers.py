"""Many writers at once, also dying ones: nothing acknowledged is lost, nothing is torn."""

from __future__ import annotations

import random
import time
from decimal import Decimal

import pytest

from hntrack.model.records import Cited, Measurement
from hntrack.store.append import Recorder
from hntrack.store.folder import Folder
from hntrack.store.read import load
from hntrack.text.periods import parse_period
from support.store_faults import Writers, lost


def _one_more(folder: Folder, name: str) -> None:
    """Write without waiting for a lock."""
    one = Measurement(
        f"added-{name}", "one", parse_period("2026"), Decimal(1), cited=Cited(url="https://example.org/")
    )
    Recorder(folder, patience=0).append(lambda _: (one,))


def test_sixteen_writers_lose_nothing(folder: Folder) -> None:
    """Sixteen processes add 200 measurements each at the same time: all 3 200 are there, remarks intact."""
    writers = Writers(folder, "store")
    for number in range(16):
        writers.start(f"w{number}", 200)
    assert writers.wait() == [0] * 16
    acknowledged = writers.acknowledged()
    assert len(acknowledged) == 3200
    assert lost(folder, acknowledged) == []


def test_killed_writers_lose_nothing(folder: Folder) -> None:
    """Writers killed at random moments leave all that was acknowledged, no torn file, and no lock."""
    dice = random.Random(57)
    writers = Writers(folder, "store")
    for round_ in range(4):
        running = [writers.start(f"r{round_}-{number}", 10_000) for number in range(5)]
        writers.wait_for(len(writers.acknowledged()) + 10)
        for process in running:
            time.sleep(dice.uniform(0, 0.15))
            assert load(folder).problems == ()  # what a reader sees meanwhile is whole
            process.kill()
        for process in running:
            process.wait()
        _one_more(folder, f"after-{round_}")
    assert set(writers.wait()) == {-9}
    assert lost(folder, writers.acknowledged()) == []


def test_the_harness_notices_a_careless_writer(folder: Folder) -> None:
    """The same question asked after a careless writer finds that measurements are missing, or worse."""
    writers = Writers(folder, "careless")
    for number in range(8):
        writers.start(f"w{number}", 50)
    writers.wait()
    assert lost(folder, writers.acknowledged()) != []


@pytest.mark.parametrize("name", ["a", "b"])
def test_harness_accepts_a_single_writer(folder: Folder, name: str) -> None:
    """One writer alone passes, so that it is the crowd that the harness tests."""
    writers = Writers(folder, "store")
    writers.start(name, 3)
    assert writers.wait() == [0]
    assert lost(folder, writers.acknowledged()) == []
