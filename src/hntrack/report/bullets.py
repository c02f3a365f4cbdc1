"""A bullet bar: one target's latest value, its bound and what would be due now, as parts of one length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, DecimalException

from hntrack.assess.bounds import Bounds, bounds_of
from hntrack.assess.series import OF_THE_PERIOD, Series
from hntrack.model.catalog import Catalog
from hntrack.model.codes import NUMERIC_MEASURES
from hntrack.model.records import Indicator, Measurement, Target
from hntrack.model.verdict import Verdict
from hntrack.report.charts import Scale, milestone_label, point_label, scale_over
from hntrack.report.words import rounded, value_text
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
        yield f"{point_label(catalog, latest, lang)};"
    yield _("target {milestone}.", milestone=milestone_label(catalog, target, lang)).within(lang)
    if verdict.due_value_now is not None:
        due = value_text(catalog, indicator, rounded(verdict.due_value_now), lang)
        yield _("The straight way wants {due} by now.", due=due).within(lang)
