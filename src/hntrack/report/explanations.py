"""The lines of ``--explain``: those that several methods use, and how any line is written.

Numbers stand without their unit: a formula is read as a formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.assess.table import wording_of
from hntrack.model.verdict import PERIODS, Fact, Reason
from hntrack.report.reasons import QUALIFIERS
from hntrack.text.messages import Message, _, day_text
from hntrack.text.numbers import format_number
from hntrack.text.periods import words_of_period

SHARED_LINES: Mapping[str, Message] = MappingProxyType(
    {
        "no_input": _("No measurement was used."),
        "input_latest": _("Latest measurement: {value} ({period}, {id})."),
        "input_due": _("Measurement that reaches the due date: {value} ({period}, {id})."),
        "input_broken": _("Measurement that did not satisfy it: {value} ({period}, {id})."),
        "input_sum": _("Added up for {period}: {value}."),
        "input_mean": _("On average in {period}: {value}."),
        "baseline_named": _("Baseline: {value} ({period}, {id}), named with the target."),
        "baseline_relative": _("Baseline: {value} ({period}, {id}), which the target is relative to."),
        "baseline_earliest": _(
            "Baseline: {value} ({period}, {id}), the earliest measurement; the target names none."
        ),
        "baseline_year": _(
            "Baseline: {value} ({period}, {id}), by the method's rule for its base year {year}."
        ),
        "relative_bound": _("Value to be reached: {base} ({period}) × (1 + {asked} / 100) = {bound}."),
        "relative_now": _("Change against the base so far: {percent}%; {asked}% promised."),
        "further_bound": _("Value to be reached: {base} ({period}) + {asked} = {bound}."),
        "formula_level": _("{y} {sign} {bound}: true."),
        "formula_level_not": _("{y} {sign} {bound}: false."),
    }
)
"""Every code that is no method's own → its line."""


def explanation(line: Reason, lang: str) -> str:
    """Give a line of an explanation in words.

    Args:
        line: A code with the facts that its wording names.
        lang: ``vi`` or ``en``.
    """
    facts = {name: _text(name, fact, lang) for name, fact in line.facts.items()}
    if "qualifier" in facts:
        facts["value"] = f"{QUALIFIERS[facts['qualifier']].within(lang)} {facts['value']}"
    return (SHARED_LINES.get(line.code) or wording_of(line.code)).within(lang).format_map(facts)


def _text(name: str, fact: Fact, lang: str) -> str:
    if isinstance(fact, Decimal):
        return format_number(_short(fact), lang, minus="−")
    if isinstance(fact, date):
        return day_text(fact, lang)
    if name in PERIODS and isinstance(fact, str):
        return words_of_period(fact, lang)
    return str(fact)


def _short(value: Decimal) -> Decimal:
    """Keep what was printed; round what was computed to six significant digits, half to even."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -4 or not value:
        return value
    return value.quantize(Decimal(1).scaleb(max(value.adjusted() - 5, -12)))
