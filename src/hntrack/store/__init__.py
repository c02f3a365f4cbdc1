"""Floor 4: the catalog's files, read with positions and only ever added to.

Writing is not imported here: commands that only read do not pay for it (:mod:`hntrack.store.append`,
:mod:`hntrack.store.entries`).
"""

from hntrack.store.read import Folder, Loaded, load

__all__ = ["Folder", "Loaded", "load"]
