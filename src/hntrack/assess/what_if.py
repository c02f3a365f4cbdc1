"""What if this were measured?  A catalog with measurements that nobody has made; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hntrack.model.records import Measurement
from hntrack.model.snapshot import Snapshot
from hntrack.text.periods import Period


class Hypothesis(NamedTuple):
    """A value that an indicator might have in a period, in the indicator's scale and unit; or a stage."""

    indicator: str
    period: Period
    value: Decimal | None = None
    stage: str | None = None


def what_if(catalog: Snapshot, as_of: date, hypotheses: Iterable[Hypothesis]) -> tuple[Snapshot, date]:
    """Add hypothetical measurements.

    A hypothesis takes the place of what was measured for a period with the same end.  The measurements are called
    ``what-if-<indicator>-<period>``.

    Args:
        catalog: As known on ``as_of``.
        as_of: The day of judging.
        hypotheses: Any number; of two for the same indicator and period the last one counts.

    Returns:
        The catalog, and the day to judge it on: ``as_of``, or the last end of a hypothetical period if later.

    Raises:
        KeyError: There is no such indicator.
    """
    chosen = {(one.indicator, one.period.end): one for one in hypotheses}
    for key, _ in chosen:
        _ = catalog.indicator[key]
    kept = [
        measurement
        for measurement in catalog.measurements
        if (measurement.indicator, measurement.period.end) not in chosen
    ]
    added = [
        Measurement(
            f"what-if-{one.indicator}-{one.period.text.replace('/', '-').lower()}",
            one.indicator,
            one.period,
            value=one.value,
            stage=one.stage,
            judged_by=None if one.stage is None else "what-if",  # supposed, so its judge is supposed as well
        )
        for one in chosen.values()
    ]
    day = max([as_of, *(one.period.end for one in chosen.values())])
    return replace(catalog, measurements=(*kept, *added)), day
