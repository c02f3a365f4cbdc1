"""Floor 4: the catalog's files, read with positions and only ever added to.

Nothing heavy is imported before it is needed: a catalog that was compiled (:mod:`hntrack.store.compiled`) needs no
YAML, and commands that only read do not pay for writing (:mod:`hntrack.store.append`, :mod:`hntrack.store.entries`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hntrack.store.folder import Folder

if TYPE_CHECKING:
    from hntrack.store.read import Loaded, load

__all__ = ["Folder", "Loaded", "load"]


def __getattr__(name: str) -> Any:
    if name in ("Loaded", "load"):
        from hntrack.store import read  # noqa: PLC0415  (see above)

        return getattr(read, name)
    raise AttributeError(f"module 'hntrack.store' has no attribute {name!r}")
