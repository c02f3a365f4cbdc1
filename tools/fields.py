"""Write the attributes of records, the tables of fields in docs/ and that of formats in docs/exchange.md.

All follow the table by which the program itself reads the files.  A record's class gets the attributes that it lacks;
those that it has keep their places, by which records are made and kept.

Usage: ``python tools/fields.py [--check]``
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from blocks import ROOT, filled, settle

from hntrack.exchange.formats import FORMATS
from hntrack.model import codes
from hntrack.model.fields import RECORDS, Field
from hntrack.model.record_values import CLASSES

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
# How the model holds what is no text; everything else is one.
_TYPES = {
    "wording": "Wording",
    "period": "Period",
    "period_or_unknown": "Period",
    "day": "date",
    "decimal": "Decimal",
    "whole": "int",
    "bool": "bool",
    "format": "int",
    "gate": "Mapping[str, str]",
    "words": "Mapping[str, str]",
}


def main() -> int:
    """Write or check the classes and the tables."""
    pages = (ROOT / "docs" / "catalog.md", ROOT / "docs" / "series.md")
    exchange = ROOT / "docs" / "exchange.md"
    return settle(
        [
            *modules().items(),
            *((page, filled(page.read_text("utf-8"), "fields", table)) for page in pages),
            (exchange, filled(exchange.read_text("utf-8"), "formats", lambda _: formats())),
        ],
        __doc__,
    )


def modules() -> dict[Path, str]:
    """Give the modules of records with an attribute for every field."""
    texts: dict[Path, str] = {}
    for record, kind in CLASSES.items():
        path = Path(inspect.getfile(kind))
        text = texts.get(path) or path.read_text("utf-8")
        texts[path] = with_attributes(text, kind.__name__, dict(attributes(record)))
    return texts


def with_attributes(text: str, kind: str, wanted: dict[str, tuple[str, str]]) -> str:
    """Give a module's text with the attributes that a class lacks, behind the others of their like."""
    body = next(
        node for node in ast.parse(text).body if isinstance(node, ast.ClassDef) and node.name == kind
    ).body
    held = {
        node.target.id: node
        for node in body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    lines = text.splitlines(keepends=True)
    last = (
        held["places"].lineno - 1 if "places" in held else max(node.end_lineno or 0 for node in held.values())
    )
    needed = next((node.lineno - 1 for node in held.values() if node.value is not None), last)
    for name, (annotation, default) in reversed(wanted.items()):
        if name not in held:
            lines.insert(last if default else needed, f"    {name}: {annotation}{default}\n")
    return with_imports(
        "".join(lines), {annotation.removesuffix(" | None") for annotation, _ in wanted.values()}
    )


def with_imports(text: str, types: set[str]) -> str:
    """Give a module's text with the types of codes among what it imports."""
    block = re.compile(r"(?<=^from hntrack\.model\.codes import \(\n)(?:    \w+,\n)+", re.MULTILINE)
    named = {f"    {name},\n" for name in types & vars(codes).keys()}
    return block.sub(lambda found: "".join(sorted({*found[0].splitlines(keepends=True), *named})), text)


def attributes(record: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give each attribute of a record with its type, and with its default as it is written."""
    for field in RECORDS[record]:
        if field.spread:
            yield from attributes(field.of)
            continue
        kind = _type(field)
        if field.required:
            yield field.in_model, (f"{kind} | None" if field.kind.endswith("_or_unknown") else kind, "")
        elif field.default is None:
            yield field.in_model, (f"{kind} | None", " = None")
        else:
            empty = isinstance(field.default, MappingProxyType)
            yield field.in_model, (kind, " = _NO_GATE" if empty else f" = {_quoted(field.default)}")


def _type(field: Field) -> str:
    if field.kind == "word":
        named = (
            name for name, held in vars(codes).items() if getattr(held, "__args__", None) == field.allowed
        )
        return next(named, "str")
    if field.kind in ("record", "records"):
        kind = CLASSES[field.of].__name__
        return kind if field.kind == "record" else f"tuple[{kind}, ...]"
    if field.kind == "list":
        return f"tuple[{_TYPES.get(field.of, 'str')}, ...]"
    return _TYPES.get(field.kind, "str")


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


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
