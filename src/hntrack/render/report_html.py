"""A report as one page that opens anywhere: no script, nothing loaded, light, dark and print."""

from __future__ import annotations

from collections.abc import Sequence

from hntrack.render.chart_svg import DARK, LIGHT, rules, svg
from hntrack.render.report_pages import draw
from hntrack.report.briefing import Briefing


def render(briefings: Sequence[Briefing]) -> str:
    """Draw the report, one language after the other.

    Raises:
        InputError: Jinja2 is not installed.
    """
    from markupsafe import Markup  # noqa: PLC0415  (comes with Jinja2)

    def picture(lang: str, number: int) -> Markup:
        chart = next(one for one in briefings if one.lang == lang).charts[number]
        return Markup(svg(chart, alone=False, uid=f"c-{lang}-{number}"))  # noqa: S704  (drawn and escaped by us)

    style = f"{rules(LIGHT, '.chart')}@media(prefers-color-scheme:dark){{{rules(DARK, '.chart')}}}"
    return draw("report.html.j2", briefings, picture=picture, chart_style=Markup(style))  # noqa: S704  (ours)
