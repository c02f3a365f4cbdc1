"""A catalog of one's own in a temporary folder: a copy of the one that we ship, or of the fictional example."""

from __future__ import annotations

import shutil
from pathlib import Path

from support.cli import ROOT


def copy_of_ours(folder: Path) -> Path:
    """Copy the catalog that we ship; gives the folder to name with ``--data``."""
    for name in ("data", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def copy_of_example(folder: Path) -> Path:
    """Copy the fictional example."""
    shutil.copytree(ROOT / "src" / "hntrack" / "starters" / "example", folder, dirs_exist_ok=True)
    return folder
