"""Which files ``data/series.yaml`` names, and their bytes: nothing outside the folder of the data is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from hntrack.store.node_kinds import Mapping, Node, Scalar, Sequence
from hntrack.store.nodes import compose
from hntrack.store.problem_collector import Faults

MOST_SERIES = 200
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def series_paths(data: Path, content: bytes) -> list[Path]:
    """Give the files that the bytes of ``series.yaml`` name, each once, as far as they may be looked at.

    Args:
        data: The folder of ``series.yaml``.
        content: Its bytes.
    """
    text = content.decode("utf-8", "replace")
    # What hides characters is refused when it is read as a whole; here, no parser shall meet it.
    plain = text.isprintable() or not _CONTROL.search(text)
    root = compose(text, Faults("")) if plain else None
    paths = (safe_path(data, name) for name in _names(root))
    return list(dict.fromkeys(path for path in paths if path is not None))[:MOST_SERIES]


def safe_path(data: Path, name: str) -> Path | None:
    """Give the file of a name within a folder; ``None`` where the name, or a link on its way, leads out of it."""
    parts = PurePosixPath(name).parts
    if not parts or "\\" in name or "\0" in name or ":" in parts[0] or {"..", "/", "//"} & set(parts):
        return None
    path = data.joinpath(*parts)
    try:
        inside = os.path.realpath(path).startswith(os.path.realpath(data) + os.sep)
    except (OSError, ValueError):
        return None
    return path if inside else None


def _names(root: Node | None) -> Iterator[str]:
    listed = root.keys.get("series") if type(root) is Mapping else None
    for entry in listed[1].items if listed is not None and type(listed[1]) is Sequence else ():
        original = entry.keys.get("original") if type(entry) is Mapping else None
        file = original[1].keys.get("file") if original is not None and type(original[1]) is Mapping else None
        if file is not None and type(file[1]) is Scalar:
            yield file[1].text
