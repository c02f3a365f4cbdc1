"""The words of a chart: its title, its labels, and the sentences that stand for it where it is not seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.report.rounding import rounded
from hntrack.report.words import day_text, measurement_text, number_text, target_text, unit_title, value_text
from hntrack.text.wording import Wording

LEGEND: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "measured": Wording("đã đo", "measured"),
        "promised": Wording("mục tiêu", "promised"),
        "path": Wording("đường phải đi", "required path"),
        "projection": Wording("nếu giữ nhịp hiện nay", "at the observed pace"),
        "today": Wording("ngày xét", "as of"),
    }
)

Judged = Sequence[tuple[Target, Verdict]]

_FEW = 6


def legend(key: str, lang: str) -> str:
    """Give the name of a part of the chart."""
    return LEGEND[key].within(lang)


def title(catalog: Catalog, indicator: Indicator, lang: str) -> str:
    """Name the indicator, with its unit where it has one to name."""
    unit = unit_title(catalog, indicator, lang)
    if indicator.share_of is not None:
        unit = f"{unit} {indicator.share_of.within(lang)}"
    name = indicator.title.within(lang)
    return f"{name} ({unit})" if unit and indicator.measure != "rank" else name


def point_label(catalog: Catalog, one: Measurement, lang: str) -> str:
    """Name a measurement: ``25.2 % (2025)``."""
    return f"{measurement_text(catalog, one, lang)} ({one.period.text})"


def milestone_label(catalog: Catalog, target: Target, lang: str) -> str:
    """Name a milestone: ``> 50 % by 2030``."""
    return f"{target_text(catalog, target, lang)} {due_label(target, lang)}".rstrip()


def due_label(target: Target, lang: str) -> str:
    """Say until when: ``by 2030``, ``đến năm 2030``; nothing for an undated aim."""
    if target.milestone is None:
        return ""
    due = target.milestone.text
    if lang == "vi":
        return f"đến năm {due}" if len(due) == 4 else f"đến {due}"
    return f"by {due}"


def tick_label(value: Decimal, lang: str) -> str:
    """Print the number of a tick without needless zeros; very large ones in powers of ten."""
    plain = value.normalize() if value else Decimal(0)
    if plain.adjusted() >= 9:
        scaled = plain.scaleb(-plain.adjusted()).normalize()
        return f"{number_text(scaled, lang)}×10^{plain.adjusted()}"
    return number_text(plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain, lang)


def description(
    catalog: Catalog,
    indicator: Indicator,
    judged: Judged,
    lang: str,
    labels: tuple[Sequence[str], Sequence[str]],
) -> str:
    """Tell the chart in words.

    Args:
        catalog: As known on the day.
        indicator: What is drawn.
        judged: The targets with their verdicts.
        lang: ``vi`` or ``en``.
        labels: Of its points, and of its milestones, in order.
    """
    measured, promised = labels
    sentences = [_measured(measured, lang)]
    if promised:
        sentences.append(f"{'Mục tiêu' if lang == 'vi' else 'Promised'}: {'; '.join(promised)}.")
    sentences += _required(catalog, indicator, judged, lang)
    sentences += _projected(catalog, indicator, judged, lang)
    return " ".join(sentences)


def _measured(labels: Sequence[str], lang: str) -> str:
    vi = lang == "vi"
    if not labels:
        return "Chưa có số đo." if vi else "Nothing measured yet."
    if len(labels) <= _FEW:
        return f"{'Đã đo' if vi else 'Measured'}: {'; '.join(labels)}."
    first, last = labels[0], labels[-1]
    if vi:
        return f"{len(labels)} số đo, từ {first} đến {last}."
    return f"{len(labels)} measurements, from {first} to {last}."


def _required(catalog: Catalog, indicator: Indicator, judged: Judged, lang: str) -> Iterator[str]:
    for _, verdict in judged[:1]:
        if verdict.due_value_now is not None:
            value = value_text(catalog, indicator, rounded(verdict.due_value_now), lang)
            yield (
                f"Theo đường thẳng, số đo mới nhất lẽ ra phải là {value}."
                if lang == "vi"
                else f"On the straight way the latest value would have to be {value}."
            )


def _projected(catalog: Catalog, indicator: Indicator, judged: Judged, lang: str) -> Iterator[str]:
    leading = [(t.due, v.projected) for t, v in judged if t.due is not None and v.projected is not None]
    if not leading:
        return
    due: date
    due, projected = min(leading)
    value, day = value_text(catalog, indicator, rounded(projected), lang), day_text(due, lang)
    yield (
        f"Nếu giữ nhịp hiện nay, đến {day} sẽ là {value}."
        if lang == "vi"
        else f"At the observed pace it will be {value} on {day}."
    )
