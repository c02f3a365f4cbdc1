"""The page that compares areas: what became of their promises, and the figures that several of them have alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hntrack.model.records import Indicator
from hntrack.render.chart_svg import svg
from hntrack.render.site.links import filtered, indicator_page
from hntrack.render.site.overview import area_bars, due_text
from hntrack.render.site.words import Drawn
from hntrack.report.charts import chart
from hntrack.report.everything import latest_measurement
from hntrack.report.standpoint import Standpoint
from hntrack.report.words import dated_text, target_text, unit_title

_MOST_DRAWN = 24  # drawings of a figure: more of them nobody compares


def areas(site: Standpoint, lang: str) -> dict[str, Any]:
    """Give what the template needs: a bar an area, and each figure that stands in several areas."""
    return {
        "bars": [(bar, filtered("area", bar.key)) for bar in area_bars(site, lang)],
        "figures": list(_figures(site, lang)),
    }


def _figures(site: Standpoint, lang: str) -> Iterator[dict[str, Any]]:
    """Give the figures that are called alike and measured alike in more than one area."""
    alike: dict[tuple[object, ...], list[Indicator]] = {}
    for indicator in site.indicators:
        key = (*indicator.title.texts.items(), indicator.measure, indicator.unit, indicator.scale)
        alike.setdefault(key, []).append(indicator)
    for number, indicators in enumerate(alike.values()):
        if len({indicator.area for indicator in indicators}) > 1:
            yield {
                "title": indicators[0].title.within(lang),
                "unit": unit_title(site.catalog, indicators[0], lang),
                "rows": [_row(site, indicator, lang) for indicator in indicators],
                "charts": list(_charts(site, indicators[:_MOST_DRAWN], number, lang)),
            }


def _row(site: Standpoint, indicator: Indicator, lang: str) -> dict[str, Any]:
    catalog = site.catalog
    latest = latest_measurement(catalog, indicator.id)
    return {
        "area": _area(site, indicator, lang),
        "href": indicator_page(indicator.id),
        "latest": dated_text(catalog, latest, lang) if latest else "—",
        "targets": [
            (f"{target_text(catalog, target, lang)} {due_text(target, lang)}", verdict.standing, verdict.pace)
            for target, verdict in site.judged_of.get(indicator.id, ())
        ],
    }


def _charts(
    site: Standpoint, indicators: list[Indicator], number: int, lang: str
) -> Iterator[tuple[str, Any]]:
    for place, indicator in enumerate(indicators):
        judged = site.judged_of.get(indicator.id, [])
        drawn = chart(site.catalog, indicator, judged, lang=lang, as_of=site.as_of)
        if drawn is not None:
            inside = svg(drawn, alone=False, uid=f"c{number}-{place}")
            yield _area(site, indicator, lang), Drawn(inside)


def _area(site: Standpoint, indicator: Indicator, lang: str) -> str:
    named = site.catalog.area.get(indicator.area)
    return named.title.within(lang) if named else indicator.area
