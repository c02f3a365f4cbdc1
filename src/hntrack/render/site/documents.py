"""The documents that everything leads back to."""

from __future__ import annotations

from typing import Any

from hntrack.render.site.links import language_code, web_address
from hntrack.render.site.words import say
from hntrack.report.standpoint import Standpoint
from hntrack.report.words import published_text


def documents(site: Standpoint, lang: str) -> list[dict[str, Any]]:
    """Give each document known on the day, the newest first."""
    sources = sorted(site.catalog.sources, key=lambda one: one.published.known_on, reverse=True)
    return [
        {
            "id": source.id,
            "title": source.title or say("untitled", lang),
            "lang": language_code(source, lang) if source.title else "",
            "publisher": source.publisher or say("unknown_publisher", lang),
            "published": published_text(site.catalog, source.id, lang),
            "claims": len(source.claims),
            "sha256": source.sha256,
            "note": source.note.within(lang) if source.note else "",
            "url": web_address(source.url),
        }
        for source in sources
    ]
