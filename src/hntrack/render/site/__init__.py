"""The public website: plain files that open from a folder as well as from a server.

:func:`site_files` gives them one after the other, and :func:`write_site` puts them into a folder: whole files only,
nothing of anybody else's touched.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

from hntrack.__about__ import __version__
from hntrack.errors import InputError, UsageError, cause
from hntrack.model.catalog import Catalog
from hntrack.render.json_text import dumps
from hntrack.render.site import data, overview
from hntrack.render.site.feed import Newest, Told, feed, feed_of
from hntrack.render.site.pages import (
    areas,
    document_pages,
    documents,
    indicator_context,
    made_of,
    methods,
)
from hntrack.render.site.templates import FILES, Pages, indicator_page, say
from hntrack.report import Json
from hntrack.report.history import JudgedCatalog, judged_catalog
from hntrack.text.messages import _

MARKER = "hntrack-site.json"
"""The file by which a folder is known as a site of ours."""

File = tuple[str, bytes]


def site_files(
    whole: Catalog, as_of: date, url: str | None = None, *, licence: str = "", errata: str = ""
) -> Iterator[File]:
    """Make the site.

    Args:
        whole: The catalog, whatever the day.
        as_of: The day as of which it speaks.
        url: Where it will stand, with a slash at its end; only feeds and codes to embed name it.
        licence: Under which the data may be used; else the catalog's own; empty where nobody said.
        errata: Where an error is reported; empty where nobody said.

    Yields:
        Path (with ``/``, relative to the site's folder) and content of each file; the same for the same input.

    Raises:
        InputError: Jinja2 is not installed.
    """
    site = judged_catalog(whole, as_of)
    pages = Pages(site, {"url": url or "", "licence": licence, "errata": errata})
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
    yield from data.index(site)
    yield "index.html", pages.choose()


def _page(pages: Pages, name: str, lang: str, context: dict[str, Any]) -> Iterator[File]:
    """Give the page of an indicator, and its drawing if it has one."""
    path = indicator_page(name)
    yield pages.page("indicator.html", lang, path, {"here": "", "id": name, **context})
    if context["chart"]:
        yield f"{lang}/{path.removesuffix('.html')}.svg", context["chart"]["alone"].encode()


def _data(site: JudgedCatalog, lang: str, why: dict[str, dict[str, str]]) -> Iterator[File]:
    """Everything for programs in one language, which is let go before the next one; keep why each verdict is one."""
    items = data.Items(site, lang)
    why[lang] = items.why
    for name, content in data.files(site, items):
        yield f"{lang}/{name}", content


def _lists(
    site: JudgedCatalog, pages: Pages, changes: list[Told], lang: str, url: str | None
) -> Iterator[File]:
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


def _few(site: JudgedCatalog, lang: str) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
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


# Into a folder.  All files are written into a folder of their own inside the site's folder first: a full disk or a
# broken run leaves the earlier site as it was.  Then each is moved to its place, which no reader ever sees half done,
# and pages that no longer exist are removed.

_STAGE = ".hntrack-new"
_OURS = re.compile(
    r"(?:(?:assets|[a-z]{2,3}(?:-[A-Za-z]{2,4})?)/)?(?:(?:indicator|document)/)?"
    r"[a-z0-9][a-z0-9-]{0,90}\.(?:html|json|csv|atom|svg|css|js)"
)
_LARGEST_MARKER = 10_000_000


def write_site(folder: Path, files: Iterable[File], as_of: str) -> int:
    """Write a site.

    Args:
        folder: An empty or missing folder, or one that holds an earlier site of ours.
        files: Path (relative, with ``/``) and content of each file.
        as_of: The day of the site, for its marker.

    Returns:
        How many files it has, its marker included.

    Raises:
        UsageError: The folder holds something else.
        InputError: It cannot be written.
    """
    earlier = _earlier(folder)
    files = iter(files)
    first = list(islice(files, 1))  # what cannot even begin leaves no folder behind
    stage = folder / _STAGE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir()
        names = _stage(stage, chain(first, files))
        marker: dict[str, Json] = {"schema": "hntrack/site", "version": 1, "hntrack": __version__}
        marker |= {"as_of": as_of, "files": [*names]}
        (stage / MARKER).write_text(dumps(marker) + "\n", "utf-8")
        _move(stage, folder, [MARKER, *names], earlier)
    except OSError as error:
        raise InputError(
            _("Cannot write the site to {folder}: {cause}.", folder=folder, cause=cause(error)),
            _("Check the permissions and the disk space."),
        ) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return len(names) + 1


def _earlier(folder: Path) -> frozenset[str]:
    """Give the files of the site that the folder holds; none where it is empty or missing."""
    try:
        content = {one.name for one in folder.iterdir()} - {_STAGE}
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise _not_ours(folder) from error
    if not content:
        return frozenset()
    if any((folder / name).is_symlink() for name in (*content, _STAGE)):
        raise _not_ours(folder)
    try:
        with (folder / MARKER).open("rb") as opened:
            marker = json.loads(opened.read(_LARGEST_MARKER))
        if marker["schema"] != "hntrack/site":
            raise _not_ours(folder)
        return frozenset(one for one in marker["files"] if isinstance(one, str) and _OURS.fullmatch(one))
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise _not_ours(folder) from error


def _not_ours(folder: Path) -> UsageError:
    return UsageError(
        _("{folder} is not empty and holds no site made by hntrack.", folder=folder),
        _("Name a folder that is new or empty."),
    )


def _stage(stage: Path, files: Iterable[File]) -> list[str]:
    names = []
    made: set[Path] = set()
    for name, content in files:
        assert _OURS.fullmatch(name), name
        path = stage / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(content)
        names.append(name)
    return names


def _move(stage: Path, folder: Path, names: Iterable[str], earlier: frozenset[str]) -> None:
    names = list(names)
    for parent in dict.fromkeys((folder / name).parent for name in names):
        parent.mkdir(parents=True, exist_ok=True)
    for name in sorted(earlier.difference(names)):
        (folder / name).unlink(missing_ok=True)
    for name in names:
        os.replace(stage / name, folder / name)  # noqa: PTH105  (Path.replace says the same, twice as slowly)
