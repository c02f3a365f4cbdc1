"""Join the lines of changelog.d/ into CHANGELOG.md.

Usage: ``python tools/changelog.py`` shows what has gathered; ``python tools/changelog.py 0.2.0`` makes it the section
of a version and removes the files; ``python tools/changelog.py --show 0.2.0`` prints the section of a version.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from blocks import ROOT

HEADINGS = {"added": "Added", "changed": "Changed", "fixed": "Fixed", "removed": "Removed", "data": "Data"}
UNRELEASED = "## [Unreleased]\n"


def main(argv: Sequence[str], top: Path = ROOT) -> int:
    """Show, join, or print a section."""
    changelog, folder = top / "CHANGELOG.md", top / "changelog.d"
    if len(argv) == 2 and argv[0] == "--show":
        print(section(changelog.read_text("utf-8"), argv[1]))
        return 0
    files = fragments(folder)
    if not argv:
        print(joined(files), end="")
        return 0
    (version,) = argv
    today = datetime.now(tz=UTC).date()
    changelog.write_text(released(changelog.read_text("utf-8"), joined(files), version, f"{today}"), "utf-8")
    for path in files:
        path.unlink()
    return 0


def fragments(folder: Path) -> list[Path]:
    """Give the files with lines, in the order of the headings.

    Raises:
        SystemExit: A name does not say where its line goes.
    """
    files = [path for path in sorted(folder.glob("*.md")) if path.name != "README.md"]
    for path in files:
        if kind(path) not in HEADINGS:
            sys.exit(
                f"changelog.d/{path.name}: name it WORDS.KIND.md, KIND being one of {', '.join(HEADINGS)}"
            )
    return sorted(files, key=lambda path: (list(HEADINGS).index(kind(path)), path.name))


def kind(path: Path) -> str:
    """Give what a file's name says of its lines."""
    return path.name.split(".")[-2]


def joined(files: Sequence[Path]) -> str:
    """Give all lines under their headings."""
    parts = []
    for name, heading in HEADINGS.items():
        lines = [path.read_text("utf-8").strip() for path in files if kind(path) == name]
        if lines:
            parts.append(f"### {heading}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def released(changelog: str, lines: str, version: str, day: str) -> str:
    """Give the changelog with what was unreleased, and these lines, as the section of a version."""
    before, mark, after = changelog.partition(UNRELEASED)
    if not mark:
        sys.exit(f"CHANGELOG.md has no line {UNRELEASED.strip()!r}")
    return f"{before}{mark}\n## [{version}] - {day}\n\n{lines}\n{after.lstrip()}"


def section(changelog: str, version: str) -> str:
    """Give the text of a version's section.

    Raises:
        SystemExit: There is none.
    """
    found = re.search(
        rf"^## \[{re.escape(version)}\].*?\n(.*?)(?=^## \[|\Z)", changelog, re.DOTALL | re.MULTILINE
    )
    if found is None:
        sys.exit(f"CHANGELOG.md has no section of version {version}")
    return found[1].strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
