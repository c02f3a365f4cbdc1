"""The page of one indicator: promises beside measurements, the chart, the words as printed, and the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from hntrack.model.records import Indicator, Target
from hntrack.model.verdict import Reason, Verdict
from hntrack.render.chart_svg import marks, svg_twice
from hntrack.render.site.feed import Told, told
from hntrack.render.site.links import document_page, language_code, quote_address
from hntrack.render.site.overview import bar_of, due_text
from hntrack.render.site.words import Drawn, say
from hntrack.report.charts import charts, legend
from hntrack.report.explained import explanation
from hntrack.report.history import not_told
from hntrack.report.show import about, measurements_table
from hntrack.report.standpoint import Standpoint
from hntrack.report.versions import basis_text
from hntrack.report.view import View
from hntrack.report.words import dated_text, published_text, target_text

Drawing = dict[str, Any]


class Made(NamedTuple):
    """What is worked out of an indicator once, for its pages in all languages.

    Attributes:
        explained: How each verdict came about, by the id of its target.
        histories: What became of each promise: its days by language, and how many before these are not told.
        drawings: By language.
    """

    explained: Mapping[str, Sequence[Reason]]
    histories: Sequence[tuple[Mapping[str, list[Told]], int]]
    drawings: Mapping[str, Drawing]

    def days(self, lang: str) -> Iterator[Told]:
        """Give the days of all promises."""
        return (day for days, _left_out in self.histories for day in days[lang])


def made_of(site: Standpoint, indicator: Indicator) -> Made:
    """Work out what the pages of an indicator tell."""
    judged = site.judged_of.get(indicator.id, ())
    explained = {target.id: site.explained(verdict) for target, verdict in judged}
    histories = [
        ({lang: [told(day, lang) for day in days] for lang, days in history.told.items()}, history.left_out)
        for history in site.histories(indicator)
    ]
    return Made(explained, histories, _drawings(site, indicator))


def indicator_context(
    site: Standpoint, indicator: Indicator, made: Made, why: Mapping[str, str], lang: str
) -> dict[str, Any]:
    """Give what the template of an indicator's page needs; ``why`` is what was said of each target's verdict."""
    catalog = site.catalog
    judged = site.judged_of.get(indicator.id, [])
    measurements = site.published.measurements_of.get(indicator.id, [])
    goal = catalog.goal.get(indicator.goal)
    claims = [key for target, _ in judged for key in (target.claim, *target.restated)]
    claims += [measurement.claim for measurement in measurements if measurement.claim]
    return {
        "heading": indicator.title.within(lang),
        "goal": goal.title.within(lang) if goal else indicator.goal,
        "about": list(about(catalog, indicator, lang)),
        "targets": [
            {**_promise(site, target, verdict, made.explained[target.id], lang), "why": why[target.id]}
            for target, verdict in judged
        ],
        "chart": made.drawings.get(lang),
        "printed": list(_printed(site, claims, lang)),
        "measurements": _measured(
            measurements_table(catalog, site.published, measurements, lang, site.as_of.isoformat())
        ),
        "history": [_history(days[lang], left_out, lang) for days, left_out in made.histories],
    }


def _promise(
    site: Standpoint, target: Target, verdict: Verdict, explained: Sequence[Reason], lang: str
) -> dict[str, Any]:
    catalog = site.catalog
    latest = catalog.measurement.get(verdict.latest or "")
    return {
        "id": target.id,
        "target": target_text(catalog, target, lang),
        "due": due_text(target, lang),
        "latest": dated_text(catalog, latest, lang) if latest else say("no_value", lang),
        "standing": verdict.standing,
        "pace": verdict.pace,
        "bar": bar_of(site.bullets[target.id], lang),
        "basis": basis_text(catalog, target, lang),
        "note": target.note.within(lang) if target.note else "",
        "arithmetic": [explanation(line, lang) for line in explained],
        "method": say("method", lang, method=verdict.method, version=verdict.version),
    }


def _drawings(site: Standpoint, indicator: Indicator) -> Mapping[str, Drawing]:
    """Give the chart of an indicator, drawn and in words, by language; empty where there is nothing to draw."""
    judged = site.judged_of.get(indicator.id, [])
    drawn = charts(site.catalog, indicator, judged, langs=site.languages, as_of=site.as_of)
    return {
        chart.lang: {
            "alone": alone,
            "svg": Drawn(inside),
            "legend": [(Drawn(mark), legend(key, chart.lang)) for key, mark in marks(chart)],
            "words": chart.description,
            "title": chart.title,
            "caption": chart.caption,
        }
        for chart, (inside, alone) in zip(drawn, svg_twice(drawn), strict=True)
    }


def _printed(site: Standpoint, keys: Sequence[str], lang: str) -> Iterator[dict[str, Any]]:
    for key in dict.fromkeys(keys):
        if key not in site.catalog.claim:
            continue
        source, claim = site.catalog.claim[key]
        yield {
            "id": key,
            "words": claim.as_printed,
            "reading": claim.reading.within(lang),
            "lang": language_code(source, lang),
            "title": source.title or say("untitled", lang),
            "title_lang": language_code(source, lang) if source.title else "",
            "published": published_text(site.catalog, source.id, lang),
            "line": say("line", lang, n=claim.line),
            "url": quote_address(source.url, claim),
            "href": f"{document_page(source.id)}#c-{claim.id}",
        }


def _measured(table: View) -> dict[str, Any]:
    """Give each row as its first cell, the others with the title of their column, and what is remarked on it."""
    titles = [column.title for column in table.columns]
    rows = [
        (row.cells[0].text, tuple(zip(titles[1:], row.cells[1:], strict=True)), row.remark)
        for row in table.rows
    ]
    return {"titles": titles, "rows": rows}


def _history(days: Sequence[Told], left_out: int, lang: str) -> dict[str, Any]:
    """One list of days for a promise, which is named as it stands last."""
    asked = days[-1]["asked"]
    return {
        "asked": asked,
        "days": days,
        "left_out": not_told(asked, left_out, lang) if left_out else "",
    }
