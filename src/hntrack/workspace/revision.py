"""A catalog as it stood in a revision of the Git repository that keeps it."""

from __future__ import annotations

import errno
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hntrack.errors import InputError
from hntrack.model.catalog import Catalog
from hntrack.store.folder import Folder
from hntrack.store.write import ON_WINDOWS
from hntrack.text.messages import Wording, _
from hntrack.workspace import Place, open_catalog

_LIMIT_SECONDS = 600


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
    paths = [one.relative_to(top).as_posix() for one in (data, seeds) if one.is_relative_to(top)]
    kept = _kept(top, commit.decode().strip(), paths) if paths else {}
    if not kept:
        return Catalog("", Wording("", ""))
    with tempfile.TemporaryDirectory(prefix="hntrack-") as folder:
        base = Path(folder).resolve()
        for name, content in zip(kept, _contents(top, list(kept.values())), strict=True):
            path = base / name
            if not path.resolve().is_relative_to(base):
                raise _failed(f"{name}: ..")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

        def label(path: Path) -> str:
            return f"git:{revision}:{path.relative_to(base)}"

        there = Folder(data=base / data.relative_to(top), seeds=base / seeds.relative_to(top), label=label)
        return open_catalog(Place(there, bundled=False))


def _kept(top: Path, commit: str, paths: list[str]) -> dict[str, bytes]:
    """Give the names of files that a commit keeps below some paths, and what each file's content is kept as."""
    kept = {}
    listed = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
    for entry in listed.split(b"\0")[:-1]:
        told, _tab, encoded = entry.partition(b"\t")
        name, (mode, _kind, content) = os.fsdecode(encoded), told.split(b" ")
        if mode in (b"100644", b"100755"):
            kept[name] = content
        elif name.endswith(".yaml"):
            raise _failed(f"{name}: {os.strerror(errno.ELOOP)}")
    return kept


def _contents(top: Path, contents: list[bytes]) -> Iterator[bytes]:
    """Give contents as they are kept: ``git archive`` would run filters, and heed attributes of a stranger."""
    given = _git(top, "cat-file", "--batch", given=b"".join(one + b"\n" for one in contents))
    at = 0
    for _each in contents:
        end = given.index(b"\n", at)
        told = given[at:end].split(b" ")
        if len(told) != 3:  # its name, its kind, its size; else its name and "missing"
            raise _failed(given[at:end].decode("utf-8", "replace"))
        at = end + 1 + int(told[2]) + 1
        yield given[end + 1 : at - 1]


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """Ask Git, which fetches nothing that a repository says to be elsewhere: how, is for its settings to say."""
    try:
        done = subprocess.run(  # noqa: S603  (a fixed program; the revision is behind --end-of-options)
            [_program("git"), "-C", str(folder), *words],
            capture_output=True,
            check=False,
            timeout=_LIMIT_SECONDS,
            input=given,
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"},
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise _failed(str(error)) from error
    if done.returncode != 0:
        raise _failed(done.stderr.decode("utf-8", "replace").strip() or "no such revision")
    return done.stdout


def _program(name: str) -> str:
    """Give a program on PATH; Windows would first take one of that name from the folder we are in, a stranger's."""
    if not ON_WINDOWS:
        return name
    folders = filter(os.path.isabs, os.environ.get("PATH", "").split(os.pathsep))
    for path in (Path(folder) / f"{name}.exe" for folder in folders):
        if path.is_file():
            return str(path)
    raise _failed(f"{name}: {os.strerror(errno.ENOENT)}")


def _failed(cause: str) -> InputError:
    return InputError(
        _("Git cannot read this revision: {cause}.", cause=cause),
        _("The catalog must be in a Git repository, and the revision must exist ('git log')."),
    )
