"""Two people's additions merge: of different indicators always, of the same one with git's union driver."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from hntrack.model.records import Cited, Measurement
from hntrack.store.append import append_measurement
from hntrack.store.folder import Folder
from hntrack.text.periods import parse_period
from support.store_faults import MEASUREMENTS, TARGETS, lost

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None, reason="git is not installed, so no merge can be tried"
)


class Repository:
    """A catalog under git."""

    def __init__(self, top: Path, measurements: str) -> None:
        self.top = top
        self.folder = Folder(top / "data", top / "seeds", lambda path: path.name)
        self.folder.data.mkdir()
        self.folder.targets.write_text(TARGETS, "utf-8")
        self.folder.measurements.write_text(measurements, "utf-8")
        self.git("init", "-q", "-b", "main")
        (top / ".gitignore").write_text(".hntrack.lock\n", "utf-8")
        self.commit("Start")

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        return subprocess.run(
            ["git", *settings, *words], cwd=self.top, capture_output=True, text=True, check=False
        )

    def commit(self, subject: str) -> None:
        self.git("add", "-A")
        assert self.git("commit", "-q", "-m", subject).returncode == 0

    def branch_adding(self, branch: str, *indicators: str) -> None:
        """Make a branch off main that adds a measurement of each indicator."""
        self.git("checkout", "-q", "-b", branch, "main")
        for indicator in indicators:
            one = Measurement(
                f"added-{branch}-{indicator}",
                indicator,
                parse_period("2026"),
                Decimal(1),
                cited=Cited(url="https://example.org/"),
            )
            append_measurement(self.folder, lambda _, one=one: one)  # type: ignore[misc]
        self.commit(f"Record on {branch}")

    def merge(self) -> bool:
        self.git("checkout", "-q", "alice")
        return self.git("merge", "-q", "--no-edit", "bob").returncode == 0


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path, MEASUREMENTS)


def test_different_indicators_merge_without_help(repository: Repository) -> None:
    """Additions to different indicators stand in different places, so that git merges them as it is."""
    repository.branch_adding("alice", "one")
    repository.branch_adding("bob", "two")
    assert repository.merge()
    assert lost(repository.folder, ["added-alice-one", "added-bob-two"]) == []


@pytest.mark.parametrize("ending", ["\n", ""], ids=["line end", "no line end"])
def test_same_indicator_merges_with_the_union_driver(tmp_path: Path, ending: str) -> None:
    """Additions to the same indicator are lines of their own, so that keeping both is right."""
    plain = "format: 1\nmeasurements:\n  - {id: x, indicator: one, period: 2025, value: 1, cited: {url: 'https://a.b/'}}"
    repository = Repository(tmp_path, plain + ending)
    (tmp_path / ".gitattributes").write_text("data/measurements.yaml merge=union\n", "utf-8")
    repository.commit("Keep both")
    repository.branch_adding("alice", "one", "two")
    repository.branch_adding("bob", "one", "two")
    assert repository.merge()
    found = lost(
        repository.folder, [f"added-{who}-{what}" for who in ("alice", "bob") for what in ("one", "two")]
    )
    assert found == ["a line that was there before is not as it was"]  # that is about another file's text
    assert repository.folder.measurements.read_text("utf-8").count("added-") == 4


def test_same_indicator_without_the_driver_is_a_conflict_git_shows(repository: Repository) -> None:
    """Without the driver git stops and shows both lines; nothing is merged wrongly in silence."""
    repository.branch_adding("alice", "one")
    repository.branch_adding("bob", "one")
    assert not repository.merge()
    assert "<<<<<<<" in repository.folder.measurements.read_text("utf-8")
