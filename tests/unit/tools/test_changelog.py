"""Lines of changelog.d/ become a section of the changelog, each under its heading."""

from __future__ import annotations

from pathlib import Path

import changelog
import pytest


@pytest.fixture
def top(tmp_path: Path) -> Path:
    (tmp_path / "changelog.d").mkdir()
    (tmp_path / "changelog.d" / "README.md").write_text("# How\n", "utf-8")
    (tmp_path / "changelog.d" / "b.fixed.md").write_text("- Mended.\n", "utf-8")
    (tmp_path / "changelog.d" / "a.added.md").write_text("- New.\n", "utf-8")
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changes\n\n## [Unreleased]\n\n- Earlier.\n\n## [0.1.0]\n\nFirst.\n", "utf-8"
    )
    return tmp_path


def test_lines_become_a_section(top: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The files are gone, their lines stand under the version, which can be printed alone."""
    assert changelog.main(["0.2.0"], top) == 0
    assert sorted(path.name for path in (top / "changelog.d").iterdir()) == ["README.md"]
    changelog.main(["--show", "0.2.0"], top)
    shown = capsys.readouterr().out
    assert shown == "### Added\n\n- New.\n\n### Fixed\n\n- Mended.\n\n- Earlier.\n"
    assert "## [Unreleased]\n\n## [0.2.0] - 2" in (top / "CHANGELOG.md").read_text("utf-8")


def test_a_name_that_says_nothing_is_refused(top: Path) -> None:
    """A line without a heading would be lost."""
    (top / "changelog.d" / "odd.md").write_text("- x\n", "utf-8")
    with pytest.raises(SystemExit, match=r"odd\.md: name it WORDS\.KIND\.md"):
        changelog.main([], top)
