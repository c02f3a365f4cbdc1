"""Floor 5: find a data folder, open it, and say clearly when it cannot be opened or contradicts itself."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from hntrack.classes import TYPE_CHECKING, NamedTuple, replace
from hntrack.errors import DataError, InputError, Problem
from hntrack.model.catalog import Catalog
from hntrack.store.compiled import Compiled, compiled_of, is_kept, read_compiled, write_compiled
from hntrack.store.folder import Contents, Folder, digest_of, light_path, read_contents
from hntrack.text.messages import LANGUAGES, Message, Wording, _, _n

if TYPE_CHECKING:
    from pathlib import Path

    from hntrack.store.read import Loaded

TARGETS = "targets.yaml"


class Place(NamedTuple):
    """Where a catalog is: its folders, and whether it is the read-only copy inside the package."""

    folder: Folder
    bundled: bool


def find(data: str | None, environ: Mapping[str, str], cwd: Path) -> Place:
    """Find the catalog.

    The first of: ``data`` (the option), ``HNTRACK_DATA``, ``data/`` of the current folder or of one above it, the
    copy inside the package.

    Args:
        data: A data folder (it holds ``targets.yaml``) or a folder that holds ``data/``; ``None`` if not named.
        environ: The environment.
        cwd: The current folder.

    Raises:
        InputError: The named folder is none of these.
    """
    named = data or environ.get("HNTRACK_DATA")
    if named:
        return Place(_named(light_path(named)), bundled=False)
    for folder in (cwd, *cwd.parents):
        if (folder / "data" / TARGETS).is_file():
            return Place(_folder(folder / "data"), bundled=False)
    return bundled()


def bundled() -> Place:
    """Give the catalog inside the package; in a source checkout, the one at its top."""
    package = light_path(os.path.realpath(__file__)).parent.parent
    inside = package / "bundled" / "data"
    if not inside.is_dir():
        inside = package.parent.parent / "data"
    return Place(_folder(inside), bundled=True)


def open_catalog(place: Place) -> Catalog:
    """Read a catalog that can be relied on: every id it refers to exists.

    Raises:
        DataError: It has problems; the exception carries all that were found.
    """
    contents = read_contents(place.folder)
    compiled = read_compiled(place.folder, contents)
    if compiled is not None and _fits(compiled):
        if compiled.sound:
            compiled.catalog.set_known_sound()
        if compiled.added:
            write_compiled(place.folder, contents, compiled)
        compiled.catalog.set_made_of(digest_of(contents))
        return compiled.catalog
    from hntrack.store.read import decode_contents  # noqa: PLC0415  (a compiled catalog needs no YAML)

    loaded = decode_contents(place.folder, contents, hurried=True)
    problems = tuple(p for p in loaded.problems if p.severity == "error")
    if problems or loaded.catalog is None:
        raise DataError(loaded.problems)
    problems = dangling(loaded.catalog)
    if problems:
        raise DataError(loaded.with_excerpts(problems))
    _compile(place.folder, contents, loaded)
    loaded.catalog.set_made_of(digest_of(contents))
    return loaded.catalog


def _fits(compiled: Compiled) -> bool:
    """Whether nothing speaks against what was added to a catalog since it was compiled."""
    if not compiled.added:
        return True
    from hntrack.checks import essential  # noqa: PLC0415  (only what was added has to be looked at)
    from hntrack.checks.quick import contradictions  # noqa: PLC0415  (as above)
    from hntrack.model.catalog import near  # noqa: PLC0415  (as above)

    catalog = compiled.catalog
    part = near(catalog, compiled.added)
    return len(catalog.measurement) == len(catalog.measurements) and not (
        essential(part) or (compiled.sound and contradictions(part))
    )


def _compile(folder: Folder, contents: Contents, loaded: Loaded) -> None:
    """Keep a catalog, and whether it contradicts itself: most commands would look for that next."""
    if not is_kept(folder):
        return
    from hntrack.checks.quick import contradictions  # noqa: PLC0415  (once for each state of the files)

    catalog = loaded.usable()
    sound = not contradictions(catalog)
    if sound:
        catalog.set_known_sound()
    write_compiled(folder, contents, compiled_of(folder, contents, loaded, sound=sound))


def dangling(catalog: Catalog) -> tuple[Problem, ...]:
    """Find references that lead nowhere and ids given twice: what no report can be made without."""
    from hntrack.checks import essential  # noqa: PLC0415  (after the reading has succeeded)

    return essential(catalog)


def writable(place: Place) -> Folder:
    """Give the folder of a catalog that may be written to.

    Raises:
        InputError: It is the copy inside the package.
    """
    if place.bundled:
        raise InputError(
            _("The catalog that comes with the program is read-only."),
            _("'hntrack init DIR' makes a catalog of your own; then use --data DIR."),
        )
    return place.folder


def _named(path: Path) -> Folder:
    for candidate in (path, path / "data"):
        if (candidate / TARGETS).is_file():
            return _folder(candidate)
    raise InputError(
        _("There is no {targets} in {path}.", targets=TARGETS, path=path),
        _("Name a folder that has data/targets.yaml, or make one with 'hntrack init DIR'."),
    )


def _folder(data: Path) -> Folder:
    inside = data / "seeds"
    beside = data.parent / "seeds" if data.name else light_path(os.pardir) / "seeds"
    return Folder(data=data, seeds=inside if inside.is_dir() else beside)


def examine(place: Place) -> tuple[Catalog | None, tuple[Problem, ...]]:
    """Read a catalog and check everything about it.

    Returns:
        The catalog (``None`` if it could not be read at all) and all problems, by file and line.
    """
    from hntrack.checks import check  # noqa: PLC0415  (only the check command pays for all checks)
    from hntrack.store.read import load  # noqa: PLC0415  (only this needs everything read anew)

    loaded = load(place.folder)
    if loaded.catalog is None:
        return None, loaded.problems
    found = loaded.with_excerpts(check(loaded.catalog, loaded.damaged))
    return loaded.catalog, tuple(sorted((*loaded.problems, *found), key=lambda p: (p.where, p.code)))


def publishable(catalog: Catalog, *, strict: bool = False) -> tuple[Catalog, tuple[Problem, ...]]:
    """Look for figures that contradict their words, their arithmetic or each other, before anything is published.

    Args:
        catalog: The whole catalog.
        strict: Refuse it then.

    Returns:
        The catalog, its title marked where something was found, so that every document that names it says so; and
        what was found.

    Raises:
        DataError: Something was found, and ``strict``.
    """
    if catalog.known_sound:
        return catalog, ()
    from hntrack.checks.quick import contradictions  # noqa: PLC0415  (only what publishes pays for it)

    found = contradictions(catalog)
    if not found:
        return catalog, ()
    if strict:
        raise DataError(found)
    mark = caveat(found)
    titles = {
        lang: f"⚠ {mark.within(lang)} — {catalog.title.within(lang)}"
        for lang in (*LANGUAGES, *catalog.title.texts)
    }
    return replace(catalog, title=Wording.of(titles)), found


def caveat(found: Sequence[Problem]) -> Message:
    """Say in a few words that the data has problems, for the head of a document."""
    return _n(
        "the data has {count} problem not yet mended",
        "the data has {count} problems not yet mended",
        len(found),
    )


def warning(found: Sequence[Problem]) -> Message:
    """Say what was found first, where, and what to do, for stderr and the foot of a table."""
    more = len(found) - 1
    return _(
        "The data has problems, and what is shown may be wrong: {where}: {message}{more} "
        "'hntrack check' lists them all; --strict refuses.",
        where=found[0].where,
        message=found[0].message,
        more=_(" and {more} more", more=more) if more else "",
    )
