"""The parts that sentences about changes are made of: sides, differences, dates and causes in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.compare.measurements import (
    Cause,
    Judge,
    MeasurementChange,
    Standpoint,
    causes,
    promise_causes,
    verdict_changed,
)
from hntrack.compare.promise import Slices, TargetChange, pair_targets, target_roots
from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.report.words import (
    by_due,
    dated_text,
    difference_text,
    label,
    number_text,
    published_text,
    target_text,
)
from hntrack.text.messages import Message, _, _c, day_text

# Which verdicts differ between two standpoints, and why.

VERDICT_CHANGES = ("judged", "changed", "no_longer_judged", "promised_anew")


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One verdict that is another one than before.

    Attributes:
        kind: ``judged`` for the first verdict on a new promise, ``changed``, ``no_longer_judged``, or
            ``promised_anew`` where another version of the promise is judged the same.
        before: What was known, asked and judged then.
        after: The same later.
        causes: Why, the most telling first; never empty.
    """

    kind: str
    before: Standpoint
    after: Standpoint
    causes: tuple[Cause, ...]

    @property
    def target(self) -> Target:
        """The target as it stands, or as it last stood."""
        found = self.after.target or self.before.target
        assert found is not None, "a verdict has a target"
        return found


def standpoint(catalog: Snapshot, target: Target | None, as_of: date, judge: Judge) -> Standpoint:
    """Judge a target by what is known on a day; no target, no verdict."""
    verdict = None if target is None else judge(catalog, target, as_of)
    return Standpoint(catalog, target, verdict, as_of)


def verdict_change(before: Standpoint, after: Standpoint, judge: Judge) -> VerdictChange | None:
    """Explain a changed verdict; ``None`` where it is the same."""
    if not verdict_changed(before.verdict, after.verdict):
        return None
    kind = "changed" if after.verdict else "no_longer_judged"
    if before.verdict is None:
        kind = "judged"
    return VerdictChange(kind, before, after, causes(before, after, judge))


def verdict_changes(before: Snapshot, after: Snapshot, judge: Judge) -> Iterator[VerdictChange]:
    """Compare all verdicts of two snapshots; a promise is followed through its changes in the whole catalogs.

    Args:
        before: A snapshot, judged on its day.
        after: The same for the other side.
        judge: The method; called on the part of a catalog that bears on the target.
    """
    slices = Slices(before), Slices(after)
    for old, new in pair_targets(before, after, target_roots(before.whole, after.whole)):
        asked = [target for target in (old, new) if target is not None]
        earlier = standpoint(slices[0].about(asked), old, before.day, judge)
        later = standpoint(slices[1].about(asked), new, after.day, judge)
        change = verdict_change(earlier, later, judge)
        anew = promise_causes(earlier, later)
        if change is None and anew:
            change = VerdictChange("promised_anew", earlier, later, anew)
        if change is not None:
            yield change


# What a change or a cause is called, and the sentence that tells it: one literal table in both languages.

# The short name of a change, by subject, kind and, where it matters, what is compared.  ``{left}`` and ``{right}``
# are the names of the two sides.
KINDS: MappingProxyType[str, Message] = MappingProxyType(
    {
        "target.new": _c("target", "new"),
        "target.dropped": _("dropped"),
        "target.withdrawn": _c("target", "withdrawn"),
        "target.raised": _("raised"),
        "target.lowered": _("lowered"),
        "target.brought_forward": _("brought forward"),
        "target.postponed": _("postponed"),
        "target.dated": _("given a date"),
        "target.undated": _("date dropped"),
        "target.comparator_changed": _("comparator changed"),
        "target.redefined": _("redefined"),
        "target.area_changed": _("area changed"),
        "target.baseline_changed": _("baseline changed"),
        "target.reworded": _("reworded"),
        "measurement.new": _c("measurement", "new"),
        "measurement.revised": _c("measurement", "revised"),
        "measurement.withdrawn": _c("measurement", "withdrawn"),
        "measurement.removed": _("removed"),
        "measurement.status_changed": _("status changed"),
        "measurement.measured_again": _("measured again"),
        "verdict.judged": _("first verdict"),
        "verdict.changed": _("verdict changed"),
        "verdict.no_longer_judged": _("no verdict any more"),
        "verdict.promised_anew": _("promise changed, same verdict"),
        "target.only_left.milestones": _("only by {left}"),
        "target.only_right.milestones": _("only by {right}"),
        "target.only_left.documents": _("only the first"),
        "target.only_right.documents": _("only the second"),
        "measurement.only_left.documents": _("only the first"),
        "measurement.only_right.documents": _("only the second"),
        "bearing.left_measures": _("the first measures"),
        "bearing.right_measures": _("the second measures"),
    }
)

# The sentence after "title: ", by subject, kind and, for a moved number, what moved.
SENTENCES: MappingProxyType[str, Message] = MappingProxyType(
    {
        "target.new": _("a new target, {new} ({published})"),
        "target.dropped": _("the target of {old} is no longer there"),
        "target.withdrawn": _("the target of {old} was withdrawn"),
        "target.raised.up": _("{old}, then {new}: raised by {difference}"),
        "target.raised.down": _("{old}, then {new}: {difference} lower, and so more ambitious"),
        "target.raised.rank": _("{old}, then {new}: more ambitious by {difference}"),
        "target.raised.stages": _("{old}, then {new}: {difference} further"),
        "target.raised": _("{old}, then {new}: more ambitious"),
        "target.lowered.down": _("{old}, then {new}: lowered by {difference}"),
        "target.lowered.up": _("{old}, then {new}: {difference} higher, and so less ambitious"),
        "target.lowered.rank": _("{old}, then {new}: less ambitious by {difference}"),
        "target.lowered.stages": _("{old}, then {new}: {difference} back"),
        "target.lowered": _("{old}, then {new}: less ambitious"),
        "target.brought_forward": _("{new}: brought forward by {difference}, from {due_old} to {due_new}"),
        "target.postponed": _("{new}: postponed by {difference}, from {due_old} to {due_new}"),
        "target.dated": _("had no date, is now due by {due_new}"),
        "target.undated": _("was due by {due_old}, now has no date"),
        "target.comparator_changed": _("{old}, then {new}"),
        "target.redefined": _("{old}, then {new}: put in other terms"),
        "target.area_changed": _("from {area_old} to {area_new}"),
        "target.baseline_changed": _("{new}: counted from another baseline"),
        "target.reworded": _("{new}: the same aim in other words"),
        "milestones.only_left": _("{own}; nothing for {right}"),
        "milestones.only_left.others": _("{own}; nothing for {right} (other milestones: {others})"),
        "milestones.only_right": _("{own}; nothing for {left}"),
        "milestones.only_right.others": _("{own}; nothing for {left} (other milestones: {others})"),
        "documents.only_left": _("{own}; {right} has no such target"),
        "documents.only_right": _("{own}; {left} has no such target"),
        "measurement.new": _("{new}, published {published}"),
        "measurement.new.up": _("{new}, published {published}; {difference} more than {previous}"),
        "measurement.new.down": _("{new}, published {published}; {difference} less than {previous}"),
        "measurement.new.same": _("{new}, published {published}; the same as {previous}"),
        "measurement.revised": _("{old} revised to {new}"),
        "measurement.revised.up": _("{old} revised to {new}, up {difference}"),
        "measurement.revised.down": _("{old} revised to {new}, down {difference}"),
        "measurement.withdrawn": _("{old} was withdrawn"),
        "measurement.removed": _("{old} is no longer there"),
        "measurement.status_changed": _("{old} ({status_old}), now {new} ({status_new})"),
        "measurement.measured_again": _("{old}, then {new}"),
        "measurement.measured_again.up": _("{old}, then {new}: {difference} more"),
        "measurement.measured_again.down": _("{old}, then {new}: {difference} less"),
        "measurement.measured_again.same": _("{old}, and still {new}"),
        "measurement.only_left": _("{old}; not in {right}"),
        "measurement.only_right": _("{new}; not in {left}"),
        "verdict.judged": _("{new}; {because}"),
        "verdict.changed": _("was {old}, now {new}: {because}"),
        "verdict.no_longer_judged": _("was {old}; {because}"),
        "verdict.promised_anew": _("{new}; {because}"),
        "bearing.left_measures": _("{left} measures {old}; {right} promises {new}"),
        "bearing.right_measures": _("{left} promises {old}; {right} measures {new}"),
    }
)

CAUSES: MappingProxyType[str, Message] = MappingProxyType(
    {
        "new_target": _("newly promised ({published})"),
        "withdrawn_target": _("the promise no longer stands"),
        "changed_method": _("the method of judging changed"),
        "raised": _("target raised from {old} to {new}"),
        "lowered": _("target lowered from {old} to {new}"),
        "brought_forward": _("brought forward: {new} instead of {old}"),
        "postponed": _("postponed: {new} instead of {old}"),
        "changed_terms": _("target put in other terms: {new} instead of {old}"),
        "changed_baseline": _("another baseline"),
        "new_measurement": _("new measurement: {new}, published {published}"),
        "revised_measurement": _("revised measurement: {old} became {new}"),
        "withdrawn_measurement": _("withdrawn measurement: {old}"),
        "changed_indicator": _("the indicator is defined otherwise"),
        "changed_milestones": _("another milestone of the same indicator changed"),
        "reworded": _("the target was reworded"),
        "promised_again": _("the same was promised again"),
        "time_passed": _("time passed"),
        "due_passed": _("the due date {due} has passed"),
    }
)

# What stands under a row of the table, where the columns already say half of the sentence.
REMARKS: MappingProxyType[str, Message] = MappingProxyType(
    {
        "milestones.only_left.others": _("other milestones: {others}"),
        "milestones.only_right.others": _("other milestones: {others}"),
        "target.new": _("published {published}"),
        "measurement.new.up": _("published {published}; {difference} more than before"),
        "measurement.new.down": _("published {published}; {difference} less than before"),
        "measurement.new.same": _("published {published}; unchanged"),
        "measurement.new": _("published {published}"),
        "verdict.judged": _("{because}"),
        "verdict.changed": _("because: {because}"),
        "verdict.no_longer_judged": _("{because}"),
        "verdict.promised_anew": _("{because}"),
    }
)

TEXTS: MappingProxyType[str, Message] = MappingProxyType(
    {
        "title.milestones": _("What is due by {left}, and by {right}"),
        "title.documents": _("{left} against {right}"),
        "title.dates": _("What changed between {left} and {right}"),
        "title.catalogs": _("From {left} to {right}"),
        "title.since": _("Verdicts changed from {left} to {right}"),
        "title.history": _("How the verdicts came about"),
        "no_history": _("Nothing became known yet."),
        "unchanged": _("{because}; the verdict stays"),
        "column.date": _("Date"),
        "column.latest": _("Latest"),
        "empty": _("Nothing differs."),
        "group.target": _("Targets"),
        "group.measurement": _("Measurements"),
        "column.verdict": _("Verdict"),
        "group.verdict": _("Verdicts"),
        "group.bearing": _("One measures what the other promises"),
        "column.change": _("Change"),
        "column.title": _("Indicator"),
        "column.area": _("Area"),
        "column.difference": _("Difference"),
        "shared": _("Both state: {titles}."),
        "shared_none": _("No target stands in both."),
        "became_known": _("Published in between: {sources}."),
        "year": _("{count} year"),
        "years": _("{count} years"),
        "day": _("{count} day"),
        "days": _("{count} days"),
        "stage": _("{count} step"),
        "stages": _("{count} steps"),
        "unknown_day": _("on an unknown day"),
        "aim": _("a qualitative aim"),
        "undated_aim": _("a qualitative aim, without a date"),
    }
)

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


def asked(frame: Frame, catalog: Catalog, target: Target | None) -> str:
    """Say what a target asks and by when: ``≥ 40% GRDP by 2030``; nothing where there is no target."""
    if target is None:
        return ""
    if target.comparator == "text":  # the indicator's title says it all
        return by_due(frame.text("aim" if target.milestone else "undated_aim"), target.milestone, frame.lang)
    return by_due(target_text(catalog, target, frame.lang), target.milestone, frame.lang)


def measured(frame: Frame, catalog: Catalog, one: Measurement | None) -> str:
    """Say what was measured and of when: ``25.2% (2025)``; nothing where there is no measurement."""
    return "" if one is None else dated_text(catalog, one, frame.lang)


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
