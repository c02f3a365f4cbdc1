"""The catalog that is to be broken."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hntrack.store.folder import Folder
from support.store_faults import MEASUREMENTS, TARGETS


@pytest.fixture
def folder() -> Iterator[Folder]:
    """A catalog of two indicators, in a folder that any user may enter."""
    top = Path(tempfile.mkdtemp(prefix="hntrack-faults-"))
    top.chmod(0o755)
    data = top / "data"
    data.mkdir()
    (data / "targets.yaml").write_text(TARGETS, "utf-8")
    (data / "measurements.yaml").write_text(MEASUREMENTS, "utf-8")
    yield Folder(data, top / "seeds", lambda path: path.name)
    shutil.rmtree(top)
