"""How the numbers of a verdict come about, one line each: ``50 % − 25.2 % = 24.8 pp``.

A formula is shown only where carrying it out gives the verdict's own number; the number stands alone otherwise
(a line with several milestones, a method that thinks in growth rates).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, DecimalException
from types import MappingProxyType

from hntrack.assess.series import Series
from hntrack.assess.wanted import wanted
from hntrack.assess.years import EXACT, years_between
from hntrack.model.catalog import Catalog
from hntrack.model.records import Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.report.progress import rounded
from hntrack.report.words import day_text, difference_text, number_text, value_text
from hntrack.text.wording import Wording

NAMES: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "gap": Wording("Còn thiếu", "Still missing"),
        "required_pace": Wording("Cần mỗi năm", "Needed a year"),
        "observed_pace": Wording("Nhịp đã thấy, mỗi năm", "Observed a year"),
        "due_value_now": Wording(
            "Đường thẳng đòi hỏi ở số đo mới nhất", "The straight way wants of the latest value"
        ),
        "projected": Wording("Đến hạn, nếu giữ nhịp ấy", "At the due date, at that pace"),
        "reached_on": Wording("Ngày đạt được, nếu giữ nhịp ấy", "Reached at that pace on"),
        "buffer_days": Wording("Có thể đứng yên thêm", "May stand still for"),
    }
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The numbers that formulas are made of."""

    aim: Decimal
    latest: Measurement
    value: Decimal
    base: Measurement | None
    years_past: Decimal | None
    years_left: Decimal | None


def arithmetic(
    catalog: Catalog, target: Target, verdict: Verdict, *, lang: str, as_of: date
) -> tuple[tuple[str, str], ...]:
    """Give the name of each number of a verdict, with how it comes about.

    Args:
        catalog: As known on the day of judging.
        target: What was judged.
        verdict: The verdict on it.
        lang: ``vi`` or ``en``.
        as_of: That day.
    """
    try:
        return tuple(_lines(catalog, target, verdict, lang, _parts(catalog, target, verdict, as_of)))
    except (DecimalException, OverflowError):
        return ()


def _parts(catalog: Catalog, target: Target, verdict: Verdict, as_of: date) -> _Parts | None:
    series = Series(catalog, catalog.measurements_of.get(target.indicator, ()), as_of)
    latest = catalog.measurement.get(verdict.latest or "")
    asked = wanted(catalog, target, series.points[0] if series.points else None)
    if latest is None or latest.value is None or asked is None:
        return None
    base = catalog.measurement.get(verdict.baseline or "")
    if base is not None and base.value is None:
        base = None
    past = years_between(base.period.end, latest.period.end) if base is not None else None
    left = years_between(latest.period.end, target.due) if target.due is not None else None
    return _Parts(asked.aim(latest.value)[0], latest, latest.value, base, past, left)


def _lines(
    catalog: Catalog, target: Target, verdict: Verdict, lang: str, parts: _Parts | None
) -> Iterator[tuple[str, str]]:
    indicator = catalog.indicator[target.indicator]

    def difference(number: Decimal) -> str:
        return difference_text(catalog, indicator, rounded(number), lang)

    def value(number: Decimal) -> str:
        return value_text(catalog, indicator, rounded(number), lang)

    formulas = _formulas(verdict, parts, lang) if parts is not None else {}
    for key, number, say in (
        ("gap", verdict.gap if verdict.gap is not None and verdict.gap > 0 else None, difference),
        ("required_pace", verdict.required_pace, difference),
        ("observed_pace", verdict.observed_pace, difference),
        ("due_value_now", verdict.due_value_now, value),
        ("projected", verdict.projected, value),
    ):
        if number is not None:
            formula = formulas.get(key)
            yield NAMES[key].within(lang), f"{formula} = {say(number)}" if formula else say(number)
    if verdict.reached_on is not None:
        yield NAMES["reached_on"].within(lang), day_text(verdict.reached_on, lang)
    if verdict.buffer_days is not None and verdict.buffer_days >= 0:
        days = f"{verdict.buffer_days} {'ngày' if lang == 'vi' else 'days'}"
        yield NAMES["buffer_days"].within(lang), days


def _formulas(verdict: Verdict, parts: _Parts, lang: str) -> dict[str, str]:
    """The formulas that hold, by the name of their result."""

    def say(number: Decimal) -> str:
        text = number_text(rounded(number), lang)
        return f"({text})" if number < 0 else text

    found: dict[str, str] = {}
    aim, value = parts.aim, parts.value
    if verdict.gap is not None and abs(aim - value) == verdict.gap:
        high, low = max(aim, value), min(aim, value)
        found["gap"] = f"{say(high)} − {say(low)}"
    years = parts.years_left
    if years and verdict.required_pace == EXACT.divide(aim - value, years):
        found["required_pace"] = f"({say(aim)} − {say(value)}) ÷ {_years(years, lang)}"
    if parts.base is not None and parts.base.value is not None and parts.years_past:
        found |= _from_base(verdict, parts, lang)
    return found


def _from_base(verdict: Verdict, parts: _Parts, lang: str) -> dict[str, str]:
    assert parts.base is not None
    base, past = parts.base.value, parts.years_past
    assert base is not None
    assert past is not None
    found: dict[str, str] = {}

    def say(number: Decimal) -> str:
        text = number_text(rounded(number), lang)
        return f"({text})" if number < 0 else text

    change = parts.value - base
    if verdict.observed_pace == EXACT.divide(change, past):
        found["observed_pace"] = f"({say(parts.value)} − {say(base)}) ÷ {_years(past, lang)}"
    left = parts.years_left
    if left is None:
        return found
    if verdict.due_value_now == base + EXACT.divide((parts.aim - base) * past, past + left):
        rise, whole = f"({say(parts.aim)} − {say(base)})", _years(past + left, lang)
        found["due_value_now"] = f"{say(base)} + {rise} × {say(past)} ÷ {whole}"
    if verdict.projected == parts.value + EXACT.divide(change * left, past):
        found["projected"] = f"{say(parts.value)} + {say(EXACT.divide(change, past))} × {_years(left, lang)}"
    return found


def _years(years: Decimal, lang: str) -> str:
    text = number_text(rounded(years), lang)
    return f"{text} năm" if lang == "vi" else f"{text} year{'s' if years != 1 else ''}"
