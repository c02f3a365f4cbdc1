"""The site's data for programs: stable paths, the bytes of the commands, an index of them all, and their schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from hntrack.__about__ import __version__
from hntrack.model.records import Indicator
from hntrack.render import render
from hntrack.render.json_text import Written, dumps
from hntrack.render.site.data import Items, whole_list
from hntrack.report.everything import indicators_view, measurements_view
from hntrack.report.items import indicator_item
from hntrack.report.schemas import output_schema, site_index_schema
from hntrack.report.sources import sources_view
from hntrack.report.standpoint import Standpoint
from hntrack.report.view import Json, View

INDEX = "api/index.json"
VERSION = 1
"""Of the paths: within a version none disappears or means something else."""

_EACH: Mapping[str, str] = MappingProxyType(
    {
        "progress": "progress.json",
        "indicators": "indicators.json",
        "measurements": "measurements.json",
        "sources": "sources.json",
        "show": "indicator/{id}.json",
    }
)
"""What a file follows (``hntrack/progress``) → where it is in the tree of a language."""


def files(site: Standpoint, items: Items) -> Iterator[tuple[str, bytes]]:
    """Give the files of one language that are not there already; each is what a command prints."""
    lang, day = items.lang, site.as_of.isoformat()
    catalog, published = site.catalog, site.published
    for view in (
        indicators_view(catalog, catalog.indicators, lang=lang, as_of=day, group_by="goal"),
        sources_view(catalog, lang=lang, as_of=day),
    ):
        yield _EACH[view.name], render(view, "json").encode()
    measured = measurements_view(catalog, published, (), lang=lang, as_of=day, group_by="goal")
    yield _EACH[measured.name], whole_list(measured, items.measurements.values())
    for indicator in site.indicators:
        yield _EACH["show"].format(id=indicator.id), _shown(site, indicator, items)


def _shown(site: Standpoint, indicator: Indicator, items: Items) -> bytes:
    """Give what ``hntrack show`` tells as data, without the tables and drawings that it also makes."""
    measured: list[Json] = [
        Written(items.measurements[measurement.id].decode())
        for measurement in site.published.measurements_of.get(indicator.id, ())
    ]
    verdicts = [items.verdicts[target.id] for target, _ in site.judged_of.get(indicator.id, ())]
    extra: dict[str, Json] = {
        "indicator": indicator_item(site.catalog, indicator, items.lang),
        "measurements": measured,
    }
    return whole_list(View("show", items.lang, site.as_of.isoformat(), "", (), (), extra=extra), verdicts)


def index(site: Standpoint) -> Iterator[tuple[str, bytes]]:
    """Give the index of all data, and the schema of each kind of file."""
    items: list[Json] = [
        {
            "path": f"{lang}/{path}",
            "lang": lang,
            "schema": f"hntrack/{name}",
            "schema_path": _schema_path(name),
        }
        for lang in site.languages
        for name, path in _EACH.items()
    ]
    whole: dict[str, Json] = {
        "schema": "hntrack/site-index",
        "version": VERSION,
        "hntrack": __version__,
        "as_of": site.as_of.isoformat(),
        "catalog": site.catalog.id,
        "title": {lang: site.catalog.title.within(lang) for lang in site.languages},
        "indicators": [indicator.id for indicator in site.indicators],
        "items": items,
    }
    yield INDEX, f"{dumps(whole)}\n".encode()
    yield _schema_path("site-index"), f"{dumps(site_index_schema())}\n".encode()
    for name in _EACH:
        yield _schema_path(name), f"{dumps(output_schema(name))}\n".encode()


def _schema_path(name: str) -> str:
    return f"api/{name}-schema.json"
