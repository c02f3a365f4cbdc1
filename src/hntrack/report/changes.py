"""What differs between two milestones, two documents, two days or two catalogs, as one view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from hntrack.assess import assess
from hntrack.compare.causes import Judge
from hntrack.compare.measurements import (
    DocumentComparison,
    MeasurementChange,
    compare_documents,
    measurement_changes,
)
from hntrack.compare.promise import TargetChange, milestone_changes, target_changes
from hntrack.model.catalog import Catalog
from hntrack.model.snapshot import Snapshot, snapshot
from hntrack.report.change_phrases import Frame, verdict_changes
from hntrack.report.change_rows import Told, of_bearing, of_measurement, of_target, of_verdict
from hntrack.report.view import Column, Group, View
from hntrack.report.words import published_text
from hntrack.text.messages import day_text
from hntrack.text.periods import Period

_SUBJECTS = ("target", "measurement", "bearing", "verdict")
_ONE_SIDED = {"only_left": 1, "only_right": 2}


def changes_between_milestones(catalog: Catalog, left: Period, right: Period, as_of: date, lang: str) -> View:
    """Set what is due in one period against what is due in another.

    Args:
        catalog: Everything.
        left: A milestone, ``2030``.
        right: A milestone, ``2045``.
        as_of: Only promises known on this day.
        lang: ``vi`` or ``en``.

    Returns:
        The view; it has no items where both ask for the same.
    """
    now = snapshot(catalog, as_of)
    frame = Frame(now, now, lang, "milestones", left.text, right.text)
    found = sorted(milestone_changes(now, left, right), key=_by_side)
    return _view(frame, as_of, [of_target(frame, change) for change in found])


def changes_between_documents(catalog: Catalog, left: str, right: str, as_of: date, lang: str) -> View:
    """Set what one document promises and measures against another one.

    Args:
        catalog: Everything; superseded promises count, for a document says what it says.
        left: Source id.
        right: Source id.
        as_of: The day named in the view; documents are compared whenever they appeared.
        lang: ``vi`` or ``en``.
    """
    frame = Frame(catalog, catalog, lang, "documents", left, right)
    if left == right:
        return _view(frame, as_of, [])
    found = compare_documents(catalog, left, right)
    titles = dict.fromkeys(catalog.indicator[t.indicator].title.within(lang) for t in found.shared)
    summary = [frame.text("shared", titles="; ".join(titles)) if titles else frame.text("shared_none")]
    return _view(frame, as_of, list(_of_documents(frame, found)), summary)


def changes_between_dates(
    catalog: Catalog, left: date, right: date, lang: str, judge: Judge = assess
) -> View:
    """Set what was known on one day against what was known on another: promises, measurements and verdicts.

    Args:
        catalog: Everything.
        left: A day.
        right: Another day; usually, but not necessarily, a later one.
        lang: ``vi`` or ``en``.
        judge: The method by which verdicts are given.
    """
    before, after = snapshot(catalog, left), snapshot(catalog, right)
    frame = Frame(before, after, lang, "dates", left.isoformat(), right.isoformat())
    told = _of_standpoints(frame, before, after, judge)
    return _view(frame, right, told, _published_between(frame))


def changes_between_catalogs(
    left: tuple[str, Catalog], right: tuple[str, Catalog], as_of: date, lang: str, judge: Judge = assess
) -> View:
    """Set one catalog against another one, both as known on the same day.

    Args:
        left: What to call the one catalog, and everything in it.
        right: The same for the other.
        as_of: The day.
        lang: ``vi`` or ``en``.
        judge: The method by which verdicts are given.
    """
    before, after = snapshot(left[1], as_of), snapshot(right[1], as_of)
    frame = Frame(before, after, lang, "catalogs", left[0], right[0])
    return _view(frame, as_of, _of_standpoints(frame, before, after, judge))


def changes_since(catalog: Catalog, since: date, until: date, lang: str, judge: Judge = assess) -> View:
    """Tell which verdicts are other ones than on an earlier day, and why.

    Args:
        catalog: Everything.
        since: The earlier day.
        until: The day of the verdicts now.
        lang: ``vi`` or ``en``.
        judge: The method by which verdicts are given.
    """
    before, after = snapshot(catalog, since), snapshot(catalog, until)
    frame = Frame(before, after, lang, "since", since.isoformat(), until.isoformat())
    found = verdict_changes(before, after, judge)
    return _view(frame, until, [of_verdict(frame, change) for change in found])


def _of_documents(frame: Frame, found: DocumentComparison) -> Iterator[Told]:
    yield from (of_target(frame, change) for change in sorted(found.targets, key=_by_side))
    borne = {one.measurement.id for one in (*found.left_bears, *found.right_bears)}
    for change in sorted(found.measurements, key=_by_side):
        # A figure of the one that speaks to a promise of the other is told as that, once.
        if change.kind not in _ONE_SIDED or change.measurement.id not in borne:
            yield of_measurement(frame, change)
    yield from (of_bearing(frame, one, left=True) for one in found.left_bears)
    yield from (of_bearing(frame, one, left=False) for one in found.right_bears)


def _of_standpoints(frame: Frame, before: Snapshot, after: Snapshot, judge: Judge) -> list[Told]:
    wide = {"all_before": before.whole, "all_after": after.whole}
    verdicts = verdict_changes(before, after, judge)
    return [
        *(of_target(frame, change) for change in target_changes(frame.before, frame.after, **wide)),
        *(of_measurement(frame, change) for change in measurement_changes(frame.before, frame.after, **wide)),
        *(of_verdict(frame, change) for change in verdicts),
    ]


def _by_side(change: TargetChange | MeasurementChange) -> int:
    """What both sides have comes first, then what only the left has, then what only the right has."""
    return _ONE_SIDED.get(change.kind, 0)


def _published_between(frame: Frame) -> list[str]:
    there = {source.id for source in frame.before.sources}
    found = [source for source in frame.after.sources if source.id not in there]
    found.sort(key=lambda source: (source.published.known_on, source.id))
    names = [f"{one.id} ({published_text(frame.after, one.id, frame.lang)})" for one in found]
    return [frame.text("became_known", sources="; ".join(names))] if names else []


def _view(frame: Frame, as_of: date, told: Sequence[Told], summary: Iterable[str] = ()) -> View:
    groups = ((subject, tuple(one for one in told if one.subject == subject)) for subject in _SUBJECTS)
    return View(
        name="diff",
        lang=frame.lang,
        as_of=as_of.isoformat(),
        title=frame.text(
            f"title.{frame.mode}", left=_named(frame, frame.left), right=_named(frame, frame.right)
        ),
        columns=_columns(frame),
        groups=tuple(
            Group(frame.text(f"group.{subject}"), tuple(member.row for member in members))
            for subject, members in groups
            if members
        ),
        summary=(*_counts(frame, told), *summary),
        items=tuple(one.item for one in told),
        extra={"mode": frame.mode, "left": frame.left, "right": frame.right},
        empty=frame.text("empty"),
    )


def _named(frame: Frame, side: str) -> str:
    """Name a side as people write it: a day in the order of the language, everything else as it is."""
    return day_text(date.fromisoformat(side), frame.lang) if frame.mode in ("dates", "since") else side


def _columns(frame: Frame) -> tuple[Column, ...]:
    return (
        Column("title", frame.text("column.title"), flexible=True),
        Column("old", _named(frame, frame.left), flexible=True),
        Column("new", _named(frame, frame.right), flexible=True),
        Column("change", frame.text("column.change"), flexible=True),
        Column("difference", frame.text("column.difference"), "right", least_width=90),
        Column("area", frame.text("column.area"), least_width=120),
    )


def _counts(frame: Frame, told: Sequence[Told]) -> list[str]:
    """How many of each kind, a line a subject, in the order in which they are told."""
    lines = []
    for subject in _SUBJECTS:
        counts = Counter(one.name for one in told if one.subject == subject)
        if counts:
            kinds = " · ".join(f"{name}: {count}" for name, count in counts.items())
            lines.append(f"{frame.text(f'group.{subject}')} — {kinds}")
    return lines
