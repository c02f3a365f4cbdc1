"""A report as one page that opens anywhere: no script, nothing loaded, light, dark and print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hntrack.render.chart_svg import DARK, LIGHT, rules, svg
from hntrack.render.report_pages import draw, markup_type
from hntrack.report.briefing import Briefing


def render(briefings: Sequence[Briefing]) -> str:
    """Draw the report, one language after the other.

    Raises:
        MissingExtraError: Jinja2 is not installed.
    """
    markup = markup_type()

    def picture(lang: str, number: int) -> Any:
        chart = next(briefing for briefing in briefings if briefing.lang == lang).charts[number]
        return markup(svg(chart, alone=False, uid=f"c-{lang}-{number}"))  # drawn and escaped by us

    style = f"{rules(LIGHT, '.chart')}@media(prefers-color-scheme:dark){{{rules(DARK, '.chart')}}}"
    return draw("report.html.j2", briefings, picture=picture, chart_style=markup(style))
