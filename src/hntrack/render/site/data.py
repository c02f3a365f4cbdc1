"""The data beside the pages: the same bytes that the commands print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hntrack.render import render
from hntrack.render.csv_text import rows, write, write_safe
from hntrack.render.json_text import Written, dumps
from hntrack.report.glance import glance_item
from hntrack.report.items import measurement_item
from hntrack.report.progress import summary
from hntrack.report.standpoint import Standpoint
from hntrack.report.view import Json, View


class Items:
    """Verdicts and measurements of one language, each written once as JSON: several files hold the same ones.

    Attributes:
        lang: The language.
        verdicts: By the id of the target, in the catalog's order.
        measurements: By id: all that were published, revised and withdrawn ones too.
        table: Heading and rows of the measurements.
    """

    def __init__(self, site: Standpoint, lang: str) -> None:
        public = site.published
        measured = tuple(measurement_item(public, measurement, lang) for measurement in public.measurements)
        self.lang = lang
        self.verdicts: dict[str, Any] = {str(one["target"]): Written.of(one) for one in site.items[lang]}
        self.measurements: dict[str, Any] = {str(one["id"]): Written.of(one) for one in measured}
        self.table = rows(View("measurements", lang, site.as_of.isoformat(), "", (), (), items=measured))


def files(site: Standpoint, items: Items) -> Iterator[tuple[str, bytes]]:
    """Give the files of data in one language."""
    lang, as_of = items.lang, site.as_of.isoformat()
    counts = summary([verdict for _, verdict in site.judged])
    progress = View(
        "progress",
        lang,
        as_of,
        "",
        (),
        (),
        items=site.items[lang],
        extra={"catalog": site.catalog.id, "summary": counts, "glance": glance_item(site.glance, lang)},
    )
    yield "progress.json", render(progress._replace(items=[*items.verdicts.values()]), "json").encode()
    table = rows(progress)
    yield "progress.csv", write(table).encode()
    yield "progress-spreadsheet.csv", write_safe(table).encode()
    yield "measurements.csv", write(items.table).encode()


def figures(table: list[list[str]]) -> dict[str, bytes]:
    """Cut the rows of all measurements into a CSV for each indicator, by its id."""
    heading, *records = table
    column = heading.index("indicator") if records else 0
    under: dict[str, list[list[str]]] = {}
    for record in records:
        under.setdefault(record[column], []).append(record)
    return {name: write([heading, *own]).encode() for name, own in under.items()}


def script(value: Json) -> bytes:
    """Write data as a script, which a page may load from a folder where it may not fetch a file."""
    text = dumps(value).replace("<", "\\u003c")  # nothing in it ends the script, or opens a comment in it
    return f"window.hntrack = {text};\n".encode()
