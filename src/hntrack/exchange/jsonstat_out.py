"""The current measurements as a JSON-stat 2 dataset: indicator × period, sparse.  See https://json-stat.org/full/."""

from __future__ import annotations

from hntrack.exchange.content import Exported
from hntrack.exchange.exports import Document, Files
from hntrack.exchange.jsonstat_in import EXTENSION
from hntrack.exchange.losses import without_numbers
from hntrack.exchange.sdmx_out import STATUS
from hntrack.model.codes import SCALES
from hntrack.model.records import Indicator, Measurement
from hntrack.report.view import Json
from hntrack.report.words import unit_title
from hntrack.text.messages import Message, _


def export(made: Exported, table: str) -> Files:
    """Write the measurements that hold on the day and have a number."""
    del table
    catalog = made.current
    measured = [measurement for measurement in catalog.measurements if measurement.value is not None]
    names = {measurement.indicator for measurement in measured}
    indicators = [indicator for indicator in catalog.indicators if indicator.id in names]
    texts = [period.text for period in sorted({measurement.period for measurement in measured})]
    at = _positions(indicators, texts, measured)
    title = catalog.title.within(made.lang)
    content: dict[str, Json] = {
        "version": "2.0",
        "class": "dataset",
        "label": title,
        "source": title,
        "updated": made.as_of,
        "id": ["indicator", "period"],
        "size": [len(indicators), len(texts)],
        "role": {"time": ["period"], "metric": ["indicator"]},
        "dimension": {
            "indicator": {
                "label": _("Indicator").within(made.lang),
                "category": _category(made, indicators),
            },
            "period": {"label": _("Period").within(made.lang), "category": {"index": list(texts)}},
        },
        "value": {str(position): one.value for position, one in at},
        "status": {str(position): STATUS[one.obs_status] for position, one in at},
    }
    unsure: dict[str, Json] = {
        str(position): one.qualifier for position, one in at if one.qualifier != "exact"
    }
    if unsure:
        content["extension"] = {EXTENSION: {"qualifier": unsure}}
    return {"": Document(content)}


def _category(made: Exported, indicators: list[Indicator]) -> dict[str, Json]:
    return {
        "index": [indicator.id for indicator in indicators],
        "label": {indicator.id: indicator.title.within(made.lang) for indicator in indicators},
        "unit": {indicator.id: _unit(made, indicator) for indicator in indicators},
    }


def losses(made: Exported) -> tuple[Message, ...]:
    """Say what the dataset does not hold."""
    return without_numbers(made)


def _unit(made: Exported, indicator: Indicator) -> Json:
    unit: dict[str, Json] = {"label": unit_title(made.current, indicator, made.lang)}
    if indicator.unit is not None:
        unit |= {"base": indicator.unit, "multiplier": SCALES[indicator.scale]}
    return unit


def _positions(
    indicators: list[Indicator], periods: list[str], measured: list[Measurement]
) -> list[tuple[int, Measurement]]:
    row = {one.id: position for position, one in enumerate(indicators)}
    column = {text: position for position, text in enumerate(periods)}
    placed = {row[one.indicator] * len(periods) + column[one.period.text]: one for one in measured}
    return sorted(placed.items())
