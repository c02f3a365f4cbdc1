"""Find the originals of documents in a folder that the user names; they are only read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from hntrack.errors import InputError
from hntrack.errors.os_errors import cause
from hntrack.model.records import Source
from hntrack.text.messages import _

MOST_BYTES = 50_000_000


def find_originals(folder: Path, sources: Iterable[Source]) -> Mapping[str, bytes | None]:
    """Find each document's original, by its name or by the hash of its bytes.

    Args:
        folder: Where the originals are; folders inside it are not looked into.
        sources: The documents.

    Returns:
        Source id → the bytes, or ``None`` where nothing was found.

    Raises:
        InputError: The folder or a file in it cannot be read.
    """
    files = _files(folder)
    by_name = {path.name: path for path in files}
    found: dict[str, bytes | None] = {}
    by_hash: dict[str, bytes] | None = None
    for source in sources:
        path = by_name.get(source.original)
        data = _read(path) if path else None
        if data is None or hashlib.sha256(data).hexdigest() != source.sha256:
            if by_hash is None:
                by_hash = {hashlib.sha256(content).hexdigest(): content for content in map(_read, files)}
            data = by_hash.get(source.sha256, data)
        found[source.id] = data
    return found


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise _unreadable(folder, error) from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        _("{path} cannot be read: {cause}.", path=path, cause=cause(error)),
        _("Name the folder of the originals with --originals."),
    )
