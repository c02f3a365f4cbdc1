"""The data beside the pages: the same bytes that the commands print."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.render import render
from hntrack.render.csv_safe import write_safe
from hntrack.render.csv_text import rows, write
from hntrack.render.json_text import dumps
from hntrack.report.glance_words import glance_item
from hntrack.report.items import measurement_item
from hntrack.report.progress import summary
from hntrack.report.standpoint import Standpoint
from hntrack.report.view import Json, View


def files(site: Standpoint, lang: str, measurements: list[list[str]]) -> Iterator[tuple[str, bytes]]:
    """Give the files of data in one language; ``measurements`` are those of :func:`measurement_rows`."""
    as_of = site.as_of.isoformat()
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
    yield "progress.json", render(progress, "json").encode()
    table = rows(progress)
    yield "progress.csv", write(table).encode()
    yield "progress-spreadsheet.csv", write_safe(table).encode()
    yield "measurements.csv", write(measurements).encode()


def measurement_rows(site: Standpoint, lang: str) -> list[list[str]]:
    """Give heading and rows of all measurements, revised and withdrawn ones too."""
    public = site.published
    items = tuple(measurement_item(public, measurement, lang) for measurement in public.measurements)
    return rows(View("measurements", lang, site.as_of.isoformat(), "", (), (), items=items))


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
