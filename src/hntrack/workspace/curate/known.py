"""What a catalog has already of what a draft proposes, by figure and by words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hntrack.extract import DraftClaim
from hntrack.model.catalog import Catalog
from hntrack.model.codes import SCALES
from hntrack.model.records import Claim, Measurement, Source, Target
from hntrack.text.fold import fold, nfc
from hntrack.workspace.curate.drafts import Proposed
from hntrack.workspace.curate.places_agree import compare_place

_NOT_ID = re.compile(r"[^a-z0-9]+")
_BLANKS = re.compile(r"\s+")
_LEAST_WORD = 3
# Words that nearly every title has.
_EVERYWHERE = frozenset(
    ("ty", "trong", "cua", "tren", "cac", "cho", "tai", "voi", "nam", "the", "and", "for", "share", "rate")
)
_RESULTS = ("measurement", "baseline")


def facts_of(catalog: Catalog) -> tuple[Target | Measurement, ...]:
    """Give all targets and measurements of a catalog."""
    return (*catalog.targets, *catalog.measurements)


class Known:
    """What a catalog has already, by figure and by words."""

    def __init__(self, catalog: Catalog, source: Source) -> None:
        self.catalog = catalog
        self.by_figure: dict[tuple[object, ...], list[Target | Measurement]] = {}
        for fact in facts_of(catalog):
            if fact.value is not None:
                self.by_figure.setdefault(self._figure(fact), []).append(fact)
        self.by_words = {
            (claim.line, _plain(claim.as_printed)): self._used(f"{read.id}/{claim.id}")
            for read in catalog.sources
            if read.id == source.id or read.sha256 == source.sha256
            for claim in read.claims
        }

    def id_of(self, read: DraftClaim) -> str | None:
        """Give the id of what says the same, or ``None``."""
        words = _plain(read.as_printed)
        lines = (read.line, *read.also_lines, *([read.place.line] if read.place else []))
        for (line, printed), key in self.by_words.items():
            if line in lines and (_inside(words, printed) or _inside(printed, words)):
                return key
        if read.scaled is None:
            return None
        kind = "measurement" if read.kind in _RESULTS else read.kind
        alike = self.by_figure.get((kind, read.scaled.normalize(), read.unit, read.year), ())
        return next((fact.id for fact in alike if self._about_the_same(fact, read)), None)

    def _figure(self, fact: Target | Measurement) -> tuple[object, ...]:
        indicator = self.catalog.indicator.get(fact.indicator)
        scale = SCALES[indicator.scale] if indicator else 0
        unit = indicator.unit if indicator and indicator.unit not in self.catalog.unit else None
        period = fact.milestone if isinstance(fact, Target) else fact.period
        assert fact.value is not None, "asked for facts with a value only"
        kind = "target" if isinstance(fact, Target) else "measurement"
        return kind, fact.value.scaleb(scale).normalize(), unit, period.year if period else None

    def _about_the_same(self, fact: Target | Measurement, read: DraftClaim) -> bool:
        """Tell whether place and half of the subject's words agree: an equal figure of something else is new."""
        indicator = self.catalog.indicator.get(fact.indicator)
        if indicator is not None and compare_place(self.catalog, indicator.area, read.area) == "other":
            return False
        claim = self.catalog.claim.get(fact.claim or "")
        titles = list(indicator.title.texts.values()) if indicator else []
        titles += list(claim[1].reading.texts.values()) if claim else []
        subject = _words(read.subject)
        return not subject or any(2 * len(subject & _words(title)) >= len(subject) for title in titles)

    def _used(self, key: str) -> str:
        """Name the target or measurement that rests on a claim, else the claim."""
        users: Iterator[Target | Measurement] = (fact for fact in facts_of(self.catalog) if fact.claim == key)
        fact = next(users, None)
        return key if fact is None else fact.id


def _words(text: str) -> frozenset[str]:
    found = _NOT_ID.sub(" ", fold(text)).split()
    return frozenset(word for word in found if len(word) >= _LEAST_WORD) - _EVERYWHERE


def _inside(words: str, others: str) -> bool:
    """Whole words only: ``5%`` is not in ``25%``."""
    return f" {words} " in f" {others} "


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", nfc(text)).strip()


def same_claim(claim: Claim, read: Proposed) -> bool:
    """Tell whether a claim of the catalog is the one that a draft proposes: its words on its line."""
    return claim.line == read.line and _plain(claim.as_printed) == _plain(read.as_printed)
