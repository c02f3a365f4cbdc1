"""What looks like a slip: a shifted decimal mark, a fraction for a share, a scale given twice, a year only begun.

None of it is impossible, so ``check`` warns; ``record`` refuses it until somebody says that it was looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from hntrack.checks.references import derivations, endless
from hntrack.checks.shared import EXACT, at, check, measurements, plain
from hntrack.errors import Problem, problem, warning
from hntrack.model.catalog import Catalog, current_measurements
from hntrack.model.codes import SCALE_NAMES, SCALES
from hntrack.model.records import Indicator, Measurement
from hntrack.text.periods import Period

CODES = ("value-factor", "share-as-fraction", "scale-twice", "period-not-over")
"""What this module may report."""

_SHIFTS = (1, 2, 3)
_IN_WORDS = ("stage", "text")
_MONTH = 31
_ENDS_ON_A_DAY = re.compile(r"/[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_FAR = Decimal(4)  # so many times beyond all others of the series is far
_NEAR = Decimal(2)  # within so many times of the others is near


@check(
    {
        "value-factor": warning(
            "{value} lies far off the other values of the series; {meant} would fit: was the decimal mark shifted?",
            "Look at the source again. If it is right, say so in a note.",
        ),
        "share-as-fraction": warning(
            "{value} percent looks like a share typed as a fraction; {meant} percent would fit.",
            "Give shares in percent: 25.2, not 0.252.",
        ),
        "scale-twice": warning(
            "{value} is given in {scale}s and looks as if the scale had been worked in twice; {meant} would fit.",
            "Give the value in the indicator's scale, without its zeros.",
        ),
    }
)
def shifted_values(catalog: Catalog) -> Iterator[Problem]:
    """A value is not ten, a hundred or a thousand times off the series, nor a fraction, nor scaled twice."""
    current = current_measurements(catalog.measurements)
    counts = {id(one) for one in current}  # by object: comparing each with all would take minutes
    series = _by_indicator(current)
    for measurement, indicator in measurements(catalog):
        if (
            not measurement.value
            or id(measurement) not in counts
            or indicator.measure in ("rank", *_IN_WORDS)
        ):
            continue
        slip = _slip(catalog, measurement, indicator, _ends(series.get(indicator.id, []), measurement.id))
        if slip is not None:
            yield slip


@check(
    {
        "period-not-over": warning(
            "{id} is filed under {period}, which was not over when it was published on {known}.",
            "Give the month or day that the figure is printed for (2026-11, 2025-12-25), so that later ones do not "
            "hide behind it; a forecast or estimate says so with obs_status.",
        ),
    }
)
def unfinished_periods(catalog: Catalog) -> Iterator[Problem]:
    """A value is of a period that was over, or nearly, when it was published; a forecast or estimate says so itself."""
    lost = endless(derivations(catalog))
    for measurement, indicator in measurements(catalog):
        if measurement.id in lost or not _is_firm(measurement) or indicator.measure in _IN_WORDS:
            continue
        known, period = catalog.published_on(measurement), measurement.period
        if known < period.start or known == date.min:
            continue
        if (period.end - known).days > _room(period):
            facts = {"period": period, "known": known, "id": measurement.id}
            yield problem("period-not-over", at(measurement, "period"), **facts)


def _is_firm(measurement: Measurement) -> bool:
    return measurement.obs_status in ("final", "provisional", "break") and measurement.withdraws is None


def _room(period: Period) -> float:
    """Give how many days before its end a figure of a period may appear: none where its end is told to the day."""
    if _ENDS_ON_A_DAY.search(period.text):
        return 0
    length = (period.end - period.start).days + 1
    return min(length / 12, _MONTH) if length > _MONTH else _MONTH  # dated as exactly as documents are


def _by_indicator(current: Iterable[Measurement]) -> dict[str, list[tuple[Decimal, str]]]:
    """Give the values other than zero without their signs, the least first, each with its measurement's id."""
    series: dict[str, list[tuple[Decimal, str]]] = {}
    for measurement in current:
        if measurement.value:
            series.setdefault(measurement.indicator, []).append((abs(measurement.value), measurement.id))
    return {indicator: sorted(values) for indicator, values in series.items()}


def _ends(series: list[tuple[Decimal, str]], left_out: str) -> list[Decimal]:
    """Give the least and the greatest value of the other measurements: what lies between them need not be read."""
    ends = (
        next((value for value, name in values if name != left_out), None)
        for values in (series, reversed(series))
    )
    return [value for value in ends if value is not None]


def _slip(
    catalog: Catalog, measurement: Measurement, indicator: Indicator, others: list[Decimal]
) -> Problem | None:
    assert measurement.value is not None, "asked for measurements with a value only"
    value, where = abs(measurement.value), at(measurement, "value")
    meant = _scaled_once(value, SCALES[indicator.scale], others)
    if meant is not None:
        facts = {"value": plain(value), "scale": SCALE_NAMES[indicator.scale], "meant": _short(meant)}
        return problem("scale-twice", where, **facts)
    if indicator.unit == "percent" and _is_fraction(value, others or _aims(catalog, indicator)):
        return problem("share-as-fraction", where, value=plain(value), meant=_short(value * 100))
    meant = None if not others or _fits(value, others, _FAR) else _shifted(value, others)
    if meant is None:
        return None
    return problem("value-factor", where, value=plain(value), meant=_short(meant), id=measurement.id)


def _is_fraction(value: Decimal, near: list[Decimal]) -> bool:
    """Whether a value below 1 would fit the others as a percentage, and does not fit them as it is."""
    return value < 1 and _fits(value * 100, near) and not _fits(value, near)


def _aims(catalog: Catalog, indicator: Indicator) -> list[Decimal]:
    """Give what is aimed at: without a series, that tells how large a share may be."""
    targets = catalog.targets_of.get(indicator.id, ())
    return [abs(target.value) for target in targets if target.value and not target.relative_to]


def _scaled_once(value: Decimal, scale: int, others: list[Decimal]) -> Decimal | None:
    """Give what a value would be if its scale had been worked in twice; ``None`` where nothing speaks for it."""
    once = EXACT.scaleb(value, -scale)
    huge = value >= EXACT.scaleb(Decimal(1), scale)
    return once if scale and (huge or (_fits(once, others) and not _fits(value, others))) else None


def _shifted(value: Decimal, others: list[Decimal]) -> Decimal | None:
    """Give the value with its decimal mark moved by one to three places so that it fits the others."""
    moved = (EXACT.scaleb(value, sign * shift) for shift in _SHIFTS for sign in (-1, 1))
    return next((one for one in moved if _fits(one, others)), None)


def _short(value: Decimal) -> str:
    return plain(value.normalize())


def _fits(value: Decimal, others: list[Decimal], room: Decimal = _NEAR) -> bool:
    """Whether a value lies within so many times of the others."""
    return bool(others) and EXACT.divide(min(others), room) <= value <= EXACT.multiply(max(others), room)
