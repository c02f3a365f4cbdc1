"""A change as a row of a table, as a sentence and as exact data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hntrack.compare.measurements import Bearing, MeasurementChange
from hntrack.compare.promise import TargetChange
from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.report import change_phrases as phrases
from hntrack.report.change_phrases import OBS_STATUS, Frame, VerdictChange
from hntrack.report.items import short_item
from hntrack.report.view import Cell, Json, Row
from hntrack.report.words import target_text

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
    key = catalog.indicator[target.indicator].area
    return catalog.area[key].title.within(lang) if key in catalog.area else key


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
