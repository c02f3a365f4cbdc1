"""What the templates of the pages beside the list need: an indicator, the documents and methods, and areas compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from hntrack.model.records import Indicator, Source, Target
from hntrack.model.verdict import Reason, Verdict
from hntrack.render.chart_svg import marks, svg, svg_twice
from hntrack.render.site.feed import Told, told
from hntrack.render.site.overview import area_bars, bar_of, due_text
from hntrack.render.site.templates import (
    Drawn,
    document_page,
    filtered,
    indicator_page,
    language_code,
    quote_address,
    say,
    web_address,
)
from hntrack.report import View
from hntrack.report.charts import chart, charts, legend
from hntrack.report.explained import explanation, methods_used
from hntrack.report.history import JudgedCatalog, not_told
from hntrack.report.show import about, latest_measurement, measurements_table
from hntrack.report.versions import basis_text
from hntrack.report.words import area_title, dated_text, goal_title, published_text, target_text, unit_title
from hntrack.text.messages import _n

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


def made_of(site: JudgedCatalog, indicator: Indicator) -> Made:
    """Work out what the pages of an indicator tell."""
    judged = site.judged_of.get(indicator.id, ())
    explained = {target.id: site.explained(verdict) for target, verdict in judged}
    histories = [
        ({lang: [told(day, lang) for day in days] for lang, days in history.told.items()}, history.left_out)
        for history in site.histories(indicator)
    ]
    return Made(explained, histories, _drawings(site, indicator))


def indicator_context(
    site: JudgedCatalog, indicator: Indicator, made: Made, why: Mapping[str, str], lang: str
) -> dict[str, Any]:
    """Give what the template of an indicator's page needs; ``why`` is what was said of each target's verdict."""
    catalog = site.catalog
    judged = site.judged_of.get(indicator.id, [])
    measurements = site.published.measurements_of.get(indicator.id, [])
    claims = [key for target, _ in judged for key in (target.claim, *target.restated)]
    claims += [measurement.claim for measurement in measurements if measurement.claim]
    return {
        "heading": indicator.title.within(lang),
        "goal": goal_title(catalog, indicator.goal, lang),
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
    site: JudgedCatalog, target: Target, verdict: Verdict, explained: Sequence[Reason], lang: str
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


def _drawings(site: JudgedCatalog, indicator: Indicator) -> Mapping[str, Drawing]:
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


def _printed(site: JudgedCatalog, keys: Sequence[str], lang: str) -> Iterator[dict[str, Any]]:
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


# Methods and documents: how the verdicts came about, what everything leads back to, and what rests on it.


def methods(site: JudgedCatalog, lang: str) -> list[dict[str, Any]]:
    """Give each method that judged any target, the most used first."""
    return [
        {
            "id": method.id,
            "version": method.version,
            "title": method.title.within(lang),
            "source": method.source,
            "formula": method.formula,
            "traps": method.traps.within(lang),
            "used": _n("Used here for {count} target", "Used here for {count} targets", number).within(lang),
        }
        for method, number in methods_used(verdict.method for _, verdict in site.judged)
    ]


def documents(site: JudgedCatalog, lang: str) -> list[dict[str, Any]]:
    """Give each document known on the day, the newest first."""
    sources = sorted(site.catalog.sources, key=lambda one: one.published.known_on, reverse=True)
    return [_document(site, source, lang) for source in sources]


def _document(site: JudgedCatalog, source: Source, lang: str) -> dict[str, Any]:
    return {
        "id": source.id,
        "href": document_page(source.id),
        "title": source.title or say("untitled", lang),
        "lang": language_code(source, lang) if source.title else "",
        "publisher": source.publisher or say("unknown_publisher", lang),
        "published": published_text(site.catalog, source.id, lang),
        "claims": len(source.claims),
        "sha256": source.sha256,
        "note": source.note.within(lang) if source.note else "",
        "url": web_address(source.url),
    }


def document_pages(site: JudgedCatalog, lang: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the page of each document: its passages by line, each with the promises and figures that rest on it."""
    uses = _uses(site, lang)
    for source in site.catalog.sources:
        code = language_code(source, lang)
        passages = [
            {
                "id": claim.id,
                "line": say("line", lang, n=claim.line),
                "words": claim.as_printed,
                "lang": code,
                "reading": claim.reading.within(lang),
                "links": uses.get(f"{source.id}/{claim.id}", ()),
            }
            for claim in sorted(source.claims, key=lambda one: one.line)
        ]
        yield (
            document_page(source.id),
            {"document": _document(site, source, lang), "passages": passages},
        )


def _uses(site: JudgedCatalog, lang: str) -> Mapping[str, list[tuple[str, str]]]:
    """Give what rests on each claim, as links: targets and measurements as they stand on the day."""
    catalog = site.catalog
    with_page = {indicator.id for indicator in site.indicators}
    uses: dict[str, list[tuple[str, str]]] = {}
    for target in catalog.targets:
        title = catalog.indicator[target.indicator].title.within(lang)
        link = (
            f"{title}: {target_text(catalog, target, lang)}",
            f"{indicator_page(target.indicator)}#t-{target.id}",
        )
        for key in (target.claim, *target.restated):
            uses.setdefault(key, []).append(link)
    for measurement in catalog.measurements:
        if measurement.claim and measurement.indicator in with_page:
            title = catalog.indicator[measurement.indicator].title.within(lang)
            link = (
                f"{title}: {dated_text(catalog, measurement, lang)}",
                indicator_page(measurement.indicator),
            )
            uses.setdefault(measurement.claim, []).append(link)
    return uses


# Areas beside each other: what became of their promises, and the figures that several of them have alike.

_MOST_DRAWN = 24  # drawings of a figure: more of them nobody compares


def areas(site: JudgedCatalog, lang: str) -> dict[str, Any]:
    """Give what the template needs: a bar an area, and each figure that stands in several areas."""
    return {
        "bars": [(bar, filtered("area", bar.key)) for bar in area_bars(site, lang)],
        "figures": list(_figures(site, lang)),
    }


def _figures(site: JudgedCatalog, lang: str) -> Iterator[dict[str, Any]]:
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


def _row(site: JudgedCatalog, indicator: Indicator, lang: str) -> dict[str, Any]:
    catalog = site.catalog
    latest = latest_measurement(catalog, indicator.id)
    return {
        "area": area_title(site.catalog, indicator.area, lang),
        "href": indicator_page(indicator.id),
        "latest": dated_text(catalog, latest, lang),
        "targets": [
            (f"{target_text(catalog, target, lang)} {due_text(target, lang)}", verdict.standing, verdict.pace)
            for target, verdict in site.judged_of.get(indicator.id, ())
        ],
    }


def _charts(
    site: JudgedCatalog, indicators: list[Indicator], number: int, lang: str
) -> Iterator[tuple[str, Any]]:
    for place, indicator in enumerate(indicators):
        judged = site.judged_of.get(indicator.id, [])
        drawn = chart(site.catalog, indicator, judged, lang=lang, as_of=site.as_of)
        if drawn is not None:
            inside = svg(drawn, alone=False, uid=f"c{number}-{place}")
            yield area_title(site.catalog, indicator.area, lang), Drawn(inside)
