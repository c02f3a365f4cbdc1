"""Bars for drawings: of one target, and of what became of many.

A bullet bar shows a target's latest value, its bound and what would be due now, as parts of one length; a bar of
outcomes has a piece for each outcome, as wide as its share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, DecimalException
from typing import NamedTuple

from hntrack.assess.arithmetic import Bounds, bounds_of
from hntrack.assess.series import OF_THE_PERIOD, Series
from hntrack.model.catalog import Catalog
from hntrack.model.codes import NUMERIC_MEASURES
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.report.charts import Scale, milestone_label, scale_over
from hntrack.report.glance import MARKS, Part, Section, outcome_name, section_title
from hntrack.report.words import dated_text, rounded, value_text
from hntrack.text.messages import _

_NONE, _WHOLE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bar from 0 (left) to 1 (right); further right is a greater value, for a rank a better one.

    Attributes:
        reached: The end of the bar: the latest value; ``None`` where nothing is measured.
        wanted_from, wanted_to: What satisfies the target lies between them.
        due_now: Where the straight way wants the latest value to be; ``None`` where there is no such way.
        start: The baseline.
        left, right: The values at the two ends.
        met: The latest value satisfies the target.
        text: The bar in words.
    """

    reached: Decimal | None
    wanted_from: Decimal
    wanted_to: Decimal
    due_now: Decimal | None
    start: Decimal | None
    left: Decimal
    right: Decimal
    met: bool
    text: str


def bullet(catalog: Catalog, target: Target, verdict: Verdict, *, lang: str, as_of: date) -> Bullet | None:
    """Build the bar of one target.

    Args:
        catalog: As known on ``as_of``.
        target: One of the catalog's.
        verdict: The verdict on it.
        lang: ``vi`` or ``en``; an empty one for a bar without words.
        as_of: The day.

    Returns:
        ``None`` for what has no number: aims in words, and relative ones whose base is not known.
    """
    indicator = catalog.indicator[target.indicator]
    if indicator.measure not in NUMERIC_MEASURES:
        return None
    series = Series(catalog, catalog.measurements_of.get(indicator.id, ()), as_of)
    asked = bounds_of(catalog, target, series.points[0] if series.points else None)
    if asked is None or target.over in OF_THE_PERIOD:
        return None
    latest = catalog.measurement.get(verdict.latest or "")
    baseline = catalog.measurement.get(verdict.baseline or "")
    try:
        return _bullet(catalog, (target, verdict), asked, (latest, baseline), lang)
    except (DecimalException, OverflowError):
        return None


def _bullet(
    catalog: Catalog,
    judged: tuple[Target, Verdict],
    asked: Bounds,
    used: tuple[Measurement | None, Measurement | None],
    lang: str,
) -> Bullet:
    target, verdict = judged
    indicator = catalog.indicator[target.indicator]
    latest, baseline = used
    value = latest.value if latest else None
    start = baseline.value if baseline else None
    found = [one for one in (asked.low, asked.high, value, start, verdict.due_value_now) if one is not None]
    scale = _scale(indicator, found, latest)
    ends = sorted(
        (
            scale.fraction(asked.low) if asked.low is not None else _end(scale, _NONE),
            scale.fraction(asked.high) if asked.high is not None else _end(scale, _WHOLE),
        )
    )
    return Bullet(
        reached=scale.fraction(value) if value is not None else None,
        wanted_from=ends[0],
        wanted_to=ends[1],
        due_now=scale.fraction(verdict.due_value_now) if verdict.due_value_now is not None else None,
        start=scale.fraction(start) if start is not None else None,
        left=scale.high if scale.downwards else scale.low,
        right=scale.low if scale.downwards else scale.high,
        met=value is not None and asked.met_by(value),
        text=" ".join(_said(catalog, target, verdict, latest, lang)) if lang else "",
    )


def _end(scale: Scale, end: Decimal) -> Decimal:
    """An open side reaches to the end of the bar; on a rank's, greater numbers lie to the left."""
    return _WHOLE - end if scale.downwards else end


def _scale(indicator: Indicator, found: list[Decimal], latest: Measurement | None) -> Scale:
    rank = indicator.measure == "rank"
    if indicator.limit is not None:
        found = [*found, indicator.limit]
    elif rank and latest is not None and latest.of is not None:
        found = [*found, latest.of]
    elif not rank:
        # Air behind the greatest value, so that an open bound has some length.
        found = [*found, max(found) * Decimal("1.1"), min(found) if min(found) < 0 else _NONE]
    return scale_over(found, limit=indicator.limit, whole=rank, downwards=rank)


def _said(
    catalog: Catalog, target: Target, verdict: Verdict, latest: Measurement | None, lang: str
) -> Iterator[str]:
    indicator = catalog.indicator[target.indicator]
    if latest is None:
        yield _("Nothing measured;").within(lang)
    else:
        yield f"{dated_text(catalog, latest, lang)};"
    yield _("target {milestone}.", milestone=milestone_label(catalog, target, lang)).within(lang)
    if verdict.due_value_now is not None:
        due = value_text(catalog, indicator, rounded(verdict.due_value_now), lang)
        yield _("The straight way wants {due} by now.", due=due).within(lang)


# Bars of outcomes: each piece with its width, its mark and its promises.


class Slice(NamedTuple):
    """A piece of a bar.

    Attributes:
        key: The outcome.
        label, mark: In words, and as a sign for who sees no colours.
        number: How many promises.
        start, width: In hundredths of the bar; the widths of a bar add up to 100.
        targets: Ids of the promises.
    """

    key: str
    label: str
    mark: str
    number: int
    start: int
    width: int
    targets: tuple[str, ...]

    @property
    def text(self) -> str:
        """What it stands for, as a legend says it: ``✓ 2 met``."""
        return f"{self.mark} {self.number} {self.label}"


class Bar(NamedTuple):
    """The bar of one goal or body; ``text`` is the bar in words."""

    key: str
    title: str
    number: int
    slices: tuple[Slice, ...]

    @property
    def text(self) -> str:
        """How many promises came out how."""
        return ", ".join(f"{piece.number} {piece.label}" for piece in self.slices)


def slices(parts: Sequence[Part], lang: str) -> tuple[Slice, ...]:
    """Cut a bar; even the least part can be seen."""
    whole = sum(part.number for part in parts)
    widths = [max(100 * part.number // whole, 2) for part in parts]
    if widths:
        widths[widths.index(max(widths))] += 100 - sum(widths)
    starts = [sum(widths[:at]) for at in range(len(widths))]
    return tuple(
        Slice(
            part.key, outcome_name(part.key, lang), MARKS[part.key], part.number, start, width, part.targets
        )
        for part, start, width in zip(parts, starts, widths, strict=True)
    )


def bars(catalog: Catalog, sections: Sequence[Section], lang: str) -> tuple[Bar, ...]:
    """Cut the bars of all goals, or of all bodies."""
    return tuple(
        Bar(
            section.key,
            section_title(catalog, section, lang),
            section.number,
            slices(section.parts, lang),
        )
        for section in sections
    )
