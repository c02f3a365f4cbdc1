"""Verdicts, and the items of ``progress -f json`` as they were written: another question about a catalog joins them.

They are the same as long as the files, the day, the language, the method and the program are: all of these are
compared, the files by their whole content (:attr:`hntrack.model.catalog.Catalog.made_of`).  Nothing needs what is kept.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from hntrack.classes import Any, NamedTuple
from hntrack.cli.session import Session
from hntrack.model.records import Target
from hntrack.model.snapshot import Snapshot
from hntrack.model.verdict import Reason, Verdict
from hntrack.render.json_text import Written
from hntrack.store.compiled import path_beside, stamp_of
from hntrack.store.kept import read_kept, write_kept

_MAGIC = b"hntrack items 2\n"
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


class _Kept(NamedTuple):
    """What is kept of a target: what a glance asks of its verdict, the verdict, and its item where one was written."""

    standing: Any
    pace: Any
    baseline: str | None
    verdict: bytes
    item: str | None = None


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

    def verdicts(self, targets: Sequence[Target]) -> list[tuple[Target, Verdict]]:
        """Give the targets with their verdicts."""
        return [(target, unpacked(self._kept(target).verdict)) for target in targets]

    def of(self, targets: Sequence[Target]) -> tuple[list[tuple[Target, Verdict]], list[Written]]:
        """Give what a glance needs of the verdicts (standing, pace and baseline), and the items as they are written."""
        kept = [self._with_item(target) for target in targets]
        verdicts = [
            Verdict(target.id, "", "", each.standing, each.pace, (), baseline=each.baseline)
            for target, each in zip(targets, kept, strict=True)
        ]
        return list(zip(targets, verdicts, strict=True)), [Written(each.item or "") for each in kept]

    def _kept(self, target: Target) -> _Kept:
        kept = self._items.get(target.id)
        if kept is not None:
            return _Kept(*kept)
        from hntrack.assess.run import assess  # noqa: PLC0415  (only what is not kept yet has to be judged)

        session, catalog, method = self._asked
        verdict = assess(catalog, target, session.as_of, method)
        return self._put(target, _Kept(verdict.standing, verdict.pace, verdict.baseline, packed(verdict)))

    def _with_item(self, target: Target) -> _Kept:
        kept = self._kept(target)
        if kept.item is not None:
            return kept
        from hntrack.report.items import verdict_item  # noqa: PLC0415  (only what is not kept yet has to be written)

        session, catalog, _ = self._asked
        item = Written.of(verdict_item(catalog, target, unpacked(kept.verdict), session.lang))
        return self._put(target, kept._replace(item=str(item)))

    def _put(self, target: Target, kept: _Kept) -> _Kept:
        self._items[target.id] = tuple(kept)
        self._new = True
        return kept

    def keep(self) -> None:
        """Keep what was made now."""
        if self._new:
            write_kept(self._path, _MAGIC, marshal.dumps((self._of, self._items)))


def packed(verdict: Verdict) -> bytes:
    """Give a verdict as it is kept."""
    return marshal.dumps(_plain(tuple(verdict)))


def unpacked(kept: bytes) -> Verdict:
    """Give a verdict that was kept."""
    return Verdict(*_meant(marshal.loads(kept)))  # noqa: S302  (as above)


def _plain(value: Any) -> Any:
    """Give what can be kept of a part of a verdict: texts, numbers and nothing as they are, others with their kind."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return "decimal", str(value)
    if isinstance(value, date):
        return "day", value.isoformat()
    if isinstance(value, Reason):
        return "reason", (value.code, _plain(value.facts))
    if isinstance(value, Mapping):
        return "mapping", [(name, _plain(each)) for name, each in value.items()]
    return "values", [_plain(each) for each in value]


def _meant(plain: Any) -> Any:
    if not isinstance(plain, tuple):
        return plain
    kind, told = plain
    return _MEANT[kind](told)


_MEANT: Mapping[str, Any] = {
    "decimal": Decimal,
    "day": date.fromisoformat,
    "reason": lambda told: Reason(told[0], _meant(told[1])),
    "mapping": lambda told: {name: _meant(each) for name, each in told},
    "values": lambda told: tuple(map(_meant, told)),
}


def kept_items(session: Session, catalog: Snapshot, method: str | None) -> KeptItems | None:
    """Give what is kept of a catalog; ``None`` where nothing is kept."""
    path = path_beside(session.place.folder, f"{session.lang}-items")
    if path is None or not catalog.whole.made_of or "HNTRACK_LOCALES" in os.environ:
        return None
    return KeptItems(path, session, catalog, method)


def _locale(lang: str) -> tuple[str, ...]:
    return () if lang == "en" else (f"locale/{lang}/LC_MESSAGES",)
