"""Floor 4: the catalog's files, read with positions and only ever added to.

Nothing heavy is imported before it is needed: a catalog that was compiled (:mod:`hntrack.store.compiled`) needs no
YAML, and commands that only read do not pay for writing (:mod:`hntrack.store.append`, :mod:`hntrack.store.entries`).
"""

TYPE_CHECKING = False  # `typing` would be read at every start, even for an answer that is kept
if TYPE_CHECKING:
    from typing import Any

    from hntrack.store.folder import Folder
    from hntrack.store.read import Loaded, load

__all__ = ["Folder", "Loaded", "load"]


def __getattr__(name: str) -> "Any":
    if name == "Folder":
        from hntrack.store.folder import Folder  # noqa: PLC0415  (see above)

        return Folder
    if name in {"Loaded", "load"}:
        from hntrack.store import read  # noqa: PLC0415  (see above)

        return getattr(read, name)
    raise AttributeError(f"module 'hntrack.store' has no attribute {name!r}")
