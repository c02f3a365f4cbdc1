"""Why a verdict is what it is: one sentence a reason code, in both languages, with the numbers of the case.

Placeholders: ``{value}``, ``{bound}``, ``{expected}`` … are values with their unit; ``{gap}``, ``{required}``,
``{observed}`` … are differences (percentage points for a share, places for a rank); ``{target}`` is the promise
in words ("more than 50%"); ``{due}`` is a day; everything else stands as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.assess.table import wording_of
from hntrack.model.verdict import PERIODS, Fact, Reason
from hntrack.report.reason_sentences import SHARED_REASONS
from hntrack.report.rounding import rounded
from hntrack.report.words import with_unit
from hntrack.text.messages import Message, _, _n, day_text
from hntrack.text.numbers import format_number
from hntrack.text.periods import words_of_period
from hntrack.text.units import SCALES, UNITS

_DIFFERENCES = frozenset({"gap", "required", "observed", "shortfall", "change", "needed"})
_PLAIN = frozenset(
    {"ratio", "score", "cagr", "percent", "earlier", "days", "years", "count", "share", "limit", "growth"}
    | {"miss", "current", "needed_rate", "factor"}
)
_ASKED = MappingProxyType(
    {
        "more_than": _("more than {}"),
        "at_least": _("at least {}"),
        "less_than": _("less than {}"),
        "at_most": _("at most {}"),
        "between": _("{} to {}"),
        "exactly": _("exactly {}"),
        "within_top": _("top {}"),
    }
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
    """Give a reason as a sentence.

    Args:
        reason: A code with the facts that its sentence names.
        lang: ``vi`` or ``en``.
    """
    template = (SHARED_REASONS.get(reason.code) or wording_of(reason.code)).within(lang)
    facts = _Facts(reason.facts, lang)
    said = template.format_map(facts)
    return said[:1].upper() + said[1:]


class _Facts(dict[str, str]):
    """Facts as text, made when a sentence asks for them."""

    def __init__(self, facts: Mapping[str, Fact], lang: str) -> None:
        super().__init__()
        self.facts, self.lang = facts, lang

    def __missing__(self, name: str) -> str:
        if name == "target":
            return self._target()
        if name == "after":
            return self._after()
        fact = self.facts.get(f"{name}_{self.lang}", self.facts.get(name, "?"))
        if isinstance(fact, Decimal):
            return self._number(name, fact)
        if name in PERIODS and isinstance(fact, str):
            return words_of_period(fact, self.lang)
        if isinstance(fact, date):
            return day_text(fact, self.lang)
        return str(fact)

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
        unit = str(self.facts.get("unit", ""))
        count = 1 if one else 2
        if unit == "percent" and difference:
            return _n("percentage point", "percentage points", count).within(self.lang)
        if unit == "rank":
            return _n("place", "places", count).within(self.lang) if difference else ""
        own = self.facts.get(f"unit_{self.lang}")
        known = UNITS.get(unit)
        name = unit if known is None else known.symbol or known.title.within(self.lang)
        if own is not None:
            name = str(own)
        if unit == "vnd":
            name = _("VND").within(self.lang)
        scale = SCALES[str(self.facts.get("scale", "one"))].within(self.lang)
        return f"{scale} {name}".strip()

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
