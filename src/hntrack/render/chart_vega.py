"""The chart as a Vega-Lite specification, for those who draw elsewhere.

One JSON object with the data inside it, written with exact numbers.  It uses nothing that version 5 does not have,
so that it works with the older schema as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from hntrack.render.chart_svg import LIGHT
from hntrack.render.json_text import dumps
from hntrack.report import Json
from hntrack.report.charts import Chart, Spot, legend
from hntrack.text.characters import visible

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

_FAINT = Decimal("0.18")


def render(chart: Chart) -> str:
    """Write the specification as JSON with its last line end."""
    return dumps(specification(chart)) + "\n"


def specification(chart: Chart) -> dict[str, Json]:
    """Give the specification as data."""
    return {
        "$schema": SCHEMA,
        "title": visible(chart.title),
        "description": visible(chart.description),
        "width": 560,
        "height": 300,
        "layer": list(_layers(chart)),
    }


def _layers(chart: Chart) -> Iterator[dict[str, Json]]:
    if chart.today is not None:
        yield _layer(
            [{"day": chart.today.isoformat()}],
            {"type": "rule", "color": LIGHT["quiet"], "strokeDash": [1, 4]},
            {"x": _x(chart), "tooltip": {"value": legend("today", chart.lang)}},
        )
    if chart.path:
        yield _line(chart, chart.path, "path", [7, 5], LIGHT["quiet"])
    if chart.projection is not None:
        ahead = chart.projection
        day, value = ahead.start
        spread: list[Json] = [
            {"day": day.isoformat(), "low": value, "high": value},
            {"day": ahead.end[0].isoformat(), "low": ahead.low, "high": ahead.high},
        ]
        band: Json = {"type": "area", "opacity": _FAINT, "color": LIGHT["data"], "clip": True}
        yield _layer(spread, band, _between(chart))
        yield _line(chart, (ahead.start, ahead.end), "projection", [2, 4], LIGHT["data"])
    yield from _promised(chart)
    yield from _measured(chart)


def _measured(chart: Chart) -> Iterator[dict[str, Json]]:
    if not chart.measured:
        return
    spread: list[Json] = [
        {
            "day": one.day.isoformat(),
            "low": one.low if one.low is not None else chart.scale.low,
            "high": one.high if one.high is not None else chart.scale.high,
        }
        for one in chart.measured
    ]
    yield _layer(spread, {"type": "rule", "color": LIGHT["data"], "clip": True}, _between(chart))
    rows: list[Json] = [
        {
            "day": one.day.isoformat(),
            "value": one.value,
            "label": visible(one.label),
            "kind": legend("measured", chart.lang),
            "id": one.id,
        }
        for one in chart.measured
    ]
    mark: Json = {"type": "line", "point": {"size": 70, "filled": True}, "color": LIGHT["data"]}
    yield _layer(rows, mark, _at(chart))


def _promised(chart: Chart) -> Iterator[dict[str, Json]]:
    rows: list[Json] = [
        {
            "day": milestone.day.isoformat(),
            "value": bound,
            "label": visible(milestone.label),
            "kind": legend("promised", chart.lang),
            "id": milestone.target,
        }
        for milestone in chart.milestones
        for bound in milestone.bounds
    ]
    if not rows:
        return
    mark: Json = {"type": "point", "shape": "diamond", "size": 120, "strokeWidth": 2, "color": LIGHT["aim"]}
    yield _layer(rows, mark, _at(chart))
    text: Json = {"type": "text", "dy": -16, "align": "right", "color": LIGHT["aim"]}
    yield _layer(rows, text, {**_at(chart), "text": {"field": "label", "type": "nominal"}})


def _line(chart: Chart, spots: Iterable[Spot], kind: str, dash: list[Json], color: str) -> dict[str, Json]:
    name = legend(kind, chart.lang)
    rows: list[Json] = [
        {"day": day.isoformat(), "value": value, "label": name, "kind": name} for day, value in spots
    ]
    mark: Json = {"type": "line", "strokeDash": dash, "color": color, "clip": True}
    return _layer(rows, mark, _at(chart))


def _layer(rows: list[Json], mark: Json, encoding: dict[str, Json]) -> dict[str, Json]:
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _at(chart: Chart) -> dict[str, Json]:
    tooltip: Json = [{"field": "kind", "type": "nominal"}, {"field": "label", "type": "nominal"}]
    return {"x": _x(chart), "y": _y(chart, "value"), "tooltip": tooltip}


def _between(chart: Chart) -> dict[str, Json]:
    return {"x": _x(chart), "y": _y(chart, "low"), "y2": {"field": "high"}}


def _x(chart: Chart) -> dict[str, Json]:
    domain: list[Json] = [chart.calendar.first.isoformat(), chart.calendar.last.isoformat()]
    axis: Json = {"format": "%Y", "title": None, "values": [day.isoformat() for day in chart.calendar.ticks]}
    return {
        "field": "day",
        "type": "temporal",
        "scale": {"type": "utc", "domain": domain, "nice": False},
        "axis": axis,
    }


def _y(chart: Chart, field: str) -> dict[str, Json]:
    scale = chart.scale
    domain: list[Json] = [scale.low, scale.high]
    axis: Json = {"title": visible(chart.unit) or None, "values": list(scale.ticks)}
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False, "zero": False, "reverse": scale.downwards},
        "axis": axis,
    }
