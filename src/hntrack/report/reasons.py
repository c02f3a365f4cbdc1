"""Why a verdict is what it is: one sentence a reason code, in both languages, with the numbers of the case.

Placeholders: ``{value}``, ``{bound}``, ``{expected}`` … are values with their unit; ``{gap}``, ``{required}``,
``{observed}`` … are differences (percentage points for a share, places for a rank); ``{target}`` is the promise
in words ("more than 50%"); ``{due}`` is a day; everything else stands as it is.

The verdict itself is given here as exact data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.model.catalog import Catalog, Snapshot
from hntrack.model.codes import COMPARATORS, meaning
from hntrack.model.records import Target
from hntrack.model.verdict import PERIODS, Fact, Reason, Verdict
from hntrack.report import Json
from hntrack.report.words import label, rounded, target_item, target_text, unit_words, used_item, with_unit
from hntrack.text.messages import Message, _, _n, day_text
from hntrack.text.numbers import format_number
from hntrack.text.periods import words_of_period

# Sentences on where a target stands, and those on the pace that several methods use: reason code → wording.

SHARED_REASONS: Mapping[str, Message] = MappingProxyType(
    {
        "met": _("{value} ({period}) satisfies {target}; it must still do so on {due}."),
        "hold_met": _("{value} ({period}) satisfies {target}; it must hold in every year until {due}."),
        "not_met": _("{value} ({period}) against {target}: {gap} still missing."),
        "not_met_required": _(
            "{value} ({period}) against {target}: {gap} still missing; {required} a year needed until {due}."
        ),
        "not_met_more_than": _(
            "{value} ({period}) against {target}: {gap} still missing; more than {required} a year needed "
            "until {due}."
        ),
        "at_bound": _(
            "{value} ({period}) is exactly the bound, but {target} was promised: equal is not enough."
        ),
        "kept": _("Due on {due}: {value} ({period}) satisfies {target}. The promise was kept."),
        "missed": _("Due on {due}: {value} ({period}) does not satisfy {target}; {gap} missing."),
        "hold_missed": _("{target} had to hold every year until {due}; in {period} it was {value}."),
        "missed_at_bound": _(
            "Due on {due}: {value} ({period}) is exactly the bound, but {target} was promised: equal is "
            "not enough."
        ),
        "bound_missed": _(
            "Due on {due}: all that is known is “{value}” ({period}), which rules out {target}."
        ),
        "bound_not_met": _(
            "All that is known is “{value}” ({period}), which rules out {target}, due on {due}."
        ),
        "not_met_sum": _(
            "Added up for {period}: {value} against {target}: {gap} still missing; "
            "{required} a year needed until {due}."
        ),
        "not_met_mean": _(
            "On average in {period}: {value} against {target}: what is left needs {each} on average."
        ),
        "hold_broken": _("{target} has to hold every year until {due}, but in {period} it was {value}."),
        "reached_late": _("It was reached later, {after} after: {later_value} ({later_period})."),
        "due_later_reached": _(
            "There is no measurement for {due}; the first one, {after} after, {later_value} "
            "({later_period}), reaches {target}: whether it was reached in time is not known."
        ),
        "due_later_not_reached": _(
            "There is no measurement for {due}; the first one, {after} after, {later_value} "
            "({later_period}), does not reach {target}: how it was when due is not known."
        ),
        "due_later_assessed": _("Due on {due}; the first assessment is of {period}, after that date."),
        "no_judge": _(
            "Recorded as “{stage}” ({period}), but nobody is named who judged it: that is no verdict."
        ),
        "met_when_promised": _("It was satisfied already when it was promised: {value} ({period})."),
        "rank_met_when_promised": _(
            "It was satisfied already when it was promised: rank {value} ({period})."
        ),
        "rank_met_and_lost": _("It was satisfied before (rank {value}, {period}), and lost."),
        "met_and_lost": _("It was satisfied before ({value}, {period}), and lost."),
        "old": _("The latest measurement is {days} days old."),
        "nature_unknown": _(
            "The periods measured differ in length, and the indicator does not say whether it is a stock "
            "or a flow: its field nature (stock or flow) would settle it."
        ),
        "unlike_periods": _(
            "Only periods of another kind were measured ({period}): they cannot be compared with "
            "{target}, due on {due}."
        ),
        "period_promise": _(
            "{target} is promised of a whole period until {due}; {period} alone does not judge it: the "
            "target's field over (sum, mean, each_year or end) says what counts."
        ),
        "over_incomplete": _(
            "Due on {due}, but not all of {whole} was measured: it is missing from {missing} on."
        ),
        "base_undefined": _(
            "The promise is a percentage of a base that is zero or negative: that says nothing."
        ),
        "rank_met": _("Rank {value} ({period}) is within the {target}; it must still be so on {due}."),
        "rank_hold_met": _(
            "Rank {value} ({period}) is within the {target}; it must hold in every year until {due}."
        ),
        "rank_not_met": _("Rank {value} ({period}) against the {target}: {gap} to climb by {due}."),
        "rank_kept": _("Due on {due}: rank {value} ({period}) is within the {target}. The promise was kept."),
        "rank_missed": _("Due on {due}: rank {value} ({period}) is outside the {target}, {gap} short."),
        "no_measurement": _("There is no measurement yet; {target} is due on {due}."),
        "due_no_measurement": _(
            "Due on {due}, but there is no measurement: whether {target} was kept is not known."
        ),
        "due_earlier": _(
            "Due on {due}, but the last measurement, {value}, is of {period}: {target} cannot be judged yet."
        ),
        "rank_due_earlier": _(
            "Due on {due}, but the last ranking, rank {value}, is of {period}: {target} cannot be judged yet."
        ),
        "sum_over": _("Added up for {period}: {value}, already {gap} more than {target} allows."),
        "base_missing": _(
            "The promise is relative to a base that the catalog does not hold: the value to be reached is "
            "unknown."
        ),
        "not_assessed": _("A qualitative aim, due on {due}; nobody has assessed it yet."),
        "due_not_assessed": _(
            "A qualitative aim, due on {due}; the date has passed and nobody has assessed it."
        ),
        "due_last_assessed": _("Due on {due}; the last assessment is of {period}, before that date."),
        "stage_reached": _(
            "At “{stage}” ({period}), “{asked_stage}” was promised; it must still be so on {due}."
        ),
        "stage_below": _("At “{stage}” ({period}); “{asked_stage}” is due on {due}."),
        "stage_kept": _(
            "Due on {due}: “{stage}” ({period}), “{asked_stage}” was promised. The promise was kept."
        ),
        "stage_missed": _("Due on {due}: only “{stage}” ({period}), “{asked_stage}” was promised."),
        "undated_met": _("No date is set; {value} ({period}) satisfies {target} at present."),
        "undated_unmet": _("No date is set; {value} ({period}) against {target}: {gap} missing at present."),
        "rank_undated_met": _("No date is set; rank {value} ({period}) is within the {target} at present."),
        "rank_undated_unmet": _(
            "No date is set; rank {value} ({period}) against the {target}: {gap} to climb."
        ),
        "undated_reached": _("No date is set; at “{stage}” ({period})."),
        "undated_below": _("No date is set; at “{stage}” ({period}), “{asked_stage}” was promised."),
        "undated_unknown": _("No date is set, and there is nothing to judge it by yet."),
        "within_rounding": _(
            "The figure is rounded as printed; what lies within the rounding of {value} could turn the "
            "verdict on {target}."
        ),
        "about_unsettled": _("The figure is only “{value}”: not precise enough to settle {target}."),
        "bound_unsettled": _("All that is known is “{value}”: {target} is neither shown nor ruled out."),
        "pace_met": _("The promised level is reached."),
        "pace_kept": _("The promise was kept in time."),
        "pace_undated": _("Without a date no pace is required."),
        "due_passed": _("The due date has passed: there is no pace left to judge."),
        "pace_no_measurement": _("No measurement: the pace cannot be judged."),
        "one_measurement": _("There is one measurement only: the pace cannot be judged."),
        "baseline_after_target": _("The baseline is not earlier than the due date: there is no trajectory."),
        "qualitative": _("A qualitative aim has no pace to be measured."),
        "rank_only_as_rank": _("A rank is judged as a rank only, never by a rate of growth."),
        "out_of_range": _("The numbers are beyond what can be computed reliably."),
        "no_direction": _("The indicator does not say whether more or less is better."),
        "needs_target": _("This method needs a numeric target."),
        "bound_value_no_pace": _("All that is known is “{value}”: not enough for this method."),
        "whole_not_known": _("This method does not know promises about a whole period."),
        "hold_is_broken": _("What had to hold every year did not: that is no longer on track."),
    }
)
"""Every code that is no method's own → its sentence; a method's own stand in its file in ``assess/methods``."""

_DIFFERENCES = frozenset({"gap", "required", "observed", "shortfall", "change", "needed"})
_PLAIN = frozenset(
    {"ratio", "score", "cagr", "percent", "earlier", "days", "years", "count", "share", "limit", "growth"}
    | {"miss", "current", "needed_rate", "factor"}
)
_ASKED: Mapping[str, Message] = MappingProxyType(
    {word: meaning(word).asked for word in COMPARATORS if meaning(word).asks != "words"}
)
QUALIFIERS = MappingProxyType(
    {
        "exact": Message(""),
        "about": _("about"),
        "more_than": _("more than"),
        "at_least": _("at least"),
        "less_than": _("less than"),
        "up_to": _("up to"),
    }
)


_TIMES = MappingProxyType(
    {
        "day": (_("{count} day"), _("{count} days")),
        "month": (_("{count} month"), _("{count} months")),
        "year": (_("{count} year"), _("{count} years")),
    }
)
_OVER = MappingProxyType(
    {
        "sum": _(" (sum over {whole})"),
        "mean": _(" (mean over {whole})"),
        "each_year": _(" (in each year of {whole})"),
    }
)

_UNITS_OF_DIFFERENCES: Mapping[str, tuple[Message, Message]] = MappingProxyType(
    {
        "percent": (
            _n("percentage point", "percentage points", 1),
            _n("percentage point", "percentage points", 2),
        ),
        "rank": (_n("place", "places", 1), _n("place", "places", 2)),
    }
)
"""What a difference is counted in where that is no unit of values: one of it, and several."""

_SAID_ALREADY = frozenset(
    {"rank_pace_met", "pace_met", "pace_kept", "qualitative", "due_passed", "pace_undated", "hold_is_broken"}
    | {"hold_no_line", "bound_no_pace", "bound_value_no_pace"}
)
"""Reasons of a pace which the standing's own sentence has said before."""
_LABELS_SAY = frozenset({"not_assessed", "undated_unknown", "no_measurement", "pace_no_measurement"})
_NEVER_LEFT_OUT = frozenset(
    {
        "old",
        "met_when_promised",
        "met_and_lost",
        "rank_met_when_promised",
        "rank_met_and_lost",
        "reached_late",
        "nature_unknown",
        "buffer_over",
        "moving_away",
    }
)


def in_short(reasons: Sequence[Reason], lang: str) -> str:
    """Give the first reasons as one text for people, without what only repeats what the one before has said."""
    told = telling(reasons)
    more = [one for one in told[2:] if one.code in _NEVER_LEFT_OUT]
    return " ".join(sentence(one, lang) for one in (*told[:2], *more))


def says_more(reasons: Sequence[Reason]) -> bool:
    """Whether the reasons say more than the labels of standing and pace do."""
    return not all(one.code in _LABELS_SAY for one in telling(reasons))


def telling(reasons: Sequence[Reason]) -> list[Reason]:
    """Leave out what only repeats; the first reason always stays."""
    codes: set[str] = set()
    told: list[Reason] = []
    for reason in reasons:
        again = reason.code in codes or (
            reason.code == "old" and any(other.code == "stale" for other in reasons)
        )
        if not told or not (again or reason.code in _SAID_ALREADY):
            told.append(reason)
        codes.add(reason.code)
    return told


def sentence(reason: Reason, lang: str) -> str:
    """Give a reason as a sentence."""
    template = (SHARED_REASONS.get(reason.code) or _of_method(reason.code)).within(lang)
    said = template.format_map(_FactsOfReason(reason.facts, lang))
    return said[:1].upper() + said[1:]


def _of_method(code: str) -> Message:
    from hntrack.assess.methods import wording_of  # noqa: PLC0415  (most reasons are shared by the methods)

    return wording_of(code)


class Facts(dict[str, str]):
    """Facts as text, made when a sentence asks for them."""

    def __init__(self, facts: Mapping[str, Fact], lang: str) -> None:
        super().__init__()
        self.facts, self.lang = facts, lang

    def said(self, name: str, fact: Fact) -> str:
        """Give a period or a day as people write it; everything else stands as it is."""
        if name in PERIODS and isinstance(fact, str):
            return words_of_period(fact, self.lang)
        return day_text(fact, self.lang) if isinstance(fact, date) else str(fact)


class _FactsOfReason(Facts):
    """Facts as a sentence writes them: numbers rounded, with their units."""

    def __missing__(self, name: str) -> str:
        if name == "target":
            return self._target()
        if name == "after":
            return self._after()
        fact = self.facts.get(f"{name}_{self.lang}", self.facts.get(name, "?"))
        return self._number(name, fact) if isinstance(fact, Decimal) else self.said(name, fact)

    def _number(self, name: str, value: Decimal) -> str:
        number = format_number(rounded(value), self.lang, minus="−")
        if name in _PLAIN:
            return f"+{number}" if name == "percent" and "base_period" in self.facts and value > 0 else number
        if name == "later_value" and self.facts.get("unit") == "rank":
            return _("rank {number}{total}", number=number, total="").within(self.lang)
        if name == "value":
            qualifier = QUALIFIERS[str(self.facts.get("qualifier", "exact"))].within(self.lang)
            number = f"{qualifier} {number}".lstrip()
        return with_unit(number, self._unit(difference=name in _DIFFERENCES, one=abs(value) == 1))

    def _unit(self, *, difference: bool, one: bool) -> str:
        facts = self.facts
        unit = str(facts.get("unit", ""))
        if difference and unit in _UNITS_OF_DIFFERENCES:
            return _UNITS_OF_DIFFERENCES[unit][not one].within(self.lang)
        if unit == "rank":
            return ""
        own = facts.get(f"unit_{self.lang}")
        return unit_words(unit, str(facts.get("scale", "one")), None if own is None else str(own), self.lang)

    def _after(self) -> str:
        """A time in its unit: ``2 years``, ``3 months``."""
        number = str(self.facts["after"])
        words = _TIMES[str(self.facts["after_unit"])][number != "1"]
        return words.within(self.lang).format(count=number)

    def _over(self) -> str:
        """What of a promised period the figure is about, in words."""
        words = _OVER.get(str(self.facts.get("over", "")))
        return "" if words is None else words.within(self.lang).format(whole=self["whole"])

    def _target(self) -> str:
        comparator = str(self.facts.get("comparator", ""))
        if comparator == "between" and "bound_high" not in self.facts:
            comparator = "exactly"  # both ends are the same
        asked = _ASKED.get(comparator)
        if asked is None or "bound" not in self.facts:
            return _("the aim as stated").within(self.lang)
        bounds = [self[name] for name in ("bound", "bound_high") if name in self.facts]
        words = asked.within(self.lang).format(*bounds[: asked.en.count("{}")])
        if "stretch" in self.facts:
            words += _(" (aiming at {stretch})").within(self.lang).format(stretch=self["stretch"])
        words += self._over()
        if "percent" not in self.facts:
            return words
        against = _("against").within(self.lang)
        return f"{words} ({self['percent']}% {against} {self['base_period']})"


# A verdict as exact data.


def verdict_item(catalog: Catalog, target: Target, verdict: Verdict, lang: str) -> dict[str, Json]:
    """Give a target with its verdict: the item of ``hntrack progress``."""
    item = target_item(catalog, target, lang)
    labels = item["label"]
    assert isinstance(labels, dict)
    labels["standing"] = label("standing", verdict.standing, lang)
    labels["pace"] = label("pace", verdict.pace, lang)
    return {
        **item,
        "latest": used_item(catalog, verdict.latest, lang),
        "judged": used_item(catalog, verdict.judged, lang),
        "named_baseline": target.baseline,
        "baseline": used_item(catalog, verdict.baseline, lang),
        "gap": verdict.gap,
        "required_pace": verdict.required_pace,
        "required_pace_since_latest": verdict.required_pace_since_latest,
        "observed_pace": verdict.observed_pace,
        "projected": verdict.projected,
        "due_value_now": verdict.due_value_now,
        "reached_on": verdict.reached_on.isoformat() if verdict.reached_on else None,
        "buffer_days": verdict.buffer_days,
        "standing": verdict.standing,
        "pace": verdict.pace,
        "category": verdict.category or None,
        "reason": " ".join(sentence(reason, lang) for reason in verdict.reasons),
        "reasons": [reason.code for reason in verdict.reasons],
        "numbers": dict(verdict.numbers),
        "flags": list(verdict.flags),
        "method": {"id": verdict.method, "version": verdict.version},
        "first_promise": _first_promise(catalog, target, lang),
    }


def _first_promise(catalog: Catalog, target: Target, lang: str) -> dict[str, Json] | None:
    """Give what the first version of the promise would say today; ``None`` where there was never another one."""
    if target.supersedes is None or not isinstance(catalog, Snapshot):
        return None
    from hntrack.report.versions import first_promise, made_text  # noqa: PLC0415  (only a changed promise pays for it)

    found = first_promise(catalog, target, catalog.day)
    if found is None:
        return None
    first, verdict = found
    return {
        "target": first.id,
        "asked": target_text(catalog, first, lang),
        "milestone": first.milestone.text if first.milestone else None,
        "promised": made_text(catalog.public, first, lang),
        "standing": verdict.standing,
        "pace": verdict.pace,
    }
