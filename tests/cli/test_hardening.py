"""Surroundings that nobody would wish for: each ends in an answer or a sentence, never in an internal error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from support.cli import environment, invoke
from support.own_catalog import copy_of_example

RECORD = (
    "record", "online-services", "60", "--period", "2026-02",
    "--url", "https://example.org", "--title", "Report", "--published", "2026-07-01",
)  # fmt: skip


def test_a_current_folder_that_is_gone_is_no_obstacle(tmp_path: Path) -> None:
    """Started in a folder that was removed meanwhile, reports fall back to the bundled catalog."""
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"cd {gone} && rmdir {gone} && exec {sys.executable} -m hntrack targets --year 2030 -f csv"
    done = subprocess.run(
        ["/bin/sh", "-c", script], env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "innovating-firms-2030" in done.stdout


def test_a_name_of_any_length_gets_a_short_answer() -> None:
    """An id of 100 000 characters is refused without being printed whole."""
    done = invoke("show", "a" * 100_000)
    assert done.code == 2
    assert len(done.err) < 1000


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_stands_where_the_lock_belongs_is_named(tmp_path: Path, kind: str) -> None:
    """A folder or a link in the lock's place stops the writer, and the message names it."""
    example = copy_of_example(tmp_path / "example")
    file = example / "data" / "measurements.yaml"
    before = file.read_bytes()
    lock = example / "data" / ".hntrack.lock"
    lock.unlink(missing_ok=True)
    if kind == "folder":
        lock.mkdir()
    else:
        lock.symlink_to(tmp_path / "elsewhere")
    done = invoke(*RECORD, "--data", str(example))
    assert done.code == 4
    assert ".hntrack.lock" in done.err
    assert file.read_bytes() == before
    assert not (tmp_path / "elsewhere").exists()
