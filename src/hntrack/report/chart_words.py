"""The words of a chart: its title, its labels, and the sentences that stand for it where it is not seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hntrack.model.catalog import Catalog
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.report.chart_axes import Scale
from hntrack.report.rounding import rounded
from hntrack.report.words import (
    by_due,
    dated_text,
    label,
    number_text,
    published_text,
    target_text,
    unit_title,
    value_text,
)
from hntrack.text.messages import Message, _, _c, _n, day_text

LEGEND: MappingProxyType[str, Message] = MappingProxyType(
    {
        "measured": _("measured"),
        "promised": _("promised"),
        "path": _("required path"),
        "projection": _("at the observed pace"),
        "today": _c("chart", "as of"),
    }
)

Judged = Sequence[tuple[Target, Verdict]]

_FEW, _DOCUMENTS = 6, 3


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


def point_label(catalog: Catalog, measurement: Measurement, lang: str) -> str:
    """Name a measurement: ``25.2% (2025)``."""
    return dated_text(catalog, measurement, lang)


def milestone_label(catalog: Catalog, target: Target, lang: str) -> str:
    """Name a milestone: ``> 50% by 2030``."""
    return f"{target_text(catalog, target, lang)} {due_label(target, lang)}".rstrip()


def due_label(target: Target, lang: str) -> str:
    """Say until when: ``by 2030``, ``đến năm 2030``; nothing for an undated aim."""
    if target.milestone is None:
        return ""
    return by_due("", target.milestone, lang).strip()


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
    sentences = [*_finding(catalog, judged, lang), _measured(measured, lang)]
    if promised:
        sentences.append(_("Promised: {promised}.", promised="; ".join(promised)).within(lang))
    sentences += _required(catalog, indicator, judged, lang)
    sentences += _projected(catalog, indicator, judged, lang)
    return " ".join(sentences)


def _finding(catalog: Catalog, judged: Judged, lang: str) -> Iterator[str]:
    """Say first what the drawing shows: where each promise stands."""
    for target, verdict in judged[:_FEW]:
        verdicts = [label("standing", verdict.standing, lang)]
        if verdict.pace not in ("met", "not_assessable"):
            verdicts.append(label("pace", verdict.pace, lang))
        yield f"{milestone_label(catalog, target, lang)}: {', '.join(verdicts)}."


def caption(
    catalog: Catalog,
    judged: Judged,
    points: tuple[Sequence[Measurement], Sequence[Measurement]],
    scale: Scale,
    *,
    lang: str,
    as_of: date,
) -> Iterator[str]:
    """Say where a chart comes from, and what it does not show.

    Args:
        catalog: As known on the day.
        judged: The targets with their verdicts.
        points: The measurements that are drawn, and all that there are.
        scale: Of its values.
        lang: ``vi`` or ``en``.
        as_of: The day.
    """
    drawn, everything = points
    claims = [*(target.claim for target, _ in judged), *(one.claim for one in drawn)]
    documents = list(dict.fromkeys(claim.partition("/")[0] for claim in claims if claim))
    if documents:
        named = "; ".join(_document(catalog, name, lang) for name in documents[:_DOCUMENTS])
        more = len(documents) - _DOCUMENTS
        if more > 0:
            named += "; " + _n("and {count} more", "and {count} more", more).within(lang)
        yield _("Source: {documents}.", documents=named).within(lang)
    methods = ", ".join(dict.fromkeys(f"{verdict.method} {verdict.version}" for _, verdict in judged))
    day = day_text(as_of, lang)
    told = (
        _("As of {day}. Method: {methods}.", day=day, methods=methods)
        if methods
        else _("As of {day}.", day=day)
    )
    yield told.within(lang)
    yield from _not_shown(len(everything) - len(drawn), scale, lang)


def _not_shown(left_out: int, scale: Scale, lang: str) -> Iterator[str]:
    if left_out:
        yield _n(
            "{count} measurement of another kind of period is left out.",
            "{count} measurements of other kinds of periods are left out.",
            left_out,
        ).within(lang)
    if not scale.downwards and not scale.low <= 0 <= scale.high:
        yield _("The scale begins at {low}, not at zero.", low=tick_label(scale.low, lang)).within(lang)


def _document(catalog: Catalog, name: str, lang: str) -> str:
    source = catalog.source.get(name)
    title = (source.title or source.publisher if source else None) or name
    return f"{title} ({published_text(catalog, name, lang)})"


def _measured(labels: Sequence[str], lang: str) -> str:
    if not labels:
        return _("Nothing measured yet.").within(lang)
    if len(labels) <= _FEW:
        return _("Measured: {labels}.", labels="; ".join(labels)).within(lang)
    first, last = labels[0], labels[-1]
    return _(
        "{count} measurements, from {first} to {last}.", count=len(labels), first=first, last=last
    ).within(lang)


def _required(catalog: Catalog, indicator: Indicator, judged: Judged, lang: str) -> Iterator[str]:
    for _target, verdict in judged[:1]:
        if verdict.due_value_now is not None:
            value = value_text(catalog, indicator, rounded(verdict.due_value_now), lang)
            yield (
                _("On the straight way the latest value would have to be {value}.", value=value).within(lang)
            )


def _projected(catalog: Catalog, indicator: Indicator, judged: Judged, lang: str) -> Iterator[str]:
    leading = [(t.due, v.projected) for t, v in judged if t.due is not None and v.projected is not None]
    if not leading:
        return
    due: date
    due, projected = min(leading)
    value, day = value_text(catalog, indicator, rounded(projected), lang), day_text(due, lang)
    yield (_("At the observed pace it would be {value} on {day}.", value=value, day=day).within(lang))
