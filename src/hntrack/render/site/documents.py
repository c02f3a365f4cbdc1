"""The documents that everything leads back to, and of each what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hntrack.model.records import Source
from hntrack.render.site.links import document_page, indicator_page, language_code, web_address
from hntrack.render.site.words import say
from hntrack.report.explained import methods_used
from hntrack.report.standpoint import Standpoint
from hntrack.report.words import dated_text, published_text, target_text
from hntrack.text.messages import _n

# The methods that judged: how the verdicts of the site came about.


def methods(site: Standpoint, lang: str) -> list[dict[str, Any]]:
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


Links = list[tuple[str, str]]


def documents(site: Standpoint, lang: str) -> list[dict[str, Any]]:
    """Give each document known on the day, the newest first."""
    sources = sorted(site.catalog.sources, key=lambda one: one.published.known_on, reverse=True)
    return [_document(site, source, lang) for source in sources]


def _document(site: Standpoint, source: Source, lang: str) -> dict[str, Any]:
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


def document_pages(site: Standpoint, lang: str) -> Iterator[tuple[str, dict[str, Any]]]:
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


def _uses(site: Standpoint, lang: str) -> Mapping[str, Links]:
    """Give what rests on each claim, as links: targets and measurements as they stand on the day."""
    catalog = site.catalog
    with_page = {indicator.id for indicator in site.indicators}
    uses: dict[str, Links] = {}
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
