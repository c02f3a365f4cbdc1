"""The parts that sentences about changes are made of: sides, differences, dates and causes in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hntrack.compare.causes import Cause
from hntrack.compare.measurements import MeasurementChange
from hntrack.compare.promise import TargetChange
from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.report.change_words import CAUSES, KINDS, REMARKS, SENTENCES, TEXTS
from hntrack.report.verdict_changes import VerdictChange
from hntrack.report.words import by_due as by_due_words
from hntrack.report.words import (
    difference_text,
    label,
    measurement_text,
    number_text,
    published_text,
    target_text,
)
from hntrack.text.messages import day_text
from hntrack.text.periods import Period

# Standings that say all there is to say; a pace beside them would repeat that nothing can be said.
_WITHOUT_PACE = (
    "no_measurement",
    "not_assessed",
    "due_not_assessed",
    "undated",
    "kept",
    "missed",
    "unsettled",
    "broken",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The two sides that are compared, and how to speak of them.

    Attributes:
        before: The catalog that the left records stand in.
        after: The catalog that the right records stand in.
        lang: ``vi`` or ``en``.
        mode: ``milestones``, ``documents``, ``dates``, ``catalogs`` or ``since``.
        left: What the left side is called.
        right: What the right side is called.
    """

    before: Catalog
    after: Catalog
    lang: str
    mode: str
    left: str
    right: str

    def text(self, key: str, **facts: object) -> str:
        """Give one of the fixed texts in the frame's language."""
        return TEXTS[key].within(self.lang).format(**facts)

    def sentence(self, keys: tuple[str, ...], **facts: object) -> str:
        """Give the first sentence of the table that is there for one of these keys, filled in."""
        wording = next(SENTENCES[key] for key in keys if key in SENTENCES)
        return wording.within(self.lang).format(left=self.left, right=self.right, **facts)

    def name(self, keys: tuple[str, ...]) -> str:
        """Give the short name of a kind of change."""
        wording = next(KINDS[key] for key in keys if key in KINDS)
        return wording.within(self.lang).format(left=self.left, right=self.right)

    def remark(self, keys: tuple[str, ...], **facts: object) -> str:
        """Give what stands under a row: the part of the sentence that the columns do not say, or all of it."""
        wording = next((REMARKS[key] for key in keys if key in REMARKS), None)
        return self.sentence(keys, **facts) if wording is None else wording.within(self.lang).format(**facts)

    def indicator(self, identifier: str) -> Indicator:
        """Find an indicator on the right side, else on the left."""
        return self.after.indicator.get(identifier) or self.before.indicator[identifier]


def by_due(frame: Frame, what: str, due: Period | None) -> str:
    """Put "by 2030" behind what is asked; nothing where there is no date."""
    if due is None:
        return what
    return by_due_words(what, due, frame.lang)


def asked(frame: Frame, catalog: Catalog, target: Target | None) -> str:
    """Say what a target asks and by when: ``≥ 40% GRDP by 2030``; nothing where there is no target."""
    if target is None:
        return ""
    if target.comparator == "text":  # the indicator's title says it all
        return by_due(frame, frame.text("aim" if target.milestone else "undated_aim"), target.milestone)
    return by_due(frame, target_text(catalog, target, frame.lang), target.milestone)


def measured(frame: Frame, catalog: Catalog, one: Measurement | None) -> str:
    """Say what was measured and of when: ``25.2% (2025)``; nothing where there is no measurement."""
    if one is None:
        return ""
    what = measurement_text(catalog, one, frame.lang)
    return frame.text("in_period", what=what, period=one.period.within(frame.lang))


def judged(frame: Frame, verdict: Verdict | None) -> str:
    """Say a verdict: the standing, and the pace where the standing leaves room for one."""
    if verdict is None:
        return "—"
    standing = label("standing", verdict.standing, frame.lang)
    if verdict.standing in _WITHOUT_PACE or verdict.pace == verdict.standing:
        return standing
    return f"{standing} · {label('pace', verdict.pace, frame.lang)}"


def counted(frame: Frame, count: int, key: str) -> str:
    """Count years, days or stages: ``1 year``, ``2 years``."""
    return frame.text(key if count == 1 else f"{key}s", count=number_text(Decimal(count), frame.lang))


def span(frame: Frame, old: date, new: date) -> str:
    """Say how far two days lie apart: in years where they are full ones, else in days."""
    if (old.month, old.day) == (new.month, new.day):
        return counted(frame, abs(new.year - old.year), "year")
    return counted(frame, abs((new - old).days), "day")


def distance(frame: Frame, change: TargetChange) -> str:
    """Say the difference of a change of a target, without its sign; empty where there is none."""
    if change.difference is None:
        return ""
    if change.measured_in == "days" and change.old and change.new and change.old.due and change.new.due:
        return span(frame, change.old.due, change.new.due)
    if change.measured_in == "stages":
        return counted(frame, int(abs(change.difference)), "stage")
    return amount(frame, change.indicator, change.difference)


def alone(frame: Frame, change: TargetChange) -> tuple[str, str]:
    """Say that a promise stands on one side only, and what of that a table's columns do not say.

    Between milestones that is which other milestones the indicator has; between documents it is nothing.
    """
    key = f"{frame.mode}.{change.kind}"
    own = asked(frame, frame.after, change.target)
    others = [
        asked(frame, frame.after, other)
        for other in frame.after.targets_of.get(change.indicator, ())
        if frame.mode == "milestones" and other.id != change.target.id
    ]
    if others:
        facts = {"own": own, "others": ", ".join(others)}
        return frame.sentence((f"{key}.others",), **facts), frame.remark((f"{key}.others",), **facts)
    return frame.sentence((key,), own=own), ""


def amount(frame: Frame, indicator: str, difference: Decimal) -> str:
    """Say a difference in the indicator's unit, without its sign."""
    catalog = frame.after if indicator in frame.after.indicator else frame.before
    return difference_text(catalog, catalog.indicator[indicator], difference.copy_abs(), frame.lang)


def way(difference: Decimal | None) -> str:
    """Name the way a number went: ``up``, ``down``, ``same``; ``none`` where there is no difference."""
    if difference is None:
        return "none"
    return {1: "up", 0: "same", -1: "down"}[(difference > 0) - (difference < 0)]


def published(frame: Frame, catalog: Catalog, record: Target | Measurement) -> str:
    """Say when a record became known, no more precisely than known."""
    own = record.published if isinstance(record, Measurement) else None
    if own is not None:
        return day_text(own, frame.lang)
    source = source_of(record)
    if source is not None:
        return published_text(catalog, source, frame.lang)
    day = catalog.published_on(record)
    return day_text(day, frame.lang) if day > date.min else frame.text("unknown_day")


def source_of(record: Target | Measurement) -> str | None:
    """Give the id of the document that states a record."""
    claim: str | None = record.claim
    if claim is not None:
        return claim.partition("/")[0]
    cited = record.cited if isinstance(record, Measurement) else None
    return cited.source if cited is not None else None


def sides(frame: Frame, change: TargetChange | MeasurementChange) -> dict[str, str]:
    """Say the old and the new record of a change, each as its own catalog has it, and since when it is known."""
    newest = change.new or change.old
    assert newest is not None, "a change has a record"
    where = frame.before if change.new is None else frame.after
    facts = {"published": published(frame, where, newest)}
    if isinstance(change, TargetChange):
        facts["old"] = asked(frame, frame.before, change.old)
        facts["new"] = asked(frame, frame.after, change.new)
    else:
        facts["old"] = measured(frame, frame.before, change.old)
        facts["new"] = measured(frame, frame.after, change.new)
    return facts


def cause(frame: Frame, change: VerdictChange, one: Cause) -> str:
    """Say a cause of a changed verdict."""
    due = change.target.due
    code = one.code
    if code == "time_passed" and due is not None and change.before.as_of <= due < change.after.as_of:
        code = "due_passed"
    facts = {"due": day_text(due, frame.lang) if due else "", "old": "", "new": "", "published": ""}
    if one.of_target is not None:
        facts.update(sides(frame, one.of_target))
    if one.of_measurement is not None:
        facts.update(sides(frame, one.of_measurement))
    return CAUSES[code].within(frame.lang).format(**facts)
