"""What is fuzzed: each reader of foreign bytes, with what must hold of it whatever it is given.

A target takes bytes and returns nothing.  The errors that a user would be shown (:class:`~hntrack.errors.HntrackError`)
are fine; anything else that is raised is a finding, and so is a promise that does not hold (``assert``).
"""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from hntrack.checks import check
from hntrack.documents import Refused
from hntrack.documents.body_lines import read_body
from hntrack.documents.reading import form_of, parse
from hntrack.errors import HntrackError
from hntrack.exchange.formats import FORMATS
from hntrack.exchange.mapping import Map, read_map
from hntrack.exchange.reading import Origin, read_rows
from hntrack.exchange.tabled import open_table
from hntrack.exchange.workbook_in import read_workbook
from hntrack.extract import extract, to_scorer_json
from hntrack.model.codes import Measure, Scale
from hntrack.model.records import Indicator
from hntrack.render.json_text import dumps
from hntrack.store.folder import Folder, series_paths
from hntrack.store.read import decode_contents
from hntrack.text.characters import nfc, split_lines
from hntrack.text.messages import LANGUAGES, Wording
from hntrack.text.numbers import (
    AmbiguousNumber,
    NotANumber,
    format_number,
    read_misprinted_number,
    read_number,
    read_typed_number,
)
from hntrack.text.periods import parse_day, parse_period
from hntrack.text.quantity import find_quantities, read_quantity
from hntrack.workspace.typed_values import read_typed

ROOT = Path(__file__).resolve().parents[2]
_FOLDER = Folder(Path("catalog/data"), Path("catalog/seeds"), str)
_EMPTY = MappingProxyType(
    {
        _FOLDER.targets: b"format: 1\ncatalog: {id: fuzz, title: {en: Fuzzed}}\n",
        _FOLDER.measurements: b"format: 1\nmeasurements: []\n",
    }
)
_SOURCE = _FOLDER.source("article")


def yaml(data: bytes) -> None:
    """Each of the three files of a catalog: read, checked where readable, every problem with its place."""
    kinds = (_FOLDER.targets, _FOLDER.measurements, _SOURCE)
    path = kinds[data[0] % 3] if data else _SOURCE
    loaded = decode_contents(_FOLDER, {**_EMPTY, path: data[1:]})
    lines = data.count(b"\n") + 2
    found = list(loaded.problems)
    if loaded.catalog is not None:
        found += check(loaded.catalog, loaded.damaged)
    for one in found:
        assert one.where.line <= max(lines, 3), one
        assert one.message.vi, one
        assert one.message.en, one


def numbers(data: bytes) -> None:
    """Numbers, quantities, periods and typed values, in both notations."""
    text = data.decode("utf-8", "surrogateescape")
    for lang in LANGUAGES:
        for read in (read_number, read_misprinted_number, read_typed_number):
            with suppress(NotANumber, AmbiguousNumber):
                _printable(read(text, lang), lang)
        composed = nfc(text)
        last = 0
        for one in find_quantities(composed, lang):
            assert last <= one.start <= one.end <= len(composed), one
            last = one.start
            assert one.value.is_finite(), one
        read_quantity(text, lang)
        for indicator in _INDICATORS:
            with suppress(HntrackError):
                read_typed(text, indicator, lang)
    for period in (parse_period, parse_day):
        with suppress(ValueError):
            period(text)


def _printable(value: Decimal, lang: str) -> None:
    """What was read can be printed and is read back as the same."""
    with suppress(AmbiguousNumber):
        assert read_number(format_number(value, lang), lang) == value


def _indicator(measure: Measure, unit: str | None, scale: Scale = "one") -> Indicator:
    return Indicator(measure, "goal", "area", Wording("", measure), measure, unit, "increase", scale)


_INDICATORS = (
    _indicator("share", "percent"),
    _indicator("amount", "vnd", "billion"),
    _indicator("rank", "rank"),
    _indicator("text", None),
)


def extraction(data: bytes) -> None:
    """Claims stand on the lines that they name, and go through JSON."""
    text = data.decode("utf-8", "replace")
    lines = [nfc(line) for line in split_lines(text)]
    claims = extract(text, doc="fuzz")
    for one in claims:
        assert 1 <= one.line <= len(lines), one
        assert one.as_printed, one
        assert one.as_printed in lines[one.line - 1], one
    dumps(to_scorer_json(claims))  # type: ignore[arg-type]  # a list of plain mappings, typed more loosely
    numbers_read = [one.number for one in read_body(text).lines]
    assert numbers_read == sorted(set(numbers_read))


_IMPORTED = (*FORMATS, *FORMATS, None)
_SUFFIXES = MappingProxyType(
    {
        "tsv": "tsv",
        "xlsx": "xlsx",
        "xls": "xls",
        "ods": "ods",
        "json-stat": "json",
        "px": "px",
        "sdmx-ml": "xml",
    }
)


def importing(data: bytes) -> None:
    """Files to import: rows or problems, each with its place."""
    form = _IMPORTED[data[0] % len(_IMPORTED)] if data else None
    name = "datapackage.json" if form == "datapackage" else f"file.{_SUFFIXES.get(form or '', 'csv')}"
    path = _scratch() / name
    path.write_bytes(data[1:])
    origin = Origin(url="https://example.org", title="T", publisher="P", published="2026-01-01")
    with suppress(HntrackError):
        rows = read_rows(open_table(path, name, Map(), form), Map(), origin, indicator="share")
        for one in rows.refused:
            assert one.where.file.startswith(name.partition(".")[0]), one
        assert rows.total >= len(rows.good)


def mapping(data: bytes) -> None:
    """A mapping, and behind a NUL a table of CSV that is read by it."""
    told, _, rows = data.partition(b"\0")
    path, table = _scratch() / "mapping.yaml", _scratch() / "table.csv"
    path.write_bytes(told)
    table.write_bytes(rows)
    with suppress(HntrackError):
        known = read_map(path, "mapping.yaml")
        read = read_rows(
            open_table(table, "table.csv", known, None), known, Origin(title="T"), indicator="share"
        )
        for one in read.refused:
            assert one.where.file.startswith(("table", "mapping")), one


_SERIES_TARGETS = b"""format: 1
catalog: {id: fuzz, title: {en: Fuzzed}}
goals: [{id: g, title: {en: Goal}}]
areas: [{id: a, title: {en: A}}, {id: b, title: {en: B}}]
indicators:
  - {id: share, goal: g, areas: [a, b], title: {en: Share}, measure: share, unit: percent, direction: increase}
"""
SHA256_HERE = b"SHA256"


def series(data: bytes) -> None:
    """What ``series.yaml`` says, and behind a NUL the file of an office, whose SHA-256 is put where it is asked for."""
    told, _, rows = data.partition(b"\0")
    file = _FOLDER.data / "rows.csv"
    contents = {**_EMPTY, _FOLDER.targets: _SERIES_TARGETS, file: rows}
    contents[_FOLDER.series] = told.replace(SHA256_HERE, hashlib.sha256(rows).hexdigest().encode())
    for path in series_paths(_FOLDER.data, contents[_FOLDER.series]):
        assert path.is_relative_to(_FOLDER.data), path
    loaded = decode_contents(_FOLDER, contents)
    for problem in loaded.problems:
        assert problem.message.vi, problem
        assert problem.where.line >= (problem.code != "yaml-empty"), problem
    for row in loaded.catalog.measurements if loaded.catalog is not None else ():
        assert row.value is None or row.value.is_finite(), row


_FORMS = ("pdf", "docx", "odt", "html", "mhtml", "warc")
PARTS = MappingProxyType(
    {
        6: ("docx", "word/document.xml"),
        7: ("docx", "word/styles.xml"),
        8: ("docx", "word/numbering.xml"),
        9: ("odt", "content.xml"),
        10: ("odt", "styles.xml"),
    }
)


WORKBOOK_PARTS = ("xl/worksheets/sheet2.xml", "xl/workbook.xml")


def documents(data: bytes) -> None:
    """Documents, read as in the child process: whole files, or packed ones of which one part is what is fuzzed."""
    kind, rest = (data[0] % 11, data[1:]) if data else (0, b"")
    form = PARTS[kind][0] if kind in PARTS else _FORMS[kind]
    if kind in PARTS:
        rest = _with_part(form, PARTS[kind][1], rest)
    form_of(rest, f"file.{form}")
    with suppress(Refused):
        document = parse(rest, form, recognise=False)
        for line in document.lines:
            assert "\n" not in line.text, line
        for table in document.tables:
            assert len({cell[:2] for cell in table.cells}) == len(table.cells), table
        dumps([line.text.encode("utf-8", "replace").decode() for line in document.lines])


def workbooks(data: bytes) -> None:
    """The catalog's workbook: the first of its sheets is what is fuzzed, or the whole file."""
    path = _scratch() / "catalog.xlsx"
    kind, rest = (data[0] % 3, data[1:]) if data else (0, b"")
    path.write_bytes(_with_part("xlsx", WORKBOOK_PARTS[kind - 1], rest) if kind else rest)
    with suppress(HntrackError):
        told = read_workbook(path, "catalog.xlsx", ("vi", "en"), "vi")
        for one in told.problems:
            assert one.where.file.startswith("catalog.xlsx"), one
            assert one.message.vi, one


def _with_part(form: str, part: str, data: bytes) -> bytes:
    """Put one part into a small file of this form, in the place of its own."""
    from fuzz.starts import packed  # noqa: PLC0415  (it imports us)

    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed(form))) as known, zipfile.ZipFile(whole, "w") as made:
        for name in known.namelist():
            made.writestr(name, data if name == part else known.read(name))
    return whole.getvalue()


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="hntrack-fuzz-"))


TARGETS: MappingProxyType[str, Callable[[bytes], None]] = MappingProxyType(
    {
        "yaml": yaml,
        "numbers": numbers,
        "extract": extraction,
        "import": importing,
        "mapping": mapping,
        "documents": documents,
        "workbook": workbooks,
        "series": series,
    }
)
"""Name on the command line → target."""
