"""Make a catalog of one's own, from a blank template or a fictional example."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from hntrack.errors import InputError, UsageError
from hntrack.errors.os_errors import cause
from hntrack.store.file_schemas import FILES, schema_text
from hntrack.text.messages import _

# What stands under another name in the package (a dot file would be overlooked there) → where it goes.
_SHARED = (
    ("gitattributes", ".gitattributes"),
    ("gitignore", ".gitignore"),
    ("README.md", "README.md"),
    ("workflow.yml", ".github/workflows/hntrack.yml"),
)

_TARGETS = "data/targets.yaml"
_HEAD = b"catalog:\n"


def start(folder: Path, starter: str, *, only: str | None = None) -> tuple[Path, ...]:
    """Make a catalog.

    Args:
        folder: Where; it may exist, as long as nothing of ours would be overwritten.
        starter: ``blank`` or ``example``.
        only: The one language of its texts; Vietnamese and English where ``None``.

    Returns:
        The files made, in the order of making.

    Raises:
        UsageError: A file is there already.
        InputError: The system refuses.
    """
    files = dict(_files(starter))
    if only is not None:
        files[_TARGETS] = files[_TARGETS].replace(_HEAD, _HEAD + f"  languages: [{only}]\n".encode(), 1)
    there = [str(folder / name) for name in files if (folder / name).exists()]
    if there:
        raise UsageError(_("There is {there} already.", there=there[0]), _("Choose an empty folder."))
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
    except OSError as error:
        raise InputError(
            _("Cannot make {folder}: {cause}.", folder=folder, cause=cause(error)),
            _("Choose a place where you may write."),
        ) from error
    return tuple(folder / name for name in files)


def _files(starter: str) -> Iterator[tuple[str, bytes]]:
    base = Path(__file__).resolve().parent.parent / "starters"
    for path in sorted((base / starter).rglob("*")):
        if path.is_file():
            yield str(path.relative_to(base / starter)).replace(os.sep, "/"), path.read_bytes()
    for inside, outside in _SHARED:
        yield outside, (base / "shared" / inside).read_bytes()
    for name in FILES:
        yield f"schemas/{name}.schema.json", schema_text(name).encode()
