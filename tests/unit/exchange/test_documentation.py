"""The mapping examples of docs/exchange.md do what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hntrack.checks import check
from hntrack.exchange.formats import EXPORTS, FORMATS, TABLES
from hntrack.exchange.mapping import FIELDS, read_map
from hntrack.exchange.plan import plan
from hntrack.exchange.reading import Origin, read_rows
from hntrack.exchange.tabled import open_table
from hntrack.model.codes import ENCODINGS
from hntrack.text.foreign_tables import NO_VALUE
from support.cli import ROOT
from support.exchange_catalog import make_catalog, read_catalog

_PAGE = (ROOT / "docs" / "exchange.md").read_text("utf-8")
_EXAMPLES = re.findall(r"```yaml\n# example: (\S+)\n(.*?)```\n\n```text\n(.*?)```", _PAGE, re.DOTALL)
_EXPECTED = {
    "office.csv": ["firms 2024 1200 final", "share 2025 25.2 provisional"],
    "years.csv": [
        "firms 2023 1100 final",
        "firms 2024 1200 final",
        "firms 2025 1250 provisional",
        "share 2025 25.2 provisional",
    ],
    "quarters.csv": [
        "share 2024-Q1 24.1 final",
        "share 2024-Q2 24.5 final",
        "share 2025-Q1 25.0 final",
        "share 2025-Q2 25.2 final",
    ],
    "provinces.csv": ["firms 2025 1250 final", "share 2025 25.2 final"],
    "px.json": ["share 2024-H1 24.5 final", "share 2025 25.2 provisional"],
    "indicator_9-b-1.csv": ["firms 2024 900 final", "firms 2025 950 final"],
    "flow.csv": ["firms 2025-Q1 1200 final", "share 2025 25.2 estimated"],
}


@pytest.mark.parametrize(("name", "mapping", "table"), _EXAMPLES, ids=[name for name, _, _ in _EXAMPLES])
def test_an_example_imports(tmp_path: Path, name: str, mapping: str, table: str) -> None:
    """Each mapping reads the table under it without a refusal, into a sound catalog."""
    (tmp_path / "map.yaml").write_text(mapping, "utf-8")
    (tmp_path / name).write_text(table, "utf-8")
    made = read_map(tmp_path / "map.yaml", "map.yaml")
    rows = read_rows(open_table(tmp_path / name, name, made), made, Origin())
    done = plan(
        read_catalog(make_catalog(tmp_path / "riverton")), rows, recorded="2026-03-01T00:00:00Z", check=check
    )
    assert done.refused == ()
    said = [f"{one.indicator} {one.period} {one.value} {one.obs_status}" for one in done.new]
    assert sorted(said) == _EXPECTED[name]


def test_every_example_is_tried() -> None:
    """No example of the page is left out."""
    assert [name for name, _, _ in _EXAMPLES] == list(_EXPECTED)
    assert _PAGE.count("```yaml") == len(_EXAMPLES)


def test_the_page_names_everything() -> None:
    """Each format, field, table, encoding and empty cell is on the page."""
    named = set(re.findall(r"`([^`\n]+)`", _PAGE))
    missing = {*FORMATS, *EXPORTS, *TABLES, *FIELDS, *ENCODINGS, *(NO_VALUE - {""})} - named
    assert missing == set(), "docs/exchange.md says what each of them is"
