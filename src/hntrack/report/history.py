"""The verdict on a promise as it stood at each date on which something became known, and why it changed.

A catalog on a day, with every verdict and its history, is worked out once and told in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from hntrack.assess import assess, assess_all
from hntrack.assess.what_if import explain
from hntrack.classes import NamedTuple
from hntrack.compare.measurements import (
    Cause,
    Judge,
    Standpoint,
    measurement_causes,
    measurement_changes,
    promise_causes,
)
from hntrack.compare.promise import Slices, target_roots
from hntrack.model.catalog import Catalog, Snapshot, snapshot
from hntrack.model.records import Indicator, Target
from hntrack.model.verdict import Reason, Verdict
from hntrack.report import Cell, Column, Group, Json, Row, View
from hntrack.report import change_phrases as phrases
from hntrack.report.bars import Bullet, bullet
from hntrack.report.change_phrases import TEXTS, Frame, VerdictChange, standpoint, verdict_change
from hntrack.report.changes import measurement_data
from hntrack.report.glance import Glance, Judged, glance
from hntrack.report.reasons import sentence
from hntrack.report.select import put_together, searchable
from hntrack.report.versions import first_promise_text, replaced_at_once
from hntrack.report.words import dated_text
from hntrack.text.characters import fold
from hntrack.text.messages import LANGUAGES, _, day_text

MOST = 500_000
"""Days told of a promise times the measurements that bear on it: each day is judged by all that was known on it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which something became known, or a due date passed.

    Attributes:
        before: The standpoint at the moment before.
        after: The standpoint on the day.
        change: The changed verdict with its causes; ``None`` where it stayed the same.
        learned: Measurements that became known, were revised or withdrawn.
    """

    before: Standpoint
    after: Standpoint
    change: VerdictChange | None
    learned: tuple[Cause, ...]


class Walk(NamedTuple):
    """The days of a promise.

    Attributes:
        promised: The version that stands last.
        moments: What became of it, oldest day first; at least one.
        left_out: How many days before these are not told, as there are more than :data:`MOST` allows for.
    """

    promised: Target
    moments: list[Moment]
    left_out: int


def history(
    catalog: Catalog, target_ids: Iterable[str], until: date, lang: str, judge: Judge = assess
) -> View:
    """Build the view of how verdicts came about.

    Args:
        catalog: Everything, superseded targets and revised measurements included.
        target_ids: Targets of the catalog; one that was superseded stands for its whole chain.
        until: The last day told.
        lang: ``vi`` or ``en``.
        judge: The method by which verdicts are given.

    Raises:
        KeyError: An id that the catalog does not have.
    """
    groups, items, left_out = [], [], []
    for promised, days, earlier in Walker(catalog, until, judge).walks(target_ids):
        told = [_told(moment, lang) for moment in days]
        title = _title(catalog, promised, lang)
        groups.append(Group(title, tuple(row for row, _item in told)))
        items += [item for _row, item in told]
        if earlier:
            left_out.append(not_told(title, earlier, lang))
    return _view(groups, items, until, lang, left_out)


def not_told(title: str, days: int, lang: str) -> str:
    """Say how many days of a promise are left out."""
    return _(
        "{title}: so much was measured that the first {days} days are not told.", title=title, days=days
    ).within(lang)


class Walker:
    """Walks through the days of promises of a catalog.

    Args:
        catalog: Everything, superseded targets and revised measurements included.
        until: The last day told.
        judge: The method.
    """

    def __init__(self, catalog: Catalog, until: date, judge: Judge = assess) -> None:
        self.until, self.judge = until, judge
        self.slices = Slices(catalog)
        self.roots = target_roots(catalog)
        self.versions_of: dict[str, list[Target]] = {}
        for target in catalog.targets:
            self.versions_of.setdefault(self.roots[target.id], []).append(target)

    def walks(self, target_ids: Iterable[str]) -> Iterator[Walk]:
        """Give each promise of which anything became known; the ids are as for :func:`history`."""
        known: _Known | None = None
        for root in dict.fromkeys(self.roots[name] for name in target_ids):
            versions = self.versions_of[root]
            about = self.slices.about(versions)
            if known is None or known.catalog != about:
                known = _Known(about)  # on the promises of one indicator mostly the same bears
            days = _days(known.catalog, versions, self.until)
            told = days[-(1 + MOST // (1 + len(about.measurements))) :]
            left_out = len(days) - len(told)
            earlier = days[left_out - 1] if left_out else date.min
            moments = list(_moments(known, versions, earlier, told, self.judge))
            if moments:
                standing = [version for version in versions if version.change != "withdrawn"] or versions
                yield Walk(standing[-1], moments, left_out)


class _Known:
    """What was known on days, each worked out once."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        _ = catalog.indicator, catalog.unit  # every day asks for these
        self._days: dict[date, Snapshot] = {}

    def on(self, day: date) -> Snapshot:
        """Give the catalog as it stood on a day."""
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = snapshot(self.catalog, day)
        return known


def _moments(
    known: _Known, versions: Sequence[Target], earlier: date, days: Sequence[date], judge: Judge
) -> Iterator[Moment]:
    """Walk through days on which something became known about one promise, from what was known on an earlier one."""
    ids = {t.id for t in versions}

    def on(day: date) -> Standpoint:
        now = known.on(day)
        return standpoint(now, next((t for t in reversed(now.targets) if t.id in ids), None), day, judge)

    before = on(earlier) if earlier > date.min else Standpoint(known.on(date.min), None, None, date.min)
    for day in days:
        after = on(day)
        change = verdict_change(before, after, judge)
        learned = _learned(before, after, after.target)
        if change is not None or (learned and after.target is not None):
            yield Moment(before, after, change, learned)
        before = after


def _days(catalog: Catalog, versions: Sequence[Target], until: date) -> list[date]:
    """Days on which anything bearing on a verdict changes.

    These are the days of publication, those on which a period that was told of beforehand begins, the first day after
    each due date, and that on which a measurement becomes too old.
    """
    published = {catalog.published_on(target) for target in catalog.targets}
    published.update(catalog.known_on)
    passed = {t.due + timedelta(days=1) for t in versions if t.due is not None and t.due < date.max}
    known = zip(catalog.measurements, catalog.known_on, strict=True)
    passed.update(measurement.period.start for measurement, day in known if day < measurement.period.start)
    limit = catalog.stale_after_days
    if limit is not None:
        old = (measurement.period.end.toordinal() + limit + 1 for measurement in catalog.measurements)
        passed.update(date.fromordinal(day) for day in old if day <= date.max.toordinal())
    return sorted(day for day in published | passed if day <= until)


def _learned(before: Standpoint, after: Standpoint, current: Target | None) -> tuple[Cause, ...]:
    """What became known of the promise's own series; on the day of the promise everything is old news."""
    if current is None or before.target is None:
        return ()
    found = measurement_changes(before.catalog, after.catalog)
    return (
        *promise_causes(before, after),
        *measurement_causes(change for change in found if change.indicator == current.indicator),
    )


def told_in_short(moment: Moment, lang: str) -> dict[str, Json]:
    """Tell a moment as far as a line about it goes: whose verdict, when, what it is, whether it is new, and why."""
    after, change = moment.after, moment.change
    frame = _frame(moment, lang)
    causes = change.causes if change else moment.learned
    telling = change or VerdictChange("changed", moment.before, after, causes)
    because = [phrases.cause(frame, telling, cause) for cause in causes]
    if after.target is not None:
        because += replaced_at_once(after.catalog, after.target, lang)
    target = telling.target
    return {
        "target": target.id,
        "indicator": target.indicator,
        "title": frame.indicator(target.indicator).title.within(lang),
        "asked": phrases.asked(frame, after.catalog, target),
        "date": after.as_of.isoformat() if after.as_of != date.min else None,
        "label": phrases.judged(frame, after.verdict),
        "changed": change is not None,
        "causes": [cause.code for cause in causes],
        "because": list(because),
    }


def _frame(moment: Moment, lang: str) -> Frame:
    return Frame(moment.before.catalog, moment.after.catalog, lang, "since", "", "")


def _told(moment: Moment, lang: str) -> tuple[Row, dict[str, Json]]:
    item = told_in_short(moment, lang)
    frame, after, verdict = _frame(moment, lang), moment.after, moment.after.verdict
    because = item["because"]
    assert isinstance(because, list)
    why = "; ".join(map(str, because))
    if moment.change is None:
        why = frame.text("unchanged", because=why)
    latest = after.catalog.measurement.get(verdict.latest or "") if verdict else None
    first = _first(moment, lang)
    row = Row(
        (
            Cell(day_text(after.as_of, lang) if item["date"] else "—", "strong"),
            Cell(str(item["label"]), "strong" if moment.change else "muted"),
            Cell(dated_text(after.catalog, latest, lang)),
        ),
        remark=f"{why}. {first}" if first else why,
    )
    more: dict[str, Json] = {
        "standing": verdict.standing if verdict else None,
        "pace": verdict.pace if verdict else None,
        "category": verdict.category if verdict else None,
        "reason": " ".join(sentence(reason, lang) for reason in verdict.reasons) if verdict else None,
        "first_promise": first,
        "method": verdict.method if verdict else None,
        "version": verdict.version if verdict else None,
        "latest": measurement_data(frame, after.catalog, latest),
    }
    whole = {**item, **more}
    return row, {key: whole[key] for key in _KEYS}


_KEYS = (
    *("target", "indicator", "title", "asked", "date", "standing", "pace", "category", "label", "reason"),
    *("first_promise", "method", "version", "latest", "changed", "causes", "because"),
)


def _first(moment: Moment, lang: str) -> str | None:
    """What the first version of the promise would say on the day, beside the one in force."""
    after = moment.after
    if after.target is None or after.verdict is None:
        return None
    return first_promise_text(after.catalog, after.target, after.verdict, after.as_of, lang) or None


def _title(catalog: Catalog, target: Target, lang: str) -> str:
    frame = Frame(catalog, catalog, lang, "since", "", "")
    indicator = catalog.indicator[target.indicator]
    return f"{indicator.title.within(lang)}: {phrases.asked(frame, catalog, target)}"


def _view(
    groups: list[Group], items: list[dict[str, Json]], until: date, lang: str, left_out: list[str]
) -> View:
    return View(
        name="history",
        lang=lang,
        as_of=until.isoformat(),
        title=TEXTS["title.history"].within(lang),
        columns=(
            Column("date", TEXTS["column.date"].within(lang)),
            Column("verdict", TEXTS["column.verdict"].within(lang), flexible=True),
            Column("latest", TEXTS["column.latest"].within(lang), flexible=True),
        ),
        groups=tuple(groups),
        items=tuple(items),
        summary=tuple(left_out),
        empty=TEXTS["no_history"].within(lang),
    )


# A whole catalog.


class History(NamedTuple):
    """What became of a promise.

    Attributes:
        told: By language: its days, oldest first.
        left_out: How many days before these are not told.
    """

    told: Mapping[str, list[dict[str, Json]]]
    left_out: int


@dataclass(frozen=True)
class JudgedCatalog:
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
        folder = "api"  # of the site, beside those of the languages
        return tuple(lang for lang in dict.fromkeys((*named, *of_title)) if lang != folder)

    @property
    def published(self) -> Catalog:
        """Everything that was public on the day, with what was superseded, revised and withdrawn."""
        return self.catalog.public

    @cached_property
    def judged_of(self) -> Mapping[str, Judged]:
        """Targets with verdicts by the id of their indicator."""
        return put_together(self.judged, lambda pair: pair[0].indicator)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Indicators with a page of their own: those of which anything was promised or measured."""
        with_page = {
            *self.published.measurements_of,
            *(target.indicator for target in self.published.targets),
        }
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
        for target in self.published.targets:
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


def judged_catalog(whole: Catalog, as_of: date) -> JudgedCatalog:
    """Judge a catalog as it stood on a day."""
    catalog = snapshot(whole, as_of)
    judged = tuple(zip(catalog.targets, assess_all(catalog, as_of), strict=True))
    return JudgedCatalog(whole, as_of, catalog, judged)
