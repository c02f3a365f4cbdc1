"""Messages of the checks: what can be wrong with what the data says."""

from __future__ import annotations

from hntrack.errors.entry import Entry

CATALOG: dict[str, Entry] = {}
