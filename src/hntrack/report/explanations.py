"""The lines of ``--explain``: those that several methods use, and how any line is written.

Numbers stand without their unit: a formula is read as a formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.assess.table import wording_of
from hntrack.model.verdict import Fact, Reason
from hntrack.text.numbers import format_number
from hntrack.text.wording import Wording

SHARED_LINES: Mapping[str, Wording] = MappingProxyType(
    {
        "no_input": Wording("Không có số đo nào được dùng.", "No measurement was used."),
        "input_latest": Wording(
            "Số đo mới nhất: {value} ({period}, {id}).", "Latest measurement: {value} ({period}, {id})."
        ),
        "input_due": Wording(
            "Số đo của kỳ đến hạn: {value} ({period}, {id}).",
            "Measurement that reaches the due date: {value} ({period}, {id}).",
        ),
        "baseline_named": Wording(
            "Số gốc: {value} ({period}, {id}), do mục tiêu chỉ định.",
            "Baseline: {value} ({period}, {id}), named with the target.",
        ),
        "baseline_relative": Wording(
            "Số gốc: {value} ({period}, {id}), vì mục tiêu tính theo số này.",
            "Baseline: {value} ({period}, {id}), which the target is relative to.",
        ),
        "baseline_earliest": Wording(
            "Số gốc: {value} ({period}, {id}), số đo sớm nhất; mục tiêu không chỉ định số gốc.",
            "Baseline: {value} ({period}, {id}), the earliest measurement; the target names none.",
        ),
        "baseline_year": Wording(
            "Số gốc: {value} ({period}, {id}), theo quy tắc năm gốc {year} của phương pháp.",
            "Baseline: {value} ({period}, {id}), by the method's rule for its base year {year}.",
        ),
        "relative_bound": Wording(
            "Mức phải đạt: {base} ({period}) × (1 + {asked} / 100) = {bound}.",
            "Value to be reached: {base} ({period}) × (1 + {asked} / 100) = {bound}.",
        ),
        "relative_now": Wording(
            "Thay đổi đến nay so với gốc: {percent} %; mục tiêu {asked} %.",
            "Change against the base so far: {percent} %; {asked} % promised.",
        ),
        "further_bound": Wording(
            "Mức phải đạt: {base} ({period}) + {asked} = {bound}.",
            "Value to be reached: {base} ({period}) + {asked} = {bound}.",
        ),
        "formula_level": Wording("{y} {sign} {bound}: đúng.", "{y} {sign} {bound}: true."),
        "formula_level_not": Wording("{y} {sign} {bound}: sai.", "{y} {sign} {bound}: false."),
    }
)
"""Every code that is no method's own → its line."""


def explanation(line: Reason, lang: str) -> str:
    """Give a line of an explanation in words.

    Args:
        line: A code with the facts that its wording names.
        lang: ``vi`` or ``en``.
    """
    facts = {name: _text(fact, lang) for name, fact in line.facts.items()}
    return (SHARED_LINES.get(line.code) or wording_of(line.code)).within(lang).format_map(facts)


def _text(fact: Fact, lang: str) -> str:
    if isinstance(fact, Decimal):
        return format_number(_short(fact), lang, minus="−")
    if isinstance(fact, date):
        return f"{fact:%d-%m-%Y}" if lang == "vi" else fact.isoformat()
    return str(fact)


def _short(value: Decimal) -> Decimal:
    """Keep what was printed; round what was computed to six significant digits, half to even."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -4 or not value:
        return value
    return value.quantize(Decimal(1).scaleb(max(value.adjusted() - 5, -12)))
