"""The formats that can be imported: one literal table, and how to tell a file's format."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType

from hntrack.errors import InputError
from hntrack.exchange.mapping import Map, Split, Wide, split_names
from hntrack.exchange.table import Grid, Line, Table
from hntrack.exchange.tabled import must_have, shaped, tabled
from hntrack.text.messages import _

FORMATS: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        "csv": ("hntrack.exchange.csv_tables", "open_csv"),
        "tsv": ("hntrack.exchange.csv_tables", "open_csv"),
        "xlsx": ("hntrack.exchange.spreadsheets", "open_xlsx"),
        "xls": ("hntrack.exchange.spreadsheets", "open_xls"),
        "ods": ("hntrack.exchange.spreadsheets", "open_ods"),
        "json-stat": ("hntrack.exchange.json_stat", "open_json_stat"),
        "px": ("hntrack.exchange.px_in", "open_px"),
        "open-sdg": ("hntrack.exchange.csv_tables", "open_csv"),
        "sdmx-csv": ("hntrack.exchange.csv_tables", "open_csv"),
        "sdmx-ml": ("hntrack.exchange.sdmx", "open_sdmx_ml"),
        "datapackage": ("hntrack.exchange.data_package", "open_package"),
    }
)
"""Name → module and function that open it, as a grid or as a table; a module is imported only when its format is."""

_SUFFIXES = MappingProxyType(
    {
        ".csv": "csv",
        ".txt": "csv",
        ".tsv": "tsv",
        ".tab": "tsv",
        ".xlsx": "xlsx",
        ".xlsm": "xlsx",
        ".xls": "xls",
        ".ods": "ods",
        ".json": "json-stat",
        ".px": "px",
        ".xml": "sdmx-ml",
    }
)


def open_table(path: Path, label: str, mapping: Map, form: str | None = None) -> Table:
    """Open a file as a table.

    Args:
        path: The file, or the folder of a data package.
        label: How messages name it.
        mapping: What the mapping file says.
        form: Key of :data:`FORMATS`; ``None`` to tell it by name and headings.

    Raises:
        InputError: It cannot be opened.
        DataError: It cannot be used.
    """
    if os.path.isdir(path):  # noqa: PTH112  (a name that is too long is no folder, and no error here)
        path, label, form = path / "datapackage.json", f"{label}/datapackage.json", form or "datapackage"
    kind = form or _by_name(path, label)
    module, function = FORMATS[kind]
    opener: Callable[[Path, str, Map, str], Table | Grid] = getattr(import_module(module), function)
    opened = opener(path, label, mapping, kind)
    if isinstance(opened, Table):
        return opened
    opened, mapping = _compound(opened, mapping)
    table = shaped(tabled(opened, mapping), path, mapping)
    must_have(table, form)
    return table


def _by_name(path: Path, label: str) -> str:
    if path.name == "datapackage.json":
        return "datapackage"
    found = _SUFFIXES.get(path.suffix.lower())
    if found is None:
        listed = ", ".join(FORMATS)
        raise InputError(
            _("The format of {label} is not known.", label=label),
            _("Name it with --from: {listed}.", listed=listed),
        )
    return found


def _compound(grid: Grid, mapping: Map) -> tuple[Grid, Map]:
    r"""Take Eurostat's shape for what it is: ``freq,unit,geo\\TIME_PERIOD`` over the keys, then a column a period."""
    first = list(islice(grid.lines, 1))
    grid = replace(grid, lines=chain(first, grid.lines))
    heading = first[0].cells[0].strip() if first and isinstance(first[0], Line) and first[0].cells else ""
    if "\\" not in heading or "," not in heading or mapping.split or mapping.wide:
        return grid, mapping
    split = Split(heading, ",", split_names(heading, ","))
    return grid, replace(mapping, split=(split,), wide=Wide(), flagged=True, header_row=None)
