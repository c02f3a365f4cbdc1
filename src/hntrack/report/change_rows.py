"""A change as a row of a table, as a sentence and as exact data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hntrack.compare.documents import Bearing
from hntrack.compare.measurements import MeasurementChange
from hntrack.compare.promise import TargetChange
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.report import change_phrases as phrases
from hntrack.report.change_phrases import Frame
from hntrack.report.change_words import KINDS, OBS_STATUS, ONE_SIDED
from hntrack.report.verdict_changes import VerdictChange
from hntrack.report.view import Cell, Json, Row
from hntrack.report.words import measurement_text, target_text

_TONES = {"verdict.changed": "strong", "target.withdrawn": "warn", "target.dropped": "warn"}


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
    """What every kind of change has to offer before it becomes a row."""

    subject: str
    kind: str
    indicator: str
    old: dict[str, Json] | None
    new: dict[str, Json] | None
    cells: tuple[str, str, str]
    body: str
    more: dict[str, Json]
    remark: bool = True


def of_target(frame: Frame, change: TargetChange) -> Told:
    """Tell a change of a promise."""
    subject = "target"
    indicator = frame.indicator(change.indicator)
    distance = phrases.distance(frame, change)
    story = _Story(
        subject,
        change.kind,
        change.indicator,
        _target(frame, change.old),
        _target(frame, change.new),
        (_side(frame, change.old), _side(frame, change.new), _signed(change.difference, distance)),
        _of_target_in_words(frame, change, indicator, distance),
        {
            "difference": change.difference,
            "difference_high": change.difference_high,
            "difference_unit": _unit(indicator, change.measured_in),
            "number": change.number or None,
            "ambition": change.ambition or None,
        },
        remark=change.kind not in {"only_left", "only_right"} or frame.mode == "milestones",
    )
    return _tell(frame, story)


def of_measurement(frame: Frame, change: MeasurementChange) -> Told:
    """Tell a change of what was measured."""
    indicator = frame.indicator(change.indicator)
    distance = "" if change.difference is None else phrases.amount(frame, change.indicator, change.difference)
    left = change.old or change.previous
    story = _Story(
        "measurement",
        change.kind,
        change.indicator,
        measurement_data(frame, change.old),
        measurement_data(frame, change.new),
        (
            phrases.measured(frame, left),
            phrases.measured(frame, change.new),
            _signed(change.difference, distance),
        ),
        _of_measurement_in_words(frame, change, distance),
        {
            "previous": measurement_data(frame, change.previous),
            "difference": change.difference,
            "difference_unit": None if change.difference is None else _unit(indicator, "value"),
            "why": (change.record or change.measurement).why,
        },
        remark=change.kind not in {"only_left", "only_right"},
    )
    return _tell(frame, story)


def of_verdict(frame: Frame, change: VerdictChange) -> Told:
    """Tell a changed verdict with its causes."""
    because = [phrases.cause(frame, change, one) for one in change.causes]
    old, new = (phrases.judged(frame, side.verdict) for side in (change.before, change.after))
    story = _Story(
        "verdict",
        change.kind,
        change.target.indicator,
        _verdict(frame, change.before.verdict),
        _verdict(frame, change.after.verdict),
        (old, new, ""),
        frame.sentence((f"verdict.{change.kind}",), old=old, new=new, because="; ".join(because)),
        {
            "target": change.target.id,
            "causes": [one.code for one in change.causes],
            "because": list(because),
        },
    )
    return _tell(frame, story, asked=phrases.asked(frame, change.target))


def of_bearing(frame: Frame, bearing: Bearing, *, left: bool) -> Told:
    """Tell that one document measures what the other one promises."""
    kind = "left_measures" if left else "right_measures"
    value = phrases.measured(frame, bearing.measurement)
    wanted = phrases.asked(frame, bearing.target)
    old, new = (value, wanted) if left else (wanted, value)
    data = measurement_data(frame, bearing.measurement), _target(frame, bearing.target)
    story = _Story(
        "bearing",
        kind,
        bearing.target.indicator,
        data[0] if left else data[1],
        data[1] if left else data[0],
        (old, new, ""),
        frame.sentence((f"bearing.{kind}",), old=old, new=new),
        {},
        remark=False,
    )
    return _tell(frame, story)


def _tell(frame: Frame, story: _Story, asked: str = "") -> Told:
    key = f"{story.subject}.{story.kind}"
    name = _name(frame, key, story.kind)
    indicator = frame.indicator(story.indicator)
    catalog = frame.after if story.indicator in frame.after.indicator else frame.before
    area = catalog.area.get(indicator.area)
    title = indicator.title.within(frame.lang)
    subject = f"{title}: {asked}" if asked else title
    where = area.title.within(frame.lang) if area else indicator.area
    old, new, difference = story.cells
    row = Row(
        (
            Cell(subject, "strong"),
            Cell(old or "—"),
            Cell(new or "—"),
            Cell(name, _TONES.get(key, "")),
            Cell(difference),
            Cell(where, "muted"),
        ),
        remark=story.body if story.remark else "",
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
        "sentence": f"{title} ({where}){f', {asked}' if asked else ''}: {story.body}.",
    }
    return Told(story.subject, name, row, item)


def _name(frame: Frame, key: str, kind: str) -> str:
    if kind in {"only_left", "only_right"}:
        side = frame.left if kind == "only_left" else frame.right
        return ONE_SIDED[frame.mode].within(frame.lang).format(side=side)
    return KINDS[key].within(frame.lang).format(left=frame.left, right=frame.right)


def _side(frame: Frame, target: Target | None) -> str:
    """What a target asks, with its date where the column's heading does not say it."""
    if target is not None and frame.mode == "milestones":
        return target_text(frame.catalog_of(target), target, frame.lang)
    return phrases.asked(frame, target)


def _of_target_in_words(frame: Frame, change: TargetChange, indicator: Indicator, distance: str) -> str:
    key = f"target.{change.kind}"
    if change.kind in {"only_left", "only_right"}:
        return phrases.alone(frame, change)
    if change.measured_in == "stages":
        how = "stages"
    elif indicator.measure == "rank":
        how = "rank"
    else:
        how = change.number if change.difference else ""
    return frame.sentence(
        (f"{key}.{how}", key),
        old=phrases.asked(frame, change.old),
        new=phrases.asked(frame, change.new),
        difference=distance,
        due_old=_due(change.old),
        due_new=_due(change.new),
        area_old=_area(frame, change.old),
        area_new=_area(frame, change.new),
        published=phrases.published(frame, change.target),
    )


def _of_measurement_in_words(frame: Frame, change: MeasurementChange, distance: str) -> str:
    key = f"measurement.{change.kind}"
    return frame.sentence(
        (f"{key}.{phrases.way(change.difference)}", key),
        old=phrases.measured(frame, change.old),
        new=phrases.measured(frame, change.new),
        previous=phrases.measured(frame, change.previous),
        difference=distance,
        published=phrases.published(frame, change.measurement),
        status_old=_status(frame, change.old),
        status_new=_status(frame, change.new),
    )


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


def _area(frame: Frame, target: Target | None) -> str:
    if target is None:
        return "—"
    catalog = frame.catalog_of(target)
    area = catalog.area.get(catalog.indicator[target.indicator].area)
    return area.title.within(frame.lang) if area else "—"


def _status(frame: Frame, one: Measurement | None) -> str:
    return OBS_STATUS[one.obs_status].within(frame.lang) if one is not None else ""


def _target(frame: Frame, target: Target | None) -> dict[str, Json] | None:
    if target is None:
        return None
    return {
        "target": target.id,
        "text": target_text(frame.catalog_of(target), target, frame.lang),
        "comparator": target.comparator,
        "value": target.value,
        "value_high": target.value_high,
        "stage": target.stage,
        "milestone": target.milestone.text if target.milestone else None,
        "due": target.due.isoformat() if target.due else None,
        "claim": target.claim,
    }


def measurement_data(frame: Frame, one: Measurement | None) -> dict[str, Json] | None:
    """Give a measurement as exact data; ``None`` where there is none."""
    if one is None:
        return None
    return {
        "measurement": one.id,
        "text": measurement_text(frame.catalog_of(one), one, frame.lang),
        "value": one.value,
        "stage": one.stage,
        "period": one.period.text,
        "qualifier": one.qualifier,
        "obs_status": one.obs_status,
        "published": frame.catalog_of(one).published_on(one).isoformat(),
        "claim": one.claim,
    }


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
