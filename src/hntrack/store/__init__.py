"""Floor 4: the catalog's files, read with positions and only ever added to."""

from hntrack.store.read import Folder, Loaded, load

__all__ = ["Folder", "Loaded", "load"]
