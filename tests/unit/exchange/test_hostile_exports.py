"""Hostile texts change no export's structure, and nothing obeys them."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from hntrack.exchange.content import Exported
from hntrack.exchange.formats import EXPORTS, Document, export, losses
from hntrack.model.catalog import Catalog
from hntrack.render.json_text import dumps
from hntrack.text.messages import Wording
from support.exchange_catalog import make_catalog, read_catalog

LOOKED_INTO = {"csv", "json", "xlsx", "sqlite", "datapackage", "open-sdg", "sdmx-csv", "json-stat"}
HOSTILE = (
    '=HYPERLINK("http://127.0.0.1/","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1\t-2",
    "a\r\nb,c\"d'e;f",
    "lone\rCR\r",
    "\n\n- x",
    "</script><!--<script>",
    "\x00\x1b[31m\x07\u202e\u2066\ufeff\uffff",
    "a\u2028b\u2029c\x85d\x0be",
    "e\u0301 \u0301x",
    "\ud800 half",
    "'; DROP TABLE measurements; --",
    "---\nevil: true\n",
    "https://example.org/ <script>alert(1)</script>",
    "x" * 40_000,
)


def _exported(folder: Path, text: str) -> Exported:
    catalog = read_catalog(make_catalog(folder / "riverton"))
    said = Wording(text, text)
    hostile: Catalog = replace(
        catalog,
        title=said,
        indicators=tuple(one._replace(title=said, note=said) for one in catalog.indicators),
        measurements=tuple(one._replace(why=text, judged_by=text, note=said) for one in catalog.measurements),
    )
    return Exported(hostile, hostile, [], "2026-01-01", "vi")


def _schema(made: Exported, shape: dict[str, int]) -> list[tuple[str]]:
    """Give the tables of the database, which is sound and has the rows of the other formats."""
    with sqlite3.connect(":memory:") as base:
        base.deserialize(export("sqlite", made, "")[""])  # type: ignore[arg-type]  # bytes
        assert base.execute("pragma integrity_check").fetchall() == [("ok",)]
        schema = base.execute("select sql from sqlite_schema order by name").fetchall()
        for name in ("measurements", "indicators"):
            assert base.execute(f"select count(*) from {name}").fetchall() == [(shape[name],)]
    return schema


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_texts_stay_texts(tmp_path: Path, text: str) -> None:
    """CSV, JSON, SQLite, XLSX and Open SDG keep their shape, and hold the text or show what it hides."""
    assert EXPORTS.keys() == LOOKED_INTO, "look into the new format below"
    made = _exported(tmp_path, text)
    shape = {tab.name: len(tab.rows) for tab in made.tabs()}

    for form in ("csv", "sdmx-csv", "datapackage", "open-sdg"):
        for name, part in export(form, made, "measurements" if form == "csv" else "").items():
            if isinstance(part, bytes) and (not name or name.endswith(".csv")):
                read = list(csv.reader(io.StringIO(part.decode("utf-8-sig"), newline="")))
                assert {len(row) for row in read} == {len(read[0])}, (form, name)
                # readers that take a carriage return alone for the end of a line, as those of old spreadsheets do
                wide = list(
                    csv.reader(re.split(r"(?<=\n)|(?<=\r)(?!\n)", part.decode("utf-8-sig").rstrip("\n")))
                )
                assert {len(row) for row in wide} == {len(read[0])}, (form, name)
    for form in ("json-stat", "json"):
        for part in export(form, made, "").values():
            json.loads(dumps(part.content) if isinstance(part, Document) else part.decode())
    content = export("csv", made, "measurements")[""]
    assert isinstance(content, bytes)
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == shape["measurements"] + 1

    document = export("json", made, "")[""]
    assert isinstance(document, Document)
    assert json.loads(dumps(document.content).encode())["measurements"][0]["why"] == text

    (tmp_path / "a.xlsx").write_bytes(export("xlsx", made, "")[""])  # type: ignore[arg-type]  # bytes
    book = load_workbook(tmp_path / "a.xlsx")
    for name, count in shape.items():
        cells = [cell for row in book[name].iter_rows() for cell in row]
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
        assert book[name].max_row == count + 1

    assert _schema(made, shape) == _schema(_exported(tmp_path / "harmless", "words"), shape)

    for name, part in export("open-sdg", made, "").items():
        if name.startswith("meta/"):
            assert isinstance(part, bytes)
            front = part.decode().removeprefix("---\n").removesuffix("---\n")
            assert "evil" not in yaml.safe_load(front)


def test_texts_that_a_cell_cuts_are_told(tmp_path: Path) -> None:
    """How many, where there are any; a text that fits is no loss."""
    told = [loss.en for loss in losses("xlsx", _exported(tmp_path, "x" * 40_000))]
    assert len(told) == 1
    assert told[0].endswith(" texts were cut: a cell has room for 32000 characters.")
    assert losses("xlsx", _exported(tmp_path / "fitting", "x" * 31_000)) == ()
