"""The items of ``progress -f json``, kept as they were written: another question about the same catalog joins them.

An item is the same as long as the files, the day, the language, the method and the program are: all of these are
compared, the files by their whole content (:attr:`hntrack.model.catalog.Catalog.made_of`).  Nothing needs what is kept.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Sequence

from hntrack.classes import Any
from hntrack.cli.session import Session
from hntrack.model.records import Target
from hntrack.model.snapshot import Snapshot
from hntrack.model.verdict import Verdict
from hntrack.render.json_text import Written
from hntrack.store.compiled import path_beside, stamp_of
from hntrack.store.kept import read_kept, write_kept

_MAGIC = b"hntrack items 1\n"
_DECIDING = (
    "text",
    "model",
    "store",
    "checks",
    "assess",
    "assess/methods",
    "report",
    "compare",
    "render",
    "locale",
)
_FEWEST = 100  # targets of a catalog from which joining is faster than judging


class KeptItems:
    """Verdicts and items of targets by one method, as far as they are kept."""

    def __init__(self, path: str, session: Session, catalog: Snapshot, method: str | None) -> None:
        """Read what is kept of a catalog for this day, language and method."""
        self._asked = session, catalog, method
        self._path = path
        rooms = (*_DECIDING, *_locale(session.lang))
        surroundings = (
            sys.version,
            stamp_of(rooms),
            session.lang,
            str(session.as_of),
            str(session.recorded_by),
        )
        self._of = (catalog.whole.made_of, method, surroundings)
        self._new = False
        self._items: dict[str, tuple[Any, ...]] = {}
        data = read_kept(path, _MAGIC)
        if data is not None:
            self._read(data)

    def _read(self, data: bytes) -> None:
        try:
            of, items = marshal.loads(data)  # noqa: S302  (the user's own, and whole)
            if of == self._of:
                self._items = items
        except (EOFError, ValueError, TypeError):
            return

    def of(self, targets: Sequence[Target]) -> tuple[list[tuple[Target, Verdict]], list[Written]]:
        """Give what a glance needs of the verdicts (standing, pace and baseline), and the items as they are written."""
        kept = [self._item(target) for target in targets]
        verdicts = [
            Verdict(target.id, "", "", standing, pace, (), baseline=baseline)
            for target, (standing, pace, baseline, _) in zip(targets, kept, strict=True)
        ]
        return list(zip(targets, verdicts, strict=True)), [Written(item) for *_, item in kept]

    def _item(self, target: Target) -> tuple[Any, ...]:
        kept = self._items.get(target.id)
        if kept is None:
            from hntrack.assess.run import assess  # noqa: PLC0415  (only what is not kept yet has to be judged)
            from hntrack.report.items import verdict_item  # noqa: PLC0415  (as above)

            session, catalog, method = self._asked
            verdict = assess(catalog, target, session.as_of, method)
            item = Written.of(verdict_item(catalog, target, verdict, session.lang))
            kept = verdict.standing, verdict.pace, verdict.baseline, str(item)
            self._items[target.id] = kept
            self._new = True
        return kept

    def keep(self) -> None:
        """Keep what was made now."""
        if self._new:
            write_kept(self._path, _MAGIC, marshal.dumps((self._of, self._items)))


def kept_items(session: Session, catalog: Snapshot, method: str | None) -> KeptItems | None:
    """Give what is kept of a catalog; ``None`` where keeping would not pay, or nothing is kept."""
    path = path_beside(session.place.folder, f"{session.lang}-items")
    few = len(catalog.targets) < _FEWEST
    if path is None or few or not catalog.whole.made_of or "HNTRACK_LOCALES" in os.environ:
        return None
    return KeptItems(path, session, catalog, method)


def _locale(lang: str) -> tuple[str, ...]:
    return () if lang == "en" else (f"locale/{lang}/LC_MESSAGES",)
