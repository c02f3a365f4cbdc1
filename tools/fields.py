"""Write the tables of fields in docs/catalog.md and docs/series.md, and that of formats in docs/exchange.md.

Each is made from the table by which the program itself reads the files.

Usage: ``python tools/fields.py [--check]``
"""

from __future__ import annotations

import sys

from blocks import ROOT, filled, settle

from hntrack.exchange.formats import FORMATS
from hntrack.model.fields import RECORDS, Field

_KINDS = {
    "id": "id",
    "text": "text",
    "text_or_unknown": "text, or `unknown`",
    "wording": "text in each language: `{vi: …, en: …}`",
    "claim": "`source/claim`",
    "language": "`vi`, `en`, …",
    "url": "address",
    "sha256": "64 hexadecimal digits",
    "period": "period",
    "period_or_unknown": "period, or `unknown`",
    "instant": "day, or instant with its offset",
    "day": "day",
    "decimal": "number",
    "whole": "whole number from 1",
    "bool": "`true` or `false`",
    "format": "`1`",
    "words": "`{theirs: ours}`",
    "gate": "`{behind: warn}`: verdict → `off`, `warn`, `error`",
}


def main() -> int:
    """Write or check the tables."""
    pages = (ROOT / "docs" / "catalog.md", ROOT / "docs" / "series.md")
    exchange = ROOT / "docs" / "exchange.md"
    return settle(
        [
            *((page, filled(page.read_text("utf-8"), "fields", table)) for page in pages),
            (exchange, filled(exchange.read_text("utf-8"), "formats", lambda _: formats())),
        ],
        __doc__,
    )


def formats() -> str:
    """Give the formats that can be imported as a table."""
    rows = ["| format | told by | what needs no mapping |", "|---|---|---|"]
    for name, form in FORMATS.items():
        told_by = ": ".join(
            filter(None, (", ".join(f"`{suffix}`" for suffix in form.suffixes), form.told_by))
        )
        rows.append(f"| `{name}` | {told_by} | {form.ready} |")
    return "\n".join(rows)


def table(record: str) -> str:
    """Give the fields of a record as a table, those that must be there first marked so."""
    rows = ["| field | | value | what it says |", "|---|---|---|---|"]
    for field in RECORDS[record]:
        needed = "needed" if field.required else ""
        rows.append(f"| `{field.name}` | {needed} | {_value(field)} | {field.about} |")
    return "\n".join(rows)


def _value(field: Field) -> str:
    if field.kind == "word":
        said = " · ".join(f"`{word}`" for word in field.allowed)
        return f"{said}; else `{field.default}`" if field.default is not None else said
    if field.kind == "record":
        return f"fields of `{field.of}`, below"
    if field.kind == "records":
        return f"list of `{field.of}`"
    if field.kind == "list":
        return f"list: {_KINDS[field.of]}"
    return _KINDS[field.kind]


if __name__ == "__main__":
    sys.exit(main())
