"""Explain a verdict: the inputs that were chosen and why, the formula with the numbers put in, the thresholds."""

from __future__ import annotations

from datetime import date

from hntrack.assess.case import Case
from hntrack.assess.prediction import predict
from hntrack.assess.series import Series
from hntrack.assess.table import module_of
from hntrack.model.catalog import Catalog
from hntrack.model.verdict import Fact, Reason, Verdict


def explain(catalog: Catalog, verdict: Verdict, as_of: date, *, uncertain: bool = True) -> tuple[Reason, ...]:
    """Explain a verdict, as its method does.

    Args:
        catalog: The catalog it was made on.
        verdict: Of one of its targets.
        as_of: The day it was made for.
        uncertain: Give the prediction interval, too.

    Returns:
        Lines in order: inputs, formulas, thresholds, what the printed numbers leave open.
    """
    target = catalog.target[verdict.target]
    series = Series(catalog, catalog.measurements_of.get(target.indicator, ()), as_of)
    case = Case(catalog, target, as_of, series)
    lines = [*module_of(verdict.method).explain(case, verdict)]
    if not uncertain or verdict.method != "trajectory":
        return tuple(lines)
    prediction = predict(case)
    if prediction is not None:
        facts: dict[str, Fact] = {"points": prediction.points, "due": target.due or as_of}
        facts |= {"fitted": prediction.fitted, "low": prediction.low, "high": prediction.high}
        lines.append(Reason("prediction", facts))
    return tuple(lines)
