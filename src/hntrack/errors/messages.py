"""What each problem code says: one literal table, the documentation of every fault that data can have.

A placeholder ``{name}`` is filled from the facts given to :func:`hntrack.errors.problem`.
"""

from __future__ import annotations

from types import MappingProxyType

from hntrack.errors.entry import Entry
from hntrack.errors.messages_catalog import CATALOG
from hntrack.errors.messages_originals import ORIGINALS
from hntrack.errors.messages_reading import READING

MESSAGES: MappingProxyType[str, Entry] = MappingProxyType({**READING, **CATALOG, **ORIGINALS})
