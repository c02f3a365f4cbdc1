"""A catalog on a day with every verdict and its history: worked out once, told in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from hntrack.assess import assess_all
from hntrack.assess.what_if import explain
from hntrack.model.catalog import Catalog, Snapshot, snapshot
from hntrack.model.records import Indicator, Target
from hntrack.model.verdict import Reason, Verdict
from hntrack.report.bars import Bullet, bullet
from hntrack.report.glance import Glance, glance
from hntrack.report.history import Walker, told_in_short
from hntrack.report.select import put_together, searchable
from hntrack.report.view import Json
from hntrack.text.characters import fold
from hntrack.text.messages import LANGUAGES

Judged = list[tuple[Target, Verdict]]
HistoryItem = dict[str, Json]


class History(NamedTuple):
    """What became of a promise.

    Attributes:
        told: By language: its days, oldest first.
        left_out: How many days before these are not told.
    """

    told: Mapping[str, list[HistoryItem]]
    left_out: int


@dataclass(frozen=True)
class Standpoint:
    """The catalog on the day.

    Attributes:
        whole: Everything that was ever curated.
        as_of: The day.
        catalog: As known on the day.
        judged: Every target with its verdict, in the catalog's order.
    """

    whole: Catalog
    as_of: date
    catalog: Snapshot
    judged: tuple[tuple[Target, Verdict], ...]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that texts of the catalog are in, as it names them; else those that the program speaks."""
        named = self.whole.languages or LANGUAGES
        of_title = self.whole.title.texts
        return tuple(
            lang for lang in dict.fromkeys((*named, *of_title)) if lang != "api"
        )  # a folder of the site

    @property
    def published(self) -> Catalog:
        """Everything that was public on the day, with what was superseded, revised and withdrawn."""
        return self.catalog.public

    @cached_property
    def promised(self) -> tuple[Target, ...]:
        """Everything promised by the day, superseded and withdrawn targets too."""
        return self.published.targets

    @cached_property
    def judged_of(self) -> Mapping[str, Judged]:
        """Targets with verdicts by the id of their indicator."""
        return put_together(self.judged, lambda pair: pair[0].indicator)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Indicators with a page of their own: those of which anything was promised or measured."""
        with_page = {*self.published.measurements_of, *(target.indicator for target in self.promised)}
        return tuple(indicator for indicator in self.catalog.indicators if indicator.id in with_page)

    def explained(self, verdict: Verdict) -> tuple[Reason, ...]:
        """How a verdict on a measured value came about; the words are put in per language."""
        if verdict.latest is None:
            return ()
        return explain(self.catalog, verdict, self.as_of, uncertain=False)

    @property
    def compares_areas(self) -> bool:
        """Whether there is more than one area to compare."""
        return len({indicator.area for indicator in self.indicators}) > 1

    @cached_property
    def glance(self) -> Glance:
        """All promises at a glance."""
        return glance(self.catalog, self.judged, self.as_of)

    @cached_property
    def bullets(self) -> Mapping[str, Bullet | None]:
        """The bars of all targets, by id, without words."""
        return {
            target.id: bullet(self.catalog, target, verdict, lang="", as_of=self.as_of)
            for target, verdict in self.judged
        }

    @cached_property
    def searchable(self) -> Mapping[str, str]:
        """What a search looks at, folded, by the id of the target."""
        return {target.id: fold(searchable(self.catalog, target)) for target, _ in self.judged}

    @cached_property
    def _walker(self) -> Walker:
        return Walker(self.whole, self.as_of)

    @cached_property
    def _promised_of(self) -> Mapping[str, list[str]]:
        """By indicator: of each promise, the id of the version that was promised last."""
        last: dict[str, Target] = {}
        for target in self.promised:
            root = self._walker.roots[target.id]
            if root not in last or target.change != "withdrawn":
                last[root] = target
        found: dict[str, list[str]] = {}
        for target in last.values():
            found.setdefault(target.indicator, []).append(target.id)
        return found

    def histories(self, indicator: Indicator) -> list[History]:
        """Tell how the verdicts on each promise of an indicator came about.

        Each walk is told in all languages and let go: its moments hold the catalog as it stood on every day.
        """
        walks = self._walker.walks(self._promised_of.get(indicator.id, ()))
        return [
            History(
                {lang: [told_in_short(moment, lang) for moment in walk.moments] for lang in self.languages},
                walk.left_out,
            )
            for walk in walks
        ]


def standpoint(whole: Catalog, as_of: date) -> Standpoint:
    """Take the standpoint of a day."""
    catalog = snapshot(whole, as_of)
    judged = tuple(zip(catalog.targets, assess_all(catalog, as_of), strict=True))
    return Standpoint(whole, as_of, catalog, judged)
