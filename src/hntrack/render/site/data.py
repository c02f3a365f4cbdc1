"""The data beside the pages: stable paths, the bytes that commands print, an index of all, and their schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from hntrack.__about__ import __version__
from hntrack.model.records import Indicator
from hntrack.render import render
from hntrack.render.csv_text import lines, safe_lines, table
from hntrack.render.json_text import Written, dumps, flatten, pieces
from hntrack.report import Each, Json, View
from hntrack.report.glance import glance_item, summary
from hntrack.report.history import JudgedCatalog
from hntrack.report.reasons import verdict_item
from hntrack.report.schemas import output_schema, site_index_schema
from hntrack.report.show import indicators_view, measurements_view
from hntrack.report.sources import sources_view
from hntrack.report.words import indicator_item, measurement_item

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


class Items:
    """Verdicts and measurements of one language, each written once: several files hold the same ones.

    Attributes:
        lang: The language.
        verdicts: As JSON, by the id of the target, in the catalog's order.
        measurements: The same by id: all that were published, revised and withdrawn ones too.
        progress, table: Heading and rows of the verdicts, and of the measurements.
        why: By the id of the target: why its verdict is what it is, in words; its page says the same.
    """

    def __init__(self, site: JudgedCatalog, lang: str) -> None:
        public = site.published
        self.lang = lang
        self.why: dict[str, str] = {}
        self.verdicts, self.progress = _listed("target", self._judged(site))
        self.measurements, self.table = _listed(
            "id", (measurement_item(public, measurement, lang) for measurement in public.measurements)
        )

    def _judged(self, site: JudgedCatalog) -> Iterator[dict[str, Json]]:
        for target, verdict in site.judged:
            item = verdict_item(site.catalog, target, verdict, self.lang)
            self.why[target.id] = str(item["reason"])
            yield item


def _listed(key: str, items: Iterable[dict[str, Json]]) -> tuple[dict[str, bytes], list[list[str]]]:
    written = {}

    def flat() -> Iterator[dict[str, str]]:  # no item is kept: of many, they are most of what a site takes
        for item in items:
            written[str(item[key])] = Written.of(item).encode()
            yield flatten(item)

    rows = table(flat())
    return written, rows


def files(site: JudgedCatalog, items: Items) -> Iterator[tuple[str, bytes]]:
    """Give the files of data in one language: those for spreadsheets, then each that a command prints."""
    yield "progress.csv", _encoded(lines(items.progress))
    yield "progress-spreadsheet.csv", _encoded(safe_lines(items.progress))
    items.progress.clear()
    yield from _figures(site, items.table)
    counts = summary([verdict for _, verdict in site.judged])
    extra: dict[str, Json] = {
        "catalog": site.catalog.id,
        "summary": counts,
        "glance": glance_item(site.glance, items.lang),
    }
    progress = View("progress", items.lang, site.as_of.isoformat(), "", (), (), extra=extra)
    yield _EACH["progress"], _whole_list(progress, items.verdicts.values())
    yield from _views(site, items)


def _encoded(text: Iterable[str]) -> bytes:
    return b"".join(map(str.encode, text))  # a long table takes less room so than as a text


def _figures(site: JudgedCatalog, table: Sequence[Sequence[str]]) -> Iterator[tuple[str, bytes]]:
    """Give all measurements, and those of each indicator; each line is written once."""
    heading, *written = map(str.encode, lines(table))
    yield "measurements.csv", b"".join((heading, *written))
    column = table[0].index("indicator") if written else 0
    own: dict[str, list[bytes]] = {indicator.id: [heading] for indicator in site.indicators}
    for record, line in zip(table[1:], written, strict=True):
        own[record[column]].append(line)
    for name, figures in own.items():
        yield f"indicator/{name}.csv", b"".join(figures)


_ITEMS = "\0"  # where they go: no text of JSON holds it


def _whole_list(view: View, items: Iterable[bytes]) -> bytes:
    """Write a view as JSON around items that are written already."""
    place: list[Any] = [Written(_ITEMS)]
    before, _, after = render(view._replace(items=place), "json").encode().partition(_ITEMS.encode())
    parts = [before]
    for item in items:
        parts += (b",\n    " if len(parts) > 1 else b"", item)
    if len(parts) == 1:
        return render(view, "json").encode()
    return b"".join((*parts, after))  # at once: a long list is not there twice


def script(value: Mapping[str, Json | Each]) -> bytes:
    """Write data as a script, which a page may load from a folder where it may not fetch a file."""
    written = b"".join(map(str.encode, pieces(value)))
    written = written.replace(b"<", b"\\u003c")  # nothing in it ends the script, or opens a comment in it
    return b"".join((b"window.hntrack = ", written, b";\n"))


def _views(site: JudgedCatalog, items: Items) -> Iterator[tuple[str, bytes]]:
    """Give what commands print of the whole catalog, and of each indicator."""
    lang, day = items.lang, site.as_of.isoformat()
    catalog, published = site.catalog, site.published
    for view in (
        indicators_view(catalog, catalog.indicators, lang=lang, as_of=day, group_by="goal"),
        sources_view(catalog, lang=lang, as_of=day),
    ):
        yield _EACH[view.name], render(view, "json").encode()
    measured = measurements_view(catalog, published, (), lang=lang, as_of=day, group_by="goal")
    yield _EACH[measured.name], _whole_list(measured, items.measurements.values())
    for indicator in site.indicators:
        yield _EACH["show"].format(id=indicator.id), _shown(site, indicator, items)


def _shown(site: JudgedCatalog, indicator: Indicator, items: Items) -> bytes:
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
    return _whole_list(View("show", items.lang, site.as_of.isoformat(), "", (), (), extra=extra), verdicts)


def index(site: JudgedCatalog) -> Iterator[tuple[str, bytes]]:
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
