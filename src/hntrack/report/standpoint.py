"""A catalog on a day with every verdict and its history: worked out once, told in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hntrack.assess import assess_all
from hntrack.assess.run import explain
from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Target
from hntrack.model.snapshot import Snapshot, snapshot
from hntrack.model.verdict import Reason, Verdict
from hntrack.report.bullets import Bullet, bullet
from hntrack.report.glance import Glance, glance
from hntrack.report.history import Walk, told_in_short, walked
from hntrack.report.items import verdict_item
from hntrack.report.select import searchable
from hntrack.report.view import Json
from hntrack.text.fold import fold
from hntrack.text.wording import LANGUAGES

Judged = list[tuple[Target, Verdict]]
HistoryItem = dict[str, Json]
Promise = tuple[HistoryItem, ...]


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
        found: dict[str, Judged] = {}
        for target, verdict in self.judged:
            found.setdefault(target.indicator, []).append((target, verdict))
        return found

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Indicators with a page of their own: those of which anything was promised or measured."""
        with_page = {*self.published.measurements_of, *(target.indicator for target in self.promised)}
        return tuple(indicator for indicator in self.catalog.indicators if indicator.id in with_page)

    @cached_property
    def explained_of(self) -> Mapping[str, tuple[Reason, ...]]:
        """How each verdict on a measured value came about, by target id; the words are put in per language."""
        return {
            target.id: explain(self.catalog, verdict, self.as_of, uncertain=False)
            for target, verdict in self.judged
            if verdict.latest is not None
        }

    @property
    def compares_areas(self) -> bool:
        """Whether there is more than one area to compare."""
        return len({indicator.area for indicator in self.indicators}) > 1

    @cached_property
    def glance(self) -> Glance:
        """All promises at a glance."""
        return glance(self.catalog, self.judged, self.as_of)

    @cached_property
    def items(self) -> Mapping[str, tuple[dict[str, Json], ...]]:
        """By language: every target with its verdict as exact data, in the catalog's order."""
        return {
            lang: tuple(verdict_item(self.catalog, target, verdict, lang) for target, verdict in self.judged)
            for lang in self.languages
        }

    @cached_property
    def item_of(self) -> Mapping[tuple[str, str], dict[str, Json]]:
        """The same by language and id of the target."""
        return {(lang, str(item["target"])): item for lang, items in self.items.items() for item in items}

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
    def histories(self) -> Mapping[str, tuple[Promise, ...]]:
        """By language: how the verdicts on each promise came about, oldest day first."""
        return {lang: tuple(told[lang] for told, _ in self._walks) for lang in self.languages}

    @cached_property
    def _walks(self) -> tuple[tuple[Mapping[str, Promise], int], ...]:
        """What is told of each promise by language, and how many days are left out.

        Each walk is told in all languages and let go: its moments hold the catalog as it stood on every day.
        """
        walks = walked(self.whole, [target.id for target in self.promised], self.as_of)
        return tuple((self._told(walk), walk.left_out) for walk in walks)

    def _told(self, walk: Walk) -> Mapping[str, Promise]:
        return {
            lang: tuple(told_in_short(moment, lang) for moment in walk.moments) for lang in self.languages
        }

    @cached_property
    def days_left_out(self) -> Mapping[str, list[int]]:
        """By indicator: how many days the history of each of its promises leaves out before those it tells."""
        found: dict[str, list[int]] = {}
        for told, left_out in self._walks:
            for promise in tuple(told.values())[:1]:
                found.setdefault(str(promise[-1]["indicator"]), []).append(left_out)
        return found

    @cached_property
    def histories_of(self) -> Mapping[tuple[str, str], list[Promise]]:
        """The same by language and id of the indicator."""
        found: dict[tuple[str, str], list[Promise]] = {}
        for lang, promises in self.histories.items():
            for promise in promises:
                found.setdefault((lang, str(promise[-1]["indicator"])), []).append(promise)
        return found


def standpoint(whole: Catalog, as_of: date) -> Standpoint:
    """Take the standpoint of a day."""
    catalog = snapshot(whole, as_of)
    judged = tuple(zip(catalog.targets, assess_all(catalog, as_of), strict=True))
    return Standpoint(whole, as_of, catalog, judged)
