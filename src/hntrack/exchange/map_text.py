"""A mapping as the text of a mapping file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hntrack.exchange.mapping import NO_VALUE, Field, Map, Wide
from hntrack.store.emit import scalar


def map_text(mapping: Map) -> str:
    """Write a mapping so that :func:`~hntrack.exchange.mapping.read_map` reads the same."""
    return "\n".join(["format: 1", *_lines(mapping), ""])


def _lines(mapping: Map) -> Iterator[str]:
    yield from _settings(mapping)
    yield "fields:" if mapping.fields else "fields: {}"
    for name, field in mapping.fields.items():
        yield f"  {name}: {{{', '.join(_field(field))}}}"
    if mapping.wide is not None:
        yield from _wide(mapping.wide)
    yield from _entries(
        "split",
        (f"column: {scalar(s.column)}, by: {_quoted(s.by)}, into: {_listed(s.into)}" for s in mapping.split),
    )
    where = (f"column: {scalar(one.column)}, one_of: {_listed(sorted(one.one_of))}" for one in mapping.where)
    yield from _entries("where", where)


def _settings(mapping: Map) -> Iterator[str]:
    ways: dict[str, Callable[[str], str]] = {
        **dict.fromkeys(("decimal", "thousands", "delimiter"), _quoted),
        **dict.fromkeys(("encoding", "sheet", "resource", "until"), scalar),
        **dict.fromkeys(("header_row", "header_rows"), str),
    }
    for name, written in ways.items():
        if (said := getattr(mapping, name)) is not None:
            yield f"{name}: {written(said)}"
    if mapping.flagged:
        yield "flagged: true"
    if mapping.empty != NO_VALUE:
        yield f"empty: {_listed(sorted(mapping.empty))}"
    for name in ("fill_down", "ignore"):
        if names := getattr(mapping, name):
            yield f"{name}: {_listed(names)}"


def _entries(name: str, entries: Iterable[str]) -> Iterator[str]:
    lines = [f"  - {{{entry}}}" for entry in entries]
    if lines:
        yield from (f"{name}:", *lines)


def _field(field: Field) -> Iterator[str]:
    if field.column is not None:
        yield f"column: {scalar(field.column)}"
    if field.constant is not None:
        yield f"constant: {scalar(field.constant)}"
    if field.words:
        yield (
            "words: {"
            + ", ".join(f"{_key(word)}: {_key(means)}" for word, means in field.words.items())
            + "}"
        )
    if field.otherwise is not None:
        yield f"otherwise: {scalar(field.otherwise)}"
    if field.skip_others:
        yield "skip_others: true"
    if field.two_digits is not None:
        yield f"two_digits: {field.two_digits}"


def _wide(wide: Wide) -> Iterator[str]:
    yield "wide:"
    if wide.columns:
        yield f"  columns: {_listed(wide.columns)}"
    elif wide.like is not None:
        yield f"  columns: {{like: {_quoted(wide.like)}}}"
    elif wide.first is not None and wide.last is not None:
        yield f"  columns: {{from: {scalar(wide.first)}, to: {scalar(wide.last)}}}"
    else:
        yield "  columns: periods"
    if wide.heading != "period":
        yield f"  heading: {wide.heading}"


def _listed(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_key(text) for text in texts) + "]"


def _key(text: str) -> str:
    return scalar(text) if text else '""'


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'
