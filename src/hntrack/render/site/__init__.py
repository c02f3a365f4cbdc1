"""The public website: plain files that open from a folder as well as from a server.

:func:`site_files` gives them one after the other; :mod:`hntrack.render.site.folder` puts them into a folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from hntrack.model.catalog import Catalog
from hntrack.render.site import api, data, overview
from hntrack.render.site.documents import documents
from hntrack.render.site.feed import feed
from hntrack.render.site.indicator import indicator_context
from hntrack.render.site.links import FILES, indicator_page
from hntrack.render.site.templates import Pages
from hntrack.render.site.words import say
from hntrack.report.standpoint import Standpoint, standpoint
from hntrack.text.wording import LANGUAGES

MARKER = "hntrack-site.json"
"""The file by which a folder is known as a site of ours."""

File = tuple[str, bytes]


def site_files(whole: Catalog, as_of: date, url: str | None = None) -> Iterator[File]:
    """Make the site.

    Args:
        whole: The catalog, whatever the day.
        as_of: The day as of which it speaks.
        url: Where it will stand, with a slash at its end; only the feeds name it.

    Yields:
        Path (with ``/``, relative to the site's folder) and content of each file; the same for the same input.

    Raises:
        InputError: Jinja2 is not installed.
    """
    pages = Pages(whole, as_of)
    site = standpoint(whole, as_of)
    yield from pages.assets()
    for lang in LANGUAGES:
        yield from _tree(site, pages, lang, url)
    yield from api.index(site)
    yield "index.html", pages.choose()


def _tree(site: Standpoint, pages: Pages, lang: str, url: str | None) -> Iterator[File]:
    """Everything in one language."""

    def page(template: str, path: str, **context: Any) -> File:
        return f"{lang}/{path}", pages.page(template, lang, path, context)

    for name, content in data.files(site, lang):
        yield f"{lang}/{name}", content
    for name, content in api.files(site, lang):
        yield f"{lang}/{name}", content
    yield f"{lang}/feed.atom", feed(site, lang, url).encode()
    listed = overview.rows(site, lang)
    yield f"{lang}/rows.js", data.script(overview.script_data(listed, lang))
    for indicator in site.indicators:
        yield page(
            "indicator.html",
            indicator_page(indicator.id),
            here="",
            **indicator_context(site, indicator, lang),
        )
    heading = say("documents", lang)
    yield page(
        "documents.html", "documents.html", here="documents", heading=heading, documents=documents(site, lang)
    )
    yield page("data.html", "data.html", here="data", heading=say("data", lang), files=FILES)
    scripts = ("rows.js", "../assets/site.js")
    title = site.catalog.title.within(lang)
    for path, context in overview.pages(site, listed, lang):
        yield page("overview.html", path, here="overview", heading=title, scripts=scripts, **context)
