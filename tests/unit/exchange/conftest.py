"""Read small files as rows, with little to say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hntrack.exchange.mapping import Map, read_map
from hntrack.exchange.reading import Origin, Rows, read_rows
from hntrack.exchange.tabled import open_table

ORIGIN = Origin(url="https://example.org/tables", title="Fictional tables", published="2026-02-01")

Reads = Callable[..., Rows]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """``reads(name, content, mapping)``: write a file and read its rows."""

    def read(name: str, content: bytes | str, mapping: str = "", **more: str) -> Rows:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        made = Map()
        if mapping:
            (tmp_path / "map.yaml").write_text(mapping, "utf-8")
            made = read_map(tmp_path / "map.yaml", "map.yaml")
        return read_rows(
            open_table(path, name, made, more.get("form")), made, ORIGIN, indicator=more.get("indicator")
        )

    return read
