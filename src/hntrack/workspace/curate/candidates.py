"""Which indicators a claim may belong to, the nearest first, and what a catalog has already of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from hntrack.extract import DraftClaim
from hntrack.extract.areas import areas_in
from hntrack.model.catalog import Catalog, current_measurements, current_targets
from hntrack.model.codes import NUMERIC_MEASURES, SCALES, UNITS
from hntrack.model.records import Claim, Indicator, Measurement, Source, Target
from hntrack.report.words import dated_text, milestone_text, target_text
from hntrack.text.characters import fold, nfc
from hntrack.text.messages import _
from hntrack.text.quantity_numbers import lower
from hntrack.workspace.curate.drafts import Proposed, Suggested

Agreement = Literal["same", "other", "unknown"]


def compare_place(catalog: Catalog, area: str, name: str | None) -> Agreement:
    """Compare an area (an id) with a place (as claims name it): the same, another one, or nobody said."""
    named = catalog.area.get(area)
    if not name or named is None:
        return "unknown"
    titles = [*named.title.texts.values(), area.replace("-", " ")]
    if fold(name) in {fold(title) for title in titles}:
        return "same"
    return (
        "same" if any(name == known for title in titles for _, known in areas_in(lower(title))) else "other"
    )


def area_of(catalog: Catalog, name: str | None) -> str | None:
    """Give the id of the area that a place is; ``None`` where the catalog has none."""
    return next((area.id for area in catalog.areas if compare_place(catalog, area.id, name) == "same"), None)


_NEAREST = 5
_LIKELY, _THINKABLE, _SAME_UNIT = Decimal("0.55"), Decimal("0.2"), Decimal("0.1")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class Candidate(NamedTuple):
    """An indicator, how like its title is to a subject (0 to 1, a little more for the same unit), and its place."""

    indicator: Indicator
    likeness: Decimal
    place: Agreement


def nearest(catalog: Catalog, suggests: Suggested) -> list[Candidate]:
    """Find the indicators that a claim may belong to, blind to marks; the best first, other places last."""
    words = _words(suggests.subject)
    near = []
    for indicator in catalog.indicators:
        alike = max(_alike(words, _words(title)) for title in indicator.title.texts.values())
        if alike >= _THINKABLE:
            more = _SAME_UNIT if indicator.unit == suggests.unit else Decimal(0)
            near.append(
                Candidate(indicator, alike + more, compare_place(catalog, indicator.area, suggests.area))
            )
    near.sort(key=lambda it: (it.place == "other", -it.likeness, it.place != "same", it.indicator.id))
    return near[:_NEAREST]


def suggest(near: list[Candidate], suggests: Suggested) -> Candidate | None:
    """Give the one that may be offered: likely, of the same kind of number, and of no other place.

    Where the text names no place, indicators of two places that are both likely are offered by neither.
    """
    likely = [
        it for it in near if it.likeness >= _LIKELY and it.place != "other" and _fits(it.indicator, suggests)
    ]
    if not likely or (likely[0].place == "unknown" and len({it.indicator.area for it in likely}) > 1):
        return None
    return likely[0]


def last_known(catalog: Catalog, indicator: Indicator, lang: str) -> str:
    """Say what the catalog has of an indicator: its last value, and what is promised."""
    measured = current_measurements(tuple(catalog.measurements_of.get(indicator.id, ())))
    latest = max(measured, key=lambda it: (it.period.end, it.id), default=None)
    known = [_("last value {value}", value=dated_text(catalog, latest, lang)).within(lang)] if latest else []
    targets = current_targets(tuple(catalog.targets_of.get(indicator.id, ())))
    known += [
        _(
            "target {target} by {year}",
            target=target_text(catalog, it, lang),
            year=milestone_text(it.milestone, lang),
        ).within(lang)
        for it in targets[-2:]
    ]
    return " · ".join(known) or _("no value yet").within(lang)


def _fits(indicator: Indicator, suggests: Suggested) -> bool:
    """Whether an indicator's values are of the kind that the words state."""
    if suggests.comparator == "text":
        return indicator.measure not in NUMERIC_MEASURES
    if suggests.unit in UNITS:
        return indicator.unit == suggests.unit
    return indicator.measure in ("count", "index")


def _words(text: str) -> frozenset[str]:
    return frozenset(_NOT_WORD.sub(" ", fold(text)).split())


def _alike(words: frozenset[str], others: frozenset[str]) -> Decimal:
    return (
        Decimal(2 * len(words & others)) / Decimal(len(words) + len(others))
        if words and others
        else Decimal(0)
    )


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
        subject = _kept_words(read.subject)
        return not subject or any(2 * len(subject & _kept_words(title)) >= len(subject) for title in titles)

    def _used(self, key: str) -> str:
        """Name the target or measurement that rests on a claim, else the claim."""
        users: Iterator[Target | Measurement] = (fact for fact in facts_of(self.catalog) if fact.claim == key)
        fact = next(users, None)
        return key if fact is None else fact.id


def _kept_words(text: str) -> frozenset[str]:
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
