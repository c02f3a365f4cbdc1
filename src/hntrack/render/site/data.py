"""The data beside the pages: the same bytes that the commands print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hntrack.render import render
from hntrack.render.csv_text import lines, safe_lines, table
from hntrack.render.json_text import Written, flatten, pieces
from hntrack.report.glance import glance_item
from hntrack.report.items import measurement_item, verdict_item
from hntrack.report.progress import summary
from hntrack.report.standpoint import Standpoint
from hntrack.report.view import Each, Json, View


class Items:
    """Verdicts and measurements of one language, each written once: several files hold the same ones.

    Attributes:
        lang: The language.
        verdicts: As JSON, by the id of the target, in the catalog's order.
        measurements: The same by id: all that were published, revised and withdrawn ones too.
        progress, table: Heading and rows of the verdicts, and of the measurements.
        why: By the id of the target: why its verdict is what it is, in words; its page says the same.
    """

    def __init__(self, site: Standpoint, lang: str) -> None:
        public = site.published
        self.lang = lang
        self.why: dict[str, str] = {}
        self.verdicts, self.progress = _listed("target", self._judged(site))
        self.measurements, self.table = _listed(
            "id", (measurement_item(public, measurement, lang) for measurement in public.measurements)
        )

    def _judged(self, site: Standpoint) -> Iterator[dict[str, Json]]:
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


def files(site: Standpoint, items: Items) -> Iterator[tuple[str, bytes]]:
    """Give the files of data in one language."""
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
    yield "progress.json", whole_list(progress, items.verdicts.values())


def _encoded(text: Iterable[str]) -> bytes:
    return b"".join(map(str.encode, text))  # a long table takes less room so than as a text


def _figures(site: Standpoint, table: Sequence[Sequence[str]]) -> Iterator[tuple[str, bytes]]:
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


def whole_list(view: View, items: Iterable[bytes]) -> bytes:
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
