"""What differs between two milestones, documents, days or catalogs: each change as a row, a sentence and exact data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hntrack.assess import assess
from hntrack.compare.measurements import (
    Bearing,
    DocumentComparison,
    Judge,
    MeasurementChange,
    compare_documents,
    measurement_changes,
)
from hntrack.compare.promise import TargetChange, milestone_changes, target_changes
from hntrack.model.catalog import Catalog, Snapshot, snapshot
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.report import Cell, Column, Group, Json, Row, View
from hntrack.report import change_phrases as phrases
from hntrack.report.change_phrases import Frame, VerdictChange, verdict_changes
from hntrack.report.words import OBS_STATUS, area_title, published_text, short_item, target_text
from hntrack.text.messages import day_text
from hntrack.text.periods import Period

_TONES = {"verdict.changed": "strong", "target.withdrawn": "warn", "target.dropped": "warn"}
_LONELY = ("only_left", "only_right")


@dataclass(frozen=True, slots=True)
class Told:
    """A change, told.

    Attributes:
        subject: ``target``, ``measurement``, ``verdict`` or ``bearing``.
        name: The short name of its kind, in the view's language.
        row: Its row of the table.
        item: The same as exact data.
    """

    subject: str
    name: str
    row: Row
    item: dict[str, Json]


@dataclass(frozen=True, slots=True)
class _Story:
    """What every kind of change has to offer before it becomes a row.

    Attributes:
        old, new: The two sides as exact data.
        cells: The two sides and their difference as the table says them.
        facts: What the sentence may name.
        how: What chooses among several sentences for one kind: the way a number moved.
        asked: What the verdict is about.
        more: Further members of the item.
    """

    subject: str
    kind: str
    indicator: str
    old: dict[str, Json] | None
    new: dict[str, Json] | None
    cells: tuple[str, str, str]
    facts: dict[str, str]
    how: str
    more: dict[str, Json]
    asked: str = ""


def of_target(frame: Frame, change: TargetChange) -> Told:
    """Tell a change of a promise."""
    indicator = frame.indicator(change.indicator)
    distance = phrases.distance(frame, change)
    sides = phrases.sides(frame, change)
    cells = sides["old"], sides["new"]
    if frame.mode == "milestones":  # the columns' headings name the years
        cells = _asked(frame.before, change.old, frame.lang), _asked(frame.after, change.new, frame.lang)
    facts = {
        **sides,
        "difference": distance,
        "due_old": _due(change.old),
        "due_new": _due(change.new),
        "area_old": _area(frame.before, change.old, frame.lang),
        "area_new": _area(frame.after, change.new, frame.lang),
    }
    more: dict[str, Json] = {
        "difference": change.difference,
        "difference_high": change.difference_high,
        "difference_unit": _unit(indicator, change.measured_in),
        "scale": indicator.scale,
        "number": change.number or None,
        "ambition": change.ambition or None,
    }
    old, new = _target(frame, frame.before, change.old), _target(frame, frame.after, change.new)
    signed = _signed(change.difference, distance)
    story = _Story(
        "target", change.kind, indicator.id, old, new, (*cells, signed), facts, _how(indicator, change), more
    )
    if change.kind not in _LONELY:
        return _tell(frame, story)
    body, remark = phrases.alone(frame, change)
    return _tell(frame, story, body, remark)


def of_measurement(frame: Frame, change: MeasurementChange) -> Told:
    """Tell a change of what was measured."""
    indicator = frame.indicator(change.indicator)
    distance = "" if change.difference is None else phrases.amount(frame, change.indicator, change.difference)
    sides = phrases.sides(frame, change)
    previous = phrases.measured(frame, frame.before, change.previous)
    facts = {
        **sides,
        "previous": previous,
        "difference": distance,
        "status_old": _status(frame, change.old),
        "status_new": _status(frame, change.new),
    }
    more: dict[str, Json] = {
        "previous": measurement_data(frame, frame.before, change.previous),
        "difference": change.difference,
        "difference_unit": None if change.difference is None else _unit(indicator, "value"),
        "scale": indicator.scale,
        "why": (change.record or change.measurement).why,
    }
    old = measurement_data(frame, frame.before, change.old)
    new = measurement_data(frame, frame.after, change.new)
    cells = sides["old"] or previous, sides["new"], _signed(change.difference, distance)
    how = phrases.way(change.difference)
    story = _Story("measurement", change.kind, indicator.id, old, new, cells, facts, how, more)
    return _tell(frame, story, remark="" if change.kind in _LONELY else None)


def of_verdict(frame: Frame, change: VerdictChange) -> Told:
    """Tell a changed verdict with its causes."""
    because = [phrases.cause(frame, change, cause) for cause in change.causes]
    old, new = (phrases.judged(frame, side.verdict) for side in (change.before, change.after))
    facts = {"old": old, "new": new, "because": "; ".join(because)}
    more: dict[str, Json] = {
        "target": change.target.id,
        "causes": [cause.code for cause in change.causes],
        "because": list(because),
    }
    asked = phrases.asked(frame, frame.after if change.after.target else frame.before, change.target)
    data = _verdict(frame, change.before.verdict), _verdict(frame, change.after.verdict)
    story = _Story(
        "verdict", change.kind, change.target.indicator, *data, (old, new, ""), facts, "", more, asked
    )
    return _tell(frame, story)


def of_bearing(frame: Frame, bearing: Bearing, *, left: bool) -> Told:
    """Tell that one document measures what the other one promises."""
    value = phrases.measured(frame, frame.after, bearing.measurement)
    wanted = phrases.asked(frame, frame.after, bearing.target)
    old, new = (value, wanted) if left else (wanted, value)
    measured = measurement_data(frame, frame.after, bearing.measurement)
    target = _target(frame, frame.after, bearing.target)
    data = (measured, target) if left else (target, measured)
    kind = "left_measures" if left else "right_measures"
    facts = {"old": old, "new": new}
    story = _Story("bearing", kind, bearing.target.indicator, *data, (old, new, ""), facts, "", {})
    return _tell(frame, story, remark="")


def _tell(frame: Frame, story: _Story, body: str | None = None, remark: str | None = None) -> Told:
    """Make row and item; the sentence and the remark come from the tables where they are not given."""
    key = f"{story.subject}.{story.kind}"
    keys = (f"{key}.{story.how}", key)
    if body is None:
        lonely = story.kind in _LONELY and story.subject == "measurement"
        body = frame.sentence((f"{key}.{frame.mode}", key) if lonely else keys, **story.facts)
    name = frame.name((f"{key}.{frame.mode}", key))
    indicator = frame.indicator(story.indicator)
    where = _area_title(frame, indicator)
    title = indicator.title.within(frame.lang)
    old, new, difference = story.cells
    row = Row(
        (
            Cell(f"{title}: {story.asked}" if story.asked else title, "strong"),
            Cell(old or "—"),
            Cell(new or "—"),
            Cell(name, _TONES.get(key, "")),
            Cell(difference),
            Cell(where, "muted"),
        ),
        remark=frame.remark(keys, **story.facts) if remark is None else remark,
    )
    item: dict[str, Json] = {
        "subject": story.subject,
        "kind": story.kind,
        "label": name,
        "indicator": story.indicator,
        "title": title,
        "area": indicator.area,
        "old": story.old,
        "new": story.new,
        **story.more,
        "sentence": f"{title} ({where}){f', {story.asked}' if story.asked else ''}: {body}.",
    }
    return Told(story.subject, name, row, item)


def _how(indicator: Indicator, change: TargetChange) -> str:
    if change.measured_in == "stages":
        return "stages"
    if indicator.measure == "rank":
        return "rank"
    return change.number if change.difference else ""


def _asked(catalog: Catalog, target: Target | None, lang: str) -> str:
    return "" if target is None else target_text(catalog, target, lang)


def _signed(difference: Decimal | None, distance: str) -> str:
    """A difference with its sign; a plain word where there is nothing to sign."""
    if difference is None:
        return ""
    if not difference:
        return "±0"
    return f"{'+' if difference > 0 else '−'}{distance}"


def _unit(indicator: Indicator, measured_in: str) -> str | None:
    if measured_in != "value":
        return measured_in or None
    return {"percent": "percentage_point", "rank": "place"}.get(indicator.unit or "", indicator.unit)


def _due(target: Target | None) -> str:
    return target.milestone.text if target is not None and target.milestone is not None else "—"


def _area(catalog: Catalog, target: Target | None, lang: str) -> str:
    if target is None:
        return "—"
    return area_title(catalog, catalog.indicator[target.indicator].area, lang)


def _area_title(frame: Frame, indicator: Indicator) -> str:
    area = frame.after.area.get(indicator.area) or frame.before.area.get(indicator.area)
    return area.title.within(frame.lang) if area else indicator.area


def _status(frame: Frame, one: Measurement | None) -> str:
    return OBS_STATUS[one.obs_status].within(frame.lang) if one is not None else ""


def _target(frame: Frame, catalog: Catalog, target: Target | None) -> dict[str, Json] | None:
    if target is None:
        return None
    return {
        "target": target.id,
        "text": target_text(catalog, target, frame.lang),
        "comparator": target.comparator,
        "value": target.value,
        "value_high": target.value_high,
        "stage": target.stage,
        "milestone": target.milestone.year if target.milestone else None,
        "due": target.due.isoformat() if target.due else None,
        "claim": target.claim,
    }


def measurement_data(frame: Frame, catalog: Catalog, one: Measurement | None) -> dict[str, Json] | None:
    """Give a measurement as exact data; ``None`` where there is none."""
    if one is None:
        return None
    return {**short_item(catalog, one, frame.lang), "published": catalog.published_on(one).isoformat()}


def _verdict(frame: Frame, verdict: Verdict | None) -> dict[str, Json] | None:
    if verdict is None:
        return None
    return {
        "target": verdict.target,
        "standing": verdict.standing,
        "pace": verdict.pace,
        "label": phrases.judged(frame, verdict),
        "category": verdict.category,
        "method": verdict.method,
        "version": verdict.version,
        "latest": verdict.latest,
    }


_SUBJECTS = ("target", "measurement", "bearing", "verdict")
_ONE_SIDED = {"only_left": 1, "only_right": 2}


def changes_between_milestones(catalog: Catalog, left: Period, right: Period, as_of: date, lang: str) -> View:
    """Set what is due in one period against what is due in another.

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
    """Set what was known on one day against what was known on another: promises, measurements and verdicts."""
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
    """Tell which verdicts are other ones than on an earlier day, and why."""
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
