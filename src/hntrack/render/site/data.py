"""The data beside the pages: the same bytes that the commands print."""

from __future__ import annotations

from collections.abc import Iterator

from hntrack.render import render
from hntrack.render.json_text import dumps
from hntrack.report.items import measurement_item
from hntrack.report.progress import progress_view
from hntrack.report.standpoint import Standpoint
from hntrack.report.view import Json, View


def files(site: Standpoint, lang: str) -> Iterator[tuple[str, bytes]]:
    """Give the files of data in one language."""
    as_of = site.as_of.isoformat()
    progress = progress_view(site.catalog, site.judged, lang=lang, as_of=as_of)
    yield "progress.json", render(progress, "json").encode()
    yield "progress.csv", render(progress, "csv").encode()
    yield "progress-spreadsheet.csv", render(progress, "csv-safe").encode()
    items = tuple(measurement_item(site.published, one, lang) for one in site.published.measurements)
    measurements = View("measurements", lang, as_of, "", (), (), items=items)
    yield "measurements.csv", render(measurements, "csv").encode()


def script(value: Json) -> bytes:
    """Write data as a script, which a page may load from a folder where it may not fetch a file."""
    return f"window.hntrack = {dumps(value)};\n".encode()
