"""Explain a verdict: the inputs that were chosen and why, the formula with the numbers put in, the thresholds."""

from __future__ import annotations

from datetime import date

from hntrack.assess.case import Case
from hntrack.assess.prediction import predict
from hntrack.assess.series import Series
from hntrack.assess.table import module_of
from hntrack.model.catalog import Catalog
from hntrack.model.verdict import Fact, Reason, Verdict


def explain(catalog: Catalog, verdict: Verdict, as_of: date | None = None) -> tuple[Reason, ...]:
    """Explain a verdict, as its method does.

    Args:
        catalog: The catalog it was made on.
        verdict: Of one of its targets.
        as_of: The day it was made for; without it no prediction interval is given.

    Returns:
        Lines in order: inputs, formulas, thresholds, what the printed numbers leave open.
    """
    day = as_of or date.max
    target = catalog.target[verdict.target]
    case = Case(catalog, target, day, Series(catalog, catalog.measurements_of.get(target.indicator, ()), day))
    lines = [*module_of(verdict.method).explain(case, verdict)]
    if as_of is None or verdict.method != "trajectory":
        return tuple(lines)
    prediction = predict(catalog, target, day)
    if prediction is not None:
        facts: dict[str, Fact] = {"points": prediction.points, "due": target.due or day}
        facts |= {"fitted": prediction.fitted, "low": prediction.low, "high": prediction.high}
        lines.append(Reason("prediction", facts))
        if prediction.chance is not None:
            lines.append(Reason("prediction_chance", {"chance": prediction.chance}))
    return tuple(lines)
