"""The public website: plain files that open from a folder as well as from a server.

:func:`site_files` gives them one after the other; :mod:`hntrack.render.site.folder` puts them into a folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from hntrack.model.catalog import Catalog
from hntrack.render.site import api, data, overview
from hntrack.render.site.areas import areas
from hntrack.render.site.documents import document_pages, documents, methods
from hntrack.render.site.feed import Newest, Told, feed, feed_of
from hntrack.render.site.indicator import indicator_context, made_of
from hntrack.render.site.links import FILES, indicator_page
from hntrack.render.site.templates import Pages
from hntrack.render.site.words import say
from hntrack.report.standpoint import Standpoint, standpoint

MARKER = "hntrack-site.json"
"""The file by which a folder is known as a site of ours."""

File = tuple[str, bytes]


class Publishing(NamedTuple):
    """What the pages say of themselves.

    Attributes:
        url: Where they will stand, with a slash at its end; only feeds and codes to embed name it.
        licence: Under which the data may be used; else the catalog's own; empty where nobody said.
        errata: Where an error is reported; empty where nobody said.
    """

    url: str = ""
    licence: str = ""
    errata: str = ""


def site_files(whole: Catalog, as_of: date, url: str | None = None, **more: str) -> Iterator[File]:
    """Make the site.

    Args:
        whole: The catalog, whatever the day.
        as_of: The day as of which it speaks.
        url: Where it will stand, with a slash at its end; only feeds and codes to embed name it.
        more: ``licence`` and ``errata``, see :class:`Publishing`.

    Yields:
        Path (with ``/``, relative to the site's folder) and content of each file; the same for the same input.

    Raises:
        InputError: Jinja2 is not installed.
    """
    told = Publishing(url or "", **more)
    site = standpoint(whole, as_of)
    pages = Pages(site, told._asdict())
    yield from pages.assets()
    why: dict[str, dict[str, str]] = {}
    for lang in site.languages:
        yield from _data(site, lang, why)
    changes = {lang: Newest() for lang in site.languages}
    for indicator in site.indicators:
        made = made_of(site, indicator)
        for lang in site.languages:
            own = Newest(made.days(lang)).found()
            changes[lang].add(own)
            yield f"{lang}/indicator/{indicator.id}.atom", feed_of(site, indicator, own, lang, url)
            yield from _page(
                pages, indicator.id, lang, indicator_context(site, indicator, made, why[lang], lang)
            )
    for lang in site.languages:
        yield from _lists(site, pages, changes[lang].found(), lang, url)
    yield from api.index(site)
    yield "index.html", pages.choose()


def _page(pages: Pages, name: str, lang: str, context: dict[str, Any]) -> Iterator[File]:
    """Give the page of an indicator, and its drawing if it has one."""
    path = indicator_page(name)
    yield pages.page("indicator.html", lang, path, {"here": "", "id": name, **context})
    if context["chart"]:
        yield f"{lang}/{path.removesuffix('.html')}.svg", context["chart"]["alone"].encode()


def _data(site: Standpoint, lang: str, why: dict[str, dict[str, str]]) -> Iterator[File]:
    """Everything for programs in one language, which is let go before the next one; keep why each verdict is one."""
    items = data.Items(site, lang)
    why[lang] = items.why
    for name, content in chain(data.files(site, items), api.files(site, items)):
        yield f"{lang}/{name}", content


def _lists(site: Standpoint, pages: Pages, changes: list[Told], lang: str, url: str | None) -> Iterator[File]:
    """The list, and the pages beside it, in one language."""
    yield f"{lang}/feed.atom", feed(site, changes, lang, url)
    listed = overview.rows(site, lang)
    yield f"{lang}/rows.js", data.script(overview.script_data(listed, lang))
    for (template, path), context in _few(site, lang):
        yield pages.page(template, lang, path, context)
    common = {
        "here": "overview",
        "heading": site.catalog.title.within(lang),
        "scripts": ("rows.js", "../assets/site.js"),
    }
    for path, context in overview.pages(site, listed, changes, lang):
        yield pages.page("overview.html", lang, path, {**common, **context})


def _few(site: Standpoint, lang: str) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """Give the pages beside the list and the indicators: template, path, context."""
    for path, context in document_pages(site, lang):
        heading = context["document"]["title"]
        yield ("document.html", path), {"here": "documents", "heading": heading, **context}
    if site.compares_areas:
        yield (
            ("areas.html", "areas.html"),
            {"here": "areas", "heading": say("areas", lang), **areas(site, lang)},
        )
    for key, context in (
        ("documents", {"documents": documents(site, lang)}),
        ("methods", {"methods": methods(site, lang)}),
        ("data", {"files": FILES}),
    ):
        yield (f"{key}.html", f"{key}.html"), {"here": key, "heading": say(key, lang), **context}
