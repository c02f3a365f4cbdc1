"""A catalog as it stood in a revision of the Git repository that keeps it."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from pathlib import Path

from hntrack.errors import InputError
from hntrack.model.catalog import Catalog
from hntrack.store import Folder
from hntrack.text.messages import _
from hntrack.text.wording import Wording
from hntrack.workspace import Place, open_catalog

_LIMIT_SECONDS = 60


def at_revision(place: Place, revision: str) -> Catalog:
    """Read the catalog of an earlier (or another) revision; the work tree is not touched.

    A revision from before there was a catalog has an empty one: everything is new since.

    Args:
        place: Where the catalog is now; the folders ``data`` and ``seeds`` are looked for at the same paths.
        revision: Anything that names a commit: ``HEAD~1``, ``v0.1.0``, ``main``.

    Raises:
        InputError: The folder is in no repository, or there is no such revision.
        DataError: The catalog of that revision has problems.
    """
    data, seeds = place.folder.data.resolve(), place.folder.seeds.resolve()
    top = Path(_git(data, "rev-parse", "--show-toplevel").decode().strip())
    commit = _git(data, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    paths = [str(one.relative_to(top)) for one in (data, seeds) if one.is_relative_to(top)]
    present = _present(top, commit, paths)
    if not present:
        return Catalog("", Wording("", ""))
    archive = _git(top, "archive", "--format=zip", commit.decode().strip(), "--", *present)
    with tempfile.TemporaryDirectory(prefix="hntrack-") as folder:
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            packed.extractall(folder)
        base = Path(folder)

        def label(path: Path) -> str:
            return f"git:{revision}:{path.relative_to(base)}"

        there = Folder(data=base / data.relative_to(top), seeds=base / seeds.relative_to(top), label=label)
        return open_catalog(Place(there, bundled=False))


def _present(top: Path, commit: bytes, paths: list[str]) -> list[str]:
    """Leave out a folder that the revision does not have, for ``git archive`` refuses such a path."""
    found = []
    for path in paths:
        listed = _git(top, "ls-tree", "-d", "--name-only", commit.decode().strip(), "--", path)
        if listed.strip():
            found.append(path)
    return found


def _git(folder: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603  (a fixed program; the revision is behind --end-of-options)
            ["git", "-C", str(folder), *words],  # noqa: S607  (found on PATH, as its users have it)
            capture_output=True,
            check=False,
            timeout=_LIMIT_SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(str(error)) from error
    if done.returncode != 0:
        raise _failed(done.stderr.decode("utf-8", "replace").strip() or "no such revision")
    return done.stdout


def _failed(cause: str) -> InputError:
    return InputError(
        _("Git cannot read this revision: {cause}.", cause=cause),
        _("The catalog must be in a Git repository, and the revision must exist ('git log')."),
    )
