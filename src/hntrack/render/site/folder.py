"""Put the site into a folder: whole files only, nothing of anybody else's touched.

All files are written into a folder of their own inside the site's folder first; a full disk or a broken run leaves
the earlier site as it was.  Then each is moved to its place, which no reader ever sees half done, and pages that
no longer exist are removed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

from hntrack.__about__ import __version__
from hntrack.errors import InputError, UsageError, cause
from hntrack.render.json_text import dumps
from hntrack.render.site import MARKER, File
from hntrack.report.view import Json
from hntrack.text.messages import _

_STAGE = ".hntrack-new"
_OURS = re.compile(
    r"(?:(?:assets|[a-z]{2,3}(?:-[A-Za-z]{2,4})?)/)?(?:(?:indicator|document)/)?"
    r"[a-z0-9][a-z0-9-]{0,90}\.(?:html|json|csv|atom|svg|css|js)"
)
_LARGEST_MARKER = 10_000_000


def write_site(folder: Path, files: Iterable[File], as_of: str) -> int:
    """Write a site.

    Args:
        folder: An empty or missing folder, or one that holds an earlier site of ours.
        files: Path (relative, with ``/``) and content of each file.
        as_of: The day of the site, for its marker.

    Returns:
        How many files it has, its marker included.

    Raises:
        UsageError: The folder holds something else.
        InputError: It cannot be written.
    """
    earlier = _earlier(folder)
    files = iter(files)
    first = list(islice(files, 1))  # what cannot even begin leaves no folder behind
    stage = folder / _STAGE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir()
        names = _stage(stage, chain(first, files))
        marker: dict[str, Json] = {"schema": "hntrack/site", "version": 1, "hntrack": __version__}
        marker |= {"as_of": as_of, "files": [*names]}
        (stage / MARKER).write_text(dumps(marker) + "\n", "utf-8")
        _move(stage, folder, [MARKER, *names], earlier)
    except OSError as error:
        raise InputError(
            _("Cannot write the site to {folder}: {cause}.", folder=folder, cause=cause(error)),
            _("Check the permissions and the disk space."),
        ) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return len(names) + 1


def _earlier(folder: Path) -> frozenset[str]:
    """Give the files of the site that the folder holds; none where it is empty or missing."""
    try:
        content = {one.name for one in folder.iterdir()} - {_STAGE}
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise _not_ours(folder) from error
    if not content:
        return frozenset()
    if any((folder / name).is_symlink() for name in (*content, _STAGE)):
        raise _not_ours(folder)
    try:
        with (folder / MARKER).open("rb") as opened:
            marker = json.loads(opened.read(_LARGEST_MARKER))
        if marker["schema"] != "hntrack/site":
            raise _not_ours(folder)
        return frozenset(one for one in marker["files"] if isinstance(one, str) and _OURS.fullmatch(one))
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise _not_ours(folder) from error


def _not_ours(folder: Path) -> UsageError:
    return UsageError(
        _("{folder} is not empty and holds no site made by hntrack.", folder=folder),
        _("Name a folder that is new or empty."),
    )


def _stage(stage: Path, files: Iterable[File]) -> list[str]:
    names = []
    made: set[Path] = set()
    for name, content in files:
        assert _OURS.fullmatch(name), name
        path = stage / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(content)
        names.append(name)
    return names


def _move(stage: Path, folder: Path, names: Iterable[str], earlier: frozenset[str]) -> None:
    names = list(names)
    for parent in dict.fromkeys((folder / name).parent for name in names):
        parent.mkdir(parents=True, exist_ok=True)
    for name in sorted(earlier.difference(names)):
        (folder / name).unlink(missing_ok=True)
    for name in names:
        os.replace(stage / name, folder / name)  # noqa: PTH105  (Path.replace says the same, twice as slowly)
